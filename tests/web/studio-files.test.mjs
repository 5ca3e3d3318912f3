// What one takes away from the studio: the lines for a page, the pack, JSON, and a folder ready to host.
// In: dist/ in a real browser, with hostile quotes. Out: that these lines and files work where only they are.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { before, test } from "node:test";
import { launch, openStage, serve } from "./browser.mjs";
import { distFolder } from "./files.mjs";
import { found, kept, lines, openFile, openText, PATH, unzipped } from "./studio.mjs";
import { ask, listen, readResults, readShown, told, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ path: PATH, csp: "", ...options }, tell));
let open;
before(async () => { ({ open } = await import(pathToFileURL(join(distFolder, "core.js")).href)); });

const HOSTILE = '</blockquote></epigraph-widget><script>window.broken = 1</script><img src=x onerror="window.broken = 2">';
const QUOTES = {
  title: "Marks & <tags>",
  aliases: { LLM: ["large language model"] },
  quotes: [
    { id: "first", text: `${HOSTILE}\n\nA "quoted" word & an &amp; entity.`, author: "O'Hara <b>&</b> \"Sons\"", source: "A & B", tags: ["one", "two words"], part: { number: 2, title: "Two" } },
    { id: "second", text: "The sense of it.", kind: "paraphrase", topic: "sense", url: "https://example.org/?a=1&b=2", lang: "en" },
    { id: "third", text: "“Marks inside stay.” Yes.", kind: "quotation", author: "Anon", lang: "fr" },
  ],
};

async function openQuotes(tab) {
  await openText(tab, JSON.stringify(QUOTES));
  await found(tab, QUOTES.quotes.length);
}

const all = (quotes) => Array.from({ length: quotes.length }, (_, at) => quotes.at(at));

/** A folder with these files, served alone. */
async function hosted(files, look) {
  const folder = await mkdtemp(join(tmpdir(), "epigraph-hosted-"));
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  const server = await serve(folder);
  try {
    await look(server);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

/** Opens an address in a tab of its own; the page must see no error. */
async function visited(context, address, look) {
  const tab = await context.newPage();
  const faults = [];
  tab.on("pageerror", (error) => faults.push(error.message));
  tab.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await listen(tab);
  await tab.goto(address);
  await look(tab);
  assert.deepEqual(faults, []);
  await tab.close();
}

/** The widget shows their quotes as they are, and nothing of them became markup. */
async function works(tab) {
  await whenState(tab);
  await until(tab, (element) => element.collection.length === 3);
  assert.equal((await told(tab, "ready"))[0].title, QUOTES.title);
  await tab.evaluate(() => document.querySelector("epigraph-widget").show("first"));
  await until(tab, (element) => element.current.id === "first");
  assert.ok((await readShown(tab)).said.includes(HOSTILE));
  await ask(tab, "LLM");
  await ask(tab, "sense");
  assert.match((await readResults(tab))[0], /The sense of it/);
  assert.equal(await tab.evaluate(() => window.broken), undefined);
  assert.equal(await tab.locator("epigraph-widget").count(), 1);
}

story("the lines in a blank page, with the files beside it, work", {}, async (tab, context) => {
  await openQuotes(tab);
  await tab.locator("#order").selectOption("sequence");
  await tab.getByLabel("Text colour").fill("#123456");
  const files = unzipped((await kept(tab, "folder")).bytes);
  const beside = [...files].map(([name, bytes]) => [name.replace("quotes/", ""), bytes]).filter(([name]) => name !== "index.html");
  const text = await lines(tab);
  const blank = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Blank</title></head><body><p>Before.</p>${text}<p>After.</p></body></html>`;
  await hosted([["blank.html", blank], ...beside], (server) => visited(context, `${server.origin}/blank.html`, async (page) => {
    await works(page);
    assert.equal(await page.evaluate(() => document.querySelector("epigraph-widget").order), "sequence");
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("epigraph-widget").shadowRoot.querySelector(".ui")).color), "rgb(18, 52, 86)");
    const known = new Set(["blank.html", "favicon.ico", ...beside.map(([name]) => name)].map((name) => `/${name}`));
    assert.deepEqual(server.requests.filter((path) => !known.has(path)), []);
  }));
});

story("until the widget is ready, and without scripts, one of their quotes stands there as it is", {}, async (tab, context) => {
  await openQuotes(tab);
  const text = await lines(tab);
  assert.doesNotMatch(text, /\n\s*\n/, "no blank line, which Markdown would break at");
  const apart = await context.newPage();
  const read = await apart.evaluate((html) => {
    // Parsed apart: nothing in it runs.
    const page = new DOMParser().parseFromString(String(html), "text/html");
    const names = [...page.body.querySelectorAll("*"), ...page.head.querySelectorAll("*")].map((element) => element.localName);
    const quote = page.querySelector("epigraph-widget > blockquote");
    for (const end of quote.querySelectorAll("br")) end.replaceWith("\n");
    return { names, said: quote.textContent, by: page.querySelector("epigraph-widget > p").textContent };
  }, text);
  assert.deepEqual(read.names.sort(), ["blockquote", "br", "cite", "epigraph-widget", "p", "script"]);
  assert.equal(read.said, `“${QUOTES.quotes[0].text.replace("\n\n", "\n")}”`);
  assert.equal(read.by, `— ${QUOTES.quotes[0].author}, ${QUOTES.quotes[0].source}`);
});

story("the pack and the JSON hold every field, and open as the same", {}, async (tab) => {
  await openQuotes(tab);
  const pack = await kept(tab, "pack");
  const json = await kept(tab, "json");
  assert.deepEqual([pack.name, json.name], ["quotes.epigraph", "quotes.json"]);
  const [wanted, packed, printed] = [await open(JSON.stringify(QUOTES)), await open(pack.bytes), await open(json.bytes)];
  for (const quotes of [packed, printed]) {
    assert.deepEqual(all(quotes), all(wanted));
    assert.equal(quotes.title, QUOTES.title);
    assert.deepEqual(quotes.pack(), wanted.pack());
  }
  const { title, aliases, ...rest } = JSON.parse(json.bytes);
  assert.deepEqual({ title, aliases }, { title: QUOTES.title, aliases: QUOTES.aliases });
  assert.deepEqual(Object.keys(rest), ["quotes"]);
  assert.equal(JSON.parse(json.bytes).quotes[0].text, QUOTES.quotes[0].text);
});

story("what is taken away has the quotes' language that was chosen, and a pack is taken as well as its source", {}, async (tab) => {
  await openQuotes(tab);
  const pack = await kept(tab, "pack");
  await openFile(tab, "mine.epigraph", pack.bytes);
  await tab.locator("#tally").filter({ hasText: "mine.epigraph" }).waitFor();
  await tab.locator("#quotes-lang").selectOption("de");
  await until(tab, (element) => element.collection?.at(0).lang === "de");
  for (const id of ["pack", "json"]) assert.deepEqual(all(await open((await kept(tab, id)).bytes)).map(({ lang }) => lang), ["de", "en", "fr"], id);
});

story("the folder is a whole page", {}, async (tab, context) => {
  await openQuotes(tab);
  await tab.locator("#lang").selectOption("de");
  await tab.locator("#quotes-lang").selectOption("de");
  await until(tab, (element) => element.lang === "de" && element.collection?.at(0).lang === "de");
  const { name, bytes } = await kept(tab, "folder");
  assert.equal(name, "quotes.zip");
  const files = unzipped(bytes);
  // What stands in for the engine knows no quotes but the built-in ones.
  const parts = (await readdir(join(distFolder, "parts"))).filter((file) => !file.startsWith("basic-")).map((file) => `parts/${file}`);
  const names = ["LICENSE", "LICENSE-THIRD-PARTY", "README.txt", "core.js", "epigraph.js", "epigraph.wasm", "index.html", ...parts, "quotes.epigraph", "worker.js"];
  assert.deepEqual([...files.keys()].sort(), names.map((file) => `quotes/${file}`).sort());
  const licences = new TextDecoder().decode(files.get("quotes/LICENSE-THIRD-PARTY"));
  for (const carried of ["client-zip", "csv-core", "serde_json", "Snowball", "wasm-bindgen"]) assert.match(licences, new RegExp(`^${carried}\\b`, "m"));
  await hosted(files, (server) => visited(context, `${server.origin}/quotes/`, async (page) => {
    await works(page);
    assert.equal(await page.title(), QUOTES.title);
    assert.equal(await page.locator("h1").textContent(), QUOTES.title);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
    assert.equal((await readShown(page)).lang, "de", "the one that named none");
    assert.equal(await page.locator("epigraph-widget [part=controls]").getByRole("button", { name: "Nächstes Zitat" }).count(), 1);
  }));
});

story("the folder's page is in the language of its heading, whatever the buttons speak", {}, async (tab) => {
  const german = [{ text: "Aller Anfang ist schwer.", lang: "de" }, { text: "Ende gut, alles gut.", lang: "de" }];
  for (const [quotes, buttons, wanted] of [
    [{ ...QUOTES, quotes: QUOTES.quotes.map((quote) => ({ ...quote, lang: "en" })) }, "de", "en"],
    [QUOTES, "de", "en"],
    [{ title: "Zitate", quotes: german }, "", "de"],
    [german, "de", "en"],
  ]) {
    await openText(tab, JSON.stringify(quotes));
    await found(tab, (quotes.quotes ?? quotes).length);
    await tab.locator("#lang").selectOption(buttons);
    const page = String(unzipped((await kept(tab, "folder")).bytes).get("quotes/index.html"));
    assert.deepEqual([/<html lang="(.*)">/.exec(page)[1], /<h1>(.*)<\/h1>/.exec(page)[1]], [wanted, quotes.title?.replace(/&.*/, "&amp; &lt;tags&gt;") ?? "Quotes"]);
    assert.equal(page.includes(' lang="de">\n<blockquote'), buttons === "de");
  }
});

story("a file that is missing for the folder is named, and the rest goes on", {
  prepare: (tab) => tab.route("**/LICENSE", (route) => route.fulfill({ status: 404 })), allow: [/404/],
}, async (tab) => {
  await openQuotes(tab);
  await tab.locator("#folder").click();
  await tab.getByRole("alert").filter({ hasText: "found no LICENSE beside this page" }).waitFor();
  assert.equal((await kept(tab, "json")).name, "quotes.json");
  assert.equal(await tab.locator("#take-error").textContent(), "");
});

test("after one visit of the other page the studio works with the server gone, folder included", async () => {
  const [browser, server] = [await launch(), await serve()];
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.goto(`${server.origin}/index.html`);
    await tab.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await server.stop();
    await visited(context, `${server.origin}/studio.html?from=here`, async (page) => {
      await openFile(page, "many.csv", `text\n${"Said again and again, as it is.\n".repeat(9000)}`);
      await found(page, 9000);
      await turn(page);
      const files = unzipped((await kept(page, "folder")).bytes);
      assert.ok(files.has("quotes/index.html") && files.has("quotes/epigraph.wasm"));
      await page.getByRole("button", { name: "The collection of this site" }).click();
      await found(page, 69);
      assert.equal(JSON.parse((await kept(page, "json")).bytes).quotes.length, 69);
    });
  } finally {
    await browser.close();
  }
});
