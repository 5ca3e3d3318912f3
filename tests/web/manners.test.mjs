// Manners of a thing that moves by itself: when it stops, when it goes on, and what it says.
// In: dist/ in a real browser with a clock of the story's own. Out: the promises about rotation and announcements.
// Time passes only where a story says so: no story waits for real seconds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FALLBACK, openStage } from "./browser.mjs";
import { button, changes, countTimersAndEngines, currentId, focused, listen, liveness, part, told, until, whenState } from "./widget.mjs";

const stage = openStage();
const INTERVAL_S = 60;
const ROTATING = `<epigraph-widget interval="${INTERVAL_S}"><blockquote>${FALLBACK}</blockquote></epigraph-widget>`;

/** A page whose clock stands in the story's hand; `pass(seconds)` fires every timer due on the way. */
const story = (name, options, tell) => test(name, () => stage.visit({
  body: ROTATING,
  ...options,
  prepare: async (tab) => {
    await listen(tab);
    await tab.clock.install({ time: new Date("2026-11-23T10:00:00Z") });
    await countTimersAndEngines(tab);
  },
}, async (tab) => {
  await whenState(tab);
  const pass = (seconds) => tab.clock.runFor(seconds * 1000);
  /** How many quotes came while so many seconds passed. */
  const changesIn = async (seconds) => {
    const before = await changes(tab);
    await pass(seconds);
    return await changes(tab) - before;
  };
  await tell(tab, { pass, changesIn });
}));

const away = (tab) => tab.mouse.move(2, 2);
const sight = (tab, hidden) => tab.evaluate((is) => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (is ? "hidden" : "visible") });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => is });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}, hidden);

story("it rotates by itself, one quote an interval", {}, async (tab, { changesIn }) => {
  assert.equal(await changesIn(INTERVAL_S / 2), 0);
  assert.equal(await changesIn(INTERVAL_S), 1);
  assert.equal(await changesIn(INTERVAL_S * 5), 5);
});

story("an interval of nought does not rotate, a tiny one is at least five seconds",
  { body: '<epigraph-widget interval="0"></epigraph-widget>' }, async (tab, { changesIn }) => {
    assert.equal(await changesIn(600), 0);
    await tab.evaluate(() => document.querySelector("epigraph-widget").setAttribute("interval", "0.01"));
    await until(tab, () => window.pendingTimers() > 0);
    const count = await changesIn(20);
    assert.ok(count >= 3 && count <= 4, `${count} in 20 s`);
  });

story("left to itself, a long quote stays longer than a short one", { body: "<epigraph-widget order=\"sequence\" quote=\"llm-evaluation\"></epigraph-widget>" }, async (tab, { pass }) => {
  const lasting = async (id) => {
    await tab.evaluate((wanted) => { const element = document.querySelector("epigraph-widget"); element.show(wanted); element.play(); }, id);
    let seconds = 0;
    for (; await currentId(tab) === id && seconds < 120; seconds++) await pass(1);
    return seconds;
  };
  const [short, long] = [await lasting("llm-evaluation"), await lasting("ai-hype")];
  assert.ok(short >= 4 && long < 60 && long > short * 1.5, `${short} s and ${long} s`);
});

story("it stops while the pointer is over it, and goes on after", {}, async (tab, { changesIn }) => {
  await tab.hover("epigraph-widget");
  assert.equal(await changesIn(INTERVAL_S * 4), 0);
  await away(tab);
  assert.equal(await changesIn(INTERVAL_S + 1), 1);
});

story("keyboard focus stops it for good, until the reader plays it", {}, async (tab, { changesIn }) => {
  await tab.keyboard.press("Tab");
  assert.match(await focused(tab), /pause/);
  assert.equal(await changesIn(INTERVAL_S * 4), 0);
  await tab.evaluate(() => document.activeElement.blur());
  assert.equal(await changesIn(INTERVAL_S * 4), 0, "it does not start again by itself");
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").paused), true);
  await tab.evaluate(() => document.querySelector("epigraph-widget").play());
  assert.equal(await changesIn(INTERVAL_S + 1), 1);
});

story("played from the keyboard it rotates, though the focus is inside", {}, async (tab, { changesIn }) => {
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  assert.ok(await changesIn(INTERVAL_S * 2 + 1) >= 1);
});

story("the search box stops it for good, also by pointer", {}, async (tab, { changesIn }) => {
  await part(tab, "input").click();
  await away(tab);
  assert.equal(await changesIn(INTERVAL_S * 4), 0);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").paused), true);
});

for (const name of ["next", "previous"]) {
  story(`a pointer on ${name} restarts the interval and does not stop it`, {}, async (tab, { pass, changesIn }) => {
    await pass(INTERVAL_S - 5);
    await button(tab, name).click();
    await away(tab);
    assert.equal(await changesIn(INTERVAL_S - 10), 0, "the interval began anew");
    assert.equal(await changesIn(15), 1, "and then it rotates");
  });
}

story("pause() and play(), the button and the paused attribute are one and the same", {}, async (tab, { changesIn }) => {
  await button(tab, "pause").click();
  await away(tab);
  await until(tab, (element) => element.paused);
  assert.equal(await changesIn(INTERVAL_S * 3), 0);
  await button(tab, "pause").click();
  await away(tab);
  await until(tab, (element) => !element.paused);
  assert.equal(await changesIn(INTERVAL_S + 1), 1);
  await tab.evaluate(() => document.querySelector("epigraph-widget").pause());
  assert.equal(await changesIn(INTERVAL_S * 3), 0);
});

story("with the paused attribute it begins without rotating", { body: `<epigraph-widget paused interval="${INTERVAL_S}"></epigraph-widget>` }, async (tab, { changesIn }) => {
  assert.equal(await changesIn(INTERVAL_S * 3), 0);
  assert.match(await button(tab, "pause").evaluate((button) => button.ariaLabel || button.textContent), /play|start|resume/i);
});

story("in a hidden tab it waits without a timer, and comes back without a burst", {}, async (tab, { changesIn }) => {
  await sight(tab, true);
  await until(tab, () => window.pendingTimers() === 0);
  const before = await changes(tab);
  await tab.clock.fastForward("08:00:00");
  assert.equal(await changes(tab), before);
  await sight(tab, false);
  assert.ok(await changesIn(1) <= 1, "at most one change on return");
  const after = await changesIn(INTERVAL_S + 1);
  assert.ok(after >= 1 && after <= 2, `${after} in the next interval`);
});

story("off screen it waits without a timer, and goes on when seen", { body: `${ROTATING}<div class="tall"></div>` }, async (tab, { changesIn }) => {
  await tab.evaluate(() => scrollTo(0, 2500));
  await until(tab, () => window.pendingTimers() === 0);
  assert.equal(await changesIn(INTERVAL_S * 10), 0);
  await tab.evaluate(() => scrollTo(0, 0));
  await until(tab, () => window.pendingTimers() === 1);
  assert.equal(await changesIn(INTERVAL_S + 1), 1);
});

story("with reduced motion it starts paused, and plays when asked", { context: { reducedMotion: "reduce" } }, async (tab, { changesIn }) => {
  assert.equal(await changesIn(INTERVAL_S * 3), 0);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").paused), true);
  await button(tab, "pause").click();
  await away(tab);
  assert.equal(await changesIn(INTERVAL_S + 1), 1);
});

story("turning reduced motion on stops it", {}, async (tab, { changesIn }) => {
  await tab.emulateMedia({ reducedMotion: "reduce" });
  await until(tab, (element) => element.paused);
  assert.equal(await changesIn(INTERVAL_S * 3), 0);
});

story("it is silent while it rotates, polite when it does not", {}, async (tab) => {
  assert.equal(await liveness(tab), "off");
  await tab.evaluate(() => document.querySelector("epigraph-widget").pause());
  await until(tab, (element) => element.paused);
  assert.equal(await liveness(tab), "polite");
  await tab.evaluate(() => document.querySelector("epigraph-widget").play());
  await until(tab, (element) => !element.paused);
  assert.equal(await liveness(tab), "off");
});

/** From now on, every text that the status takes, empty ones left out, in `window.said`. */
const overhear = (tab) => part(tab, "status").evaluate((status) => {
  window.said = [];
  new MutationObserver(() => { if (status.textContent.trim()) window.said.push(status.textContent.trim()); })
    .observe(status, { childList: true, characterData: true, subtree: true });
});

story("the count is said once, when typing rests", {}, async (tab, { pass }) => {
  assert.equal((await part(tab, "status").textContent()).trim(), "", "there before use, and empty");
  await overhear(tab);
  await part(tab, "input").pressSequentially("production");
  assert.deepEqual(await tab.evaluate(() => window.said), [], "nothing while the reader types");
  await pass(3);
  const said = await tab.evaluate(() => window.said);
  assert.equal(said.length, 1, said.join(" | "));
  const { total } = (await told(tab, "results")).at(-1);
  assert.match(said[0], new RegExp(`\\b${total}\\b`));
  await pass(30);
  assert.equal((await tab.evaluate(() => window.said)).length, 1);
});

story("rotation by itself is never announced as a status", {}, async (tab, { changesIn }) => {
  await overhear(tab);
  assert.equal(await changesIn(INTERVAL_S * 3), 3);
  assert.deepEqual(await tab.evaluate(() => window.said), []);
});

story("several widgets share one timer and one engine", { body: ROTATING.repeat(5) }, async (tab, { changesIn }) => {
  assert.equal(await tab.evaluate(() => window.engines), 1);
  assert.ok(await tab.evaluate(() => window.pendingTimers()) <= 1, "one timer for all");
  assert.ok(await changesIn(INTERVAL_S + 1) >= 1);
  assert.ok(await tab.evaluate(() => window.pendingTimers()) <= 1);
});
