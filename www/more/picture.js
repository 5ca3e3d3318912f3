// @ts-check
// A quote as a picture. A quote goes in, a card as a PNG comes out: in the widget's own fonts and colours, the text as large
// as its room allows, cut only where even the smallest does not fit. The browser lays the card out unseen, so that every
// script breaks and runs as it should, and each line is then drawn where it stood. Fetches nothing.
import { h } from "../dom.js";
import { quoted } from "./marks.js";
import { adopter } from "../sheet.js";
import { coloursOf } from "./colours.js";
import { paint } from "./paint.js";

/** @typedef {import("../core.d.ts").Quote} Quote */
/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {import("../strings.js").Words} Words */

/** The card in pixels: as low as lets the text be as large as `EASY`. */
const WIDTH = 1200;
const HEIGHTS = [675, 900, 1200];
/** Sizes of the text in pixels. */
const LARGEST = 92;
const EASY = 46;
const LEAST = 26;
/** No card holds more characters, however small. */
const MOST = 4000;

const adopt = adopter(`
:host{all:initial!important;position:fixed!important;inset:0 auto auto 0!important;visibility:hidden!important;pointer-events:none!important}
.card{box-sizing:border-box;inline-size:${WIDTH}px;padding:84px 96px 76px;display:flex;flex-direction:column;gap:36px;forced-color-adjust:none;overflow-wrap:anywhere;line-height:1.4}
p{margin:0}
[dir=rtl] p{text-align:right}
[dir=ltr] p{text-align:left}
.topic{font-size:30px;font-weight:600}
.room{flex:1;min-block-size:0;display:grid;align-content:center}
.quote{line-height:1.32;text-wrap:balance;white-space:pre-line}
.quotation{padding-inline-start:.45em;text-indent:-.45em}
.from{font-size:30px;padding-block-start:30px}
.remark{font-size:24px;margin-block-start:-24px}
.topic{max-block-size:2.8em}
.from{max-block-size:calc(2.8em + 30px)}
.source{font-style:italic}
`);

/** @param {Quote} quote @param {Widget} widget @param {Words} words @returns {Promise<Blob | null>} */
export async function draw(quote, widget, words) {
  const canvas = /** @type {HTMLCanvasElement} */ (h("canvas", { width: WIDTH }));
  const host = h("epigraph-picture", { "aria-hidden": "true" });
  document.body.append(host);
  try {
    const root = host.attachShadow({ mode: "open" });
    adopt(root);
    const colours = coloursOf(widget);
    const card = make(quote, widget, words, colours);
    root.append(card);
    for (const line of card.querySelectorAll(".topic,.from")) shorten(line);
    canvas.height = fit(card, quote);
    paint(canvas, card, colours);
  } finally {
    host.remove();
  }
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** The figure's own fonts; the widget's where it shows none. @param {Widget} widget @param {string} selector */
const fontOf = (widget, selector) => getComputedStyle(widget.querySelector(`:scope > figure[slot=quote] ${selector}`) ?? widget);

/** @param {Quote} quote @param {Widget} widget @param {Words} words @param {import("./colours.js").Colours} colours */
function make(quote, widget, words, { ink, muted, accent }) {
  const { kind, topic, author, source, lang } = quote;
  const { fontFamily, fontStyle, fontWeight } = fontOf(widget, "blockquote > p");
  const prefix = widget.collection?.topicPrefix ?? "";
  // The quote alone decides from which side the card is read.
  const dir = rightToLeft(quote.text) ? "rtl" : "ltr";
  const part = (/** @type {string} */ name, /** @type {string} */ color, /** @type {unknown[]} */ ...children) => {
    const node = h("p", { class: name, dir: name === "from" ? dir : "auto" }, .../** @type {any[]} */ (children));
    node.style.color = color;
    return node;
  };
  const text = part(`quote ${kind}`, ink, quoted(quote, [lined(quote.text)]).join(""));
  Object.assign(text.style, { fontFamily, fontStyle, fontWeight });
  // Author and source may run the other way; the line itself runs as the card does.
  const from = part("from", ink, "— ", author && h("bdi", {}, author), author && source && ", ", source && h("bdi", { class: "source" }, source));
  const card = h("div", { class: "card", dir, lang: lang ?? "" }, topic && part("topic", accent, prefix + topic), h("div", { class: "room" }, text),
    (author || source) && from, kind === "paraphrase" && part("remark", muted, words.paraphrase));
  card.style.fontFamily = fontOf(widget, "figcaption").fontFamily;
  return card;
}

/** One space where there is any, and one empty line at most. @param {string} text */
const lined = (text) => text.replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").replace(/\n{3,}/g, "\n\n").trim();

// No literals: those are compiled, with all letters of what they name, when the file is read, and not when they are used.

/** What has been cut off, without what is left of its last word. @param {string} text */
const wholeWords = (text) => text.replace(new RegExp(String.raw`[\s\p{P}]*(\s\S{0,24})?$`, "u"), "");

/** By the first letter that has a direction, as `dir=auto` does. @param {string} text */
const rightToLeft = (text) =>
  new RegExp(String.raw`^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]`, "u").test(text);

/** Gives the card its height and the text its size. @param {HTMLElement} card @param {Quote} quote */
function fit(card, quote) {
  const room = /** @type {HTMLElement} */ (card.querySelector(".room"));
  const text = /** @type {HTMLElement} */ (room.firstElementChild);
  const fits = (/** @type {number} */ size) => {
    text.style.fontSize = `${size}px`;
    return text.offsetHeight <= room.clientHeight;
  };
  const whole = /** @type {string} */ (text.textContent);
  if (whole.length > MOST) text.textContent = cut(quote, MOST);
  for (const height of HEIGHTS) {
    card.style.blockSize = `${height}px`;
    if (fits(EASY)) break;
  }
  const size = most(LEAST, LARGEST, fits);
  // Not even the smallest: as many characters as fit.
  if (!fits(size)) {
    const length = most(1, MOST, (characters) => {
      text.textContent = cut(quote, characters);
      return fits(LEAST);
    });
    text.textContent = cut(quote, length);
  }
  return card.offsetHeight;
}

/** A topic or an attribution too long for its room ends in … where the room does. @param {Element} line */
function shorten(line) {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  /** @type {[node: Text, characters: string[]][]} */
  const texts = [];
  while (walk.nextNode()) texts.push([/** @type {Text} */ (walk.currentNode), [.../** @type {Text} */ (walk.currentNode).data]]);
  const whole = texts.reduce((sum, [, characters]) => sum + characters.length, 0);
  const fits = (/** @type {number} */ length) => {
    let left = length;
    for (const [node, characters] of texts) {
      const begun = characters.slice(0, left).join("");
      node.data = left > 0 && left <= characters.length && length < whole ? `${wholeWords(begun)}…` : begun;
      left = Math.max(0, left - characters.length);
    }
    return line.scrollHeight <= line.clientHeight;
  };
  if (!fits(whole)) fits(most(1, whole, fits));
}

/** The greatest whole number in a range that passes; the least where none does. @param {number} low @param {number} high @param {(n: number) => boolean} passes */
function most(low, high, passes) {
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The beginning of a quote, between words where it has any. @param {Quote} quote @param {number} length */
function cut(quote, length) {
  // Twice: a character is one unit or two.
  const begun = [...lined(quote.text.slice(0, length * 2))].slice(0, length).join("");
  return quoted(quote, [wholeWords(begun), "…"]).join("");
}
