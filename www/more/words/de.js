// @ts-check
// The widget's words in German.
const plurals = new Intl.PluralRules("de");
const digits = new Intl.NumberFormat("de");
const count = (/** @type {number} */ n) => `${digits.format(n)} ${plurals.select(n) === "one" ? "Zitat" : "Zitate"}`;

/** @type {import("../words.js").AllWords} */
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
  numbered: (n) => `Teil ${n}`,
  search: (n) => `${count(n)} durchsuchen`,
  filter: (n) => (n ? `Filter (${digits.format(n)})` : "Filter"),
  more: "Mehr anzeigen",
  results: "Ergebnisse",
  found: count,
  partial: (n) => `Kein Zitat enthält alle diese Wörter. Zum Teil: ${count(n)}`,
  none: "Kein Zitat passt",
  suggest: (text) => `Nach „${text}“ suchen`,
  parts: {
    fields: { part: "Teil", source: "Quelle", author: "Autor", topic: "Thema", tag: "Schlagwort", lang: "Sprache" },
    loading: "Zitate werden geladen …",
    failed: "Die Zitate konnten nicht geladen werden.",
    retry: "Noch einmal versuchen",
    copied: "Kopiert",
    linked: "Link kopiert",
    notCopied: "Der Browser ließ das Kopieren nicht zu",
    drawn: "Bild gespeichert",
    notDrawn: "Das Bild konnte nicht gezeichnet werden",
    kept: "Gemerkt",
    letGo: "Nicht mehr gemerkt",
    notKept: "Dieser Browser merkt sich für diese Seite nichts",
    favourites: (n) => `${digits.format(n)} ${plurals.select(n) === "one" ? "gemerktes Zitat" : "gemerkte Zitate"}`,
    show: "Anzeigen",
    saveFile: "Exportieren",
    moreFrom: "Mehr aus",
  },
};
