// The page of looks: what it shows to copy is what it wears, from what the README documents, and each look keeps its manners.
// In: dist/ in a real browser. Out: the rules to the letter, widths, contrast and names by axe-core, a place in the cache.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { bringAxe, inspect } from "./axe.mjs";
import { openStage } from "./browser.mjs";
import { distFolder } from "./files.mjs";
import { BODY } from "./lengths.mjs";
import { calm, listen, parts, whenState } from "./widget.mjs";

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

test("forced colours take the grounds away: an edge stands there instead, and the sidebar's buttons, now rings, stand in line", () => stage.visit({
  path: "/looks.html", csp: "", prepare: listen, context: { colorScheme: "dark", forcedColors: "active", viewport: { width: 320, height: 900 } },
}, async (tab) => {
  await whenState(tab);
  const { edges, off } = await tab.evaluate(() => {
    const [sidebar] = document.getElementsByClassName("sidebar");
    const [controls, input] = ["[part=controls]", "input"].map((part) => sidebar.shadowRoot.querySelector(part).getBoundingClientRect().left);
    const edge = (look) => getComputedStyle(document.querySelector(`epigraph-widget.${look}`));
    return { edges: ["card", "bar", "page"].map((look) => `${edge(look).borderTopWidth} ${edge(look).borderTopColor}`), off: controls - input };
  });
  // What is transparent elsewhere is drawn there in the colour of text.
  assert.deepEqual(new Set(edges), new Set(["1px rgb(255, 255, 255)"]));
  assert.equal(off, 0);
}));

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

/** All that a quote can have above and below it. */
const ABOUT = '"topic":"Listening well","part":{"number":3,"title":"Philosophers"},"author"';
const QUOTES = BODY.match(/<script.*<\/script>/s)[0].replaceAll('"author"', ABOUT);
/** What each look's own lines show of the widget. */
const VIEWS = { minimal: "banner", card: "both", bar: "banner", sidebar: "both", page: "banner" };
const dressed = (look, quotes) => {
  const widget = `<epigraph-widget class="${look}" view="${VIEWS[look]}" order="sequence" paused>${quotes}</epigraph-widget>`;
  return `<section>${look === "bar" ? `<div class="band">${widget}</div>` : widget}<p>Below ${look}.</p></section>`;
};
const LONG = LOOKS.map((look) => dressed(look, QUOTES)).join("");
const NAME = "Gaius Plinius Secundus the elder, ".repeat(9).slice(0, 300);
const NAMED = `<script type="application/json">${JSON.stringify([3000, 20].map((length) => ({ id: `n${length}`, text: "The mind needs a spark. ".repeat(200).slice(0, length), topic: NAME, author: NAME, source: NAME, part: { number: 3, title: "Philosophers" }, kind: "paraphrase" })))}</script>`;

/** A page whose script waits until it is let go: the story gets the places of what stands below, and the start. */
function moving({ width, body, css }, tell) {
  let start;
  const held = new Promise((go) => { start = go; });
  return stage.visit({
    body, csp: "", waitUntil: "commit", context: { viewport: { width, height: 700 } },
    head: '<link rel="stylesheet" href="/looks.css"><link rel="stylesheet" href="/wide.css">',
    prepare: async (tab) => {
      await listen(tab);
      // As wide as the window lets it be.
      await tab.route("**/wide.css", (route) => route.fulfill({ contentType: "text/css", body: `body { max-inline-size: none; margin: 16px; padding: 0 } ${css}` }));
      await tab.route("**/epigraph.js", async (route) => { await held; await route.continue(); });
    },
  }, async (tab) => {
    const below = () => tab.evaluate(() => Object.fromEntries([...document.querySelectorAll("section > p")].map((node) => [node.textContent, node.getBoundingClientRect().top + scrollY])));
    await tab.locator("#sentinel").waitFor();
    await calm(tab);
    const before = await below();
    start();
    await whenState(tab);
    await calm(tab);
    assert.deepEqual(await below(), before, "on start");
    // What is fetched at the first touch stands on every widget of the page.
    await tab.locator("epigraph-widget").first().hover();
    await parts(tab, "whole").first().waitFor({ state: "attached" });
    await tell(tab, async (id) => {
      await tab.evaluate((wanted) => { for (const element of document.querySelectorAll("epigraph-widget")) element.show(wanted); }, id);
      await calm(tab);
      assert.deepEqual(await below(), before, id);
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${id}: nothing is wider than the page`);
    });
    await tab.evaluate(() => { for (const button of [...document.querySelectorAll("epigraph-widget")].map((element) => element.shadowRoot.querySelector("[part~=whole]"))) button.click(); });
    await calm(tab);
    assert.deepEqual(await below(), before, "unfolded");
  });
}

/** Under who said it, clear of the controls, inside the widget, and in line with the quote. */
async function standsWell(tab) {
  const stands = await tab.evaluate(standing);
  for (const { look, middle, left, top, bottom, controls } of stands) {
    assert.ok(top >= 0, `${look}: below who said it, by ${top} px`);
    assert.ok(controls >= 0, `${look}: the controls lie on nothing, by ${controls} px`);
    assert.ok(bottom >= 0, `${look}: within the widget`);
    assert.ok(Math.abs(look === "page" ? middle : left) <= 1, `${look}: under the quote's own side or middle, ${left} and ${middle} px off`);
  }
  return stands;
}

for (const width of [320, 768, 1280]) {
  test(`${width} px: with quotes of 3 to 5,000 letters no look moves what stands below, not on start either, and the whole quote stands in line`, () => moving({ width, body: LONG, css: "" }, async (tab, show) => {
    for (const id of ["n3", "n400", "n5000", "n3", "n5000"]) await show(id);
    await standsWell(tab);
  }));
}

for (const column of [240, 340, 399, 720]) {
  test(`the bar asks its column how wide it is: ${column} px on a wide window`, () => moving({ width: 1280, body: dressed("bar", QUOTES), css: `section { inline-size: ${column}px }` }, async (tab, show) => {
    for (const id of ["n3", "n400", "n5000"]) await show(id);
    const [{ beside, wide }] = await standsWell(tab);
    assert.equal(beside, column > 700, "the controls beside the quote");
    assert.ok(wide > column * 0.55, `${wide} px for the quote`);
  }));
}

for (const width of [320, 360, 768]) {
  test(`${width} px: in a card names of 300 letters keep to two lines, and nothing below moves`, () => moving({ width, body: dressed("card", NAMED), css: "" }, async (tab, show) => {
    for (const id of ["n20", "n3000"]) {
      await show(id);
      const [topic, name, remark] = await tab.evaluate(() => ["[part=topic]", "figcaption > span", "small"].map((part) => {
        const node = document.querySelector(`figure ${part}`);
        return node.clientHeight / parseFloat(getComputedStyle(node).lineHeight);
      }));
      assert.deepEqual([topic, name].map(Math.round), [2, 2]);
      assert.ok(remark >= 0.9, "that it is a paraphrase is said");
    }
    await standsWell(tab);
  }));
}

/** Where the button for the whole quote stands: in the page, for each look. */
function standing() {
  const box = (node) => node.getBoundingClientRect();
  return [...document.querySelectorAll("epigraph-widget")].map((element) => {
    const button = element.shadowRoot.querySelector("[part~=whole]");
    const [whole, quote, caption, controls] = [button, element.querySelector("figure blockquote"), element.querySelector("figure figcaption"), element.shadowRoot.querySelector("[part=controls]")].map(box);
    const beside = controls.left >= quote.right;
    return {
      look: element.className,
      beside,
      wide: quote.width,
      left: whole.left - quote.left,
      middle: (whole.left + whole.right - quote.left - quote.right) / 2,
      top: whole.top - caption.bottom,
      controls: beside ? controls.left - whole.right : controls.top - whole.bottom,
      bottom: box(element).bottom - whole.bottom,
    };
  });
}

test("it is kept for reading offline, and the demo leads there", async () => {
  const worker = await read("sw.js");
  for (const name of ["looks.html", "looks.css", "parts.png"]) assert.ok(worker.includes(`./${name}"`), name);
  assert.ok((await read("index.html")).includes('href="looks.html"'));
});
