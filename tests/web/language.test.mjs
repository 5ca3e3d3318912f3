// A page in another language: the widget's own words, where they stand and which way they run.
// In: dist/ in a real browser, on pages in several languages. Out: the promises about `lang`, `dir` and `words`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { ask, button, calm, listen, openFilters, part, parts, readShown, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, ...options }, tell));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const placeholder = (tab) => part(tab, "input").getAttribute("placeholder");
const fetched = (tab) => tab.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1)).filter((name) => name.startsWith("words-")));

story("a German page: its words, and only its words are fetched", { lang: "de-AT" }, async (tab) => {
  await whenState(tab);
  assert.equal(await placeholder(tab), "69 Zitate durchsuchen");
  assert.equal(await button(tab, "next").getAttribute("aria-label"), "Nächstes Zitat");
  assert.equal(await part(tab, "banner").evaluate((banner) => banner.closest("[lang]").lang), "de");
  const names = new Set(await fetched(tab));
  assert.deepEqual([...names].map((name) => name.slice(0, 9)), ["words-de-"]);
  await ask(tab, "data");
  await openFilters(tab);
  assert.match(await part(tab, "filters").innerText(), /Teil[\s\S]*Quelle/);
  assert.match(await parts(tab, "status").filter({ visible: true }).first().innerText(), /^\d+ Zitate$/);
});

story("Brazil and Portugal each have their own", { lang: "pt-br", body: '<epigraph-widget></epigraph-widget><epigraph-widget lang="pt-PT"></epigraph-widget>' }, async (tab) => {
  await whenState(tab);
  const said = await parts(tab, "share").evaluateAll((buttons) => buttons.map(({ ariaLabel }) => ariaLabel));
  assert.deepEqual(said, ["Compartilhar", "Partilhar"]);
});

story("two widgets in two languages on one page", { body: '<div lang="fr"><epigraph-widget></epigraph-widget></div><epigraph-widget></epigraph-widget><epigraph-widget lang="ja"></epigraph-widget>' }, async (tab) => {
  await whenState(tab);
  const boxes = await parts(tab, "input").evaluateAll((inputs) => inputs.map((input) => input.placeholder));
  assert.deepEqual(boxes, ["Rechercher dans 69 citations", "Search 69 quotes", "69件の名言から検索"]);
});

for (const lang of ["eo", "x-klingon", "not a tag", ""]) {
  story(`a page in “${lang}”: English, and nothing fails`, { lang }, async (tab) => {
    await whenState(tab);
    assert.equal(await placeholder(tab), "Search 69 quotes");
    assert.deepEqual(await fetched(tab), []);
  });
}

story("a page that names no language: English, and nothing is fetched for it", { prepare: async (tab) => {
  await listen(tab);
  await tab.route("**/page-*", async (route) => {
    const answer = await route.fetch();
    route.fulfill({ response: answer, body: (await answer.text()).replace(' lang="en"', "") });
  });
} }, async (tab) => {
  await whenState(tab);
  assert.equal(await placeholder(tab), "Search 69 quotes");
  assert.ok(!(await tab.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/parts/")))));
});

story("a lang that changes is followed, and the quote and what is searched stay", {}, async (tab) => {
  await whenState(tab);
  await ask(tab, "data");
  const speak = (lang, box) => tab.evaluate((tag) => { document.querySelector("epigraph-widget").lang = tag; }, lang)
    .then(() => until(tab, (element, value) => element.shadowRoot.querySelector("input").placeholder === value, box));
  const seen = () => tab.evaluate(() => document.querySelector("epigraph-widget").current.id);
  const before = await seen();
  await speak("de", "69 Zitate durchsuchen");
  assert.equal(await button(tab, "next").getAttribute("aria-label"), "Nächstes Zitat");
  assert.match(await parts(tab, "status").filter({ visible: true }).first().innerText(), /^\d+ Zitate$/);
  await speak("ja", "69件の名言から検索");
  await speak("", "Search 69 quotes");
  assert.equal(await seen(), before);
  // The last of several counts, whichever comes first.
  let late;
  const held = new Promise((done) => { late = done; });
  await tab.route("**/parts/words-fr*", async (route) => {
    await held;
    await route.continue();
  });
  await tab.evaluate(() => { document.querySelector("epigraph-widget").lang = "fr"; });
  await speak("de", "69 Zitate durchsuchen");
  const came = tab.waitForResponse("**/parts/words-fr*");
  late();
  await tab.evaluate((address) => import(address).then(() => {}), (await came).url());
  await calm(tab);
  assert.equal(await placeholder(tab), "69 Zitate durchsuchen");
});

for (const [what, pattern, copy] of [["the language", "**/parts/words-*", "Mitnehmen"], ["the whole part", "**/parts/*", "Copy"]]) {
  story(`where ${what} cannot be had, the widget speaks English`, {
    lang: "de",
    csp: "",
    body: '<epigraph-widget></epigraph-widget><script>document.querySelector("epigraph-widget").words = { copy: "Mitnehmen" }</script>',
    allow: [/404|Failed to load/],
    prepare: async (tab) => {
      await listen(tab);
      await tab.route(pattern, (route) => route.fulfill({ status: 404, body: "" }));
    },
  }, async (tab) => {
    await whenState(tab);
    assert.equal(await placeholder(tab), "Search 69 quotes");
    assert.equal(await button(tab, "copy").getAttribute("aria-label"), copy, "the page's own words need no language");
    await turn(tab);
    assert.deepEqual(await tab.evaluate(() => window.told.filter(({ name }) => name === "error")), []);
  });
}

const OWN = `{ next: "Weiter", found: { one: "{n} Spruch", other: "{n} Sprüche" } }`;
for (const [lang, box] of [["de", "69 Sprüche durchsuchen"], ["en", "Search 69 Sprüche"]]) {
  story(`words of the page's own, on a page in ${lang}`, {
    lang,
    csp: "",
    body: `<epigraph-widget></epigraph-widget><script>document.querySelector("epigraph-widget").words = ${OWN}</script>`,
  }, async (tab) => {
    await whenState(tab);
    assert.equal(await button(tab, "next").getAttribute("aria-label"), "Weiter");
    assert.equal(await button(tab, "previous").getAttribute("aria-label"), lang === "de" ? "Vorheriges Zitat" : "Previous quote");
    assert.equal(await placeholder(tab), box);
    await ask(tab, "data");
    assert.match(await parts(tab, "status").filter({ visible: true }).first().innerText(), /^\d+ Sprüche$/);
  });
}

story("each quote wears the marks of its own language, in the banner and among the results", {
  body: '<epigraph-widget order="sequence"><script type="application/json">[{"text": "Wer wagt, gewinnt.", "lang": "de", "kind": "quotation"}, {"text": "Qui ose gagne.", "lang": "fr", "kind": "quotation"}]</script></epigraph-widget>',
}, async (tab) => {
  await whenState(tab);
  assert.equal((await readShown(tab)).said, "„Wer wagt, gewinnt.“");
  await turn(tab);
  assert.equal((await readShown(tab)).said, "«\u00a0Qui ose gagne.\u00a0»");
  await ask(tab, "gewinnt");
  assert.match(await parts(tab, "result").first().innerText(), /^„Wer wagt, gewinnt.“/);
});

for (const width of [320, 1280]) {
  story(`an Arabic page, ${width} px: its words, its direction, English quotes as English, and no violation`, {
    lang: "ar", dir: "rtl", context: { viewport: { width, height: 900 } },
  }, async (tab) => {
    await whenState(tab);
    await tab.evaluate(`${axe};0`);
    assert.equal(await placeholder(tab), "البحث في 69 اقتباسًا");
    const inspect = async () => {
      await calm(tab);
      return tab.evaluate(async () => (await window.axe.run(document)).violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)));
    };
    assert.deepEqual(await inspect(), []);
    await ask(tab, "data");
    await openFilters(tab);
    await until(tab, (element) => element.shadowRoot.querySelector('[role="status"]').textContent !== "");
    assert.deepEqual(await inspect(), []);
    const directions = await tab.evaluate(() => {
      const root = document.querySelector("epigraph-widget").shadowRoot;
      const of = (selector, under = root) => getComputedStyle(under.querySelector(selector)).direction;
      return { panel: of("[part=search]"), chip: of("[part=chip] bdi"), quote: of("[part=result]>span"), about: of("[part=result]>small"), figure: of("epigraph-widget>figure", document) };
    });
    assert.deepEqual(directions, { panel: "rtl", chip: "ltr", quote: "ltr", about: "ltr", figure: "ltr" });
    // The filter stands at the end of the box, which is its left.
    const [box, filter] = [await part(tab, "input").boundingBox(), await button(tab, "filter").boundingBox()];
    assert.ok(filter.x < box.x, "the search runs from right to left");
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
  });
}
