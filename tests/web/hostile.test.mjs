// Sources that nobody writes by hand, opened in a real browser, by a worker and by the page itself.
// In: dist/core.js. Out: the right error or the right quotes; and a page and an engine that go on.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { distFolder } from "./files.mjs";

const stage = openStage();
const PLAIN = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";

/** Runs in the page: opens what `make` makes, and tells its texts and what was skipped, or what was wrong. */
async function told(make) {
  const { open } = await import(`${location.origin}/core.js`);
  const told = await open(make()).then((quotes) => {
    const texts = Array.from({ length: Math.min(quotes.length, 5) }, (_, at) => quotes.at(at).text);
    const found = quotes.search("begin").hits.map(({ quote }) => quote.id);
    const told = { length: quotes.length, texts, found, skipped: quotes.skipped.slice(0, 5), listed: quotes.skipped.length, total: quotes.skippedTotal };
    quotes.free();
    return told;
  }, ({ code, message }) => ({ code, message }));
  // The engine lives, and nothing was written to what all objects share.
  const after = (await open('[{"text": "Begin after all."}]')).at(0).text;
  return { ...told, after, polluted: ({}).polluted ?? Object.keys(Object.prototype).length };
}

const TOO_LONG = "found a text of more than 64 KiB, expected a quote; check the marks that should end it";

/** What is in a source, how to make it, and what is to be told of it. */
const SOURCES = {
  "a quote of a megabyte alone": [
    () => JSON.stringify([{ text: "begin ".repeat(175_000) }]),
    { code: "collection-empty", message: `collection: found no quote that can be read; line 1, column 2: ${TOO_LONG}` },
  ],
  "a quote of a megabyte among others": [
    () => `Begin one.\n%\n${"word ".repeat(210_000)}\n%\nBegin two.\n%\n`,
    { length: 2, texts: ["Begin one.", "Begin two."], found: ["begin-one", "begin-two"], skipped: [{ line: 3, column: 1, reason: TOO_LONG }], listed: 1, total: 1 },
  ],
  "five million brackets that open": [
    () => "[".repeat(5_000_000),
    { code: "collection-invalid", message: "collection: line 1, column 5000000: found no JSON, expected an array of objects like {\"text\": …, \"author\": …}; check that the file is whole" },
  ],
  "a field five million arrays deep": [
    () => `[{"text": "Begin.", "x": ${"[".repeat(5_000_000)}${"]".repeat(5_000_000)}}]`,
    { length: 1, texts: ["Begin."], found: ["begin"], skipped: [], listed: 0, total: 0 },
  ],
  "a field a million and a half objects deep": [
    () => `[{"text": "Begin.", "x": ${'{"":'.repeat(1_500_000)}1${"}".repeat(1_500_000)}}]`,
    { length: 1, texts: ["Begin."], found: ["begin"], skipped: [], listed: 0, total: 0 },
  ],
  "names that objects have of themselves": [
    () => `[{"text": "Begin.", "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "id": "__proto__", "author": "constructor", "tags": ["toString", "__proto__"]}, {"__proto__": {"text": "Hidden."}}]`,
    { length: 1, texts: ["Begin."], found: ["__proto__"], skipped: [{ line: 1, column: 178, reason: "found no text, expected one under `text`, `quote` or `content`" }], listed: 1, total: 1 },
  ],
  "UTF-16": [
    () => new Uint8Array(Uint16Array.from("\ufeffquote,author\nBegin at once – « 字 »,Émile\n", (letter) => letter.charCodeAt(0)).buffer),
    { length: 1, texts: ["Begin at once – « 字 »"], found: ["begin-at-once-字"], skipped: [], listed: 0, total: 0 },
  ],
  "half a pair": [
    () => "Begin \ud83d.\nBegin \\ud83d.",
    { length: 2, texts: ["Begin \ufffd.", "Begin \\ud83d."], found: ["begin", "begin-ud83d"], skipped: [], listed: 0, total: 0 },
  ],
  "one NUL in a text": [
    () => `${"Begin with a line of text.\n".repeat(40)}Be\0gin.`,
    { length: 41, texts: Array(5).fill("Begin with a line of text."), skipped: [], listed: 0, total: 0 },
  ],
  "nothing but NULs": [
    () => new Uint8Array(2_000_000),
    { code: "collection-invalid", message: "collection: found bytes that are no text, expected a file of quotes; save it as plain text in UTF-8" },
  ],
  "a million records that cannot be read": [
    () => `{"text": "Begin."}\n${"5\n".repeat(1_000_000)}`,
    { length: 1, texts: ["Begin."], found: ["begin"], listed: 1000, total: 1_000_000 },
  ],
};

/** Who packs a long source, and the policy under which it does. */
const PACKERS = [["a worker", PLAIN], ["the page itself", `${PLAIN}; worker-src 'none'`]];

for (const [where, csp] of PACKERS) {
  test(`no source stops ${where}, and each has its error or its quotes`, () => stage.visit({ csp, allow: [/worker/i] }, async (tab) => {
    for (const [name, [make, expected]] of Object.entries(SOURCES)) {
      const found = await tab.evaluate(`(${told})(${make})`);
      assert.deepEqual([found.after, found.polluted], ["Begin after all.", 0], name);
      for (const [field, value] of Object.entries(expected)) assert.deepEqual(found[field], value, `${name}: ${field} of ${JSON.stringify(found).slice(0, 500)}`);
    }
  }));
}

test("every byte that is no UTF-8 is the letter that the browser's own windows-1252 has for it", () => stage.visit({ csp: "" }, async (tab) => {
  const [read, decoded] = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    const ascii = (text) => [...text].map((letter) => letter.charCodeAt(0));
    const source = Uint8Array.from(Array.from({ length: 128 }, (_, at) => [...ascii('{"text": "a'), 128 + at, ...ascii('b"}\n')]).flat());
    const quotes = await open(source);
    const texts = Array.from({ length: quotes.length }, (_, at) => quotes.at(at).text);
    return [texts, new TextDecoder("windows-1252").decode(source).trim().split("\n").map((line) => JSON.parse(line).text)];
  });
  assert.deepEqual(read, decoded);
  // Curly marks and dashes, and a byte that means nothing there.
  assert.deepEqual([0x91, 0x94, 0x96, 0x97, 0x9d].map((byte) => read[byte - 128]), ["a‘b", "a”b", "a–b", "a—b", "a\u009db"]);
}));

/** The same module, whose memory may not grow beyond a few pages more than it begins with. */
function narrow(wasm) {
  const number = (at) => {
    let [value, shift] = [0, 0];
    for (;; shift += 7) {
      value |= (wasm[at] & 127) << shift;
      if (wasm[at++] < 128) return [value, at];
    }
  };
  // Seven bits a byte, as many bytes as any number may have.
  const written = (value) => [0, 7, 14, 21].map((shift) => ((value >> shift) & 127) | (shift < 21 ? 128 : 0));
  for (let at = 8; at < wasm.length; ) {
    const [length, start] = number(at + 1);
    if (wasm[at] === 5) {
      const [pages] = number(start + 2);
      const section = [1, 1, ...written(pages), ...written(pages + 20)];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([5, section.length, ...section]), wasm.subarray(start + length)]);
    }
    at = start + length;
  }
}

test("a pack that there is no memory for is said to be too large, and the next source is opened", () => stage.visit({ csp: "" }, async (tab, context, server) => {
  const wasm = narrow(await readFile(join(distFolder, "epigraph.wasm")));
  server.handle("/narrow.wasm", (_, response) => response.end(wasm));
  const [told, kept, next] = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    const before = await open("Before.", { wasm: new URL("/narrow.wasm", location.href) });
    const told = [];
    for (let turn = 0; turn < 2; turn++) await open(new Blob(["EPIGRAPH", new Uint8Array(2 ** 24)])).catch(({ code, stage, retryable, message }) => told.push(code, stage, retryable, message));
    return [told, before.at(0).text, (await open("After.")).length];
  });
  const sentence = "collection: found 17 MiB, expected no more than there is memory for; close what else is open, or part the collection";
  assert.deepEqual(told, Array(2).fill(["collection-too-large", "collection", false, sentence]).flat());
  assert.deepEqual([kept, next], ["Before.", 1]);
}));

for (const [where, csp] of PACKERS) {
  test(`where the engine breaks down in ${where} it is said, and the next source is opened`, () => stage.visit({ csp, allow: [/worker/i] }, async (tab, context, server) => {
    const wasm = narrow(await readFile(join(distFolder, "epigraph.wasm")));
    server.handle("/narrow.wasm", (_, response) => response.end(wasm));
    const [told, kept, next] = await tab.evaluate(async () => {
      const { open } = await import(`${location.origin}/core.js`);
      const before = await open("Before.", { wasm: new URL("/narrow.wasm", location.href) });
      const many = (length) => JSON.stringify(Array.from({ length }, (_, at) => ({ text: `Number ${at} of many.` })));
      const told = [];
      // More than once: what a breakdown leaves behind would fill the memory.
      for (let turn = 0; turn < 4; turn++) await open(many(20_000)).catch(({ code, retryable, message }) => told.push(code, retryable, message));
      return [told, before.at(0).text, (await open(many(1_500))).length];
    });
    const sentence = "collection: found a source over which the engine breaks down (unreachable), expected quotes; open it in parts";
    assert.deepEqual(told, Array(4).fill(["engine-failed", false, sentence]).flat());
    assert.deepEqual([kept, next], ["Before.", 1_500]);
  }));
}
