// @ts-check
// A quote longer than its place: it fades out, and a button makes its place scroll. A widget goes in; the button stands
// below the quotes that need it. Nothing outside the quote's place moves, the whole text is always in the page, and the
// focus is never lost.
import { h, icon, set } from "../dom.js";
import { adopter } from "../sheet.js";
import { adoptMore } from "./styles.js";
import { moreOf, spokenBy } from "./words.js";
import { eachWidget } from "./widgets.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */

/** Both are given by the banner, through the slot. */
const adoptWhole = adopter(":where(epigraph-widget>figure[slot=quote]>blockquote){min-block-size:0;overflow:var(--_o,auto);-webkit-mask-image:var(--_k,none);mask-image:var(--_k,none)}");

/** Widgets that have their button. @type {WeakSet<Widget>} */
const known = new WeakSet();

/** @param {Widget} widget */
function attend(widget) {
  const root = widget.shadowRoot;
  if (!root || known.has(widget)) return;
  known.add(widget);
  const figureOf = () => widget.querySelector(":scope > figure[slot=quote]");
  const figure = figureOf();
  if (figure) return watchFigure(widget, root, figure);
  // One that shows nothing yet is attended to when it does.
  const coming = new MutationObserver(() => {
    const come = figureOf();
    if (!come || !root.querySelector("[part=banner]")) return;
    coming.disconnect();
    watchFigure(widget, root, come);
  });
  coming.observe(widget, { childList: true });
}

/** @param {Widget} widget @param {ShadowRoot} root @param {Element} figure */
function watchFigure(widget, root, figure) {
  const banner = /** @type {HTMLElement} */ (root.querySelector("[part=banner]"));
  const controls = /** @type {HTMLElement} */ (banner.querySelector("[part=controls]"));
  /** The place of the quote that is shown. @type {any} */
  let place;
  let open = false;
  let resting = 0;
  /** The reader is in the text, or was when it went. */
  let reading = false;
  const name = h("span");
  const button = h("button", { part: "button whole", click: (/** @type {MouseEvent} */ { detail }) => {
    unfold(!open);
    if (!open) return;
    // Who reads on is not to lose the text; at the keyboard the next key scrolls it.
    widget.pause();
    if (!detail) place.focus();
  } }, name, icon("m6 9 6 6 6-6"));
  controls.after(button);

  banner.addEventListener("keydown", (event) => {
    if (!open || event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    unfold(false);
  });
  banner.addEventListener("focusin", ({ target }) => (reading = target === place));
  banner.addEventListener("focusout", ({ target }) => target === place && queueMicrotask(() => {
    // Unless the text itself went, and the focus with it.
    if (/** @type {Node} */ (target).isConnected) reading = false;
  }));

  /** @param {boolean} wide */
  function unfold(wide) {
    if (!wide && reading) goOn();
    // Only what was open can have been scrolled; to ask of any other would make the browser lay out the page at once.
    if (open && !wide) {
      // A smooth scroll that is under way would go on in what is merely hidden. What clips has nothing to scroll; but the
      // browser's own thread learns of it some frames later, and its last step is kept.
      const was = place;
      was.scrollTop = 0;
      banner.classList.add("still");
      clearTimeout(resting);
      resting = setTimeout(() => {
        banner.classList.remove("still");
        if (!open) was.scrollTop = 0;
      }, 500);
    }
    open = wide;
    banner.classList.toggle("open", open);
    set(button, "aria-expanded", String(open));
    // What scrolls must be reached by keyboard, and have a name.
    set(place, "tabindex", open && "0");
    set(place, "role", open && "region");
    set(place, "aria-label", open && name.textContent);
  }
  /** The focus goes to the button, else to the control before it; where there is neither, to the text itself. */
  function goOn() {
    const stops = /** @type {HTMLElement[]} */ ([...controls.children, button]).filter((stop) => stop.getClientRects().length);
    if (!stops.length) set(place, "tabindex", "-1");
    (stops.at(-1) ?? place).focus();
    reading = false;
  }
  // Asked for after the browser has laid out the page, so that it never does so for this.
  const fits = new ResizeObserver(() => {
    const room = place.clientHeight + (button.hidden ? 0 : button.offsetHeight);
    const long = place.firstChild.offsetHeight > room + 1;
    // The text that was read went, or the button goes.
    const lost = reading ? !place.matches(":focus") : !long && root.activeElement === button;
    banner.classList.toggle("long", long);
    button.hidden = !long;
    if (lost) reading = false;
    if (!long) unfold(false);
    // What else has the focus by now keeps it.
    if (lost && (root.activeElement || document.activeElement === document.body)) goOn();
  });
  const renew = () => {
    place = figure.querySelector("blockquote");
    adoptMore(root);
    adoptWhole(figure.getRootNode());
    name.textContent = moreOf(spokenBy(widget)).whole;
    const read = reading;
    open = reading = false;
    unfold(false);
    reading = read;
    fits.disconnect();
    fits.observe(place.firstChild);
  };
  new MutationObserver(renew).observe(figure, { childList: true });
  button.hidden = true;
  renew();
}

/** Attends to all widgets of the page, from now on. */
export const watchLength = () => eachWidget(attend);
