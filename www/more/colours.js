// @ts-check
// The colours that a widget is seen in. A widget goes in; surface, ink, muted and accent come out as plain colours that can
// be told apart. Pictures and gradients behind a widget have no colour: there the surface is one that its text stands out on.
import { h } from "../dom.js";

/** @typedef {{surface: string, ink: string, muted: string, accent: string}} Colours */
/** @typedef {[number, number, number]} Rgb */

/** What text must stand out by, and what large type and the rule must. */
const TEXT = 4.5;
const LARGE = 3;

/** @type {Rgb} */
const BLACK = [20, 20, 22];
/** @type {Rgb} */
const WHITE = [255, 255, 255];

/** @param {Element} widget @returns {Colours} */
export function coloursOf(widget) {
  const canvas = /** @type {HTMLCanvasElement} */ (h("canvas", { width: 1, height: 1 }));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  /** Colours laid over each other, of which the last may let the others through. @param {string[]} layers @returns {Rgb} */
  const mix = (layers) => {
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b];
  };
  const text = widget.querySelector(":scope > figure[slot=quote] > blockquote > p") ?? widget;
  const behind = [resolve(widget, "Canvas"), ...around(widget).map((node) => getComputedStyle(node).backgroundColor)];
  const plain = mix([...behind, getComputedStyle(text).color]);
  let surface = mix(behind);
  if (contrast(plain, surface) < TEXT) surface = contrast(plain, BLACK) > contrast(plain, WHITE) ? BLACK : WHITE;
  const ink = contrast(plain, surface) < TEXT ? (contrast(BLACK, surface) > contrast(WHITE, surface) ? BLACK : WHITE) : plain;
  const chosen = mix([written(surface), resolve(widget, "var(--epigraph-accent,currentColor)")]);
  const muted = /** @type {Rgb} */ (ink.map((value, at) => Math.round(value * 0.82 + surface[at] * 0.18)));
  return { surface: written(surface), ink: written(ink), muted: written(muted), accent: written(contrast(chosen, surface) < LARGE ? ink : chosen) };
}

/** @param {Rgb} rgb */
const written = (rgb) => `rgb(${rgb.join(" ")})`;

/** What a colour is inside the widget: in its colour scheme, with its properties. @param {Element} widget @param {string} colour */
function resolve(widget, colour) {
  const probe = h("i", { hidden: true });
  probe.style.color = colour;
  widget.shadowRoot?.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The widget and what it stands in, the outermost first. @param {Element} widget */
function around(widget) {
  const nodes = [];
  for (let node = /** @type {any} */ (widget); node; node = node.assignedSlot ?? node.parentElement ?? node.getRootNode().host) nodes.unshift(node);
  return nodes;
}

/** As WCAG has it. @param {Rgb} one @param {Rgb} other */
function contrast(one, other) {
  const [dark, light] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {Rgb} rgb */
function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
