// Forced colours: the system's few colours in place of the widget's own, and everything still to be seen.
// In: dist/ in a real browser that forces colours, light and dark. Out: by the pixels, that controls, edges, focus, pressed
// states and marks stand out. Never compares pictures with kept ones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { visitState } from "./states.mjs";
import { button, calm, part, parts } from "./widget.mjs";

const stage = openStage();
/** What WCAG asks of things that are not text, and of text. */
const [EDGE, TEXT] = [3, 4.5];
/** So far around a thing its ring of focus reaches. */
const RING = 6;
/** Without the round corners, at which one sees what is behind. */
const WITHIN = { around: -6 };

/** The colours in and around a thing on the screen. */
async function paint(tab, thing, { around = 0, edgeOnly = false } = {}) {
  await thing.scrollIntoViewIfNeeded();
  await calm(tab);
  const { x, y, width, height } = await thing.boundingBox();
  const clip = { x: x - around, y: y - around, width: width + 2 * around, height: height + 2 * around };
  const bytes = await tab.screenshot({ clip, animations: "disabled", caret: "hide" });
  return tab.evaluate(async ([data, inner]) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const counts = {};
    for (let row = 0; row < bitmap.height; row++) {
      for (let column = 0; column < bitmap.width; column++) {
        const inside = column >= inner && row >= inner && column < bitmap.width - inner && row < bitmap.height - inner;
        if (inner && inside) continue;
        const colour = [...context.getImageData(column, row, 1, 1).data.slice(0, 3)].join();
        counts[colour] = (counts[colour] ?? 0) + 1;
      }
    }
    return counts;
  }, [bytes.toString("base64"), edgeOnly ? around + 2 : 0]);
}

const light = (colour) => {
  const [red, green, blue] = colour.split(",").map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a, b) => { const [dark, bright] = [light(a), light(b)].sort((one, other) => one - other); return (bright + 0.05) / (dark + 0.05); };
/** The commonest colour, and how much any other with at least so many pixels stands out from it. */
const ground = (counts) => Object.entries(counts).sort(([, a], [, b]) => b - a)[0][0];
const standsOut = (counts, least = 8) => Math.max(1, ...Object.entries(counts).filter(([, count]) => count >= least).map(([colour]) => contrast(colour, ground(counts))));

for (const colorScheme of ["light", "dark"]) {
  const story = (name, state, tell) => test(`${colorScheme}: ${name}`, () => visitState(stage, state, { context: { colorScheme, forcedColors: "active" } }, tell));

  story("every control is seen, and which one has the focus", "paused", async (tab) => {
    for (const name of ["pause", "previous", "next", "copy", "share", "link", "picture", "favourite", "filter", "input"]) {
      const control = button(tab, name);
      const icon = control.locator("svg");
      assert.ok(standsOut(await paint(tab, await icon.count() ? icon : control)) >= TEXT, `${name} is not seen`);
      const before = await paint(tab, control, { around: RING, edgeOnly: true });
      await control.focus();
      const after = await paint(tab, control, { around: RING, edgeOnly: true });
      const ring = Object.entries(after).filter(([colour, count]) => count > (before[colour] ?? 0) + 20 && contrast(colour, ground(before)) >= EDGE);
      assert.ok(ring.length, `${name} shows no focus`);
    }
  });

  story("the box, the filter and the results have an edge", "filters open", async (tab) => {
    for (const thing of [part(tab, "input"), button(tab, "filter"), parts(tab, "chip").first(), parts(tab, "result").first()]) {
      const edge = await paint(tab, thing, { around: 2, edgeOnly: true });
      assert.ok(standsOut(edge) >= EDGE, `${await thing.getAttribute("part")} has no edge: ${JSON.stringify(edge)}`);
    }
    const panel = await paint(tab, tab.locator("epigraph-widget .panel"), { around: 2, edgeOnly: true });
    assert.ok(standsOut(panel) >= EDGE, "the panel has no edge");
  });

  story("a pressed filter is told from one that is not, and its words are read", "a filter on", async (tab) => {
    const chip = (pressed) => tab.locator(`epigraph-widget [part=chip][aria-pressed=${pressed}]`).first();
    const [on, off] = [await paint(tab, chip(true)), await paint(tab, chip(false))];
    assert.ok(contrast(ground(on), ground(off)) >= EDGE, `${ground(on)} and ${ground(off)}`);
    assert.ok(standsOut(await paint(tab, chip(true), WITHIN)) >= TEXT, "its words");
  });

  story("a star that is set is told from one that is not, and what was done is read", "something done", async (tab) => {
    const on = await paint(tab, button(tab, "favourite"));
    const said = await paint(tab, tab.locator("epigraph-widget .said"), WITHIN);
    assert.ok(standsOut(said) >= TEXT, "what was done");
    await button(tab, "favourite").click();
    await tab.waitForFunction(() => document.querySelector("epigraph-widget").shadowRoot.querySelector("[part~=favourite]").ariaPressed === "false");
    await tab.mouse.move(1, 1);
    const off = await paint(tab, button(tab, "favourite"));
    assert.ok(contrast(ground(on), ground(off)) >= EDGE, `${ground(on)} and ${ground(off)}`);
    assert.ok(standsOut(on) >= TEXT, "the star itself");
  });

  story("marks stand out, and are read", "results", async (tab) => {
    const mark = await paint(tab, parts(tab, "mark").first());
    assert.ok(contrast(ground(mark), ground(await paint(tab, parts(tab, "result").first()))) >= EDGE, "a mark");
    assert.ok(standsOut(mark) >= TEXT, "its words");
  });

  story("Retry has an edge", "failed", async (tab) => {
    assert.ok(standsOut(await paint(tab, parts(tab, "retry").first(), { around: 2, edgeOnly: true })) >= EDGE, "Retry");
  });
}
