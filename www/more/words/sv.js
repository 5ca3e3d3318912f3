// @ts-check
// The widget's words in Swedish.

/** @type {import("../words.js").Language} */
export const words = {
  language: "sv",
  quotes: "Citat",
  carousel: "karusell",
  pause: "Pausa",
  play: "Spela upp",
  previous: "Föregående citat",
  next: "Nästa citat",
  copy: "Kopiera",
  share: "Dela",
  link: "Länk",
  picture: "Bild",
  favourite: "Favorit",
  missing: "Inte tillgängligt just nu",
  paraphrase: "Omskrivet",
  numbered: "Del {n}",
  search: "Sök bland {count}",
  filter: "Filtrera",
  more: "Visa fler",
  results: "Resultat",
  found: { one: "{n} citat", other: "{n} citat" },
  partial: "Inget citat innehåller alla dessa ord. Delvis: {count}",
  none: "Inget citat matchar",
  suggest: "Sök efter ”{text}”",
  parts: {
    fields: { part: "Del", source: "Källa", author: "Författare", tag: "Ämnesord", lang: "Språk" },
    loading: "Citaten laddas …",
    failed: "Det gick inte att ladda citaten.",
    retry: "Försök igen",
    copied: "Kopierat",
    notCopied: "Webbläsaren tillät inte att texten kopierades",
  },
};
