// Files that lie not beside the script: what a reader is told of it, once each time, and how it is tried again.
// In: dist/ in a real browser, with requests that fail. Out: lines, Retry, where the focus stands, what is asked for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { listen, part, parts, told, until, whenState } from "./widget.mjs";

const stage = openStage();
const MISSING = [/ERR_FAILED|Failed to (load|fetch)/];
/** Without what matches, until it is let through. */
const story = (name, missing, options, tell) => test(name, () => stage.visit({
  allow: MISSING, ...options,
  prepare: async (tab) => {
    await listen(tab);
    await tab.route(missing, (route) => route.abort());
    await options.more?.(tab);
  },
}, (tab) => tell(tab, () => tab.unroute(missing))));
const errors = (tab, count) => tab.waitForFunction((wanted) => window.told.filter(({ name }) => name === "error").length === wanted, count);
const lineOf = (tab) => parts(tab, "status").filter({ visible: true });
const focusedPart = (tab) => tab.evaluate(() => {
  const { activeElement } = document.querySelector("epigraph-widget").shadowRoot;
  return activeElement?.part.value ?? document.activeElement.localName;
});

const OWN = { body: '<epigraph-widget src="mine.txt"><blockquote>The fallback.</blockquote></epigraph-widget>' };
const BASIC = { body: '<epigraph-widget engine="basic"><blockquote>The fallback.</blockquote></epigraph-widget>' };

for (const [what, missing, options] of [["no part is there", "**/parts/**", OWN], ["the plainer engine is not there", "**/parts/basic-*", BASIC]]) {
  story(`where ${what}, Retry pressed by key keeps the focus, and gives it to what comes`, missing, options, async (tab, allow) => {
    stage.server.put("Once more — Anon\n", { path: "/mine.txt" });
    for (let time = 1; time < 4; time++) {
      await errors(tab, time);
      const { code, stage: at, retryable, message } = (await told(tab, "error")).at(-1);
      assert.deepEqual([code, at, retryable], ["wasm-unavailable", "parts", true], "of the collection nothing is known");
      assert.match(message, /\/parts\//);
      assert.match(await lineOf(tab).innerText(), /^(Not available now)?\s*Retry$/);
      await lineOf(tab).getByText("Not available now").waitFor();
      assert.ok(await tab.getByText("The fallback.").isVisible());
      if (time === 1) await part(tab, "retry").focus();
      assert.equal(await focusedPart(tab), "button retry", `after ${time}`);
      if (time === 3) await allow();
      await tab.keyboard.press("Enter");
    }
    await whenState(tab);
    await until(tab, (element) => document.activeElement === element);
    assert.deepEqual([await lineOf(tab).count(), await parts(tab, "retry").count()], [0, 0]);
  });
}

story("where engine=basic has no engine to take, that is what is told, and not the attribute", "**/parts/basic-*", BASIC, async (tab) => {
  await errors(tab, 1);
  const [{ code, stage: at, retryable, message }] = await told(tab, "error");
  assert.deepEqual([code, at, retryable], ["wasm-unavailable", "parts", true]);
  assert.doesNotMatch(message, /engine=basic/);
});

story("where nothing can run and nothing stands in, both are told, and it can be tried again", "**/parts/basic-*", {
  body: "<epigraph-widget><blockquote>The fallback.</blockquote></epigraph-widget>",
  more: (tab) => tab.addInitScript(() => { delete window.WebAssembly; }),
}, async (tab, allow) => {
  await errors(tab, 1);
  const [{ code, retryable, message }] = await told(tab, "error");
  assert.deepEqual([code, retryable], ["wasm-unavailable", true]);
  assert.match(message, /WebAssembly.*what stands in is missing/);
  await allow();
  await part(tab, "retry").click();
  await whenState(tab);
});

story("two buttons pressed at once whose part is missing: one line, of the one pressed last", "**/parts/**", { body: "<epigraph-widget paused></epigraph-widget>" }, async (tab) => {
  await whenState(tab);
  await tab.evaluate(() => {
    const { shadowRoot } = document.querySelector("epigraph-widget");
    for (const name of ["copy", "share"]) shadowRoot.querySelector(`[part~=${name}]`).click();
  });
  await lineOf(tab).getByText("Share: Not available now", { exact: true }).waitFor();
  await tab.waitForTimeout(50);
  assert.equal(await lineOf(tab).innerText(), "Share: Not available now");
});
