// @ts-check
// The words of each language but English, fetched from beside this part.
import { languages as hashes } from "epigraph-language-parts";
import { fetchPart } from "../part.js";

/** @type {Record<string, () => Promise<import("./words.js").Language>>} by the beginning of a tag */
export const languages = Object.fromEntries(
  Object.entries(hashes).map(([language, hash]) => [language, async () => (await fetchPart(`words-${language}`, hash)).words]),
);
