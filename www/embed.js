// @ts-check
// The widget as a page for an <iframe>. The query string goes in, a widget with these attributes comes to stand on the page,
// and messages with the page's height go out to the one around it. What is neither an attribute of the widget nor `dir` is left unread.
import { EpigraphWidget } from "./epigraph.js";

const root = document.documentElement;
const asked = new URLSearchParams(location.search);

/** Whether it is an address of the web. @param {string} src */
function isWeb(src) {
  try {
    return /^https?:$/.test(new URL(src, location.href).protocol);
  } catch {
    return false;
  }
}

const widget = /** @type {EpigraphWidget} */ (document.createElement("epigraph-widget"));
for (const name of EpigraphWidget.observedAttributes) {
  const value = asked.get(name);
  // What is no address of the web is one that holds nothing: the widget says so.
  if (value !== null) widget.setAttribute(name, name === "src" && !isWeb(value) ? "about:invalid" : value);
}
// The whole page speaks the language, and is dark or light: a ground of the other kind would stand around the widget.
root.lang = asked.get("lang") || "en";
root.dir = asked.get("dir") ?? "";
if (widget.theme !== "auto") root.style.colorScheme = widget.theme;
document.querySelector("main")?.append(widget);

/** Tells the page around it how high this one is, which is no secret, whoever that may be. */
function tell() {
  // Not as what is returned: Safari then names the page around it as the one that sent it.
  parent.postMessage({ type: "epigraph-height", height: Math.ceil(root.getBoundingClientRect().height) }, "*");
}
if (parent !== window) new ResizeObserver(tell).observe(document.body);

// Kept for reading offline as the other pages are, but not with the readers of somebody else's site.
if (parent === window || frameElement) import("./register-sw.js").catch(() => {});
