// @ts-check
// Where the results open: below the box, or above it where there is more room. The box and the panel go in, the panel is
// given its place and its height, so that neither the window nor anything around the widget cuts it off. Moves nothing else.

import { adoptMore } from "./styles.js";

/** Pixels below the box with which results open there, where above it there is more room. */
const LEAST_BELOW = 250;
/** Pixels between the box, the results and what cuts them off. */
const GAP = 8;

/** @param {HTMLElement} input @param {HTMLElement} panel */
export function place(input, panel) {
  adoptMore(panel.getRootNode());
  const { top, bottom } = input.getBoundingClientRect();
  let above = top;
  let below = innerHeight - bottom;
  // What the body clips, the window does.
  for (let node = /** @type {any} */ (input.parentNode); node && node !== document.body; node = node.assignedSlot ?? node.parentElement ?? node.getRootNode().host) {
    if (getComputedStyle(node).overflowY === "visible") continue;
    const clip = node.getBoundingClientRect();
    above = Math.min(above, top - clip.top);
    below = Math.min(below, clip.bottom - bottom);
  }
  const up = panel.classList.toggle("above", below < LEAST_BELOW && above > below);
  panel.style.maxHeight = `min(26rem,65vh,${(up ? above : below) - GAP}px)`;
}
