// @ts-check
// A quote as the page's own content: a Quote goes in, the children of a <figure> come out (topic,
// blockquote, caption), and marked text for the results. Writes nothing into the page itself.
import { h } from "./dom.js";

/** @typedef {import("./core.js").Quote} Quote */
/** @typedef {import("./strings.js").Words} Words */
/** @typedef {(Node | string)[]} Pieces */

/** A text with its marked ranges (UTF-16 units, ascending). @param {string} text @param {import("./core.d.ts").Ranges} [ranges] */
export function marked(text, ranges = []) {
  /** @type {Pieces} */
  const pieces = [];
  let from = 0;
  for (const [start, end] of ranges) {
    pieces.push(text.slice(from, start), h("mark", { part: "mark" }, text.slice(start, end)));
    from = end;
  }
  return [...pieces, text.slice(from)];
}

/** What the widget says about a quote, between middle dots. @param {Quote} quote @param {Words} words */
const remarks = ({ kind, part }, words) =>
  [kind === "paraphrase" && words.paraphrase, part?.number && words.numbered(part.number), part?.title]
    .filter(Boolean)
    .join(" · ");

/** The address of the source, where following it is safe. @param {Quote} quote */
const address = ({ url }) => (/^https?:/i.test(url ?? "") ? url : null);

/** @param {Quote} quote @param {Words} words */
function caption(quote, words) {
  const { author, source } = quote;
  const href = address(quote);
  const cite = source && h("bdi", {}, h("cite", {}, source));
  const linked = cite && href ? h("a", { href }, cite) : cite;
  const remark = remarks(quote, words);
  return h(
    "figcaption",
    { part: "attribution" },
    (author || source) && h("span", {}, "— ", author && h("bdi", {}, author), author && source && ", ", linked),
    remark && h("small", { lang: words.language }, remark),
  );
}

/**
 * The children of the figure.
 * @param {Quote} quote
 * @param {string} prefix stands before the topic
 * @param {number} level heading level of the topic; 0: no heading
 * @param {Words} words
 */
export function pieces(quote, prefix, level, words) {
  return [
    // Its own direction, so that the quote alone decides that of the figure.
    quote.topic && h(level ? `h${level}` : "p", { part: "topic", dir: "auto" }, prefix + quote.topic),
    h("blockquote", { part: "quote", cite: address(quote) }, h("p", { class: quote.kind }, ...words.quoted(quote, [quote.text]))),
    caption(quote, words),
  ].filter(Boolean);
}
