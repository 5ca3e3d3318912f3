// What a reader with other eyes, hands or settings needs of every state: names, room to press, nothing cut and nothing
// wider than the page, whatever the width, the zoom and the spacing of the letters.
// In: dist/ in a real browser. Out: the promises of WCAG that no rule checker looks for.
// Never tells keys, announcements, focus or colours: other stories do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { STATES, visitState } from "./states.mjs";
import { calm } from "./widget.mjs";

const stage = openStage();
const WIDTHS = [320, 768, 1280];
/** What is left of a window of 1280 by 1024 pixels, zoomed. */
const ZOOMED = { "200 %": { width: 640, height: 512 }, "400 %": { width: 320, height: 256 } };

/** What the page's functions below share: everything of the widget that is shown, through its shadow root. */
const LOOK = () => {
  const host = document.querySelector("epigraph-widget");
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const all = [...host.querySelectorAll("*"), ...host.shadowRoot.querySelectorAll("*")].filter(shown);
  const up = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  /** What is said but not seen. */
  const unseen = (element) => { for (let at = element; at; at = up(at)) if (getComputedStyle(at).clipPath === "inset(50%)") return true; return false; };
  window.look = {
    host, up, all: all.filter((element) => !unseen(element)),
    name: (element) => `${element.localName}[${element.getAttribute("part") ?? element.className}] ${element.textContent.trim().slice(0, 30)}`,
    targets: all.filter((element) => element.matches("a[href], button, input, [tabindex]")),
  };
};

const inPage = async (tab, look) => {
  await calm(tab);
  await tab.evaluate(LOOK);
  return tab.evaluate(look);
};

/** Targets of less than 24 by 24 pixels whose circle of 24 pixels meets another target, or the circle of a small one. */
function tooSmall() {
  const { targets, name } = window.look;
  const boxes = targets.map((target) => ({ target, ...target.getBoundingClientRect().toJSON() }));
  // Half a hundredth of a pixel is how the browser rounds.
  const small = ({ width, height }) => Math.min(width, height) < 23.995;
  const centre = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  const meets = (box, other) => {
    const [x, y] = centre(box);
    const [nearX, nearY] = small(other) ? centre(other) : [Math.max(other.left, Math.min(x, other.right)), Math.max(other.top, Math.min(y, other.bottom))];
    return Math.hypot(x - nearX, y - nearY) < (small(other) ? 24 : 12);
  };
  return boxes.filter((box) => small(box) && boxes.some((other) => other !== box && meets(box, other)))
    .map(({ target, width, height }) => `${name(target)}: ${width} x ${height}`);
}

/** What reaches over the side of the page, or of a box that cuts it off. */
function tooWide() {
  const { all, name } = window.look;
  const over = all.filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < -0.5 || right > innerWidth + 0.5;
  });
  const cuts = all.filter((element) => element.localName !== "input" && getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1);
  const page = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
  return [...over, ...cuts].map(name).concat(page);
}

/** Stops of the Tab key that cannot be seen, or that something lies on, when the focus is on them. */
function hiddenStops() {
  const { targets, name, up } = window.look;
  return targets.filter((target) => target.checkVisibility()).filter((target) => {
    target.focus();
    const [first] = target.getClientRects();
    // It was closed by the focus that went elsewhere.
    if (!first) return false;
    const [x, y] = [first.left + first.width / 2, first.top + first.height / 2];
    let at = document.elementFromPoint(x, y);
    while (at?.shadowRoot?.elementFromPoint(x, y) && at.shadowRoot.elementFromPoint(x, y) !== at) at = at.shadowRoot.elementFromPoint(x, y);
    for (; at; at = up(at)) if (at === target) return false;
    return true;
  }).map(name);
}

/** Words that a box cuts off, and words of the banner with a button on them. */
function cutWords() {
  const { all, host, name, up } = window.look;
  const range = document.createRange();
  const words = all.flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()).map((node) => {
    range.selectNodeContents(node);
    return { element, rects: [...range.getClientRects()] };
  }));
  const cut = words.filter(({ element, rects }) => {
    for (let at = element; at !== host && at; at = up(at)) {
      const { overflowY, overflowX, webkitLineClamp } = getComputedStyle(at);
      // A long result is shortened to three lines, whatever their height, and whole when it is chosen.
      if (webkitLineClamp !== "none") return false;
      if (overflowX === "visible" && overflowY === "visible") continue;
      const box = at.getBoundingClientRect();
      const scrolls = /auto|scroll/.test(overflowY);
      if (rects.some(({ left, right, top, bottom }) => left < box.left - 1 || right > box.right + 1 || (!scrolls && (top < box.top - 1 || bottom > box.bottom + 1)))) return true;
      if (scrolls) return false;
    }
    return false;
  }).map(({ element }) => `cut: ${name(element)}`);
  const buttons = [...host.shadowRoot.querySelectorAll("[part=controls] button")].map((button) => button.getBoundingClientRect());
  const box = host.getBoundingClientRect();
  const said = words.filter(({ element }) => host.contains(element));
  const covered = said.filter(({ rects }) => rects.some((a) => buttons.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))).map(({ element }) => `covered: ${name(element)}`);
  const outside = said.filter(({ rects }) => rects.some(({ bottom }) => bottom > box.bottom + 1)).map(({ element }) => `outside: ${name(element)}`);
  return [...cut, ...covered, ...outside];
}

/** The spacing that WCAG 1.4.12 asks a page to bear, on everything, in the shadow root too. Gives back what undoes it. */
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
  const { shadowRoot } = document.querySelector("epigraph-widget");
  const roots = [document, shadowRoot];
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => { for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet); };
}

/** Controls without a name, or whose name is not the words one sees on them, as the browser itself tells them. */
async function misnamed(context, tab) {
  const browser = await context.newCDPSession(tab);
  const { nodes } = await browser.send("Accessibility.getFullAXTree");
  const wrong = [];
  for (const { role, name, backendDOMNodeId } of nodes) {
    if (!/^(button|link|searchbox|textbox|group|list|search|progressindicator|heading)$/i.test(role?.value)) continue;
    const { object } = await browser.send("DOM.resolveNode", { backendNodeId: backendDOMNodeId });
    const { result } = await browser.send("Runtime.callFunctionOn", {
      objectId: object.objectId,
      returnByValue: true,
      functionDeclaration: "function () { return this.matches('button, a') ? [this.innerText, this.title] : [] }",
    });
    const plain = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();
    if (!name?.value || result.value.some((label) => !plain(name.value).includes(plain(label)))) wrong.push(`${role.value} “${name?.value}”: ${result.value.join(" | ")}`);
  }
  return wrong;
}

for (const state of Object.keys(STATES)) {
  test(state, (t) => visitState(stage, state, {}, async (tab, context) => {
    await t.test("every control has a name, and the words on it are in it", async () => {
      assert.deepEqual(await misnamed(context, tab), []);
    });
    await t.test("there is room to press everything, and nothing is wider than the page", async () => {
      for (const width of WIDTHS) {
        await tab.setViewportSize({ width, height: 800 });
        assert.deepEqual(await inPage(tab, tooSmall), [], `${width} px: targets`);
        assert.deepEqual(await inPage(tab, tooWide), [], `${width} px: width`);
      }
    });
    await t.test("letters spaced out are not cut, nor covered", async () => {
      for (const width of WIDTHS) {
        await tab.setViewportSize({ width, height: 800 });
        await calm(tab);
        // Once it has the height it keeps at this width.
        const back = await tab.evaluateHandle(spaceOut);
        assert.deepEqual(await inPage(tab, cutWords), [], `${width} px`);
        assert.deepEqual(await inPage(tab, tooWide), [], `${width} px: width`);
        await back.evaluate((goBack) => goBack());
      }
    });
    // The focus goes everywhere here, and closes what it leaves: this comes last.
    await t.test("zoomed, nothing is wider than the page, and what has the focus is seen", async () => {
      for (const [zoom, size] of Object.entries(ZOOMED)) {
        await tab.setViewportSize(size);
        assert.deepEqual(await inPage(tab, tooWide), [], zoom);
        assert.deepEqual(await inPage(tab, hiddenStops), [], zoom);
      }
    });
  }));
}
