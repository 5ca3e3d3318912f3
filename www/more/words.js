// @ts-check
// What only the parts say, in English; and all the widget's words in other languages. The widget goes in; its words in
// the nearest language there is come out, with those in their place that the page gave it.
import { english } from "../strings.js";
import { quoted } from "./marks.js";
import { languages } from "epigraph-languages";

/** @typedef {import("../strings.js").Words} Words */
/** @typedef {typeof parts} MoreWords */
/** @typedef {Words & {parts?: MoreWords, number?: (n: number) => string}} AllWords */
/**
 * A text; with a number in it one text, or one for each plural category. `{n}` is the number, `{count}` what `found` says of
 * it, `{text}` the reader's own words.
 * @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Phrase
 */
/** @template T @typedef {{[K in keyof T]: T[K] extends string ? string : T[K] extends Function ? Phrase : Phrases<T[K]>}} Phrases */
/** All words of a language, as a file in words/ gives them. @typedef {Phrases<Omit<Words, "quoted">> & {parts: Phrases<MoreWords>}} Language */

// Not `Intl.NumberFormat` itself: its start takes longer than that of the engine, and most pages never see such a number.
const digits = { format: (/** @type {number} */ n) => n.toLocaleString("en") };

const parts = {
  fields: { part: "Part", source: "Source", author: "Author", topic: "Topic", tag: "Tag", lang: "Language", length: "Length" },
  lengths: { short: "Short", medium: "Medium", long: "Long" },
  sort: "Sort by",
  orders: { best: "Best match", listed: "Collection order", shortest: "Shortest first", longest: "Longest first" },
  sorted: (/** @type {number} */ n) => `Only the first ${digits.format(n)} are sorted`,
  loading: "Loading quotes …",
  failed: "The quotes could not be loaded.",
  stead: "Others are shown instead.",
  retry: "Retry",
  copied: "Copied",
  linked: "Link copied",
  notCopied: "The browser did not let the text be copied",
  drawn: "Picture saved",
  notDrawn: "The picture could not be drawn",
  kept: "Added to favourites",
  letGo: "Removed from favourites",
  notKept: "This browser keeps nothing for this page",
  favourites: (/** @type {number} */ n) => `${digits.format(n)} favourite${n === 1 ? "" : "s"}`,
  show: "Show",
  saveFile: "Export",
  moreFrom: "More from",
  whole: "Whole quote",
};

/** What English says of a count, so that it follows another word for quotes. */
const counting = { search: "Search {count}", partial: "No quote has all of these words. In part: {count}" };

/** The words that a widget speaks with. @type {WeakMap<Element, AllWords>} */
const speaking = new WeakMap();

/** @param {Element} widget */
export const spokenBy = (widget) => speaking.get(widget) ?? english;

/** What only the parts say, in the language of `words`. @param {AllWords} words @returns {MoreWords} */
export const moreOf = (words) => words.parts ?? parts;

/**
 * The widget's words in the language of the nearest `lang`; in English where there are none.
 * @param {import("../epigraph.d.ts").EpigraphWidget} widget its `words` take the place of some
 * @returns {Promise<AllWords>}
 */
export async function words(widget) {
  const own = /** @type {any} */ (widget.words);
  const tag = tagOf(widget);
  const name = nearest(tag);
  const said = await languages[name]?.().catch(() => undefined);
  // The page may have changed its mind meanwhile.
  if (tag !== tagOf(widget)) return words(widget);
  const base = { ...english, quoted, parts };
  const language = own?.language ?? said?.language ?? english.language;
  const all = !said && !own ? base
    : spoken(base, { ...(said ?? counting), ...own, parts: { ...said?.parts, ...own?.parts } }, language, said ? tag : language);
  speaking.set(widget, all);
  return all;
}

/** @param {Element} widget */
export const tagOf = (widget) => /** @type {HTMLElement | null} */ (widget.closest("[lang]"))?.lang ?? "";

/** The language that the tag, with script and region added, begins with; nothing where there is none. @param {string} tag */
function nearest(tag) {
  try {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    return [`${language}-${script}`, `${language}-${region}`, language].find((name) => name in languages) ?? "";
  } catch {
    return "";
  }
}

/**
 * Words with others put in their place.
 * @param {AllWords} base @param {any} said @param {string} language whose plural rules hold @param {string} tag how numbers are written
 * @returns {AllWords}
 */
function spoken(base, said, language, tag) {
  const plurals = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(tag).format;
  const say = (/** @type {Phrase} */ phrase, /** @type {any} */ value) =>
    (typeof phrase === "string" ? phrase : (phrase[plurals.select(value)] ?? phrase.other ?? "")).replace(/{(n|count|text)}/g, (_, what) =>
      what === "n" ? number(value) : what === "count" ? all.found(value) : value);
  const all = /** @type {AllWords} */ ({ ...replaced(base, said, say), number });
  const { filter } = said;
  if (filter) all.filter = (n) => (n ? `${filter} (${number(n)})` : filter);
  return all;
}

/** @param {any} base @param {any} said @param {(phrase: Phrase, value: any) => string} say @returns {any} */
function replaced(base, said, say) {
  const all = { ...base };
  for (const [name, phrase] of Object.entries(said)) {
    const kind = typeof base[name];
    all[name] = kind === "function" ? (/** @type {any} */ value) => say(phrase, value) : kind === "object" ? replaced(base[name], phrase, say) : phrase;
  }
  return all;
}
