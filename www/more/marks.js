// @ts-check
// Quotation marks, as the language of the quote writes them. A quote and its text go in, the text with marks around it
// comes out.

/** @typedef {import("../core.d.ts").Quote} Quote */

/** The marks, and the languages that write them so. @type {[string, string, string][]} */
const MARKS = [
  ["„", "“", "de cs sk sl bg is lt et mk ka"],
  ["„", "”", "pl ro hu hr sr bs"],
  ["«", "»", "es it pt ru uk be el ar fa nb nn no ca hy eu gl de-CH de-LI"],
  ["«\u00a0", "\u00a0»", "fr"],
  ["«", "»", "fr-CH"],
  ["”", "”", "sv fi he"],
  ["»", "«", "da"],
  ["「", "」", "ja zh-Hant zh-TW zh-HK zh-MO"],
  ["“", "”", "en pt-BR"],
];

/** By tag. */
const marks = new Map(MARKS.flatMap(([open, close, tags]) => tags.split(" ").map((tag) => [tag.toLowerCase(), [open, close]])));

/** Quotations wear marks, paraphrases do not. @param {Quote} quote @param {(Node | string)[]} pieces @returns {(Node | string)[]} */
export function quoted({ kind, lang }, pieces) {
  if (kind === "paraphrase") return pieces;
  const [language, next = ""] = (lang ?? "").toLowerCase().split("-");
  const [open, close] = marks.get(`${language}-${next}`) ?? marks.get(language) ?? ["“", "”"];
  return [open, ...pieces, close];
}
