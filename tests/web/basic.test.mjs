// What stands in for the engine where WebAssembly cannot run. In: dist/ in a real browser, and the stand-in's own
// modules. Out: that it shows, turns, narrows and finds as the engine does, but for inflection, typos and aliases.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { highest, shuffled } from "../../www/more/basic-pick.js";
import { answer, passing } from "../../www/more/basic-search.js";
import { openStage } from "./browser.mjs";
import { entries } from "./document.mjs";
import { distFolder } from "./files.mjs";
import { ask, button, countTimersAndEngines, listen, openFilters, part, parts, readResults, told, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({
  ...options,
  prepare: async (tab) => {
    await listen(tab);
    await tab.addInitScript(() => { delete window.WebAssembly; });
  },
}, tell));

const { open } = await import(pathToFileURL(join(distFolder, "core.js")).href);
const engine = await open();
const { quotes } = JSON.parse(readFileSync(join(distFolder, "quotes.json"), "utf8"));
const ids = (result) => result.hits.map(({ quote }) => quote.id);

story("without WebAssembly all 69 are shown, a search answers with marks, and a chip narrows it", {}, async (tab) => {
  await whenState(tab);
  assert.deepEqual(await told(tab, "error"), []);
  const seen = new Set();
  for (let turn = 0; turn < 69; turn++) {
    seen.add(await tab.evaluate(() => document.querySelector("epigraph-widget").current.text));
    await tab.evaluate(() => document.querySelector("epigraph-widget").next());
  }
  assert.deepEqual([...seen].sort(), entries.map(({ text }) => text).sort());
  await ask(tab, "data");
  assert.ok((await readResults(tab)).length > 3);
  assert.ok(await parts(tab, "mark").count() > 3);
  await openFilters(tab);
  const chip = parts(tab, "chip").last();
  const count = Number(/\d+$/.exec(await chip.innerText())[0]);
  assert.ok(count < (await told(tab, "results")).at(-1).total);
  await chip.click();
  await tab.waitForFunction((wanted) => window.told.findLast(({ name }) => name === "results").total === wanted, count);
});

story("without WebAssembly the day's quote is everybody's, and the buttons turn it", { body: `<epigraph-widget order="daily" timezone="UTC"></epigraph-widget>` }, async (tab) => {
  await whenState(tab);
  const today = () => engine.daily(new Date().toISOString().slice(0, 10)).id;
  // Midnight may pass between the two.
  const days = [today(), await tab.evaluate(() => document.querySelector("epigraph-widget").current.id), today()];
  assert.ok(days[1] === days[0] || days[1] === days[2], days.join());
  await button(tab, "next").click();
  await until(tab, (element, day) => element.current.id !== day, days[1]);
});

story("without WebAssembly quotes of one's own cannot be read: the built-in stand in, and it is said", {
  body: `<epigraph-widget src="/quotes.json"></epigraph-widget>`,
}, async (tab) => {
  await whenState(tab);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").collection.length), 69);
  await until(tab, (element) => /Others are shown instead/.test(element.shadowRoot.querySelector(".waiting")?.textContent));
});

/** With WebAssembly there, and counted. */
const live = (name, body, tell, options = {}) => test(name, () => stage.visit({ body, ...options, prepare: async (tab) => {
  await listen(tab);
  await countTimersAndEngines(tab);
  await options.more?.(tab);
} }, tell));
const engines = (tab) => tab.evaluate(() => window.engines);

live("engine=basic: the plainer engine stands in at once, and runs no WebAssembly", `<epigraph-widget engine="basic"></epigraph-widget>`, async (tab, _, server) => {
  await whenState(tab);
  assert.equal(await engines(tab), 0);
  assert.deepEqual(await told(tab, "error"), []);
  assert.ok(server.requests.some((path) => path.startsWith("/parts/basic-")));
  await ask(tab, "baselin");
  assert.match((await readResults(tab))[0], /Baselines/);
  await ask(tab, "evalaution");
  assert.equal((await told(tab, "results")).at(-1).total, 0, "no typos");
  // Another widget of the page goes its own way.
  await tab.evaluate(() => document.querySelector("main").append(document.createElement("epigraph-widget")));
  await whenState(tab);
  assert.equal(await engines(tab), 1);
  assert.ok(await tab.evaluate(() => document.querySelectorAll("epigraph-widget")[1].search("evalaution").total) > 0);
});

live("engine=basic reads no quotes of one's own: the built-in stand in, and it is said", `<epigraph-widget src="/quotes.json"></epigraph-widget><epigraph-widget src="/quotes.json" engine="basic"></epigraph-widget>`, async (tab) => {
  await whenState(tab);
  assert.deepEqual((await told(tab, "error")).map(({ code }) => code), ["wasm-unavailable"]);
  assert.deepEqual(await tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].map((element) => element.search("evalaution").total > 0)), [true, false]);
});

live("engine=wasm: nothing stands in where there is no WebAssembly", `<epigraph-widget engine="wasm"><blockquote>Mine.</blockquote></epigraph-widget><epigraph-widget engine="wasm" src="/quotes.json"></epigraph-widget>`, async (tab, _, server) => {
  const before = server.requests.filter((path) => path.startsWith("/parts/basic-")).length;
  await tab.waitForFunction(() => window.told.filter(({ name }) => name === "error").length === 2);
  await whenState(tab, "fallback");
  assert.deepEqual((await told(tab, "error")).map(({ code }) => code), ["wasm-unavailable", "wasm-unavailable"]);
  assert.ok(await tab.getByText("Mine.").isVisible());
  assert.equal(server.requests.filter((path) => path.startsWith("/parts/basic-")).length, before);
}, { more: (tab) => tab.addInitScript(() => { delete window.WebAssembly; }) });

test("engine: any other value is auto, and the property writes the attribute", () => stage.visit({ prepare: listen, body: `<epigraph-widget engine="fast"></epigraph-widget>` }, async (tab) => {
  await whenState(tab);
  assert.deepEqual(await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    const read = [element.engine];
    element.engine = "basic";
    return [...read, element.getAttribute("engine"), element.engine];
  }), ["auto", "basic", "basic"]);
}));

test("of every day it is the engine's own quote", () => {
  for (let day = 0; day < 400; day++) {
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    assert.equal(highest(date, quotes).id, engine.daily(date).id, date);
    for (const filter of ["part:5", "length:..100"]) assert.equal(highest(date, passing(quotes, filter)).id, engine.daily(date, { filter }).id, date);
  }
});

story("without WebAssembly a rotation begins with the quote it is told to, and goes both ways without a repeat", {}, async (tab) => {
  await whenState(tab);
  assert.deepEqual(await tab.evaluate(() => {
    const { collection } = document.querySelector("epigraph-widget");
    const wrong = [];
    for (let index = 0; index < collection.length; index++) {
      const first = collection.at(index).id;
      for (const order of ["shuffle", "sequence"]) {
        const turns = collection.rotation({ order, first });
        const seen = [turns.current.id];
        while (seen.length < 3 * collection.length) seen.push(turns.next().id);
        if (seen[0] !== first || new Set(seen.slice(0, collection.length)).size < collection.length || seen.some((id, at) => id === seen[at + 1])) wrong.push(`${order} ${first}`);
        for (let at = seen.length - 2; at >= 0; at--) if (turns.previous().id !== seen[at]) wrong.push(`back ${order} ${first}`);
      }
    }
    return wrong;
  }), []);
});

test("a shuffle is a permutation, the same for a seed, and each place comes up about as often", () => {
  const firsts = new Map();
  for (let seed = 0; seed < 2000; seed++) {
    const round = shuffled(seed * 7919, [0, 1, 2, 3, 4])();
    assert.deepEqual([...round].sort(), [0, 1, 2, 3, 4]);
    firsts.set(round[0], (firsts.get(round[0]) ?? 0) + 1);
  }
  // 400 expected of each; six standard deviations are 107.
  assert.ok(firsts.size === 5 && [...firsts.values()].every((count) => Math.abs(count - 400) < 110), JSON.stringify([...firsts]));
  assert.deepEqual(shuffled(5, quotes)(), shuffled(5, quotes)());
});

test("filters, exclusions and phrases hold the same quotes as the engine's, with the same counts", () => {
  const sources = [...new Set(entries.map(({ source }) => source))];
  const filters = [
    ...[1, 2, 3, 4, 5, 6, 7, 8, 99].map((number) => `part:${number}`), ...sources.map((source) => `source:"${source}"`), "kind:paraphrase", "kind:quotation", "-kind:paraphrase",
    "part:evaluation", "part:5 part:6", "part:5 part:evaluation", "-part:5 -part:evaluation", "part:5 part:evaluation -part:5", `part:evaluation part:7 source:"AI Engineering"`, "part:5 kind:quotation", "-part:5", "lang:en", "lang:de", "tag:x", "topic:data", "author:huyen", `author:"Huyen"`, `source:"AI Engineering" -part:5`, "PART:5",
    "length:..100", "LENGTH:101..200", "length:201..", "-length:..100", `length:"..100" length:"201.."`, "length:..150 part:5", "length:151", "length:0", "length:0..",
    `tag:"❤️"`, `-tag:"!"`, "source:?", "part:…", "kind:!", `topic:"" lang:`, `tag:" "`, "part:5 &", "& part:5 | kind:quotation",
    "length:", "length:..", "-length:..", "length:!", "length:long", "length:100...200", "length:100.", "length:.100", "length:200..100", "length:-5", "length:1e3", "length:<100", "length:99999999999999999999..", "length:..99999999999999999999",
  ];
  for (const filter of filters) {
    const [here, there] = [answer(quotes, "", { filter, limit: 100 }), engine.search("", { filter, limit: 100 })];
    assert.deepEqual(ids(here), ids(there), filter);
    assert.deepEqual(here.facets, there.facets, filter);
  }
  for (const options of [{ filter: null }, { limit: -1 }, { limit: NaN }, { limit: 3.7, offset: "2" }, { filter: "source:" }, null]) {
    assert.deepEqual(ids(answer(quotes, "", options)), ids(engine.search("", options ?? undefined)), JSON.stringify(options));
  }
  assert.deepEqual(answer(quotes, "baselines part:99").facets.part, engine.search("baselines part:99").facets.part);
  for (const query of ["!", "🙂", "?! …", `"!!!"`, `"!!!`, "!!!!!!!!", "👩‍🚀", "- !", "! -", "---", "::", "-❤", "-", `"`, "“", `""`, "tag:", "data !", "? data", "data 🙂 model", "part:5 &", "-data !"]) {
    const [here, there] = [answer(quotes, query, { limit: 100 }), engine.search(query, { limit: 100 })];
    assert.deepEqual([here.total, here.partial, here.suggestion], [there.total, there.partial, there.suggestion], query);
  }
  for (const query of ["“data science”", "„data science”", "source:«AI Engineering»", `"data science"`, `"machine learning"`, `"of the"`, `"the model" part:5`, "-data", "-the", `-"machine learning"`]) {
    const [here, there] = [answer(quotes, query, { limit: 100 }), engine.search(query, { limit: 100 })];
    assert.deepEqual(ids(here).sort(), ids(there).sort(), query);
  }
});

test("every word of every quote finds it, with marks that begin with what was typed", () => {
  for (const entry of entries) {
    for (const word of new Set(entry.text.normalize("NFC").match(/[\p{L}\p{N}'’]{2,}/gu))) {
      const { hits, partial } = answer(quotes, word, { limit: 100 });
      const hit = hits.find(({ quote }) => quote.text === entry.text);
      assert.ok(hit && !partial, `${word} in ${entry.text}`);
      assert.ok(hit.marks.text.some(([start, end]) => entry.text.slice(start, end).toLowerCase().startsWith(word.toLowerCase())), word);
      for (const [field, ranges] of Object.entries(hit.marks)) {
        const text = field === "part" ? hit.quote.part.title : hit.quote[field] ?? "";
        ranges.reduce((last, [start, end]) => {
          assert.ok(start >= last && end > start && end <= text.length, `${word}: ${field} ${start}-${end}`);
          return end;
        }, 0);
      }
    }
  }
});

test("what no quote holds whole is answered in part, what none holds at all not at all, and nothing typed is an error", () => {
  const half = answer(quotes, "baselines zebra");
  assert.ok(half.partial && half.hits[0].quote.id === "baselines");
  assert.deepEqual([answer(quotes, "zebra").total, answer(quotes, "zebra").partial], [0, false]);
  assert.equal(answer(quotes, "").total, 69);
  assert.equal(answer(quotes, "the", { limit: 3, offset: 2 }).hits.length, 3);
  for (const odd of [`"`, "-", "part:", `-"`, "::", "part:part:", "\u0000", "🙂", "(", "a".repeat(5000), `source:"`, "\ud800"]) assert.ok(answer(quotes, odd).total >= 0, odd);
});
