// The keyboard alone: the order of the stops, what each does, and that none is a trap.
// In: dist/ in a real browser, keys only. Out: the promises about focus and keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage, WIDGET } from "./browser.mjs";
import { button, changes, currentId, focused, listen, part, parts, readShown, told, until, whenState } from "./widget.mjs";

const stage = openStage();
const body = `<p><a id="before" href="#top">Before</a></p>${WIDGET}<p><a id="after" href="#top">After</a></p>`;
const story = (name, tell) => test(name, () => stage.visit({ body, prepare: listen }, async (tab) => {
  await whenState(tab);
  await tab.locator("#before").focus();
  await tell(tab);
}));

/** Presses a key until the stop is no longer inside the widget; gives back every stop by its part names. */
async function walk(tab, key, end) {
  const stops = [];
  for (let step = 0; step < 60; step++) {
    await tab.keyboard.press(key);
    const stop = await focused(tab);
    if (stop === end) return stops;
    stops.push(stop);
  }
  throw new Error(`never reached ${end}: ${stops.join(" | ")}`);
}

const names = (stops) => stops.map((stop) => ["pause", "previous", "next", "copy", "share", "link", "picture", "favourite", "input", "filter", "chip", "result"].find((name) => stop.split(" ").includes(name)) ?? stop);

/** Tabs to the first stop with that part name. */
async function tabTo(tab, name) {
  for (let step = 0; step < 60; step++) {
    await tab.keyboard.press("Tab");
    if ((await focused(tab)).split(" ").includes(name)) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

story("the tab order is pause, previous, next, what is done with a quote, search box, filter; forward and back", async (tab) => {
  const forward = names(await walk(tab, "Tab", "after"));
  assert.deepEqual(forward, ["pause", "previous", "next", "copy", "share", "link", "picture", "favourite", "input", "filter"]);
  assert.deepEqual(names(await walk(tab, "Shift+Tab", "before")), [...forward].reverse());
});

story("chips and then results follow the search box, every one reached", async (tab) => {
  await tabTo(tab, "input");
  await tab.keyboard.type("prompt");
  await until(tab, () => window.told.findLast((event) => event.name === "results")?.query === "prompt");
  await tabTo(tab, "filter");
  await tab.keyboard.press("Enter");
  await parts(tab, "chip").first().waitFor();
  const stops = names(await walk(tab, "Tab", "after"));
  const chips = stops.lastIndexOf("chip");
  assert.ok(stops.indexOf("chip") >= 0, stops.join());
  assert.ok(stops.indexOf("result") > chips, stops.join());
  assert.equal(stops.filter((stop) => stop === "result").length, await parts(tab, "result").count());
});

story("every stop shows where the focus is", async (tab) => {
  for (const name of ["pause", "previous", "next", "copy", "share", "link", "picture", "favourite", "input"]) {
    await tabTo(tab, name);
    const ring = await button(tab, name).evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    });
    assert.ok(ring, `${name} has no outline`);
  }
});

story("Enter and Space work the buttons", async (tab) => {
  const first = await currentId(tab);
  await tabTo(tab, "next");
  await tab.keyboard.press("Enter");
  await until(tab, (element, id) => element.current.id !== id, first);
  await tab.keyboard.press("Shift+Tab");
  await tab.keyboard.press("Space");
  await until(tab, (element, id) => element.current.id === id, first);
  assert.equal((await focused(tab)).includes("previous"), true, "the focus stays on the button");
});

story("the pause button says what it will do, and does it", async (tab) => {
  await tabTo(tab, "pause");
  const name = async () => (await button(tab, "pause").getAttribute("aria-label")) ?? (await button(tab, "pause").innerText());
  await until(tab, (element) => element.paused);
  assert.match(await name(), /play|start|resume/i, "keyboard focus has stopped the rotation");
  await tab.keyboard.press("Space");
  await until(tab, (element) => !element.paused);
  assert.match(await name(), /pause|stop/i);
  await tab.keyboard.press("Enter");
  await until(tab, (element) => element.paused);
  assert.match(await name(), /play|start|resume/i);
  assert.equal(await button(tab, "pause").getAttribute("aria-pressed"), null, "its label changes, so it has no pressed state");
});

story("a quote is searched, narrowed and shown without a pointer", async (tab) => {
  await tabTo(tab, "input");
  await tab.keyboard.type("data");
  await until(tab, () => window.told.findLast((event) => event.name === "results")?.query === "data");
  const total = (await told(tab, "results")).at(-1).total;
  await tabTo(tab, "filter");
  await tab.keyboard.press("Space");
  await tabTo(tab, "chip");
  // What is like the shown quote may have nothing to do with the words.
  while (await tab.evaluate(() => document.querySelector("epigraph-widget").shadowRoot.activeElement.closest("[aria-label='More from']"))) await tab.keyboard.press("Tab");
  await tab.keyboard.press("Space");
  await until(tab, (_, all) => window.told.findLast((event) => event.name === "results").total < all, total);
  assert.ok((await focused(tab)).split(" ").includes("chip"), "the focus stays on the chip");
  const wanted = (await tab.evaluate(() => window.told.findLast((event) => event.name === "results").hits[0].quote.id));
  await tabTo(tab, "result");
  const shown = await changes(tab);
  await tab.keyboard.press("Enter");
  await until(tab, (element, id) => element.current.id === id && element.paused, wanted);
  assert.ok(await changes(tab) >= shown);
  assert.ok((await readShown(tab)).said.length > 0);
  assert.notEqual(await focused(tab), "body", "the focus is not lost");
});

story("Escape closes the results and keeps the words; again, and the box is empty", async (tab) => {
  await tabTo(tab, "input");
  await tab.keyboard.type("data");
  await part(tab, "results").waitFor({ state: "visible" });
  await tab.keyboard.press("Escape");
  await part(tab, "results").waitFor({ state: "hidden" });
  assert.equal(await part(tab, "input").inputValue(), "data");
  await tab.keyboard.press("Escape");
  assert.equal(await part(tab, "input").inputValue(), "");
  assert.ok((await focused(tab)).includes("input"));
});

story("Escape from inside the results closes them and brings the focus back to the box", async (tab) => {
  await tabTo(tab, "input");
  await tab.keyboard.type("data");
  await part(tab, "results").waitFor({ state: "visible" });
  await tabTo(tab, "result");
  await tab.keyboard.press("Escape");
  await part(tab, "results").waitFor({ state: "hidden" });
  assert.ok((await focused(tab)).includes("input"), await focused(tab));
});

story("single letters typed outside the box do nothing", async (tab) => {
  await tabTo(tab, "next");
  const before = await currentId(tab);
  await tab.keyboard.type("/pnjk");
  assert.equal(await currentId(tab), before);
  assert.equal(await part(tab, "input").inputValue(), "");
});
