// The service worker by itself, in Node, with a browser's part played by hand: for what a browser does too
// seldom to wait for. In: www/sw.js. Out: the promise that no page mixes two releases.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { test } from "node:test";

const ORIGIN = "https://quotes.example/";
const source = await readFile(join(import.meta.dirname, "../../www/sw.js"), "utf8");

/** The caches of an origin: releases by name, each with its files. */
function makeCaches(stored) {
  return {
    stored,
    keys: async () => [...stored.keys()],
    delete: async (name) => stored.delete(name),
    match: async (address, { cacheName }) => stored.get(cacheName)?.get(address),
    open: async (name) => ({
      addAll: async (requests) => {
        for (const { url, integrity } of requests) assert.equal(integrity, `sha384-${url.slice(ORIGIN.length)}`);
        stored.set(name, new Map(requests.map(({ url }) => [url, `${name} ${url}`])));
      },
      put: async (url) => stored.get(name).set(url, `${name} ${url}`),
    }),
  };
}

/** A worker of a release, and what the browser may tell it. */
function startWorker(release, caches) {
  const listeners = new Map();
  const files = JSON.stringify(["./", "./page.css"].map((url) => ({ url, integrity: `sha384-${url.slice(2)}` })));
  const script = source.replace('= ["__FILES__"]', `= ${files}`).replace('= "__RELEASE__"', `= ${JSON.stringify(release)}`);
  runInNewContext(script, {
    URL, Request: class { constructor(url, { integrity }) { Object.assign(this, { url, integrity }); } }, Map, Set, caches,
    addEventListener: (type, listener) => listeners.set(type, listener),
    location: { href: `${ORIGIN}sw.js` },
    registration: { installing: null, waiting: null },
    fetch: async ({ url }) => ({ ok: true, url }),
  });
  return async (type, event = {}) => {
    const waits = [];
    let answer;
    listeners.get(type)({ ...event, waitUntil: (wait) => waits.push(wait), respondWith: (given) => { answer = given; } });
    await Promise.all(waits);
    return (await answer)?.replace(`epigraph ${ORIGIN} `, "");
  };
}

const request = (url, mode) => ({ method: "GET", mode, url: new URL(url, ORIGIN).href, headers: new Headers() });
const visit = (id) => ({ request: request("./", "navigate"), resultingClientId: id, clientId: "" });
const ask = (id) => ({ request: request("./page.css", "no-cors"), clientId: id });

test("a page answered by the release before gets that one's files, though the next has taken over", async () => {
  const caches = makeCaches(new Map());
  const one = startWorker("one", caches);
  const two = startWorker("two", caches);
  await one("install");
  await one("activate");
  assert.equal(await one("fetch", visit("early")), `one ${ORIGIN}`);
  await two("install");
  await two("activate");
  assert.equal(await two("fetch", ask("early")), `one ${ORIGIN}page.css`);
  assert.equal(await two("fetch", visit("late")), `two ${ORIGIN}`);
  assert.equal(await two("fetch", ask("late")), `two ${ORIGIN}page.css`);
  assert.deepEqual([...caches.stored.keys()], [`epigraph ${ORIGIN} two`], "and what the older left is gone");
});

test("what another copy of the page on the same origin keeps is left alone", async () => {
  const other = `epigraph ${ORIGIN}other/ one`;
  const caches = makeCaches(new Map([[other, new Map()]]));
  const one = startWorker("one", caches);
  await one("install");
  await one("activate");
  await one("fetch", visit("page"));
  assert.ok(caches.stored.has(other));
});
