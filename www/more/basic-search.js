// @ts-check
// A search without the engine: quotes, a query and a filter go in, the answer comes out in the engine's form. Every word
// typed must begin a word of the quote; those that hold the words whole, in their topic, and rare ones come first.

/** @typedef {import("../core.d.ts").Quote} Quote */
/** @typedef {import("../core.d.ts").SearchResult} SearchResult */
/** @typedef {{key: string, start: number, end: number}} Token */
/** @typedef {{words: string[], phrase: boolean, without: boolean}} Clause */
/** @typedef {{field: string, without: boolean, holds: (quote: Quote) => boolean}} Narrowing */

const LONGEST = 256;
const MOST_VALUES = 20;
const BARE = /^(part|source|author|topic|tag|lang|length|kind):\W*$/iu;
const TERM = /(-?)(?:(part|source|author|topic|tag|lang|length|kind):)?(?:"([^"]*)"?|([^\s"]+))/giu;
/** A range of lengths, or a length alone. */
const RANGE = /^(\d*)(\.\.)?(\d*)$/;

/** What is searched, and what a match there is worth. @type {Record<string, [worth: number, (quote: Quote) => string | null | undefined]>} */
const SEARCHED = {
  topic: [3, (quote) => quote.topic],
  text: [2, (quote) => quote.text],
  source: [1, (quote) => quote.source],
  author: [1, (quote) => quote.author],
  part: [1, (quote) => quote.part?.title],
};

/** What can be narrowed by, and the values of a quote. @type {Record<string, (quote: Quote) => (string | null)[]>} */
const VALUES = {
  part: (quote) => [quote.part?.title ?? null],
  source: (quote) => [quote.source],
  author: (quote) => [quote.author],
  topic: (quote) => [quote.topic],
  tag: (quote) => (quote.tags.length ? [...quote.tags] : [null]),
  lang: (quote) => [quote.lang],
  kind: (quote) => [quote.kind],
  length: (quote) => [String([...quote.text].length)],
};
const FACETS = /** @type {const} */ (["part", "source", "author", "topic", "tag", "lang"]);

/** @param {string} text */
const fold = (text) => text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();

/** @param {string | null | undefined} text @returns {Token[]} */
const tokens = (text) =>
  Array.from((text ?? "").matchAll(/[\p{L}\p{N}\p{M}'’]+/gu), ({ 0: found, index }) => ({ key: fold(found), start: index, end: index + found.length })).filter(({ key }) => key);

/** Words with a space on either side of each. @param {string | null} text */
const spaced = (text) => ` ${tokens(text).map(({ key }) => key).join(" ")} `;

/** @param {string} text @param {readonly Quote[]} quotes */
function read(text, quotes) {
  /** @type {Clause[]} */
  const clauses = [];
  /** @type {Narrowing[]} */
  const narrowings = [];
  /** The last term, where it is one of signs. */
  let signs = "";
  for (const [, minus, field, quoted, plain] of text.replace(/[“”„«»]/g, '"').matchAll(TERM)) {
    const without = !!minus;
    const words = tokens(quoted ?? plain).map(({ key }) => key);
    const bare = (quoted ?? plain).trim();
    signs = words.length || field || without || plain === "-" ? "" : bare;
    // Nor does a field count whose value is yet to be typed.
    if (!field && quoted === undefined && BARE.test(plain)) continue;
    if (!words.length) {
      // Signs are no length, and of the built-in quotes no other value.
      if (field && field.toLowerCase() !== "length" && bare) narrowings.push({ field: field.toLowerCase(), without, holds: () => false });
    } else if (field) narrowings.push({ field: field.toLowerCase(), without, holds: field.toLowerCase() === "length" ? within(quoted ?? plain) : narrowing(field.toLowerCase(), words.join(" "), quoted !== undefined, quotes) });
    else if (quoted !== undefined || without) clauses.push({ words, phrase: true, without });
    else for (const word of words) clauses.push({ words: [word], phrase: false, without });
  }
  // Signs are passed over, but not where nothing else is asked for: then they are a word that no quote has.
  if (signs && !clauses.length && !narrowings.length) clauses.push({ words: [signs], phrase: false, without: false });
  // Said twice is said once.
  const said = new Map(clauses.map((clause) => [JSON.stringify(clause), clause]));
  return { clauses: [...said.values()], narrowings };
}

/**
 * Whether a quote is what a term names. A quoted value that is the whole of some value names just that one; one without
 * marks may be unfinished; a number is that of a part.
 * @param {string} field @param {string} words @param {boolean} quoted @param {readonly Quote[]} quotes @returns {(quote: Quote) => boolean}
 */
function narrowing(field, words, quoted, quotes) {
  if (field === "part" && /^\d+$/.test(words)) return (quote) => quote.part?.number === Number(words);
  const some = (/** @type {(own: string) => boolean} */ test) => (/** @type {Quote} */ quote) => VALUES[field](quote).some((own) => own !== null && test(spaced(own)));
  const whole = some((own) => own === ` ${words} `);
  return quoted && quotes.some(whole) ? whole : some((own) => own.includes(` ${words}${quoted ? " " : ""}`));
}

/** Whether a text has as many characters as a range says; none has as many as what is no range. @param {string} range @returns {(quote: Quote) => boolean} */
function within(range) {
  const [, low, to, high] = RANGE.exec(range) ?? [];
  const most = to ? high || Infinity : low;
  return (quote) => VALUES.length(quote).some((length) => Number(length) >= Number(low) && Number(length) <= Number(most));
}

/** Whether a quote passes; terms of one field are alternatives. @param {Quote} quote @param {Narrowing[]} narrowings @param {string} [but] a field that does not count */
const passes = (quote, narrowings, but) =>
  Object.keys(VALUES).every((field) => {
    const own = narrowings.filter((narrowing) => narrowing.field === field && field !== but);
    const wanted = own.filter(({ without }) => !without);
    return (!wanted.length || wanted.some(({ holds }) => holds(quote))) && !own.some(({ without, holds }) => without && holds(quote));
  });

/** The quotes that pass a filter, in their order. @param {readonly Quote[]} quotes @param {string} filter */
export function passing(quotes, filter) {
  const { narrowings } = read(filter, quotes);
  return quotes.filter((quote) => passes(quote, narrowings));
}

/** @type {WeakMap<Quote, Record<string, Token[]>>} */
const kept = new WeakMap();

/** The words of all that is searched. @param {Quote} quote */
function wordsOf(quote) {
  const words = kept.get(quote) ?? Object.fromEntries(Object.entries(SEARCHED).map(([field, [, text]]) => [field, tokens(text(quote))]));
  kept.set(quote, words);
  return words;
}

/** Where a clause stands among the words of a field. @param {Token[]} among @param {Clause} clause @returns {Token[][]} */
const found = (among, { words, phrase }) =>
  among.flatMap((_, at) => {
    const here = among.slice(at, at + words.length);
    return here.length === words.length && words.every((word, place) => (phrase ? here[place].key === word : here[place].key.startsWith(word))) ? [here] : [];
  });

/** @param {Quote} quote @param {Clause[]} clauses what is wanted @param {number[]} worths of each clause */
function matched(quote, clauses, worths) {
  const marks = { text: [], topic: [], source: [], author: [], part: [] };
  const held = new Set();
  let score = 0;
  for (const [field, among] of Object.entries(wordsOf(quote))) {
    /** @type {[number, number][]} */
    const ranges = [];
    for (const [at, clause] of clauses.entries()) {
      const places = found(among, clause);
      if (!places.length) continue;
      held.add(at);
      score += SEARCHED[field][0] * worths[at] * (places.some((here) => here[0].key === clause.words[0]) ? 2 : 1);
      ranges.push(...places.map((here) => /** @type {[number, number]} */ ([here[0].start, here[here.length - 1].end])));
    }
    // In order, and where two begin alike the longer alone.
    ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let last = 0;
    /** @type {any} */ (marks)[field] = ranges.filter(([start, end]) => start >= last && (last = end));
  }
  return { marks, score, held: held.size };
}

/** @param {string} field @param {Quote[]} list */
function facet(field, list) {
  const counts = new Map();
  for (const value of list.flatMap(VALUES[field])) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = Array.from(counts, ([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1));
  return { values: values.slice(0, MOST_VALUES), more: Math.max(0, values.length - MOST_VALUES) };
}

/** A whole number, or what stands for none. @param {unknown} value @param {number} fallback */
const whole = (value, fallback) => (Number(value) >= 0 && value !== null ? Math.trunc(Number(value)) : fallback);

/** @param {readonly Quote[]} quotes @param {string} query @param {import("../core.d.ts").SearchOptions} [options] @returns {SearchResult} */
export function answer(quotes, query, options) {
  const { filter, facets = true } = options ?? {};
  const [limit, offset] = [whole(options?.limit, 10), whole(options?.offset, 0)];
  const typed = read(query.slice(0, LONGEST), quotes);
  const fixed = read(filter ?? "", quotes);
  const wanted = [...fixed.clauses, ...typed.clauses].filter(({ without }) => !without);
  const unwanted = [...fixed.clauses, ...typed.clauses].filter(({ without }) => without);
  const having = (/** @type {Clause} */ clause) => quotes.filter((quote) => Object.values(wordsOf(quote)).some((among) => found(among, clause).length));
  const excluded = new Set(unwanted.flatMap(having));
  const worths = wanted.map((clause) => Math.log(1 + quotes.length / (1 + having(clause).length)));
  const all = quotes.filter((quote) => !excluded.has(quote)).map((quote) => ({ quote, via: [], ...matched(quote, wanted, worths) }));
  const narrowed = (/** @type {string} */ but) => all.filter(({ quote }) => passes(quote, fixed.narrowings, but) && passes(quote, typed.narrowings, but));
  // Those that hold every word; where there are none, those that hold most.
  const enough = (/** @type {{held: number}[]} */ list) => {
    const most = Math.max(0, ...list.map(({ held }) => held));
    return /** @type {any[]} */ (most || !wanted.length ? list.filter(({ held }) => held === most) : []);
  };
  const hits = enough(narrowed("")).sort((a, b) => b.score - a.score);
  return {
    total: hits.length,
    partial: hits.length > 0 && hits[0].held < wanted.length,
    suggestion: null,
    hits: hits.slice(offset, offset + limit).map(({ held: _, ...hit }) => hit),
    facets: /** @type {any} */ (facets ? Object.fromEntries(FACETS.map((field) => [field, facet(field, enough(narrowed(field)).map(({ quote }) => quote))])) : null),
  };
}
