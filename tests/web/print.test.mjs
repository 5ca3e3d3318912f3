// On paper: the demo is all its quotes, in black on white whatever the screen wears; a look is its quote and nothing to press.
// In: dist/ in a real browser that shows what it would print. Out: what is seen there, and a PDF with all quotes in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { entries } from "./document.mjs";
import { calm, listen, whenState } from "./widget.mjs";

const stage = openStage();

/** The lightness of a colour as a computed style writes it, from 0 to 1. */
const light = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, value) => sum + Number(value) / 765, 0);

test("the demo prints every quote once, readable, and nothing of the widget", () => stage.visit({ path: "/index.html", csp: "", prepare: listen, context: { colorScheme: "dark", viewport: { width: 700, height: 1000 } } }, async (tab) => {
  await whenState(tab);
  await tab.emulateMedia({ media: "print", colorScheme: "dark" });
  await calm(tab);
  const { text, pressed, colours, sizes, ground, wide } = await tab.evaluate(() => {
    const quotes = [...document.querySelectorAll("#quotes figure :is(blockquote, figcaption)")];
    const widget = document.querySelector("epigraph-widget");
    return {
      text: document.body.innerText,
      pressed: [widget, ...widget.shadowRoot.querySelectorAll("button, input"), ...document.querySelectorAll("nav, .embed")].filter((node) => node.checkVisibility()).length,
      colours: [...new Set(quotes.map((node) => getComputedStyle(node).color))],
      sizes: quotes.map((node) => parseFloat(getComputedStyle(node).fontSize)),
      ground: getComputedStyle(document.documentElement).backgroundColor,
      wide: document.documentElement.scrollWidth > innerWidth,
    };
  });
  for (const entry of entries) assert.equal(text.split(entry.text).length, 2, entry.text);
  assert.equal(pressed, 0, "nothing to press");
  assert.ok(colours.every((colour) => light(colour) < 0.25) && light(ground) > 0.9, `${colours} on ${ground}`);
  assert.ok(Math.min(...sizes) >= 12, `${Math.min(...sizes)} px`);
  assert.equal(wide, false);
  // What came to stand on paper, as the PDF itself tells it: its tags, and the places in it that have an address.
  const pdf = (await tab.pdf({ format: "A4", tagged: true })).toString("latin1");
  const count = (pattern) => [...pdf.matchAll(pattern)].length;
  const pages = count(/\/Type\s*\/Page\b/g);
  assert.ok(pages > 5 && pages < 20, `${pages} pages`);
  assert.equal(count(/\/S\s*\/BlockQuote\b/g), entries.length);
  assert.equal(new Set(pdf.match(/\/quote=[\w-]+/g)).size, entries.length);
  assert.equal(count(/\/S\s*\/Form\b|\/Subtype\s*\/Widget\b/g), 0, "no control");
}));

test("a look prints its quote in ink, and nothing to press", () => stage.visit({ path: "/looks.html", csp: "", prepare: listen, context: { colorScheme: "dark" } }, async (tab) => {
  await whenState(tab);
  await tab.emulateMedia({ media: "print", colorScheme: "dark" });
  await calm(tab);
  const looks = await tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].map((element) => {
    const words = element.querySelector("figure blockquote p");
    return {
      name: element.className,
      whole: words.checkVisibility() && words.innerText.includes(element.current.text),
      colours: ["[part=topic]", "blockquote p", "figcaption", "small"].map((part) => getComputedStyle(element.querySelector(`figure ${part}`)).color),
      pressed: [...element.shadowRoot.querySelectorAll("button, input")].filter((node) => node.checkVisibility()).length,
    };
  }));
  assert.equal(looks.length, 5);
  for (const { name, whole, colours, pressed } of looks) {
    assert.deepEqual([whole, pressed], [true, 0], name);
    for (const colour of colours.filter((value) => value.startsWith("rgb"))) assert.ok(light(colour) < 0.4, `${name}: ${colours}`);
  }
}));
