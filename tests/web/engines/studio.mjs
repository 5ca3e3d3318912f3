// The studio by keyboard alone, in every engine: from a text to the lines for a page, and these in a page that was blank.
// In: tabs of engines/stage.mjs. Out: stories, each a name, the options of its page and what is told.
// Never chooses a file: the window for that is the system's, and no driver's of every engine.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { distFolder } from "../files.mjs";
import { whenState } from "../widget.mjs";
import { answered, press, texts, watching } from "./stage.mjs";

/** @type {[string, object, (tab: any, engine: any) => Promise<void>][]} */
export const stories = [];
const story = (name, options, tell) => stories.push([name, options, tell]);

const WATCHED = '<head><script src="/watching.js"></script>';

/** The studio, watched as any page here; without what would go on serving the pages of other stories. */
async function studio(server) {
  const page = await readFile(join(distFolder, "studio.html"), "utf8");
  server.put(watching, { path: "/watching.js" });
  server.put(page.replace("<head>", WATCHED).replace(/<script[^>]*register-sw\.js"><\/script>/, ""), { path: "/studio.html" });
  return `${server.origin}/studio.html`;
}

const focused = (tab) => tab.evaluate(() => document.activeElement?.id ?? "");

/** Presses Tab until the element with this id has the focus. */
async function tabTo(tab, id) {
  for (let step = 0; step < 80; step++) {
    await tab.keyboard.press("Tab");
    if (await focused(tab) === id) return;
  }
  throw new Error(`Tab never reached ${id}`);
}

const LINES = ["One is enough. — Anon", "Two are a pair. — Anon", "Three are many. — Anon"];

story("the studio by keyboard alone, from a text to the copied lines; pasted into a blank page they work", { csp: "" }, async (tab, { server }) => {
  await tab.goto(await studio(server));
  await tab.waitForFunction(() => document.querySelector("#samples button"));
  await tabTo(tab, "text");
  for (const line of LINES) {
    await tab.keyboard.type(line);
    await tab.keyboard.press("Enter");
  }
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => document.getElementById("tally").textContent.startsWith("3 quotes"));
  await whenState(tab);
  await tabTo(tab, "order");
  await tab.keyboard.press("ArrowDown");
  await tabTo(tab, "theme");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("ArrowDown");
  await tabTo(tab, "copy");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => document.getElementById("copied").textContent);
  const { said, lines, pack, faults } = await tab.evaluate(async () => {
    const bytes = new Uint8Array(await (await fetch(document.getElementById("pack").href)).arrayBuffer());
    return { said: document.getElementById("copied").textContent, lines: document.getElementById("snippet").textContent, pack: [...bytes], faults: window.faults };
  });
  assert.deepEqual([said, faults], ["Copied.", []]);
  assert.match(lines, /<epigraph-widget src="quotes\.epigraph" order="sequence" theme="dark">/);

  server.put(`<!doctype html><html lang="en">${WATCHED}<title>A text</title></head><textarea id="text"></textarea>`, { path: "/text.html" });
  await tab.goto(`${server.origin}/text.html`);
  await tabTo(tab, "text");
  await tab.keyboard.press("Control+v");
  await tab.waitForFunction(() => document.getElementById("text").value);
  const pasted = await tab.evaluate(() => document.getElementById("text").value);
  assert.equal(pasted, lines);
  server.put(Buffer.from(pack), { path: "/quotes.epigraph" });
  server.put(`<!doctype html><html lang="en">${WATCHED}<title>Blank</title></head><body>${pasted}</body></html>`, { path: "/blank.html" });
  await tab.goto(`${server.origin}/blank.html`);
  await whenState(tab);
  assert.deepEqual(await tab.evaluate(() => {
    const { collection, order, theme } = document.querySelector("epigraph-widget");
    return [collection.length, order, theme];
  }), [3, "sequence", "dark"]);
  await press(tab, "input");
  await tab.keyboard.type("pair");
  await answered(tab, "pair");
  assert.match((await texts(tab, "result"))[0], /Two are a pair/);
});
