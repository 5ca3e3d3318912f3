// @ts-check
// The one file a page needs: everything of core.js, the element's class, and the element registered.
export * from "./core.js";
export { EpigraphWidget } from "./epigraph-widget.js";
import "./define.js";
