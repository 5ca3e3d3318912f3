// The page of looks: what it shows to copy is what it wears, from what the README documents, and each look keeps its manners.
// In: dist/ in a real browser. Out: the rules to the letter, widths, contrast and names by axe-core, a place in the cache.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { bringAxe, inspect } from "./axe.mjs";
import { openStage } from "./browser.mjs";
import { distFolder } from "./files.mjs";
import { calm, listen, whenState } from "./widget.mjs";

const stage = openStage();
const LOOKS = ["minimal", "card", "bar", "sidebar", "page"];
const read = (name) => readFile(join(distFolder, name), "utf8");

test("what is shown to copy is what the page wears, and is made of what the README documents", () => stage.visit({ path: "/looks.html", csp: "" }, async (tab) => {
  const shown = await tab.locator("code.css").allTextContents();
  const [sheet, readme] = [await read("looks.css"), await read("README.md")];
  assert.equal(shown.length, LOOKS.length);
  for (const [at, css] of shown.entries()) {
    assert.ok(sheet.includes(`\n\n${css}\n\n`), css);
    assert.ok(css.startsWith(`.${LOOKS[at]} {`), css);
    for (const [name] of css.matchAll(/--[\w-]+/g)) assert.ok(readme.includes(`\`${name}\``), name);
    for (const [, name] of css.matchAll(/::part\(([\w-]+)\)/g)) assert.ok(readme.includes(`\`${name}\``), name);
  }
}));

const longest = (tab) => tab.evaluate(() => {
  for (const element of document.querySelectorAll("epigraph-widget")) {
    const { collection } = element;
    const quotes = Array.from(collection, (_, at) => collection.at(at));
    element.show(quotes.sort((a, b) => b.text.length - a.text.length)[0].id);
  }
});

for (const [scheme, context] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, forced: { colorScheme: "dark", forcedColors: "active" } })) {
  for (const width of [320, 768, 1280]) {
    test(`${width} px, ${scheme}: nothing is wider than the page, and axe-core finds nothing`, () => stage.visit({
      path: "/looks.html", csp: "", prepare: listen, context: { ...context, viewport: { width, height: 900 } },
    }, async (tab) => {
      await whenState(tab);
      for (const dir of ["ltr", "rtl"]) {
        await tab.evaluate((value) => { document.documentElement.dir = value; }, dir);
        await longest(tab);
        await calm(tab);
        assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), dir);
      }
      await bringAxe(tab);
      assert.deepEqual(await inspect(tab), []);
    }));
  }
}

test("no look moves what stands below, whatever the quote", () => stage.visit({ path: "/looks.html", csp: "", prepare: listen, context: { viewport: { width: 768, height: 900 } } }, async (tab) => {
  await whenState(tab);
  await calm(tab);
  const moved = await tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].flatMap((element) => {
    const below = element.closest("section").querySelector("details");
    const before = below.getBoundingClientRect().top;
    return Array.from({ length: 69 }, () => {
      element.next();
      return below.getBoundingClientRect().top === before ? [] : [`${element.className}: ${element.current.id}`];
    }).flat();
  }));
  assert.deepEqual(moved, []);
}));

test("it is kept for reading offline, and the demo leads there", async () => {
  const worker = await read("sw.js");
  for (const name of ["looks.html", "looks.css", "parts.png"]) assert.ok(worker.includes(`./${name}"`), name);
  assert.ok((await read("index.html")).includes('href="looks.html"'));
});
