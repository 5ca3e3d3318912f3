// @ts-check
// The address of a quote, and what sends it on its way. A quote goes in; its address comes to stand on the clipboard, in
// the address bar, or in what the device shares with. Makes one entry of the history for each quote that is linked to.
import { copy, written } from "./copy.js";

/** @typedef {import("../core.d.ts").Quote} Quote */
/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {import("./words.js").MoreWords} MoreWords */

/** The page's own address with the quote's id in it; a page that was written into a frame has that of what it stands in. @param {Quote} quote */
function addressOf({ id }) {
  const url = new URL(location.protocol === "about:" ? document.baseURI : location.href);
  url.hash = `quote=${encodeURIComponent(id)}`;
  return url.href;
}

/** Writes the address of the quote that is shown over the page's, without an entry in the history. @param {Widget} widget */
export function address({ current, isConnected }) {
  try {
    if (current && isConnected) history.replaceState(history.state, "", addressOf(current));
  } catch {
    // A sandboxed page, or one that changes its address too often, keeps the address it has.
  }
}

/** @param {Quote} quote @param {MoreWords} words @param {Widget} widget */
export async function linkQuote(quote, words, widget) {
  const linked = addressOf(quote);
  const copied = await copy(linked, widget);
  try {
    if (location.href !== linked) history.pushState(history.state, "", linked);
  } catch {
    // A sandboxed frame, or one written into a page, keeps the address it has.
  }
  return copied ? words.linked : words.notCopied;
}

/** @param {Quote} quote @param {MoreWords} words @param {Widget} widget */
export async function shareQuote(quote, words, widget) {
  const data = { title: quote.topic ?? document.title, text: written(quote), url: addressOf(quote) };
  if (!navigator.canShare?.(data)) return linkQuote(quote, words, widget);
  try {
    await navigator.share(data);
  } catch (error) {
    // Whoever thinks better of it need not be told.
    if (/** @type {Error} */ (error).name !== "AbortError") return linkQuote(quote, words, widget);
  }
}
