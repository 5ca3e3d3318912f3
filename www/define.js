// @ts-check
// Registers <epigraph-widget>, the only side effect of the package: once, and only where there are
// custom elements.
import { EpigraphWidget } from "./epigraph-widget.js";

const registry = globalThis.customElements;
if (registry && !registry.get("epigraph-widget")) registry.define("epigraph-widget", EpigraphWidget);
