// @ts-check
// What only the parts say, in English; and where the words of other languages come from. A language tag goes in, all of
// the widget's words in the nearest language there is come out.
import { english } from "../strings.js";
import { languages } from "epigraph-languages";

/** @typedef {typeof parts} MoreWords */
/** @typedef {import("../strings.js").Words & {parts?: MoreWords}} AllWords */

const plurals = new Intl.PluralRules("en");
const digits = new Intl.NumberFormat("en");

const parts = {
  fields: { part: "Part", source: "Source", author: "Author", topic: "Topic", tag: "Tag", lang: "Language" },
  loading: "Loading quotes …",
  failed: "The quotes could not be loaded.",
  retry: "Retry",
  copied: "Copied",
  linked: "Link copied",
  notCopied: "The browser did not let the text be copied",
  drawn: "Picture saved",
  notDrawn: "The picture could not be drawn",
  kept: "Added to favourites",
  letGo: "Removed from favourites",
  notKept: "This browser keeps nothing for this page",
  favourites: (/** @type {number} */ n) => `${digits.format(n)} ${plurals.select(n) === "one" ? "favourite" : "favourites"}`,
  show: "Show",
  saveFile: "Export",
  moreFrom: "More from",
};

/** What only the parts say, in the language of `words`. @param {AllWords} words @returns {MoreWords} */
export const moreOf = (words) => words.parts ?? parts;

/** The widget's words in a language; in English where there are none. @param {string} tag BCP 47 @returns {Promise<AllWords>} */
export async function words(tag) {
  const [primary] = tag.toLowerCase().split("-");
  return (await languages[primary]?.()) ?? english;
}
