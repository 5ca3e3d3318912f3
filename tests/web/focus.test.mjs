// Where the focus is, after everything that happens by itself or by a key: never lost, and never taken from the page.
// In: dist/ in a real browser. Out: the promises about focus. Never tells the order of the stops: keyboard.test.mjs does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage, WIDGET } from "./browser.mjs";
import { ask, button, focused, listen, openFilters, part, parts, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const BODY = `<input id="mine" aria-label="Mine">${WIDGET.replace("<epigraph-widget", '<epigraph-widget quote="baselines"')}<div id="place"></div>`;
const story = (name, options, tell) => test(name, () => stage.visit({ body: BODY, prepare: listen, ...options }, async (tab) => {
  await whenState(tab);
  await tell(tab);
}));

const stands = async (tab, name, when) => assert.ok((await focused(tab)).split(" ").includes(name), `${when}: on ${await focused(tab)}, not ${name}`);
const act = (tab, run) => tab.evaluate(`(${run})(document.querySelector("epigraph-widget"))`);
/** Counts how often the focus went anywhere from now on, in `window.moves`. */
const watch = (tab) => tab.evaluate(() => {
  window.moves = 0;
  for (const root of [document, document.querySelector("epigraph-widget").shadowRoot]) root.addEventListener("focusin", () => window.moves++, true);
});
const FREE = { csp: "" };

story("nothing that the widget does by itself takes the focus from the page", FREE, async (tab) => {
  await tab.locator("#mine").focus();
  await watch(tab);
  const happenings = {
    "rotation": () => turn(tab),
    "results a script opened": () => act(tab, (element) => element.search("data")),
    "results closed": () => act(tab, (element) => element.search("")),
    "a quote a script shows": () => turn(tab, "show", "freshness"),
    "another order": () => act(tab, (element) => { element.order = "sequence"; }),
    "moved": () => act(tab, (element) => document.querySelector("#place").append(element)),
    "removed and added": () => act(tab, (element) => { element.remove(); document.querySelector("#place").append(element); }),
    "a language that comes": async () => { await act(tab, (element) => { element.lang = "de"; }); await until(tab, (element) => element.shadowRoot.querySelector("[lang=de]")); },
  };
  for (const [what, happen] of Object.entries(happenings)) {
    await happen();
    await stands(tab, "mine", what);
  }
  assert.equal(await tab.evaluate(() => window.moves), 0);
});

story("a control that has the focus keeps it while quotes and languages change", FREE, async (tab) => {
  for (const name of ["pause", "next", "favourite", "input", "filter"]) {
    await button(tab, name).focus();
    await act(tab, (element) => element.play());
    await turn(tab);
    await stands(tab, name, "a quote came");
  }
  await act(tab, (element) => { element.lang = "fr"; });
  await until(tab, (element) => element.shadowRoot.querySelector("[lang=fr]"));
  await stands(tab, "filter", "its words came");
});

test("the part that arrives leaves the focus where it is", () => {
  let release;
  const released = new Promise((go) => { release = go; });
  return stage.visit({
    body: BODY,
    prepare: async (tab) => {
      await listen(tab);
      await tab.route("**/parts/more-*", async (route) => { await released; await route.continue(); });
    },
  }, async (tab) => {
    await whenState(tab);
    await button(tab, "favourite").focus();
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await stands(tab, "filter", "before it arrives");
    release();
    await parts(tab, "chip").first().waitFor();
    await until(tab, (element) => element.shadowRoot.querySelector(".said")?.textContent);
    await stands(tab, "filter", "after it arrived");
  });
});

story("Show more goes on at the first result that is new, to the last page", {}, async (tab) => {
  await ask(tab, "data");
  const total = await tab.evaluate(() => window.told.findLast(({ name }) => name === "results").total);
  await part(tab, "more").focus();
  for (let shown = 10; shown < total; shown += 10) {
    if (shown > 10) await part(tab, "more").focus();
    await tab.keyboard.press("Enter");
    const place = await act(tab, ({ shadowRoot }) => [...shadowRoot.querySelectorAll("[part=result]")].indexOf(shadowRoot.activeElement));
    assert.equal(place, shown);
  }
});

story("a suggestion that is followed leads back to the box", {}, async (tab) => {
  await ask(tab, "bselnes");
  await part(tab, "suggestion").focus();
  await tab.keyboard.press("Enter");
  await until(tab, (element) => element.shadowRoot.querySelector("[part=input]").value !== "bselnes");
  await stands(tab, "input", "another query");
});

story("Escape from anything in the panel leads back to the box", {}, async (tab) => {
  for (const name of ["chip", "result", "more"]) {
    await ask(tab, "data");
    await openFilters(tab);
    await part(tab, name).focus();
    await tab.keyboard.press("Escape");
    assert.equal(await part(tab, "results").isVisible(), false);
    await stands(tab, "input", `Escape from ${name}`);
  }
});

story("what is drawn anew keeps the focus: a chip let go, a star put out, the favourites closed", {}, async (tab) => {
  await button(tab, "favourite").focus();
  await tab.keyboard.press("Enter");
  await ask(tab, "data");
  await openFilters(tab);
  for (const pressed of ["true", "false"]) {
    await parts(tab, "chip").first().focus();
    await tab.keyboard.press("Space");
    await until(tab, ({ shadowRoot }, state) => shadowRoot.querySelector("[part=chip]").getAttribute("aria-pressed") === state, pressed);
    await stands(tab, "chip", `pressed: ${pressed}`);
  }
  for (const open of ["true", "false"]) {
    await button(tab, "show").focus();
    await tab.keyboard.press("Enter");
    await until(tab, ({ shadowRoot }, state) => shadowRoot.querySelector("[part~=show]").ariaExpanded === state, open);
    await stands(tab, "show", `listed: ${open}`);
  }
});

story("chosen by key, a favourite leads back to the box as a result does", {}, async (tab) => {
  await button(tab, "favourite").focus();
  await tab.keyboard.press("Enter");
  await until(tab, ({ shadowRoot }) => shadowRoot.querySelector("[part~=favourite]").ariaPressed === "true");
  await turn(tab);
  await button(tab, "filter").focus();
  await tab.keyboard.press("Enter");
  await button(tab, "show").focus();
  await tab.keyboard.press("Enter");
  await tab.locator("epigraph-widget .shelf + ul button").focus();
  await tab.keyboard.press("Enter");
  await until(tab, (element) => element.current.id === "baselines");
  await stands(tab, "input", "a favourite");
  await ask(tab, "freshness");
  await parts(tab, "result").filter({ visible: true }).first().focus();
  await tab.keyboard.press("Enter");
  await until(tab, (element) => element.current.id === "freshness");
  await stands(tab, "input", "a result");
});

story("where there is no clipboard, copying the old way gives the focus back", { prepare: async (tab) => {
  await listen(tab);
  await tab.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
} }, async (tab) => {
  await button(tab, "copy").focus();
  await tab.keyboard.press("Enter");
  await until(tab, (element) => element.shadowRoot.querySelector(".said")?.textContent);
  await stands(tab, "copy", "copied");
});

story("results that a page's own change draws anew keep the focus among them", {}, async (tab) => {
  await ask(tab, "data");
  await parts(tab, "result").nth(2).focus();
  await act(tab, (element) => { element.limit = 5; });
  await until(tab, ({ shadowRoot }) => shadowRoot.querySelectorAll("[part=result]").length === 5);
  assert.notEqual(await focused(tab), "body");
});

const FAILING = { body: '<input id="mine" aria-label="Mine"><div id="place"></div>', allow: [/Failed to load resource/] };
const bring = (tab, src) => tab.evaluate((address) => {
  const element = document.createElement("epigraph-widget");
  element.src = address;
  element.append(Object.assign(document.createElement("blockquote"), { textContent: "Mine." }));
  document.querySelector("#place").append(element);
}, src);
const fails = (name, tell) => test(name, () => stage.visit({ ...FAILING, prepare: listen }, tell));

fails("a failure takes no focus, and Retry that fails again keeps it", async (tab) => {
  await tab.locator("#mine").focus();
  await bring(tab, "/nothing.txt");
  await parts(tab, "retry").first().waitFor();
  await stands(tab, "mine", "it failed");
  for (let time = 2; time < 4; time++) {
    await parts(tab, "retry").first().focus();
    await tab.keyboard.press("Enter");
    await tab.waitForFunction((count) => window.told.filter(({ name }) => name === "error").length === count, time);
    await parts(tab, "retry").first().waitFor();
    await until(tab, (element) => element.shadowRoot.activeElement?.matches("[part~=retry]"));
  }
});

fails("a reader who has gone elsewhere meanwhile is not called back", async (tab) => {
  await bring(tab, "/later.txt");
  await parts(tab, "retry").first().waitFor();
  let answer;
  const asked = new Promise((done) => stage.server.handle("/later.txt", (_, response) => {
    answer = () => response.end("Late — A\nLater — B\n");
    done();
  }));
  await parts(tab, "retry").first().focus();
  await tab.keyboard.press("Enter");
  await asked;
  await tab.locator("#mine").focus();
  answer();
  await whenState(tab);
  await turn(tab);
  await stands(tab, "mine", "it came");
});

story("removed with the focus in it, it gives it up, and does not take it back", FREE, async (tab) => {
  await button(tab, "next").focus();
  await act(tab, (element) => { window.kept = element; element.remove(); });
  assert.equal(await focused(tab), "body");
  await tab.locator("#mine").focus();
  await tab.evaluate(() => document.querySelector("#place").append(window.kept));
  await whenState(tab);
  await turn(tab);
  await stands(tab, "mine", "it was added");
});
