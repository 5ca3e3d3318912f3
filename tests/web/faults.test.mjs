// What can go wrong between an address and its collection, each with its code, in a real browser.
// In: dist/core.js and a server that answers badly. Out: code, whether trying again can help, and a sentence; and that
// nothing goes on being fetched. Never waits by the clock.
import assert from "node:assert/strict";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createDeflate, createGzip, gzipSync } from "node:zlib";
import { openStage } from "./browser.mjs";

const stage = openStage();
const PLAIN = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
const TEXT = JSON.stringify([{ text: "Begin at once to live.", author: "Seneca" }]);
const DAMAGED = gzipSync(TEXT).fill(0xff, 10, 20);
const HTML = "<!doctype html><title>App</title><div id=app></div>";

/** A page that can open addresses; `open(address, options)` tells the length, or what was wrong. */
function visit(story, options = {}) {
  // A browser says in its console of each address that failed.
  return stage.visit({ csp: PLAIN, allow: [/^console: (Failed to load resource|Access to fetch)/], ...options }, async (tab, context, server) => {
    const open = (address, options) => tab.evaluate(async ([address, options]) => {
      const { open } = await import(`${location.origin}/core.js`);
      return open(new URL(address, location.href), options).then(({ length }) => ({ length }), ({ name, code, stage, retryable, message }) => ({ name, code, stage, retryable, message }));
    }, [address, options]);
    await story({ tab, server, open });
  });
}

/** Resolves when a response is done with, sent or not. */
const closed = (response) => new Promise((done) => response.on("close", done));

const status = (code, body = "") => (_, response) => response.writeHead(code).end(body);
const cut = (_, response) => {
  response.writeHead(200, { "content-length": 1000 });
  response.write("[{", () => response.destroy());
};

/** What an answer does, the code it has, whether trying again can help, and what the sentence says. */
const ANSWERS = [
  [status(404, HTML), "collection-not-found", false, /: answered 404 \(Not Found\), expected a source; check the address$/],
  [status(410), "collection-not-found", false, /answered 410/],
  [status(403), "collection-not-found", false, /answered 403/],
  [status(429), "collection-network", true, /answered 429 .*try again later$/],
  [status(500, HTML), "collection-network", true, /answered 500/],
  [status(503), "collection-network", true, /answered 503/],
  [status(204), "collection-empty", false, /answered 204, which has no content/],
  [status(200), "collection-empty", false, /found no quote in the source/],
  [cut, "collection-network", true, /found a connection that broke/],
  [(_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(DAMAGED), "collection-network", true, /found (no answer|a connection that broke)/],
  [(_, response) => response.destroy(), "collection-network", true, /found no answer/],
  [(request, response) => response.writeHead(302, { location: request.url }).end(), "collection-network", true, /found no answer/],
  [(_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(HTML), "collection-invalid", false,
    /found an HTML page, expected a file of quotes; .*; many servers answer with a page where there is no such file: check the address$/],
  [status(200, "[oops"), "collection-invalid", false, /: line 1, column 2: found no JSON/],
  [status(200, gzipSync(TEXT)), "collection-invalid", false, /found a compressed file/],
  [status(200, "EPIGRAPH\u0007\0\0\0"), "pack-version", false, /found a pack of version 7/],
  [status(200, "EPIGRAPH\u0001\0\0\0"), "pack-corrupt", false, /found a damaged pack/],
  [status(200, "EPIG"), "pack-corrupt", false, /found a damaged pack \(it is cut off/],
  [status(200, "EPIGRAP"), "pack-corrupt", false, /found a damaged pack \(it is cut off/],
];

test("what a server can answer has its code, its sentence and the address", () => visit(async ({ server, open }) => {
  for (const [at, [handler, code, retryable, sentence]] of ANSWERS.entries()) {
    const address = `${server.origin}/answer-${at}`;
    server.handle(`/answer-${at}`, handler);
    const error = await open(address);
    assert.deepEqual([error.code, error.stage, error.retryable], [code, "collection", retryable], `${at}: ${error.message}`);
    assert.match(error.message, sentence);
    assert.ok(error.message.startsWith(`collection: ${address}: `), error.message);
  }
}));

test("a redirect is followed, and what comes packed is unpacked", () => visit(async ({ server, open }) => {
  server.handle("/moved", (_, response) => response.writeHead(302, { location: "/here" }).end());
  server.handle("/here", (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(TEXT)));
  assert.deepEqual(await open("/moved"), { length: 1 });
}));

test("what another site does not let a page read is told apart from what does not answer", () => visit(async ({ server, open }) => {
  const other = server.origin.replace("127.0.0.1", "localhost");
  server.handle("/shut", (_, response) => response.end(TEXT));
  server.handle("/open", (_, response) => response.writeHead(200, { "access-control-allow-origin": "*" }).end(TEXT));
  server.handle("/to-shut", (_, response) => response.writeHead(302, { location: `${other}/shut` }).end());
  assert.deepEqual(await open(`${other}/open`), { length: 1 });
  for (const address of [`${other}/shut`, "/to-shut"]) {
    const error = await open(address);
    assert.deepEqual([error.code, error.retryable], ["collection-cors", false], error.message);
    assert.match(error.message, /expected `Access-Control-Allow-Origin` in its answer/);
  }
  // A port that nobody listens at.
  const error = await open("http://127.0.0.1:9/quotes.json");
  assert.deepEqual([error.code, error.retryable], ["collection-network", true], error.message);
}, { allow: [/^console: /] }));

test("an address that cannot be fetched is refused by name", () => visit(async ({ open }) => {
  for (const [address, code, sentence] of [
    ["javascript:alert(1)", "collection-invalid", /an address that cannot be fetched, expected one of http: or https:/],
    ["file:///quotes.json", "collection-invalid", /an address that cannot be fetched/],
    ["data:quotes", "collection-invalid", /an address that cannot be fetched/],
    ["http://name:secret@127.0.0.1/quotes.json", "collection-invalid", /a name or a password in it/],
    ["blob:http://127.0.0.1/00000000-0000-0000-0000-000000000000", "collection-not-found", /give open the Blob itself/],
  ]) {
    const error = await open(address);
    assert.deepEqual([error.code, error.retryable], [code, false], error.message);
    assert.match(error.message, sentence);
  }
}, { allow: [/^console: /] }));

test("a Response that holds no source is refused by name", () => visit(async ({ tab, server }) => {
  server.handle("/here", (_, response) => response.end(TEXT));
  server.handle("/moved", (_, response) => response.writeHead(302, { location: "/here" }).end());
  const found = await tab.evaluate(async (other) => {
    const { open } = await import(`${location.origin}/core.js`);
    const read = await fetch("/here");
    await read.text();
    const answers = [await fetch(`${other}/here`, { mode: "no-cors" }), await fetch("/moved", { redirect: "manual" }), Response.error(), read, new Response(null)];
    return Promise.all(answers.map((answer) => open(answer).catch(({ code, message }) => [code, message])));
  }, server.origin.replace("127.0.0.1", "localhost"));
  assert.deepEqual(found.map(([code]) => code), ["collection-cors", "collection-invalid", "collection-network", "collection-invalid", "collection-empty"]);
  assert.match(found[3][1], /somebody reads already, expected one that is new; give open its clone\(\)$/);
}));

test("where nothing arrives for half a minute it is given up, and the connection with it", () => visit(async ({ tab, server, open }) => {
  const ended = [];
  const arrived = ["/mute", "/stalled"].map((path) => new Promise((asked) => server.handle(path, (_, response) => {
    ended.push(closed(response));
    if (path === "/stalled") response.writeHead(200).write("[{");
    asked();
  })));
  await tab.clock.install();
  for (const [at, path] of ["/mute", "/stalled"].entries()) {
    let error;
    const opening = open(path).then((found) => { error = found; });
    await arrived[at];
    // What was sent has to get there before the clock goes on.
    await tab.evaluate(() => fetch("/shell.css").then((answer) => answer.text()));
    await tab.clock.runFor(29_000);
    assert.equal(error, undefined, path);
    await tab.clock.runFor(2_000);
    await opening;
    assert.deepEqual([error.code, error.retryable], ["collection-timeout", true], error.message);
    assert.match(error.message, /found no byte for 30 seconds/);
  }
  await Promise.all(ended);
}));

test("the engine is had while the source arrives", () => visit(async ({ tab, server, open }) => {
  // An answer that waits for the engine to be asked for.
  server.handle("/waiting", async (_, response) => {
    while (!server.requests.includes("/epigraph.wasm")) await new Promise((turn) => setTimeout(turn, 10));
    response.end(TEXT);
  });
  server.requests.length = 0;
  assert.deepEqual(await open("/waiting"), { length: 1 });
  // What cannot be had of both is told of the source; of the engine alone, of that.
  server.handle("/absent", status(404));
  const codes = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js?again`);
    const wasm = new URL("/absent", location.href);
    return Promise.all([wasm, "Begin at once to live."].map((source) => open(source, { wasm }).catch(({ code }) => code)));
  });
  assert.deepEqual(codes, ["collection-not-found", "wasm-unavailable"]);
}));

test("a signal ends the opening wherever it is, and the connection with it", () => visit(async ({ tab, server }) => {
  const ended = [];
  server.handle("/mute", (_, response) => void ended.push(closed(response)));
  server.handle("/stalled", (_, response) => {
    ended.push(closed(response));
    // A browser asks again for what it keeps a part of.
    response.writeHead(200, { "cache-control": "no-store" }).write("[{");
  });
  server.handle("/no-engine", () => {});
  const names = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    const long = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ text: `Number ${at} of many.` })));
    const sources = {
      before: () => new URL("/mute", location.href),
      answer: () => new URL("/mute", location.href),
      body: () => new URL("/stalled", location.href),
      response: () => fetch("/stalled"),
      worker: () => long,
      engine: () => undefined,
    };
    const names = {};
    // The worker needs an engine, so one is there; then it is asked for anew.
    await open();
    const fresh = await import(`${location.origin}/core.js?fresh`);
    for (const [name, source] of Object.entries(sources)) {
      const abort = new AbortController();
      const halt = () => abort.abort(new DOMException(name, "AbortError"));
      if (name === "before") halt();
      const given = await source();
      const opening = name === "engine" ? fresh.open(given, { signal: abort.signal, wasm: new URL("/no-engine", location.href) }) : open(given, { signal: abort.signal });
      if (name === "worker") setTimeout(halt, 20);
      else setTimeout(halt, 100);
      names[name] = await opening.then(({ length }) => length, (error) => `${error.name} ${error.message}`);
    }
    return names;
  });
  for (const [name, found] of Object.entries(names)) assert.equal(found, `AbortError ${name}`);
  assert.equal(ended.length, 3);
  await Promise.all(ended);
}));

/** Sends what unpacks to two gigabytes: about 2 MB. Made piece by piece, as it is sent. */
function bomb(response, encoding, packer) {
  response.writeHead(200, { "content-encoding": encoding, "content-type": "application/json" });
  const piece = Buffer.alloc(2 ** 20, " ");
  let left = 2048;
  const more = () => {
    while (left-- > 0) if (!packer.write(piece)) return void packer.once("drain", more);
    packer.end();
  };
  packer.pipe(response);
  response.on("close", () => packer.destroy());
  more();
}

test("a small answer that unpacks to gigabytes is cut off at the limit", () => visit(async ({ tab, server }) => {
  for (const [encoding, packer] of [["gzip", createGzip], ["deflate", createDeflate]]) {
    const ended = new Promise((done) => server.handle(`/bomb-${encoding}`, (_, response) => {
      response.on("close", done);
      bomb(response, encoding, packer());
    }));
    const { code, message, loaded, totals } = await tab.evaluate(async (path) => {
      const { open } = await import(`${location.origin}/core.js`);
      let loaded = 0;
      const totals = new Set();
      const onProgress = (progress) => {
        loaded = progress.loaded;
        totals.add(progress.total);
      };
      return open(new URL(path, location.href), { onProgress }).then(() => ({}), ({ code, message }) => ({ code, message, loaded, totals: [...totals] }));
    }, `/bomb-${encoding}`);
    assert.equal(code, "collection-too-large", message);
    assert.match(message, /found more than 16 MiB of text, expected at most that; make a pack of it with `epigraph pack FILE -o quotes.pack`/);
    assert.ok(loaded <= 2 ** 24, `${loaded}`);
    assert.deepEqual(totals, [null]);
    await ended;
  }
}));

test("what is known to be too long is not waited for, and a pack may be longer", () => visit(async ({ tab, server, open }) => {
  const quotes = Buffer.from("{\"text\": \"Begin at once to live.\"}\n".repeat(2 ** 19));
  server.handle("/long.jsonl", (_, response) => {
    response.writeHead(200, { "content-length": quotes.length }).write(quotes.subarray(0, 1000));
  });
  const error = await open("/long.jsonl");
  assert.deepEqual([error.code, error.retryable], ["collection-too-large", false], error.message);
  assert.match(error.message, /more than 16 MiB of text.*`epigraph pack FILE/);
  assert.match((await open("/long.jsonl", { maxBytes: 1000 })).message, /found more than 1000 bytes of text/);
  // Its first bytes arrive one by one; and it is damaged, but not too long.
  server.handle("/long.pack", (_, response) => {
    response.writeHead(200, { "content-length": 8 + 2 ** 24 });
    const bytes = Buffer.concat([Buffer.from("EPIGRAPH"), Buffer.alloc(2 ** 24)]);
    const send = (at) => (at < 8 ? response.write(bytes.subarray(at, at + 1), () => setImmediate(send, at + 1)) : response.end(bytes.subarray(8)));
    send(0);
  });
  assert.equal((await open("/long.pack")).code, "pack-version");
  assert.equal((await open("/long.pack", { format: "json" })).code, "collection-too-large");
  const sizes = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    const code = (source, options) => open(source, options).catch(({ code, message }) => `${code} ${message}`);
    const huge = new Blob([new Uint8Array(2 ** 24 + 1)]);
    return [await code(huge), await code(" ".repeat(2 ** 24 + 1)), await code(new Blob(["EPIGRAPH", new Uint8Array(2 ** 28)]))];
  });
  assert.match(sizes[0], /^collection-too-large .*more than 16 MiB of text/);
  assert.match(sizes[1], /^collection-too-large .*more than 16 MiB of text/);
  assert.match(sizes[2], /^collection-too-large .*more than 256 MiB of a pack, expected at most that; part the collection/);
}));

test("how much is to come is told where it is known", () => visit(async ({ tab, server }) => {
  const headers = { "content-length": TEXT.length, "access-control-allow-origin": "*" };
  server.handle("/known", (_, response) => response.writeHead(200, headers).end(TEXT));
  server.handle("/unknown", (_, response) => response.writeHead(200).end(TEXT));
  const totals = await tab.evaluate(async (other) => {
    const { open } = await import(`${location.origin}/core.js`);
    const totals = [];
    for (const address of ["/known", "/unknown", `${other}/known`]) await open(new URL(address, location.href), { onProgress: ({ total }) => totals.push(total) });
    const own = await open(new URL("/known", location.href), { onProgress: () => { throw new RangeError("mine"); } }).catch(({ name }) => name);
    return [...new Set(totals), own];
  }, server.origin.replace("127.0.0.1", "localhost"));
  assert.deepEqual(totals, [TEXT.length, null, "RangeError"]);
}));

test("what a policy forbids to fetch, and a file that is not as it was, have their sentences", () => visit(async ({ tab, open }) => {
  const error = await open("/quotes.json");
  assert.deepEqual([error.code, error.retryable], ["collection-network", true], error.message);
  assert.match(error.message, /what the page's policy allows \(connect-src\)$/);
  const folder = await mkdtemp(join(tmpdir(), "epigraph-"));
  const file = join(folder, "quotes.json");
  await writeFile(file, TEXT);
  await tab.locator("input").setInputFiles(file);
  await writeFile(file, `${TEXT} `);
  // A browser may look at no more than the second in which a file was written.
  await utimes(file, 0, 0);
  const changed = await tab.evaluate(async () => {
    const { open } = await import(`${location.origin}/core.js`);
    return open(document.querySelector("input").files[0]).then(() => ({}), ({ code, retryable, message }) => ({ code, retryable, message }));
  });
  await rm(folder, { recursive: true });
  assert.deepEqual([changed.code, changed.retryable], ["collection-not-found", false], changed.message);
  assert.match(changed.message, /^collection: found a file that cannot be read .*; choose it again$/);
}, { csp: `${PLAIN}; connect-src 'none'`, body: "<input type=file aria-label=File>", allow: [/^console: /] }));
