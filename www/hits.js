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

/** Fields of a record. */
const FIELDS = 11;

/** The tags of a quote without any. @type {readonly string[]} */
const NONE = Object.freeze([]);

/**
 * Quotes from the engine's records of them: as `quoteOf`, all of a page at once.
 * @param {string} records @returns {(Quote | undefined)[]}
 */
export function frozenOf(records) {
  const fields = records.split("\x1f");
  const quotes = [];
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const id = fields[at + 6];
    const title = fields[at + 4] || null;
    const number = fields[at + 9];
    const tags = fields[at + 5];
    /** @type {any} */
    const quote = {
      id,
      text: fields[at + 1],
      kind: fields[at + 10] || null,
      topic: fields[at] || null,
      author: fields[at + 3] || null,
      source: fields[at + 2] || null,
      url: fields[at + 7] || null,
      part: title || number ? Object.freeze({ number: number ? Number(number) : null, title }) : null,
      tags: tags ? Object.freeze(tags.split("\n")) : NONE,
      lang: fields[at + 8] || null,
    };
    quotes.push(id ? Object.freeze(quote) : undefined);
  }
  return quotes;
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
