// @ts-check
// The widget's words in Dutch.

/** @type {import("../words.js").Language} */
export const words = {
  language: "nl",
  quotes: "Citaten",
  carousel: "carrousel",
  pause: "Pauzeren",
  play: "Afspelen",
  previous: "Vorig citaat",
  next: "Volgend citaat",
  copy: "Kopiëren",
  share: "Delen",
  link: "Link",
  picture: "Afbeelding",
  favourite: "Favoriet",
  missing: "Nu niet beschikbaar",
  paraphrase: "Parafrase",
  numbered: "Deel {n}",
  search: "Zoek in {count}",
  filter: "Filteren",
  more: "Meer tonen",
  results: "Resultaten",
  found: { one: "{n} citaat", other: "{n} citaten" },
  partial: "Geen citaat bevat al deze woorden. Gedeeltelijk: {count}",
  none: "Geen citaat gevonden",
  suggest: "Zoek naar “{text}”",
  parts: {
    fields: { part: "Deel", source: "Bron", author: "Auteur", tag: "Trefwoord", lang: "Taal" },
    loading: "Citaten laden …",
    failed: "De citaten konden niet worden geladen.",
    retry: "Opnieuw proberen",
    copied: "Gekopieerd",
    notCopied: "De browser stond het kopiëren niet toe",
  },
};
