// What a reader does with the quote that is shown: link to it, send it on, keep it, and find more like it.
// In: dist/ in a real browser with a clipboard. Out: the promises about these buttons.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { openStage, page } from "./browser.mjs";
import { countBy, entries } from "./document.mjs";
import { distFolder } from "./files.mjs";
import { button, calm, currentId, focused, listen, openFilters, part, partCame, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, context: CLIPBOARD, ...options }, tell));
const widget = (attributes = 'quote="baselines" paused') => ({ body: `<epigraph-widget ${attributes}></epigraph-widget>` });

async function runAxe() {
  const { violations } = await window.axe.run(document, { rules: { "target-size": { enabled: true } } });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(" ")}: ${failureSummary}`));
}

/** Waits until the widget has said exactly this. */
const hear = (tab, text) => until(tab, (element, wanted) => element.shadowRoot.querySelector(".said")?.textContent === wanted, text);
const clipboard = (tab) => tab.evaluate(() => navigator.clipboard.readText());

story("link: the quote's address is copied and stands in the address bar, once", widget(), async (tab) => {
  await whenState(tab);
  const before = await tab.evaluate(() => history.length);
  const address = `${tab.url()}#quote=baselines`;
  await button(tab, "link").click();
  await hear(tab, "Link copied");
  assert.equal(await clipboard(tab), address);
  assert.equal(tab.url(), address);
  await button(tab, "link").click();
  await hear(tab, "Link copied");
  assert.equal(await tab.evaluate(() => history.length), before + 1, "the same link again makes no entry");
});

story("link: back and forward show the quotes again", widget(), async (tab) => {
  await whenState(tab);
  const link = async () => {
    await button(tab, "link").click();
    await hear(tab, "Link copied");
    await tab.waitForFunction(() => location.hash === `#quote=${document.querySelector("epigraph-widget").current.id}`);
  };
  await link();
  await turn(tab, "show", "freshness");
  await link();
  await tab.goBack();
  await until(tab, (element) => element.current.id === "baselines");
  await tab.goForward();
  await until(tab, (element) => element.current.id === "freshness");
});

story("in a closed shadow root, and with events of the page's own of that name, nothing throws", { body: '<div id="host"></div>' }, async (tab) => {
  await tab.evaluate(() => {
    const element = Object.assign(document.createElement("epigraph-widget"), { textContent: "Meanwhile." });
    window.kept = element;
    document.querySelector("#host").attachShadow({ mode: "closed" }).append(element);
  });
  await tab.waitForFunction(() => window.kept.state === "ready");
  await tab.locator("#host").hover();
  await partCame(tab);
  await tab.evaluate(() => {
    window.kept.next();
    document.body.dispatchEvent(new CustomEvent("epigraph-quote", { bubbles: true }));
  });
});

/** Puts the widget into a frame that has no origin, and so no storage, and may run scripts only. */
async function sandbox(tab, server) {
  const path = server.put(page({ ...widget(), head: '<script defer src="/epigraph.classic.js"></script>', script: "/none.js" }));
  await tab.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    Object.assign(frame, { src, width: 900, height: 700 });
    document.body.prepend(frame);
  }, path);
  const frame = await (await tab.waitForSelector("iframe")).contentFrame();
  await frame.waitForFunction(() => document.querySelector("epigraph-widget")?.state === "ready");
  const hears = (text) => frame.waitForFunction((wanted) => document.querySelector("epigraph-widget").shadowRoot.querySelector(".said")?.textContent === wanted, text);
  return { frame, path, hears };
}
const SANDBOX = { body: "<p>A frame.</p>", csp: "", allow: [/none\.js|Failed to load|Clipboard API/] };

story("link: a frame that may not touch its history copies all the same", SANDBOX, async (tab, _, server) => {
  const { frame, path, hears } = await sandbox(tab, server);
  await frame.evaluate(() => { history.pushState = () => { throw new DOMException("not here", "SecurityError"); }; });
  await frame.locator('[part~="link"]').click();
  await hears("Link copied");
  assert.equal(await clipboard(tab), `${server.origin}${path}#quote=baselines`);
});

/** A device that shares: what it was given stands in `window.shared`, and it answers as `answer` says. */
const sharing = (answer) => async (tab) => {
  await listen(tab);
  await tab.addInitScript((name) => {
    window.shared = [];
    navigator.canShare = () => name !== "unable";
    navigator.share = async (data) => {
      window.shared.push(data);
      if (!["done", "unable"].includes(name)) throw new DOMException("no", name);
    };
  }, answer);
};

story("share: the device gets the quote, its attribution and its address", { ...widget(), prepare: sharing("done") }, async (tab) => {
  await whenState(tab);
  await button(tab, "share").click();
  await tab.waitForFunction(() => window.shared.length === 1);
  const [{ title, text, url }] = await tab.evaluate(() => window.shared);
  assert.equal(title, "Baselines");
  assert.match(text, /^“The simplest model serves as a baseline.*”\n— Chip Huyen, Designing Machine Learning Systems/s);
  assert.equal(url, `${tab.url()}#quote=baselines`);
  assert.equal(await tab.evaluate(() => location.hash), "", "nothing else happens");
});

story("share: whoever thinks better of it is told nothing", { ...widget(), prepare: sharing("AbortError") }, async (tab) => {
  await whenState(tab);
  await button(tab, "share").click();
  await tab.waitForFunction(() => window.shared.length === 1);
  await until(tab, (element) => element.shadowRoot.querySelector(".said"));
  assert.equal(await part(tab, "controls").locator(".said").textContent(), "");
  assert.equal(await tab.evaluate(() => location.hash), "");
});

for (const [name, answer] of [["will not", "NotAllowedError"], ["cannot", "unable"]]) {
  story(`share: where the device ${name}, the link is copied`, { ...widget(), prepare: sharing(answer) }, async (tab) => {
    await whenState(tab);
    await button(tab, "share").click();
    await hear(tab, "Link copied");
    assert.equal(await clipboard(tab), tab.url());
    assert.equal((await tab.evaluate(() => window.shared)).length, answer === "unable" ? 0 : 1);
  });
}

story("favourite: the star is pressed while a kept quote is shown, and kept over a visit", widget('paused order="sequence"'), async (tab) => {
  await whenState(tab);
  const star = button(tab, "favourite");
  const pressed = (value) => until(tab, (element, wanted) => element.shadowRoot.querySelector("[part~=favourite]").getAttribute("aria-pressed") === wanted, value);
  await star.click();
  await hear(tab, "Added to favourites");
  await pressed("true");
  await turn(tab);
  await pressed("false");
  await turn(tab, "previous");
  await pressed("true");
  await tab.reload();
  await whenState(tab);
  await star.hover();
  await pressed("true");
  await star.click();
  await hear(tab, "Removed from favourites");
  await pressed("false");
});

story("favourite: what one collection keeps is nothing to another", {
  body: '<epigraph-widget paused quote="baselines"></epigraph-widget>',
}, async (tab, _, server) => {
  server.put('[{"id": "baselines", "text": "Another."}]', { path: "/twin.json" });
  await tab.evaluate(() => document.querySelector("main").append(Object.assign(document.createElement("epigraph-widget"), { src: "twin.json" })));
  await whenState(tab);
  const pressed = () => tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].map(({ shadowRoot }) => shadowRoot.querySelector("[part~=favourite]").ariaPressed));
  await button(tab, "favourite").click();
  await hear(tab, "Added to favourites");
  assert.deepEqual(await pressed(), ["true", "false"]);
  const kept = await tab.evaluate(() => JSON.parse(localStorage.getItem("epigraph-favourites")));
  assert.deepEqual(kept, { "built-in": ["baselines"] });
});

story("favourite: another tab hears of it", widget(), async (tab, context) => {
  await whenState(tab);
  await button(tab, "favourite").hover();
  const other = await context.newPage();
  await other.goto(tab.url());
  await whenState(other);
  await button(other, "favourite").click();
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=favourite]").ariaPressed === "true");
});

for (const kept of ["no JSON", "[1]", '{"built-in": 7}', '{"built-in": [1, "baselines"]}', "null"]) {
  story(`favourite: a stored ${kept} harms nothing`, widget(), async (tab) => {
    await tab.evaluate((text) => localStorage.setItem("epigraph-favourites", text), kept);
    await whenState(tab);
    await button(tab, "favourite").hover();
    await until(tab, (element) => element.shadowRoot.querySelector("[part~=favourite]").ariaPressed);
    const before = kept.includes("baselines");
    assert.equal(await button(tab, "favourite").getAttribute("aria-pressed"), String(before));
    await button(tab, "favourite").click();
    await hear(tab, before ? "Removed from favourites" : "Added to favourites");
  });
}

story("favourite: a page without storage says that nothing is kept", SANDBOX, async (tab, _, server) => {
  const { frame, hears } = await sandbox(tab, server);
  await frame.locator('[part~="favourite"]').click();
  await hears("This browser keeps nothing for this page");
  assert.equal(await frame.locator('[part~="favourite"]').getAttribute("aria-pressed"), "false");
});

/** Keeps these quotes of the built-in collection and shows the first. */
async function keep(tab, ...ids) {
  for (const id of ids) {
    await tab.evaluate((wanted) => document.querySelector("epigraph-widget").show(wanted), id);
    await button(tab, "favourite").click();
    await until(tab, (element) => element.shadowRoot.querySelector("[part~=favourite]").ariaPressed === "true");
  }
  await tab.evaluate((wanted) => document.querySelector("epigraph-widget").show(wanted), ids[0]);
}

story("favourites: counted in the filter panel, listed, and shown from there", widget(), async (tab) => {
  await whenState(tab);
  await keep(tab, "baselines", "freshness");
  await openFilters(tab);
  const line = tab.locator("epigraph-widget .shelf");
  assert.match(await line.innerText(), /^2 favourites/);
  await button(tab, "show").focus();
  await tab.keyboard.press("Enter");
  assert.equal(await focused(tab), "button show", "the reader stays on the button that was drawn anew");
  const listed = tab.getByRole("list", { name: "2 favourites" }).getByRole("button");
  assert.deepEqual((await listed.allInnerTexts()).map((text) => /Baselines|Freshness/.exec(text)[0]), ["Baselines", "Freshness"]);
  await listed.nth(1).click();
  await until(tab, (element) => element.current.id === "freshness");
  assert.equal(await part(tab, "filters").isVisible(), false, "the panel has closed");
  await button(tab, "favourite").click();
  await openFilters(tab);
  assert.match(await line.innerText(), /^1 favourite\b/);
});

story("favourites: the file that is saved opens as the same quotes", widget(), async (tab) => {
  await whenState(tab);
  const ids = ["baselines", "freshness", "monitoring"];
  await keep(tab, ...ids);
  await openFilters(tab);
  const [download] = await Promise.all([tab.waitForEvent("download"), button(tab, "export").click()]);
  assert.equal(download.suggestedFilename(), "favourites.json");
  const { open } = await import(join(distFolder, "core.js"));
  const wasm = await readFile(join(distFolder, "epigraph.wasm"));
  const [all, kept] = [await open(undefined, { wasm }), await open(await readFile(await download.path(), "utf8"), { wasm })];
  assert.deepEqual(kept.skipped, []);
  assert.deepEqual(ids.map((_, at) => plain(kept.at(at))), ids.map((id) => plain(all.get(id))));
  assert.equal(kept.topicPrefix, all.topicPrefix);
});
/** A quote without what depends on its neighbours. */
const plain = ({ id, text, kind, topic, author, source, url, part: { title }, tags, lang }) => ({ id, text, kind, topic, author, source, url, title, tags, lang });

story("more from here: what the quote has in common with others, as filters", widget('quote="baselines" paused limit="100"'), async (tab) => {
  await whenState(tab);
  await openFilters(tab);
  const offered = tab.getByRole("group", { name: "More from" }).getByRole("button");
  const counts = countBy(entries, (entry) => entry.source);
  const source = `Designing Machine Learning Systems ${counts.get("Designing Machine Learning Systems")}`;
  assert.equal((await offered.allInnerTexts())[0], source);
  assert.match((await offered.allInnerTexts())[1], /^The Engineering First Mindset \d+$/);
  assert.equal(await offered.count(), 2, "an author of all quotes and a topic of one lead nowhere");
  await offered.first().focus();
  await tab.keyboard.press("Enter");
  await until(tab, (element) => element.shadowRoot.querySelector('[part="status"]:not([role])').textContent.startsWith("20 "));
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").shadowRoot.activeElement.closest("[role=group]").ariaLabel), "More from");
  assert.equal(await offered.first().getAttribute("aria-pressed"), "true");
  assert.equal(await tab.getByRole("group", { name: "Source" }).getByRole("button", { name: source }).getAttribute("aria-pressed"), "true");
  await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    element.show(element.collection.search('source:"huyenchip.com"').hits[0].quote.id);
  });
  await until(tab, (element) => element.shadowRoot.querySelector("[part=filters] [part=chip]").textContent.startsWith("huyenchip.com"));
});

story("in tab order: what the panel offers stands before its facets", widget(), async (tab) => {
  await whenState(tab);
  await keep(tab, "baselines");
  await openFilters(tab);
  await button(tab, "filter").focus();
  const stops = [];
  for (let stop = 0; stop < 6; stop++) {
    await tab.keyboard.press("Tab");
    stops.push(await focused(tab));
  }
  assert.deepEqual(stops, ["button show", "button export", "button", "chip", "chip", "chip"], "what is kept, and then how the results are sorted");
});

const MISSING = [/ERR_FAILED|Failed to (load|fetch)|integrity|404/];
/** Waits until it is said, for all to see, that what the button is for cannot be had. */
const unavailable = (tab, name) => tab.locator("epigraph-widget output").filter({ visible: true }).getByText(`${name}: Not available now`, { exact: true }).waitFor();

for (const [what, tamper] of [
  ["is missing", (route) => route.abort()],
  ["has one wrong byte", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()} ` });
  }],
]) {
  story(`where the part ${what}, each button says that it cannot, and the rest works`, {
    ...widget('paused order="sequence"'), allow: MISSING,
    prepare: async (tab) => { await listen(tab); await tab.route("**/parts/more-*", tamper); },
  }, async (tab) => {
    await whenState(tab);
    for (const name of ["Copy", "Share", "Link", "Picture", "Favourite", "Filter"]) {
      await tab.getByRole("button", { name, exact: true }).click();
      await unavailable(tab, name);
      assert.equal(await tab.locator("epigraph-widget output[part=status]").count(), 1);
    }
    await tab.unroute("**/parts/more-*");
    await button(tab, "favourite").click();
    await hear(tab, "Added to favourites");
    assert.equal(await tab.locator("epigraph-widget output").count(), 0, "what is no longer true is taken away");
    const before = await currentId(tab);
    await button(tab, "next").click();
    assert.notEqual(await currentId(tab), before);
  });

  story(`where what draws pictures ${what}, that button says so, and copying works`, {
    ...widget(), allow: MISSING,
    prepare: async (tab) => { await listen(tab); await tab.route("**/parts/picture-*", tamper); },
  }, async (tab) => {
    await whenState(tab);
    await button(tab, "picture").click();
    await unavailable(tab, "Picture");
    await button(tab, "copy").click();
    await hear(tab, "Copied");
    assert.equal(await tab.locator("epigraph-widget output").count(), 0);
  });
}

story("copy: the text with its attribution", widget(), async (tab) => {
  await whenState(tab);
  await button(tab, "copy").click();
  await hear(tab, "Copied");
  assert.match(await clipboard(tab), /^“The simplest model serves as a baseline.*”\n— Chip Huyen, Designing Machine Learning Systems$/s);
});

for (const [name, context] of Object.entries({
  light: {}, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" }, "320 px": { viewport: { width: 320, height: 700 } },
})) {
  story(`${name}: the line that says what happened moves nothing and is read out; axe finds nothing`, { ...widget(), context: { ...CLIPBOARD, ...context } }, async (tab) => {
    await whenState(tab);
    await tab.evaluate(`${axe};0`);
    const inspect = async () => { await calm(tab); return tab.evaluate(runAxe); };
    // What is hidden, as what the part brings, has no box.
    const boxes = () => tab.evaluate(() => [document.querySelector("#sentinel"), ...document.querySelector("epigraph-widget").shadowRoot.querySelectorAll("button, input")].filter((node) => node.checkVisibility())
      .map((node) => { const { x, y, width, height } = node.getBoundingClientRect(); return [x, y, width, height].map(Math.round).join(); }));
    await button(tab, "favourite").hover();
    const before = await boxes();
    await button(tab, "favourite").click();
    await hear(tab, "Added to favourites");
    const said = part(tab, "controls").getByRole("status");
    assert.ok(await said.isVisible());
    const { left, right } = await said.evaluate((node) => node.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= await tab.evaluate(() => innerWidth));
    assert.deepEqual(await boxes(), before);
    assert.deepEqual(await inspect(), []);
    await openFilters(tab);
    await button(tab, "show").click();
    assert.deepEqual(await inspect(), []);
  });
}
