// @ts-check
// Draws a card that the browser has laid out. The card goes in, its lines of text come to stand on the canvas where they
// stood, in the same font and colour. Lays out nothing.

/** Where a line stands, and what is in it. @typedef {{text: string, box: DOMRect}} Line */

/** The rule over the attribution, in pixels. */
const RULE = { width: 72, height: 4, rise: 4 };

/** @param {HTMLCanvasElement} canvas @param {HTMLElement} card @param {import("./colours.js").Colours} colours */
export function paint(canvas, card, { surface, accent }) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { left, top } = card.getBoundingClientRect();
  const rtl = card.dir === "rtl";
  context.fillStyle = surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(-left, -top);
  const from = card.querySelector(".from")?.getBoundingClientRect();
  context.fillStyle = accent;
  if (from) context.fillRect(rtl ? from.right - RULE.width : from.left, from.top - RULE.rise, RULE.width, RULE.height);
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) write(context, /** @type {Text} */ (texts.currentNode));
}

/** @param {CanvasRenderingContext2D} context @param {Text} node */
function write(context, node) {
  const parent = /** @type {Element} */ (node.parentElement);
  const { fontStyle, fontWeight, fontSize, fontFamily, color, direction } = getComputedStyle(parent);
  const clip = /** @type {Element} */ (parent.closest("p")).getBoundingClientRect();
  context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  context.fillStyle = color;
  context.direction = direction === "rtl" ? "rtl" : "ltr";
  context.textAlign = direction === "rtl" ? "right" : "left";
  for (const { text, box } of linesOf(node)) {
    // What does not fit is not begun.
    if (box.top > clip.bottom - box.height / 2) break;
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText(text);
    context.fillText(text, direction === "rtl" ? box.right : box.left, box.top + (box.height - ascent - descent) / 2 + ascent);
  }
}

/** The lines of a text as they were broken. @param {Text} node @returns {Line[]} */
function linesOf(node) {
  const { data } = node;
  const range = document.createRange();
  const boxOf = (/** @type {number} */ from, /** @type {number} */ to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return range.getBoundingClientRect();
  };
  /** @type {Line[]} */
  const lines = [];
  let start = 0;
  let bottom = 0;
  const end = (/** @type {number} */ at) => at > start && lines.push({ text: data.slice(start, at).trimEnd(), box: boxOf(start, at) });
  for (let at = 0; at < data.length; at++) {
    const box = boxOf(at, at + 1);
    if (!box.height) continue;
    if (bottom && box.top >= bottom - box.height / 4) {
      end(at);
      start = at;
    }
    bottom = Math.max(bottom, box.bottom);
  }
  end(data.length);
  return lines;
}
