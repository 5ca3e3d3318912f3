// How cost grows with the collection, natively. In, on the command line: sizes in quotes, then a path. Out: a table on
// standard output and in PATH.md, a picture on log axes in PATH.svg. The quotes of a larger collection are those of a
// smaller one and more, with ever new words (quotes.mjs says how). Never fails for a size that costs much.
import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { draw } from "./growth-picture.mjs";
import { keystrokes, makeQueries } from "./queries.mjs";
import { makeQuotes } from "./quotes.mjs";

const QUERIES = 200;
const [out, ...sizes] = process.argv.slice(2).reverse();
const native = fileURLToPath(new URL("native", import.meta.url));

/** JSON Lines, a part at a time: all of a million quotes is more than one string may hold. */
async function writeQuotes(path, quotes) {
  const file = createWriteStream(path);
  for (const quote of quotes) if (!file.write(`${JSON.stringify(quote)}\n`)) await new Promise((drained) => file.once("drain", drained));
  file.end();
  await finished(file);
}

async function measure(size) {
  const folder = await mkdtemp(join(tmpdir(), "epigraph-growth-"));
  try {
    const quotes = makeQuotes(size);
    await writeQuotes(join(folder, "quotes.json"), quotes);
    await writeFile(join(folder, "keys.txt"), makeQueries(quotes, QUERIES).flatMap(keystrokes).join("\n"));
    const cargo = process.env.CARGO ?? "cargo";
    const options = { cwd: native, env: { ...process.env, EPIGRAPH_GROWTH: folder }, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] };
    return JSON.parse(execFileSync(cargo, ["bench", "--quiet", "--locked", "--bench", "growth"], options));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The exponent of a power law through two points: 1 is in proportion, 0 is the same. */
const exponent = (from, to, name) => Math.log(to[name] / from[name]) / Math.log(to.quotes / from.quotes);

const megabytes = (bytes) => (bytes / 1e6).toFixed(2);
const COLUMNS = [
  ["quotes", (row) => row.quotes.toLocaleString("en")],
  ["import, ms", (row) => row.import_ms],
  ["build, ms", (row) => row.build_ms],
  ["pack, MB", (row) => megabytes(row.pack_bytes)],
  ["peak memory, MB", (row) => megabytes(row.peak_bytes)],
  ["open, ms", (row) => row.open_ms],
  ["beyond the pack, MB", (row) => megabytes(row.beyond_pack_bytes)],
  ["keystroke p50, µs", (row) => row.p50_us],
  ["p99, µs", (row) => row.p99_us],
  ["max, µs", (row) => row.max_us],
];
const line = (cells) => `| ${cells.join(" | ")} |`;

const rows = [];
for (const size of sizes.map(Number).sort((a, b) => a - b)) rows.push(await measure(size));
const [first, last] = [rows[0], rows.at(-1)];
const laws = ["quotes^x", ...["import_ms", "build_ms", "pack_bytes", "peak_bytes", "open_ms", "", "p50_us", "p99_us", "max_us"]
  .map((name) => (name && rows.length > 1 ? exponent(first, last, name).toFixed(2) : "–"))];
const table = [line(COLUMNS.map(([name]) => name)), line(COLUMNS.map(() => "---:")), ...rows.map((row) => line(COLUMNS.map(([, cell]) => cell(row)))), line(laws), ""].join("\n");
await mkdir(dirname(out), { recursive: true });
await writeFile(`${out}.md`, table);
await writeFile(`${out}.svg`, draw(rows));
console.log(table);
