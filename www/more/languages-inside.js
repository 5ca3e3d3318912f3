// @ts-check
// The words of each language but English, in the scripts that carry everything.
import { words as de } from "./words/de.js";

/** @type {Record<string, () => Promise<import("./words.js").AllWords>>} by primary subtag */
export const languages = { de: async () => de };
