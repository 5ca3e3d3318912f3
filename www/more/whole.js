// @ts-check
// A quote longer than its place: it fades out, and a button makes its place scroll. A widget goes in; the button stands
// below the quotes that need it. Nothing outside the quote's place moves, and the whole text is always in the page.
import { h, icon, set } from "../dom.js";
import { adopter } from "../sheet.js";
import { adoptMore } from "./styles.js";
import { moreOf, spokenBy } from "./words.js";
import { eachWidget } from "./widgets.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */

/** Both are given by the banner, through the slot. */
const adoptWhole = adopter(":where(epigraph-widget>figure[slot=quote]>blockquote){overflow:var(--_o,auto);-webkit-mask-image:var(--_k,none);mask-image:var(--_k,none)}");

/** Widgets that have their button. @type {WeakSet<Widget>} */
const known = new WeakSet();

/** @param {Widget} widget */
function attend(widget) {
  const root = widget.shadowRoot;
  const banner = root?.querySelector("[part=banner]");
  const figure = widget.querySelector(":scope > figure[slot=quote]");
  // One that shows nothing yet is attended to when it does.
  if (!root || !banner || !figure || known.has(widget)) return;
  known.add(widget);
  /** The place of the quote that is shown. @type {any} */
  let place;
  let open = false;
  const name = h("span");
  const button = h("button", { part: "button whole", click: () => {
    unfold(!open);
    // Who reads on is not to lose the text.
    if (open) widget.pause();
  } }, name, icon("m6 9 6 6 6-6"));
  banner.querySelector("[part=controls]")?.after(button);

  /** @param {boolean} wide */
  function unfold(wide) {
    // Only what was open can have been scrolled; to ask of any other would make the browser lay out the page at once.
    if (open && !wide) place.scrollTop = 0;
    open = wide;
    banner?.classList.toggle("open", open);
    set(button, "aria-expanded", String(open));
    // What scrolls must be reached by keyboard, and have a name.
    set(place, "tabindex", open && "0");
    set(place, "role", open && "region");
    set(place, "aria-label", open && name.textContent);
  }
  // Asked for after the browser has laid out the page, so that it never does so for this.
  const fits = new ResizeObserver(() => {
    const room = place.clientHeight + (button.hidden ? 0 : button.offsetHeight);
    const long = place.firstChild.offsetHeight > room + 1;
    banner?.classList.toggle("long", long);
    button.hidden = !long;
    if (!long) unfold(false);
  });
  const renew = () => {
    place = figure.querySelector("blockquote");
    adoptMore(root);
    adoptWhole(figure.getRootNode());
    name.textContent = moreOf(spokenBy(widget)).whole;
    banner?.classList.remove("long");
    button.hidden = true;
    open = false;
    unfold(false);
    fits.disconnect();
    fits.observe(place.firstChild);
  };
  new MutationObserver(renew).observe(figure, { childList: true });
  renew();
}

/** Attends to all widgets of the page, from now on. */
export const watchLength = () => eachWidget(attend);
