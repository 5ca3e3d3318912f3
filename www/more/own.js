// @ts-check
// The collection that a page brings to its widget: at an address, or written into the page itself. The widget goes in,
// its collection comes out: one for all that name the same address. Knows no format.
import { fault } from "../fault.js";
import { inline } from "./inline.js";
import { waiting } from "./waiting.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {import("../core.d.ts").Collection} Collection */
/** @typedef {{loaded: number, total: number | null}} Progress */
/** @typedef {(source?: any, options?: {onProgress?: (progress: Progress) => void}) => Promise<Collection>} Open */

/** By address; one that failed is forgotten, so that it can be tried again. @type {Map<string, Promise<Collection>>} */
const shared = new Map();

/** @param {Widget} widget @param {Open} open @param {import("./words.js").AllWords} words */
export async function own(widget, open, words) {
  const wait = waiting(widget, words);
  try {
    const collection = await find(widget, open, wait.progress);
    wait.end();
    // What was opened and what is drawn now are two tasks: the page has its turn between them.
    await new Promise((resolve) => setTimeout(resolve));
    return collection;
  } catch (error) {
    // With nothing of the page's own to show instead, what is built in is better than a blank.
    const stead = widget.collection || widget.childElementCount ? undefined : await open().catch(() => undefined);
    wait.fail(error, stead);
    if (stead) return stead;
    throw error;
  }
}

/** @param {Widget} widget @param {Open} open @param {(progress: Progress) => void} onProgress */
async function find(widget, open, onProgress) {
  const script = widget.querySelector(":scope > script[type='application/json']");
  if (script) return open(script.textContent ?? "");
  const { src } = widget;
  if (src === "#inline") return open(inline(widget));
  const { href } = addressOf(src, widget.baseURI);
  const opening = shared.get(href) ?? open(new URL(href), { onProgress });
  shared.set(href, opening);
  opening.catch(() => shared.delete(href));
  return opening;
}

/** @param {string} src @param {string} base */
function addressOf(src, base) {
  try {
    return new URL(src, base);
  } catch {
    throw fault("collection-invalid", "collection", false, `found the address ${src}, expected one that a browser can read, such as quotes.csv; check how it is written`);
  }
}
