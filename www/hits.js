// @ts-check
// An answer of the engine that may hold any collection. The flat list of it goes in, objects come out, as few as can be:
// one is made at every key. Quotes are not read here.

/** @typedef {import("./core.d.ts").Quote} Quote */
/** @typedef {[start: number, end: number][]} Ranges */

/** A hit of a page of hits. */
class Hit {
  #index;
  #page;
  #read;
  /** @type {Quote | undefined} */
  #quote;

  /**
   * @param {number} index @param {number[]} page @param {(index: number, page: number[]) => Quote | undefined} read
   * @param {number} score @param {{word: string, matched: string}[]} via
   * @param {Record<"topic" | "text" | "source" | "author" | "part", Ranges>} marks
   */
  constructor(index, page, read, score, via, marks) {
    this.#index = index;
    this.#page = page;
    this.#read = read;
    this.score = score;
    this.via = via;
    this.marks = marks;
  }

  get quote() {
    return (this.#quote ??= this.#read(this.#index, this.#page));
  }

  /** As JSON the quote is there as well. */
  toJSON() {
    const { quote, score, via, marks } = this;
    return { quote, score, via, marks };
  }
}

/**
 * A quote from the engine's record of it: as `quoteOf`, without a list of its fields in between.
 * @param {string} record @returns {Quote | undefined}
 */
export function frozenOf(record) {
  let at = 0;
  const field = () => {
    const end = record.indexOf("\x1f", at);
    const value = end > at ? record.slice(at, end) : null;
    at = end < 0 ? record.length : end + 1;
    return value;
  };
  const topic = field();
  const text = field();
  const source = field();
  const author = field();
  const title = field();
  const tags = field();
  const id = field();
  const url = field();
  const lang = field();
  const number = field();
  const kind = field();
  if (!id) return undefined;
  const part = title || number ? Object.freeze({ number: number && Number(number), title }) : null;
  const quote = { id, text, kind, topic, author, source, url, part, tags: Object.freeze(tags ? tags.split("\n") : []), lang };
  return Object.freeze(/** @type {any} */ (quote));
}

/**
 * @param {string} flat
 * @param {(index: number, page: number[]) => Quote | undefined} read a quote of a page, by its index
 */
export function answerOf(flat, read) {
  let at = 0;
  const count = () => {
    at += 2;
    return (flat.charCodeAt(at - 2) << 15) | flat.charCodeAt(at - 1);
  };
  const text = () => {
    const length = count();
    return flat.slice(at, (at += length));
  };
  const total = count();
  const partial = count() > 0;
  const suggestion = text() || null;
  /** @type {Hit[]} */
  const hits = [];
  /** @type {number[]} */
  const page = [];
  for (let left = count(); left > 0; left--) {
    const index = count();
    const score = count() / 1000;
    const via = [];
    for (let words = count(); words > 0; words--) via.push({ word: text(), matched: text() });
    /** @type {Ranges[]} */
    const fields = [[], [], [], [], []];
    for (let marks = count(); marks > 0; marks--) fields[count()].push([count(), count()]);
    const [topic, words, source, author, part] = fields;
    page.push(index);
    hits.push(new Hit(index, page, read, score, via, { topic, text: words, source, author, part }));
  }
  /** @type {Record<string, import("./core.d.ts").Facet> | null} */
  let facets = null;
  for (let left = count(); left > 0; left--) {
    const field = text();
    const more = count();
    const values = [];
    for (let named = count(); named > 0; named--) values.push({ value: text() || null, count: count() });
    (facets ??= {})[field] = { values, more };
  }
  return { total, partial, suggestion, hits, facets };
}
