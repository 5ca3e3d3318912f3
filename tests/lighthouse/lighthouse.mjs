// What Lighthouse says of the demo, and of a plain page with and without the widget: npm start, in this folder.
// In: dist/, and EPIGRAPH_CHROME or chromium on the PATH. Out: the scores of each page on a telephone and on a desk, the
// median of several rounds, and what cost points; the exit code is 1 where the demo has less than 100 or the widget costs the plain page more than one.
// For each the index of the machine's speed as Lighthouse found it: below 1500 it is slower than the one that Lighthouse
// slows down four times to resemble a telephone, and performance there is told too low.
// Not a test: its figures hold whatever else the machine does, so let it do nothing else. Never reaches the network.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const dist = process.env.EPIGRAPH_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".txt": "text/plain",
  ".png": "image/png", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

const RESERVE = "epigraph-widget { display: grid; min-block-size: max(27rem, 40rem - 30vw); }";
const plain = (head, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A plain page</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="A page to put a widget on.">
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/plain.css">${head}</head>
<body><main><h1>A plain page</h1><p>Words of the page's own.</p>${body}<p>And more of them.</p></main></body></html>`;
const MADE = {
  "/plain.css": `body { max-width: 45rem; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif } ${RESERVE}`,
  "/without.html": plain("", ""),
  "/with.html": plain('<script type="module" src="/epigraph.js"></script>',
    "<epigraph-widget>\n<blockquote>Shown until the widget is ready, and whenever it cannot be.</blockquote>\n</epigraph-widget>"),
};

/** @type {Map<string, Promise<Buffer>>} what was packed once: packing takes longer than sending */
const packed = new Map();
async function pack(path) {
  return brotliCompressSync(MADE[path] ?? await readFile(join(dist, normalize(path.endsWith("/") ? `${path}index.html` : path))));
}

/** Answers as a site does: packed, and with a time to keep. */
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const type = TYPES[extname(path)] ?? "text/html; charset=utf-8";
  try {
    if (!packed.has(path)) packed.set(path, pack(path));
    const bytes = await packed.get(path);
    response.writeHead(200, { "content-type": type, "content-encoding": "br", "cache-control": "max-age=604800" }).end(bytes);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const { port } = server.address();

/** As Lighthouse knows them: a telephone is what it takes unless told otherwise. */
const DEVICES = { telephone: undefined, desk: desktopConfig };

async function look(path, device) {
  const chromePath = process.env.EPIGRAPH_CHROME || execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"], logLevel: "silent" });
  try {
    const { lhr } = await lighthouse(`http://127.0.0.1:${port}${path}`, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" }, DEVICES[device]);
    const lost = CATEGORIES.flatMap((category) => lhr.categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? lhr.audits[id].score}`));
    return { index: Math.round(lhr.environment.benchmarkIndex), scores: CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100)), lost };
  } finally {
    chrome.kill();
  }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
/** The median of each score, and whatever cost points in any round. */
async function judge(name, path, device) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await look(path, device));
  const scores = CATEGORIES.map((_, at) => median(rounds.map(({ scores }) => scores[at])));
  console.log(`${device}, ${name}: ${CATEGORIES.map((category, at) => `${category} ${scores[at]}`).join(", ")}; index ${median(rounds.map(({ index }) => index))}`);
  for (const lost of new Set(rounds.flatMap(({ lost }) => lost))) console.log(`    ${lost}`);
  return scores;
}

// Once for nothing: then all is packed.
for (const path of ["/index.html", "/with.html"]) await look(path, "desk");
let held = true;
for (const device of Object.keys(DEVICES)) {
  const demo = await judge("the demo", "/index.html", device);
  const without = await judge("a plain page", "/without.html", device);
  const withWidget = await judge("a plain page with the widget", "/with.html", device);
  held &&= demo.every((score) => score === 100) && withWidget.every((score, at) => score >= without[at] - 1);
}
console.log(held ? "as promised" : "less than promised");
server.close();
process.exitCode = held ? 0 : 1;
