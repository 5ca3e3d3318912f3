// Manners of a thing that moves by itself: when it stops, when it goes on, and what it says.
// In: dist/ in a real browser with a clock of the story's own. Out: the promises about rotation and announcements.
// Time passes only where a story says so: no story waits for real seconds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { away, INTERVAL_S, ROTATING, rotatingOn, sight } from "./rotating.mjs";
import { button, changes, currentId, focused, liveness, part, until } from "./widget.mjs";

const stage = openStage();
const story = rotatingOn(stage);

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

story("what the reader has stopped stays stopped, whatever happens on the page", {}, async (tab, { changesIn }) => {
  await button(tab, "pause").click();
  await away(tab);
  const change = (name, value) => () => tab.evaluate(([attribute, to]) => document.querySelector("epigraph-widget").setAttribute(attribute, to), [name, value]);
  const happenings = {
    "the pointer comes and goes": async () => { await tab.hover("epigraph-widget"); await away(tab); },
    "next is pressed": async () => { await button(tab, "next").click(); await away(tab); },
    "it is searched": async () => { await part(tab, "input").fill("data"); await tab.keyboard.press("Escape"); await tab.keyboard.press("Escape"); },
    "the tab is hidden and shown": async () => { await sight(tab, true); await sight(tab, false); },
    "it is moved": () => tab.evaluate(() => document.querySelector("main").append(document.querySelector("epigraph-widget"))),
    "it is removed and added": () => tab.evaluate(() => { const element = document.querySelector("epigraph-widget"); element.remove(); document.querySelector("main").prepend(element); }),
    "the filter changes": change("filter", "part:5"),
    "the interval changes": change("interval", "10"),
    "the theme changes": change("theme", "dark"),
    "the language changes": change("lang", "de"),
    "the order changes": change("order", "sequence"),
    "less motion is asked for, and no longer": async () => {
      await tab.evaluate(() => { matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", ({ matches }) => { window.calm = matches; }); });
      for (const reducedMotion of ["reduce", "no-preference"]) {
        await tab.emulateMedia({ reducedMotion });
        await tab.waitForFunction((wanted) => window.calm === wanted, reducedMotion === "reduce");
      }
    },
  };
  for (const [what, happen] of Object.entries(happenings)) {
    await happen();
    assert.equal(await changesIn(INTERVAL_S * 3), 0, what);
    assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").paused), true, what);
  }
});

story("another collection does not start what the reader has stopped", {}, async (tab, { changesIn, pass }) => {
  await button(tab, "pause").click();
  await away(tab);
  stage.server.put("One — A\nTwo — B\nThree — C\n", { path: "/three.txt" });
  await tab.evaluate(() => document.querySelector("epigraph-widget").setAttribute("src", "/three.txt"));
  const length = () => tab.evaluate(() => document.querySelector("epigraph-widget").collection.length);
  for (const end = Date.now() + 20_000; Date.now() < end && await length() !== 3;) await pass(0.1);
  assert.equal(await length(), 3);
  assert.equal(await changesIn(INTERVAL_S * 3), 0);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").paused), true);
});

for (const [motion, animations] of [["no-preference", 1], ["reduce", 0]]) {
  story(`where the reader's wish for motion is “${motion}”, a change of quotes is ${animations ? "a fade" : "at once"}`, { context: { reducedMotion: motion } }, async (tab) => {
    const count = () => tab.evaluate(() => { document.querySelector("epigraph-widget").next(); return document.getAnimations().length; });
    assert.equal(await count(), animations);
  });
}

story("several widgets share one timer and one engine", { body: ROTATING.repeat(5) }, async (tab, { changesIn }) => {
  assert.equal(await tab.evaluate(() => window.engines), 1);
  assert.ok(await tab.evaluate(() => window.pendingTimers()) <= 1, "one timer for all");
  assert.ok(await changesIn(INTERVAL_S + 1) >= 1);
  assert.ok(await tab.evaluate(() => window.pendingTimers()) <= 1);
});
