// A turn asks the browser for no layout of its own: whatever moves on the page is laid out once, when it is painted.
// In: dist/ in Chromium, which tells of each layout whether a script forced it. Out: none forced in twenty turns.
// Never measures how long anything takes: longest-tasks.mjs does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { INTERVAL_S, ROTATING } from "./rotating.mjs";
import { calm, changes, comeNear, listen, whenState } from "./widget.mjs";

const stage = openStage();
const TURNS = 20;

/** Layouts and style recalculations that a script waited for while `act` went on: those inside a script's own time. */
async function forced(tab, act) {
  await stage.browser.startTracing(tab, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline.stack"] });
  await act();
  const { traceEvents } = JSON.parse(await stage.browser.stopTracing());
  const scripts = traceEvents.filter(({ name, ph }) => ph === "X" && /^(FunctionCall|EvaluateScript|FireAnimationFrame|TimerFire|RunMicrotasks)$/.test(name));
  const layouts = traceEvents.filter(({ name, ph }) => ph === "X" && /^(Layout|UpdateLayoutTree)$/.test(name));
  assert.ok(scripts.length > 0 && layouts.length > 0, "the trace tells of scripts and of layouts");
  const inside = (event) => scripts.some(({ pid, tid, ts, dur }) => pid === event.pid && tid === event.tid && ts <= event.ts && event.ts + event.dur <= ts + dur);
  return layouts.filter(inside).map(({ name }) => name);
}

/** Turns as a script does, each painted; where `each` says so, the page measures the widget in the same task. */
const turns = (tab, each = "") => tab.evaluate(async ([count, more]) => {
  const element = document.querySelector("epigraph-widget");
  for (let turn = 0; turn < count; turn++) {
    await new Promise((next) => setTimeout(next));
    element.next();
    if (more) element.getBoundingClientRect();
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  }
}, [TURNS, each]);

test("twenty turns of the clock force no layout and no styles", () => stage.visit({
  csp: "",
  body: ROTATING,
  prepare: async (tab) => {
    await listen(tab);
    await tab.clock.install({ time: new Date("2026-11-23T10:00:00Z") });
  },
}, async (tab) => {
  await whenState(tab);
  const before = await changes(tab);
  const found = await forced(tab, async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      await tab.clock.runFor(INTERVAL_S * 1000);
      await tab.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
    }
  });
  assert.ok(await changes(tab) - before >= TURNS - 1, "it turned");
  assert.deepEqual(found, []);
}));

test("twenty turns by hand force no layout and no styles, before and after the reader came near", () => stage.visit({ csp: "", prepare: listen }, async (tab) => {
  await whenState(tab);
  await calm(tab);
  assert.deepEqual(await forced(tab, () => turns(tab)), []);
  await comeNear(tab);
  assert.deepEqual(await forced(tab, () => turns(tab)), []);
  // The measure itself: one layout asked for in each turn is seen.
  assert.ok((await forced(tab, () => turns(tab, "measured"))).length >= TURNS);
}));
