// The widget's start is several short tasks, between which the page has its turn: a slow telephone would else not answer.
// In: dist/ in a real browser that tells what is done and where the page could do something in between. Out: in which order.
// Never measures how long anything takes: longest-tasks.mjs does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { calm, listen, whenState } from "./widget.mjs";

const stage = openStage();

/** Notes what is done in `window.done`, and each turn of the page after it as "|". */
const watch = (tab) => tab.addInitScript(() => {
  window.done = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => window.done.push("|");
  const note = (what) => {
    if (window.done.at(-1) === what) return;
    window.done.push(what);
    port2.postMessage(0);
  };
  const wrap = (owner, name, what) => {
    const real = owner[name];
    owner[name] = function (...given) {
      note(what);
      return real.apply(this, given);
    };
  };
  wrap(CustomElementRegistry.prototype, "define", "script");
  wrap(Uint8Array, "from", "bytes");
  wrap(WebAssembly, "compile", "compile");
  const { get } = Object.getOwnPropertyDescriptor(window, "localStorage");
  Object.defineProperty(window, "localStorage", { configurable: true, get() {
    note("kept");
    return get.call(window);
  } });
  // A frame is a turn as well, and may come before that of the message.
  const frame = requestAnimationFrame;
  window.requestAnimationFrame = (act) => frame((time) => {
    window.done.push("|");
    act(time);
  });
  document.addEventListener("epigraph-ready", () => note("ready"));
  const append = Element.prototype.append;
  Element.prototype.append = function (...given) {
    const figures = given.filter((node) => node.slot === "measure").length;
    if (figures) note(`measure ${figures > 1 ? "the rest" : "one"}`);
    return append.apply(this, given);
  };
});

test("starting, reading the engine, drawing, measuring and looking for stars are tasks of their own", () => stage.visit({
  prepare: async (tab) => {
    await listen(tab);
    await watch(tab);
  },
}, async (tab) => {
  await whenState(tab);
  await calm(tab);
  const done = await tab.evaluate(() => window.done);
  for (const [before, after] of [["script", "bytes"], ["bytes", "bytes"], ["compile", "measure one"], ["measure one", "measure the rest"], ["ready", "kept"]]) {
    const from = done.indexOf(before);
    const to = done.indexOf(after, from + 1);
    assert.ok(to > from && done.slice(from, to).includes("|"), `no turn between ${before} and ${after}: ${done.join(" ")}`);
  }
}));

test("the script that carries everything asks for nothing that is stored until a quote has a star", () => stage.visit({
  script: "/bundle.js",
  body: "",
  prepare: (tab) => tab.addInitScript(() => {
    window.asked = [];
    const { get } = Object.getOwnPropertyDescriptor(window, "localStorage");
    Object.defineProperty(window, "localStorage", { configurable: true, get() {
      window.asked.push("localStorage");
      return get.call(window);
    } });
    const listen = window.addEventListener;
    window.addEventListener = function (type, ...given) {
      if (type === "storage") window.asked.push(type);
      return listen.call(this, type, ...given);
    };
  }),
}, async (tab) => {
  await tab.evaluate(() => customElements.whenDefined("epigraph-widget").then(() => {}));
  assert.deepEqual(await tab.evaluate(() => window.asked), []);
  await tab.evaluate(() => document.querySelector("main").append(document.createElement("epigraph-widget")));
  await whenState(tab);
  await tab.waitForFunction(() => window.asked.includes("storage") && window.asked.includes("localStorage"));
}));
