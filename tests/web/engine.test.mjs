// The engine without the element, in Node: dist/core.js with dist/epigraph.wasm beside it.
// In: the built files and the document read independently. Out: what open() and its collection promise.
// Never opens a browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { before, test } from "node:test";
import { countBy, entries, paraphrases } from "./document.mjs";
import { distFolder } from "./files.mjs";

const load = (name) => import(pathToFileURL(join(distFolder, name)).href);

/** @type {any} */
let open;
/** @type {any} */
let quotes;

before(async () => {
  ({ open } = await load("core.js"));
  quotes = await open();
});

const topics = (found) => found.hits.map((hit) => hit.quote.topic);
const isWordChar = (character) => character !== undefined && /[\p{L}\p{N}\p{M}]/u.test(character);

test("the built-in collection says what the document says, entry by entry", () => {
  assert.equal(quotes.length, 69);
  assert.equal(entries.length, 69);
  entries.forEach((entry, index) => {
    const { text, kind, topic, source, part, author, lang, tags } = quotes.at(index);
    assert.deepEqual({ text, kind, topic, source, part }, entry);
    assert.deepEqual([author, lang, tags], ["Chip Huyen", "en", []]);
  });
  assert.equal(quotes.at(69), undefined);
  for (const index of [-1, 0.5, NaN, 2 ** 32, Infinity, "0", null, undefined]) assert.equal(quotes.at(index), undefined, String(index));
  assert.equal(typeof quotes.title, "string");
});

test("every id is its own and finds its quote", () => {
  const ids = entries.map((_, index) => quotes.at(index).id);
  assert.equal(new Set(ids).size, 69);
  for (const [index, id] of ids.entries()) assert.equal(quotes.get(id).topic, entries[index].topic);
  assert.equal(quotes.get("baselines").topic, "Baselines");
  assert.equal(quotes.get("no-such-quote"), undefined);
});

test("a quote has every field of the contract, null where it has no value", () => {
  const fields = ["author", "id", "kind", "lang", "part", "source", "tags", "text", "topic", "url"];
  for (let index = 0; index < quotes.length; index++) {
    const quote = quotes.at(index);
    assert.deepEqual(Object.keys(quote).sort(), fields);
    assert.ok(Object.values(quote).every((value) => value !== undefined), quote.id);
  }
});

test("the one-file build imports in Node without a throw, and gives the same engine", async () => {
  const whole = await load("epigraph.js");
  const same = await whole.open();
  assert.equal(same.length, 69);
  assert.deepEqual(topics(same.search("lambda")), topics(quotes.search("lambda")));
});

test("quotes.json holds the same collection", async () => {
  const file = JSON.parse(await readFile(join(distFolder, "quotes.json"), "utf8"));
  const list = Array.isArray(file) ? file : file.quotes;
  assert.deepEqual(list.map((quote) => [quote.id, quote.text]), entries.map((entry, index) => [quotes.at(index).id, entry.text]));
});

test("each of the 69 is found first by typing its topic, with and without the word before it", () => {
  const misplaced = entries.flatMap(({ topic }) => [topic, `On ${topic}`, `  ${topic.toUpperCase()} `]
    .filter((query) => topics(quotes.search(query))[0] !== topic));
  assert.deepEqual(misplaced, []);
});

test("each of the 69 is found first by typing its whole text", () => {
  for (const { topic, text } of entries) assert.equal(topics(quotes.search(text.slice(0, 250)))[0], topic, text);
});

test("a word finds every quote that holds it whole", () => {
  const words = new Set(entries.flatMap(({ text }) => text.match(/(?<![\p{L}\p{N}'’-])\p{L}{3,}(?![\p{L}\p{N}'’-])/gu)));
  assert.ok(words.size > 500);
  for (const word of words) {
    const whole = new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "iu");
    const holding = entries.filter(({ text }) => whole.test(text)).map(({ topic }) => topic);
    const found = new Set(topics(quotes.search(word, { limit: 100 })));
    assert.deepEqual(holding.filter((topic) => !found.has(topic)), [], word);
  }
});

test("an empty query answers with the whole collection, in its order", () => {
  const found = quotes.search("", { limit: 100 });
  assert.deepEqual([found.total, found.partial, found.suggestion], [69, false, null]);
  assert.deepEqual(topics(found), entries.map(({ topic }) => topic));
});

test("a query that matches nothing gets nothing", () => {
  const found = quotes.search("xylophone zeppelin");
  assert.deepEqual([found.total, found.hits, found.partial], [0, [], false]);
});

test("kind:paraphrase gives the eight paraphrases", () => {
  const found = quotes.search("kind:paraphrase", { limit: 100 });
  assert.deepEqual(topics(found).sort(), paraphrases.map(({ topic }) => topic).sort());
});

const QUERIES = ["data", "ml", "real time", "real-time", "realtime", "prompt", "evaluat", "don't", "engineering mindset",
  "\"online evaluation\"", "part:5 prompt", "source:substack", "production", "it depends", "catch-22", "15 minutes",
  "“You can’t improve”", "system design -heuristics", "CS 329S", "chip", "the", "a", "retrain", "llm judges"];

test("marks are whole words, in order and apart, in every field of every hit", () => {
  let marked = 0;
  for (const query of QUERIES) {
    const { hits } = quotes.search(query, { limit: 100 });
    assert.ok(hits.length > 0, query);
    for (const { quote, marks } of hits) {
      for (const field of ["text", "topic", "source", "author", "part"]) {
        const text = field === "part" ? quote.part.title : quote[field];
        let last = 0;
        for (const [start, end] of marks[field]) {
          assert.ok(last <= start && start < end && end <= text.length, `${query}: ${field} ${start}-${end}`);
          const word = text.slice(start, end);
          assert.ok(isWordChar(word.at(0)) && isWordChar(word.at(-1)), `${query}: ${word}`);
          assert.ok(!isWordChar(text[start - 1]) && !isWordChar(text[end]), `${query}: ${word} is not whole`);
          last = end;
          marked++;
        }
      }
    }
  }
  assert.ok(marked > 300, `${marked} marks`);
});

test("a marked word is the word that was typed", () => {
  const { hits } = quotes.search("baselines");
  const { quote, marks } = hits[0];
  assert.deepEqual(marks.topic.map(([start, end]) => quote.topic.slice(start, end)), ["Baselines"]);
  assert.deepEqual(marks.text.map(([start, end]) => quote.text.slice(start, end)), ["baseline"]);
});

test("via names the words that matched otherwise than as typed", () => {
  const { hits } = quotes.search("retrain");
  assert.ok(hits.some(({ via }) => via.some(({ word, matched }) => word === "retrain" && matched === "retraining")), JSON.stringify(hits[0].via));
  assert.deepEqual(quotes.search("baselines").hits[0].via, []);
});

test("without a filter, part counts and source counts each add up to the total", () => {
  for (const query of [...QUERIES.filter((text) => !/[:]/.test(text)), ""]) {
    const { total, facets } = quotes.search(query, { facets: true });
    for (const field of ["part", "source"]) {
      const { values, more } = facets[field];
      assert.equal(more, 0);
      assert.equal(values.reduce((sum, { count }) => sum + count, 0), total, `${field} of ${query}`);
    }
  }
  const { facets } = quotes.search("", { facets: true });
  const asMap = (field) => new Map(facets[field].values.map(({ value, count }) => [value, count]));
  assert.deepEqual(asMap("source"), countBy(entries, (entry) => entry.source));
  assert.deepEqual(asMap("part"), countBy(entries, (entry) => entry.part.title));
});

test("entries without a value are counted under null", () => {
  assert.deepEqual(quotes.search("data", { limit: 0 }).facets.tag.values, [{ value: null, count: quotes.search("data").total }]);
});

test("a field's counts ignore its own filter, and obey the others", () => {
  const plain = quotes.search("data", { facets: true }).facets;
  const filtered = quotes.search("data", { facets: true, filter: 'part:"Data Quality Over Algorithms"' });
  assert.deepEqual(filtered.facets.part, plain.part);
  const sourceSum = filtered.facets.source.values.reduce((sum, { count }) => sum + count, 0);
  assert.equal(sourceSum, filtered.total);
  assert.ok(filtered.total < quotes.search("data").total);
  assert.ok(filtered.hits.every((hit) => hit.quote.part.number === 3));
});

test("filters of one field are alternatives, of two fields both hold", () => {
  const both = quotes.search("", { filter: "part:5 part:6", limit: 100 });
  assert.equal(both.total, entries.filter(({ part }) => part.number === 5 || part.number === 6).length);
  const narrow = quotes.search("", { filter: 'part:5 source:"AI Engineering"', limit: 100 });
  assert.equal(narrow.total, entries.filter(({ part, source }) => part.number === 5 && source === "AI Engineering").length);
});

test("pages of a search are slices of the whole", () => {
  for (const query of ["data", "production", ""]) {
    const whole = quotes.search(query, { limit: 100 });
    assert.equal(whole.hits.length, whole.total);
    for (let offset = 0; offset <= whole.total; offset += 7) {
      const slice = quotes.search(query, { limit: 7, offset });
      assert.equal(slice.total, whole.total);
      assert.deepEqual(topics(slice), topics(whole).slice(offset, offset + 7));
    }
  }
  assert.equal(quotes.search("data").hits.length, 10);
});

test("nothing a reader types is an error, and every answer has its shape", () => {
  const hostile = ["", " ", "\0", "\ud83d", "\udc00 data", "constructor", "__proto__", "hasOwnProperty", "toString", '"', '""', "-", "--", "- -",
    "-data", "part:", "part:-1", "part:99999999999999999999", "source:\"", ":", "::", "part::5", "a:b:c", ".*+?^${}()|[]\\", "\u200d", "\u200d\u200d",
    "\u0301", "👩‍👩‍👧‍👦", "İı", "ﬁ", "\u202e data", "a ".repeat(5000), "x".repeat(1_000_000), "\"".repeat(9999), "-".repeat(9999), "(".repeat(9999),
    "data".repeat(300_000), null, undefined, 7, {}, []];
  for (const query of hostile) {
    for (const field of typeof query === "string" ? ["query", "filter"] : ["query"]) {
      const found = field === "query" ? quotes.search(query, { facets: true }) : quotes.search("data", { filter: query });
      const told = String(query).slice(0, 30);
      assert.ok(Number.isInteger(found.total) && found.total >= 0, told);
      assert.ok(found.hits.length <= 10 && found.hits.length <= found.total, told);
      for (const { quote } of found.hits) assert.equal(typeof quote.text, "string", told);
    }
  }
  assert.deepEqual(topics(quotes.search("__proto__")), topics(quotes.search("proto")), "an ordinary word");
});

test("of a query of a megabyte the first 256 characters count", () => {
  const long = quotes.search("production ".repeat(100_000));
  assert.deepEqual(topics(long), topics(quotes.search("production ".repeat(24).slice(0, 256))));
});

test("case, accents, curly quotes and hyphens do not matter", () => {
  for (const [one, other] of [["real time", "real-time"], ["DON'T", "don’t"], ["mlops", "MLOps"], ["dàta", "data"], ["e\u0301valuation", "évaluation"]]) {
    const [a, b] = [one, other].map((query) => quotes.search(query, { limit: 100 }));
    assert.deepEqual(topics(a).sort(), topics(b).sort(), `${one} / ${other}`);
    assert.ok(a.total > 0, one);
  }
  const compound = topics(quotes.search("realtime", { limit: 100 }));
  assert.deepEqual(topics(quotes.search("real time", { limit: 100 })).slice(0, compound.length).sort(), compound.sort(), "the compound before the two words apart");
});
