// The page for an <iframe>: what its query string asks for, what it tells the page around it, and what nothing asked of it does.
// In: dist/ in a real browser; the lines of the README for the page around. Out: attributes, heights, offline, and no trick.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bringAxe, inspect } from "./axe.mjs";
import { openStage, serve } from "./browser.mjs";
import { recipe } from "./files.mjs";
import { ask, calm, listen, readResults, told, until, whenState } from "./widget.mjs";

const stage = openStage();
const FRAME = recipe("html", "embed.html").replace("/epigraph/", "/");
const LISTENER = recipe("js", "epigraph-height");
/** As strict as a page can be that has a frame. */
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** A page around frames, each with the query string given. The listener stands before them. */
const story = (name, queries, tell, options = {}) => test(name, () => stage.visit({
  csp: CSP, script: "/after.js", head: '<script src="/listener.js"></script>', context: { viewport: { width: 700, height: 900 } },
  body: queries.map((query) => FRAME.replace("order=daily&amp;theme=light", query)).join(""), ...options,
  prepare: async (tab) => {
    await listen(tab);
    stage.server.put("", { path: "/after.js" });
    stage.server.put(options.listener ?? LISTENER, { path: "/listener.js" });
    await options.more?.(tab);
  },
}, tell));
const heights = (tab) => tab.evaluate(() => [...document.querySelectorAll("iframe")].map((frame) => frame.clientHeight));
const inside = (tab, at) => tab.locator("iframe").nth(at).contentFrame();
const ready = (tab, at) => inside(tab, at).locator("epigraph-widget").evaluate(async (element) => {
  if (element.state !== "ready") await new Promise((done) => element.addEventListener("epigraph-ready", done, { once: true }));
});
/** How high each page in a frame is, and whether it scrolls there. */
const within = (tab, at) => inside(tab, at).locator("html").evaluate((root) => ({ height: root.offsetHeight, scrolls: root.scrollHeight > innerHeight, wide: root.scrollWidth > innerWidth }));

story("the page around it learns how high it is, of each frame, and again when that changes", ["order=daily&amp;theme=light", "view=search"], async (tab) => {
  for (const at of [0, 1]) await ready(tab, at);
  const settled = async () => {
    for (const at of [0, 1]) {
      const { height } = await within(tab, at);
      await tab.waitForFunction(([place, wanted]) => document.querySelectorAll("iframe")[place].clientHeight === wanted, [at, height]);
      assert.deepEqual(await within(tab, at), { height, scrolls: false, wide: false }, `frame ${at}`);
    }
    return heights(tab);
  };
  await calm(tab);
  const wide = await settled();
  await tab.setViewportSize({ width: 320, height: 900 });
  await until(tab, (_, height) => document.querySelector("iframe").clientHeight !== height, wide[0]);
  const narrow = await settled();
  assert.ok(narrow[0] > wide[0], `${narrow} after ${wide}`);
  // A search has room for its results, and moves nothing.
  const frame = inside(tab, 1);
  await frame.locator("input").fill("baselines");
  await frame.locator("[part=result]").first().waitFor();
  assert.ok(await frame.locator("[part=result]").first().evaluate((node) => node.getBoundingClientRect().bottom <= innerHeight));
  assert.deepEqual(await heights(tab), narrow);
});

story("a search alone takes less room than both halves, however narrow", ["", "view=search"], async (tab) => {
  for (const at of [0, 1]) await ready(tab, at);
  for (const width of [700, 320]) {
    await tab.setViewportSize({ width, height: 900 });
    await tab.waitForFunction(() => new Set([...document.querySelectorAll("iframe")].map((frame) => frame.clientHeight)).size > 1);
    await tab.waitForTimeout(100);
    const [both, search] = await heights(tab);
    assert.ok(search < both - 40 && search > 300, `${search} of ${both} at ${width}`);
  }
});

story("a message from elsewhere changes no frame", [""], async (tab) => {
  await ready(tab, 0);
  const { height } = await within(tab, 0);
  await tab.waitForFunction((wanted) => document.querySelector("iframe").clientHeight === wanted, height);
  await tab.evaluate(() => new Promise((heard) => {
    addEventListener("message", heard, { once: true });
    postMessage({ type: "epigraph-height", height: 9 }, "*");
  }));
  assert.deepEqual(await heights(tab), [height]);
});

const embed = (name, query, tell, options) => test(name, () => stage.visit({ path: `/embed.html?${query}`, csp: "", prepare: async (tab, context) => { await listen(tab); await options?.prepare?.(tab, context); }, ...options?.visit }, tell));
const attributes = (tab) => tab.evaluate(() => Object.fromEntries([...document.querySelector("epigraph-widget").attributes].map(({ name, value }) => [name, value])));

embed("the query string says what the attributes would, and the page speaks its language", "view=banner&quote=passion&heading-level=2&paused&lang=de&theme=dark&filter=author%3A%22Chip+Huyen%22", async (tab) => {
  await whenState(tab);
  assert.deepEqual(await attributes(tab), { view: "banner", quote: "passion", "heading-level": "2", paused: "", lang: "de", theme: "dark", filter: 'author:"Chip Huyen"' });
  await until(tab, (element) => element.current.id === "passion" && element.querySelector("h2"));
  assert.equal(await tab.getByRole("button", { name: "Weiter" }).or(tab.getByRole("button", { name: "Nächstes Zitat" })).count(), 1);
  assert.deepEqual(await tab.evaluate(() => [document.documentElement.lang, getComputedStyle(document.documentElement).colorScheme]), ["de", "dark"]);
});

embed("every attribute of the element can be asked for", "", async (tab) => {
  await whenState(tab);
  const names = await tab.evaluate(() => customElements.get("epigraph-widget").observedAttributes);
  assert.ok(names.length > 14);
  await tab.goto(`${stage.server.origin}/embed.html?${names.map((name) => `${name}=7`).join("&")}`);
  await tab.locator("epigraph-widget").waitFor({ state: "attached" });
  assert.deepEqual(Object.keys(await attributes(tab)).sort(), [...names].sort());
}, { visit: { allow: [/Failed to load resource/] } });

const TRICKS = "onclick=alert(1)&style=color:red&onload=alert(1)&%3Cscript%3E=1&innerHTML=%3Cb%3E&query=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&lang=%22%3E%3Cscript%3E&quote=%3Csvg+onload%3Dalert(1)%3E&words=1&slot=x";
embed("what is no attribute of the element is left unread, and nothing is read as HTML", TRICKS, async (tab) => {
  const dialogs = [];
  tab.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  await whenState(tab);
  assert.deepEqual(Object.keys(await attributes(tab)).sort(), ["lang", "query", "quote"]);
  assert.equal(await tab.locator("img, svg[onload], b, body script").count(), 0);
  await tab.locator("epigraph-widget").click({ position: { x: 5, y: 5 } });
  assert.deepEqual(dialogs, []);
});

for (const src of ["javascript:alert(1)", "data:text/plain,Mine", "blob:https://a.example/1", "file:///etc/passwd", "http://[", "ftp://a.example/q.csv"]) {
  embed(`a src that is no address of the web is not asked for: ${src}`, `src=${encodeURIComponent(src)}`, async (tab, _, server) => {
    await whenState(tab);
    assert.equal((await attributes(tab)).src, "about:invalid");
    assert.deepEqual((await told(tab, "error")).map(({ code }) => code), ["collection-invalid"]);
    await until(tab, (element) => /Others are shown instead/.test(element.shadowRoot.querySelector(".waiting")?.textContent));
    assert.equal(server.requests.includes("/etc/passwd"), false);
  }, { visit: { allow: [/about:invalid|Failed to load|Fetch API/] } });
}

/** What is in a frame needs no heading of its own. */
const faults = async (tab) => (await inspect(tab)).filter((fault) => !fault.startsWith("page-has-heading-one"));

embed("axe-core finds nothing, with results open too", "view=both&quote=passion", async (tab) => {
  await whenState(tab);
  await bringAxe(tab);
  assert.deepEqual(await faults(tab), []);
  await ask(tab, "data");
  await readResults(tab);
  await calm(tab);
  assert.deepEqual(await faults(tab), []);
});

embed("src is an address beside it", "src=quotes.json&order=sequence", async (tab) => {
  await whenState(tab);
  assert.deepEqual((await told(tab, "ready")).map(({ length }) => length), [69]);
  await ask(tab, "baselines");
  assert.match((await readResults(tab))[0], /Baselines/);
});

test("src is an address of another site that lets it be read", async () => {
  const other = await serve();
  try {
    other.put('[{"text": "From elsewhere."}]', { path: "/q.json", headers: { "access-control-allow-origin": "*" } });
    await stage.visit({ path: `/embed.html?src=${encodeURIComponent(`${other.origin}/q.json`)}`, csp: "", prepare: listen }, async (tab) => {
      await whenState(tab);
      assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").current.text), "From elsewhere.");
    });
  } finally {
    await other.stop();
  }
});

test("it works with the server gone, with any query; in a frame of another site nothing is kept", async () => {
  const [server, other] = await Promise.all([serve(), serve()]);
  const context = await stage.browser.newContext();
  try {
    const tab = await context.newPage();
    const stranger = other.put(`<!doctype html><title>Another site</title><iframe src="${server.origin.replace("127.0.0.1", "localhost")}/embed.html"></iframe>`);
    await tab.goto(other.origin + stranger);
    await ready(tab, 0);
    await calm(tab);
    assert.deepEqual(server.requests.filter((path) => path.endsWith("sw.js")), []);
    await tab.goto(`${server.origin}/embed.html?view=banner`);
    await whenState(tab);
    await tab.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await server.stop();
    await tab.goto(`${server.origin}/embed.html?quote=passion&src=quotes.json`);
    await whenState(tab);
    assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").current.id), "passion");
  } finally {
    await context.close();
    await Promise.all([server.stop(), other.stop()]);
  }
});
