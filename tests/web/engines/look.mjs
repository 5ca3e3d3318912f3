// Where things stand and how they look, told alike in every engine: at three widths, in both themes, in print, from right
// to left.
// In: tabs of engines/stage.mjs. Out: stories, each a name, the options of its page and what is told.
// Never compares pictures: the engines draw letters differently.
import assert from "node:assert/strict";
import { STRICT } from "../browser.mjs";
import { recipe, reserveRule } from "../files.mjs";
import { BODY, LENGTHS, seen } from "../lengths.mjs";
import { turn, until, whenState } from "../widget.mjs";
import { answered, painted, press, texts } from "./stage.mjs";

/** @type {[string, object, (tab: any, engine: any) => Promise<void>][]} */
export const stories = [];
const story = (name, options, tell) => stories.push([name, options, tell]);

const RESERVED = {
  head: '<link rel="stylesheet" href="/reserve.css">',
  script: "/later.js",
  files: { "/reserve.css": reserveRule(), "/later.js": 'window.start = () => { import("/epigraph.js"); };' },
};

for (const width of [320, 768, 1280]) {
  story(`${width} px: what stands below never moves: not on start, not in 200 turns, not for results`, { ...RESERVED, width, height: 900 }, async (tab) => {
    await tab.waitForFunction(() => window.start);
    const top = () => tab.evaluate(() => document.querySelector("#sentinel").getBoundingClientRect().top + scrollY);
    await painted(tab);
    const before = await top();
    await tab.evaluate(() => window.start());
    await whenState(tab);
    await painted(tab);
    assert.equal(await top(), before, "when it becomes ready");
    // From then on it keeps its own size, and no longer needs the rule.
    await tab.evaluate(() => document.querySelector('[href="/reserve.css"]').remove());
    await painted(tab);
    const ready = await top();
    const moved = await tab.evaluate(async (stand) => {
      const [element, sentinel] = [document.querySelector("epigraph-widget"), document.querySelector("#sentinel")];
      const moves = [];
      const look = (moment) => {
        const now = sentinel.getBoundingClientRect().top + scrollY;
        if (now !== stand) moves.push(`${element.current.id} ${moment}: ${now} px`);
      };
      for (let turn = 0; turn < 200; turn++) {
        element.next();
        look("at once");
        // A frame for every quote; after that they have all been painted once.
        if (turn < 69) await new Promise(requestAnimationFrame);
        look("painted");
        if (document.documentElement.scrollWidth > innerWidth) moves.push(`${element.current.id}: wider than the page`);
      }
      return moves;
    }, ready);
    assert.deepEqual(moved, []);
    await press(tab, "input");
    await tab.keyboard.type("data");
    await answered(tab, "data");
    await painted(tab);
    assert.equal(await top(), ready, "with results open");
  });
}

for (const width of [320, 768, 1280]) {
  story(`${width} px: quotes of 3 to 5,000 letters move nothing, and the whole of the longest is a press away`, { body: BODY, width, height: 900 }, async (tab) => {
    await whenState(tab);
    await painted(tab);
    const before = await seen(tab);
    for (const length of LENGTHS) {
      await tab.evaluate((id) => document.querySelector("epigraph-widget").show(id), `n${length}`);
      await painted(tab);
      const now = await seen(tab);
      const long = length === 5000;
      assert.deepEqual([now.sentinel, now.height, now.wide, now.cut, now.button], [before.sentinel, before.height, false, long, long ? "false" : null], `${length} letters`);
    }
    await press(tab, "whole");
    await painted(tab);
    const open = await seen(tab);
    assert.deepEqual([open.sentinel, open.button, open.scrolls], [before.sentinel, "true", true]);
  });
}

const LANGUAGES = ["en", "ar", "de", "es", "fa", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "pt-BR", "ru", "sv", "tr", "zh", "zh-Hant"];

/** What sticks out of the widget or of the page, and which button is narrower than what it says or than 24 px. */
const sticksOut = (tab) => tab.evaluate(() => {
  const element = document.querySelector("epigraph-widget");
  const { left, right } = element.getBoundingClientRect();
  const out = [...element.shadowRoot.querySelectorAll("button, input, .panel"), ...element.querySelectorAll("figure, figure *")]
    .filter((node) => node.checkVisibility())
    .filter((node) => {
      const box = node.getBoundingClientRect();
      return box.left < left - 0.5 || box.right > right + 0.5 || node.scrollWidth > node.clientWidth + 1 && node.matches("button, .panel, blockquote") || node.matches("button") && box.width < 24;
    })
    .map((node) => `${node.getAttribute("part") ?? node.localName} ${node.textContent}`);
  return document.documentElement.scrollWidth > innerWidth ? [...out, `${document.documentElement.scrollWidth} px in all`] : out;
});

for (const width of [320, 360]) {
  story(`${width} px and text twice as large: in every language nothing is wider than its column`, {
    // Two sources, to choose from.
    body: BODY.replace("On Listening", "On Virtue"), width, height: 900,
    head: '<link rel="stylesheet" href="/twice.css">',
    // As where text alone is enlarged: rem grows, the window does not.
    files: { "/twice.css": "html { font-size: 200% } body { font-size: 1rem !important }" },
  }, async (tab) => {
    await whenState(tab);
    await tab.evaluate(() => {
      const element = document.querySelector("epigraph-widget");
      element.show("n5000");
      element.search("vessel");
      element.shadowRoot.querySelector("[part~=filter]").click();
    });
    await until(tab, (element) => element.shadowRoot.querySelector(".panel [part=filters] > *") && element.shadowRoot.querySelector('[part~="whole"]')?.checkVisibility());
    for (const lang of LANGUAGES) {
      await tab.evaluate((tag) => { document.querySelector("epigraph-widget").lang = tag; }, lang);
      await until(tab, (element, tag) => element.shadowRoot.querySelector(".ui").lang.startsWith(tag), lang);
      await painted(tab);
      assert.deepEqual(await sticksOut(tab), [], lang);
    }
  });
}

/** How light a colour is, from 0 to 1, painted to be told whatever way the engine writes it. */
const lightness = (tab) => tab.evaluate(() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return alpha ? (red + green + blue) / 765 : null;
  };
  const element = document.querySelector("epigraph-widget");
  return { ground: light(getComputedStyle(element).backgroundColor), text: light(getComputedStyle(element.querySelector("figure p")).color) };
});

story("the theme is the page's, or the one it is told", {}, async (tab) => {
  await whenState(tab);
  const wear = async (theme) => {
    await tab.evaluate((value) => document.querySelector("epigraph-widget").setAttribute("theme", value), theme);
    await painted(tab);
    return lightness(tab);
  };
  const dark = await wear("dark");
  assert.ok(dark.ground < 0.25 && dark.text > 0.8, JSON.stringify(dark));
  const light = await wear("light");
  assert.ok(light.ground > 0.8 && light.text < 0.25, JSON.stringify(light));
  for (const [scheme, least, most] of [["dark", 0.8, 1], ["light", 0, 0.25]]) {
    await tab.evaluate((value) => document.documentElement.style.setProperty("color-scheme", value), scheme);
    const { ground, text } = await wear("auto");
    assert.ok(ground === null && text >= least && text <= most, `${scheme}: ${ground}, ${text}`);
  }
});

story("printed there is the quote, and nothing to press", {}, async (tab) => {
  await whenState(tab);
  // No driver prints in every engine: the rules for print are made to hold on the screen.
  const rules = await tab.evaluate(() => [document, document.querySelector("epigraph-widget").shadowRoot]
    .flatMap(({ adoptedStyleSheets }) => [...adoptedStyleSheets])
    .flatMap(({ cssRules }) => [...cssRules].filter((rule) => rule.media?.mediaText === "print"))
    .map((rule) => { rule.media.mediaText = "all"; }).length);
  assert.equal(rules, 2, "the controls leave, and the quote is whole");
  await painted(tab);
  assert.deepEqual([await texts(tab, "button"), await texts(tab, "input")], [[], []]);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget > figure").checkVisibility()), true);
});

story("on a page from right to left the box is from right to left, the English quote is not, and no button lies on words", { dir: "rtl", lang: "ar" }, async (tab) => {
  await whenState(tab);
  for (const id of ["ai-hype", "freshness", "interview-strategy"]) {
    await tab.evaluate((wanted) => document.querySelector("epigraph-widget").show(wanted), id);
    await painted(tab);
    const { directions, covered, wide } = await tab.evaluate(() => {
      const figure = document.querySelector("epigraph-widget > figure");
      const words = document.createRange();
      const boxes = [...figure.querySelectorAll("blockquote, figcaption")].flatMap((part) => {
        words.selectNodeContents(part);
        return [...words.getClientRects()];
      });
      const buttons = ["pause", "previous", "next"].flatMap((name) => window.parts(name)).map((button) => button.getBoundingClientRect());
      return {
        directions: [figure, window.parts("input")[0]].map((element) => getComputedStyle(element).direction),
        covered: buttons.some((a) => boxes.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)),
        wide: document.documentElement.scrollWidth > innerWidth,
      };
    });
    assert.deepEqual([directions, covered, wide], [["ltr", "rtl"], false, false], id);
  }
});

const bar = (column) => `<div class="c${column}"><div class="band"><epigraph-widget class="bar" view="banner" quote="ai-hype"></epigraph-widget></div></div>`;
story("the look of a bar asks its column how wide it is, not the window", {
  width: 1280, body: bar(340) + bar(900), head: '<link rel="stylesheet" href="/looks.css"><link rel="stylesheet" href="/columns.css">',
  files: { "/columns.css": ".c340 { inline-size: 340px } .c900 { inline-size: 900px }" },
}, async (tab) => {
  await whenState(tab);
  await painted(tab);
  const stands = await tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].map((element) => {
    const [words, controls, widget] = [element.querySelector("figure blockquote p"), element.shadowRoot.querySelector("[part=controls]"), element].map((node) => node.getBoundingClientRect());
    return { beside: controls.left >= words.right, below: controls.top >= words.bottom, height: widget.height, inside: words.width > 0 && controls.right <= widget.right + 1 };
  }));
  assert.deepEqual(stands.map(({ beside, below, inside }) => [beside, below, inside]), [[false, true, true], [true, false, true]]);
  assert.ok(stands[0].height > 500 && stands[1].height < 400, JSON.stringify(stands));
});

story("a frame is as high as the page in it, and what that page shows is ready", {
  csp: `${STRICT}; frame-src 'self'`, width: 700, body: recipe("html", "embed.html").replace("/epigraph/", "/"), script: "/after.js",
  head: '<script src="/listener.js"></script>', 
  // Without what would go on serving the pages of other stories.
  files: { "/listener.js": recipe("js", "epigraph-height"), "/after.js": "", "/register-sw.js": "export {};" },
}, async (tab) => {
  await tab.waitForFunction(() => {
    const frame = document.querySelector("iframe");
    const page = frame.contentDocument;
    return page?.querySelector("epigraph-widget")?.state === "ready" && page.documentElement.offsetHeight === frame.clientHeight;
  });
  assert.equal(await tab.evaluate(() => document.querySelector("iframe").contentDocument.documentElement.scrollHeight > document.querySelector("iframe").clientHeight), false);
});
