// Takes pictures for a person to look at: node tests/web/screenshots.mjs OUTDIR
// In: dist/. Out: PNG files of the demo, of a bare page and of the studio, at three widths, in every colour scheme and state.
// Not a test: it asserts nothing.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch, page, serve } from "./browser.mjs";
import { entries } from "./document.mjs";
import { openFile, PATH, refusal } from "./studio.mjs";
import { ask, calm, listen, openFilters, parts, until, whenState } from "./widget.mjs";

const out = process.argv[2];
if (!out) {
  console.error("usage: node tests/web/screenshots.mjs OUTDIR");
  process.exit(1);
}

const WIDTHS = [320, 768, 1280];
const SCHEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  forced: { colorScheme: "dark", forcedColors: "active" },
};
const byLength = [...entries].sort((a, b) => a.text.length - b.text.length);
const show = (topic) => (tab) => tab.evaluate((wanted) => {
  const element = document.querySelector("epigraph-widget");
  element.pause();
  element.show(element.collection.search(wanted).hits[0].quote.id);
}, topic);

/** Asks, and waits until the count has been said. */
async function askAndHear(tab, query) {
  await ask(tab, query);
  await until(tab, (element) => element.shadowRoot.querySelector('[part~="status"]').textContent !== "");
}

/** What is done before the picture is taken. */
const STATES = {
  idle: show("Baselines"),
  longest: show(byLength.at(-1).topic),
  shortest: show(byLength[0].topic),
  paraphrase: show("Freshness"),
  results: (tab) => askAndHear(tab, "data"),
  filters: async (tab) => {
    await askAndHear(tab, "data");
    await openFilters(tab);
    await parts(tab, "chip").first().click();
  },
  nothing: (tab) => askAndHear(tab, "xylophone zeppelin"),
  focus: async (tab) => { await tab.keyboard.press("Tab"); await tab.keyboard.press("Tab"); },
};

/** What is done in the studio, one after the other. */
const STEPS = {
  start: () => {},
  refused: async (tab) => {
    await openFile(tab, "page.html", "<html>");
    await refusal(tab);
  },
  opened: async (tab) => {
    await tab.getByRole("button", { name: "A spreadsheet" }).click();
    await tab.locator("#take").waitFor();
    await until(tab, (element) => element.collection?.length === 5);
  },
  dressed: async (tab) => {
    await tab.locator("#theme").selectOption("dark");
    await tab.locator("#view").selectOption("banner");
    await tab.getByLabel("Accent colour").fill("#e9a083");
  },
};

await mkdir(out, { recursive: true });
const [browser, server] = await Promise.all([launch(), serve()]);
const PAGES = {
  demo: "/index.html",
  bare: server.put(page()),
  rtl: server.put(page({ dir: "rtl", lang: "ar" })),
};

for (const width of WIDTHS) {
  for (const [scheme, context] of Object.entries(SCHEMES)) {
    const room = await browser.newContext({ ...context, viewport: { width, height: 900 }, reducedMotion: "reduce" });
    for (const [name, path] of Object.entries(PAGES)) {
      const tab = await room.newPage();
      await listen(tab);
      for (const [state, reach] of Object.entries(name === "rtl" ? { idle: STATES.idle, results: STATES.results } : STATES)) {
        await tab.goto(server.origin + path);
        await whenState(tab);
        await reach(tab);
        await calm(tab);
        await tab.screenshot({ path: join(out, `${name}-${state}-${width}-${scheme}.png`), animations: "disabled" });
      }
      if (name === "demo") await tab.screenshot({ path: join(out, `${name}-whole-${width}-${scheme}.png`), fullPage: true });
      await tab.close();
    }
    const studio = await room.newPage();
    await studio.goto(server.origin + PATH);
    for (const [step, reach] of Object.entries(STEPS)) {
      await reach(studio);
      await calm(studio);
      await studio.screenshot({ path: join(out, `studio-${step}-${width}-${scheme}.png`), fullPage: true, animations: "disabled" });
    }
    await room.close();
  }
}
await browser.close();
await server.stop();
console.log(`${out}: done`);
