// The studio: from a file to what was found in it, and to a widget that looks as was chosen.
// In: dist/ in a real browser. Out: what stands on the page, said and shown, and what was asked of the server.
// What is taken away from it is another file of stories.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { bringAxe, inspect } from "./axe.mjs";
import { openStage } from "./browser.mjs";
import { found, lines, openFile, openText, PATH, refusal, standing } from "./studio.mjs";
import { focused, readShown, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ path: PATH, csp: "", ...options }, tell));
const sample = (name) => readFile(new URL(`../data/formats/${name}`, import.meta.url));

const THREE = "text,author\nOne is enough.,Anon\nTwo are a pair.,Anon\nThree are many.,Anon\n";

/** Presses Tab until the element with this id has the focus. */
async function tabTo(tab, id) {
  for (let step = 0; step < 60; step++) {
    await tab.keyboard.press("Tab");
    if (await focused(tab) === id) return;
  }
  throw new Error(`Tab never reached ${id}`);
}

story("by keyboard alone from a text to the copied lines", { context: { permissions: ["clipboard-read", "clipboard-write"] } }, async (tab) => {
  await tabTo(tab, "file");
  const ring = await tab.locator('label[for="file"]').evaluate((label) => getComputedStyle(label).outlineStyle);
  assert.equal(ring, "solid", "the focus is seen");
  await tabTo(tab, "text");
  await tab.keyboard.insertText(THREE);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await found(tab, 3);
  assert.match(await tab.locator("#status").textContent(), /^3 quotes found in Pasted text/);
  await tabTo(tab, "order");
  await tab.keyboard.press("ArrowDown");
  await tabTo(tab, "theme");
  await tab.keyboard.press("End");
  await tabTo(tab, "copy");
  await tab.keyboard.press("Enter");
  await tab.getByText("Copied.").waitFor();
  const copied = await tab.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await lines(tab));
  assert.match(copied, /<epigraph-widget src="quotes\.epigraph" order="sequence" theme="dark">/);
});

story("where a page may not copy, the lines are selected", {}, async (tab) => {
  await tab.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError")); });
  await openText(tab, THREE);
  await found(tab, 3);
  await tab.locator("#copy").click();
  await tab.getByText("Selected").waitFor();
  assert.equal((await tab.evaluate(() => getSelection().toString())).trim(), (await lines(tab)).trim());
});

story("a file is opened from the chooser, the clipboard and by a drop; several are refused", {}, async (tab) => {
  await openFile(tab, "three.csv", THREE);
  await found(tab, 3);
  assert.match(await tab.locator("#tally").textContent(), /three\.csv/);
  const bring = (type, names) => tab.evaluate(([wanted, files]) => {
    const data = new DataTransfer();
    for (const name of files) data.items.add(new File(["> Only this.\n\n> And this.\n"], name));
    const event = wanted === "drop" ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
      : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    return document.body.dispatchEvent(event);
  }, [type, names]);
  assert.equal(await bring("drop", ["two.md"]), false, "the browser does not leave the page for it");
  await found(tab, 2);
  await openText(tab, THREE);
  await found(tab, 3);
  await bring("paste", ["two.md"]);
  await found(tab, 2);
  await bring("drop", ["a.md", "b.md"]);
  assert.match(await refusal(tab), /expected one/);
});

story("a pasted text is opened where nothing is typed, and in the box where it is very long", {}, async (tab) => {
  const paste = (place, text) => tab.evaluate(([selector, pasted]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    return document.querySelector(selector).dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, [place, text]);
  assert.equal(await paste("#text", THREE), true, "typed into the box as ever");
  assert.equal(await tab.locator("#found").isVisible(), false);
  assert.equal(await paste("main", THREE), false);
  await found(tab, 3);
  assert.equal(await paste("#text", LARGE), false);
  await found(tab, 12_000);
});

story("what was skipped is listed with line, column and reason; of ten thousand the first hundred and a count", {}, async (tab) => {
  await openText(tab, '{"text": "One."}\n{"text": oops}\n{"text": "Three."}');
  await found(tab, 2);
  assert.equal(await tab.locator("#skipped-count").textContent(), "1 record skipped");
  const cells = await tab.locator("#skipped-rows td").allTextContents();
  assert.deepEqual(cells.slice(0, 2), ["2", "10"]);
  assert.match(cells[2], /expected one a line/);
  await openFile(tab, "holes.csv", `text,author\n${",Anon\n".repeat(10_000)}The one.,Anon\n`);
  await found(tab, 1);
  assert.equal(await tab.locator("#skipped-count").textContent(), "10,000 records skipped");
  assert.equal(await tab.locator("#skipped-rows tr").count(), 100);
  assert.equal(await tab.locator("#skipped-more").textContent(), "and 9,900 more");
  await openText(tab, THREE);
  await found(tab, 3);
  assert.equal(await tab.locator("#skipped-count").textContent(), "Every record was read.");
  assert.equal(await tab.locator("#skipped").isVisible(), false);
});

story("a file that is no collection is refused in the engine's words, and nothing that was there is lost", {}, async (tab) => {
  const refused = [
    ["page.html", "<!doctype html><html><body><p>Hello</p></body></html>", /^page\.html: found an HTML page, expected a file of quotes/],
    ["index.dat", await sample("index.dat"), /index of a fortune file/],
    ["noise.bin", Uint8Array.from({ length: 999 }, (_, at) => (at * 73) % 256), /found bytes that are no text/],
    ["library.csv", await sample("goodreads-library.csv"), /Goodreads library, which lists books/],
    ["empty.txt", "", /found no quote in the source/],
    ["torn.epigraph", "EPIGRAPH", /found a damaged pack \(it is cut off/],
  ];
  for (const [name, content, sentence] of refused) {
    await openFile(tab, name, content);
    await tab.getByRole("alert").filter({ hasText: name }).waitFor();
    assert.match(await refusal(tab), sentence);
    assert.equal(await tab.locator("#take").isVisible(), false);
  }
  await openText(tab, THREE);
  await found(tab, 3);
  assert.equal(await tab.locator("#error").textContent(), "", "what went wrong before is forgotten");
  const before = await standing(tab);
  for (const [name, content, sentence] of refused) {
    await openFile(tab, name, content);
    await tab.getByRole("alert").filter({ hasText: name }).waitFor();
    assert.match(await refusal(tab), sentence);
    assert.deepEqual(await standing(tab), before, name);
  }
});

story("the samples open", {}, async (tab) => {
  for (const [name, count, skipped] of [["A spreadsheet", 5, "1 record skipped"], ["Kindle clippings", 3, "Every record was read."], ["The collection of this site", 69, "Every record was read."]]) {
    await tab.getByRole("button", { name }).click();
    await found(tab, count);
    assert.equal(await tab.locator("#skipped-count").textContent(), skipped, name);
  }
});

/** Workers of the page get nothing to do until `window.release()`. */
const holdWorkers = (tab) => tab.addInitScript(() => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = () => {};
  window.release = () => { Worker.prototype.postMessage = postMessage; };
});

const LARGE = `text\n${Array.from({ length: 12_000 }, (_, at) => `Quote number ${at} says nothing new.`).join("\n")}\n`;

story("a large file leaves the page alive, says after a while that it is at work, and can be called off", { prepare: holdWorkers }, async (tab) => {
  await openText(tab, THREE);
  await found(tab, 3);
  const before = await standing(tab);
  await openFile(tab, "large.csv", LARGE);
  await tab.getByRole("progressbar", { name: "Indexing large.csv" }).waitFor();
  await tab.getByRole("button", { name: "Cancel" }).click();
  await tab.locator("#progress").waitFor({ state: "hidden" });
  assert.equal(await tab.locator("#error").textContent(), "");
  assert.deepEqual(await standing(tab), before);
  await openFile(tab, "large.csv", LARGE);
  await tab.getByRole("progressbar").waitFor();
  await openText(tab, "> The latest wish counts.");
  await found(tab, 1);
  await tab.evaluate(() => window.release());
  await openFile(tab, "large.csv", LARGE);
  await found(tab, 12_000);
  await tab.locator("#progress").waitFor({ state: "hidden" });
});

story("nothing is asked of anyone while a file is opened, but what lies beside the page", { allow: [/Content Security Policy|example\.org/] }, async (tab, _context, server) => {
  await openText(tab, THREE);
  await found(tab, 3);
  await tab.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  const asked = [];
  tab.on("request", (request) => asked.push([request.method(), request.url(), request.postData()]));
  for (const [name, content] of [["secret.csv", THREE.replaceAll("enough", "secret")], ["large.csv", LARGE]]) {
    await openFile(tab, name, content);
    await found(tab, content.trim().split("\n").length - 1);
  }
  const others = asked.filter(([method, url, body]) => method !== "GET" || body || !(url.startsWith("blob:") || url === `${server.origin}/worker.js`));
  assert.deepEqual(others, []);
  const tried = await tab.evaluate(() => fetch("https://example.org/").then(() => "went out", () => "held back"));
  assert.equal(tried, "held back", "the page's policy");
});

story("view, order, interval, theme, colours and language are seen at once and written down", {}, async (tab) => {
  await openText(tab, THREE);
  await found(tab, 3);
  await tab.locator("#view").selectOption("banner");
  await tab.locator("#interval").selectOption("20");
  await tab.locator("#theme").selectOption("light");
  await tab.getByLabel("Accent colour").fill("#005f73");
  await until(tab, (element) => element.view === "banner" && element.interval === 20 && element.theme === "light");
  assert.ok(await tab.getByRole("checkbox", { name: "Accent" }).isChecked(), "a colour that is chosen counts");
  assert.equal(await tab.evaluate(() => getComputedStyle(document.querySelector("epigraph-widget")).getPropertyValue("--epigraph-accent")), "#005f73");
  assert.match(await lines(tab), /<style>\nepigraph-widget \{\n {2}--epigraph-accent: #005f73;\n\}\n<\/style>\n<epigraph-widget src="quotes\.epigraph" view="banner" interval="20" theme="light">/);
  await tab.locator("#order").selectOption("daily");
  assert.ok(await tab.locator("#interval").isDisabled());
  assert.doesNotMatch(await lines(tab), /interval=/);
  await tab.locator("#lang").selectOption("pt-BR");
  await until(tab, (element) => element.lang === "pt-BR" && element.current?.lang === null);
  assert.match(await lines(tab), /lang="pt-BR">\n<blockquote>“One is enough\.”<\/blockquote>/);
  await tab.locator("#quotes-lang").selectOption("de");
  await until(tab, (element) => element.lang === "pt-BR" && element.current?.lang === "de");
  assert.match(await lines(tab), /lang="pt-BR">\n<blockquote lang="de">“One is enough\.”<\/blockquote>/);
  assert.equal((await readShown(tab)).lang, "de");
  for (const id of ["view", "order", "theme"]) await tab.locator(`#${id}`).selectOption({ index: 0 });
  await tab.locator("#interval").selectOption("auto");
  await tab.getByRole("checkbox", { name: "Accent" }).uncheck();
  await tab.locator("#lang").selectOption("");
  await tab.locator("#quotes-lang").selectOption("");
  await until(tab, (element) => element.current && element.current.lang === null);
  assert.match(await lines(tab), /^<script type="module" src="epigraph\.js"><\/script>\n<epigraph-widget src="quotes\.epigraph">\n/);
});

const counted = (tab) => tab.addInitScript(() => {
  window.addresses = new Set();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => { const made = createObjectURL.call(URL, blob); window.addresses.add(made); return made; };
  URL.revokeObjectURL = (address) => { window.addresses.delete(address); revokeObjectURL.call(URL, address); };
});

story("of all that was opened and downloaded, only what is there now is held", { prepare: counted }, async (tab) => {
  for (let round = 0; round < 3; round++) {
    await openText(tab, THREE);
    await found(tab, 3);
    for (const id of ["json", "folder", "json"]) await Promise.all([tab.waitForEvent("download"), tab.locator(`#${id}`).click()]);
    assert.equal(await tab.evaluate(() => window.addresses.size), 3);
    await openText(tab, "> Another.");
    await found(tab, 1);
    assert.deepEqual(await tab.evaluate(() => [...window.addresses]), [await tab.locator("#pack").evaluate((link) => link.href)]);
  }
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    story(`${colorScheme}, ${width} px: no violation in any state, nothing wider than the page`, { context: { colorScheme, viewport: { width, height: 800 } } }, async (tab) => {
      await bringAxe(tab);
      const look = async (state) => {
        assert.deepEqual(await inspect(tab), [], state);
        assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${state}: the page scrolls sideways`);
      };
      await look("at first");
      await openFile(tab, "page.html", "<html>");
      await refusal(tab);
      await look("refused");
      await openFile(tab, "holes.csv", `text,author\n${",Anon\n".repeat(300)}${"Unbreakable".repeat(30)},Anon\n`);
      await found(tab, 1);
      await look("opened");
      await tab.locator("#theme").selectOption("dark");
      await tab.locator("#order").selectOption("daily");
      await whenState(tab);
      await look("dressed");
    });
  }
}
