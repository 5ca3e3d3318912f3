// @ts-check
// The collection that a page brings to its widget: at an address, or written into the page itself. The widget goes in,
// its collection comes out: one for all that name the same address. Knows no format.
import { basic } from "epigraph-basic";
import { fault } from "../fault.js";
import { turn } from "../wait.js";
import { inline } from "./inline.js";
import { told } from "./told.js";
import { waiting } from "./waiting.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {import("../core.d.ts").Collection} Collection */
/** @typedef {{loaded: number, total: number | null}} Progress */
/** @typedef {(source?: any, options?: {onProgress?: (progress: Progress) => void}) => Promise<Collection>} Open */

/** The source that stands for the element's own quotations. */
const INLINE = "#inline";

/** By address; one that failed is forgotten, so that it can be tried again. @type {Map<string, Promise<Collection>>} */
const shared = new Map();

/** @param {Widget} widget @param {Open} open @param {import("./words.js").AllWords} words */
export async function own(widget, open, words) {
  const wait = waiting(widget, words);
  const script = widget.querySelector(":scope > script[type='application/json']");
  const { src } = widget;
  let address = "";
  try {
    const collection = await (script ? told(open(script.textContent ?? ""), "its script") : src === INLINE ? told(open(inline(widget)), INLINE) : find((address = addressOf(src, widget.baseURI)), open, wait.progress));
    wait.end();
    // What was opened and what is drawn now are two tasks: the page has its turn between them.
    await turn();
    return collection;
  } catch (cause) {
    const error = isFromDisk(cause) ? fault("wasm-unavailable", "engine start", false, FROM_DISK) : cause;
    // With nothing of the page's own to show instead, what is built in is better than a blank.
    const stead = widget.collection || widget.querySelector(":scope > :not(script)") ? undefined : await open().catch(basic).catch(() => undefined);
    wait.fail(error, mayHeal(error, address), stead);
    if (stead) return stead;
    throw error;
  }
}

const FROM_DISK =
  "found a page opened from disk, expected a page from a server: what reads quotes of your own is a module, which browsers load from servers only; upload the page, or run `python3 -m http.server` in its folder";

/** An address that a server answers at, and not one with a password in it, which no browser fetches. */
const SERVED = /^https?:\/\/[^/@]+\//;

/**
 * Whether trying again may help: what a server gives may be another the next time, what stands in the page is what it is.
 * @param {any} error @param {string} address empty for what stands in the page
 */
const mayHeal = ({ code, stage, retryable }, address) => retryable || (stage === "collection" && code !== "engine-failed" && SERVED.test(address));

/** Whether the engine that reads sources may not be loaded: on a server it is. @param {any} cause */
const isFromDisk = (cause) => cause.code === "wasm-unavailable" && location.protocol === "file:";

/** @param {string} address @param {Open} open @param {(progress: Progress) => void} onProgress */
function find(address, open, onProgress) {
  const opening = shared.get(address) ?? told(open(new URL(address), { onProgress }), address);
  shared.set(address, opening);
  opening.catch(() => shared.delete(address));
  return opening;
}

/** @param {string} src @param {string} base */
function addressOf(src, base) {
  try {
    return new URL(src, base).href;
  } catch {
    throw fault("collection-invalid", "collection", false, `found the address ${src}, expected one that a browser can read, such as quotes.csv; check how it is written`);
  }
}
