// @ts-check
// A line over the widget that says what came of a click, for a while. A text goes in; it is seen and read out. It takes
// no room and no focus.
import { h } from "../dom.js";
import { adoptMore } from "./styles.js";

const STAY_MS = 4000;

/** @type {WeakMap<Element, HTMLElement>} */
const lines = new WeakMap();
/** @type {WeakMap<Element, ReturnType<typeof setTimeout>>} */
const timers = new WeakMap();

/** Takes away what the widget said itself while this was missing. @param {ShadowRoot} root */
export const unsay = (root) => root.querySelector("output")?.remove();

/** Makes ready what is read out: it must stand there before its text comes. @param {Element} widget */
export function prepare(widget) {
  const root = /** @type {ShadowRoot} */ (widget.shadowRoot);
  adoptMore(root);
  unsay(root);
  const line = lines.get(widget) ?? h("div", { part: "status", class: "said", role: "status" });
  lines.set(widget, line);
  const controls = root.querySelector("[part=controls]");
  if (line.parentNode !== controls) controls?.append(line);
  return line;
}

/** @param {Element} widget @param {string | undefined} text nothing: nothing is said */
export function say(widget, text = "") {
  const line = prepare(widget);
  line.textContent = text;
  clearTimeout(timers.get(widget));
  timers.set(widget, setTimeout(() => line.replaceChildren(), STAY_MS));
}
