// The order of the results: which are offered, what each does, that it holds until the reader goes back, and how far it goes.
// In: dist/ in a real browser. Out: the promises about sorting.
import assert from "node:assert/strict";
import { openStage } from "./browser.mjs";
import { ask, button, focused, holding, openFilters, part, parts, tellingOn, told, until } from "./widget.mjs";

const stage = openStage();
const story = tellingOn(stage);

const list = (tab) => tab.locator("epigraph-widget select");
/** What can be chosen, as it is read. */
const offered = (tab) => list(tab).locator("option").allTextContents();
/** The option that is shown. */
const shown = (tab) => list(tab).evaluate((select) => select.selectedOptions[0].text);
const choose = (tab, label) => list(tab).selectOption({ label });

/** All texts that are found, in the engine's own order. */
const found = (tab, query, filter = "") => tab.evaluate(([asked, filter]) => document.querySelector("epigraph-widget").collection.search(asked, { filter, limit: 2000 }).hits.map(({ quote }) => quote), [query, filter]);
const byLength = (quotes) => quotes.toSorted((a, b) => a.text.length - b.text.length);
/** The texts of the results that are shown. */
const texts = (tab) => tab.evaluate(() => [...document.querySelector("epigraph-widget").shadowRoot.querySelectorAll(".panel>[part=results] [part=result]>span")].map((text) => text.textContent.replace(/^“|”$/g, "")));
const startsAs = async (tab, quotes) => assert.deepEqual(await texts(tab), quotes.map(({ text }) => text).slice(0, (await texts(tab)).length));

story("an order is chosen by keyboard, and holds for more results, another query and a filter, until it is let go", {}, async (tab) => {
  await ask(tab, "model");
  await openFilters(tab);
  await part(tab, "input").focus();
  await tab.keyboard.press("Tab");
  assert.match(await focused(tab), /filter/);
  await tab.keyboard.press("Tab");
  assert.ok(await list(tab).evaluate((select) => select.matches(":focus-visible")), "the next stop after Filter");
  assert.equal(await shown(tab), "Best match");
  await startsAs(tab, await found(tab, "model"));
  // The first letter of its name chooses it.
  await tab.keyboard.press("s");
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter (1)");
  assert.equal(await shown(tab), "Shortest first");
  assert.ok(await list(tab).evaluate((select) => select.matches(":focus")), "the reader stays on it");
  const all = byLength(await found(tab, "model"));
  await startsAs(tab, all);
  assert.deepEqual((await tab.evaluate(() => window.told.at(-1).hits.map(({ quote }) => quote.text))), all.slice(0, 10).map(({ text }) => text), "the event tells them so");
  assert.ok(all.length > 10, `${all.length}`);
  while (await parts(tab, "more").isVisible()) await parts(tab, "more").click();
  assert.equal((await texts(tab)).length, all.length);
  await startsAs(tab, all);

  await ask(tab, "data");
  await startsAs(tab, byLength(await found(tab, "data")));
  await parts(tab, "chip").filter({ hasText: "Data Quality" }).last().click();
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter (2)");
  await startsAs(tab, byLength(await found(tab, "data", 'part:"Data Quality Over Algorithms"')));
  // With the filters closed too.
  await button(tab, "filter").click();
  await ask(tab, "data science");
  await startsAs(tab, byLength(await found(tab, "data science", 'part:"Data Quality Over Algorithms"')));

  await ask(tab, "data");
  await openFilters(tab);
  await choose(tab, "Best match");
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter (1)");
  await startsAs(tab, await found(tab, "data", 'part:"Data Quality Over Algorithms"'));
});

story("the orders: as matched, as listed, by length, and by what differs", {}, async (tab) => {
  await ask(tab, "data");
  await openFilters(tab);
  assert.deepEqual(await offered(tab), ["Best match", "Collection order", "Shortest first", "Longest first", "Source", "Topic"], "all are by one author");
  const matched = await found(tab, "data");
  const every = (await found(tab, "")).map(({ id }) => id);
  const by = (name) => matched.toSorted((a, b) => new Intl.Collator("en", { numeric: true }).compare(a[name], b[name]));
  for (const [label, expected] of Object.entries({
    "Collection order": matched.toSorted((a, b) => every.indexOf(a.id) - every.indexOf(b.id)),
    "Longest first": matched.toSorted((a, b) => b.text.length - a.text.length),
    Source: by("source"),
    Topic: by("topic"),
    "Best match": matched,
  })) {
    await choose(tab, label);
    await until(tab, (_, id) => window.told.findLast(({ name }) => name === "results").hits[0].quote.id === id, expected[0].id);
    await startsAs(tab, expected);
  }
});

story("without a query they come as they are listed, and any order can be asked for", {}, async (tab) => {
  await button(tab, "filter").click();
  await list(tab).waitFor();
  assert.deepEqual(await offered(tab), ["Collection order", "Shortest first", "Longest first", "Source", "Topic"]);
  const all = await found(tab, "");
  await startsAs(tab, all);
  await choose(tab, "Topic");
  const sorted = all.toSorted((a, b) => new Intl.Collator("en", { numeric: true }).compare(a.topic, b.topic));
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter (1)");
  await startsAs(tab, sorted);
  // They stay to be read when the filters close.
  await button(tab, "filter").click();
  await startsAs(tab, sorted);
  assert.ok(await part(tab, "results").isVisible());
  // What was chosen for words means the same without.
  await ask(tab, "data");
  await openFilters(tab);
  await choose(tab, "Collection order");
  await part(tab, "input").fill("");
  await until(tab, (_, text) => window.told.findLast(({ name }) => name === "results").hits[0].quote.text === text, all[0].text);
  assert.equal(await shown(tab), "Collection order");
});

story("Escape, pressed twice, lets go of the order too", {}, async (tab) => {
  await ask(tab, "model");
  await openFilters(tab);
  await choose(tab, "Longest first");
  await part(tab, "input").focus();
  await tab.keyboard.press("Escape");
  await ask(tab, "model");
  await startsAs(tab, (await found(tab, "model")).toSorted((a, b) => b.text.length - a.text.length));
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("Escape");
  await ask(tab, "model");
  await startsAs(tab, await found(tab, "model"));
  await openFilters(tab);
  assert.equal(await shown(tab), "Best match");
});

story("one result, or none, is not sorted; a list that is in use stays", {}, async (tab) => {
  await ask(tab, "vibe checks");
  await button(tab, "filter").click();
  await list(tab).waitFor({ state: "attached" });
  assert.equal((await told(tab, "results")).at(-1).total, 1);
  assert.equal(await list(tab).isVisible(), false);
  await ask(tab, "model");
  await until(tab, (element) => element.shadowRoot.querySelector("select").checkVisibility());
  await choose(tab, "Shortest first");
  await ask(tab, "vibe checks");
  await list(tab).focus();
  await choose(tab, "Best match");
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter");
  assert.ok(await list(tab).evaluate((select) => select.matches(":focus")), "the reader stays on it");
  assert.equal(await list(tab).isVisible(), true);
});

const NAMED = [["Zorn", "Book 10"], ["Östen", "Book 2"], [undefined, undefined], ["Åsa", "Book 1"], ["Ängel", undefined]]
  .map(([author, source], at) => ({ text: `Quote ${at}.`, author, source }));
for (const [lang, label, expected] of [["sv", "Författare", [0, 3, 4, 1, 2]], ["de-AT", "Autor", [4, 3, 1, 0, 2]], ["de_AT", "Author", [4, 3, 1, 0, 2]]]) {
  story(`names come as lang=${lang} sorts them, and what has none last`, { body: holding(NAMED), lang }, async (tab) => {
    await button(tab, "filter").click();
    await list(tab).waitFor();
    await choose(tab, label);
    await until(tab, (_, text) => window.told.findLast(({ name }) => name === "results").hits[0].quote.text === text, NAMED[expected[0]].text);
    assert.deepEqual((await told(tab, "results")).at(-1).total, 5);
    assert.deepEqual(await tab.evaluate(() => window.told.findLast(({ name }) => name === "results").hits.map(({ quote }) => quote.text)), expected.map((at) => `Quote ${at}.`));
  });
}

story("beside listed favourites the reader stays on the list", {}, async (tab) => {
  // One after the other: the star shows what is kept once it is.
  const star = (pressed) => until(tab, (element, value) => element.shadowRoot.querySelector("[part~=favourite]").ariaPressed === value, String(pressed));
  for (let times = 0; times < 2; times++) {
    await button(tab, "favourite").click();
    await star(true);
    await button(tab, "next").click();
    await star(false);
  }
  await ask(tab, "model");
  await openFilters(tab);
  await parts(tab, "show").click();
  await list(tab).focus();
  for (const label of ["Shortest first", "Best match"]) {
    await choose(tab, label);
    await until(tab, (element, count) => element.shadowRoot.querySelector("[part~=filter]").textContent === count, label === "Best match" ? "Filter" : "Filter (1)");
    assert.ok(await list(tab).evaluate((select) => select.matches(":focus")), label);
  }
});

story("the order of a small collection is none of a long one that takes its place", { csp: "" }, async (tab) => {
  await ask(tab, "model");
  await openFilters(tab);
  await choose(tab, "Collection order");
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter (1)");
  const many = Array.from({ length: 1001 }, (_, at) => ({ text: `Quote ${at}${" quote".repeat(at % 7)}.` }));
  await tab.evaluate((quotes) => new Promise((ready) => {
    const widget = document.querySelector("epigraph-widget");
    widget.addEventListener("epigraph-ready", ready, { once: true });
    widget.src = URL.createObjectURL(new Blob([JSON.stringify(quotes)], { type: "application/json" }));
  }), many);
  await ask(tab, "quote 1");
  await startsAs(tab, await found(tab, "quote 1"));
});

story("an order that another collection does not have is let go of", { body: holding(NAMED), csp: "" }, async (tab) => {
  await button(tab, "filter").click();
  await list(tab).waitFor();
  await choose(tab, "Author");
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter (1)");
  const take = (quotes) => tab.evaluate((quotes) => new Promise((ready) => {
    const widget = document.querySelector("epigraph-widget");
    widget.addEventListener("epigraph-ready", ready, { once: true });
    widget.src = URL.createObjectURL(new Blob([JSON.stringify(quotes)], { type: "application/json" }));
  }), quotes);
  // One that has it keeps it.
  await tab.locator("epigraph-widget>script").evaluate((script) => script.remove());
  await take([{ text: "One by B.", author: "B" }, { text: "One by A.", author: "A" }]);
  await ask(tab, "one");
  assert.deepEqual(await texts(tab), ["One by A.", "One by B."]);
  assert.equal(await part(tab, "filter").innerText(), "Filter (1)");
  // Another lets go of it at once, with its results closed too.
  await tab.keyboard.press("Escape");
  await take([{ text: "One of nobody." }, { text: "Another one." }]);
  assert.equal(await part(tab, "results").isVisible(), false);
  assert.equal(await part(tab, "filter").innerText(), "Filter");
  await button(tab, "filter").click();
  await ask(tab, "one");
  await until(tab, (element) => ![...element.shadowRoot.querySelectorAll("option")].some(({ value }) => value === "author"));
  assert.equal(await shown(tab), "Best match");
});

story("the list stands above what it sorts, and not above the favourites", {}, async (tab) => {
  await button(tab, "favourite").click();
  await ask(tab, "model");
  await openFilters(tab);
  await parts(tab, "show").click();
  const [kept, select, chip, result] = await tab.evaluate(() => {
    const { shadowRoot } = document.querySelector("epigraph-widget");
    return ["[part=filters] [part=results]", "select", "[part=chip]", ".panel>[part=results]"].map((name) => shadowRoot.querySelector(name).getBoundingClientRect().toJSON());
  });
  assert.ok(kept.bottom <= select.top && select.bottom <= chip.top && chip.bottom <= result.top, JSON.stringify([kept, select, chip, result]));
});

const TONGUES = [["en", "A"], ["en", "B"], ["de", "B"]].map(([lang, author], at) => ({ text: `Quote ${at}.`, lang, author }));
story("beside pressed chips as well: one result is not sorted, and not by what is chosen", { body: holding(TONGUES) }, async (tab) => {
  await openFilters(tab);
  const press = async (name, found) => {
    await parts(tab, "chip").filter({ hasText: name }).last().click();
    await until(tab, (_, count) => window.told.findLast(({ name }) => name === "results").total === count, found);
  };
  assert.ok((await offered(tab)).includes("Author"));
  await press("B", 2);
  assert.deepEqual(await offered(tab), ["Collection order", "Shortest first", "Longest first"], "all are by one author");
  await press("A", 3);
  assert.ok((await offered(tab)).includes("Author"));
  await press("A", 2);
  await press("B", 3);
  await press("de", 1);
  assert.equal(await list(tab).isVisible(), false);
  await press("en", 3);
  assert.equal(await list(tab).isVisible(), true);
});

story("numbers in a source count as numbers", { body: holding(NAMED) }, async (tab) => {
  await button(tab, "filter").click();
  await list(tab).waitFor();
  await choose(tab, "Source");
  await until(tab, () => window.told.findLast(({ name }) => name === "results").hits[0].quote.source === "Book 1");
  assert.deepEqual(await tab.evaluate(() => window.told.findLast(({ name }) => name === "results").hits.map(({ quote }) => quote.source)), ["Book 1", "Book 2", "Book 10", null, null]);
});

story("what the page's own filter narrows is no order", { body: holding([...NAMED, { text: "Quote 5.", author: "Zorn" }], `filter='author:"Zorn"'`) }, async (tab) => {
  await button(tab, "filter").click();
  await list(tab).waitFor();
  assert.deepEqual(await offered(tab), ["Collection order", "Shortest first", "Longest first"]);
});

/** More than are sorted, each shorter than the one before. */
const MANY = Array.from({ length: 1250 }, (_, at) => ({ text: `Alpha ${"x".repeat(1250 - at)}`, author: at % 2 ? "B" : "A" }));
story("of more than a thousand the first thousand are sorted, and it is said", { body: holding(MANY, 'limit="100" order="sequence"'), csp: "" }, async (tab) => {
  await button(tab, "filter").click();
  await list(tab).waitFor();
  await choose(tab, "Shortest first");
  await until(tab, (element) => element.shadowRoot.querySelector('[role="status"]').textContent === "1,250 quotes · Only the first 1,000 are sorted");
  while (await parts(tab, "more").isVisible()) await parts(tab, "more").click();
  const lengths = (await texts(tab)).map((text) => text.length - 6);
  assert.deepEqual(lengths, [...Array.from({ length: 1000 }, (_, at) => 251 + at), ...Array.from({ length: 250 }, (_, at) => 250 - at)]);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").shadowRoot.querySelector(".panel>[aria-hidden]").textContent), "1,250 quotes · Only the first 1,000 are sorted");
  // Of a longer collection the places are not known.
  await ask(tab, "alpha");
  assert.deepEqual(await offered(tab), ["Best match", "Shortest first", "Longest first", "Author"]);
  await choose(tab, "Best match");
  await until(tab, (element) => element.shadowRoot.querySelector(".panel>[aria-hidden]").textContent === "1,250 quotes");
});

story("without WebAssembly they are sorted too", { prepare: (tab) => tab.addInitScript(() => { delete window.WebAssembly; }) }, async (tab) => {
  await ask(tab, "data");
  await openFilters(tab);
  await choose(tab, "Shortest first");
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter (1)");
  await startsAs(tab, byLength(await found(tab, "data")));
});

story("in a narrow column the list keeps within it, and gives way to no chip", { context: { viewport: { width: 320, height: 700 } } }, async (tab) => {
  await ask(tab, "data");
  await openFilters(tab);
  const [select, panel, next] = await tab.evaluate(() => {
    const { shadowRoot } = document.querySelector("epigraph-widget");
    return ["select", ".panel", ".fields"].map((name) => shadowRoot.querySelector(name).getBoundingClientRect().toJSON());
  });
  assert.ok(select.left >= panel.left && select.right <= panel.right && select.height >= 24 && select.bottom <= next.top, JSON.stringify([select, panel, next]));
});

story("a site says it its own way", {
  body: `${holding(NAMED)}<script>document.querySelector("epigraph-widget").words = { parts: { sort: "Line up", orders: { shortest: "Briefest" } } }</script>`,
  csp: "",
}, async (tab) => {
  await button(tab, "filter").click();
  await tab.getByLabel("Line up").waitFor();
  assert.deepEqual(await offered(tab), ["Collection order", "Briefest", "Longest first", "Author", "Source"]);
});
