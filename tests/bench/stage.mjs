// A real Chromium and the server that its pages come from. In: EPIGRAPH_CHROME, the browser's path. Out: pages that
// share nothing with each other, and what they hold in memory. Never reads a file and never reaches the network:
// whatever is served was put there before.
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // Some indexes of large collections outgrow the usual heap, and that should be seen in MB and not in a crash.
  "--js-flags=--max-old-space-size=6144",
];

/** Isolated from other origins, where the browser's clock ticks every 5 µs instead of 100. */
const HEADERS = {
  "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp", "cache-control": "no-store",
};

const TYPES = { html: "text/html", mjs: "text/javascript", json: "application/json", wasm: "application/wasm" };

async function serve() {
  /** Path -> bytes; pages add what they pack. */
  const files = new Map();
  const server = createServer(async (request, response) => {
    if (request.method === "PUT") {
      files.set(request.url, await buffer(request));
      return void response.writeHead(204, HEADERS).end();
    }
    const bytes = files.get(request.url);
    const type = TYPES[request.url.split(".").at(-1)] ?? "application/octet-stream";
    response.writeHead(bytes ? 200 : 404, { ...HEADERS, "content-type": type }).end(bytes);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { files, origin: `http://127.0.0.1:${server.address().port}`, stop };
}

/** Bytes that a page holds after its garbage is collected: objects, array buffers, and WebAssembly apart. */
async function weigh(protocol) {
  await protocol.send("HeapProfiler.collectGarbage");
  await protocol.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await protocol.send("Runtime.getHeapUsage");
  const { result } = await protocol.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await protocol.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const { result: wasm } = await protocol.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    returnByValue: true,
    functionDeclaration: "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }",
  });
  return { heap: usedSize, buffers: backingStorageSize, wasm: wasm.value };
}

export async function openStage() {
  const server = await serve();
  const browser = await chromium.launch({ executablePath: process.env.EPIGRAPH_CHROME, args: FLAGS });
  return {
    files: server.files,
    version: browser.version(),
    /** Runs `work` in a page with a process of its own; one that hangs is an error after `mostMs`. */
    async visit(mostMs, work) {
      const context = await browser.newContext();
      let timer;
      const late = new Promise((_, fail) => {
        timer = setTimeout(() => fail(new Error(`took longer than ${mostMs / 1000} s`)), mostMs);
      });
      try {
        const tab = await context.newPage();
        await tab.goto(`${server.origin}/index.html`);
        await tab.waitForFunction(() => window.page && crossOriginIsolated);
        const protocol = await context.newCDPSession(tab);
        return await Promise.race([work(tab, () => weigh(protocol)), late]);
      } finally {
        clearTimeout(timer);
        await context.close();
      }
    },
    async stop() {
      await browser.close();
      server.stop();
    },
  };
}
