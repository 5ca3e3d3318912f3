// What a screen reader is given to say over time, counted: nothing while it rotates, one thing for one act of the reader.
// In: dist/ in a real browser, with a recorder of live regions, on a clock of the story's own. Out: the promises about
// announcements. Never tells what a reader finds by going there: tree.test.mjs does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { INTERVAL_S, ROTATING, rotatingOn } from "./rotating.mjs";
import { NEVER } from "./states.mjs";
import { button, comeNear, listen, openFilters, part, parts, told, until, whenState } from "./widget.mjs";

const stage = openStage();

/**
 * Keeps in `window.heard` each text that comes into a live region which stood there before it, and in `window.lost` each
 * that came together with its region, which many screen readers pass over. Follows slots and shadow roots, as browsers do.
 */
const overhear = (tab) => tab.addInitScript(() => {
  Object.assign(window, { heard: [], lost: [] });
  const POLITE = { status: "polite", log: "polite", alert: "assertive" };
  const up = (node) => node.assignedSlot ?? node.parentNode ?? node.host;
  const region = (node) => {
    for (let at = node; at; at = up(at)) {
      const live = at.getAttribute?.("aria-live") ?? POLITE[at.getAttribute?.("role")];
      if (live) return { at, live };
    }
    return null;
  };
  const hidden = (node) => {
    for (let at = node; at; at = up(at)) if (at.getAttribute?.("aria-hidden") === "true") return true;
    return !(node.nodeType === Node.TEXT_NODE ? node.parentElement : node).checkVisibility({ visibilityProperty: true });
  };
  const within = (node) => (node.nodeType === Node.TEXT_NODE ? [node] : [...node.childNodes].flatMap(within));
  const REGIONS = "[aria-live], [role=status], [role=alert], [role=log]";
  const known = new WeakSet();
  const hear = (records) => {
    const said = new Map();
    // What is put somewhere else is new there.
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node.matches?.(REGIONS)) known.delete(node);
      for (const inner of node.querySelectorAll?.(REGIONS) ?? []) known.delete(inner);
    }
    for (const { target, addedNodes, type } of records) {
      for (const text of (type === "characterData" ? [target] : [...addedNodes]).flatMap(within)) {
        if (!text.isConnected || !text.data.trim() || hidden(text)) continue;
        const found = region(text);
        if (found && found.live !== "off") said.set(found.at, (said.get(found.at) ?? new Set()).add(text));
      }
    }
    for (const [at, texts] of said) {
      const words = [...texts].map(({ data }) => data).join("").replace(/\s+/g, " ").trim();
      // What stands in a page from its beginning is read when the reader comes to it.
      if (known.has(at)) window.heard.push(words);
      else if (at.matches("[role=status], [role=alert]")) window.lost.push(words);
    }
    for (const root of roots) for (const at of root.querySelectorAll(REGIONS)) known.add(at);
  };
  const roots = [document];
  const watch = (root) => new MutationObserver(hear).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    roots.push(root);
    watch(root);
    return root;
  };
});

const withRecorder = rotatingOn(stage);
const story = (name, options, tell) => withRecorder(name, { prepare: overhear, ...options }, tell);
/** What was said since the last time this was asked. */
const heard = (tab) => tab.evaluate(() => window.heard.splice(0));
const nothingLost = async (tab) => assert.deepEqual(await tab.evaluate(() => window.lost), []);
const PAUSED = { body: ROTATING.replace("<epigraph-widget", '<epigraph-widget paused quote="baselines" order="sequence"') };

story("rotation announces nothing, and neither does its start", {}, async (tab, { changesIn }) => {
  assert.equal(await changesIn(INTERVAL_S * 5), 5);
  assert.deepEqual(await heard(tab), []);
  await nothingLost(tab);
});

story("the quote that the reader asks for is said whole, and once", PAUSED, async (tab) => {
  assert.deepEqual(await heard(tab), []);
  for (const name of ["next", "previous"]) {
    await button(tab, name).click();
    const said = await heard(tab);
    assert.equal(said.length, 1, said.join(" | "));
    const { topic, text, source } = await tab.evaluate(() => document.querySelector("epigraph-widget").current);
    for (const words of [topic, text, source]) assert.ok(said[0].includes(words), `${said[0]} lacks ${words}`);
  }
});

story("played again it is silent again", PAUSED, async (tab, { changesIn }) => {
  await button(tab, "pause").click();
  await tab.mouse.move(2, 2);
  assert.equal(await changesIn(INTERVAL_S * 2 + 1), 2);
  assert.deepEqual(await heard(tab), []);
});

story("the count is said once, when typing rests", PAUSED, async (tab, { pass }) => {
  assert.equal((await part(tab, "status").textContent()).trim(), "", "there before use, and empty");
  const type = async (text) => { for (const letter of text) { await tab.keyboard.type(letter); await pass(0.2); } };
  await part(tab, "input").focus();
  await type("production");
  assert.deepEqual(await heard(tab), [], "nothing while the reader types");
  await pass(3);
  const { total } = (await told(tab, "results")).at(-1);
  assert.deepEqual(await heard(tab), [`${total} quotes`]);
  await pass(30);
  assert.deepEqual(await heard(tab), [], "and not again");
  await type(" xylophone zeppelin");
  await pass(3);
  assert.equal((await heard(tab)).length, 1);
  await part(tab, "input").fill("");
  await pass(3);
  assert.deepEqual(await heard(tab), [], "a box that is emptied says nothing");
  await nothingLost(tab);
});

story("that nothing was found is said, once", PAUSED, async (tab, { pass }) => {
  await part(tab, "input").fill("xylophone zeppelin");
  await pass(3);
  assert.deepEqual(await heard(tab), ["No quote matches"]);
});

story("results that close before typing rests are not counted", PAUSED, async (tab, { pass }) => {
  await part(tab, "input").fill("data");
  await tab.keyboard.press("Escape");
  await pass(3);
  assert.deepEqual(await heard(tab), []);
});

/** Playwright's clock leaves the fetching of a part alone; these stories pass real time. */
const live = (name, options, tell) => test(name, () => stage.visit({ ...options, prepare: async (tab) => {
  stage.server.handle(NEVER, () => {});
  await listen(tab);
  await overhear(tab);
} }, tell));
const once = (tab, text) => tab.waitForFunction((words) => window.heard.includes(words), text);

live("a filter says the count that is left, once", PAUSED, async (tab) => {
  await whenState(tab);
  await part(tab, "input").fill("data");
  await tab.waitForFunction(() => window.heard.length > 0);
  await openFilters(tab);
  await until(tab, (element) => element.shadowRoot.querySelector('[role="status"]').textContent !== "");
  await heard(tab);
  await parts(tab, "chip").first().click();
  await tab.waitForFunction(() => window.heard.length > 0);
  const { total } = (await told(tab, "results")).at(-1);
  assert.deepEqual(await heard(tab), [`${total} quotes`]);
  await nothingLost(tab);
});

live("in another order they are counted once more, and nothing else is said", PAUSED, async (tab) => {
  await whenState(tab);
  await part(tab, "input").fill("data");
  await openFilters(tab);
  await tab.waitForFunction(() => window.heard.length > 0);
  await heard(tab);
  await tab.locator("epigraph-widget select").selectOption({ label: "Shortest first" });
  await tab.waitForFunction(() => window.heard.length > 0);
  assert.deepEqual(await heard(tab), ["17 quotes"]);
  await nothingLost(tab);
});

live("what came of a button is said, once; a part that arrives says nothing", PAUSED, async (tab) => {
  await whenState(tab);
  await comeNear(tab);
  assert.deepEqual(await heard(tab), []);
  await button(tab, "favourite").click();
  await once(tab, "Added to favourites");
  assert.deepEqual(await heard(tab), ["Added to favourites"]);
  await button(tab, "favourite").click();
  await once(tab, "Removed from favourites");
  assert.deepEqual(await heard(tab), ["Removed from favourites"]);
  await nothingLost(tab);
});

live("a result that is chosen is said as the quote it is, once", PAUSED, async (tab) => {
  await whenState(tab);
  await part(tab, "input").fill("freshness");
  await tab.waitForFunction(() => window.heard.length > 0);
  await heard(tab);
  await parts(tab, "result").first().click();
  const said = await heard(tab);
  assert.equal(said.length, 1, said.join(" | "));
  assert.ok(said[0].includes(await tab.evaluate(() => document.querySelector("epigraph-widget").current.text)));
});

live("a collection that is long in coming says so, once", { body: `<epigraph-widget src="${NEVER}"><blockquote>Mine.</blockquote></epigraph-widget>` }, async (tab) => {
  await whenState(tab, "loading");
  await tab.waitForFunction(() => window.heard.length > 0);
  assert.deepEqual(await heard(tab), ["Loading quotes …"]);
});

live("a collection that cannot be had says so, once", { body: '<epigraph-widget src="/nothing.txt"><blockquote>Mine.</blockquote></epigraph-widget>', allow: [/Failed to load resource/] }, async (tab) => {
  await whenState(tab, "fallback");
  await tab.waitForFunction(() => window.heard.length > 0);
  const said = await heard(tab);
  assert.equal(said.length, 1, said.join(" | "));
  assert.match(said[0], /could not be loaded/);
  await nothingLost(tab);
});
