// Quotes of 3 to 5,000 letters in one widget: none moves what stands below, and none is lost.
// In: dist/ in a real browser, and the reserve rule as the README documents it. Out: positions to the pixel, what the
// keyboard reaches, what is printed and copied.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { reserveRule } from "./files.mjs";
import { BODY, LENGTHS, seen } from "./lengths.mjs";
import { ask, button, calm, comeNear, focused, listen, parts, told, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, body: BODY, ...options }, tell));
const show = async (tab, length) => { await turn(tab, "show", `n${length}`); await calm(tab); };

for (const width of [320, 768, 1280]) {
  story(`${width} px: no length moves what stands below, nor does the whole quote, and the reserve rule holds`, {
    context: { viewport: { width, height: 900 } },
    head: '<link rel="stylesheet" href="/reserve.css">',
    prepare: async (tab) => {
      await listen(tab);
      await tab.route("**/reserve.css", (route) => route.fulfill({ contentType: "text/css", body: reserveRule() }));
    },
  }, async (tab) => {
    await whenState(tab);
    await calm(tab);
    const before = await seen(tab);
    const rule = Math.max(27 * 16, 40 * 16 - 0.3 * width);
    assert.equal(before.height, rule, "it is as high as the rule says");
    const sizes = [];
    for (const length of [...LENGTHS, ...LENGTHS]) {
      await show(tab, length);
      const now = await seen(tab);
      assert.deepEqual([now.sentinel, now.height, now.wide], [before.sentinel, rule, false], `${length} letters`);
      assert.equal(now.cut, length === 5000, `${length} letters are cut`);
      assert.equal(now.button, length === 5000 ? "false" : null, `${length} letters have a button`);
      sizes.push(now.size);
    }
    assert.ok(sizes[0] > sizes[2] && sizes[2] >= sizes[3] && sizes[3] >= 17, sizes.join());
    // Without the rule it keeps its own size, which is no larger.
    await tab.evaluate(() => document.querySelector('[href="/reserve.css"]').remove());
    const own = await seen(tab);
    assert.ok(own.height <= rule, `${own.height} px`);
    for (const length of LENGTHS) {
      await show(tab, length);
      assert.equal((await seen(tab)).sentinel, own.sentinel, `${length} letters, without the rule`);
    }
    await button(tab, "whole").click();
    const open = await seen(tab);
    assert.deepEqual([open.sentinel, open.button, open.scrolls], [own.sentinel, "true", true]);
    await button(tab, "whole").click();
    assert.deepEqual(await seen(tab), own, "closed again");
    await button(tab, "whole").click();
    await turn(tab);
    await calm(tab);
    const next = await seen(tab);
    assert.deepEqual([next.sentinel, next.button], [own.sentinel, null], "the next quote is as any other");
  });
}

const wholeShown = (tab) => until(tab, (element) => element.shadowRoot.querySelector('[part~="whole"]')?.checkVisibility());

const atEnd = (tab) => until(tab, (element) => {
  const place = element.querySelector("figure blockquote");
  return place.scrollTop + place.clientHeight > place.scrollHeight - 2;
});

/** What the button says, whether the text can be focused, and how far it is scrolled. */
async function closed(tab) {
  // What was open is held still until a scroll that was under way is over.
  await until(tab, (element) => !element.shadowRoot.querySelector(".still"));
  return [(await seen(tab)).button, ...await tab.evaluate(() => {
    const place = document.querySelector("epigraph-widget figure blockquote");
    return [place.matches("[tabindex], [role], [aria-label]"), place.scrollTop];
  })];
}

story("a reader who has gone elsewhere when the text they were in goes is not called back", { body: `<input id="mine" aria-label="Mine">${BODY}`, context: { viewport: { width: 768, height: 600 } } }, async (tab) => {
  await whenState(tab);
  await show(tab, 5000);
  await wholeShown(tab);
  for (const elsewhere of [false, true]) {
    await button(tab, "whole").focus();
    await tab.keyboard.press("Enter");
    assert.equal(await tab.evaluate(() => document.activeElement.localName), "blockquote");
    await tab.evaluate(([id, moves]) => {
      document.querySelector("epigraph-widget").show(id);
      if (moves) document.querySelector("#mine").focus();
    }, ["n3", elsewhere]);
    await until(tab, (element) => !element.shadowRoot.querySelector('[part~="whole"]').checkVisibility());
    // What asks how much room there is does so after the layout.
    await tab.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    assert.match(await focused(tab), elsewhere ? /^mine$/ : /\bfavourite\b/);
    await show(tab, 5000);
    await wholeShown(tab);
  }
});

story("by keyboard: the button leads into the text, which has a name and scrolls, and back out of it", { context: { viewport: { width: 768, height: 600 } } }, async (tab) => {
  await whenState(tab);
  await show(tab, 5000);
  await wholeShown(tab);
  await button(tab, "favourite").focus();
  await tab.keyboard.press("Tab");
  assert.match(await focused(tab), /\bwhole\b/);
  await tab.keyboard.press("Enter");
  const region = await tab.evaluate(() => {
    const { role, ariaLabel, localName, tabIndex } = document.activeElement;
    return { role, ariaLabel, localName, tabIndex };
  });
  assert.deepEqual(region, { role: "region", ariaLabel: "Whole quote", localName: "blockquote", tabIndex: 0 });
  await tab.keyboard.press("End");
  await atEnd(tab);
  await tab.keyboard.press("Shift+Tab");
  await tab.keyboard.press("Enter");
  assert.equal((await seen(tab)).button, "false");
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget figure blockquote").matches("[tabindex], [role], [aria-label]")), false);
  assert.match(await focused(tab), /\bwhole\b/, "focus stays");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("End");
  await atEnd(tab);
  await tab.keyboard.press("Escape");
  assert.match(await focused(tab), /\bwhole\b/, "Escape closes it, and the focus is where it came from");
  assert.deepEqual(await closed(tab), ["false", false, 0]);
  // From the button as well, but what is closed leaves the key to others.
  await button(tab, "whole").click();
  assert.match(await focused(tab), /\bwhole\b/, "a pointer moves no focus");
  await tab.evaluate(() => document.addEventListener("keydown", ({ key, defaultPrevented }) => { window.told.push({ name: "key", key, defaultPrevented }); }));
  await tab.keyboard.press("Escape");
  assert.deepEqual(await closed(tab), ["false", false, 0]);
  await tab.keyboard.press("Escape");
  assert.deepEqual((await told(tab, "key")).map(({ defaultPrevented }) => defaultPrevented), [true, false]);
});

story("closed while it still scrolls, it shows its beginning", { context: { viewport: { width: 768, height: 600 } } }, async (tab) => {
  await whenState(tab);
  await show(tab, 5000);
  await wholeShown(tab);
  const pass = (frames) => tab.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame++) await new Promise(requestAnimationFrame);
  }, frames);
  for (const frames of [0, 1, 2, 4, 6, 8]) {
    await button(tab, "whole").focus();
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("End");
    await pass(frames);
    await tab.keyboard.press("Escape");
    // As long as the scroll would have lasted.
    await pass(40);
    assert.deepEqual(await closed(tab), ["false", false, 0], `after ${frames} frames`);
  }
});

story("who opens a long quote is not interrupted", { body: BODY.replace(" paused", "") }, async (tab) => {
  await whenState(tab);
  await show(tab, 5000);
  await tab.evaluate(() => document.querySelector("epigraph-widget").play());
  await button(tab, "whole").click();
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").paused), true);
});

story("printed, selected and read out it is whole", {}, async (tab) => {
  await whenState(tab);
  await show(tab, 5000);
  await wholeShown(tab);
  const [text, selected] = await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    getSelection().selectAllChildren(element.querySelector("figure blockquote"));
    return [element.current.text, String(getSelection())];
  });
  assert.ok(selected.includes(text));
  const tree = await tab.locator("epigraph-widget").ariaSnapshot();
  assert.ok(tree.replace(/\s+/g, " ").includes(text), "the accessibility tree has all of it");
  await tab.emulateMedia({ media: "print" });
  const now = await seen(tab);
  assert.deepEqual([now.cut, now.button], [false, null]);
  assert.equal(await tab.evaluate(() => getComputedStyle(document.querySelector("epigraph-widget figure blockquote")).maskImage), "none");
});

/** The two longest, so that one long quote follows another, and one short. */
const TWO = BODY.replace('"n400","text":"', `"n400","text":"${"Another one that is long. ".repeat(200)}`);

story("the focus is never lost: not when the next quote is long too, nor when it is short, from the button or from the text", { body: TWO, context: { viewport: { width: 768, height: 600 } } }, async (tab) => {
  await whenState(tab);
  await show(tab, 5000);
  await button(tab, "favourite").focus();
  await wholeShown(tab);
  await button(tab, "whole").focus();
  await show(tab, 400);
  assert.match(await focused(tab), /\bwhole\b/, "long and long");
  await show(tab, 3);
  assert.match(await focused(tab), /\bfavourite\b/, "the button went: the control before it");
  for (const [next, stop] of [[400, /\bwhole\b/], [3, /\bfavourite\b/]]) {
    await show(tab, 5000);
    await button(tab, "whole").focus();
    await tab.keyboard.press("Enter");
    assert.equal(await focused(tab), "quote");
    await show(tab, next);
    assert.match(await focused(tab), stop, `read on, then ${next} letters`);
    assert.equal((await closed(tab))[1], false);
  }
  // Who went elsewhere is not called back.
  await show(tab, 5000);
  await button(tab, "whole").focus();
  await tab.keyboard.press("Enter");
  await button(tab, "input").focus();
  await show(tab, 400);
  assert.equal(await focused(tab), "input");
});

story("without any other control the focus stays in the text", {
  body: TWO,
  head: '<link rel="stylesheet" href="/bare.css">',
  prepare: async (tab) => {
    await listen(tab);
    await tab.route("**/bare.css", (route) => route.fulfill({ contentType: "text/css", body: "epigraph-widget::part(controls) { display: none }" }));
  },
}, async (tab) => {
  await whenState(tab);
  await show(tab, 5000);
  await button(tab, "input").focus();
  await wholeShown(tab);
  await button(tab, "whole").focus();
  await show(tab, 3);
  assert.equal(await focused(tab), "quote");
});

story("a view that is changed later has the button at once", { body: BODY.replace("<epigraph-widget", '<epigraph-widget view="search" quote="n5000"') }, async (tab) => {
  await whenState(tab);
  await comeNear(tab);
  for (const view of ["both", "search", "banner"]) {
    await tab.evaluate((value) => { document.querySelector("epigraph-widget").view = value; }, view);
    if (view !== "search") await wholeShown(tab);
  }
});

story("the button speaks the page's language", { lang: "de" }, async (tab) => {
  await whenState(tab);
  await show(tab, 5000);
  await wholeShown(tab);
  assert.equal((await parts(tab, "whole").innerText()).trim(), "Ganzes Zitat");
});

story("without its part a long quote scrolls all the same", {
  body: '<epigraph-widget quote="ai-hype"></epigraph-widget>',
  allow: [/Failed to load resource/],
  head: '<link rel="stylesheet" href="/low.css">',
  prepare: async (tab) => {
    await listen(tab);
    await tab.route("**/low.css", (route) => route.fulfill({ contentType: "text/css", body: "epigraph-widget blockquote { max-block-size: 2em }" }));
    await tab.route("**/parts/*", (route) => route.abort());
  },
}, async (tab) => {
  await whenState(tab);
  const now = await seen(tab);
  assert.deepEqual([now.cut, now.scrolls, now.button], [true, true, null]);
});

story("a long result is short in the list, and in a search alone it unfolds in the list", { body: BODY.replace("<epigraph-widget", '<epigraph-widget view="search"') }, async (tab) => {
  await whenState(tab);
  await ask(tab, "vessel");
  const before = (await seenList(tab)).sentinel;
  const long = parts(tab, "result").filter({ hasText: "!" }).last();
  await long.click();
  const open = await seenList(tab);
  assert.equal(open.sentinel, before);
  assert.ok(open.tallest > open.panel, `${open.tallest} px in ${open.panel}`);
  await long.click();
  assert.ok((await seenList(tab)).tallest < 200);
});

const seenList = (tab) => tab.evaluate(() => {
  const { shadowRoot } = document.querySelector("epigraph-widget");
  return {
    sentinel: document.querySelector("#sentinel").getBoundingClientRect().top,
    panel: shadowRoot.querySelector(".panel").clientHeight,
    tallest: Math.max(...[...shadowRoot.querySelectorAll('[part="result"]')].map((result) => result.offsetHeight)),
  };
});
