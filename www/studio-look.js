// @ts-check
// How the widget is set up. The form of the page goes in, the attributes and custom properties that were chosen come
// out; what is left as it is by itself is not among them. Shows them on a widget of its own.
import { languages } from "epigraph-language-parts";
import { h, set } from "./dom.js";
import { said } from "./studio-snippet.js";

/** @typedef {import("./studio-snippet.js").Look} Look */

/** What each attribute is where it is not given. @type {Record<string, string>} */
const DEFAULTS = { view: "both", order: "shuffle", interval: "auto", theme: "auto", lang: "" };

/** Colours that can be chosen: property, name, and the first proposal. */
const COLOURS = [
  ["--epigraph-color", "Text", "#221f1a"],
  ["--epigraph-accent", "Accent", "#7a2718"],
  ["--epigraph-surface", "Background", "#fbf8f1"],
];

/** Those in which the widget speaks. */
const SPOKEN = ["en", ...Object.keys(languages)].sort();
/** Those in which quotes are often written. */
const WRITTEN = ["ar", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh"];

const form = /** @type {HTMLFormElement} */ (document.getElementById("options"));
const stage = /** @type {HTMLElement} */ (document.getElementById("stage"));

/** @param {string} name */
const field = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));

/** Puts the choices that are many into the form. */
function fill() {
  const names = new Intl.DisplayNames("en", { type: "language" });
  for (const [name, codes] of Object.entries({ lang: SPOKEN, "quotes-lang": WRITTEN })) field(name).append(...codes.map((code) => h("option", { value: code }, names.of(code))));
  document.getElementById("colours")?.append(...COLOURS.map(([property, name, value]) => {
    const own = h("input", { type: "checkbox", name: property, id: property });
    const colour = h("input", { type: "color", name: `${property} value`, value, "aria-label": `${name} colour`, input: () => (own.checked = true) });
    return h("p", {}, own, h("label", { for: property }, name), colour);
  }));
}

/** The language of the quotes that name none, where it is chosen. */
export const quotesLang = () => field("quotes-lang").value || undefined;

/** What is chosen. @returns {Look} */
export function chosen() {
  const attributes = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, field(name).value]));
  // Nothing turns by itself there.
  field("interval").disabled = attributes.view === "search" || attributes.order === "daily";
  if (field("interval").disabled) attributes.interval = DEFAULTS.interval;
  for (const [name, value] of Object.entries(DEFAULTS)) if (attributes[name] === value) delete attributes[name];
  const data = new FormData(form);
  const properties = COLOURS.filter(([property]) => data.has(property)).map(([property]) => [property, String(data.get(`${property} value`))]);
  return { attributes, properties: Object.fromEntries(properties) };
}

/** @type {HTMLElement | undefined} */
let widget;

/** Brings the widget on the stage in line with what is chosen. @param {Look} look */
export function dress({ attributes, properties }) {
  if (!widget) return;
  for (const name of Object.keys(DEFAULTS)) set(widget, name, attributes[name]);
  for (const [property] of COLOURS) widget.style.setProperty(property, properties[property] ?? null);
}

/** Puts a widget with a collection on the stage. @param {string} src @param {import("./core.d.ts").Quote} quote stands there until it is ready */
export function present(src, quote) {
  widget = h("epigraph-widget", { src }, h("blockquote", {}, said(quote)));
  dress(chosen());
  stage.replaceChildren(/** @type {HTMLElement} */ (widget));
}

/** @param {(name: string) => void} changed by the name of what was chosen anew */
export function onChoice(changed) {
  fill();
  form.addEventListener("input", ({ target }) => changed(/** @type {HTMLInputElement} */ (target).name));
}
