// What a reader does with the quote that is shown: link to it, send it on, and what the widget says of it.
// In: dist/ in a real browser with a clipboard. Out: the promises about these buttons.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage, page } from "./browser.mjs";
import { button, currentId, listen, part, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, context: CLIPBOARD, ...options }, tell));
const widget = (attributes = 'quote="baselines" paused') => ({ body: `<epigraph-widget ${attributes}></epigraph-widget>` });

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
      if (name !== "done") throw new DOMException("no", name);
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
    assert.equal(await currentId(tab), "baselines");
  });
}
