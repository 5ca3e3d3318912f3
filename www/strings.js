// @ts-check
// Every word the widget itself says, in one place: plain strings, and small functions where a number
// or a word of the reader's goes in. The quotes' own words are never here.

/** The language of these words. */
export const language = "en";

const plurals = new Intl.PluralRules(language);
const digits = new Intl.NumberFormat(language);
const count = (/** @type {number} */ n) => `${digits.format(n)} ${plurals.select(n) === "one" ? "quote" : "quotes"}`;

export const words = {
  quotes: "Quotes",
  carousel: "carousel",
  pause: "Pause",
  play: "Play",
  previous: "Previous quote",
  next: "Next quote",
  paraphrase: "Paraphrase",
  numbered: (/** @type {number} */ n) => `Part ${n}`,
  search: (/** @type {number} */ n) => `Search ${count(n)}`,
  filter: (/** @type {number} */ n) => (n ? `Filter (${digits.format(n)})` : "Filter"),
  more: "Show more",
  results: "Results",
  fields: { part: "Part", source: "Source", author: "Author", tag: "Tag", lang: "Language" },
  found: count,
  partial: (/** @type {number} */ n) => `No quote has all of these words. In part: ${count(n)}`,
  none: "No quote matches",
  suggest: (/** @type {string} */ text) => `Search for “${text}”`,
};
