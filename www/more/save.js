// @ts-check
// Hands a file to the reader. Its content and a name go in, the browser saves it. Nothing is sent anywhere.
import { h } from "../dom.js";

/** So long a browser may take to begin reading. */
const HOLD_MS = 60_000;

/** @param {Blob} content @param {string} name */
export function save(content, name) {
  const href = URL.createObjectURL(content);
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), HOLD_MS);
}
