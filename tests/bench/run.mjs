// The comparison, from the first page to the table. In: EPIGRAPH_CHROME, EPIGRAPH_DIST, and on the command line
// --quotes N and --row NAME, as often as wanted, --rounds N, --out PATH. Out: the table on standard output, PATH.md and
// PATH.json. Never fails for a slow row or one that cannot: that is a cell of the table.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { bundleRows } from "./bundle.mjs";
import { measure } from "./measure.mjs";
import { countWords } from "./queries.mjs";
import { makeQuotes } from "./quotes.mjs";
import { summarize, write } from "./report.mjs";
import { openStage } from "./stage.mjs";

const { values: given } = parseArgs({
  options: {
    quotes: { type: "string", multiple: true, default: ["1000", "10000"] },
    row: { type: "string", multiple: true, default: [] },
    rounds: { type: "string", default: "3" },
    out: { type: "string" },
  },
});
const rounds = Number(given.rounds);
const rows = await bundleRows(given.row);
const stage = await openStage();
stage.files.set("/index.html", Buffer.from('<!doctype html><title>Measured page</title><script type="module" src="/page.mjs"></script>'));
stage.files.set("/page.mjs", await readFile(new URL("page.mjs", import.meta.url)));

const machine = {
  browser: `Chromium ${stage.version}`, processor: cpus()[0].model, cores: cpus().length, date: new Date().toISOString().slice(0, 10),
  load: [loadavg()[0]],
};
const collections = [];
try {
  for (const size of given.quotes.map(Number)) {
    const quotes = makeQuotes(size);
    const { results, ...counts } = await measure({ stage, rows, quotes, rounds, say: (text) => console.error(text) });
    collections.push({ ...counts, words: countWords(quotes), rows: results.map(summarize) });
  }
} finally {
  await stage.stop();
}
machine.load.push(loadavg()[0]);

const report = { machine, rounds, collections };
const table = write(report);
await mkdir(dirname(given.out), { recursive: true });
await writeFile(`${given.out}.md`, table);
const short = (_, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
await writeFile(`${given.out}.json`, `${JSON.stringify(report, short, 1)}\n`);
console.log(table);
