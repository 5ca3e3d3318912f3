// @ts-check
// An answer of the engine that may hold any collection. The flat list of it goes in, objects come out, as few as can be:
// one is made at every key. Quotes are not read here.

/** @typedef {import("./core.d.ts").Quote} Quote */
/** @typedef {import("./core.d.ts").Ranges} Ranges */

/** A hit of a page of hits. */
class Hit {
  #index;
  #page;
  #read;
  /** @type {Quote | undefined} */
  #quote;

  /**
   * @param {number} index @param {number[]} page @param {(index: number, page: number[]) => Quote | undefined} read
   * @param {number} score @param {readonly {word: string, matched: string}[]} via
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

/** The tags of a quote without any, the words of a hit read as typed, and the marks of a field. @type {any} */
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

/** Code units that are made a string at once: a call takes only so many arguments. */
const TOGETHER = 4096;

/** The text that stands at a place: how many code units it has, and these. @param {Uint32Array} flat @param {number} at */
function textAt(flat, at) {
  let text = "";
  for (let left = flat[at++]; left > 0; ) {
    // A list of its own: a view of the memory takes longer to make than a word.
    const units = [];
    for (; left > 0 && units.length < TOGETHER; left--) units.push(flat[at++]);
    text += String.fromCharCode(...units);
  }
  return text;
}

/** Where what follows a text begins. @param {Uint32Array} flat @param {number} at */
const afterText = (flat, at) => at + 1 + flat[at];

/** Numbers of a mark: its field, its start and its end. */
const MARK = 3;

/** Fields that are marked. */
const MARKED = 5;

/**
 * @param {Uint32Array} flat
 * @param {number} at where the answer begins in it
 * @param {(index: number, page: number[]) => Quote | undefined} read a quote of a page, by its index
 */
export function answerOf(flat, at, read) {
  const total = flat[at++];
  const partial = flat[at++] > 0;
  const suggestion = textAt(flat, at) || null;
  at = afterText(flat, at);
  // Lists that have their length from the start: those that grow leave room that is never used, and what is left over at
  // every key stops the page sooner.
  const length = flat[at++];
  /** @type {Hit[]} */
  const hits = new Array(length);
  /** @type {number[]} */
  const page = new Array(length);
  /** The marks of the hit at hand, by field. @type {Ranges[]} */
  const marked = new Array(MARKED);
  /** The words of the hit at hand that were read otherwise, and from where to where they are told: mostly as of the hit before. */
  let via = NONE;
  let [from, to] = [0, 0];
  for (let nth = 0; nth < length; nth++) {
    const index = flat[at++];
    const score = flat[at++] / 1000;
    let same = from;
    for (let next = at; same < to && flat[same] === flat[next]; next++) same++;
    if (to && same === to) at += to - from;
    else {
      from = at;
      const words = [];
      for (let left = flat[at++]; left > 0; left--) {
        const matched = afterText(flat, at);
        words.push({ word: textAt(flat, at), matched: textAt(flat, matched) });
        at = afterText(flat, matched);
      }
      to = at;
      via = words.length ? Object.freeze(words) : NONE;
    }
    for (let field = 0; field < MARKED; field++) marked[field] = NONE;
    // Those of a field stand together.
    for (const end = at + 1 + flat[at++] * MARK; at < end; ) {
      const field = flat[at];
      let next = at;
      while (next < end && flat[next] === field) next += MARK;
      /** @type {[number, number][]} */
      const ranges = new Array((next - at) / MARK);
      for (let range = 0; at < next; at += MARK) ranges[range++] = [flat[at + 1], flat[at + 2]];
      marked[field] = ranges;
    }
    page[nth] = index;
    hits[nth] = new Hit(index, page, read, score, via, { topic: marked[0], text: marked[1], source: marked[2], author: marked[3], part: marked[4] });
  }
  /** @type {Record<string, import("./core.d.ts").Facet> | null} */
  let facets = null;
  for (let left = flat[at++]; left > 0; left--) {
    const field = textAt(flat, at);
    at = afterText(flat, at);
    const more = flat[at++];
    const values = [];
    for (let named = flat[at++]; named > 0; named--) {
      const value = textAt(flat, at) || null;
      at = afterText(flat, at);
      values.push({ value, count: flat[at++] });
    }
    (facets ??= {})[field] = { values, more };
  }
  return { total, partial, suggestion, hits, facets };
}
