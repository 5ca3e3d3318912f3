// The same stories in Chromium, Firefox and WebKit: what an engine could break by itself.
// In: dist/ in real browsers, whichever there are. Out: the promises about keyboard and focus, styles, layout, history,
// memory and policies, and the studio. Never passes over a story that an engine is named for.
import { after, before, describe, test } from "node:test";
import { stories as look } from "./engines/look.mjs";
import { stories as page } from "./engines/page.mjs";
import { stories as reader } from "./engines/reader.mjs";
import { engines, openEngine } from "./engines/stage.mjs";
import { stories as studio } from "./engines/studio.mjs";

// Side by side: most of their time they wait for frames and timers.
describe("alike in every engine", { concurrency: engines.length }, () => {
  for (const name of engines) {
    describe(name, { concurrency: 1 }, () => {
      let engine;
      before(async () => { engine = await openEngine(name); });
      after(() => engine?.close());
      for (const [title, { in: some = engines, ...options }, tell] of [...reader, ...page, ...look, ...studio]) {
        if (some.includes(name)) test(title, () => engine.visit(options, tell));
      }
    });
  }
});
