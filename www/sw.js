// @ts-check
/**
 * Keeps one whole release of the page for reading without a network, and never mixes two.
 *
 * `cargo xtask dist` writes the two constants below: `"__RELEASE__"` becomes the release's id (a
 * string that changes whenever any listed file does), `["__FILES__"]` a list of the files that the
 * page loads, `{"url": "./page.css", "integrity": "sha384-…"}`, with index.html as `"./"`.
 *
 * A release is stored all or nothing, each file checked against its hash, in a cache of its own;
 * a page is answered from that cache alone. A new release waits until no page of the old one is
 * open. Whatever is not listed passes by untouched: other folders, other methods, other origins.
 */
const RELEASE = "__RELEASE__";
const FILES = ["__FILES__"];

/** @typedef {{url: string, integrity: string}} Entry */

const worker = /** @type {any} */ (globalThis);
const folder = new URL("./", worker.location.href).href;
/** The folder is part of the name: other copies on the same origin keep caches of their own. */
const family = `epigraph ${folder} `;
const cacheName = family + RELEASE;
const files = new Map(
  /** @type {Entry[]} */ (/** @type {unknown} */ (FILES)).map(({ url, integrity }) => [
    new URL(url, folder).href,
    integrity,
  ]),
);

/**
 * Past the browser's own cache, and only the very bytes of this release: while a new one is being
 * uploaded the server may hold some files of each. A redirect (a login page) is refused too.
 * @param {string} address
 */
function release(address, integrity = files.get(address)) {
  return new Request(address, { cache: "reload", integrity, redirect: "error" });
}

/** The page of the folder: a server may have it only under its own name. */
async function folderPage() {
  const response = await fetch(release(folder)).catch(() => fetch(release(`${folder}index.html`, files.get(folder))));
  if (!response.ok) throw new Error(response.url);
  return response;
}

/** Stores every file or, if one cannot be had, none: `addAll` writes only once all have arrived. */
async function store() {
  const cache = await caches.open(cacheName);
  const page = await folderPage();
  await cache.addAll([...files.keys()].filter((address) => address !== folder).map((address) => release(address)));
  await cache.put(folder, page);
}

/** Names of the caches that older releases left; none while a newer one is being stored beside them. */
async function older() {
  if (worker.registration.installing || worker.registration.waiting) return [];
  return (await caches.keys()).filter((name) => name.startsWith(family) && name !== cacheName);
}

/**
 * What `older` was when this release took over. A browser may do that between an older release's answer
 * for a page and the page's first request for a file: such a page is not among those answered here.
 * @type {string[]}
 */
let replaced = [];
/** Pages that this release has answered, by the browser's name for them. */
const answered = new Set();

/** The file of the release that the page came from. @param {any} event @param {string} address */
async function answerFile(event, address) {
  for (const name of answered.has(event.clientId) ? [] : replaced) {
    const kept = await caches.match(address, { cacheName: name, ignoreVary: true });
    if (kept) return kept;
  }
  return answer(event, address);
}

/** From the first page of this release on, no older one is wanted. */
async function dropOlder() {
  for (const name of await older()) await caches.delete(name);
}

/**
 * The listed file that a request is for, if any. For a page neither `index.html` nor a query
 * string matters; for its files both do, since a query is how one asks for another version.
 * @param {Request} request
 * @returns {string | undefined}
 */
function listed(request) {
  // A range would have to be answered with a part; the network knows how, we need not.
  if (request.method !== "GET" || request.headers.has("range")) return undefined;
  const { origin, pathname, search } = new URL(request.url);
  const plain = origin + pathname.replace(/\/index\.html$/, "/");
  const page = request.mode === "navigate" && /(\/|\.html)$/.test(plain);
  const address = page ? plain : origin + pathname + search;
  return files.has(address) ? address : undefined;
}

/**
 * @param {any} event
 * @param {string} address
 * @returns {Promise<Response>}
 */
async function answer(event, address) {
  const kept = await caches.match(address, { cacheName, ignoreVary: true });
  if (kept) return kept;
  // The browser has taken a file away. A release with a hole could be filled with another's
  // bytes, so all of it goes; it is fetched anew for next time if the server still has it.
  await caches.delete(cacheName);
  event.waitUntil(store().catch(() => {}));
  return fetch(event.request);
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(store()));
worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(older().then((names) => (replaced = names)));
});
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const address = listed(event.request);
  if (!address) return;
  if (event.request.mode !== "navigate") return event.respondWith(answerFile(event, address));
  answered.add(event.resultingClientId);
  event.respondWith(answer(event, address));
  event.waitUntil(dropOlder());
});
