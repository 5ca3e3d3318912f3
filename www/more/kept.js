// @ts-check
// The favourites that this device keeps, by collection. A widget goes in, the ids of those of its collection come out, in
// the order in which they were kept. What cannot be read is nothing kept; writing throws where the browser keeps nothing.

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */

/** Under this name everything is kept, as `{"COLLECTION": ["ID", …], …}`. */
export const KEY = "epigraph-favourites";

/** What is the same for all widgets that show the same quotes. @param {Widget} widget */
function collectionOf(widget) {
  const inside = widget.querySelector(":scope > script[type='application/json']");
  if (!inside && !widget.src) return "built-in";
  const address = inside ? "#inline" : widget.src;
  try {
    return new URL(address, location.protocol === "about:" ? document.baseURI : location.href).href;
  } catch {
    return address;
  }
}

/** @returns {Record<string, unknown>} */
function all() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

/** @param {Widget} widget @returns {string[]} */
export function kept(widget) {
  const ids = all()[collectionOf(widget)];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}

/** Keeps a quote, or no longer. @param {Widget} widget @param {string} id @returns {boolean} whether it is kept now */
export function toggle(widget, id) {
  const before = kept(widget);
  const rest = before.filter((other) => other !== id);
  const keeps = rest.length === before.length;
  localStorage.setItem(KEY, JSON.stringify({ ...all(), [collectionOf(widget)]: keeps ? [...rest, id] : rest }));
  return keeps;
}
