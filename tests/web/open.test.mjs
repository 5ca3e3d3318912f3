// The engine opens what it is given: dist/core.js in Node, and dist/bundle.js, which carries it.
// In: sources of every kind, packs, broken bytes. Out: what open() and its collection promise. Never opens a browser.
import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { before, test } from "node:test";
import { entries } from "./document.mjs";
import { distFolder } from "./files.mjs";

const load = (name) => import(pathToFileURL(join(distFolder, name)).href);
const QUOTES = [
  { id: "a", text: "Begin at once to live.", author: "Seneca", topic: "time", source: "Letters", tags: ["life", "time"] },
  { text: "Real-time is no realtime joke.", author: "Anon", lang: "en" },
  { text: "日本語の名言です。", author: "作者", lang: "ja" },
];
const TEXT = JSON.stringify(QUOTES);
const bytesOf = (text) => new TextEncoder().encode(text);

/** @type {any} */
let open;
before(async () => {
  ({ open } = await load("core.js"));
});

const ids = (found) => found.hits.map((hit) => hit.quote.id);

test("no options are as none at all", async () => {
  assert.equal((await open(TEXT, null)).length, 3);
});

test("where there are custom elements and no document, importing registers nothing and throws nothing", async () => {
  globalThis.customElements = /** @type {any} */ ({});
  try {
    await import(`${pathToFileURL(join(distFolder, "epigraph.js")).href}?shim`);
  } finally {
    delete globalThis.customElements;
  }
});

test("what a browser's bundler reads of the engine imports nothing that only Node has", async () => {
  for (const name of ["core.js", "worker.js", "bundle.js", "epigraph.js"]) {
    assert.doesNotMatch(await readFile(join(distFolder, name), "utf8"), /import\(\s*["'`]node:|from\s*["'`]node:/, name);
  }
});

test("a source is opened from a text, bytes, a Blob and a Response alike", async () => {
  for (const source of [TEXT, bytesOf(TEXT), bytesOf(TEXT).buffer, new Blob([TEXT]), new Response(TEXT)]) {
    const quotes = await open(source);
    assert.equal(quotes.length, 3);
    assert.equal(quotes.get("a").author, "Seneca");
    assert.deepEqual(quotes.at(0).tags, ["life", "time"]);
    assert.deepEqual(ids(quotes.search("begins")), ["a"]);
    assert.deepEqual(quotes.search("名言").hits[0].quote.lang, "ja");
    quotes.free();
    assert.throws(() => quotes.length && quotes.at(0), /freed/);
  }
});

test("no character is cut where a long source is read in stretches", async () => {
  for (const sign of ["é", "日", "😀"]) {
    for (let before = 1; before < 5; before++) {
      const text = `${"a".repeat(before)}${sign.repeat(10_000)}`;
      assert.equal((await open(bytesOf(text), { format: "text" })).at(0).text, text);
      const broken = new Uint8Array([...bytesOf(text), 0xfc]);
      assert.equal((await open(broken, { format: "text" })).at(0).text, `${text}ü`);
    }
  }
});

test("a URL object is an address; a text that looks like one is refused with the way to write it", async () => {
  assert.equal((await open(new URL(`data:application/json,${encodeURIComponent(TEXT)}`))).length, 3);
  for (const path of ["./quotes.json", "https://a.example/quotes.json", "quotes.csv", "https://a.example/api/quotes", "http://[", "file:///quotes.txt"])
    await assert.rejects(open(path), (error) => error.code === "collection-invalid" && error.message.includes("new URL("));
});

test("a source is read as the format it is said to be", async () => {
  const table = "text,author\nBegin.,Horace\n";
  const texts = async (format) => {
    const quotes = await open(table, { format });
    return Array.from({ length: quotes.length }, (_, at) => quotes.at(at).text);
  };
  assert.deepEqual(await texts(undefined), ["Begin."]);
  assert.deepEqual(await texts(null), ["Begin."]);
  assert.deepEqual(await texts("csv"), ["Begin."]);
  assert.deepEqual(await texts("text"), ["text,author", "Begin.,Horace"]);
  const pack = (await open(TEXT)).pack();
  assert.equal((await open(pack, { format: "pack" })).length, 3);
  for (const [source, format, code, message] of [
    [TEXT, "pack", "pack-corrupt", /found bytes that are no pack, expected a file that begins with EPIGRAPH/],
    [pack, "json", "collection-invalid", /found a pack, expected the source that it was made from/],
    ["Begin.", "json", "collection-invalid", /found no JSON/],
    [TEXT, "xml", "collection-invalid", /^collection: found the format `xml`, expected topic-list, json, csv, kindle, fortune, markdown, text or pack; leave it out, and the content says which it is$/],
    [TEXT, "JSON", "collection-invalid", /found the format `JSON`/],
    [TEXT, "", "collection-invalid", /found the format ``/],
  ])
    await assert.rejects(open(source, { format }), (error) => error.code === code && error.stage === "collection" && message.test(error.message), `${format} ${code}`);
});

test("each error has its code, its stage and a sentence", async () => {
  const cases = [
    ["", "collection-empty", /found no quote/],
    ["[oops", "collection-invalid", /line 1, column 2/],
    [bytesOf("EPIGRAPH"), "pack-corrupt", /cut off/],
    [bytesOf("EPIGRAPH\x07\0\0\0"), "pack-version", /version 7/],
    [new Response("", { status: 404 }), "collection-not-found", /404/],
    [5, "collection-invalid", /expected a URL object/],
  ];
  for (const [source, code, message] of cases)
    await assert.rejects(open(source), (error) => error.code === code && error.stage === "collection" && message.test(error.message), String(code));
  await assert.rejects(open(new URL("http://127.0.0.1:9/none.json")), { code: "collection-network", retryable: true });
  await assert.rejects(open(TEXT, { signal: AbortSignal.abort() }), { name: "AbortError" });
});

test("what is longer than its limit is not read to its end", async () => {
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(2 ** 20).fill(32)) });
  let loaded = 0;
  await assert.rejects(open(new Response(endless), { onProgress: (progress) => (loaded = progress.loaded) }), { code: "collection-too-large" });
  assert.ok(loaded <= 2 ** 24, `${loaded}`);
  await assert.rejects(open(TEXT, { maxBytes: TEXT.length - 1 }), { code: "collection-too-large" });
  assert.equal((await open(TEXT, { maxBytes: bytesOf(TEXT).length })).length, 3);
  for (const nonsense of [NaN, -1, null, "many"]) assert.equal((await open(TEXT, { maxBytes: nonsense })).length, 3);
});

test("what arrives faster than it is read leaves time for other things", async () => {
  let [left, ticks, seen] = [40, 0, 0];
  const pull = (controller) => {
    for (const start = performance.now(); performance.now() - start < 3; );
    controller.enqueue(bytesOf("Begin at once to live.\n"));
    if (--left > 0) return;
    controller.close();
    seen = ticks;
  };
  const clock = setInterval(() => ticks++, 1);
  const quotes = await open(new Response(new ReadableStream({ pull })), { format: "text" });
  clearInterval(clock);
  assert.equal(quotes.length, 40);
  assert.ok(seen > 3, `${seen}`);
});

test("records that cannot be read are told with their place, and the rest is kept", async () => {
  const quotes = await open('{"text": "One."}\n{"text": oops}\n{"text": "Three."}');
  assert.equal(quotes.length, 2);
  assert.deepEqual(quotes.skipped.map(({ line, column }) => [line, column]), [[2, 10]]);
  assert.match(quotes.skipped[0].reason, /expected one a line/);
  assert.deepEqual([quotes.skippedTotal, (await open()).skippedTotal, (await open(quotes.pack())).skippedTotal], [1, 0, 0]);
});

test("a day that is none of the calendar is refused, and nothing typed finds all", async () => {
  const quotes = await open();
  for (const day of ["2026-13-45", "2026-02-29", "2026-11-23T10:00", undefined, new Date()]) assert.throws(() => quotes.daily(day), /expected one of the calendar/);
  assert.ok(quotes.daily("2028-02-29"));
  for (const nothing of [undefined, null, ""]) assert.equal(quotes.search(nothing).total, 69);
});

test("a hit has its own quote, whichever of its page is read first, and keeps it as JSON", async () => {
  const quotes = await open(JSON.stringify(Array.from({ length: 1500 }, (_, at) => ({ id: `q${at}`, text: `Number ${at}.` }))));
  const { hits } = quotes.search("", { limit: 1500, facets: false });
  for (const at of [1499, 0, 700, 690, 705, 1, ...hits.keys()]) assert.equal(hits[at].quote.id, `q${at}`);
  assert.equal(JSON.parse(JSON.stringify(hits[3])).quote.id, "q3");
});

test("a pack opens again and answers the same", async () => {
  const first = await open(TEXT);
  const again = await open(first.pack());
  for (const query of ["time", "realtime", "real time", "lfie", "名言", "author:seneca", "tag:life", ""]) {
    const [a, b] = [first, again].map((quotes) => quotes.search(query));
    assert.deepEqual(JSON.parse(JSON.stringify(b)), JSON.parse(JSON.stringify(a)), query);
  }
  assert.deepEqual(again.pack(), first.pack());
  const builtIn = await open();
  assert.equal((await open(builtIn.pack())).length, 69);
  const torn = first.pack();
  torn[torn.length >> 1] ^= 4;
  await assert.rejects(open(torn), { code: "pack-corrupt" });
});

test("a word finds its forms in the language of its quote, and its marks are the whole word", async () => {
  const texts = { de: "Häuser brennen", fr: "Voilà l’évaluée.", pl: "Z książkami", ru: "новыми", tr: "kitaplarda", en: "models" };
  const quotes = await open(JSON.stringify(Object.entries(texts).map(([lang, text]) => ({ id: lang, text, lang: `${lang}-x-y` }))));
  const asked = { Haus: "de", hauses: "de", haeuser: "de", évaluer: "fr", "e\u0301value\u0301s": "fr", książka: "pl", новый: "ru", KİTAP: "tr" };
  for (const all of [quotes, await open(quotes.pack())]) {
    for (const [typed, lang] of Object.entries(asked)) assert.deepEqual(ids(all.search(typed)), [lang], typed);
    const [hit] = all.search("évaluer").hits;
    assert.deepEqual(hit.marks.text.map(([start, end]) => hit.quote.text.slice(start, end)), ["l’évaluée"]);
  }
});

test("collections live side by side, and outlive the building of others", async () => {
  const [builtIn, one] = [await open(), await open(TEXT)];
  const two = await open(JSON.stringify([{ text: "Only this." }]));
  assert.deepEqual([builtIn.length, one.length, two.length], [69, 3, 1]);
  assert.deepEqual(ids(one.search("seneca")), ["a"]);
  assert.equal(builtIn.search("baselines").hits[0].quote.topic, "Baselines");
  one.free();
  assert.equal(two.search("only").total, 1);
});

test("the engine that a reader downloads and the whole one give the same answers", async () => {
  const alone = await mkdtemp(join(tmpdir(), "epigraph-"));
  await copyFile(join(distFolder, "epigraph.js"), join(alone, "epigraph.mjs"));
  const small = await (await import(pathToFileURL(join(alone, "epigraph.mjs")).href)).open();
  await rm(alone, { recursive: true });
  assert.equal(small.pack, undefined, "the small engine, and no other");
  const whole = await open();
  const words = [...new Set(entries.flatMap(({ text, topic }) => `${topic} ${text}`.toLowerCase().match(/[a-z]+/g)))];
  const queries = ["", "LLMs", "catch22", "realtime", '"very, very hard"', "-data ml", "part:5 prompt", "source:\"AI Engineering\"", "kind:paraphrase", "it depends",
    "length:..100", "-length:..100", "length:101..200 data", "length:201.. part:5", 'length:"..100" length:"201.."', "length:151", "length:long", "length:100...200", "length:200..100",
    "length:99999999999999999999..", "length:..99999999999999999999", "length:..", "model length:", "-length:..", "length:…",
    `tag:"❤️"`, "tag:!", `-tag:"!"`, `part:"!!"`, "data tag:🙂", `tag:" "`, "!", "🙂", "❤️", "?! …", `"!!!"`, "!!!!!!!!", "👩‍🚀", "- !", "! -", "---", "-🙂", "data !", "data 🙂", "🙂 data model", "part:5 &", "|",
    "what should hiring managers do", "hueristics", "unqestionaby", "quantum physics", "the", "difficult"];
  words.forEach((word, at) => {
    const next = words[(at * 7 + 3) % words.length];
    queries.push(word, word.slice(0, 3), `${word} ${next}`, `${word.slice(0, -1)}e ${next.slice(0, 4)}`);
  });
  for (const query of queries) {
    const [a, b] = [small, whole].map((quotes) => quotes.search(query, { limit: 20 }));
    assert.deepEqual(ids(b), ids(a), query);
    const rest = ({ total, partial, suggestion, facets, hits }) => ({ total, partial, suggestion, facets, hits: hits.map(({ score, marks, via }) => ({ score, marks, via })) });
    assert.deepEqual(rest(b), rest(a), query);
  }
  assert.ok(queries.length > 2000);
});

test("each hit says by which words it was found, whatever the one before it says", async () => {
  const forms = ["retraining", "retraining", "retrained", "retraining", "retrain", "retrains", "retrain", "retrained"];
  const others = ["model", "models", "models", "modeling"];
  const texts = forms.flatMap((form) => others.map((other) => `${form} ${other}`));
  const quotes = await open(JSON.stringify(texts));
  const { hits } = quotes.search("retrain model ", { limit: texts.length });
  assert.equal(hits.length, texts.length);
  for (const { quote, via } of hits) {
    const matched = quote.text.split(" ");
    assert.deepEqual(via, ["retrain", "model"].map((word, at) => ({ word, matched: matched[at] })).filter(({ word, matched }) => word !== matched), quote.text);
  }
  quotes.free();
});

test("what bundlers take carries the whole engine", async () => {
  const bundle = await load("bundle.js");
  const quotes = await bundle.open(TEXT);
  assert.deepEqual(ids(quotes.search("live")), ["a"]);
  assert.equal((await readFile(join(distFolder, "package.json"), "utf8")).includes('"./bundle.js"'), true);
});

test("epigraph.js opens other sources with the engine beside it", async () => {
  const quotes = await (await load("epigraph.js")).open(TEXT);
  assert.equal(quotes.length, 3);
});

/** An answer whose body comes in chunks of so many bytes. */
const inChunks = (bytes, size) => new Response(new ReadableStream({
  start(controller) {
    for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
    controller.close();
  },
}));

/** Bytes of the engine's stretches, and quotes whose pack has several. */
const STRETCH = 2 ** 18;
const MANY = JSON.stringify(Array.from({ length: 9000 }, (_, at) => ({ text: `Number ${at} says ${String(at).padStart(150, "q")}.` })));

test("a pack that comes in chunks of any length is the one that was written; two that come at once are not mixed", async () => {
  const [few, many] = [(await open(TEXT)).pack(), (await open(MANY)).pack()];
  assert.ok(many.length > 4 * STRETCH, `${many.length} bytes are few stretches`);
  const opened = await Promise.all([[few, 1], [many, 1001], [few, 13], [many, 2 ** 20], [many, STRETCH - 1]].map(([pack, size]) => open(inChunks(pack, size))));
  assert.deepEqual(opened.map(({ length }) => length), [3, 9000, 3, 9000, 9000]);
  for (const [at, quotes] of opened.entries()) assert.deepEqual(quotes.pack(), at % 2 || at === 4 ? many : few);
  for (const at of [20, STRETCH - 1, STRETCH, many.length - 1]) {
    const torn = many.slice();
    torn[at] ^= 1;
    await assert.rejects(open(inChunks(torn, 5000)), { code: "pack-corrupt" }, `byte ${at}`);
  }
  assert.equal(opened[1].search("number 4711").hits[0].quote.text.slice(0, 12), "Number 4711 ");
});

test("a stream may use the bytes of a chunk again", async () => {
  const bytes = bytesOf(TEXT);
  const chunk = new Uint8Array(16);
  let at = 0;
  const pull = (controller) => {
    const part = bytes.subarray(at, (at += chunk.length));
    chunk.set(part);
    if (part.length) controller.enqueue(chunk.subarray(0, part.length));
    else controller.close();
  };
  const quotes = await open(new Response(new ReadableStream({ pull }, { highWaterMark: 0 })));
  assert.deepEqual(Array.from({ length: quotes.length }, (_, at) => quotes.at(at).text), QUOTES.map(({ text }) => text));
});

test("a long pack is opened a stretch at a time: the page has its turn, may call it off, and other collections go on", async (context) => {
  const pack = (await open(MANY)).pack();
  let clock = 0;
  context.mock.method(performance, "now", () => (clock += 10));
  let turns = 0;
  const going = new AbortController();
  const count = () => { turns++; if (!going.signal.aborted) setImmediate(count); };
  count();
  try {
    const halt = new AbortController();
    const unwanted = open(pack, { signal: halt.signal });
    await new Promise((resolve) => setImmediate(resolve));
    halt.abort(new Error("no longer wanted"));
    await assert.rejects(unwanted, /no longer wanted/);
    turns = 0;
    await open(pack);
    assert.ok(turns >= pack.length / STRETCH - 1, `${turns} turns`);
    // What is made of a text meanwhile takes a fresh instance of the engine: the pack begins anew in it.
    const [quotes, others] = await Promise.all([open(pack), open(MANY)]);
    assert.deepEqual([quotes, others].map((some) => some.search("number 4711").hits[0].quote.text.slice(0, 12)), ["Number 4711 ", "Number 4711 "]);
  } finally {
    going.abort();
  }
});
