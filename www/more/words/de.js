// @ts-check
// The widget's words in German.

/** @type {import("../words.js").Language} */
export const words = {
  language: "de",
  quotes: "Zitate",
  carousel: "Karussell",
  pause: "Anhalten",
  play: "Abspielen",
  previous: "Vorheriges Zitat",
  next: "Nächstes Zitat",
  copy: "Kopieren",
  share: "Teilen",
  link: "Link",
  picture: "Bild",
  favourite: "Merken",
  missing: "Zurzeit nicht verfügbar",
  paraphrase: "Sinngemäß",
  numbered: "Teil {n}",
  search: "{count} durchsuchen",
  filter: "Filter",
  more: "Mehr anzeigen",
  results: "Ergebnisse",
  found: { one: "{n} Zitat", other: "{n} Zitate" },
  partial: "Kein Zitat enthält alle diese Wörter. Zum Teil: {count}",
  none: "Kein Zitat passt",
  suggest: "Nach „{text}“ suchen",
  parts: {
    fields: { part: "Teil", source: "Quelle", author: "Autor", tag: "Schlagwort", lang: "Sprache" },
    loading: "Zitate werden geladen …",
    failed: "Die Zitate konnten nicht geladen werden.",
    retry: "Noch einmal versuchen",
    copied: "Kopiert",
    notCopied: "Der Browser ließ das Kopieren nicht zu",
  },
};
