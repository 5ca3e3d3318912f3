// @ts-check
// What stands in the filter panel: the reader's favourites, how the results are sorted, more from where the shown quote is
// from, and the filter chips. A result's facets go in, a button for each value stands in the given place, and what
// the reader presses is kept in the given map. Changes no results itself.
import { h, icon } from "../dom.js";
import { unsay } from "./say.js";
import { shelf } from "./shelf.js";
import { sorting } from "./sort.js";
import { adoptMore } from "./styles.js";
import { moreOf } from "./words.js";

/** Field and value of the chips that are pressed, by their filter terms; and the order, by none. @typedef {Map<string, [string, string | null]>} Chosen */
/** @typedef {{value: string | null, count: number | null}} Count a count that is not known is not said */
/** @typedef {import("../core.d.ts").Facet} Facet */
/** @typedef {(field: string, count: Count) => HTMLButtonElement} Chip */
/** Whether the engine would read it to its end beside what is chosen. @typedef {(field: string, value: string | null) => boolean} Fits */
/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {keyof import("./words.js").MoreWords["fields"]} Field */

const MOST_CHIPS = 8;
/** What the engine reads of a filter, in characters. */
const LONGEST_FILTER = 2048;
/** In a column of fewer pixels a field shows its values when its own button is pressed: they would fill the panel. */
const NARROW = 480;
/** @type {Field[]} */
const FIELDS = ["part", "source", "author", "topic", "tag", "lang", "length"];
/** Hardly two quotes have the same topic: it is offered from a quote only. */
const SINGLE = "topic";
/** The lengths that are offered, in characters. @type {Map<string, "short" | "medium" | "long">} */
const LENGTHS = new Map([["..100", "short"], ["101..200", "medium"], ["201..", "long"]]);

/** The groups that are unfolded in narrow widgets, by their keys. @type {WeakMap<Widget, Set<string>>} */
const unfolded = new WeakMap();

/** How many answers there are of each length, by the facets of the answers: more of the same are drawn again. @type {WeakMap<object, Facet>} */
const counts = new WeakMap();

/** What draws a widget's filters anew, where they were drawn. @type {WeakMap<Widget, () => void>} */
const drawn = new WeakMap();

/** Draws the filters anew, where they are seen: another quote is shown, or other favourites are kept. @param {Widget} widget */
export const redraw = (widget) => drawn.get(widget)?.();

/**
 * @param {import("./words.js").AllWords} words
 * @param {string} filter the page's own: a field that it narrows is not offered, or a chip would seem to widen it
 * @param {HTMLElement} node where the chips stand
 * @param {Record<string, Facet | undefined>} facets
 * @param {Chosen} chosen
 * @param {() => void} changed called after a chip was pressed or let go
 */
export function chips(words, filter, node, facets, chosen, changed) {
  const fields = FIELDS.filter((field) => !filter.toLowerCase().includes(`${field}:`));
  const root = /** @type {ShadowRoot} */ (node.getRootNode());
  const widget = /** @type {Widget} */ (root.host);
  adoptMore(root);
  unsay(root);
  const open = unfolded.get(widget) ?? new Set();
  unfolded.set(widget, open);
  /** What would be cut off, or names nothing, would not find what it says. @type {Fits} */
  const fits = (field, value) => {
    const term = termOf(field, value);
    return chosen.has(term) || (/\S/.test(bare(value)) && [filter, ...chosen.keys(), term].join(" ").length <= LONGEST_FILTER);
  };
  /** @type {Chip} */
  const chip = (field, { value, count }) => {
    const term = termOf(field, value);
    const click = () => {
      if (!chosen.delete(term)) chosen.set(term, [field, value]);
      changed();
    };
    return h("button", { part: "chip", value: term, "aria-pressed": String(chosen.has(term)), click }, h("bdi", {}, saidOf(words, field, value)), ...(count === null ? [] : [" ", h("span", {}, (words.number ?? String)(count))]));
  };
  const sort = sorting(words, widget, node, facets, fields, chosen, changed);
  if (sort.parentNode !== node) node.prepend(sort);
  const draw = () => {
    const names = moreOf(words).fields;
    const stop = /** @type {HTMLButtonElement | null} */ (node.contains(root.activeElement) && root.activeElement?.matches("button") ? root.activeElement : null);
    const focused = stop ? placeOf(stop) : "";
    const under = answering(widget, filter, chosen);
    if (fields.includes("length") && !counts.has(facets)) counts.set(facets, lengths(under, chosen));
    /** @type {typeof facets} */
    const counted = { ...facets, length: counts.get(facets) };
    /** @type {Group[]} */
    const groups = [
      ["", moreOf(words).moreFrom, alike(under, widget, fields, chosen, fits).map(([field, count]) => chip(field, count))],
      ...fields.map((field) => /** @type {Group} */ ([field, names[field], valuesOf(field, counted[field], chosen, fits).map((count) => chip(field, count))])),
    ];
    // The list of orders is not drawn anew, and stands above what it sorts: not above the favourites.
    for (const child of [...node.children]) if (child !== sort) child.remove();
    sort.before(...shelf(widget, words, draw));
    if (/** @type {Element} */ (node.closest("[part=search]")).clientWidth < NARROW) {
      const toggle = (/** @type {Group} */ [key, name]) => h("button", {
        part: "button field", value: key, "aria-expanded": String(open.has(key)),
        click: () => {
          if (!open.delete(key)) open.add(key);
          draw();
        },
      }, name, icon("m6 9 6 6 6-6"));
      // What is pressed is always seen, once.
      const seen = (/** @type {Group} */ [key, name, buttons]) => group([key, name, open.has(key) ? buttons : key ? buttons.filter(pressed) : []]);
      const folded = groups.filter(([, , buttons]) => buttons.length).flatMap((each) => [toggle(each), ...seen(each)]);
      if (folded.length) sort.after(h("div", { class: "fields", role: "group", "aria-label": words.filter(0) }, ...folded));
    } else sort.after(...groups.flatMap(group));
    // What was pressed is drawn anew: the reader stays on it.
    for (const button of node.querySelectorAll("button")) if (placeOf(button) === focused) button.focus();
    // What was let go may have no place any more: on its field's button, or the next there is.
    if (!stop || node.contains(root.activeElement)) return;
    const [field] = stop.value.split(":");
    const next = node.querySelector(`[part~=field][value=${field || '""'}]`) ?? node.querySelector("[part=chip],[part~=field]") ?? root.querySelector("input");
    /** @type {HTMLElement} */ (next).focus();
  };
  drawn.set(widget, () => node.hidden || draw());
  draw();
}

/** Quotation marks would end a term, and nothing is compared by them. @param {string | null} value */
const bare = (value) => value?.replace(/["“”„«»]/g, " ") ?? "";

/** @param {string} field @param {string | null} value */
const termOf = (field, value) => `${field}:"${bare(value)}"`;

/** What a chip says. @param {import("./words.js").AllWords} words @param {string} field @param {string | null} value */
function saidOf(words, field, value) {
  const length = field === "length" && LENGTHS.get(value ?? "");
  return length ? moreOf(words).lengths[length] : value;
}

/** What a button is known by when it is drawn anew. @param {any} button */
const placeOf = (button) => `${button.closest("[role=group]")?.getAttribute("aria-label")} ${button.value}`;

/** A field's key and name, and a button for each of its values. @typedef {[key: string, name: string, buttons: HTMLElement[]]} Group */

/** @param {HTMLElement} button */
const pressed = (button) => button.getAttribute("aria-pressed") === "true";

/** @param {Group} group */
const group = ([, name, buttons]) => (buttons.length ? [h("div", { role: "group", "aria-label": name }, h("span", { "aria-hidden": "true" }, name), ...buttons)] : []);

/** The values of a field that are offered. @param {Field} field @param {Facet | undefined} facet @param {Chosen} chosen @param {Fits} fits */
function valuesOf(field, facet, chosen, fits) {
  /** @type {Count[]} */
  const named = field === SINGLE ? [] : (facet?.values ?? []).filter(({ value }) => fits(field, value)).slice(0, MOST_CHIPS);
  // What is pressed stays, found or not: it must be possible to let it go.
  for (const [of, value] of chosen.values()) {
    if (of === field && !named.some((other) => other.value === value)) named.push({ value, count: facet?.values.find((other) => other.value === value)?.count ?? (facet?.more ? null : 0) });
  }
  // One alone would narrow nothing.
  return named.length > 1 || named.some(({ value }) => chosen.has(termOf(field, value))) ? named : [];
}

/**
 * What answers under the page's filter, the chips of other fields and a value: as many as a press would find, of how many. Of
 * answers in part none count where without the value some hold the query whole.
 * @param {Widget} widget @param {string} filter @param {Chosen} chosen
 */
function answering({ collection, shadowRoot }, filter, chosen) {
  const query = /** @type {HTMLInputElement} */ (shadowRoot?.querySelector("input")).value.trim();
  /** @type {Map<string, Pick<import("../core.d.ts").SearchResult, "total" | "partial" | "hits">>} */
  const known = new Map();
  const search = (/** @type {string} */ filter) => {
    const found = known.get(filter) ?? collection?.search(query, { filter, limit: 2, facets: false }) ?? { total: 0, partial: false, hits: [] };
    known.set(filter, found);
    return found;
  };
  return (/** @type {string} */ field, /** @type {string} */ value) => {
    const others = [filter, ...[...chosen].flatMap(([term, [of]]) => (of === field ? [] : [term]))].join(" ");
    const all = search(others);
    const found = search(`${others} ${termOf(field, value)}`);
    return found.partial && all.total && !all.partial ? { count: 0, hits: [], all: all.total } : { count: found.total, hits: found.hits, all: all.total };
  };
}

/** How many answers are short, and so on. @param {ReturnType<typeof answering>} under @param {Chosen} chosen @returns {Facet} */
function lengths(under, chosen) {
  const values = Array.from(LENGTHS.keys(), (value) => ({ value, count: under("length", value).count }));
  return { values: values.filter(({ value, count }) => count || chosen.has(termOf("length", value))), more: 0 };
}

/** What of the results has something in common with the shown quote, and how many. @param {ReturnType<typeof answering>} under @param {Widget} widget @param {Field[]} fields @param {Chosen} chosen @param {Fits} fits @returns {[Field, Count][]} */
function alike(under, { current }, fields, chosen, fits) {
  if (!current) return [];
  const values = { source: current.source, part: current.part?.title, author: current.author, topic: current.topic };
  return Object.entries(values).flatMap(([name, value]) => {
    const field = /** @type {Field} */ (name);
    if (!value || !fields.includes(field)) return [];
    const { count, hits, all } = under(field, value);
    // Others than the quote itself, and not all.
    const narrows = fits(field, value) && count < all && hits.some(({ quote }) => quote.id !== current.id);
    return narrows || chosen.has(termOf(field, value)) ? [[field, { value, count }]] : [];
  });
}
