// @ts-check
// Registers <epigraph-widget>, the only side effect of the package: once, and only where there are
// custom elements and a document.
import { EpigraphWidget } from "./epigraph-widget.js";

const registry = globalThis.customElements;

function define() {
  // An element that the browser is still reading has not all of its children yet.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", define);
  else if (!registry.get("epigraph-widget")) registry.define("epigraph-widget", EpigraphWidget);
}

if (registry && globalThis.document) define();
