// Verse and very long names: lines stand as they were written, and nothing is pushed aside or out.
// In: dist/ in a real browser, a collection with both. Out: lines as they are broken, boxes to the pixel, and what the
// filter panel of a narrow column shows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bringAxe, inspect } from "./axe.mjs";
import { openStage } from "./browser.mjs";
import { button, calm, comeNear, focused, listen, openFilters, parts, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, ...options }, tell));
const page = (quotes, attributes = "") => `<epigraph-widget order="sequence" paused ${attributes}><script type="application/json">${JSON.stringify(quotes)}</script></epigraph-widget>`;

const NAME = "Publius of the house of Cornelius, called the elder, ".repeat(6).slice(0, 300);
const WORD = "Donau".concat("dampfschiff".repeat(18)).slice(0, 200);
const VERSE = ["Had I the heavens' embroidered cloths,", "Enwrought with gold and silver light,", "", "The blue and the dim and the dark cloths"];
const LONG = [
  { id: "verse", text: VERSE.join("\n"), author: "W. B. Yeats", source: "The Wind Among the Reeds" },
  { id: "author", text: "Luck is preparation.", author: NAME, source: "Letters" },
  { id: "source", text: "Begin, and be bold.", author: "Seneca", source: WORD, tags: [WORD] },
  { id: "all", text: `Third ${WORD}`, author: WORD, source: NAME, topic: NAME },
];

/** The lines of a text as they stand, without its marks: where a word begins further down than the one before it ended. */
const linesOf = (tab, place) => tab.evaluate((inList) => {
  const element = document.querySelector("epigraph-widget");
  const box = inList ? [...element.shadowRoot.querySelectorAll("[part=result] > span")].find((node) => node.textContent.includes("heavens")) : element.querySelector("figure blockquote p");
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const lines = [];
  const range = document.createRange();
  let bottom = -1;
  while (texts.nextNode()) {
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/\S+/g)) {
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      const { top, bottom: end } = range.getBoundingClientRect();
      if (top >= bottom - 4) lines.push(word);
      else lines[lines.length - 1] += ` ${word}`;
      bottom = end;
    }
  }
  return lines.map((line) => line.replace(/^“ ?| ?”$/g, ""));
}, place === "list");

const WRITTEN = VERSE.filter(Boolean);

story("verse keeps its lines, in the banner, in print and among the results", { body: page(LONG), context: { viewport: { width: 1000, height: 800 } } }, async (tab) => {
  await whenState(tab);
  await calm(tab);
  assert.deepEqual(await linesOf(tab), WRITTEN);
  await tab.emulateMedia({ media: "print" });
  assert.deepEqual(await linesOf(tab), WRITTEN, "printed");
  await tab.emulateMedia({ media: "screen" });
  await tab.evaluate(() => document.querySelector("epigraph-widget").search("silver"));
  await comeNear(tab);
  await parts(tab, "result").first().waitFor();
  assert.deepEqual(await linesOf(tab, "list"), WRITTEN, "in the list");
});

for (const width of [320, 768]) {
  story(`${width} px: names of 300 letters and words of 200 push nothing out, in the banner and in the panel`, { body: page(LONG), context: { viewport: { width, height: 900 } } }, async (tab) => {
    await whenState(tab);
    await calm(tab);
    const below = () => tab.evaluate(() => document.querySelector("#sentinel").getBoundingClientRect().top + scrollY);
    const before = await below();
    for (const { id } of LONG) {
      await turn(tab, "show", id);
      assert.equal(await below(), before, id);
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${id}: nothing is wider than the page`);
    }
    await openFilters(tab);
    for (const field of await parts(tab, "field").all()) if (await field.getAttribute("aria-expanded") === "false") await field.click();
    await calm(tab);
    const { wide, results } = await tab.evaluate(() => {
      const panel = document.querySelector("epigraph-widget").shadowRoot.querySelector(".panel");
      return { wide: panel.scrollWidth > panel.clientWidth, results: [...panel.querySelectorAll("[part=result]")].map((result) => result.offsetHeight) };
    });
    assert.equal(wide, false, "the panel scrolls down only");
    assert.ok(Math.max(...results) < 180, `no result is longer than a few lines: ${results}`);
    assert.equal(await below(), before, "with results");
  });
}

// So many that not all are laid out to find the tallest: the one with many lines must be.
const MANY = [...Array.from({ length: 150 }, (_, at) => ({ id: `p${at}`, text: `${at} ${"of many words that fill a line or two. ".repeat(3)}` })), { id: "column", text: "One word\n".repeat(9).trim() }];

for (const width of [320, 1280]) {
  story(`${width} px: among many a short text of many lines moves nothing`, { body: page(MANY), context: { viewport: { width, height: 900 } } }, async (tab) => {
    await whenState(tab);
    await calm(tab);
    const below = () => tab.evaluate(() => document.querySelector("#sentinel").getBoundingClientRect().top + scrollY);
    const before = await below();
    await turn(tab, "show", "column");
    assert.equal(await below(), before);
  });
}

const FIELDS = "[part~=field]";
story("in a narrow column each field has a button, the results are in sight, and the keyboard reaches it all", { csp: "", context: { viewport: { width: 360, height: 640 } } }, async (tab) => {
  await whenState(tab);
  await button(tab, "filter").focus();
  await tab.keyboard.press("Enter");
  await parts(tab, "field").first().waitFor();
  const state = () => tab.evaluate((fields) => {
    const { shadowRoot } = document.querySelector("epigraph-widget");
    const panel = shadowRoot.querySelector(".panel").getBoundingClientRect();
    const result = shadowRoot.querySelector("[part=result]").getBoundingClientRect();
    return {
      open: [...shadowRoot.querySelectorAll(fields)].filter((field) => field.ariaExpanded === "true").length,
      fields: shadowRoot.querySelectorAll(fields).length,
      chips: shadowRoot.querySelectorAll("[part=chip]").length,
      pressed: shadowRoot.querySelectorAll("[part=chip][aria-pressed=true]").length,
      seen: result.bottom < panel.bottom,
    };
  }, FIELDS);
  const first = await state();
  assert.ok(first.fields >= 2, `${first.fields} fields`);
  assert.deepEqual([first.open, first.chips, first.seen], [0, 0, true], "closed, and a result in sight");
  // The last button of a field: the part or the source.
  const field = tab.locator(`epigraph-widget ${FIELDS}[value="${await parts(tab, "field").last().getAttribute("value")}"]`);
  await field.focus();
  await tab.keyboard.press("Enter");
  assert.match(await focused(tab), /\bfield\b/, "the focus stays");
  const unfolded = await state();
  assert.equal(unfolded.open, 1);
  assert.ok(unfolded.chips >= 2);
  await bringAxe(tab);
  assert.deepEqual(await inspect(tab), []);
  await tab.keyboard.press("Tab");
  assert.equal(await focused(tab), "chip", "its values are next");
  await tab.keyboard.press("Enter");
  await until(tab, (element) => element.shadowRoot.querySelector("[part=chip][aria-pressed=true]"));
  assert.equal(await focused(tab), "chip");
  // Folded, what is pressed stays in sight; let go, it leaves the focus on its field.
  await field.focus();
  await tab.keyboard.press("Enter");
  const folded = await state();
  assert.deepEqual([folded.open, folded.pressed], [0, folded.chips]);
  assert.equal(folded.pressed, 1);
  await parts(tab, "chip").focus();
  await tab.keyboard.press("Enter");
  await until(tab, (element) => !element.shadowRoot.querySelector("[part=chip]"));
  assert.match(await focused(tab), /\bfield\b/, "never lost");
});
