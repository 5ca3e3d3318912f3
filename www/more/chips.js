// @ts-check
// The filter chips of the search panel: a result's facets go in, a button for each value stands in the given place, and
// what the reader presses is kept in the given map. Searches nothing itself.
import { h } from "../dom.js";
import { adoptMore } from "./styles.js";
import { moreOf } from "./words.js";

/** Field and value of the chips that are pressed, by their filter terms. @typedef {Map<string, [string, string | null]>} Chosen */
/** @typedef {{value: string | null, count: number}} Count */

const MOST_CHIPS = 8;
/** @type {(keyof import("./words.js").MoreWords["fields"])[]} */
const FIELDS = ["part", "source", "author", "tag", "lang"];

/**
 * @param {import("./words.js").AllWords} words
 * @param {string} filter the page's own: a field that it narrows is not offered, or a chip would seem to widen it
 * @param {HTMLElement} node where the chips stand
 * @param {Record<string, {values: Count[]} | undefined>} facets
 * @param {Chosen} chosen
 * @param {() => void} changed called after a chip was pressed or let go
 */
export function chips(words, filter, node, facets, chosen, changed) {
  const fields = FIELDS.filter((field) => !filter.toLowerCase().includes(`${field}:`));
  const root = /** @type {ShadowRoot} */ (node.getRootNode());
  adoptMore(root);
  const focused = node.contains(root.activeElement) && /** @type {HTMLButtonElement} */ (root.activeElement).value;
  node.replaceChildren(...fields.flatMap((field) => group(words, field, facets[field]?.values ?? [], chosen, changed)));
  // A chip that was pressed is drawn anew: the reader stays on it.
  for (const chip of node.querySelectorAll("button")) if (chip.value === focused) chip.focus();
}

/** @param {import("./words.js").AllWords} words @param {typeof FIELDS[number]} field @param {Count[]} values @param {Chosen} chosen @param {() => void} changed */
function group(words, field, values, chosen, changed) {
  const name = moreOf(words).fields[field];
  const named = values.filter(({ value }) => value !== null).slice(0, MOST_CHIPS);
  // What is pressed stays, found or not: it must be possible to let it go.
  for (const [of, value] of chosen.values()) {
    if (of === field && !named.some((other) => other.value === value)) named.push({ value, count: 0 });
  }
  if (named.length < 2 && !chosen.size) return [];
  const chip = (/** @type {Count} */ { value, count }) => {
    // Quotation marks would end the term; the engine reads past punctuation anyway.
    const term = `${field}:"${value?.replaceAll('"', " ")}"`;
    const click = () => {
      if (!chosen.delete(term)) chosen.set(term, [field, value]);
      changed();
    };
    return h("button", { part: "chip", value: term, "aria-pressed": String(chosen.has(term)), click }, h("bdi", {}, value), " ", h("span", {}, (words.number ?? String)(count)));
  };
  return h("div", { role: "group", "aria-label": name }, h("span", { "aria-hidden": "true" }, name), ...named.map(chip));
}
