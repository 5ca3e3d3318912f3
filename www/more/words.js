// @ts-check
// What only the parts say, in English; and where the words of other languages come from. A language tag goes in, all of
// the widget's words in the nearest language there is come out.
import { english } from "../strings.js";
import { languages } from "epigraph-languages";

/** @typedef {typeof parts} MoreWords */
/** @typedef {import("../strings.js").Words & {parts?: MoreWords}} AllWords */

const parts = {
  fields: { part: "Part", source: "Source", author: "Author", tag: "Tag", lang: "Language" },
  loading: "Loading quotes …",
  failed: "The quotes could not be loaded.",
  retry: "Retry",
  copied: "Copied",
  linked: "Link copied",
  notCopied: "The browser did not let the text be copied",
};

/** What only the parts say, in the language of `words`. @param {AllWords} words @returns {MoreWords} */
export const moreOf = (words) => words.parts ?? parts;

/** The widget's words in a language; in English where there are none. @param {string} tag BCP 47 @returns {Promise<AllWords>} */
export async function words(tag) {
  const [primary] = tag.toLowerCase().split("-");
  return (await languages[primary]?.()) ?? english;
}
