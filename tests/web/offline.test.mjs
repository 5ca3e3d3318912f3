// The demo without a network, and its updates: one whole release at a time, never a mixture of two.
// In: dist/, and copies of it that differ in every file that a page can tell apart. Out: what the page is made of.
// Each story has a server of its own, since it stops it or swaps what it serves.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, serve } from "./browser.mjs";
import { entries } from "./document.mjs";
import { distFolder } from "./files.mjs";
import { ask, listen, readResults, readShown, turn, whenState } from "./widget.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const digest = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

/** What a release changes, so that a page can say which release each of its files is of. */
const CHANGES = {
  "index.html": (text, name) => text.replace("<html ", `<html data-page="${name}" `),
  "epigraph.js": (text, name) => `${text}\n;document.documentElement.dataset.script="${name}";\n`,
  "page.css": (text, name) => `${text}\nhtml { --release: ${name} }\n`,
};

/** A copy of dist/ as another release would be: its own marks, hashes and id. */
async function makeRelease(name) {
  const folder = await mkdtemp(join(tmpdir(), `epigraph-release-${name}-`));
  await cp(distFolder, folder, { recursive: true });
  let worker = await readFile(join(folder, "sw.js"), "utf8");
  for (const [file, change] of Object.entries(CHANGES)) {
    const old = await readFile(join(folder, file));
    const changed = change(old.toString("utf8"), name);
    assert.ok(worker.includes(digest(old)), `sw.js knows ${file} by its hash`);
    worker = worker.replaceAll(digest(old), digest(changed));
    await writeFile(join(folder, file), changed);
  }
  const id = /["'`]([\w.+-]{6,})["'`]/.exec(worker.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "").replaceAll(/sha384-[^"'`]+/g, ""))?.[1];
  assert.ok(id, "sw.js names its release");
  await writeFile(join(folder, "sw.js"), worker.replaceAll(id, `${id}-${name}`));
  return folder;
}

/** Opens the demo and waits until its worker holds a whole release. */
async function openDemo(context, origin) {
  const tab = await context.newPage();
  await listen(tab);
  await tab.goto(`${origin}/index.html`);
  await whenState(tab);
  // Where there is none to come it would be waited for without end.
  await tab.evaluate(() => Promise.race([
    navigator.serviceWorker.ready.then(() => {}),
    new Promise((_, fail) => setTimeout(() => fail(new Error("no worker in half a minute")), 30_000)),
  ]));
  return tab;
}

/** Which release each file of the open page is of, and which the page would get now. */
const readReleases = (tab) => tab.evaluate(async () => {
  const root = document.documentElement;
  const again = await Promise.all(["./", "./epigraph.js", "./page.css"].map(async (file) => {
    const text = await (await fetch(file)).text();
    return /(?:data-page="|dataset\.script="|--release: )(\w+)/.exec(text)?.[1];
  }));
  return [root.dataset.page, root.dataset.script, getComputedStyle(root).getPropertyValue("--release").trim(), ...again];
});

test("after the first visit the demo works with the server gone, search included", async () => {
  const server = await serve();
  const context = await browser.newContext();
  try {
    const tab = await openDemo(context, server.origin);
    await server.stop();
    const faults = [];
    tab.on("pageerror", (error) => faults.push(error.message));
    await tab.reload();
    await whenState(tab);
    await turn(tab);
    assert.ok((await readShown(tab)).said.length > 10);
    for (const { topic } of entries.slice(0, 10)) {
      await ask(tab, topic);
      assert.ok((await readResults(tab))[0].includes(topic), topic);
    }
    assert.equal(await tab.locator('[id^="quote="]').count(), 69);
    assert.notEqual(await tab.evaluate(() => getComputedStyle(document.body).fontFamily), "", "styled");
    assert.deepEqual(faults, []);
    const other = await context.newPage();
    await listen(other);
    await other.goto(`${server.origin}/?utm=1#quote=passion`);
    await whenState(other);
    assert.equal(await other.evaluate(() => document.querySelector("epigraph-widget").current.id), "passion");
  } finally {
    await context.close();
  }
});

test("a server that has the folder's page only under its own name is no hindrance", async () => {
  const server = await serve();
  server.handle("/", (_, response) => response.writeHead(403, { "content-type": "text/plain" }).end("no listing"));
  const context = await browser.newContext();
  try {
    await openDemo(context, server.origin);
    await server.stop();
    const tab = await context.newPage();
    await listen(tab);
    await tab.goto(`${server.origin}/`);
    await whenState(tab);
    assert.equal(await tab.locator('[id^="quote="]').count(), 69);
  } finally {
    await context.close();
  }
});

test("an update waits: the old page keeps all its files, reopened it is all new; a broken one is not taken", async () => {
  const [one, two, broken] = await Promise.all(["one", "two", "broken"].map(makeRelease));
  const server = await serve(one);
  const context = await browser.newContext();
  const seen = [];
  try {
    const old = await openDemo(context, server.origin);
    await old.reload();
    await whenState(old);
    assert.deepEqual(new Set(await readReleases(old)), new Set(["one"]));

    server.release(two);
    await old.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update();
      const next = registration.installing ?? registration.waiting;
      if (next.state !== "installed") await new Promise((done) => next.addEventListener("statechange", done, { once: true }));
      if (next.state !== "installed") throw new Error(`the new worker is ${next.state}`);
    });
    assert.deepEqual(new Set(await readReleases(old)), new Set(["one"]), "while it is open");
    await old.reload();
    await whenState(old);
    assert.deepEqual(new Set(await readReleases(old)), new Set(["one"]), "reloaded while it is open");
    await old.close();

    // The browser hands over in its own time after the last page has closed; no page in between may be mixed.
    while (!seen.at(-1)?.includes("two") && seen.length < 20) {
      const next = await openDemo(context, server.origin);
      seen.push(await readReleases(next));
      assert.equal(new Set(seen.at(-1)).size, 1, `mixed: ${seen.at(-1)}`);
      await next.close();
    }
    assert.deepEqual(new Set(seen.at(-1)), new Set(["two"]));

    await rm(join(broken, "page.css"));
    server.release(broken);
    const last = await openDemo(context, server.origin);
    await last.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update().catch(() => {});
      const next = registration.installing;
      if (next) await new Promise((done) => next.addEventListener("statechange", done));
      if (registration.waiting) throw new Error("half a release was installed");
    });
    await last.reload();
    assert.deepEqual(new Set(await readReleases(last)), new Set(["two"]));
    const filled = await last.evaluate(async () => {
      const sizes = await Promise.all((await caches.keys()).map(async (name) => [name, (await (await caches.open(name)).keys()).length]));
      return sizes.filter(([, size]) => size > 0).map(([name]) => name);
    });
    assert.equal(filled.length, 1, `only the release in use is kept: ${filled}`);
    assert.match(filled[0], /-two$/);
  } finally {
    await context.close();
    await server.stop();
    await Promise.all([one, two, broken].map((folder) => rm(folder, { recursive: true })));
  }
});

test("the page can be installed: a manifest with a name, a start and icons that exist", async () => {
  const server = await serve();
  const context = await browser.newContext();
  try {
    const tab = await openDemo(context, server.origin);
    const cdp = await context.newCDPSession(tab);
    const { errors, data } = await cdp.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const manifest = JSON.parse(data);
    assert.ok(manifest.name && manifest.start_url && manifest.display);
    for (const { src } of manifest.icons) assert.equal((await tab.request.get(new URL(src, `${server.origin}/`).href)).status(), 200, src);
    const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
  } finally {
    await context.close();
    await server.stop();
  }
});
