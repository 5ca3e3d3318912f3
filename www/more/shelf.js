// @ts-check
// The reader's favourites in the filter panel: a line that counts them, with a button that lists them and one that saves
// them as a file. A widget goes in, the line comes out. Keeps nothing itself.
import { h, set } from "../dom.js";
import { kept } from "./kept.js";
import { quoted } from "./marks.js";
import { save } from "./save.js";
import { moreOf } from "./words.js";

/** @typedef {import("../core.d.ts").Quote} Quote */
/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */

/** Those whose list is open. @type {WeakSet<Widget>} */
const open = new WeakSet();

/** The line; nothing where nothing is kept. @param {Widget} widget @param {import("./words.js").AllWords} words @param {() => void} again draws it anew */
export function shelf(widget, words, again) {
  const { collection } = widget;
  const quotes = kept(widget).map((id) => collection?.get(id)).filter((quote) => !!quote);
  if (!collection || !quotes.length) return [];
  const { favourites, show, saveFile } = moreOf(words);
  const listed = open.has(widget);
  const toggle = () => {
    if (!open.delete(widget)) open.add(widget);
    again();
  };
  const file = () => save(new Blob([written(collection, quotes)], { type: "application/json" }), "favourites.json");
  const line = h(
    "p",
    { class: "shelf" },
    favourites(quotes.length),
    h("button", { part: "button show", value: "show", "aria-expanded": String(listed), click: toggle }, show),
    h("button", { part: "button export", value: "export", click: file }, saveFile),
  );
  if (!listed) return [line];
  return [line, h("ul", { part: "results", role: "list", "aria-label": favourites(quotes.length) }, ...quotes.map((quote) => item(widget, quote, words)))];
}

/** @param {Widget} widget @param {Quote} quote @param {import("./words.js").AllWords} words */
function item(widget, quote, { paraphrase }) {
  const { id, topic, author, source, kind, lang } = quote;
  const about = [topic, author, source, kind === "paraphrase" && paraphrase].filter(Boolean).join(" · ");
  return h("li", {}, h("button", { part: "result", value: id, click: (/** @type {MouseEvent} */ event) => activate(widget, quote, event) },
    h("span", { lang: lang ?? "", dir: "auto" }, ...quoted(quote, [quote.text])),
    h("small", { lang: lang ?? "", dir: "auto" }, about)));
}

/** Shows the quote, and the panel closes as on the Escape key; where there is no banner, the quote unfolds. @param {Widget} widget @param {Quote} quote @param {MouseEvent} event */
function activate(widget, { id }, event) {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  if (widget.view === "search") return set(button, "aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
  const root = /** @type {ShadowRoot} */ (widget.shadowRoot);
  // A reader at the keyboard goes on from the box; for a pointer, no keyboard should fly up.
  if (event.detail) button.blur();
  root.querySelector("[part=search]")?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  widget.show(id);
  root.querySelector("[part=banner]")?.scrollIntoView({ block: "nearest" });
}

/** A source that holds these quotes to the letter. @param {NonNullable<Widget["collection"]>} collection @param {Quote[]} quotes */
function written({ title, topicPrefix }, quotes) {
  const fields = quotes.map((quote) => Object.fromEntries(Object.entries(record(quote)).filter(([, value]) => value !== null)));
  return JSON.stringify({ title: title ?? undefined, topicPrefix: topicPrefix || undefined, quotes: fields }, null, 2) + "\n";
}

/** @param {Quote} quote */
const record = ({ id, text, kind, topic, author, source, url, part, tags, lang }) => ({ id, text, kind, topic, author, source, url, part, tags, lang });
