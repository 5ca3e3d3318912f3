// The engine's instances follow each other: what a page packs itself is had at once, then a fresh one takes the place of the
// one that packed it. In: dist/core.js in Node, whose instances are counted or broken. Out: what each of them is asked,
// and that every collection answers. Never opens a browser.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { distFolder } from "./files.mjs";

/** Bytes of a stretch, as the engine takes them. */
const STRETCH = 2 ** 18;
const MANY = JSON.stringify(Array.from({ length: 9000 }, (_, at) => ({ text: `Number ${at} says ${String(at).padStart(150, "q")}.` })));

/** Of a collection of MANY a quote; whoever searches has more done after it. */
const one = (quotes) => quotes.at(4711).text.slice(0, 12);

const sum = (numbers) => numbers.reduce((all, more) => all + more, 0);

/** How often each instance of the engine at hand was asked, in the order in which they were made. @type {number[]} */
let asked = [];

/** The page's time to do what waits: until nothing is asked any more, however slow the machine. */
async function rest() {
  let before;
  do {
    before = sum(asked);
    await new Promise((resolve) => setTimeout(resolve, 30));
    // A timer that is late comes before what else waited.
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  } while (sum(asked) > before);
}

/**
 * Lends an engine of its own, whose instances are counted. Before each is made and before each is asked `troubled` has its
 * say, by which of them it is and how often it was asked.
 * @param {string} name of the engine @param {(engine: any) => Promise<void>} use
 * @param {(instance: number, times: number) => void} [troubled] throws what is to go wrong
 */
async function counting(name, use, troubled = () => {}) {
  // What the tests before left to be done is not counted.
  await rest();
  const { Instance } = WebAssembly;
  asked = [];
  WebAssembly.Instance = /** @type {any} */ (function (module, imports) {
    troubled(asked.length, 0);
    const { exports } = new Instance(module, imports);
    const at = asked.push(0) - 1;
    const counted = (ask) => (typeof ask === "function" ? (...given) => (troubled(at, ++asked[at]), ask(...given)) : ask);
    return { exports: Object.fromEntries(Object.entries(exports).map(([name, ask]) => [name, counted(ask)])) };
  });
  try {
    await use(await import(`${pathToFileURL(join(distFolder, "core.js")).href}?${name}`));
  } finally {
    WebAssembly.Instance = Instance;
  }
}

test("what was packed here answers at once, and then goes over to a fresh instance, which gives its memory back", (context) => counting("fresh", async ({ open }) => {
  const first = await open(MANY);
  assert.equal(one(first), "Number 4711 ");
  assert.equal(asked.length, 1, "nobody waits for another");
  await rest();
  assert.equal(asked.length, 2);
  const before = [...asked];
  assert.equal(one(first), "Number 4711 ");
  assert.equal(asked[0], before[0]);
  const stretches = first.pack().length / STRETCH;
  assert.ok(asked[1] - before[1] < stretches, `${asked[1] - before[1]} calls: it had gone over before`);

  let clock = 0;
  const { mock } = context.mock.method(performance, "now", () => (clock += 10));
  const until = async (instances) => {
    while (asked.length < instances) await new Promise((resolve) => setImmediate(resolve));
  };
  const second = await open(MANY);
  await until(3);
  assert.equal(one(second), "Number 4711 ", "who cannot wait does not");
  const done = asked[2];
  await rest();
  assert.ok(asked[2] - done < stretches, `${asked[2] - done} calls: it goes over once`);
  const unused = await open(MANY);
  await until(4);
  unused.free();
  await rest();
  assert.ok(asked[3] < stretches, `${asked[3]} calls: what was freed on its way goes no farther`);
  mock.restore();

  (await open(MANY)).free();
  await rest();
  assert.deepEqual(asked.slice(4), [1], "started and not asked: what was freed goes nowhere");

  const halt = new AbortController();
  const [wanted, unwanted] = [open(MANY), open(MANY, { signal: halt.signal })];
  await new Promise((resolve) => setImmediate(resolve));
  halt.abort(new Error("no longer wanted"));
  await assert.rejects(unwanted, /no longer wanted/);
  const third = await wanted;
  await rest();
  assert.equal(asked.length, 6, "what did not begin took no memory");
  assert.deepEqual([first, second, third].map((quotes) => quotes.search("number 4711").hits[0].quote.id), Array(3).fill(first.at(4711).id));
}));

test("what the next keys would wait for is found after the first one, until the collection is freed, and changes no answer", () => counting("prepared", async ({ open }) => {
  const words = ["the", "a", "area", "aria", "theatre", "of", "often", "zest", "amber", "orange", "so", "stone"];
  const word = (at) => words[at % words.length];
  const quote = (_, id) => ({ text: [1, 5, 7, 11, 13, 17].map((by) => word(id * by + (id >> by % 5))).join(" ") + ` ${id}` });
  const text = JSON.stringify(Array.from({ length: 8000 }, quote));
  const quotes = await open(text);
  await rest();
  let calls = sum(asked);
  await rest();
  assert.equal(sum(asked), calls, "nobody searches");
  const answers = () => ["the a", "of t", "so st", "theater", "zset o", "the of a"].map((typed) => JSON.stringify(quotes.search(typed, { facets: false })));
  const first = answers();
  const typed = sum(asked);
  await rest();
  calls = sum(asked);
  assert.ok(calls > typed + 3, `${calls - typed} calls`);
  assert.deepEqual(answers(), first);
  calls = sum(asked);
  await rest();
  assert.equal(sum(asked), calls, "it is found once");
  const early = await open(text);
  early.search("the");
  await rest();
  early.search("of");
  calls = sum(asked);
  await rest();
  assert.equal(sum(asked), calls, "who searched in the instance before has it in the fresh one");
  const freed = await open(text);
  await rest();
  freed.search("the");
  freed.free();
  calls = sum(asked);
  await rest();
  assert.equal(sum(asked), calls);
}));

test("an instance that breaks down while something goes over to it is replaced, and what is opened next is not blamed", () =>
  counting("breaks", async ({ open }) => {
    const many = await open(MANY);
    await rest();
    assert.equal(asked.length, 3);
    assert.equal((await open("A small text.")).at(0).text, "A small text.");
    assert.equal(one(many), "Number 4711 ");
  }, (instance, times) => {
    // It is started and asked for room, and then no more.
    if (instance === 1 && times > 3) throw new WebAssembly.RuntimeError("broken");
  }));

test("where there is no memory for a fresh instance the one that is there goes on", () => {
  let refused = 0;
  return counting("full", async ({ open }) => {
    const many = await open(MANY);
    await rest();
    assert.deepEqual([asked.length, refused], [1, 1]);
    const others = await open(MANY);
    await rest();
    assert.deepEqual([asked.length, refused], [2, 1]);
    assert.deepEqual([many, others].map(one), Array(2).fill("Number 4711 "));
  }, (instance, times) => {
    if (instance !== 1 || times || refused) return;
    refused++;
    throw new RangeError("Out of memory");
  });
});

test("a source over which the engine breaks down takes one fresh instance", () => {
  let trouble = false;
  return counting("once", async ({ open }) => {
    await open("A small text.");
    trouble = true;
    await assert.rejects(open(MANY), { code: "engine-failed" });
    trouble = false;
    await rest();
    assert.equal(asked.length, 2);
    assert.equal(one(await open(MANY)), "Number 4711 ");
  }, (instance, times) => {
    if (trouble && times > 8) throw new WebAssembly.RuntimeError("broken");
  });
});

test("long sources are packed one after the other, also where one of them is called off", (context) => counting("queue", async ({ open }) => {
  let clock = 0;
  context.mock.method(performance, "now", () => (clock += 10));
  const order = [];
  const halt = new AbortController();
  const telling = (name) => ({ onProgress: ({ indexed }) => {
    if (!indexed || order.at(-1) === name) return;
    order.push(name);
    // All three wait or are at work.
    halt.abort(new Error("no longer wanted"));
  } });
  const opening = [open(MANY, telling("a")), open(MANY, { ...telling("b"), signal: halt.signal }), open(MANY, telling("c"))];
  const [a, b, c] = await Promise.allSettled(opening);
  assert.deepEqual(order, ["a", "c"]);
  assert.match(b.reason.message, /no longer wanted/);
  assert.deepEqual([a, c].map(({ value }) => one(value)), Array(2).fill("Number 4711 "));
}));

test("what is freed twice frees nothing else, and what is called off as it ends is not had", () => counting("freed", async ({ open }) => {
  const first = await open("Alpha.");
  first.free();
  const second = await open("Beta.");
  first.free();
  assert.equal(second.at(0).text, "Beta.");
  const halt = new AbortController();
  await assert.rejects(open("Gamma.", { signal: halt.signal, onProgress: ({ indexed }) => indexed === 1 && halt.abort(new Error("no longer wanted")) }), /no longer wanted/);
}));
