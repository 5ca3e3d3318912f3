// A long source is packed by a worker, and by the page where there can be none.
// In: dist/core.js in a real browser. Out: who packed, and that the collection answers either way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";

const stage = openStage();

/** Opens some thousand quotes, and tells how many and how often the page's clock ticked meanwhile. */
const openMany = (tab) => tab.evaluate(async () => {
  const { open } = await import(`${location.origin}/core.js`);
  const words = ["time", "quote", "reader", "letter", "garden", "window", "river", "stone"];
  const many = Array.from({ length: 12_000 }, (_, at) => ({ text: `Number ${at} of ${words[at % 8]} and ${words[(at >> 3) % 8]}${at % 997}.` }));
  let ticks = 0;
  const clock = setInterval(() => ticks++, 4);
  const quotes = await open(JSON.stringify(many));
  clearInterval(clock);
  return { length: quotes.length, first: quotes.search("number 4711").hits[0].quote.text, ticks };
});

const PLAIN = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";

test("a worker packs a long source while the page goes on, and is let go of", () => stage.visit({ csp: PLAIN }, async (tab) => {
  const workers = [];
  tab.on("worker", (worker) => workers.push(new Promise((closed) => worker.on("close", closed))));
  const { length, first, ticks } = await openMany(tab);
  assert.deepEqual([length, first.startsWith("Number 4711 ")], [12_000, true]);
  assert.equal(workers.length, 1);
  assert.ok(ticks > 2, `the page's clock ticked ${ticks} times`);
  await Promise.all(workers);
}));

test("the page waits for no source of more than 32 KiB", () => stage.visit({ csp: PLAIN }, async (tab) => {
  let workers = 0;
  tab.on("worker", () => workers++);
  const openLong = (length) => tab.evaluate(async (length) => {
    const { open } = await import(`${location.origin}/core.js`);
    const source = `Begin at once to live.\n`.repeat(length / 23 + 1).slice(0, length);
    return [(await open(source, { format: "text" })).at(0).text, await open(source, { format: "xml" }).catch(({ message }) => message)];
  }, length);
  for (const [length, started] of [[2 ** 15 - 1, 0], [2 ** 15, 2]]) {
    assert.deepEqual(await openLong(length), ["Begin at once to live.", "collection: found the format `xml`, expected topic-list, json, csv, kindle, fortune, markdown, text or pack; leave it out, and the content says which it is"]);
    assert.equal(workers, started, `${length}`);
  }
}));

test("where a policy forbids workers the page packs it itself", () => stage.visit({ csp: `${PLAIN}; worker-src 'none'`, allow: [/worker/i] }, async (tab) => {
  const { length, first } = await openMany(tab);
  assert.deepEqual([length, first.startsWith("Number 4711 ")], [12_000, true]);
}));

test("what the worker cannot read is said as the page would say it", () => stage.visit({ csp: PLAIN }, async (tab) => {
  const error = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    return open(`[${" ".repeat(300_000)}oops`).then(() => null, ({ code, stage, message }) => ({ code, stage, message }));
  });
  assert.equal(error.code, "collection-invalid");
  assert.match(error.message, /^collection: line 1, column 300002: found no JSON/);
}));
