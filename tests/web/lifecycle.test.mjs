// The element's life: added, moved, removed, added again, a thousand times.
// In: dist/ in a real browser. Out: the promises about timers, memory and what is left behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FALLBACK, openStage, WIDGET } from "./browser.mjs";
import { button, countTimersAndEngines, currentId, listen, part, told, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({
  ...options,
  prepare: async (tab) => {
    await listen(tab);
    await countTimersAndEngines(tab);
    await options.before?.(tab);
  },
}, tell));

story("moved on the page it keeps its quote and its one timer", { body: `${WIDGET}<div id="elsewhere"></div>` }, async (tab) => {
  await whenState(tab);
  await turn(tab);
  const before = await currentId(tab);
  await tab.evaluate(() => document.querySelector("#elsewhere").append(document.querySelector("epigraph-widget")));
  await whenState(tab);
  assert.equal(await currentId(tab), before);
  assert.ok(await tab.evaluate(() => window.pendingTimers()) <= 1);
  await button(tab, "next").click();
  await until(tab, (element, id) => element.current.id !== id, before);
  assert.equal(await tab.evaluate(() => window.engines), 1);
});

story("removed it leaves no timer and gives the fallback back; added again it works", {}, async (tab) => {
  await whenState(tab);
  await tab.evaluate(() => { window.kept = document.querySelector("epigraph-widget"); window.kept.remove(); });
  await tab.waitForFunction(() => window.pendingTimers() === 0);
  assert.match(await tab.evaluate(() => window.kept.innerHTML), new RegExp(FALLBACK));
  await tab.evaluate(() => document.querySelector("#sentinel").before(window.kept));
  await whenState(tab);
  await turn(tab);
  assert.equal(await tab.locator("epigraph-widget > figure").count(), 1);
  assert.equal(await tab.getByText(FALLBACK).isVisible(), false);
});

story("what changes while it is off the page is seen when it is back", { body: `${WIDGET}<div id="elsewhere"></div>` }, async (tab) => {
  await whenState(tab);
  const parts = await tab.evaluate(async () => {
    const element = document.querySelector("epigraph-widget");
    element.remove();
    Object.assign(element, { filter: "part:2", query: "data", view: "banner" });
    element.lang = "de";
    await new Promise((later) => setTimeout(later, 50));
    document.querySelector("#elsewhere").append(element);
    await new Promise((later) => setTimeout(later, 50));
    return Array.from({ length: 30 }, () => (element.next(), element.current.part.number));
  });
  assert.deepEqual([...new Set(parts)], [2]);
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=next]").ariaLabel === "Nächstes Zitat");
  assert.equal(await part(tab, "search").isVisible(), false);
  await tab.evaluate(() => { document.querySelector("epigraph-widget").view = "both"; });
  assert.equal(await part(tab, "input").inputValue(), "data");
});

story("removed at any moment of its loading it stays silent", { body: "<div id=\"place\"></div>" }, async (tab) => {
  await tab.waitForFunction(() => customElements.get("epigraph-widget"));
  for (let moment = 0; moment < 30; moment++) {
    await tab.evaluate(async (turns) => {
      const element = document.createElement("epigraph-widget");
      document.querySelector("#place").append(element);
      for (let turn = 0; turn < turns; turn++) await null;
      element.remove();
    }, moment);
  }
  await tab.evaluate(async () => {
    const element = document.createElement("epigraph-widget");
    document.querySelector("#place").append(element);
    await new Promise((ready) => element.addEventListener("epigraph-ready", ready));
    element.remove();
  });
  await tab.waitForFunction(() => window.pendingTimers() === 0);
  assert.deepEqual(await told(tab, "error"), []);
});

story("1,000 times added and removed: memory, nodes, listeners and timers are as before", { body: '<div id="place"></div>' }, async (tab, context) => {
  await tab.waitForFunction(() => customElements.get("epigraph-widget"));
  const cycle = (turns) => tab.evaluate(async (count) => {
    for (let turn = 0; turn < count; turn++) {
      const element = document.createElement("epigraph-widget");
      const ready = new Promise((done) => element.addEventListener("epigraph-ready", done, { once: true }));
      document.querySelector("#place").append(element);
      await ready;
      element.next();
      element.search("data");
      await null;
      element.remove();
    }
    window.told.length = 0;
  }, turns);
  const measure = await measurer(tab, context);
  await cycle(50);
  const before = await measure();
  await cycle(1000);
  let after = await measure();
  // A figure that is just coming in is held by the browser until it is there, also where it was removed.
  for (let turn = 0; turn < 50 && after.nodes - before.nodes >= 100; turn++) {
    await tab.evaluate(() => new Promise(requestAnimationFrame));
    after = await measure();
  }
  assert.ok(after.heap - before.heap < 1_000_000, `the heap grew by ${after.heap - before.heap} bytes`);
  assert.ok(after.nodes - before.nodes < 100, `${after.nodes - before.nodes} nodes left behind`);
  assert.ok(after.listeners - before.listeners < 20, `${after.listeners - before.listeners} listeners left behind`);
  await tab.waitForFunction(() => window.pendingTimers() === 0);
  assert.equal(await tab.evaluate(() => window.engines), 1, "one engine for all");
});

story("10,000 searches leave the page's memory flat", {}, async (tab, context) => {
  await whenState(tab);
  const search = (turns) => tab.evaluate(async (count) => {
    const words = ["data", "prompt", "real time", "llm evaluat", "zzzz", "production model", "part:5", ""];
    const element = document.querySelector("epigraph-widget");
    for (let turn = 0; turn < count; turn++) {
      element.search(words[turn % words.length]);
      await null;
    }
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    window.told.length = 0;
  }, turns);
  const measure = await measurer(tab, context);
  await search(200);
  const before = await measure();
  await search(10_000);
  const after = await measure();
  assert.ok(after.heap - before.heap < 1_000_000, `the heap grew by ${after.heap - before.heap} bytes`);
  assert.ok(Math.abs(after.nodes - before.nodes) < 100, `${after.nodes - before.nodes} nodes more`);
  assert.ok(after.listeners - before.listeners < 20, `${after.listeners - before.listeners} listeners more`);
});

/** Heap, nodes and listeners of the page after its rubbish was collected. */
async function measurer(tab, context) {
  const cdp = await context.newCDPSession(tab);
  await cdp.send("HeapProfiler.enable");
  await cdp.send("Performance.enable");
  return async () => {
    for (let turn = 0; turn < 3; turn++) await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return { heap: value("JSHeapUsedSize"), nodes: value("Nodes"), listeners: value("JSEventListeners") };
  };
}

story("made by script, cloned, or given properties before its class arrived, it works", { body: WIDGET, script: "/nothing.js", before: holdScript }, async (tab) => {
  await tab.evaluate(async () => {
    const element = document.querySelector("epigraph-widget");
    element.order = "sequence";
    element.quote = "baselines";
    await import("/epigraph.js");
  });
  await whenState(tab);
  const [order, own, id] = await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    return [element.getAttribute("order"), Object.hasOwn(element, "order"), element.current.id];
  });
  assert.deepEqual([order, own, id], ["sequence", false, "baselines"]);
  await tab.evaluate(() => {
    document.querySelector("main").append(document.querySelector("epigraph-widget").cloneNode(true), document.createElement("epigraph-widget"));
  });
  await whenState(tab);
  const figures = await tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].map((element) => element.querySelectorAll(":scope > figure").length));
  assert.deepEqual(figures, [1, 1, 1]);
});

/** Serves an empty script where the page asks for the element's, so that the story brings it in itself. */
async function holdScript(tab) {
  await tab.route("**/nothing.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
}

story("a flood of attribute changes costs one render", {}, async (tab) => {
  await whenState(tab);
  const renders = await tab.evaluate(async () => {
    const element = document.querySelector("epigraph-widget");
    const figure = element.querySelector(":scope > figure");
    let records = 0;
    const watch = new MutationObserver((list) => { records += list.filter(({ type }) => type === "childList").length; });
    watch.observe(element, { childList: true, subtree: true });
    watch.observe(element.shadowRoot, { childList: true, subtree: true });
    for (let turn = 0; turn < 10_000; turn++) element.setAttribute("limit", String(1 + (turn % 50)));
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    return { records, same: figure.isConnected || element.querySelector(":scope > figure") !== null };
  });
  assert.ok(renders.same && renders.records < 200, `${renders.records} records`);
});

story("the script twice on a page, from two addresses: one definition, both quiet", { head: '<script type="module" src="/epigraph.js?again"></script>' }, async (tab) => {
  await whenState(tab);
  await turn(tab);
  assert.deepEqual(await told(tab, "error"), []);
});

story("moved into another document and back it keeps its look, and nothing throws", { body: `${WIDGET}<iframe></iframe>` }, async (tab) => {
  await whenState(tab);
  const height = () => tab.evaluate(() => document.querySelector("epigraph-widget").getBoundingClientRect().height);
  const before = await height();
  const thrown = [];
  tab.on("pageerror", (error) => thrown.push(error.message));
  await tab.evaluate(() => {
    const widget = document.querySelector("epigraph-widget");
    const frame = document.querySelector("iframe");
    frame.contentDocument.body.append(widget);
    frame.before(widget);
  });
  await whenState(tab);
  await tab.waitForTimeout(100);
  assert.deepEqual(thrown, []);
  assert.equal(await height(), before);
});

story("what the author put beside the fallback stays, whatever its slot", { body: `<epigraph-widget filter="part:99"><p slot="quote">A note.</p></epigraph-widget>` }, async (tab) => {
  await whenState(tab, "fallback");
  assert.equal(await tab.locator("epigraph-widget > p").count(), 1);
});

story("a first filter that no quote passes: ready is told once it is taken away, and not before", { body: `<epigraph-widget filter="part:99"><blockquote>Mine.</blockquote></epigraph-widget>` }, async (tab) => {
  await tab.waitForFunction(() => window.told.some(({ name }) => name === "error"));
  assert.deepEqual(await told(tab, "ready"), []);
  await tab.evaluate(() => document.querySelector("epigraph-widget").removeAttribute("filter"));
  await whenState(tab);
  assert.deepEqual((await told(tab, "ready")).map(({ length }) => length), [69]);
  assert.equal(await tab.getByText("No quote matches").count(), 0);
});

story("what the page puts in its place is the new fallback, and the quote stays", {}, async (tab) => {
  await whenState(tab);
  const before = await currentId(tab);
  for (const children of [true, false]) {
    const stands = await tab.evaluate(async (some) => {
      const element = document.querySelector("epigraph-widget");
      element.replaceChildren(...some ? [Object.assign(document.createElement("blockquote"), { textContent: "Mine." })] : []);
      await new Promise((painted) => requestAnimationFrame(painted));
      return element.querySelector(":scope > figure")?.checkVisibility() ?? false;
    }, children);
    assert.equal(stands, true);
    assert.equal(await currentId(tab), before);
  }
  await tab.evaluate(() => document.querySelector("epigraph-widget").append(Object.assign(document.createElement("p"), { textContent: "Mine." })));
  assert.equal(await tab.getByText("Mine.").isVisible(), false);
  await tab.evaluate(() => document.querySelector("epigraph-widget").setAttribute("filter", "part:99"));
  await whenState(tab, "fallback");
  assert.equal(await tab.locator("epigraph-widget > figure").count(), 0);
  assert.equal(await tab.getByText("Mine.").isVisible(), true);
});
