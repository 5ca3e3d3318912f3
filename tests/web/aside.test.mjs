// A long source is packed by a worker, and by the page, a stretch at a time, where there can be none.
// In: dist/core.js in a real browser. Out: who packed, how far it was said to be, and that the collection answers either way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";

const stage = openStage();

const PLAIN = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";

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

test("a page that asks for Trusted Types has its worker too, and nothing to complain of", () => stage.visit({
  csp: `${PLAIN}; require-trusted-types-for 'script'`,
}, async (tab) => {
  let workers = 0;
  tab.on("worker", () => workers++);
  const lengths = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    const source = "Begin at once to live.\n".repeat(5_000);
    return [(await open(source)).length, (await open(source)).length];
  });
  assert.deepEqual([lengths, workers], [[5_000, 5_000], 2]);
}));

/** A page that can have no worker, and whose clock says at each look that a stretch's time is over: no step is one with the next. */
const ALONE = {
  csp: `${PLAIN}; worker-src 'none'`,
  allow: [/worker/i],
  prepare: (tab) => tab.addInitScript(() => {
    let now = 0;
    performance.now = () => (now += 1000);
  }),
};

/** The longest of the stretches that end where so much is done, as a share of all. */
const longest = (shares) => shares.reduce((most, share, at) => Math.max(most, share - (shares[at - 1] ?? 0)), 0);

/** None of the stages that do much may go through in one stretch: the least of them is as long. */
const LONGEST = 0.05;

/**
 * Brings `make(count)` to a page: so many quotes as JSON, each with a word of its own, in no order, and what else they say.
 * `long()`: some of more length, so that most of the work is on their words.
 */
const writeMaker = (tab) => tab.evaluate(() => {
  const letters = (number) => number.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 26)));
  window.own = (at) => `q${letters((at * 7919) % 65_537)}x`;
  window.make = (count, more = "") => JSON.stringify(Array.from({ length: count }, (_, at) => ({ text: `Of ${window.own(at)} and of ${at % 100} rivers.${more}`, author: `A ${window.own(at * 31)}` })));
  window.long = () => window.make(8_000, " Who stands on the bank sees one of them go by, and calls it the same.".repeat(4));
});

test("a worker packs a long source while the page goes on, and is let go of", () => stage.visit({ csp: PLAIN }, async (tab) => {
  await writeMaker(tab);
  const workers = [];
  tab.on("worker", (worker) => workers.push(new Promise((closed) => worker.on("close", closed))));
  const { first, length, shares, packs } = await tab.evaluate(async () => {
    // What comes from a worker comes between two things that the page does.
    const [shares, packs] = [[], []];
    window.Worker = class extends Worker {
      constructor(...made) {
        super(...made);
        this.addEventListener("message", ({ data }) => (typeof data === "number" ? shares : packs).push(data.pack?.length ?? data));
      }
    };
    const { open } = await import(`${location.origin}/core.js`);
    const quotes = await open(window.long());
    const first = quotes.search(window.own(4711)).hits[0].quote.text === quotes.at(4711).text;
    return { length: quotes.length, first, shares, packs: packs.map((length) => length === quotes.pack().length) };
  });
  assert.deepEqual([length, first], [8_000, true]);
  assert.deepEqual([workers.length, packs], [1, [true]], "one worker, and what it packed is what was opened");
  assert.ok(longest(shares) < LONGEST, `a stretch of ${longest(shares)} of all`);
  await Promise.all(workers);
}));

test("where a policy forbids workers the page packs it itself, and goes on meanwhile", () => stage.visit(ALONE, async (tab) => {
  await writeMaker(tab);
  const found = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    // What the page itself is asked for after a step, and whether it had been done by the next.
    const [asked, shares] = [new MessageChannel(), []];
    let [done, kept] = [0, 0];
    asked.port1.onmessage = () => done++;
    const onProgress = ({ indexed }) => {
      if (!indexed || indexed === 1) return;
      kept += Number(done < shares.length);
      shares.push(indexed);
      asked.port2.postMessage(0);
    };
    const quotes = await open(window.long(), { onProgress });
    // What was put in order in stretches is found: words, and names by which quotes are told apart.
    const lost = Array.from({ length: 500 }, (_, at) => at * 16).filter((at) => quotes.search(window.own(at), { facets: false }).hits[0]?.quote.text !== quotes.at(at).text);
    const ids = new Set(Array.from({ length: quotes.length }, (_, at) => quotes.at(at).id));
    return { shares, kept, lost, length: quotes.length, ids: ids.size };
  });
  assert.deepEqual([found.length, found.ids, found.lost], [8_000, 8_000, []]);
  assert.equal(found.kept, 0, "between two stretches the page does what it has to do");
  assert.ok(longest(found.shares) < LONGEST, `a stretch of ${longest(found.shares)} of all`);
}));

for (const [where, options] of [["a worker", { csp: PLAIN }], ["the page itself", ALONE]]) {
  test(`how far ${where} is with a source is told, it never falls, and in the end it is all`, () => stage.visit(options, async (tab) => {
    await writeMaker(tab);
    const [given, unknown, pack, short, own] = await tab.evaluate(async () => {
      const { open } = await import(`${location.origin}/core.js`);
      const told = async (source) => {
        const told = [];
        const quotes = await open(source, { onProgress: (progress) => told.push(progress) });
        return [told, quotes.pack()];
      };
      const source = window.make(12_000);
      const [given, pack] = await told(source);
      const [unknown] = await told(new Response(new Blob([source]).stream()));
      const [packed] = await told(new Blob([pack]));
      const [short] = await told("Begin at once to live.");
      const own = await open(source, { onProgress: () => { throw new RangeError("mine"); } }).catch(({ name, message }) => `${name} ${message}`);
      return [given, unknown, packed, short, own];
    });
    for (const told of [given, unknown, pack, short]) {
      const [last] = told.slice(-1);
      assert.equal(last.indexed, 1);
      told.reduce((before, next) => {
        for (const name of ["loaded", "indexed"]) assert.ok(before[name] <= next[name], `${JSON.stringify(before)} ${JSON.stringify(next)}`);
        assert.ok(next.indexed === 0 || next.loaded === last.loaded, "nothing is indexed before all has arrived");
        assert.equal(next.total, last.total);
        return next;
      });
    }
    assert.deepEqual([given, unknown, pack, short].map((told) => told.at(-1).total === null), [false, true, false, false]);
    for (const told of [given, unknown]) {
      const shares = told.map(({ indexed }) => indexed).filter((indexed) => indexed > 0 && indexed < 1);
      assert.ok(shares.length > 3 && shares[0] < 0.5 && shares.at(-1) > 0.5, `${shares}`);
    }
    assert.equal(own, "RangeError mine");
  }));
}

test("what is no longer wanted is left between two stretches, and what else is opened meanwhile is not kept from it", () => stage.visit(ALONE, async (tab) => {
  await writeMaker(tab);
  const found = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    const source = window.make(12_000);
    const ended = [];
    const note = (name) => ({ length }) => ended.push([name, length]);
    const before = await open("Before.");
    const abort = new AbortController();
    let [told, asked] = [0, []];
    const onProgress = ({ indexed }) => {
      told++;
      if (indexed > 0.1 && !asked.length) asked = [open("Short.").then(note("short")), open(source.slice(0, -1)).then(note("other"))];
      if (indexed > 0.5) abort.abort(new DOMException("enough", "AbortError"));
    };
    const reason = await open(source, { onProgress, signal: abort.signal }).catch(({ name, message }) => `${name} ${message}`);
    const heard = told;
    const heardOf = [];
    const openAs = (name) => open(source, { onProgress: ({ indexed }) => indexed > 0 && indexed < 1 && heardOf.at(-1) !== name && heardOf.push(name) }).then(note(name));
    const waiting = [openAs("one"), openAs("two")];
    // It is asked while others are packed.
    while (ended.length < 4) {
      before.search("before").hits[0].quote.text;
      await new Promise((resolve) => setTimeout(resolve));
    }
    await Promise.all([...asked, ...waiting]);
    return { reason, more: told - heard, ended, heardOf, before: before.at(0).text };
  });
  assert.equal(found.reason, "AbortError enough");
  assert.equal(found.more, 0, "nothing is told any more");
  assert.deepEqual(found.ended, [["short", 1], ["other", 12_000], ["one", 12_000], ["two", 12_000]]);
  assert.deepEqual(found.heardOf, ["one", "two"], "one after the other");
  assert.equal(found.before, "Before.");
}));

test("where the engine breaks down over something else meanwhile, what is packed is begun anew", () => stage.visit(ALONE, async (tab) => {
  await writeMaker(tab);
  const found = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    const before = await open("Of Zoë.");
    const { normalize } = String.prototype;
    let broken = 0;
    const shares = [];
    const quotes = await open(window.make(12_000), { onProgress: ({ indexed }) => {
      shares.push(indexed);
      if (indexed < 0.5 || broken) return;
      // What the engine asks the browser for a letter it has not met.
      String.prototype.normalize = function () {
        broken++;
        String.prototype.normalize = normalize;
        throw new WebAssembly.RuntimeError("broken");
      };
      before.search("Zöe");
    } });
    return { broken, shares, length: quotes.length, last: quotes.at(11_999).text === `Of ${window.own(11_999)} and of 99 rivers.`, before: before.search("zoe").total };
  });
  assert.deepEqual([found.broken, found.length, found.last, found.before], [1, 12_000, true, 1]);
  assert.deepEqual(found.shares, found.shares.toSorted((a, b) => a - b));
}));

test("what the worker cannot read is said as the page would say it", () => stage.visit({ csp: PLAIN }, async (tab) => {
  const error = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    return open(`[${" ".repeat(300_000)}oops`).then(() => null, ({ code, stage, message }) => ({ code, stage, message }));
  });
  assert.equal(error.code, "collection-invalid");
  assert.match(error.message, /^collection: line 1, column 300002: found no JSON/);
}));
