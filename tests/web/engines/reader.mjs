// What a reader does, told alike in every engine: reads, types, presses, tabs.
// In: tabs of engines/stage.mjs. Out: stories, each a name, the options of its page and what is told.
// Never tells what all engines share, such as which quotes a search finds: the other files do.
import assert from "node:assert/strict";
import { WIDGET } from "../browser.mjs";
import { currentId, focused, readShown, told, until, whenState } from "../widget.mjs";
import { answered, fallbackShown, press, texts, timers } from "./stage.mjs";

/** @type {[string, object, (tab: any, engine: any) => Promise<void>][]} */
export const stories = [];
const story = (name, options, tell) => stories.push([name, options, tell]);

story("a quote stands where the fallback stood", {}, async (tab) => {
  await whenState(tab);
  const { said, figure } = await readShown(tab);
  const quote = await tab.evaluate(() => document.querySelector("epigraph-widget").current);
  assert.ok(said.includes(quote.text) && figure.includes(quote.source), figure);
  assert.equal(await fallbackShown(tab), false);
  const [width, height] = await tab.evaluate(() => {
    const box = document.querySelector("epigraph-widget > figure blockquote").getBoundingClientRect();
    return [box.width, box.height];
  });
  assert.ok(width > 200 && height > 20, `${width} x ${height}`);
});

story("each of the 69 is shown before any comes back", {}, async (tab) => {
  await whenState(tab);
  const ids = await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    return Array.from({ length: 138 }, (_, step) => { if (step) element.next(); return element.current.id; });
  });
  for (const round of [ids.slice(0, 69), ids.slice(69)]) assert.equal(new Set(round).size, 69);
  assert.ok(ids.every((id, step) => id !== ids[step + 1]), "none twice running");
});

story("it searches as one types, marks what matched, and shows what is chosen", {}, async (tab) => {
  await whenState(tab);
  await press(tab, "input");
  await tab.keyboard.type("real time");
  await answered(tab, "real time");
  assert.equal((await told(tab, "results")).length, 9, "an answer to every key");
  assert.match((await texts(tab, "result"))[0], /real-time/i);
  assert.ok((await texts(tab, "mark")).some((mark) => /^real/i.test(mark)));
  await tab.keyboard.press("Backspace");
  await answered(tab, "real tim");
  const wanted = await tab.evaluate(() => window.told.findLast((event) => event.name === "results").hits[0].quote.id);
  await press(tab, "result");
  await until(tab, (element, id) => element.current.id === id && element.paused, wanted);
  assert.deepEqual(await texts(tab, "result"), [], "the results are closed");
});

story("Escape closes the results, and again empties the box", {}, async (tab) => {
  await whenState(tab);
  await press(tab, "input");
  await tab.keyboard.type("data");
  await answered(tab, "data");
  const typed = () => tab.evaluate(() => [window.parts("input")[0].value, window.parts("result").length > 0]);
  assert.deepEqual(await typed(), ["data", true]);
  await tab.keyboard.press("ArrowDown");
  assert.equal(await focused(tab), "result");
  await tab.keyboard.press("Escape");
  assert.deepEqual(await typed(), ["data", false]);
  assert.match(await focused(tab), /input/);
  await tab.keyboard.press("Escape");
  assert.deepEqual(await typed(), ["", false]);
});

story("an order is chosen by its first letter, the results come in it, and the reader stays there", {}, async (tab) => {
  await whenState(tab);
  await press(tab, "input");
  await tab.keyboard.type("data");
  await answered(tab, "data");
  await press(tab, "filter");
  await until(tab, (element) => element.shadowRoot.querySelector("select")?.checkVisibility());
  await tab.evaluate(() => document.querySelector("epigraph-widget").shadowRoot.querySelector("select").focus());
  await tab.keyboard.press("s");
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").textContent === "Filter (1)");
  const [kept, lengths] = await tab.evaluate(() => [
    document.querySelector("epigraph-widget").shadowRoot.activeElement.value,
    window.told.findLast((event) => event.name === "results").hits.map(({ quote }) => quote.text.length),
  ]);
  assert.equal(kept, "shortest");
  assert.deepEqual(lengths, lengths.toSorted((a, b) => a - b));
});

const BETWEEN = { body: `<button id="before">Before</button>${WIDGET}<button id="after">After</button>` };

story("the keyboard reaches everything in order, forth and back, and shows where it is", BETWEEN, async (tab) => {
  await whenState(tab);
  const inside = await tab.evaluate(() => [...document.querySelector("epigraph-widget").shadowRoot.querySelectorAll("button, input")]
    .filter((element) => element.checkVisibility()).map((element) => element.part[element.part.length - 1]));
  assert.deepEqual(["pause", "previous", "next", "input", "filter"].filter((name) => !inside.includes(name)), []);
  const stops = ["before", ...inside, "after"];
  const stand = async (name) => {
    const stop = await focused(tab);
    assert.ok(stop.split(" ").includes(name), `${stop} instead of ${name}`);
    const ring = await tab.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement.shadowRoot?.activeElement ?? document.activeElement);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    });
    assert.ok(ring, `${name} has an outline`);
  };
  await tab.evaluate(() => document.querySelector("#before").focus());
  for (const name of stops.slice(1)) {
    await tab.keyboard.press("Tab");
    await stand(name);
  }
  for (const name of stops.reverse().slice(1)) {
    await tab.keyboard.press("Shift+Tab");
    await stand(name);
  }
});

story("Enter and Space work the buttons", BETWEEN, async (tab) => {
  await whenState(tab);
  const first = await currentId(tab);
  await tab.evaluate(() => window.parts("next")[0].focus());
  await tab.keyboard.press("Enter");
  await until(tab, (element, id) => element.current.id !== id, first);
  await tab.keyboard.press("Shift+Tab");
  await tab.keyboard.press("Space");
  await until(tab, (element, id) => element.current.id === id, first);
  assert.match(await focused(tab), /previous/, "the focus stays");
});

story("keyboard focus and the search box stop it, wherever the focus was; a pointer on a button does not", BETWEEN, async (tab) => {
  await whenState(tab);
  const paused = () => tab.evaluate(() => document.querySelector("epigraph-widget").paused);
  const play = () => tab.evaluate(() => { document.querySelector("#before").focus(); document.querySelector("epigraph-widget").play(); });
  assert.equal(await paused(), false);
  await press(tab, "next");
  assert.equal(await paused(), false, "a pointer on a button");
  await press(tab, "input");
  assert.equal(await paused(), true, "the search box, from the button");
  await play();
  assert.equal(await paused(), false, "played");
  await tab.keyboard.press("Tab");
  assert.equal(await paused(), true, "the keyboard");
  await play();
  await press(tab, "input");
  assert.equal(await paused(), true, "the search box");
  await play();
  await press(tab, "previous");
  await tab.keyboard.press("Tab");
  assert.equal(await paused(), true, "the keyboard, from a button that was pressed");
  await play();
  await press(tab, "pause");
  assert.equal(await paused(), true, "the pause button");
});

story("with the paused attribute it starts without rotating", { body: `<epigraph-widget paused></epigraph-widget>` }, async (tab) => {
  await whenState(tab);
  await timers(tab, 0);
  assert.match(await tab.evaluate(() => window.parts("pause")[0].ariaLabel), /play/i);
  await press(tab, "pause");
  await tab.mouse.move(2, 2);
  await timers(tab, 1);
  assert.match(await tab.evaluate(() => window.parts("pause")[0].ariaLabel), /pause/i);
});

// WebKit keeps its clipboard from pages while it is driven.
story("copied, the quote can be pasted", { in: ["Chromium", "Firefox"], body: `<epigraph-widget paused></epigraph-widget>` }, async (tab) => {
  await whenState(tab);
  const { text } = await tab.evaluate(() => document.querySelector("epigraph-widget").current);
  await press(tab, "copy");
  await until(tab, (element) => /copied/i.test(element.shadowRoot.querySelector(".said")?.textContent));
  await press(tab, "input");
  await tab.keyboard.press("Control+v");
  await tab.waitForFunction((words) => window.parts("input")[0].value.includes(words), text.slice(0, 40));
});
