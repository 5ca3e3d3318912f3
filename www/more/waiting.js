// @ts-check
// What a reader sees while a collection comes, and where it did not. Progress and an outcome go in; a line comes to stand
// over what the page shows meanwhile, or below it, with a button to try again. Loads nothing itself.
import { h } from "../dom.js";
import { unsay } from "./say.js";
import { adoptMore } from "./styles.js";
import { moreOf } from "./words.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */

/** What takes no longer is not worth a word. */
const SOON_MS = 500;

/** A line over what the page shows hides no more than one part in so many of it. */
const MOST_COVERED = 3;

/** The first that can be focused. @param {ShadowRoot} root @returns {HTMLElement | undefined} */
const reachable = (root) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("button, input"))].find((node) => node.getClientRects().length);

/** Those whose Retry was pressed by key: the button went, and the focus with it. @type {WeakSet<Widget>} */
const pressed = new WeakSet();

/** A reader at the keyboard goes on from there, unless they have gone elsewhere meanwhile. @param {Widget} widget @param {HTMLElement | undefined} node */
function goOn(widget, node) {
  if (pressed.delete(widget) && document.activeElement === document.body) node?.focus();
}

/** A Retry of the widget's own goes as well, once what it was pressed for has come. @param {Widget} widget */
export function follow(widget) {
  const root = /** @type {ShadowRoot} */ (widget.shadowRoot);
  if (!root.activeElement?.matches("[part~=retry]:focus-visible")) return;
  pressed.add(widget);
  widget.addEventListener("epigraph-ready", () => goOn(widget, reachable(root)), { once: true });
}

/** The line of what a widget asked for last. @type {WeakMap<Widget, HTMLElement>} */
const lines = new WeakMap();

/** @param {Widget} widget @param {import("./words.js").AllWords} words */
export function waiting(widget, words) {
  const more = moreOf(words);
  const root = /** @type {ShadowRoot} */ (widget.shadowRoot);
  for (const old of root.querySelectorAll(".waiting")) old.remove();
  const bar = h("progress", { "aria-label": more.loading });
  const line = h("div", { part: "status", class: "waiting busy", role: "status" });
  adoptMore(root);
  follow(widget);
  unsay(root);
  root.append(line);
  lines.set(widget, line);
  // Whatever comes to be shown next, nothing is waited for any more.
  widget.addEventListener("epigraph-ready", () => end(), { once: true });
  const timer = setTimeout(() => {
    line.append(more.loading, " ", bar);
    // Over a line or two it would hide them: the bar alone, just below.
    line.classList.toggle("slim", line.offsetHeight * MOST_COVERED > widget.offsetHeight);
  }, SOON_MS);
  const end = () => {
    clearTimeout(timer);
    line.remove();
  };
  return {
    end,
    /** @param {import("../core.d.ts").Progress} progress */
    progress({ loaded, total, indexed }) {
      // To arrive is half of it. How long that takes is not always known.
      if (total || indexed) bar.value = ((indexed ? 1 : loaded / Number(total)) + indexed) / 2;
    },
    /**
     * Tells of a failure, once the widget has shown what it shows instead.
     * @param {any} error @param {boolean} again whether trying again may help
     * @param {unknown} stead what is shown in its stead
     */
    fail({ code, stage, message, retryable }, again, stead) {
      end();
      const tell = () => {
        // What was asked for since has its own line.
        if (lines.get(widget) !== line) return;
        line.classList.remove("busy", "slim");
        root.append(line);
        const retry = h("button", { part: "button retry", click: (/** @type {MouseEvent} */ { detail }) => {
          if (!detail) pressed.add(widget);
          widget.addEventListener("epigraph-ready", () => goOn(widget, reachable(root)), { once: true });
          widget.src = widget.src;
        } }, more.retry);
        // What is read out must stand there before its text comes.
        setTimeout(() => {
          line.replaceChildren([more.failed, stead && more.stead].filter(Boolean).join(" "), " ", again ? retry : "");
          goOn(widget, again ? retry : undefined);
        });
        // Whatever comes to be shown next, it is no longer true.
        widget.addEventListener("epigraph-ready", () => line.remove(), { once: true });
      };
      if (!stead) return widget.addEventListener("epigraph-error", tell, { once: true });
      widget.addEventListener("epigraph-ready", tell, { once: true });
      console.info(`<epigraph-widget> ${message}`);
      widget.dispatchEvent(new CustomEvent("epigraph-error", { detail: { code, stage, message, retryable }, bubbles: true, composed: true }));
    },
  };
}
