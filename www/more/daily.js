// @ts-check
// One quote a day. A widget goes in; the quote of its day comes out, and that of each day that begins is shown when it
// begins. Ends with the widget's stay on the page, and where it wants no quote of the day any more.
import { cancel, wake } from "../clock.js";
import { today } from "./calendar.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {import("../core.d.ts").Quote} Quote */

const HOUR_MS = 3_600_000;

/** The last day of which a widget has shown the quote. @type {WeakMap<Widget, string>} */
const days = new WeakMap();
/** What ends the watch that a widget keeps. @type {WeakMap<Widget, AbortController>} */
const watches = new WeakMap();

/**
 * @param {Widget} widget
 * @param {boolean} stays whether what is shown already stays for the rest of its day
 * @param {AbortSignal} life ends with the widget's stay on the page
 * @param {(quote: () => Quote | undefined) => void} show
 * @returns {Quote | undefined} nothing where what is shown stays
 */
export function daily(widget, stays, life, show) {
  watches.get(widget)?.abort();
  const watch = new AbortController();
  const { signal } = watch;
  watches.set(widget, watch);
  const known = stays ? (days.get(widget) ?? today(widget.timezone).date) : "";
  days.set(widget, known);

  /** The day, where it has begun since it was last asked for; asks again at midnight, and hourly in case clocks change. */
  const begun = () => {
    const { date, rest } = today(widget.timezone);
    wake(look, Math.min(rest, HOUR_MS));
    if (date === days.get(widget)) return "";
    days.set(widget, date);
    return date;
  };
  const quote = (/** @type {string} */ date) => widget.collection?.daily(date, { filter: widget.filter });
  const look = () => {
    if (widget.order !== "daily") return watch.abort();
    const date = begun();
    if (date) show(() => quote(date));
  };
  life.addEventListener("abort", () => watch.abort(), { signal });
  signal.addEventListener("abort", () => cancel(look));
  document.addEventListener("visibilitychange", look, { signal });
  addEventListener("pageshow", look, { signal });
  const date = begun();
  return date ? quote(date) : undefined;
}
