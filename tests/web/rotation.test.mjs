// Which quote comes next, the wasm module itself, and what the engine does after a fault: all in Node.
// In: dist/core.js. Out: the promises of rotation(), daily(), free() and of the memory staying flat.
// Never opens a browser.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { before, test } from "node:test";
import { entries } from "./document.mjs";
import { distFolder } from "./files.mjs";
import { Turns } from "../../www/turns.js";

const core = pathToFileURL(join(distFolder, "core.js")).href;
/** @type {any} */
let open;
/** @type {any} */
let quotes;

before(async () => {
  ({ open } = await import(core));
  quotes = await open();
});

/** The ids of the first `count` quotes of a rotation. */
function walk(options, count, collection = quotes) {
  const rotation = collection.rotation(options);
  const ids = [rotation.current.id];
  while (ids.length < count) ids.push(rotation.next().id);
  return ids;
}

test("every round of a shuffle is a permutation, and no seam repeats a quote", () => {
  for (let seed = 0; seed < 40; seed++) {
    const ids = walk({ order: "shuffle", seed }, 69 * 4);
    for (let round = 0; round < 4; round++) assert.equal(new Set(ids.slice(round * 69, (round + 1) * 69)).size, 69, `seed ${seed}, round ${round}`);
    assert.ok(ids.every((id, step) => id !== ids[step + 1]), `seed ${seed} repeats`);
  }
});

test("no jump makes a round repeat what it has shown, and the way back is the way that was come", () => {
  const filter = "part:5";
  const ids = entries.map((_, index) => quotes.at(index)).filter(({ part }) => part.number === 5).map(({ id }) => id);
  for (let seed = 0; seed < 300; seed++) {
    const turns = new Turns(quotes, { order: "shuffle", seed, filter }, ids.length);
    const shown = [turns.current.id];
    const jumps = [1 + (seed % 5), 3 + (seed % 7)];
    while (shown.length < ids.length) {
      const unseen = ids.filter((id) => !shown.includes(id));
      if (jumps.includes(shown.length)) turns.jump(quotes.get(unseen[seed % unseen.length]));
      else turns.next();
      shown.push(turns.current.id);
    }
    assert.deepEqual([...shown].sort(), [...ids].sort(), `seed ${seed}: the first round`);
    const more = Array.from(ids, () => turns.next().id);
    assert.equal(new Set(more).size, more.length, `seed ${seed}: the second round`);
    assert.notEqual(more[0], shown.at(-1), `seed ${seed}: the seam`);
    const back = [...shown, ...more].reverse().slice(1).map(() => turns.previous().id);
    assert.deepEqual(back, [...shown, ...more].reverse().slice(1), `seed ${seed}: the way back`);
    assert.equal(turns.next().id, shown[1] ?? more[0], `seed ${seed}: forward again`);
  }
});

test("to jump to what stands there already is no step of the way back", () => {
  for (const order of ["shuffle", "sequence"]) {
    const turns = new Turns(quotes, { order, first: "baselines" }, 69);
    const ahead = [turns.next(), turns.next()].map(({ id }) => id);
    turns.jump(turns.current);
    assert.equal(turns.previous().id, ahead[0]);
    turns.jump(turns.current);
    assert.deepEqual([turns.next().id, turns.previous().id, turns.previous().id], [ahead[1], ahead[0], "baselines"]);
  }
});

test("a sequence goes on from where it was jumped to, and a lone quote stays", () => {
  const turns = new Turns(quotes, { order: "sequence" }, 69);
  turns.jump(quotes.at(30));
  assert.equal(turns.next().id, quotes.at(31).id);
  assert.deepEqual([turns.previous().id, turns.previous().id, turns.previous().id], [quotes.at(30).id, quotes.at(0).id, quotes.at(68).id]);
  const long = new Turns(quotes, { order: "sequence" }, 69);
  assert.equal(long.previous().id, quotes.at(68).id);
  for (let step = 0; step < 110; step++) long.next();
  let oldest;
  for (let step = 0; step < 99; step++) oldest = long.previous();
  const place = entries.findIndex((_, index) => quotes.at(index).id === oldest.id);
  assert.equal(long.previous().id, quotes.at((place + 68) % 69).id, "past the end of the trail");
  const lone = new Turns(quotes, { order: "shuffle", filter: "topic:baselines" }, 1);
  assert.equal(lone.next().id, lone.current.id);
});

test("a rotation is a pure function of its seed", () => {
  assert.deepEqual(walk({ seed: 7 }, 200), walk({ seed: 7 }, 200));
  assert.notDeepEqual(walk({ seed: 7 }, 69), walk({ seed: 8 }, 69));
  const first = new Set(Array.from({ length: 60 }, (_, seed) => quotes.rotation({ seed }).current.id));
  assert.ok(first.size > 20, `${first.size} different first quotes of 60 seeds`);
  const unseeded = new Set(Array.from({ length: 12 }, () => walk({}, 12).join()));
  assert.ok(unseeded.size > 1, "without a seed, each rotation is its own");
});

test("previous() undoes next(), also before the beginning", () => {
  const rotation = quotes.rotation({ seed: 3 });
  const seen = [rotation.current.id];
  for (let step = 0; step < 150; step++) seen.push(rotation.next().id);
  for (let step = seen.length - 2; step >= 0; step--) assert.equal(rotation.previous().id, seen[step]);
  const back = rotation.previous().id;
  assert.notEqual(back, seen[0]);
  assert.equal(rotation.next().id, seen[0]);
  assert.equal(rotation.previous().id, back);
});

test("sequence is the document's own order, round and round", () => {
  const topics = [];
  const rotation = quotes.rotation({ order: "sequence" });
  for (let step = 0; step < 138; step++, rotation.next()) topics.push(rotation.current.topic);
  assert.deepEqual(topics, [...entries, ...entries].map(({ topic }) => topic));
});

test("a rotation begins where it is told, and still shows all", () => {
  for (const order of ["shuffle", "sequence"]) {
    const ids = walk({ order, seed: 5, first: "baselines" }, 69);
    assert.equal(ids[0], "baselines");
    assert.equal(new Set(ids).size, 69);
  }
  assert.equal(new Set(walk({ seed: 5, first: "no-such-quote" }, 69)).size, 69);
});

test("a filter narrows the rotation; one that leaves nothing leaves no quote", () => {
  const wanted = entries.filter(({ part }) => part.number === 5).length;
  assert.equal(new Set(walk({ seed: 1, filter: "part:5" }, wanted)).size, wanted);
  const none = quotes.rotation({ filter: "part:77" });
  assert.deepEqual([none.current, none.next(), none.previous()].map((quote) => quote ?? null), [null, null, null]);
});

const days = (count) => Array.from({ length: count }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));

test("daily: the same quote all day, many quotes over the year, within the filter", () => {
  const year = days(365).map((date) => quotes.daily(date).id);
  assert.deepEqual(year, days(365).map((date) => quotes.daily(date).id));
  assert.ok(new Set(year).size > 60, `${new Set(year).size} quotes in a year`);
  for (const date of days(30)) assert.equal(quotes.daily(date, { filter: "part:5" }).part.number, 5);
  assert.equal(quotes.daily("2026-01-01", { filter: "part:77" }) ?? null, null);
});

test("open() stops where it is told to", async () => {
  await assert.rejects(open(undefined, { signal: AbortSignal.abort() }), { name: "AbortError" });
});

test("freeing one collection leaves the others alone", async () => {
  const other = await open();
  other.free();
  assert.equal(quotes.search("data").hits.length, 10);
  assert.equal((await open()).length, 69);
});

test("the wasm module takes only its glue's imports and is a small one", async () => {
  const bytes = await readFile(join(distFolder, "epigraph.wasm"));
  const module = await WebAssembly.compile(bytes);
  const imports = WebAssembly.Module.imports(module);
  assert.ok(imports.length < 60 && imports.every(({ kind }) => kind === "function"), JSON.stringify(imports));
  assert.equal(new Set(imports.map(({ module: from }) => from)).size, 1, "one module lends all imports");
  const exports = WebAssembly.Module.exports(module);
  assert.equal(exports.filter(({ kind }) => kind === "memory").length, 1);
  assert.ok(exports.filter(({ kind }) => kind === "function").length < 60, JSON.stringify(exports));
  assert.deepEqual(WebAssembly.Module.customSections(module, "name"), []);
});

/** Runs a script in a Node of its own, so that a fault stays there; gives back what it printed, as JSON. */
async function alone(script) {
  const child = promisify(execFile)(process.execPath, ["--expose-gc", "--input-type=module", "-e", script]);
  return JSON.parse((await child).stdout);
}

/** Compiles our module itself, to know its instances from those that Node runs for fetch; keeps the memory of each. */
const CATCH_MEMORY = `
  const { readFile } = await import("node:fs/promises");
  const wasm = await WebAssembly.compile(await readFile(${JSON.stringify(join(distFolder, "epigraph.wasm"))}));
  const memories = new Set();
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, { construct(target, given) {
    const made = new target(...given);
    if (given[0] === wasm) memories.add(Object.values(made.exports).find((value) => value instanceof WebAssembly.Memory));
    return made;
  } });
  const { open } = await import(${JSON.stringify(core)});
`;

test("10,000 searches leave the memory flat", async () => {
  const { grown, heap, memories, wasmBytes } = await alone(`${CATCH_MEMORY}
    const quotes = await open(undefined, { wasm });
    const words = ["data", "prompt evaluat", "real time", '"online evaluation"', "part:5 llm", "zzzz", "", "machne lerning"];
    const search = (turns) => { for (let turn = 0; turn < turns; turn++) quotes.search(words[turn % words.length], { facets: true }).hits[0]?.quote; };
    const pages = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
    const heap = () => { gc(); gc(); return process.memoryUsage().heapUsed; };
    search(500);
    const before = pages(), heapBefore = heap();
    search(10_000);
    console.log(JSON.stringify({ grown: pages() - before, heap: heap() - heapBefore, memories: memories.size, wasmBytes: pages() }));
  `);
  assert.equal(memories, 1, "one instance");
  assert.equal(grown, 0, "wasm memory grew");
  assert.ok(heap < 512 * 1024, `the heap grew by ${heap} bytes`);
  assert.ok(wasmBytes < 8 * 2 ** 20, `${wasmBytes} bytes of wasm memory`);
});

test("opening and freeing 2,000 collections leaves the memory flat", async () => {
  const { grown } = await alone(`${CATCH_MEMORY}
    const cycle = async (turns) => { for (let turn = 0; turn < turns; turn++) (await open(undefined, { wasm })).free(); };
    const pages = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
    await cycle(200);
    const before = pages();
    await cycle(2000);
    console.log(JSON.stringify({ grown: pages() - before }));
  `);
  assert.equal(grown, 0);
});

test("the module may be handed over in any form, and a wrong one is refused by name", async () => {
  const { lengths, code } = await alone(`
    const { readFile } = await import("node:fs/promises");
    const { pathToFileURL } = await import("node:url");
    const file = ${JSON.stringify(join(distFolder, "epigraph.wasm"))};
    const bytes = await readFile(file);
    const { open } = await import(${JSON.stringify(core)});
    let code;
    try { await open(undefined, { wasm: new Uint8Array([0, 1, 2, 3]) }); } catch (error) { code = error.code; }
    const lengths = [];
    for (const [turn, wasm] of [bytes, await WebAssembly.compile(bytes), pathToFileURL(file), new Response(bytes, { headers: { "content-type": "application/wasm" } })].entries()) {
      const fresh = await import(${JSON.stringify(core)} + "?" + turn);
      lengths.push((await fresh.open(undefined, { wasm })).length);
    }
    console.log(JSON.stringify({ lengths, code }));
  `);
  assert.deepEqual(lengths, [69, 69, 69, 69]);
  assert.equal(code, "wasm-invalid");
});

test("after a trap the next search answers", async () => {
  const { during, later, wasmMade } = await alone(`
    const { readFile } = await import("node:fs/promises");
    const wasm = await WebAssembly.compile(await readFile(${JSON.stringify(join(distFolder, "epigraph.wasm"))}));
    let fault = false, wasmMade = 0;
    const trap = (call) => (...given) => {
      if (fault) { fault = false; throw new WebAssembly.RuntimeError("unreachable"); }
      return call(...given);
    };
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, { construct(target, given) {
      const made = new target(...given);
      if (given[0] !== wasm) return made;
      wasmMade++;
      const exports = Object.entries(made.exports).map(([name, value]) => [name, typeof value === "function" ? trap(value) : value]);
      return Object.create(target.prototype, { exports: { value: Object.fromEntries(exports) } });
    } });
    const { open } = await import(${JSON.stringify(core)});
    const quotes = await open(undefined, { wasm });
    fault = true;
    let during;
    try { during = quotes.search("lambda").total; } catch (error) { during = error.code ?? error.name; }
    const later = [quotes.search("baselines").hits[0].quote.id, quotes.at(0).topic, quotes.length];
    console.log(JSON.stringify({ during, later, wasmMade }));
  `);
  assert.deepEqual(later, ["baselines", "the Engineering Premium", 69]);
  assert.equal(wasmMade, 2, `a fresh instance after the trap (the search itself gave ${during})`);
});
