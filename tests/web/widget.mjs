// What a story knows about the element: how to find its parts, read its quote, type into it, watch it.
// In: a tab that holds widgets. Out: plain values. Reads only what the contract makes public: parts, properties, events.
// Never asserts anything.
import { test } from "node:test";

/** Tells stories on a stage: each is listened to from its start, and told once every widget of its page is ready. */
export const tellingOn = (stage) => (name, { prepare = undefined, ...options }, tell) => test(name, () => stage.visit({
  ...options,
  prepare: async (tab, context) => {
    await listen(tab);
    await prepare?.(tab, context);
  },
}, async (tab, context) => {
  await whenState(tab);
  await tell(tab, context);
}));

/** A widget of quotes that stand in the page. */
export const holding = (quotes, attributes = "") => `<epigraph-widget ${attributes}><script type="application/json">${JSON.stringify(quotes)}</script></epigraph-widget>`;

/** A part of the first widget, by the contract's name for it. */
export const part = (tab, name) => tab.locator(`epigraph-widget [part~="${name}"]`).first();

/** The one of the reader's buttons that is shown: pause and play may be two that take turns. */
export const button = (tab, name) => tab.locator(`epigraph-widget [part~="${name}"]`).filter({ visible: true }).first();

/** Every part of that name. */
export const parts = (tab, name) => tab.locator(`epigraph-widget [part~="${name}"]`);

/** Waits until every widget of the page is in this state. */
export function whenState(tab, state = "ready") {
  return tab.waitForFunction((wanted) => {
    const widgets = [...document.querySelectorAll("epigraph-widget")];
    return widgets.length > 0 && widgets.every((widget) => widget.state === wanted);
  }, state);
}

/** Keeps every event of the element in `window.told`, from before the first script of the page. */
export function listen(tab) {
  return tab.addInitScript(() => {
    window.told = [];
    for (const name of ["ready", "quote", "results", "error"]) {
      document.addEventListener(`epigraph-${name}`, ({ detail }) => window.told.push({ name, ...detail }));
    }
  });
}

/** The events of that name so far, without their quotes and hits. */
export const told = (tab, name) => tab.evaluate((wanted) => window.told.filter((event) => event.name === wanted)
  .map(({ quote, hits, ...rest }) => ({ ...rest, id: quote?.id })), name);

/** How often the quote changed so far. */
export const changes = async (tab) => (await told(tab, "quote")).length;

/** Moves the first widget with one of its methods; done when the new quote has been painted, or stands there already. */
export const turn = (tab, method = "next", ...given) => tab.evaluate(([name, values]) => new Promise((done) => {
  const element = document.querySelector("epigraph-widget");
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done()));
  element.addEventListener("epigraph-quote", painted, { once: true });
  if (element.current.id === values[0]) painted();
  element[name](...values);
}), [method, given]);

/** Waits until everything that fades or moves has come to rest, and was painted. */
export const calm = (tab) => tab.evaluate(async () => {
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  await document.fonts.ready;
});

/** Points at the widget, and waits until it has fetched what may be wanted now. */
export async function comeNear(tab) {
  await tab.locator("epigraph-widget").hover();
  await partCame(tab);
}

/** Waits until what is fetched at the first touch has come, and whatever it moves has moved. */
export async function partCame(tab) {
  await until(tab, () => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.includes("/parts/more") && responseEnd));
  await calm(tab);
}

export const currentId = (tab) => tab.evaluate(() => document.querySelector("epigraph-widget").current?.id);

/**
 * The quote as a reader sees it: `said` with whatever stands around it, marks made by style included;
 * `figure` all the words of the figure.
 */
export function readShown(tab) {
  return tab.evaluate(() => {
    const figure = document.querySelector("epigraph-widget > figure");
    const block = figure.querySelector("blockquote");
    const resolve = (content) => content
      .replace("no-open-quote", "").replace("no-close-quote", "").replace("open-quote", "“").replace("close-quote", "”")
      .replace(/^(none|normal)$/, "").replace(/^"(.*)"$/s, "$1");
    const around = (side) => [block, ...block.querySelectorAll("*")]
      .map((element) => resolve(getComputedStyle(element, side).content)).join("");
    return {
      said: around("::before") + block.textContent.trim() + around("::after"),
      figure: figure.innerText,
      lang: block.closest("[lang]").lang,
    };
  });
}

/** Puts text into the search box as an input event does, and waits for the answer to it. */
export async function ask(tab, query) {
  await part(tab, "input").fill(query);
  await tab.waitForFunction((wanted) => window.told.findLast((event) => event.name === "results")?.query === wanted, query);
}

/** Shows the filter chips, where they are not shown already. */
export async function openFilters(tab) {
  const none = async (name) => await parts(tab, name).filter({ visible: true }).count() === 0;
  if (await none("chip") && await none("field")) await button(tab, "filter").click();
  await parts(tab, "chip").or(parts(tab, "field")).first().waitFor();
  // In a narrow column each field has its own button.
  if (await none("chip")) await button(tab, "field").click();
  await parts(tab, "chip").first().waitFor();
}

/** The results as shown: their words, first to last. */
export const readResults = (tab) => parts(tab, "result").allInnerTexts();

/** The focused element, through shadow roots: its part names, or its id. */
export function focused(tab) {
  return tab.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const named = element.closest("[part]");
    return named ? named.getAttribute("part") : element.id || element.localName;
  });
}

/** Waits until the condition on the first widget holds. The condition runs in the page and sees nothing of the story but `value`. */
export const until = (tab, condition, value) => tab.waitForFunction(
  // Put together here, since a strict page lets nothing put code together there.
  new Function("value", `return (${condition})(document.querySelector("epigraph-widget"), value)`), value);

/** The nearest aria-live above the quote, through slots and shadow roots. */
export function liveness(tab) {
  return tab.evaluate(() => {
    let element = document.querySelector("epigraph-widget > figure");
    while (element) {
      if (element.getAttribute?.("aria-live")) return element.getAttribute("aria-live");
      element = element.assignedSlot ?? element.parentNode ?? element.host;
    }
    return null;
  });
}

/** Counts timers that have not fired (frames are not timers), in `window.pendingTimers`, and compiled wasm modules. */
export function countTimersAndEngines(tab) {
  return tab.addInitScript(() => {
    const pending = new Set();
    window.pendingTimers = () => pending.size;
    const { setTimeout: later, clearTimeout: never, setInterval: often, clearInterval: notOften } = window;
    window.setTimeout = (run, wait, ...given) => {
      const timer = later(() => { pending.delete(timer); run(...given); }, wait);
      pending.add(timer);
      return timer;
    };
    window.setInterval = (run, wait, ...given) => {
      const timer = often(run, wait, ...given);
      pending.add(timer);
      return timer;
    };
    window.clearTimeout = (timer) => { pending.delete(timer); never(timer); };
    window.clearInterval = (timer) => { pending.delete(timer); notOften(timer); };
    window.engines = 0;
    for (const name of ["instantiate", "instantiateStreaming", "compile", "compileStreaming"]) {
      const made = WebAssembly[name];
      WebAssembly[name] = (...given) => { window.engines++; return made.apply(WebAssembly, given); };
    }
  });
}
