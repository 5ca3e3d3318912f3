// A stage for browser stories: one real Chromium and one web server for a test file.
// In: EPIGRAPH_CHROME (the browser) and EPIGRAPH_DIST (the built files), or chromium on the PATH and ../../dist.
// Out: visit(), which opens a page in a context of its own, runs a story, and then insists that the page saw
// no uncaught error, no console error and no policy violation. Never waits by the clock, never reaches the network.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { distFolder } from "./files.mjs";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json",
  ".png": "image/png", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

/** The strictest policy the element promises to live under: no inline style, no inline script, no HTML sink. */
export const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
  + "connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export const FALLBACK = "Shown until the widget is ready.";
export const WIDGET = `<epigraph-widget><blockquote>${FALLBACK}</blockquote></epigraph-widget>`;

const SHELL = `:root { color-scheme: light dark; color: CanvasText; background: Canvas } body { margin: 16px; font: 16px/1.5 sans-serif } .tall { height: 3000px }`;

/** `flags` and `env`: of the browser, besides those that every story needs. */
export function launch({ flags = [], env = {} } = {}) {
  const executablePath = process.env.EPIGRAPH_CHROME || execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags], env: { ...process.env, ...env } });
}

/** A whole page around `body`. `head` stands after the script tag of the one-file build. */
export function page({ body = WIDGET, head = "", script = "/epigraph.js", lang = "en", dir = "ltr" } = {}) {
  return `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8">`
    + `<meta name="viewport" content="width=device-width"><title>Test page</title>`
    + `<link rel="stylesheet" href="/shell.css">${head}<script type="module" src="${script}"></script></head>`
    + `<body><main><h1>Test page</h1>${body}<p id="sentinel">Below the widget.</p></main></body></html>`;
}

/** Serves a folder and whatever was put over it. `requests` lists every path asked for. */
export async function serve(folder = distFolder) {
  const extra = new Map([["/shell.css", { type: ".css", text: SHELL, headers: {} }]]);
  const handlers = new Map();
  const requests = [];
  const state = { folder };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    requests.push(path);
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    const handler = handlers.get(path);
    if (handler) return void handler(request, response);
    const put = extra.get(path);
    if (put) return void response.writeHead(200, { "content-type": TYPES[put.type] ?? "text/plain", ...put.headers }).end(put.text);
    const file = join(state.folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain", "cache-control": "no-cache" }).end(bytes);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  let pages = 0;
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    /** Serves another folder from now on: a new release. */
    release(next) { state.folder = next; },
    put(text, { path = `/page-${++pages}.html`, headers = {} } = {}) {
      extra.set(path, { type: extname(path), text, headers });
      return path;
    },
    /** Lets `handler(request, response)` answer for a path, well or badly. */
    handle(path, handler) { handlers.set(path, handler); },
    stop() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** Everything that went wrong on a page, as text. */
function watchFaults(tab) {
  const faults = [];
  tab.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  tab.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  return faults;
}

/** No story takes as long; one that hangs says so instead of holding up all the others. */
const STORY_MS = 120_000;

function within(limitMs, work) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`the story took longer than ${limitMs} ms`)), limitMs); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Call once at the top of a test file: the browser and the server live as long as its tests. */
export function openStage(options) {
  let browser, server;
  before(async () => { [browser, server] = await Promise.all([launch(options), serve()]); });
  after(async () => { await browser?.close(); await server?.stop(); });

  /**
   * Opens `path` (or a test page made of the other options) and runs the story.
   * options: context options, `prepare(tab, context)` before the first byte, `allow`: faults that this story is about,
   * `waitUntil`: how far the page must have come before the story begins.
   */
  async function visit(options, story) {
    const { path, csp = STRICT, context: contextOptions = {}, prepare, allow = [], waitUntil = "load", ...parts } = options;
    const context = await browser.newContext(contextOptions);
    context.setDefaultTimeout(10_000);
    const tab = await context.newPage();
    const faults = watchFaults(tab);
    try {
      await prepare?.(tab, context);
      const headers = csp ? { "content-security-policy": csp } : {};
      await tab.goto(server.origin + (path ?? server.put(page(parts), { headers })), { waitUntil });
      await within(STORY_MS, story(tab, context, server));
      const unexpected = faults.filter((fault) => !allow.some((pattern) => pattern.test(fault)));
      assert.deepEqual(unexpected, [], "the page saw errors");
    } finally {
      await context.close();
    }
  }
  return { visit, get browser() { return browser; }, get server() { return server; } };
}
