// @ts-check
// The star: whether the quote that is shown is among the reader's favourites, for every widget of the page and in every
// tab. A quote goes in, what to tell the reader comes out. Shows nothing of the others.
import { set } from "../dom.js";
import { redraw } from "./chips.js";
import { KEY, kept, toggle } from "./kept.js";
import { eachWidget, widgetsIn } from "./widgets.js";

/** @typedef {import("../core.d.ts").Quote} Quote */
/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */

/** @param {Widget} widget */
function mark(widget) {
  const star = widget.shadowRoot?.querySelector("[part~=favourite]");
  if (!star || !widget.current) return;
  // Only once there is a star: from then on a page waits for what is stored to be read.
  addEventListener("storage", changed);
  set(star, "aria-pressed", String(kept(widget).includes(widget.current.id)));
  redraw(widget);
}

const markAll = () => widgetsIn(document).forEach(mark);

/** What another tab keeps, or lets go. @param {StorageEvent} event */
const changed = ({ key }) => void ((key === KEY || key === null) && markAll());

/** Keeps up with what is shown and what is kept, from now on. */
export const watch = () => eachWidget(mark);

/** @param {Quote} quote @param {import("./words.js").MoreWords} words @param {Widget} widget */
export async function keepQuote({ id }, words, widget) {
  try {
    const keeps = toggle(widget, id);
    // Another widget of this page may show the same quotes.
    markAll();
    return keeps ? words.kept : words.letGo;
  } catch {
    return words.notKept;
  }
}
