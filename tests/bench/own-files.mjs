// What a collection of a page's own costs its readers, in each browser engine there is: node own-files.mjs FILE …
// In: files of any format that is read, dist/ (EPIGRAPH_DIST), and a script that only starts when it is told. Out, a line
// for the built-in collection, so that it is seen what a start takes by itself, and one for each file: milliseconds from the script to the first quote and to the first answer of the search, the longest task (Chromium:
// processor time; elsewhere gaps on the clock), and what memory the browser's processes take more at the most; or what
// was refused, and after how long. Never fails for what is slow.
import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { engines, openEngine } from "../web/engines/stage.mjs";

const PROGRAMS = { Chromium: /chrom/, Firefox: /firefox|Web Content|Isolated|WebExtensions|Privileged/, WebKit: /WebKit|MiniBrowser/ };

/** Bytes that an engine's processes hold resident. */
function resident(name) {
  let sum = 0;
  for (const entry of readdirSync("/proc").filter((process) => /^\d+$/.test(process))) {
    try {
      const status = readFileSync(`/proc/${entry}/status`, "utf8");
      if (PROGRAMS[name].test(/^Name:\s*(.*)$/m.exec(status)?.[1] ?? "")) sum += 1024 * Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0);
    } catch {
      // It has ended meanwhile.
    }
  }
  return sum;
}

const OPTIONS = { body: '<div id="place"></div>', script: "/later.js", csp: "", allow: [/.*/] };
const later = 'window.start = () => import("/epigraph.js");';

for (const name of engines) {
  for (const path of ["", ...process.argv.slice(2)]) {
    const source = path ? await readFile(path) : Buffer.alloc(0);
    const engine = await openEngine(name);
    try {
      await engine.visit({ ...OPTIONS, files: { "/later.js": later } }, async (tab, { server, longestTask }) => {
        // What a driver takes for text it decodes, on the page's time.
        server.put(source, { path: "/source", headers: { "content-type": "application/octet-stream" } });
        await tab.waitForFunction(() => window.start);
        const before = resident(name);
        let most = before;
        const sampling = setInterval(() => { most = Math.max(most, resident(name)); }, 40);
        let told;
        const longest = await longestTask(async () => {
          told = await tab.evaluate(async (src) => {
            const began = performance.now();
            const since = () => Math.round(performance.now() - began);
            await window.start();
            const element = document.createElement("epigraph-widget");
            element.append(Object.assign(document.createElement("blockquote"), { textContent: "Meanwhile." }));
            element.src = src;
            const outcome = new Promise((done) => {
              element.addEventListener("epigraph-quote", () => done({ quote: since() }), { once: true });
              element.addEventListener("epigraph-error", ({ detail }) => done({ refused: `${detail.code}: ${detail.message}`, quote: since() }), { once: true });
            });
            document.querySelector("#place").append(element);
            const first = await outcome;
            if (first.refused) return first;
            await null;
            const total = element.search("th")?.total;
            return { ...first, search: since(), total, length: element.collection.length };
          }, path && "/source");
        });
        clearInterval(sampling);
        const size = `${(source.length / 1e6).toFixed(1)} MB`;
        console.log(`${name} | ${path ? basename(path) : "built in"} | ${size} | ` + (told.refused
          ? `refused after ${told.quote} ms: ${told.refused}`
          : `first quote ${told.quote} ms | search ${told.search} ms (${told.total} of ${told.length}) | longest task ${longest.toFixed(0)} ms | memory +${((most - before) / 1e6).toFixed(0)} MB`));
      });
    } finally {
      await engine.close();
    }
  }
}
