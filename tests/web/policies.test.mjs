// Pages that forbid things: security policies, no WebAssembly, no JavaScript, hostile attribute values, file addresses.
// In: dist/ in a real browser. Out: what stands on the page then, and that the page itself is left as it was.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { FALLBACK, openStage, STRICT, WIDGET } from "./browser.mjs";
import { entries } from "./document.mjs";
import { distFolder } from "./files.mjs";
import { ask, button, listen, openFilters, part, parts, readResults, readShown, told, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, ...options }, tell));

/** The page stands as its author wrote it, and one event says why. */
async function assertFallback(tab, code) {
  await tab.waitForFunction(() => window.told.some(({ name }) => name === "error"));
  await whenState(tab, "fallback");
  assert.ok(await tab.getByText(FALLBACK).isVisible());
  await tab.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  const errors = await told(tab, "error");
  assert.equal(errors.length, 1, JSON.stringify(errors));
  assert.equal(errors[0].code, code);
  assert.ok(errors[0].message.length > 0 && errors[0].stage.length > 0 && typeof errors[0].retryable === "boolean");
  assert.equal(await parts(tab, "input").filter({ visible: true }).count(), 0, "no search box that cannot answer");
  assert.deepEqual(await told(tab, "ready"), []);
}

const FORBIDDEN = STRICT.replace(" 'wasm-unsafe-eval'", "");

/** With nothing that could stand in for the engine either. @param {(tab: any) => unknown} [more] */
const alone = (more) => async (tab) => {
  await listen(tab);
  await tab.route("**/parts/basic-*", (route) => route.abort());
  await more?.(tab);
};
const UNSERVED = /Failed to load resource|net::ERR_FAILED|Failed to fetch/;

story("a policy without wasm-unsafe-eval, and no stand-in to be had: the fallback stays, one error says so", {
  csp: FORBIDDEN, allow: [/Content Security Policy/, UNSERVED], prepare: alone(),
}, (tab) => assertFallback(tab, "wasm-unavailable"));

story("no WebAssembly at all, and no stand-in to be had: the fallback stays, one error says so", {
  allow: [UNSERVED], prepare: alone((tab) => tab.addInitScript(() => { delete window.WebAssembly; })),
}, (tab) => assertFallback(tab, "wasm-unavailable"));

story("an engine that cannot be compiled, and no stand-in: the fallback stays, and retry() heals it", {
  allow: [UNSERVED],
  prepare: alone(async (tab) => {
    await tab.addInitScript(() => {
      for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
        const real = WebAssembly[name];
        WebAssembly[name] = (...given) => (window.healed ? real.apply(WebAssembly, given) : Promise.reject(new WebAssembly.CompileError("broken by the story")));
      }
    });
  }),
}, async (tab) => {
  await assertFallback(tab, (await told(tab, "error"))[0]?.code ?? "wasm-unavailable");
  await tab.evaluate(() => { window.healed = true; return document.querySelector("epigraph-widget").retry(); });
  await whenState(tab);
  await turn(tab);
});

story("several widgets without WebAssembly or a stand-in: each keeps its fallback and says so once", {
  csp: FORBIDDEN, body: WIDGET.repeat(3), allow: [/Content Security Policy/, UNSERVED], prepare: alone(),
}, async (tab) => {
  await tab.waitForFunction(() => window.told.filter(({ name }) => name === "error").length === 3);
  await whenState(tab, "fallback");
});

story("Trusted Types and the strictest policy: everything works, nothing is violated", {
  prepare: async (tab) => {
    await listen(tab);
    await tab.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, sample }) => window.violations.push(`${violatedDirective} ${sample}`));
    });
  },
}, async (tab) => {
  await whenState(tab);
  await turn(tab);
  await ask(tab, "data");
  await openFilters(tab);
  await parts(tab, "chip").first().click();
  await parts(tab, "chip").first().click();
  await tab.evaluate(() => document.querySelector("epigraph-widget").setAttribute("theme", "dark"));
  await ask(tab, "baselines");
  assert.match((await readResults(tab))[0], /Baselines/);
  assert.deepEqual(await tab.evaluate(() => window.violations), []);
  const height = await button(tab, "next").evaluate((element) => element.getBoundingClientRect().height);
  assert.ok(height >= 24, `styled, and large enough to hit: ${height} px`);
});

story("a page whose scripts add to all objects has its widget", {
  prepare: async (tab) => {
    await listen(tab);
    await tab.addInitScript(() => { Object.assign(Object.prototype, { extra: 1 }); });
  },
}, async (tab) => {
  await whenState(tab);
  await turn(tab);
  await ask(tab, "baselines");
  assert.match((await readResults(tab))[0], /Baselines/);
});

test("the demo page without JavaScript holds all 69, each with its address", () => stage.visit({
  path: "/index.html#quote=passion", csp: "", context: { javaScriptEnabled: false },
}, async (tab) => {
  const figures = tab.locator('[id^="quote="]');
  assert.equal(await figures.count(), 69);
  const texts = await figures.allInnerTexts();
  for (const { topic, text, source } of entries) {
    const shown = texts.find((words) => words.includes(text));
    assert.ok(shown, text);
    assert.ok(shown.includes(source) && shown.toLowerCase().includes(topic.toLowerCase()), topic);
  }
  assert.ok(await tab.locator("epigraph-widget blockquote").isVisible(), "the fallback is a quote too");
  assert.match(await tab.locator('[id="quote=passion"]').innerText(), /something you cultivate/);
  assert.ok(await tab.locator('[id="quote=passion"]').evaluate((element) => element.matches(":target")));
  assert.equal(await tab.getByRole("heading", { level: 2 }).filter({ hasText: /Careers, Interviews/ }).count(), 1);
}));

test("without JavaScript a paraphrase on the demo page has no marks and says what it is", () => stage.visit({
  path: "/index.html", csp: "", context: { javaScriptEnabled: false },
}, async (tab) => {
  for (const { text, kind } of entries) {
    const figure = tab.locator('[id^="quote="]').filter({ has: tab.getByText(text, { exact: kind === "paraphrase" }) }).first();
    const words = await figure.innerText();
    assert.equal(/paraphrase/i.test(words.replace(text, "")), kind === "paraphrase", text);
    assert.equal(words.includes(`“${text}”`), kind === "quotation", text);
  }
}));

// Addresses that nobody serves are asked for, and the browser says so.
const ASKED = [/connect-src|Fetch API cannot load|Failed to load resource/];

story("no attribute value makes it throw, and good values bring it back", { allow: ASKED }, async (tab) => {
  await whenState(tab);
  await tab.evaluate(async () => {
    const element = document.querySelector("epigraph-widget");
    const values = ["", " ", "-1", "0", "1e999", "NaN", "null", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "__proto__", "constructor",
      "\ud83d", "\u0000", "x".repeat(100_000), "part:", "\"", "../../etc/passwd", "Mars/Olympus", "zz-ZZ-zz", "99999999999999999999"];
    const names = ["view", "order", "timezone", "interval", "filter", "quote", "query", "limit", "theme", "lang", "heading-level", "permalinks", "paused", "src", "engine", "style-x"];
    for (const name of names) {
      for (const value of values) {
        element.setAttribute(name, value);
        const property = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
        if (property in element && !["paused"].includes(property)) element[property] = value;
        await null;
      }
      await new Promise((painted) => requestAnimationFrame(painted));
      element.removeAttribute(name);
    }
    for (const call of ["show", "search"]) for (const value of [...values, null, undefined, 7, {}]) element[call](value);
    element.search("");
  });
  await whenState(tab);
  await tab.evaluate(() => document.querySelector("epigraph-widget").show("baselines"));
  await until(tab, (element) => element.current.id === "baselines");
  assert.equal(await tab.locator("epigraph-widget img").count(), 0);
});

story("a filter that leaves nothing keeps the fallback on the page, and a good one heals it", {
  body: `<epigraph-widget filter="part:77"><blockquote>${FALLBACK}</blockquote></epigraph-widget>`,
}, async (tab) => {
  await tab.waitForFunction(() => document.querySelector("epigraph-widget").state === "ready"
    || window.told.some(({ name }) => name === "error"));
  assert.ok(await tab.locator("epigraph-widget blockquote").first().isVisible(), "something stands there");
  const line = parts(tab, "status").filter({ visible: true });
  assert.equal(await line.innerText(), "No quote matches");
  assert.equal((await told(tab, "error"))[0].code, "collection-empty");
  assert.equal(await parts(tab, "retry").count(), 0, "nor would trying again help");
  await tab.locator("epigraph-widget").hover();
  await until(tab, () => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.includes("/parts/more") && responseEnd));
  assert.ok(await line.isVisible(), "whatever is fetched meanwhile");
  await tab.evaluate(() => document.querySelector("epigraph-widget").removeAttribute("filter"));
  await until(tab, (element) => element.current !== undefined && element.current !== null);
  assert.ok((await readShown(tab)).said.length > 10);
  assert.equal(await line.count(), 0);
});

story("the host page keeps its globals, title, history, focus and prototypes", { script: "/empty.js" , prepare: async (tab) => {
  await listen(tab);
  await tab.route("**/empty.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
} }, async (tab) => {
  const read = () => tab.evaluate(() => ({
    globals: Object.keys(window).sort(),
    names: [Object, Array, String, Element, HTMLElement, Document].map(({ prototype }) => Object.getOwnPropertyNames(prototype).length),
    title: document.title,
    history: history.length,
    address: location.href,
    focus: document.activeElement.localName,
    head: document.head.children.length,
    body: document.body.children.length,
    storage: localStorage.length + sessionStorage.length,
    cookies: document.cookie,
  }));
  const before = await read();
  await tab.evaluate(() => import("/epigraph.js").then(() => {}));
  await whenState(tab);
  for (let step = 0; step < 3; step++) await turn(tab);
  await ask(tab, "data");
  await tab.evaluate(() => document.activeElement.blur());
  await tab.waitForFunction(() => !document.head.querySelector("[rel=modulepreload]"));
  assert.deepEqual(await read(), before);
});

story("the page asks for nothing but the one file, until a reader comes to it", {}, async (tab, _, server) => {
  await whenState(tab);
  server.requests.length = 0;
  await tab.reload();
  await whenState(tab);
  await turn(tab);
  const asked = () => server.requests.filter((path) => !/^\/(page-\d+\.html|shell\.css|favicon\.ico)$/.test(path)).map((path) => path.replace(/-\w+\.js/, ""));
  assert.deepEqual(asked(), ["/epigraph.js"]);
  await ask(tab, "data");
  await until(tab, () => performance.getEntriesByType("resource").length > 1);
  assert.deepEqual(asked(), ["/epigraph.js", "/parts/more"]);
});

test("from a file address, as a classic script, it works and searches", async () => {
  const folder = await mkdtemp(join(tmpdir(), "epigraph-file-"));
  const context = await stage.browser.newContext();
  try {
    const file = join(folder, "page.html");
    await writeFile(file, `<!doctype html><title>A file</title><body>${WIDGET}<script src="${pathToFileURL(join(distFolder, "epigraph.classic.js")).href}"></script>`);
    const tab = await context.newPage();
    const faults = [];
    tab.on("pageerror", (error) => faults.push(error.message));
    await listen(tab);
    await tab.goto(pathToFileURL(file).href);
    await whenState(tab);
    await ask(tab, "baselines");
    assert.match((await readResults(tab))[0], /Baselines/);
    assert.deepEqual(faults, []);
    assert.ok(await part(tab, "input").isVisible());
  } finally {
    await context.close();
    await rm(folder, { recursive: true });
  }
});
