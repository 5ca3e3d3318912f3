// @ts-check
// Every word the widget itself says, in one place: plain strings, and small functions where a number
// or a word of the reader's goes in. The quotes' own words are never here.

const language = "en";
// As `Intl` writes and counts in English, without its start: of all there is to do before the first quote, that takes longest.
const digits = (/** @type {number} */ n) => `${n}`.replace(/\B(?=(...)+$)/g, ",");
const count = (/** @type {number} */ n) => `${digits(n)} quote${n === 1 ? "" : "s"}`;

/** @typedef {import("./core.d.ts").Quote} Quote */
/** @typedef {typeof english} Words */
export const english = {
  /** The language of these words. */
  language,
  quotes: "Quotes",
  carousel: "carousel",
  pause: "Pause",
  play: "Play",
  previous: "Previous quote",
  next: "Next quote",
  copy: "Copy",
  share: "Share",
  link: "Link",
  picture: "Picture",
  favourite: "Favourite",
  missing: "Not available now",
  paraphrase: "Paraphrase",
  numbered: (/** @type {number} */ n) => `Part ${n}`,
  search: (/** @type {number} */ n) => `Search ${count(n)}`,
  filter: (/** @type {number} */ n) => (n ? `Filter (${digits(n)})` : "Filter"),
  more: "Show more",
  results: "Results",
  found: count,
  partial: (/** @type {number} */ n) => `No quote has all of these words. In part: ${count(n)}`,
  none: "No quote matches",
  suggest: (/** @type {string} */ text) => `Search for “${text}”`,
  /** Quotations wear marks, paraphrases do not. @param {Quote} quote @param {(Node | string)[]} pieces @returns {(Node | string)[]} */
  quoted: (quote, pieces) => (quote.kind === "paraphrase" ? pieces : ["“", ...pieces, "”"]),
};
