// @ts-check
// The collection of a widget that needs more than the engine at hand: brought by the page, at an address or written into it,
// or the built-in one where the widget wants no WebAssembly. The widget goes in, its collection comes out: one for all that
// name the same address. Knows no format.
import { basic } from "epigraph-basic";
import { fault } from "../fault.js";
import { turn } from "../wait.js";
import { inline } from "./inline.js";
import { told } from "./told.js";
import { waiting } from "./waiting.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {import("../core.d.ts").Collection} Collection */
/** @typedef {import("../core.d.ts").Progress} Progress */
/** @typedef {(source?: any, options?: {onProgress?: (progress: Progress) => void}) => Promise<Collection>} Open */

/** The source that stands for the element's own quotations. */
const INLINE = "#inline";

/** By address; one that failed is forgotten, so that it can be tried again. @type {Map<string, Promise<Collection>>} */
const shared = new Map();

/** An engine that is not wanted is as one that there is not. */
const unwanted = async () => {
  throw fault("wasm-unavailable", "engine start", false, "found engine=basic on the element, expected auto or wasm where WebAssembly is to run");
};

/** @param {Widget} widget @param {Open} engine @param {import("./words.js").AllWords} words */
export async function own(widget, engine, words) {
  const script = widget.querySelector(":scope > script[type='application/json']");
  const { src } = widget;
  const plain = widget.engine === "basic";
  const open = plain ? unwanted : engine;
  const builtIn = () => open().catch((error) => basic(error, widget));
  if (!src && !script) return builtIn();
  const wait = waiting(widget, words);
  let address = "";
  try {
    // An address may be open already, by another's engine.
    const collection = await (plain ? open() : script ? told(open(script.textContent ?? ""), "its script") : src === INLINE ? told(open(inline(widget)), INLINE) : find((address = addressOf(src, widget.baseURI)), open, wait.progress));
    wait.end();
    // What was opened and what is drawn now are two tasks: the page has its turn between them.
    await turn();
    return collection;
  } catch (cause) {
    const error = isFromDisk(cause) ? fault("wasm-unavailable", "engine start", false, FROM_DISK) : cause;
    // With nothing of the page's own to show instead, what is built in is better than a blank.
    const stead = widget.collection || widget.querySelector(":scope > :not(script)") ? undefined : await builtIn().catch(() => undefined);
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
