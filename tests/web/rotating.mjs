// Stories of a thing that moves by itself, with a clock in the story's hand: no story waits for real seconds.
// In: a stage. Out: story(), and what makes the page seem hidden, or the pointer be elsewhere.
import { test } from "node:test";
import { FALLBACK } from "./browser.mjs";
import { changes, countTimersAndEngines, listen, whenState } from "./widget.mjs";

export const INTERVAL_S = 60;
export const ROTATING = `<epigraph-widget interval="${INTERVAL_S}"><blockquote>${FALLBACK}</blockquote></epigraph-widget>`;

/** Away from the widget. */
export const away = (tab) => tab.mouse.move(2, 2);

/** Makes the tab seem hidden, or shown again. */
export const sight = (tab, hidden) => tab.evaluate((is) => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (is ? "hidden" : "visible") });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => is });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}, hidden);

/**
 * A page whose clock stands in the story's hand: `pass(seconds)` fires every timer due on the way, `changesIn(seconds)`
 * tells how many quotes came meanwhile. options: those of stage.visit; `time`, when the story begins.
 */
export const rotatingOn = (stage) => (name, { time = "2026-11-23T10:00:00Z", ...options }, tell) => test(name, () => stage.visit({
  body: ROTATING,
  ...options,
  prepare: async (tab) => {
    await listen(tab);
    await tab.clock.install({ time: new Date(time) });
    await countTimersAndEngines(tab);
    await options.prepare?.(tab);
  },
}, async (tab) => {
  await whenState(tab);
  const pass = (seconds) => tab.clock.runFor(seconds * 1000);
  const changesIn = async (seconds) => {
    const before = await changes(tab);
    await pass(seconds);
    return await changes(tab) - before;
  };
  await tell(tab, { pass, changesIn });
}));
