// A stage for stories that are told alike in Chromium, Firefox and WebKit.
// In: EPIGRAPH_CHROME, EPIGRAPH_FIREFOX and EPIGRAPH_WEBKIT (WebKit's driver), each the path of a program or empty where
// there is none; by hand, what is on the PATH. Out: visit(), which opens a page in one of them, runs a story, and then
// insists that the page saw no error and no violation of its policy. Nothing a driver can do in one engine only is used.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { launch as launchChromium, page, serve, STRICT } from "../browser.mjs";
import { launchFirefox, launchWebKit } from "./webdriver.mjs";
import { countTimersAndEngines, listen } from "../widget.mjs";

function find(variable, program) {
  if (process.env[variable] !== undefined) return process.env[variable];
  try {
    return execFileSync("which", [program], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** Milliseconds the processor spent on the longest task of the page while `act` went on: what else the machine does counts little. */
async function longestTraced(browser, tab, act) {
  await browser.startTracing(tab, { categories: ["toplevel"] });
  await act();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const main = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`);
  // A task that had begun or had not ended tells no time.
  const tasks = traceEvents.filter(({ name, pid, tid, tdur }) => name === "ThreadControllerImpl::RunTask" && main.includes(`${pid} ${tid}`) && tdur >= 0);
  if (tasks.length === 0) throw new Error("the trace holds no task");
  return Math.max(...tasks.map(({ tdur }) => tdur / 1000));
}

/** The longest time between two messages of a page to itself while `act` went on, in milliseconds. */
async function longestGap(tab, act) {
  await tab.evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    let last = performance.now();
    window.longest = 0;
    port1.onmessage = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      if (window.longest >= 0) port2.postMessage(0);
    };
    port2.postMessage(0);
  });
  await act();
  return tab.evaluate(() => { const { longest } = window; window.longest = NaN; return longest; });
}

const LAUNCH = {
  Chromium: async () => {
    const browser = await launchChromium();
    const tab = await browser.newPage();
    tab.setDefaultTimeout(10_000);
    const debug = await tab.context().newCDPSession(tab);
    return {
      tab,
      collect: () => debug.send("HeapProfiler.collectGarbage"),
      longestTask: (act) => longestTraced(browser, tab, act),
      close: () => browser.close(),
    };
  },
  Firefox: () => launchFirefox(PATHS.Firefox),
  WebKit: () => launchWebKit(PATHS.WebKit),
};
const PATHS = {
  Chromium: find("EPIGRAPH_CHROME", "chromium"),
  Firefox: find("EPIGRAPH_FIREFOX", "firefox-esr"),
  WebKit: find("EPIGRAPH_WEBKIT", "WebKitWebDriver"),
};

/** The engines there are. */
export const engines = Object.keys(LAUNCH).filter((name) => PATHS[name]);

const asScript = (functions) => functions.map((run) => `(${run})();\n`).join("");

/** What every page runs before its first script, since not every driver can put something there. */
const watchers = [];
for (const watch of [listen, countTimersAndEngines]) watch({ addInitScript: (run) => watchers.push(run) });
watchers.push(() => {
  window.faults = [];
  const note = (kind, text) => window.faults.push(`${kind}: ${text}`);
  addEventListener("error", ({ message }) => note("uncaught", message));
  addEventListener("unhandledrejection", ({ reason }) => note("uncaught", reason));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => note("policy", `${violatedDirective} ${blockedURI}`));
  const { error } = console;
  console.error = (...words) => { note("console", words.join(" ")); error(...words); };
  /** The shown parts with that name of any widget. */
  window.parts = (name) => [...document.querySelectorAll("epigraph-widget, epigraph-widget *")]
    .flatMap((element) => [element, ...element.shadowRoot?.querySelectorAll("*") ?? []])
    .filter((element) => element.matches(`[part~="${name}"]`) && element.checkVisibility({ visibilityProperty: true }));
});
export const watching = asScript(watchers);

/** One engine and one server, for as long as they are needed. */
export async function openEngine(name) {
  const [{ tab, collect, longestTask = (act) => longestGap(tab, act), close }, server] = await Promise.all([LAUNCH[name](), serve()]);
  let scripts = 0;

  /**
   * Opens a test page and runs the story. options: those of page(); `csp`; `before`, functions the page runs before its
   * first script; `files`, what else is served; `allow`, faults that this story is about; `width` and `height` of the
   * viewport; `hash` of the address.
   */
  async function visit({ csp = STRICT, before = [], files = {}, allow = [], width = 1000, height = 800, hash = "", head = "", ...parts }, story) {
    for (const [path, text] of Object.entries(files)) server.put(text, { path });
    const script = server.put(watching + asScript(before), { path: `/before-${++scripts}.js` });
    const headers = csp ? { "content-security-policy": csp } : {};
    const text = page({ ...parts, head: `<script src="${script}"></script>${head}` });
    await tab.setViewportSize({ width, height });
    await tab.mouse.move(2, 2);
    await tab.goto(server.origin + server.put(text, { headers }) + hash);
    await story(tab, { server, collect, longestTask });
    const faults = (await tab.evaluate(() => window.faults)).filter((fault) => !allow.some((pattern) => pattern.test(fault)));
    assert.deepEqual(faults, [], "the page saw errors");
  }
  return { visit, close: async () => { await close(); await server.stop(); } };
}

/** The middle of a shown part, or of what a selector finds. */
const middle = (tab, name) => tab.evaluate((wanted) => {
  const { left, top, width, height } = (window.parts(wanted)[0] ?? document.querySelector(wanted)).getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}, name);

/** Points at a part, or presses it, with the mouse. */
export const point = async (tab, name) => tab.mouse.move(...await middle(tab, name));
/** Presses a part where it is seen: what is due before the next frame may move it. */
export async function press(tab, name) {
  await painted(tab);
  await tab.mouse.click(...await middle(tab, name));
}

/** Waits until the last answer was to this query. */
export const answered = (tab, query) => tab.waitForFunction((wanted) => window.told.findLast((event) => event.name === "results")?.query === wanted, query);
/** Waits until so many timers are pending. */
export const timers = (tab, count) => tab.waitForFunction((wanted) => window.pendingTimers() === wanted, count);
export const painted = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
/** The words of the shown parts with that name. */
export const texts = (tab, name) => tab.evaluate((wanted) => window.parts(wanted).map((element) => element.innerText), name);
export const fallbackShown = (tab) => tab.evaluate(() => [...document.querySelectorAll("epigraph-widget > blockquote")].some((element) => element.checkVisibility()));
