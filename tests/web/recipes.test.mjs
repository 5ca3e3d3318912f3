// What the README gives to copy, to the letter: the widget fetched late, and the quote in the page's own markup.
// In: the blocks of code of README.md, put on pages with dist/ in a real browser, under the strictest policy. Out: that they
// do what is said beside them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { entries } from "./document.mjs";
import { recipe, reserveRule } from "./files.mjs";
import { ask, button, calm, comeNear, listen, readResults, told, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const FALLBACK = "Shown until the widget is ready.";
const WIDGET = `<epigraph-widget><blockquote>${FALLBACK}</blockquote></epigraph-widget>`;
const asked = (server, path) => server.requests.filter((one) => one === path).length;

/** Puts files of the story's own beside epigraph.js. */
const beside = (files) => async (tab) => {
  await listen(tab);
  for (const [path, text] of Object.entries(files)) stage.server.put(text, { path });
};

const LATE = recipe("js", "IntersectionObserver");
const story = (name, body, tell) => test(name, () => stage.visit({
  body, script: "/late.js", head: '<link rel="stylesheet" href="/reserve.css">', context: { viewport: { width: 800, height: 600 } },
  prepare: async (tab) => {
    await beside({ "/late.js": LATE, "/reserve.css": reserveRule() })(tab);
    await tab.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push([entry.value, ...entry.sources.map(({ node }) => node?.nodeName)]))).observe({ type: "layout-shift", buffered: true });
    });
    stage.server.requests.length = 0;
  },
}, tell));

story("fetched late: nothing is asked for before a reader comes near, then it works, and nothing moves", `<p class="tall">Above.</p>${WIDGET}`, async (tab, _, server) => {
  const below = () => tab.evaluate(() => document.querySelector("#sentinel").getBoundingClientRect().top + scrollY);
  for (const top of [0, 1500]) {
    await tab.evaluate((y) => scrollTo(0, y), top);
    await calm(tab);
    assert.equal(await tab.evaluate(() => customElements.get("epigraph-widget")), undefined, `${top} px down`);
    assert.deepEqual(server.requests.filter((path) => /epigraph|parts/.test(path)), [], `${top} px down`);
  }
  assert.equal(await tab.getByText(FALLBACK).count(), 1);
  const before = await below();
  // Not in sight yet: 500 pixels are left.
  await tab.evaluate(() => scrollBy(0, document.querySelector("epigraph-widget").getBoundingClientRect().top - innerHeight - 500));
  await whenState(tab);
  assert.equal(asked(server, "/epigraph.js"), 1);
  await calm(tab);
  assert.equal(await below(), before, "when it is ready");
  await tab.locator("epigraph-widget").scrollIntoViewIfNeeded();
  await calm(tab);
  await turn(tab);
  await comeNear(tab);
  await ask(tab, "baselines");
  assert.match((await readResults(tab))[0], /Baselines/);
  assert.equal(await below(), before);
  assert.deepEqual(await tab.evaluate(() => window.shifts), []);
});

story("fetched late: what is in sight from the beginning starts at once", `${WIDGET}<p class="tall">Below.</p>`, async (tab, _, server) => {
  await whenState(tab);
  assert.equal(asked(server, "/epigraph.js"), 1);
});

const MARKUP = recipe("html", 'class="mine"');
const OWN = recipe("js", "epigraph-quote");
const HIDDEN = recipe("css", "::part(quote)");
const mine = (tab) => tab.evaluate(() => {
  const place = document.querySelector(".mine");
  const { current } = document.querySelector("epigraph-widget") ?? {};
  return { said: place.querySelector("p").textContent, by: place.querySelector("footer").textContent, live: place.getAttribute("aria-live"), lang: place.lang, text: current?.text, kind: current?.kind };
});

test("your own markup: every quote comes to stand in it, the widget's own is hidden, its controls are not", () => stage.visit({
  body: MARKUP, head: '<link rel="stylesheet" href="/own.css"><script type="module" src="/own.js"></script>', prepare: beside({ "/own.js": OWN, "/own.css": HIDDEN }),
}, async (tab) => {
  await whenState(tab);
  const first = await mine(tab);
  assert.deepEqual([first.said.replace(/^“|”$/g, ""), first.live, first.lang], [first.text, "off", "en"]);
  await button(tab, "next").focus();
  await tab.keyboard.press("Enter");
  await until(tab, (element, text) => element.current.text !== text, first.text);
  const second = await mine(tab);
  assert.deepEqual([second.said.replace(/^“|”$/g, ""), second.live], [second.text, "polite"], "asked for at the keyboard");
  for (let step = 0; step < 69; step++) {
    await turn(tab);
    const { said, text, by, kind } = await mine(tab);
    assert.equal(said, kind === "paraphrase" ? text : `“${text}”`);
    assert.match(by, kind === "paraphrase" ? /^Chip Huyen, .+, paraphrase$/ : /^Chip Huyen, .+/);
  }
  assert.equal(await tab.locator("epigraph-widget figure").isVisible(), false);
  await ask(tab, "baselines");
  assert.match((await readResults(tab))[0], /Baselines/);
  assert.deepEqual(await told(tab, "error"), []);
}));

test("your own markup: where the widget cannot come, what you wrote stands", () => stage.visit({
  body: MARKUP, script: "/missing.js", head: '<link rel="stylesheet" href="/own.css"><script type="module" src="/own.js"></script>', prepare: beside({ "/own.js": OWN, "/own.css": HIDDEN }), allow: [/Failed to load resource|MIME type/],
}, async (tab) => assert.equal((await mine(tab)).said, "“Begin, be bold, and venture to be wise.”")));

// One file: the function of the one, the lines of the other.
const ENGINE = recipe("js", "rotation();\nshow(");
test("your own markup: the engine alone fills it", () => stage.visit({
  body: `${MARKUP.replace(/<epigraph.*/s, "")}<button>Next</button>`, script: "/engine.js",
  prepare: beside({ "/engine.js": ENGINE.replace("\n\n", `\n\n${OWN.replace(/document\.querySelector\("epigraph[\s\S]*/, "")}`) }),
}, async (tab) => {
  const seen = new Set();
  await tab.waitForFunction(() => !document.querySelector(".mine p").textContent.startsWith("“Begin, be bold"));
  for (let step = 0; step < 69; step++) {
    seen.add((await mine(tab)).said.replace(/^“|”$/g, ""));
    await tab.getByRole("button").click();
  }
  assert.deepEqual([...seen].sort(), entries.map(({ text }) => text).sort());
}));
