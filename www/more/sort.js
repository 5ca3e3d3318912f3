// @ts-check
// The order in which a reader wants the results: a list to choose from, above the filter chips, and the answers in the order
// that was chosen, which is kept in the given map beside the chips. Finds no quotes itself.
import { h } from "../dom.js";
import { moreOf, spokenBy, tagOf } from "./words.js";

/** @typedef {import("../core.d.ts").Quote} Quote */
/** @typedef {import("../core.d.ts").Facet} Facet */
/** @typedef {import("../core.d.ts").SearchOptions} SearchOptions */
/** @typedef {import("../core.d.ts").SearchResult} SearchResult */
/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {NonNullable<Widget["collection"]>} Collection */
/** @typedef {import("./chips.js").Chosen} Chosen */
/** What a quote is sorted by. @typedef {string | number | null | undefined} Key */

/** Results that are sorted, the first ones: to find and read many more of them at each key would keep a reader waiting. */
const MOST = 1000;
/** Where the order stands among the filter terms that are chosen: it is none, and asks for nothing. */
const NO_TERM = "";

/** What each order goes by. @type {Record<string, (quote: Quote, collection: Collection) => Key>} */
const KEYS = {
  listed: ({ id }, collection) => placesIn(collection).get(id),
  shortest: ({ text }) => charactersOf(text),
  longest: ({ text }) => -charactersOf(text),
  author: ({ author }) => author,
  source: ({ source }) => source,
  topic: ({ topic }) => topic,
};
const FIELDS = /** @type {const} */ (["author", "source", "topic"]);
/** @param {string} order @returns {order is (typeof FIELDS)[number]} */
const isField = (order) => FIELDS.some((field) => field === order);
/** Fields of which a quote has one value at most: the counts of each add up to the results, or to more where the results are filtered by that very field, so the least counts. */
const SINGLE = ["part", "source", "author", "topic", "lang"];

/** As the filter by length counts them. @param {string} text */
const charactersOf = (text) => Array.from(text).length;

/** What is chosen in each widget. @type {WeakMap<Widget, Chosen>} */
const choices = new WeakMap();
/** The order of a widget. @param {Widget} widget */
const orderOf = (widget) => choices.get(widget)?.get(NO_TERM)?.[1] ?? "";

/** Lets go of an order that a new collection does not have. @param {Widget} widget */
export function unsort(widget) {
  const { collection } = widget;
  if (collection && !isOrder(orderOf(widget), collection)) choices.get(widget)?.delete(NO_TERM);
}

/** Whether a collection can be sorted so. @param {string} order @param {Collection} collection */
const isOrder = (order, collection) => (order === "listed" ? isPlaced(collection) : !isField(order) || several(facetsOf(collection)[order]));

/** Whether it is known where each quote stands: of a long collection all would have to be read. @param {Collection} collection */
const isPlaced = ({ length }) => length <= MOST;

/** What there is in a collection. @type {WeakMap<Collection, Record<string, Facet | undefined>>} */
const contents = new WeakMap();

/** @param {Collection} collection */
function facetsOf(collection) {
  const facets = contents.get(collection) ?? collection.search("", { limit: 0 }).facets ?? {};
  contents.set(collection, facets);
  return facets;
}

/** Where each quote of a collection stands, by its id. @type {WeakMap<Collection, Map<string, number>>} */
const places = new WeakMap();

/** @param {Collection} collection */
function placesIn(collection) {
  const known = places.get(collection) ?? new Map(collection.search("", { limit: collection.length, facets: false }).hits.map(({ quote }, at) => [quote.id, at]));
  places.set(collection, known);
  return known;
}

/** Of how many quotes there are counts, at least. @param {Facet | undefined} facet */
const counted = (facet) => facet?.values.reduce((sum, { count }) => sum + count, facet.more) ?? Infinity;

/** @param {Facet | undefined} facet */
const several = (facet) => !!facet && facet.values.filter(({ value }) => value !== null).length + facet.more > 1;

/** How many values of a field are chosen: of one all results are. @param {string} field @param {Chosen} chosen */
const chipsOf = (field, chosen) => [...chosen.values()].filter(([of]) => of === field).length;

/**
 * The list of orders; hidden where there is nothing to sort. It is made once for a place, so that it keeps the focus there.
 * @param {import("./words.js").AllWords} words
 * @param {Widget} widget
 * @param {HTMLElement} place
 * @param {Record<string, Facet | undefined>} facets of the results
 * @param {string[]} fields those that may differ from one result to the other
 * @param {Chosen} chosen
 * @param {() => void} changed called after another order was chosen
 * @returns {HTMLElement}
 */
export function sorting(words, widget, place, facets, fields, chosen, changed) {
  choices.set(widget, chosen);
  const root = /** @type {ShadowRoot} */ (widget.shadowRoot);
  const change = () => {
    if (select.value) chosen.set(NO_TERM, ["sort", select.value]);
    else chosen.delete(NO_TERM);
    changed();
  };
  const row = place.querySelector("label") ?? h("label", { part: "sort" }, h("span"), h("select", { part: "button", change }));
  const [name, select] = /** @type {any} */ (row.children);
  const { sort, orders, fields: names } = moreOf(words);
  const order = orderOf(widget);
  // Without a query they come as they are listed.
  const typed = /** @type {HTMLInputElement} */ (root.querySelector("input")).value.trim();
  const offered = [
    ["", typed ? orders.best : orders.listed],
    ...(typed && isPlaced(/** @type {Collection} */ (widget.collection)) ? [["listed", orders.listed]] : []),
    ["shortest", orders.shortest],
    ["longest", orders.longest],
    ...FIELDS.filter((field) => field === order || (fields.includes(field) && several(facets[field]) && chipsOf(field, chosen) !== 1)).map((field) => [field, names[field]]),
  ];
  name.textContent = sort;
  // What has not changed may be open.
  if (offered.join() !== Array.from(select, ({ value, text }) => [value, text]).join()) {
    select.replaceChildren(...offered.map(([value, text]) => h("option", { value }, text)));
  }
  select.value = order;
  if (select.selectedIndex < 0) select.value = "";
  const answers = Math.min(...SINGLE.map((field) => counted(facets[field])));
  row.hidden = answers < 2 && !order && root.activeElement !== select;
  return row;
}

/** What answers in the order that a reader chose, in place of the collection; nothing where none is chosen. @param {Widget} widget */
export function sorted(widget) {
  const { collection } = widget;
  const keyOf = KEYS[orderOf(widget)];
  if (!collection || !keyOf) return undefined;
  /** @param {string} query @param {SearchOptions} options @returns {SearchResult} */
  const search = (query, { offset = 0, limit = 0, ...options }) => {
    const end = offset + limit;
    const result = collection.search(query, { ...options, limit: Math.max(MOST, end) });
    const { compare } = collatorOf(widget);
    const first = result.hits.slice(0, MOST).map((hit) => ({ hit, key: keyOf(hit.quote, collection) }));
    // What has no key comes last; those of the same keep the engine's order.
    first.sort(({ key: a }, { key: b }) => (typeof a === "number" && typeof b === "number" ? a - b : Number(a == null) - Number(b == null) || compare(String(a), String(b))));
    if (result.total > MOST) queueMicrotask(() => tell(widget));
    return { ...result, hits: [...first.map(({ hit }) => hit), ...result.hits.slice(MOST)].slice(offset, end) };
  };
  return { search };
}

/** As the page's language sorts, and numbers by what they count. @param {Widget} widget */
function collatorOf(widget) {
  const options = { numeric: true };
  try {
    return new Intl.Collator(tagOf(widget) || undefined, options);
  } catch {
    // What is no tag of a language.
    return new Intl.Collator(undefined, options);
  }
}

/** Says beside their count, once that stands there, that only the first are sorted. @param {Widget} widget */
function tell(widget) {
  widget.shadowRoot?.querySelector(".panel>[aria-hidden]")?.append(" · ", moreOf(spokenBy(widget)).sorted(MOST));
}
