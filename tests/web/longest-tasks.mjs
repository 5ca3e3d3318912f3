// How long the widget keeps a page from answering, in each engine: node tests/web/longest-tasks.mjs
// In: dist/ in real browsers, whichever there are. Out: for starting, turning, typing and filtering the longest task, in
// Chromium by its processor time, elsewhere by gaps on the clock, which hold whatever else the machine does; the least of
// several rounds, as noise only adds. Not a test: it asserts nothing.
import { reserveRule } from "./files.mjs";
import { turn, whenState } from "./widget.mjs";
import { answered, engines, openEngine, painted, press } from "./engines/stage.mjs";

const ROUNDS = 5;
const OPTIONS = {
  head: '<link rel="stylesheet" href="/reserve.css">',
  script: "/later.js",
  files: { "/reserve.css": reserveRule(), "/later.js": 'window.start = () => { import("/epigraph.js"); };' },
};

for (const name of engines) {
  const engine = await openEngine(name);
  try {
    await engine.visit(OPTIONS, async (tab, { longestTask }) => {
      const address = await tab.evaluate(() => location.href);
      /** @type {Record<string, number>} */
      const took = {};
      const time = async (what, act) => {
        const longest = await longestTask(async () => { await act(); await painted(tab); });
        took[what] = Math.min(took[what] ?? Infinity, longest);
      };
      for (let round = 0; round < ROUNDS; round++) {
        if (round) await tab.goto(address);
        await tab.waitForFunction(() => window.start);
        await painted(tab);
        await time("start", async () => { await tab.evaluate(() => window.start()); await whenState(tab); });
        await time("turns", async () => { for (let step = 0; step < 10; step++) await turn(tab); });
        await press(tab, "input");
        await time("keys", async () => { await tab.keyboard.type("model"); await answered(tab, "model"); });
        await time("filters", () => press(tab, "filter"));
      }
      console.log(name, Object.entries(took).map(([what, longest]) => `${what} ${longest.toFixed(1)} ms`).join(", "));
    });
  } finally {
    await engine.close();
  }
}
