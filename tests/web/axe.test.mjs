// Accessibility by rule: axe-core on a bare page and on the demo, in every state, colour scheme, theme and direction.
// In: dist/ in a real browser. Out: no violation, target sizes and best practices included, and nothing left undecided but
// for a reason that axe.mjs gives.
// Manners, keys and announcements are other stories: axe cannot see them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bringAxe, inspect } from "./axe.mjs";
import { openStage } from "./browser.mjs";
import { STATES, visitState } from "./states.mjs";
import { ask, listen, openFilters, part, partCame, parts, until, whenState } from "./widget.mjs";

const stage = openStage();

const showKind = (kind) => async (tab) => {
  await tab.evaluate((wanted) => {
    const element = document.querySelector("epigraph-widget");
    element.show(element.collection.search(`kind:${wanted}`).hits[0].quote.id);
  }, kind);
};

/** What a reader does on the demo page, one thing after the other. */
const STEPS = {
  rotating: (tab) => tab.evaluate(() => document.querySelector("epigraph-widget").play()),
  paused: (tab) => tab.evaluate(() => document.querySelector("epigraph-widget").pause()),
  "a paraphrase shown": showKind("paraphrase"),
  "a quotation shown": showKind("quotation"),
  "results open": (tab) => ask(tab, "data"),
  "filters open": openFilters,
  "a filter on": async (tab) => {
    await parts(tab, "chip").first().click();
    await until(tab, (element) => element.shadowRoot.querySelectorAll('[part~="result"]').length > 0);
  },
  "nothing found": (tab) => ask(tab, "xylophone zeppelin"),
  "box cleared": (tab) => ask(tab, ""),
};

async function inspectStates(tab) {
  await whenState(tab);
  await bringAxe(tab);
  const found = [];
  for (const [state, reach] of Object.entries(STEPS)) {
    await reach(tab);
    for (const violation of await inspect(tab)) found.push(`${state}: ${violation}`);
  }
  assert.deepEqual(found, []);
}

const SCHEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours, light": { colorScheme: "light", forcedColors: "active" },
  "forced colours, dark": { colorScheme: "dark", forcedColors: "active" },
};

for (const [name, context] of Object.entries(SCHEMES)) {
  test(`demo page, ${name}: no violation in any state`, () => stage.visit(
    { path: "/index.html", csp: "", context, prepare: listen }, inspectStates));
}

for (const state of Object.keys(STATES)) {
  for (const dir of STATES[state].dir ? [STATES[state].dir] : ["ltr", "rtl"]) {
    test(`${state}, ${dir}: no violation and nothing undecided without a reason, in any scheme or theme`, () => visitState(stage, state, { dir }, async (tab) => {
      await bringAxe(tab);
      const found = [];
      for (const [scheme, media] of Object.entries(SCHEMES)) {
        await tab.emulateMedia({ forcedColors: "none", ...media });
        for (const theme of media.forcedColors ? ["auto"] : ["auto", "light", "dark"]) {
          await tab.evaluate((value) => document.querySelector("epigraph-widget").setAttribute("theme", value), theme);
          for (const violation of await inspect(tab)) found.push(`${scheme}, theme ${theme}: ${violation}`);
        }
      }
      assert.deepEqual(found, []);
    }));
  }
}

test("several widgets on one page, with headings: no violation", () => stage.visit({
  body: '<h2>One</h2><epigraph-widget heading-level="3"></epigraph-widget><h2>Two</h2><epigraph-widget view="search"></epigraph-widget>'
    + '<h2>Three</h2><epigraph-widget view="banner"></epigraph-widget>',
  prepare: listen,
}, async (tab) => {
  await whenState(tab);
  await bringAxe(tab);
  assert.deepEqual(await inspect(tab), []);
}));

test("at 320 px, with the results open: no violation and nothing wider than the page", () => stage.visit(
  { context: { viewport: { width: 320, height: 640 } }, prepare: listen }, async (tab) => {
    await whenState(tab);
    await bringAxe(tab);
    await ask(tab, "data");
    await partCame(tab);
    assert.deepEqual(await inspect(tab), []);
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
  }));

test("the tree a screen reader hears: a named group, one search, one status", () => stage.visit({ prepare: listen }, async (tab) => {
  await whenState(tab);
  await ask(tab, "data");
  const widget = tab.locator("epigraph-widget");
  assert.equal(await widget.getByRole("search").count(), 1);
  assert.equal(await widget.getByRole("status").count(), 1);
  assert.ok(await widget.getByRole("searchbox").or(widget.getByRole("textbox")).count() === 1, "one search box with a role");
  const label = await part(tab, "input").evaluate((input) => input.labels?.[0]?.textContent || input.ariaLabel || "");
  assert.ok(label.trim().length > 0, "the box has a label, not only a placeholder");
  assert.equal(await part(tab, "status").getAttribute("role"), "status");
}));
