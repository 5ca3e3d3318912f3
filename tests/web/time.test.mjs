// Time that passes otherwise than a page expects: it sleeps, its clock is put forward or back, a day has 23 or 25 hours,
// midnight comes, the page is left and comes back, a router moves or replaces the element.
// In: dist/ in a real browser with a clock of the story's own. Out: the promises about time. Never waits for real seconds.
import assert from "node:assert/strict";
import { openStage } from "./browser.mjs";
import { INTERVAL_S, ROTATING, rotatingOn, sight } from "./rotating.mjs";
import { button, changes, currentId, told, whenState } from "./widget.mjs";

const stage = openStage();
const story = rotatingOn(stage);
const HOUR_S = 3600;
const daily = (timezone) => ({ body: `<epigraph-widget order="daily" timezone="${timezone}"></epigraph-widget>` });
const ofDay = (tab, date) => tab.evaluate((day) => document.querySelector("epigraph-widget").collection.daily(day).id, date);

story("after a sleep of eight hours one quote comes, not eight hours of them", {}, async (tab, { changesIn }) => {
  const before = await changes(tab);
  await tab.clock.fastForward("08:00:00");
  assert.equal(await changes(tab) - before, 1);
  assert.equal(await changesIn(INTERVAL_S - 1), 0, "a whole interval begins");
  assert.equal(await changesIn(2), 1);
});

for (const [what, time] of [["back", "2020-01-01T00:00:00Z"], ["forward", "2031-06-01T00:00:00Z"]]) {
  story(`a clock that is put ${what} changes nothing about the interval`, {}, async (tab, { changesIn }) => {
    await tab.clock.setSystemTime(new Date(time));
    assert.equal(await changesIn(INTERVAL_S - 1), 0);
    assert.equal(await changesIn(INTERVAL_S * 3), 3);
  });

  story(`a clock that is put ${what} is followed by the quote of the day when the page is looked at again`, daily("UTC"), async (tab) => {
    assert.equal(await currentId(tab), await ofDay(tab, "2026-11-23"));
    await tab.clock.setSystemTime(new Date(time));
    await sight(tab, true);
    await sight(tab, false);
    assert.equal(await currentId(tab), await ofDay(tab, time.slice(0, 10)));
  });

  story(`a clock that is put ${what} is followed by the quote of the day within the hour, looked at or not`, daily("UTC"), async (tab, { pass }) => {
    await tab.clock.setSystemTime(new Date(time));
    await pass(HOUR_S + 1);
    assert.equal(await currentId(tab), await ofDay(tab, time.slice(0, 10)));
  });
}

story("midnight brings the day's quote to the second, and once", { ...daily("Asia/Kathmandu"), time: "2026-11-23T18:14:50Z" }, async (tab, { pass }) => {
  const before = await changes(tab);
  // Kathmandu is 5 hours and 45 minutes ahead.
  await pass(9);
  assert.equal(await currentId(tab), await ofDay(tab, "2026-11-23"));
  await pass(2);
  assert.equal(await currentId(tab), await ofDay(tab, "2026-11-24"));
  await pass(23 * HOUR_S);
  assert.equal(await changes(tab) - before, 1);
});

/** Days of 23 and 25 hours: by zone, the date, when it begins in UTC, and its hours. */
const ODD_DAYS = [
  ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 23],
  ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 25],
  // Where the hour that is left out is the one after midnight.
  ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z", 23],
  ["America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", 25],
  ["Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", 23.5],
];
for (const [zone, date, begins, hours] of ODD_DAYS) {
  story(`a day of ${hours} hours in ${zone} keeps its quote to its end, and no longer`, { ...daily(zone), time: new Date(Date.parse(begins) + 1000).toISOString() }, async (tab, { pass }) => {
    const next = new Date(Date.parse(`${date}T12:00:00Z`) + 24 * HOUR_S * 1000).toISOString().slice(0, 10);
    assert.equal(await currentId(tab), await ofDay(tab, date), "at its beginning");
    await pass(hours * HOUR_S - 3);
    assert.equal(await currentId(tab), await ofDay(tab, date), "at its end");
    await pass(4);
    assert.equal(await currentId(tab), await ofDay(tab, next), "after it");
  });
}

story("a page that was left and comes back as it was shows the day's quote, and rotates on", {
  body: `${ROTATING}<epigraph-widget order="daily" timezone="UTC"></epigraph-widget>`,
}, async (tab, { changesIn }) => {
  // What a browser does for a page it kept whole: no timer runs meanwhile.
  await tab.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await tab.clock.setSystemTime(new Date("2026-11-25T09:00:00Z"));
  await tab.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  assert.equal(await tab.evaluate(() => document.querySelectorAll("epigraph-widget")[1].current.id), await ofDay(tab, "2026-11-25"));
  assert.equal(await changesIn(INTERVAL_S + 1), 1);
});

/** Waits until the browser has told the widget that it is seen, and the next quote is due. */
const seen = (tab) => tab.waitForFunction(() => window.pendingTimers() === 1);

/** A client-side router: puts pages into <main>, and can carry an element over from the one before. */
const route = (tab, keeps) => tab.evaluate((keep) => {
  const [main, widget] = [document.querySelector("main"), document.querySelector("epigraph-widget")];
  const next = document.createElement("main");
  next.append(Object.assign(document.createElement("h1"), { textContent: "Another page" }), keep ? widget : widget.cloneNode(true));
  main.replaceWith(next);
}, keeps);

story("a router that carries the element over: its quote, its pause and its one timer stay", {}, async (tab, { changesIn }) => {
  const id = await currentId(tab);
  for (let visit = 0; visit < 3; visit++) await route(tab, true);
  await seen(tab);
  assert.equal(await currentId(tab), id);
  assert.equal(await changesIn(INTERVAL_S + 1), 1);
  assert.equal(await tab.evaluate(() => window.pendingTimers()), 1);
});

story("a router that replaces the element with a copy: one figure, one timer, and the old one is silent", {}, async (tab, { changesIn }) => {
  for (let visit = 0; visit < 3; visit++) {
    await tab.evaluate(() => document.querySelector("epigraph-widget").addEventListener("epigraph-quote", ({ target }) => { window.late ||= !target.isConnected; }));
    await route(tab, false);
    await whenState(tab);
  }
  await seen(tab);
  assert.equal(await tab.locator("epigraph-widget > figure").count(), 1);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").querySelectorAll("blockquote").length), 2, "the quote, and the fallback");
  assert.equal(await changesIn(INTERVAL_S + 1), 1, "one of them rotates");
  assert.equal(await tab.evaluate(() => window.pendingTimers()), 1);
  assert.ok(!(await tab.evaluate(() => window.late)), "one that has gone turned");
  assert.deepEqual(await told(tab, "error"), []);
});

story("a router that keeps the page's text and puts it back: the widget works as on the first visit", {}, async (tab, { changesIn }) => {
  await tab.evaluate(() => {
    const kept = document.querySelector("main").cloneNode(true);
    document.querySelector("main").replaceChildren("Another page");
    document.querySelector("main").replaceWith(kept);
  });
  await whenState(tab);
  await seen(tab);
  assert.equal(await tab.locator("epigraph-widget > figure").count(), 1);
  assert.equal(await changesIn(INTERVAL_S + 1), 1);
  await button(tab, "next").click();
  assert.equal(await tab.evaluate(() => window.engines), 1);
});
