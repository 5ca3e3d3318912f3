// The search box: what typing shows, counts, marks, filters, and what the reader is told.
// In: dist/ in a real browser. Out: the promises about search, results, chips and status.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FALLBACK, openStage } from "./browser.mjs";
import { countBy, entries } from "./document.mjs";
import { ask, comeNear, currentId, listen, openFilters, part, parts, readResults, readShown, told, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, ...options }, async (tab, ...more) => {
  await whenState(tab);
  await tell(tab, ...more);
}));
const widget = (attributes) => ({ body: `<epigraph-widget ${attributes}><blockquote>${FALLBACK}</blockquote></epigraph-widget>` });

story("each of the 69 is found first by typing its topic", {}, async (tab) => {
  const misplaced = [];
  for (const { topic, text } of entries) {
    await ask(tab, topic);
    const first = await parts(tab, "result").first().textContent();
    if (!first.includes(topic) || !first.includes(text.slice(0, 20))) misplaced.push([topic, first]);
  }
  assert.deepEqual(misplaced, []);
});

story("typing key by key ends at the same answer as the whole word at once", {}, async (tab) => {
  await part(tab, "input").pressSequentially("feedback loops");
  await until(tab, () => window.told.findLast((event) => event.name === "results")?.query === "feedback loops");
  assert.match((await readResults(tab))[0], /Feedback Loops/);
  assert.match((await readResults(tab))[0], /paraphrase/i);
});

story("a result is marked where it matched", {}, async (tab) => {
  await ask(tab, "technical liability");
  const marked = await parts(tab, "mark").allTextContents();
  assert.deepEqual(marked.map((word) => word.toLowerCase()).slice(0, 2), ["technical", "liability"]);
});

/** The chips that narrow what was found: those of the shown quote, which may be any, are left out. */
const filterChips = (tab) => part(tab, "filters").locator('[role=group]:not([aria-label="More from"]) [part~="chip"]');

/** Their words, the number in them, and whether they are on. */
const readChips = (tab) => filterChips(tab).evaluateAll((chips) => chips.map((chip) => {
  const words = chip.textContent.trim();
  return { words, count: Number(/\d+(?=\D*$)/.exec(words)?.[0]), on: chip.getAttribute("aria-pressed") === "true" };
}));

story("the part counts and the source counts on the chips each add up to the total", {}, async (tab) => {
  await ask(tab, "data");
  const { total } = (await told(tab, "results")).at(-1);
  await openFilters(tab);
  const chips = await readChips(tab);
  const sum = (names) => chips.filter(({ words }) => names.some((name) => words.includes(name))).reduce((all, { count }) => all + count, 0);
  assert.ok(total > 10);
  assert.equal(sum([...countBy(entries, (entry) => entry.part.title).keys()]), total, JSON.stringify(chips));
  assert.equal(sum([...countBy(entries, (entry) => entry.source).keys()]), total, JSON.stringify(chips));
  await until(tab, (element, count) => element.shadowRoot.querySelector('[part~="status"]').textContent.includes(String(count)), total);
});

story("a chip narrows the results, says so, and lets go again", {}, async (tab) => {
  await ask(tab, "data");
  const { total } = (await told(tab, "results")).at(-1);
  await openFilters(tab);
  const wanted = (await readChips(tab)).find(({ words }) => words.includes("Data Quality"));
  const chip = filterChips(tab).filter({ hasText: "Data Quality" });
  await chip.click();
  await until(tab, (_, count) => window.told.at(-1).total === count, wanted.count);
  assert.ok((await readChips(tab)).find(({ words }) => words.includes("Data Quality")).on);
  assert.ok(wanted.count < total);
  await chip.click();
  await until(tab, (_, count) => window.told.at(-1).total === count, total);
});

/** The group of lengths, and what its chips say. */
const lengths = (tab) => part(tab, "filters").getByRole("group", { name: "Length" });
const saidLengths = (tab) => lengths(tab).locator("[part~=chip]").allTextContents();

story("lengths are offered with what each would find, narrow, and let go again", {}, async (tab) => {
  await ask(tab, "model");
  const { total } = (await told(tab, "results")).at(-1);
  await openFilters(tab);
  const found = await tab.evaluate(() => document.querySelector("epigraph-widget").collection.search("model", { limit: 100 }).hits.map(({ quote }) => [...quote.text].length));
  const within = (least, most) => found.filter((length) => length >= least && length <= most).length;
  const [short, medium, long] = [within(0, 100), within(101, 200), within(201, Infinity)];
  assert.ok(short && medium && long && short + medium + long === total, JSON.stringify(found));
  const offered = [`Short ${short}`, `Medium ${medium}`, `Long ${long}`];
  assert.deepEqual(await saidLengths(tab), offered);
  const press = async (name, count) => {
    await lengths(tab).locator("[part~=chip]").filter({ hasText: name }).click();
    await until(tab, (_, expected) => window.told.findLast((event) => event.name === "results").total === expected, count);
  };
  const pressed = () => lengths(tab).locator('[aria-pressed="true"]').allTextContents();
  await press("Medium", medium);
  assert.deepEqual(await pressed(), [`Medium ${medium}`]);
  // Its own filter changes none of its counts, and two lengths are alternatives.
  assert.deepEqual(await saidLengths(tab), offered);
  await press("Long", medium + long);
  await press("Medium", long);
  await press("Long", total);
  assert.deepEqual(await pressed(), []);
  // Those of another field narrow them.
  await filterChips(tab).filter({ hasText: "Real-Time" }).click();
  await until(tab, (_, count) => window.told.findLast((event) => event.name === "results").total < count, total);
  const narrowed = (await told(tab, "results")).at(-1).total;
  assert.equal((await saidLengths(tab)).reduce((sum, said) => sum + Number(/\d+$/.exec(said)[0]), 0), narrowed);
});

story("a field that leaves nothing to choose is not offered, before a chip is pressed nor after", {}, async (tab) => {
  await ask(tab, "model");
  await openFilters(tab);
  const groups = () => part(tab, "filters").getByRole("group").evaluateAll((all) => all.map((group) => group.getAttribute("aria-label")).filter((name) => name !== "More from"));
  assert.deepEqual(await groups(), ["Part", "Source", "Length"], "all are by one author, in one language");
  const press = async (name) => {
    const before = (await told(tab, "results")).length;
    await filterChips(tab).filter({ hasText: name }).click();
    await until(tab, (_, count) => window.told.filter((event) => event.name === "results").length > count, before);
  };
  await press("Data Quality");
  assert.equal((await told(tab, "results")).at(-1).total, 3);
  assert.deepEqual(await groups(), ["Part", "Source"], "all three are of one length");
  await press("huyenchip.com");
  assert.deepEqual(await groups(), ["Part", "Source"]);
  await ask(tab, "xylophone zeppelin");
  assert.equal((await readChips(tab)).filter(({ on }) => on).length, 2, "what is pressed stays to be let go");
});

story("of lengths that answer only in part none is offered beside those that answer whole", {}, async (tab) => {
  await ask(tab, "interview latency");
  await openFilters(tab);
  assert.ok((await told(tab, "results")).at(-1).partial);
  assert.deepEqual(await saidLengths(tab), ["Short 3", "Medium 8", "Long 1"]);
  await ask(tab, "very hard");
  assert.deepEqual(await saidLengths(tab), ["Short 1", "Medium 1"]);
});

story("a length in the filter attribute narrows rotation and search, and is not offered again", widget('filter="length:..100"'), async (tab) => {
  const short = entries.filter(({ text }) => [...text].length <= 100);
  const seen = new Set();
  for (let turn = 0; turn < 2 * short.length; turn++) {
    seen.add(await tab.evaluate(() => document.querySelector("epigraph-widget").current.text));
    await tab.evaluate(() => document.querySelector("epigraph-widget").next());
  }
  assert.deepEqual([...seen].sort(), short.map(({ text }) => text).sort());
  await openFilters(tab);
  await until(tab, (_, count) => window.told.findLast((event) => event.name === "results")?.total === count, short.length);
  assert.equal(await part(tab, "filters").getByRole("group", { name: "Length" }).count(), 0);
  await ask(tab, "length:90..");
  await until(tab, (_, count) => window.told.findLast((event) => event.name === "results").total === count, short.filter(({ text }) => [...text].length >= 90).length);
});

story("a length with nothing after it yet asks for nothing", {}, async (tab) => {
  await part(tab, "input").pressSequentially("length:..");
  await until(tab, () => window.told.findLast((event) => event.name === "results")?.query === "length:..");
  assert.equal(await part(tab, "results").isVisible(), false);
  await part(tab, "input").pressSequentially("60");
  await until(tab, (_, count) => window.told.findLast((event) => event.name === "results").total === count, entries.filter(({ text }) => [...text].length <= 60).length);
  assert.equal(await part(tab, "results").isVisible(), true);
});

story("ten results are shown, more on demand, until all are", {}, async (tab) => {
  await ask(tab, "ml");
  const { total } = (await told(tab, "results")).at(-1);
  assert.ok(total > 20, `${total}`);
  assert.equal(await parts(tab, "result").count(), 10);
  for (let shown = 10; shown < total; shown = Math.min(shown + 10, total)) {
    assert.equal(await parts(tab, "result").count(), shown);
    await parts(tab, "more").click();
  }
  assert.equal(await parts(tab, "result").count(), total);
});

story("limit is the number of results shown", widget('limit="3" query="data"'), async (tab) => {
  await until(tab, (element) => element.shadowRoot.querySelectorAll('[part~="result"]').length === 3);
  assert.equal(await part(tab, "input").inputValue(), "data");
});

story("activating a result shows that quote in the banner and pauses", {}, async (tab) => {
  await ask(tab, "vibe checks");
  const result = parts(tab, "result").first();
  const control = result.locator("a, button").first();
  await (await control.count() ? control : result).click();
  await until(tab, (element) => element.current.id === "vibe-checks" && element.paused);
  assert.match((await readShown(tab)).said, /Vibing your way to production/);
});

story("with view=search a result opens in place", widget('view="search"'), async (tab) => {
  await ask(tab, "tooling evolution");
  const result = parts(tab, "result").first();
  const control = result.locator("a, button").first();
  await (await control.count() ? control : result).click();
  await until(tab, () => document.querySelector("epigraph-widget").shadowRoot.textContent.includes("data distributions constantly shift")
    || document.querySelector("epigraph-widget").innerText.includes("data distributions constantly shift"));
});

story("nothing found is said, and nothing is shown", {}, async (tab) => {
  await ask(tab, "xylophone zeppelin");
  assert.equal(await parts(tab, "result").count(), 0);
  await until(tab, (element) => /no |nothing/i.test(element.shadowRoot.querySelector('[part~="status"]').textContent));
});

story("a near miss is suggested, and the suggestion is searched when it is pressed", {}, async (tab) => {
  await ask(tab, "bselnes");
  const { total, suggestion } = (await told(tab, "results")).at(-1);
  assert.deepEqual([total, suggestion], [0, "baselines"]);
  await part(tab, "suggestion").click();
  await until(tab, () => window.told.findLast((event) => event.name === "results")?.query === "baselines");
  assert.equal(await part(tab, "input").inputValue(), "baselines");
  assert.ok((await told(tab, "results")).at(-1).total > 0);
});

story("search(text) and the query attribute fill the box", {}, async (tab) => {
  await tab.evaluate(() => document.querySelector("epigraph-widget").search("lambda baseline"));
  await until(tab, (element) => element.shadowRoot.querySelector('[part~="input"]').value === "lambda baseline");
  await tab.evaluate(() => document.querySelector("epigraph-widget").setAttribute("query", "monitoring"));
  await until(tab, () => window.told.findLast((event) => event.name === "results")?.query === "monitoring");
});

story("filter holds for the search too", widget('filter="part:5"'), async (tab) => {
  await ask(tab, "data");
  await ask(tab, "llm");
  const { total } = (await told(tab, "results")).at(-1);
  const topics = await readResults(tab);
  assert.ok(total > 0 && topics.length > 0);
  const inside = entries.filter((entry) => entry.part.number === 5);
  assert.ok(topics.every((words) => inside.some(({ topic }) => words.includes(topic))), topics.join("\n"));
});

story("Escape closes the results, then clears the box", {}, async (tab) => {
  const before = await currentId(tab);
  await ask(tab, "data");
  assert.ok(await part(tab, "results").isVisible());
  await tab.keyboard.press("Escape");
  await part(tab, "results").waitFor({ state: "hidden" });
  assert.equal(await part(tab, "input").inputValue(), "data");
  await tab.keyboard.press("Escape");
  await until(tab, (element) => element.shadowRoot.querySelector('[part~="input"]').value === "");
  assert.equal(await currentId(tab), before);
});

story("nothing is searched while an input method composes", {}, async (tab, context) => {
  const cdp = await context.newCDPSession(tab);
  await part(tab, "input").focus();
  const answers = (await told(tab, "results")).length;
  for (const text of ["d", "da", "dat"]) await cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  assert.equal(await part(tab, "input").inputValue(), "dat");
  assert.equal((await told(tab, "results")).length, answers);
  assert.equal(await parts(tab, "result").filter({ visible: true }).count(), 0);
  await cdp.send("Input.insertText", { text: "data" });
  await until(tab, () => window.told.findLast((event) => event.name === "results")?.query === "data");
  assert.equal((await told(tab, "results")).length, answers + 1);
});

story("what a reader types never becomes markup, and never throws", {}, async (tab) => {
  for (const query of ["<img src=x onerror=alert(1)>", "constructor", '"', "part:", "-", "\u202e", "\u200d", "*".repeat(5000), "<script>", "data\u0000"]) {
    await part(tab, "input").fill(query);
    await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
  }
  assert.equal(await tab.locator("epigraph-widget img, epigraph-widget script").count(), 0);
  await ask(tab, "baselines");
  assert.match((await readResults(tab))[0], /Baselines/);
});

story("a pressed chip stays to be let go, whatever is typed next", {}, async (tab) => {
  await ask(tab, "data");
  await openFilters(tab);
  await filterChips(tab).filter({ hasText: "Data Quality" }).click();
  await ask(tab, "baseline");
  assert.equal((await told(tab, "results")).at(-1).total, 0);
  const chip = filterChips(tab).filter({ hasText: "Data Quality" });
  assert.equal(await chip.getAttribute("aria-pressed"), "true");
  await chip.click();
  await until(tab, () => window.told.findLast((event) => event.name === "results").total === 1);
});

/** Thirty authors of two quotes each, and one more of whom one quote is like theirs: more than are counted by name. */
const CROWD = [...Array.from({ length: 60 }, (_, at) => ({ text: `Alpha ${at} says so.`, author: `Author ${10 + (at % 30)}` })), { text: "Alpha and zebra.", author: "Zed" }, { text: "Zebra again.", author: "Zed" }, { text: "Another zebra.", author: "Author 10" }];
story("of a pressed chip the count is left out where it is not known", { body: `<epigraph-widget order="sequence"><script type="application/json">${JSON.stringify(CROWD)}</script></epigraph-widget>` }, async (tab) => {
  const pressed = parts(tab, "chip").and(tab.locator("[aria-pressed=true]"));
  await ask(tab, "zebra");
  await openFilters(tab);
  await filterChips(tab).filter({ hasText: "Zed" }).click();
  assert.equal(await pressed.innerText(), "Zed 2");
  await ask(tab, "alpha");
  assert.equal((await told(tab, "results")).at(-1).total, 1);
  assert.equal(await pressed.innerText(), "Zed", "he is not among those that are named");
  await ask(tab, "another");
  assert.equal(await pressed.innerText(), "Zed 0", "all are named");
});

for (const [height, above] of [[460, true], [1000, false]]) {
  story(`in a window of ${height} pixels results open ${above ? "above" : "below"} the box`, {}, async (tab) => {
    await tab.setViewportSize({ width: 800, height });
    await comeNear(tab);
    await ask(tab, "data");
    const [panel, input] = await tab.evaluate(() => {
      const { shadowRoot } = document.querySelector("epigraph-widget");
      return [".panel", "input"].map((name) => shadowRoot.querySelector(name).getBoundingClientRect().toJSON());
    });
    assert.ok(above ? panel.bottom <= input.top && panel.top >= 0 : panel.top >= input.bottom, JSON.stringify([panel, input]));
  });
}

story("two words of three are shown as a match in part", {}, async (tab) => {
  await ask(tab, "data zebra model");
  const { total, partial } = (await told(tab, "results")).at(-1);
  assert.ok(partial && total > 0);
});

const panelShown = (tab) => part(tab, "results").evaluate((list) => list.checkVisibility());

story("the query attribute fills the box; the results open when the reader goes into it", widget('query="data"'), async (tab) => {
  await until(tab, () => window.told.some(({ name, query }) => name === "results" && query === "data"));
  assert.equal(await part(tab, "input").inputValue(), "data");
  assert.equal(await panelShown(tab), false, "on load");
  await tab.evaluate(() => document.querySelector("epigraph-widget").setAttribute("query", "monitoring"));
  await until(tab, () => window.told.findLast((event) => event.name === "results")?.query === "monitoring");
  assert.equal(await panelShown(tab), false, "changed");
  await part(tab, "input").focus();
  assert.equal(await panelShown(tab), true, "in the box");
});

for (const [name, leave] of Object.entries({
  "focuses": (tab) => tab.locator("#elsewhere").focus(),
  "clicks": (tab) => tab.locator("#sentinel").click(),
  "goes on to another button of the widget": (tab) => tab.evaluate(() => document.querySelector("epigraph-widget").shadowRoot.querySelector('[part~="next"]').focus()),
})) {
  story(`results that a script opened close when the reader ${name} elsewhere`, { body: `<button id="elsewhere">Elsewhere</button><epigraph-widget></epigraph-widget><div class="tall"></div>` }, async (tab) => {
    await tab.evaluate(() => document.querySelector("epigraph-widget").search("data"));
    assert.equal(await panelShown(tab), true);
    await leave(tab);
    assert.equal(await panelShown(tab), false);
  });
}

story("the count is seen at once with the results", {}, async (tab) => {
  const seen = (query) => tab.evaluate((asked) => {
    const element = document.querySelector("epigraph-widget");
    const { total } = element.search(asked);
    const lines = [...element.shadowRoot.querySelectorAll('[part~="status"]')].filter((line) => !line.matches('[role="status"]'));
    return [total, ...lines.filter((line) => line.checkVisibility()).map(({ textContent }) => textContent)];
  }, query);
  const [total, count] = await seen("data");
  assert.equal(count, `${total} quotes`);
  assert.deepEqual(await seen("xylophone zeppelin"), [0, "No quote matches"]);
});

for (const query of ['"', "-", "“", "part:", "PART: ", 'source:"']) {
  story(`what asks for nothing opens nothing: ${query}`, {}, async (tab) => {
    await ask(tab, "data");
    await part(tab, "input").fill(query);
    await until(tab, () => window.told.findLast((event) => event.name === "results")?.query !== "data");
    assert.equal(await panelShown(tab), false);
    await ask(tab, `${query.trim()}5`);
    assert.equal(await panelShown(tab), true);
  });
}

for (const [overflow, space, above] of [["auto", "24rem", false], ["hidden", "4rem", true], ["scroll", "4rem", true]]) {
  story(`inside a box with overflow ${overflow} the results keep within it, ${above ? "above" : "below"}`, {
    prepare: async (tab) => {
      await listen(tab);
      await tab.route("**/box.css", (route) => route.fulfill({ contentType: "text/css", body: `.box { overflow: ${overflow}; padding-block-end: ${space} }` }));
    },
    head: '<link rel="stylesheet" href="/box.css">',
    body: '<div class="box"><epigraph-widget></epigraph-widget></div><div class="tall"></div>',
    context: { viewport: { width: 800, height: 1200 } },
  }, async (tab) => {
    await comeNear(tab);
    await ask(tab, "ml");
    const [panel, input, box] = await tab.evaluate(() => {
      const { shadowRoot } = document.querySelector("epigraph-widget");
      return [shadowRoot.querySelector(".panel"), shadowRoot.querySelector("input"), document.querySelector(".box")]
        .map((element) => element.getBoundingClientRect().toJSON());
    });
    assert.ok(above ? panel.bottom <= input.top : panel.top >= input.bottom, JSON.stringify([panel, input]));
    assert.ok(panel.top >= box.top && panel.bottom <= box.bottom && panel.height > 100, JSON.stringify([panel, box]));
  });
}

story("filters that Escape has closed do not come back with the next word", {}, async (tab) => {
  await ask(tab, "data");
  await openFilters(tab);
  await part(tab, "input").focus();
  await tab.keyboard.press("Escape");
  await ask(tab, "model");
  assert.equal(await parts(tab, "chip").filter({ visible: true }).count(), 0);
});
