// @ts-check
// The one file a page needs: open(), the element's class, and the element registered.
export { open } from "epigraph-open";
export { EpigraphWidget } from "./epigraph-widget.js";
import "./define.js";
