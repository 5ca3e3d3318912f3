// Every state a reader can find the widget in, by name, always with the same quote and the same words.
// In: a stage. Out: for each state the page it is reached on, and the steps that lead there. Asserts nothing.
import { FALLBACK } from "./browser.mjs";
import { ask, button, calm, listen, openFilters, part, partCame, parts, until, whenState } from "./widget.mjs";

const BLOCKQUOTE = `<blockquote>${FALLBACK}</blockquote>`;
const widget = (attributes = 'quote="baselines" paused limit="2"') => `<epigraph-widget ${attributes}>${BLOCKQUOTE}</epigraph-widget>`;
/** A collection of the page's own: a quote with a link to its source, one without, and one in another language. */
const OWN = `<epigraph-widget quote="begin" paused><script type="application/json">[
  {"id": "begin", "text": "Begin at once to live, and count each separate day as a separate life.", "author": "Seneca", "source": "Moral Letters", "url": "https://example.org/letters"},
  {"text": "Wer wagt, gewinnt.", "author": "Unbekannt", "lang": "de"}]</script></epigraph-widget>`;

/** An address that never answers, and one where there is nothing. */
export const NEVER = "/never.txt";
const NOTHING = "/nothing.txt";

const said = (tab) => until(tab, (element) => element.shadowRoot.querySelector('.panel [role="status"]').textContent !== "");
const search = (query) => async (tab) => {
  await ask(tab, query);
  await partCame(tab);
  await said(tab);
};
const withFilters = async (tab) => {
  await ask(tab, "data");
  await openFilters(tab);
  await said(tab);
};
const failed = async (tab) => parts(tab, "retry").first().waitFor();
const keep = async (tab) => {
  await button(tab, "favourite").click();
  await until(tab, (element) => element.shadowRoot.querySelector(".said")?.textContent);
};
/** What is said after an act goes away by itself; here it stays, however slow the machine. */
const LASTING = () => {
  const { setTimeout } = window;
  window.setTimeout = (run, wait, ...given) => (wait === 4000 ? 0 : setTimeout(run, wait, ...given));
};
/** Away from everything that a pointer changes. */
const away = (tab) => tab.mouse.move(1, 1);

/** @type {Record<string, {body?: string, lang?: string, dir?: string, state?: string, path?: string, reach?: (tab: any) => Promise<unknown>}>} */
export const STATES = {
  loading: { body: widget(`src="${NEVER}"`), state: "loading", reach: (tab) => tab.locator("epigraph-widget progress").waitFor() },
  fallback: { body: widget('filter="part:99"'), state: "fallback" },
  rotating: { body: widget('quote="baselines" interval="86400"') },
  paused: {},
  "a paraphrase": { reach: (tab) => tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    element.show(element.collection.search("kind:paraphrase").hits[0].quote.id);
  }) },
  "a long quote": { body: widget('quote="tooling-evolution" paused') },
  "with headings": { body: widget('quote="baselines" paused heading-level="2"') },
  "a quote of the day": { body: widget('quote="baselines" order="daily"') },
  "a collection of its own": { body: OWN },
  "something done": { reach: async (tab) => { await keep(tab); await away(tab); } },
  results: { reach: search("data") },
  "a match in part": { reach: search("data zebra model") },
  "nothing found": { reach: search("xylophone zeppelin") },
  "another query suggested": { reach: search("bselnes") },
  "filters open": { reach: withFilters },
  "a filter on": { reach: async (tab) => {
    await withFilters(tab);
    await parts(tab, "chip").first().click();
    await said(tab);
  } },
  sorted: { reach: async (tab) => {
    await withFilters(tab);
    await tab.locator("epigraph-widget select").selectOption({ label: "Shortest first" });
    await said(tab);
  } },
  "favourites listed": { reach: async (tab) => {
    await keep(tab);
    await withFilters(tab);
    await button(tab, "show").click();
    await tab.locator("epigraph-widget .shelf + ul").waitFor();
  } },
  failed: { body: widget(`src="${NOTHING}"`), state: "fallback", reach: failed },
  "failed, with something in its stead": { body: `<epigraph-widget src="${NOTHING}" quote="baselines" paused></epigraph-widget>`, reach: failed },
  banner: { body: widget('view="banner" quote="baselines" paused') },
  search: { body: widget('view="search" limit="2"'), reach: async (tab) => {
    await search("baselines")(tab);
    await parts(tab, "result").first().click();
  } },
  "from right to left": { lang: "ar", dir: "rtl", reach: withFilters },
};

/** Opens a page on which the widget is in that state, and tells the story. @param {any} stage @param {string} name @param {{dir?: string, context?: object, prepare?: Function}} options as those of stage.visit @param {(tab: any, context: any) => Promise<void>} story */
export function visitState(stage, name, options, story) {
  const { body = widget(), lang, dir, state = "ready", reach } = STATES[name];
  return stage.visit({
    body, lang,
    dir: dir ?? options.dir,
    allow: [/Failed to load resource/],
    context: options.context,
    prepare: async (tab, context) => {
      stage.server.handle(NEVER, () => {});
      await listen(tab);
      await tab.addInitScript(LASTING);
      await options.prepare?.(tab, context);
    },
  }, async (tab, context) => {
    await whenState(tab, state);
    await reach?.(tab);
    await calm(tab);
    await story(tab, context);
  });
}
