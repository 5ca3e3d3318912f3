// @ts-check
// The widgets of the page. What is to be done with each goes in; it is done with those that show a quote, and again when
// they show another. Changes nothing itself.

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */

/** Every widget below, through open shadow roots. @param {ParentNode} root @returns {Widget[]} */
export const widgetsIn = (root) =>
  [...root.querySelectorAll("*")].flatMap((node) =>
    node.localName === "epigraph-widget" ? [/** @type {Widget} */ (node)] : node.shadowRoot ? widgetsIn(node.shadowRoot) : []);

/** @param {(widget: Widget) => void} act */
export function eachWidget(act) {
  document.addEventListener("epigraph-quote", (event) => {
    const [node] = /** @type {[Widget]} */ (event.composedPath());
    // From a closed shadow root comes its host, and a page may have events of its own.
    if (node.localName === "epigraph-widget") act(node);
  });
  widgetsIn(document).forEach(act);
}
