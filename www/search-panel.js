// @ts-check
// The search: a box, filter chips, a status line and a list of results in a panel that opens over what
// is below. What the reader types goes out through `find`; results come back and are drawn. It knows no
// collection and shows no quote itself, except unfolded in place where there is no banner.
import { cancel, wake } from "./clock.js";
import { h, set } from "./dom.js";
import { marked } from "./figure.js";

/** @typedef {import("./core.d.ts").SearchResult} SearchResult */
/** @typedef {import("./core.d.ts").Hit} Hit */

/** Typing rests when nothing came for this long; only then are counts announced. */
const REST_MS = 600;
/** What the engine reads of a query. */
const LONGEST_QUERY = 256;
/** What may be the beginning of a term asks for nothing: a field's name, a range without a number, a sign before one, a mark. */
const BEGUN = /(\blength:\.*|\b(part|source|author|topic|tag|lang|kind):|[-\s"«»“-„])*$/i;

export class SearchPanel {
  #owner;
  #input;
  #filter;
  #filters = h("div", { part: "filters", hidden: true });
  /** What is said, and what is seen. */
  #status = h("div", { part: "status", role: "status" });
  #count = h("div", { "aria-hidden": "true", part: "status", dir: "auto" });
  #suggestion = h("button", { part: "button suggestion", click: () => (this.fill(/** @type {string} */ (this.#result.suggestion)), this.#input.focus()) });
  #list = h("ul", { part: "results", role: "list" });
  #more = h("button", { part: "button more", click: () => this.#showMore() });
  #panel = h("div", { class: "panel" }, this.#status, this.#count, this.#filters, this.#suggestion, this.#list, this.#more);
  /** @type {import("./more/chips.js").Chosen} */
  #chosen = new Map();
  /** @type {import("./strings.js").Words} */
  #words = /** @type {any} */ ({});
  /** @type {SearchResult} */
  #result = /** @type {any} */ ({ hits: [] });
  node;

  /**
   * @param {{
   *   find: (query: string, options: {offset: number, filter: string, facets: boolean}) => SearchResult | undefined,
   *   activate: (hit: Hit, event: MouseEvent) => boolean,
   *   setting: () => [string, string, boolean],
   *   place: (input: HTMLElement, panel: HTMLElement) => void,
   *   chips: (node: HTMLElement, facets: any, chosen: any, run: () => void) => void,
   * }} owner `activate` tells whether the quote is shown elsewhere, so that the panel can close
   */
  constructor(owner) {
    this.#owner = owner;
    this.#input = h("input", {
      type: "search", part: "input", maxlength: LONGEST_QUERY, autocomplete: "off", spellcheck: "false",
      input: (/** @type {InputEvent} */ event) => event.isComposing || this.run(),
      compositionend: () => this.run(),
      focus: this.#enter,
      click: this.#enter,
    });
    this.#filter = h("button", { part: "button filter", click: () => {
      this.#filters.hidden = !this.#filters.hidden && this.#open;
      this.run();
    } });
    this.node = h("div", {
      part: "search", role: "search",
      keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    }, this.#input, this.#filter, this.#panel);
    this.close();
  }

  get #query() {
    return this.#input.value.trim();
  }

  get #open() {
    return !this.#panel.hidden;
  }

  /** Names the landmark, which must differ from its neighbours', the box, and the rest. @param {string} landmark @param {string} box @param {import("./strings.js").Words} words */
  label(landmark, box, words) {
    this.#words = words;
    set(this.#list, "aria-label", words.results);
    this.#more.textContent = words.more;
    this.#filter.textContent = words.filter(this.#chosen.size);
    set(this.node, "aria-label", landmark);
    set(this.#input, "aria-label", box);
    set(this.#input, "placeholder", box);
  }

  /** Puts a text into the box and searches it. @param {string} text @param {boolean} [open] as `run` */
  fill(text, open) {
    this.#input.value = text;
    return this.run(open);
  }

  /** The reader goes into the box: what stands there is answered. */
  #enter = () => this.#query && !this.#open && this.run();

  /** Searches again, where results are seen. */
  refresh() {
    if (this.#open) this.run();
  }

  /** Searches what is in the box and under the chips; with neither, closes. @param {boolean} [open] whether to open the results, which else stay as they are */
  run(open = true) {
    const result = this.#find(0);
    if (!result) return;
    this.#result = result;
    // Results go, and the focus would with them.
    if (this.#list.querySelector(":focus")) this.#input.focus();
    this.#list.replaceChildren();
    this.#add(result.hits);
    this.#draw(result);
    // Shown at once, said when typing rests: once, and never wrong.
    this.#status.textContent = "";
    this.#show(open || this.#open);
    return result;
  }

  close() {
    this.#show(false);
  }

  /** @param {boolean} open unless nothing is asked for */
  #show(open) {
    open &&= !!this.#query.replace(BEGUN, "") || !this.#filters.hidden || this.#chosen.size > 0;
    if (open && !this.#open) this.#owner.place(this.#input, this.#panel);
    this.#panel.hidden = !open;
    set(this.#filter, "aria-expanded", String(open && !this.#filters.hidden));
    this.#filter.textContent = this.#words.filter?.(this.#chosen.size);
    (open ? wake : cancel)(this.#announce, REST_MS);
  }

  /** Under the owner's filter and the chips'. @param {number} offset */
  #find(offset) {
    const filter = [this.#owner.setting()[0], ...this.#chosen.keys()].join(" ");
    return this.#owner.find(this.#query, { offset, filter, facets: !this.#filters.hidden });
  }

  #announce = () => {
    this.#status.textContent = this.#count.textContent;
  };

  #showMore() {
    const offset = this.#list.childElementCount;
    const hits = this.#find(offset)?.hits ?? [];
    this.#add(hits);
    this.#draw(this.#result);
    this.#list.children[offset]?.firstChild.focus();
  }

  /** @param {SearchResult} result */
  #draw({ total, partial, suggestion, facets }) {
    const words = this.#words;
    this.#count.textContent = total ? words[partial ? "partial" : "found"](total) : words.none;
    this.#more.hidden = this.#list.childElementCount >= total;
    this.#suggestion.hidden = !suggestion;
    this.#suggestion.textContent = suggestion && words.suggest(suggestion);
    if (facets) this.#owner.chips(this.#filters, facets, this.#chosen, () => this.run());
  }

  /** @param {Hit[]} hits */
  #add(hits) {
    this.#list.append(...hits.map((hit) => this.#item(hit)));
  }

  /** @param {Hit} hit */
  #item(hit) {
    const { quote, marks } = hit;
    const { text, topic, author, source, lang, kind } = quote;
    const [, prefix, authors] = this.#owner.setting();
    const said = [
      topic && [prefix, ...marked(topic, marks.topic)],
      authors && author && marked(author, marks.author),
      source && marked(source, marks.source),
      kind === "paraphrase" && [this.#words.paraphrase],
    ];
    const about = said.flatMap((line) => (line ? [" · ", ...line] : [])).slice(1);
    return h("li", {}, h("button", {
      part: "result",
      click: (/** @type {MouseEvent} */ event) => this.#activate(hit, event),
    },
    h("span", { lang: lang ?? "", dir: "auto" }, ...this.#words.quoted(quote, marked(text, marks.text))),
    h("small", { lang: lang ?? "", dir: "auto" }, ...about)));
  }

  /** @param {Hit} hit @param {MouseEvent} event */
  #activate(hit, event) {
    if (!this.#owner.activate(hit, event)) {
      const button = /** @type {Element} */ (event.currentTarget);
      set(button, "aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
      return;
    }
    // A reader at the keyboard goes on from the box; for a pointer, no keyboard should fly up.
    if (!event.detail) this.#input.focus();
    this.close();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, isComposing } = event;
    if (isComposing) return;
    const focused = this.node.getRootNode().activeElement;
    if (key === "Escape") this.#escape(event, focused);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const inside = this.#list.contains(focused);
    if (!step || !(inside || (focused === this.#input && step > 0))) return;
    event.preventDefault();
    if (!this.#open) this.run();
    const stops = [this.#input, ...this.#list.querySelectorAll("button")];
    stops[stops.indexOf(focused) + step]?.focus();
  }

  /** The filters cannot be drawn: they close, so that the next press asks for them again. The count of the results that stay, for it is said below that. */
  undrawn() {
    this.#filters.hidden = true;
    this.#show(this.#open);
    return this.#open && this.#count;
  }

  /** The first Escape closes the results, the second clears the box. @param {KeyboardEvent} event @param {Element} focused */
  #escape(event, focused) {
    if (!this.#open && !this.#input.value && !this.#chosen.size) return;
    event.preventDefault();
    this.#filters.hidden = true;
    if (this.#open) {
      if (this.#panel.contains(focused)) this.#input.focus();
      this.close();
    } else {
      this.#chosen.clear();
      this.fill("");
    }
  }
}
