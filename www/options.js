// @ts-check
// The element's attributes: what each accepts, and a property of the same name for each. What goes in is
// an attribute's text or null, what comes out is a value the widget can use; anything unusable becomes
// the default. Never throws, and holds no state besides the attributes.

import { set } from "./dom.js";

/** @typedef {(text: string | null) => any} Reader */

/** One of a few words, in any case; the first is the default. @param {...string} values @returns {Reader} */
const oneOf = (...values) => (text) => {
  const value = text?.trim().toLowerCase() ?? "";
  return values.includes(value) ? value : values[0];
};

/** A plain decimal number ("1e999", "-5" and "abc" are none). @param {string | null} text */
const decimal = (text) => (/^\s*\d+(\.\d+)?\s*$/.test(text ?? "") ? Number(text) : undefined);

const clamp = (/** @type {number} */ low, /** @type {number} */ n, /** @type {number} */ high) => Math.min(Math.max(low, n), high);

/** @type {Reader} */
const asText = (text) => text ?? "";

/** Every attribute, by the name of its property. @type {Record<string, Reader>} */
const options = {
  view: oneOf("both", "banner", "search"),
  order: oneOf("shuffle", "sequence", "daily"),
  theme: oneOf("auto", "light", "dark"),
  timezone(text) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: text ?? "" });
      return text;
    } catch {
      return "";
    }
  },
  interval(text) {
    const seconds = decimal(text);
    return seconds === undefined ? "auto" : seconds && clamp(5, seconds, 86400);
  },
  limit: (text) => clamp(1, Math.floor(decimal(text) ?? 10), 100),
  headingLevel: (text) => (/^\s*[1-6]\s*$/.test(text ?? "") ? Number(text) : 0),
  permalinks: (text) => text !== null,
  filter: asText,
  quote: asText,
  query: asText,
};

/** `headingLevel` → `heading-level`. @param {string} name */
const attributeOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

/** An element with these attributes and properties; a plain class where there are no elements. */
class Optioned extends Base {
  static observedAttributes = [...Object.keys(options).map(attributeOf), "paused"];

  /** Takes over properties that were set before the element was defined. */
  upgrade() {
    for (const name of [...Object.keys(options), "paused"]) {
      if (!Object.hasOwn(this, name)) continue;
      const self = /** @type {any} */ (this);
      const value = self[name];
      delete self[name];
      self[name] = value;
    }
  }
}

for (const [name, read] of Object.entries(options)) {
  const attribute = attributeOf(name);
  Object.defineProperty(Optioned.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {Element} */
    get() {
      return read(this.getAttribute(attribute));
    },
    /** @this {Element} @param {unknown} value */
    set(value) {
      set(this, attribute, value);
    },
  });
}

/**
 * @typedef {{view: string, order: "shuffle" | "sequence" | "daily", theme: string, timezone: string, interval: number | "auto",
 *   limit: number, headingLevel: number, permalinks: boolean, filter: string, quote: string, query: string}} Options
 */
export const OptionedElement = /** @type {{new (): Optioned & Options, observedAttributes: string[]}} */ (/** @type {unknown} */ (Optioned));
