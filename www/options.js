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

/** The nearest number in a range; what is no number is `other`. @param {string | null} text @param {number} low @param {number} high @param {any} other */
const within = (text, low, high, other) => (text?.trim() && !isNaN(/** @type {any} */ (text)) ? Math.min(Math.max(low, Number(text)), high) : other);

/** @type {Reader} */
const asText = (text) => text ?? "";

/** Every attribute, by the name of its property. @type {Record<string, Reader>} */
const options = {
  view: oneOf("both", "banner", "search"),
  order: oneOf("shuffle", "sequence", "daily"),
  engine: oneOf("auto", "basic", "wasm"),
  theme: oneOf("auto", "light", "dark"),
  timezone(text) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: text ?? "" });
      return text;
    } catch {
      return "";
    }
  },
  // Nought is none, and stays so.
  interval: (text) => within(text, Number(text) && 5, 86400, "auto"),
  limit: (text) => Math.floor(within(text, 1, 100, 10)),
  headingLevel: (text) => Math.floor(within(text, Number(text) && 1, 6, 0)),
  permalinks: (text) => text !== null,
  src: asText,
  filter: asText,
  quote: asText,
  query: asText,
};

/** `headingLevel` → `heading-level`. @param {string} name */
const attributeOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const names = [...Object.keys(options), "paused", "lang"];

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

/** An element with these attributes and properties; a plain class where there are no elements. */
class Optioned extends Base {
  static observedAttributes = names.map(attributeOf);

  /** Takes over properties that were set before the element was defined. */
  upgrade() {
    for (const name of names) {
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
 * @typedef {{view: string, order: "shuffle" | "sequence" | "daily", theme: string, engine: string, timezone: string, interval: number | "auto",
 *   limit: number, headingLevel: number, permalinks: boolean, src: string, filter: string, quote: string, query: string}} Options
 */
export const OptionedElement = /** @type {{new (): Optioned & Options, observedAttributes: string[]}} */ (/** @type {unknown} */ (Optioned));
