// @ts-check
// Makes elements and icons from names, attributes and children. Text enters as text nodes only:
// no HTML is ever parsed, so Trusted Types and strict content policies have nothing to refuse.

/**
 * An element. A function among the attributes becomes a listener of that event; `true` an empty
 * attribute; `false`, `null` and `undefined` none.
 * @param {string} name
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | number | null | undefined | false)} children those that are empty are left out
 * @returns {any}
 */
export function h(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, /** @type {any} */ (value));
    else set(node, key, value);
  }
  node.append(.../** @type {string[]} */ (children.filter(Boolean)));
  return node;
}

/** Writes an attribute; `true` as an empty one; `false` and nullish remove it. @param {Element} node @param {string} name @param {unknown} value */
export function set(node, name, value) {
  if (value == null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : String(value));
}

const SVG = "http://www.w3.org/2000/svg";

/** A decorative icon on a 24 by 24 field, in the colour of the text. @param {string} path */
export function icon(path) {
  const [svg, line] = ["svg", "path"].map((name) => document.createElementNS(SVG, name));
  set(svg, "viewBox", "0 0 24 24");
  set(svg, "aria-hidden", "true");
  set(line, "d", path);
  svg.append(line);
  return svg;
}

/** Names a button that wears an icon: for those who hear it, and under the pointer. @param {Element} button @param {string} name */
export function label(button, name) {
  set(button, "aria-label", name);
  set(button, "title", name);
}
