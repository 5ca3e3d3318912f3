// Nothing below the widget moves: when it becomes ready, through all 69 quotes, with results open; at three widths.
// In: dist/ in a real browser, and the reserve rule as the README documents it. Out: positions to the pixel, and layout shift 0.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage, WIDGET } from "./browser.mjs";
import { reserveRule } from "./files.mjs";
import { ask, calm, comeNear, listen, openFilters, parts, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const WIDTHS = [320, 768, 1280];

/** Where things stand, to the hundredth of a pixel, from the top of the page. */
const top = (tab, selector = "#sentinel") => tab.locator(selector).evaluate((element) => Math.round((element.getBoundingClientRect().top + scrollY) * 100) / 100);

/** Keeps every layout shift in `window.shifts`. `input`: it answers a click or a key, and does not count. */
const watchShifts = (tab) => tab.addInitScript(() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
      window.shifts.push({ value: entry.value, input: entry.hadRecentInput, moved: entry.sources.map(({ previousRect, currentRect }) => `${box(previousRect)} -> ${box(currentRect)}`) });
    }
  }).observe({ type: "layout-shift", buffered: true });
});

const shifts = (tab) => tab.evaluate(() => window.shifts);

/** Holds the widget's script back until the story has looked at the page without it. */
async function holdScript(tab) {
  let release;
  const released = new Promise((go) => { release = go; });
  await tab.route("**/epigraph.js", async (route) => { await released; await route.continue(); });
  return release;
}

for (const width of WIDTHS) {
  const visit = (options, tell) => {
    let release;
    return stage.visit({
      ...options,
      waitUntil: "commit",
      context: { viewport: { width, height: 900 } },
      prepare: async (tab) => {
        await listen(tab);
        await watchShifts(tab);
        release = await holdScript(tab);
        const rule = reserveRule();
        await tab.route("**/reserve.css", (route) => route.fulfill({ contentType: "text/css", body: rule }));
      },
    }, async (tab) => {
      try {
        await tell(tab, release);
      } finally {
        release();
      }
    });
  };
  const pages = {
    "a bare page with the documented rule": { head: '<link rel="stylesheet" href="/reserve.css">', below: "#sentinel" },
    "the demo page": { path: "/index.html", csp: "", below: "nav" },
  };
  for (const [name, { below, ...options }] of Object.entries(pages)) {
    test(`${width} px, ${name}: what stands below never moves`, () => visit(options, async (tab, release) => {
      await tab.locator(below).waitFor();
      await calm(tab);
      const before = await top(tab, below);
      release();
      await whenState(tab);
      await calm(tab);
      assert.equal(await top(tab, below), before, "when it becomes ready");
      assert.deepEqual(await shifts(tab), [], "layout shift is nought when it becomes ready");
      for (let step = 0; step < 69; step++) {
        await turn(tab);
        const id = await tab.evaluate(() => document.querySelector("epigraph-widget").current.id);
        assert.equal(await top(tab, below), before, `with ${id}`);
      }
      assert.deepEqual(await shifts(tab), [], "layout shift is nought through all quotes");
      await comeNear(tab);
      for (const query of ["data", "", "xylophone zeppelin", "baselines", "data"]) {
        await ask(tab, query);
        if (query) await until(tab, (element) => element.shadowRoot.querySelector('[part~="status"]').textContent !== "");
        await calm(tab);
        assert.equal(await top(tab, below), before, `with the answer to "${query}"`);
      }
      assert.deepEqual(await shifts(tab), [], "layout shift is nought with results");
      await openFilters(tab);
      await parts(tab, "chip").first().click();
      await calm(tab);
      assert.equal(await top(tab, below), before, "with a filter on");
      await tab.keyboard.press("Escape");
      await calm(tab);
      assert.equal(await top(tab, below), before, "closed again");
      assert.deepEqual((await shifts(tab)).filter(({ input }) => !input), [], "layout shift is nought but for what a click brought");
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
    }));
  }
}

for (const width of WIDTHS) {
  test(`${width} px, without any rule of the page: once ready, no quote moves what stands below`, () => stage.visit({ prepare: listen, context: { viewport: { width, height: 900 } } }, async (tab) => {
    await whenState(tab);
    await calm(tab);
    const before = await top(tab);
    for (let step = 0; step < 69; step++) {
      await turn(tab);
      assert.equal(await top(tab), before, await tab.evaluate(() => document.querySelector("epigraph-widget").current.id));
    }
  }));
}

test("the panel of results has an end, and scrolls inside itself", () => stage.visit({ prepare: listen, context: { viewport: { width: 768, height: 600 } } }, async (tab) => {
  await whenState(tab);
  await ask(tab, "ml");
  const { height, inner, outer } = await parts(tab, "results").first().evaluate((panel) => {
    const scroller = [panel, ...panel.querySelectorAll("*")].find((element) => /auto|scroll/.test(getComputedStyle(element).overflowY)) ?? panel.parentElement;
    return { height: innerHeight, inner: scroller.scrollHeight, outer: scroller.clientHeight };
  });
  assert.ok(outer < inner, "it scrolls");
  assert.ok(outer <= height, `${outer} px on a screen of ${height}`);
}));

test("text twice as large and spaced out is not cut", () => stage.visit({ prepare: listen, context: { viewport: { width: 320, height: 900 } }, body: WIDGET }, async (tab) => {
  await whenState(tab);
  await tab.evaluate(() => {
    for (const [name, value] of [["font-size", "200%"], ["line-height", "1.5"], ["letter-spacing", "0.12em"], ["word-spacing", "0.16em"]]) document.body.style.setProperty(name, value);
    document.querySelector("epigraph-widget").show("tooling-evolution");
  });
  await until(tab, (element) => element.current.id === "tooling-evolution");
  await calm(tab);
  const cut = await tab.evaluate(() => {
    const figure = document.querySelector("epigraph-widget > figure");
    const box = document.querySelector("epigraph-widget").getBoundingClientRect();
    const inner = figure.getBoundingClientRect();
    return { tall: inner.bottom > box.bottom + 1, wide: document.documentElement.scrollWidth > innerWidth, hidden: figure.scrollHeight > figure.clientHeight + 1 && getComputedStyle(figure).overflowY === "hidden" };
  });
  assert.deepEqual(cut, { tall: false, wide: false, hidden: false });
}));

for (const width of WIDTHS) {
  test(`${width} px, on a page from right to left: the controls lie on no words`, () => stage.visit({ prepare: listen, dir: "rtl", lang: "ar", context: { viewport: { width, height: 900 } } }, async (tab) => {
    await whenState(tab);
    for (const id of ["ai-hype", "freshness", "interview-strategy"]) {
      await turn(tab, "show", id);
      const covered = await tab.evaluate(() => {
        const element = document.querySelector("epigraph-widget");
        const words = document.createRange();
        const boxes = [...element.querySelectorAll("figure :is(blockquote, figcaption)")].flatMap((part) => {
          words.selectNodeContents(part);
          return [...words.getClientRects()];
        });
        const buttons = [...element.shadowRoot.querySelectorAll('[part~="controls"] button')].map((button) => button.getBoundingClientRect());
        return buttons.some((a) => boxes.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
      });
      assert.equal(covered, false, `with ${id}`);
    }
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
  }));
}

/** Places whose width follows what stands in them, each with a widget. */
const SHRINKING = {
  "a row of flexible boxes": '<div class="row"><div>W</div></div>',
  "an automatic column": '<div class="columns">W<p>Beside.</p></div>',
  "a table's cell": "<table><tr><td>W</td></tr></table>",
  "a line": '<div class="line">W</div>',
  "a float": '<div class="float">W</div>',
  "a box as wide as its content": '<div class="fit">W</div>',
  "the middle of a flexible column": '<div class="middle">W</div>',
  "the middle of a grid": '<div class="centre">W</div>',
};
const SHRINK = ".row { display: flex } .columns { display: grid; grid-template-columns: auto 1fr } .line { display: inline-block } .float { float: left } "
  + ".fit { inline-size: fit-content } .middle { display: flex; flex-direction: column; align-items: center } .centre { display: grid; place-items: center } #sentinel { clear: both }";

for (const [name, place] of Object.entries(SHRINKING)) {
  test(`in ${name} the widget keeps its size through all quotes`, () => stage.visit({
    prepare: async (tab) => {
      await listen(tab);
      await tab.route("**/shrink.css", (route) => route.fulfill({ contentType: "text/css", body: SHRINK }));
    },
    head: '<link rel="stylesheet" href="/shrink.css">',
    body: place.replace("W", WIDGET),
    context: { viewport: { width: 1280, height: 900 } },
  }, async (tab) => {
    await whenState(tab);
    await calm(tab);
    const size = () => tab.evaluate(() => {
      const { width, height } = document.querySelector("epigraph-widget").getBoundingClientRect();
      return `${width} x ${height}`;
    });
    const before = await size();
    assert.ok(parseFloat(before) > 400, before);
    for (let step = 0; step < 69; step++) {
      await turn(tab);
      assert.equal(await size(), before, await tab.evaluate(() => document.querySelector("epigraph-widget").current.id));
    }
  }));
}

test("on a page from right to left who said it stands under the quote's own side", () => stage.visit({ prepare: listen, dir: "rtl", lang: "ar", context: { viewport: { width: 1280, height: 900 } } }, async (tab) => {
  await whenState(tab);
  await turn(tab, "show", "ai-hype");
  const [quote, caption] = await tab.evaluate(() => ["blockquote p", "figcaption span"].map((name) => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(`epigraph-widget > figure ${name}`));
    return words.getBoundingClientRect().left;
  }));
  assert.ok(Math.abs(quote - caption) < 20, `${quote} and ${caption}`);
}));
