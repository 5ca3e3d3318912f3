// What a page does to the element, told alike in every engine: adds and removes it, leaves and comes back, forbids things.
// In: tabs of engines/stage.mjs. Out: stories, each a name, the options of its page and what is told.
// Never tells what all engines share, such as the order of the quotes: the other files do.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FALLBACK, STRICT, WIDGET } from "../browser.mjs";
import { distFolder } from "../files.mjs";
import { changes, currentId, told, turn, until, whenState } from "../widget.mjs";
import { answered, fallbackShown, painted, point, press, texts, timers, watching } from "./stage.mjs";

/** @type {[string, object, (tab: any, engine: any) => Promise<void>][]} */
export const stories = [];
const story = (name, options, tell) => stories.push([name, options, tell]);

story("by itself it shows the next quote", { body: `<epigraph-widget interval="5"></epigraph-widget>` }, async (tab) => {
  await whenState(tab);
  const before = await changes(tab);
  await tab.waitForFunction((count) => window.told.filter(({ name }) => name === "quote").length > count, before);
});

story("hidden, off screen or under the pointer it waits without a timer", { body: `${WIDGET}<div class="tall"></div>` }, async (tab) => {
  await whenState(tab);
  await timers(tab, 1);
  const waits = async (begin, end) => {
    await begin();
    await timers(tab, 0);
    await end();
    await timers(tab, 1);
  };
  await waits(() => point(tab, "quote"), () => tab.mouse.move(2, 2));
  await waits(() => tab.evaluate(() => { document.querySelector("epigraph-widget").hidden = true; }), () => tab.evaluate(() => { document.querySelector("epigraph-widget").hidden = false; }));
  await waits(() => tab.evaluate(() => scrollTo(0, 2500)), () => tab.evaluate(() => scrollTo(0, 0)));
});

story("moved, removed and added again it keeps its quote and leaves nothing behind", { body: `${WIDGET}<div id="elsewhere"></div>` }, async (tab) => {
  await whenState(tab);
  await turn(tab);
  const id = await currentId(tab);
  await tab.evaluate(() => document.querySelector("#elsewhere").append(document.querySelector("epigraph-widget")));
  await until(tab, (element, before) => element.state === "ready" && element.current.id === before, id);
  await timers(tab, 1);
  await tab.evaluate(() => { window.kept = document.querySelector("epigraph-widget"); window.kept.remove(); });
  await timers(tab, 0);
  assert.equal(await tab.evaluate(() => window.kept.textContent), FALLBACK);
  await tab.evaluate(() => document.querySelector("#elsewhere").append(window.kept));
  await until(tab, (element, before) => element.state === "ready" && element.current.id === before, id);
  assert.deepEqual(await tab.evaluate(() => [window.engines, document.querySelectorAll("epigraph-widget > figure").length, document.adoptedStyleSheets.length]), [1, 1, 1]);
});

story("thirty that came and went are forgotten", { body: '<div id="place"></div>' }, async (tab, { collect }) => {
  await tab.waitForFunction(() => customElements.get("epigraph-widget"));
  await tab.evaluate(async () => {
    window.gone = [];
    for (let turn = 0; turn < 30; turn++) {
      const element = document.createElement("epigraph-widget");
      const ready = new Promise((done) => element.addEventListener("epigraph-ready", done, { once: true }));
      document.querySelector("#place").append(element);
      await ready;
      element.next();
      element.search("data");
      await null;
      element.remove();
      window.gone.push(new WeakRef(element));
    }
    window.told.length = 0;
  });
  await timers(tab, 0);
  const [engines, sheets] = await tab.evaluate(() => [window.engines, document.adoptedStyleSheets.length]);
  assert.equal(engines, 1);
  // Its own, and that of what is fetched later, where it has come by then.
  assert.ok(sheets <= 2, `${sheets} sheets`);
  let kept = 30;
  // The last one or two may still be held by the engine itself.
  for (let turn = 0; turn < 50 && kept > 2; turn++) {
    await collect();
    kept = await tab.evaluate(() => window.gone.filter((one) => one.deref()).length);
  }
  assert.ok(kept <= 2, `${kept} of 30 are still there`);
});

story("in a shadow root it has its look, and in the page again", { body: '<div id="host"></div>' }, async (tab) => {
  await tab.waitForFunction(() => customElements.get("epigraph-widget"));
  const looks = await tab.evaluate(async () => {
    const element = document.createElement("epigraph-widget");
    const ready = new Promise((done) => element.addEventListener("epigraph-ready", done, { once: true }));
    const root = document.querySelector("#host").attachShadow({ mode: "open" });
    root.append(element);
    await ready;
    const seen = [];
    for (const place of [root, document.querySelector("main")]) {
      place.append(element);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const [figure, button] = [element.querySelector("figure"), element.shadowRoot.querySelector("button")].map((one) => getComputedStyle(one));
      seen.push(`${figure.display} ${figure.margin} ${button.borderRadius}`);
    }
    return seen;
  });
  assert.deepEqual(looks, Array(2).fill("flex 0px 50%"));
});

/** The page stands as its author wrote it, and one event says why. */
async function failed(tab, code) {
  await tab.waitForFunction(() => window.told.some(({ name }) => name === "error"));
  await whenState(tab, "fallback");
  await painted(tab);
  assert.deepEqual((await told(tab, "error")).map((error) => error.code), [code]);
  assert.equal(await fallbackShown(tab), true);
  assert.deepEqual(await texts(tab, "input"), [], "no search box that cannot answer");
}

/** What stands in for the engine shows a quote, turns it, and answers. */
async function stoodIn(tab) {
  await whenState(tab);
  assert.deepEqual(await told(tab, "error"), []);
  assert.equal(await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    const seen = new Set([element.current.id]);
    for (let turn = 1; turn < element.collection.length; turn++) {
      element.next();
      seen.add(element.current.id);
    }
    return seen.size;
  }), 69);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").search("baselines").hits[0].quote.id), "baselines");
}

story("under a policy without wasm-unsafe-eval a plainer engine stands in", {
  csp: STRICT.replace(" 'wasm-unsafe-eval'", ""), allow: [/^policy: script-src/],
}, stoodIn);

story("without WebAssembly a plainer engine stands in", { before: [() => { delete window.WebAssembly; }] }, stoodIn);

story("an engine whose bytes are broken leaves the fallback, and retry() heals it", {
  before: [() => {
    for (const name of ["compile", "instantiate", "validate"]) {
      const real = WebAssembly[name];
      WebAssembly[name] = (bytes, ...more) => {
        const given = new Uint8Array(bytes.slice(0));
        if (!window.healed) given.fill(255, given.length / 2);
        return real.call(WebAssembly, given, ...more);
      };
    }
  }],
}, async (tab) => {
  await failed(tab, "wasm-invalid");
  await tab.evaluate(() => { window.healed = true; document.querySelector("epigraph-widget").retry(); });
  await whenState(tab);
  await turn(tab);
});

story("the address names the quote, and the way back leads to the one before", { hash: "#quote=baselines", body: `<p><a href="#quote=passion">Passion</a></p>${WIDGET}` }, async (tab) => {
  await whenState(tab);
  assert.equal(await currentId(tab), "baselines");
  // By hand: a browser may pass over what a page put into its history by itself.
  await press(tab, "a");
  await until(tab, (element) => element.current.id === "passion");
  await tab.goBack();
  await until(tab, (element) => element.current.id === "baselines");
  const length = await tab.evaluate(() => { document.querySelector("epigraph-widget").permalinks = true; return history.length; });
  await press(tab, "next");
  await until(tab, (element) => element.current.id !== "baselines" && location.hash === `#quote=${element.current.id}`);
  assert.equal(await tab.evaluate(() => history.length), length, "the history grows no longer");
});

story("left and come back to, it goes on", { files: { "/other.html": "<!doctype html><title>Another page</title><p>Another page." } }, async (tab, { server }) => {
  await whenState(tab);
  await tab.goto(`${server.origin}/other.html`);
  await tab.goBack();
  await whenState(tab);
  await timers(tab, 1);
  await turn(tab);
});

story("the quote of the day is that of the time zone it is told", { body: `<epigraph-widget order="daily" timezone="Pacific/Kiritimati"></epigraph-widget>` }, async (tab) => {
  const { open } = await import(pathToFileURL(join(distFolder, "core.js")).href);
  const quotes = await open();
  await whenState(tab);
  // Midnight may pass between the two: it was one of the two days.
  const days = [0, 60_000].map((ago) => new Intl.DateTimeFormat("en-CA", { timeZone: "Pacific/Kiritimati" }).format(Date.now() - ago));
  assert.ok(days.map((day) => quotes.daily(day).id).includes(await currentId(tab)), days.join());
});

story("opened from disk, as a classic script, it works and searches", { script: "/shell.css" }, async (tab) => {
  const folder = await mkdtemp(join(tmpdir(), "epigraph-file-"));
  try {
    const file = join(folder, "page.html");
    const script = pathToFileURL(join(distFolder, "epigraph.classic.js")).href;
    await writeFile(file, `<!doctype html><title>A file</title><script>${watching}</script><body>${WIDGET}<script src="${script}"></script>`);
    await tab.goto(pathToFileURL(file).href);
    await whenState(tab);
    await press(tab, "input");
    await tab.keyboard.type("baselines");
    await answered(tab, "baselines");
    assert.match((await texts(tab, "result"))[0], /Baselines/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

story("opened from disk, quotes of the page's own are not read, and a sentence says why", { script: "/shell.css" }, async (tab) => {
  const folder = await mkdtemp(join(tmpdir(), "epigraph-file-"));
  try {
    const file = join(folder, "page.html");
    const script = pathToFileURL(join(distFolder, "epigraph.classic.js")).href;
    for (const body of [`<epigraph-widget src="#inline"><blockquote>${FALLBACK}</blockquote></epigraph-widget>`, `<epigraph-widget><script type="application/json">[{"text": "Mine."}]</script><blockquote>${FALLBACK}</blockquote></epigraph-widget>`]) {
      await writeFile(file, `<!doctype html><title>A file</title><script>${watching}</script><body>${body}<script src="${script}"></script>`);
      await tab.goto(pathToFileURL(file).href);
      await failed(tab, "wasm-unavailable");
      assert.match((await told(tab, "error"))[0].message, /found a page opened from disk, .*; upload the page, or run/);
      // What an engine itself says of it is no fault of the page.
      await tab.evaluate(() => { window.faults.length = 0; });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

story("a collection of the page's own is fetched, shown and searched", {
  body: `<epigraph-widget src="/own.csv"><blockquote>${FALLBACK}</blockquote></epigraph-widget>`,
  files: { "/own.csv": "quote,author\nBegin at once.,Ada\nThink again.,Bea\n" },
}, async (tab) => {
  await whenState(tab);
  const [length, author] = await tab.evaluate(() => {
    const { collection, current } = document.querySelector("epigraph-widget");
    return [collection.length, current.author];
  });
  assert.deepEqual([length, ["Ada", "Bea"].includes(author)], [2, true]);
  await press(tab, "input");
  await tab.keyboard.type("think");
  await answered(tab, "think");
  assert.match((await texts(tab, "result")).join(), /^“?Think again/);
});
