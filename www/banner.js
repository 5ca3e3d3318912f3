// @ts-check
// The banner: the reader's controls, and the place where the figure with the quote is shown. A Quote
// goes in; it stands as a <figure> in the page's own DOM, shown through a slot. Keeps itself as high as
// its tallest quote, so that nothing below moves. Decides nothing about which quote or when.
import { h, iconButton, set } from "./dom.js";
import { pieces } from "./figure.js";
import { words } from "./strings.js";

/** @typedef {import("./core.d.ts").Quote} Quote */

const PAUSE = "M7 5h3v14H7zm7 0h3v14h-3z";
const PLAY = "M8 5v14l11-7z";
const PREVIOUS = "M15.4 5.4 14 4l-8 8 8 8 1.4-1.4L8.8 12z";
const NEXT = "M8.6 5.4 10 4l8 8-8 8-1.4-1.4 6.6-6.6z";

/** From this width on, in its own text size, the controls stand beside the caption instead of below it. */
const WIDE_EM = 30;
/** So many figures are laid out to find the tallest; of a larger collection, those with the most text. */
const MOST_MEASURED = 150;
const FADE_MS = 400;

/** About how much room a quote takes. @param {Quote} quote */
const bulk = ({ text, topic, author, source }) => `${text}${topic}${author}${source}`.length;

/** How much larger a short text is set than a long one, so that both fill the same room. @param {string} text */
const fit = (text) => Math.max(1, 1.4 - text.length / 400);

export class Banner {
  #host;
  #prefix = "";
  #level = 0;
  #width = 0;
  /** @type {Quote | undefined} */
  #shown;
  #figure = this.#make("quote");
  /** Puts the figure on the page; again, where the page took it off with what it replaced. */
  #stand = () => {
    if (this.#shown && this.#figure.parentNode !== this.#host) this.#host.append(this.#figure);
  };
  #measure = h("div", { class: "measure" }, h("slot", { name: "measure" }));
  stage = h("div", { part: "quote", "aria-atomic": "true" }, h("slot", { name: "quote", slotchange: this.#stand }), this.#measure);
  #pause;
  #controls;
  node;

  /**
   * @param {HTMLElement} host
   * @param {() => void} toggle
   * @param {() => void} previous
   * @param {() => void} next
   */
  constructor(host, toggle, previous, next) {
    this.#host = host;
    this.#pause = iconButton("pause", PAUSE, words.pause, toggle);
    this.#controls = h("div", { part: "controls" }, this.#pause,
      iconButton("previous", PREVIOUS, words.previous, previous),
      iconButton("next", NEXT, words.next, next));
    this.node = h(
      "div",
      { part: "banner", role: "group", "aria-roledescription": words.carousel, "aria-label": words.quotes },
      this.#controls,
      this.stage,
    );
  }

  /** @param {string} slot @param {Quote} [quote] */
  #make(slot, quote) {
    const figure = h("figure", { slot, dir: "auto" });
    if (quote) this.#fill(figure, quote);
    return figure;
  }

  /** @param {HTMLElement} figure @param {Quote} quote */
  #fill(figure, quote) {
    set(figure, "lang", quote.lang ?? "");
    figure.style.setProperty("--_fit", /** @type {any} */ (fit(quote.text)));
    figure.replaceChildren(...pieces(quote, this.#prefix, this.#level));
  }

  /** How topics are written. @param {string} prefix @param {number} level */
  title(prefix, level) {
    this.#prefix = prefix;
    this.#level = level;
  }

  /** Shows a quote, or with none takes the figure off the page. @param {Quote | undefined} quote @param {boolean} [fade] */
  show(quote, fade) {
    const figure = this.#figure;
    this.#shown = quote;
    if (!quote) return figure.remove();
    this.#fill(figure, quote);
    this.#stand();
    // The controls stand where the quote's lines end.
    set(this.node, "dir", getComputedStyle(figure).direction);
    if (fade) figure.animate({ opacity: [0, 1] }, FADE_MS);
  }

  /** Shows what the controls do now. @param {boolean} rotates @param {boolean} stopped @param {boolean} running @param {boolean} several */
  update(rotates, stopped, running, several) {
    const label = stopped ? words.play : words.pause;
    for (const name of ["aria-label", "title"]) set(this.#pause, name, label);
    set(this.#pause.firstChild.firstChild, "d", stopped ? PLAY : PAUSE);
    this.#pause.hidden = !rotates;
    this.#controls.hidden = !several;
    // A rotating text must not be read out over and over; one the reader asked for must.
    set(this.stage, "aria-live", running ? "off" : "polite");
  }

  /** True while the reader has selected something in the quote: it must not go away under the pointer. */
  get selected() {
    const selection = getSelection();
    return selection && !selection.isCollapsed && this.#figure.contains(selection.anchorNode);
  }

  /** Lays out the tallest quotes unseen, in one pass for a width, and reserves the height of the highest. @param {Quote[]} quotes @param {boolean} [again] */
  reserve(quotes, again) {
    const width = this.stage.clientWidth;
    if (!width || (width === this.#width && !again)) return;
    this.#width = width;
    const { style, classList } = this.node;
    style.setProperty("--_w", `${width}px`);
    classList.toggle("wide", width >= WIDE_EM * parseFloat(getComputedStyle(this.node).fontSize));
    const figures = [...quotes]
      .sort((a, b) => bulk(b) - bulk(a))
      .slice(0, MOST_MEASURED)
      .map((quote) => this.#make("measure", quote));
    this.#host.append(...figures);
    style.setProperty("--_h", `${Math.ceil(this.#measure.getBoundingClientRect().height)}px`);
    for (const figure of figures) figure.remove();
  }
}
