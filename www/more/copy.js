// @ts-check
// Puts a quote with its attribution on the clipboard. A quote goes in, what to tell the reader comes out.
import { quoted } from "./marks.js";

/** @typedef {import("../core.d.ts").Quote} Quote */

/** A quote as one would write it in a letter. @param {Quote} quote */
export function written(quote) {
  const from = [quote.author, quote.source].filter(Boolean).join(", ");
  return quoted(quote, [quote.text]).join("") + (from && `\n— ${from}`);
}

/** Where the browser has no clipboard for this page, as on one without TLS, the old way. @param {string} text @param {HTMLElement} host */
export async function copy(text, host) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = /** @type {HTMLElement | null} */ (host.shadowRoot?.activeElement);
    const box = document.createElement("textarea");
    box.value = text;
    box.setAttribute("aria-hidden", "true");
    host.shadowRoot?.append(box);
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    focused?.focus();
    return copied;
  }
}

/** @param {Quote} quote @param {import("./words.js").MoreWords} words @param {HTMLElement} widget */
export async function copyQuote(quote, words, widget) {
  return (await copy(written(quote), widget)) ? words.copied : words.notCopied;
}
