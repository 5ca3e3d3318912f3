// @ts-check
// The banner: the reader's controls, and the place where the figure with the quote is shown. A Quote
// goes in; it stands as a <figure> in the page's own DOM, shown through a slot. Keeps itself as high as
// its tallest quote, so that nothing below moves. Decides nothing about which quote or when.
import { h, icon, label, set } from "./dom.js";
import { pieces } from "./figure.js";

/** @typedef {import("./core.d.ts").Quote} Quote */
/** @typedef {import("./strings.js").Words} Words */

const PAUSE = "M9 5v14m6-14v14";
const PLAY = "M8 5v14l11-7z";
/** What the reader can do, in the order of the Tab key, and its icon. */
const CONTROLS = {
  pause: PAUSE,
  previous: "m15 5-7 7 7 7",
  next: "m9 5 7 7-7 7",
  copy: "M9 9h11v11H9zM5 15V4h11",
  share: "M12 15V3L8 7m4-4 4 4M5 12v9h14v-9",
  link: "m9 15 6-6m-4-2 3-3 6 6-3 3M7 11l-3 3 6 6 3-3",
  picture: "M4 5h16v14H4zm0 12 5-5 4 4 3-3 4 4",
  favourite: "m12 4 2 5h6l-4 4 1 6-5-3-5 3 1-6-4-4h6z",
};

/** So many letters, each counted twice, are laid out to find the tallest quote: those of the longest. */
const MOST_MEASURED = 12_000;
const FADE_MS = 400;

/** A text of so many letters takes all the room there is for one. */
const FULL = 2000;

/** About how much room a quote takes. @param {Quote} quote */
const bulk = ({ text, topic, author, source }) => Math.min(text.length + text.split("\n").length * 40, FULL) + `${topic}${author}${source}`.length;

/** How large a text is set, so that short and long fill the same room. @param {string} text */
const fit = ({ length }) => Math.max(2 - length / 50, 1.4 - length / 400, Math.min(1, 1.4 - length / 700));

export class Banner {
  #host;
  #prefix = "";
  #level = 0;
  /** @type {Words} */
  #words = /** @type {any} */ ({});
  /** @type {Quote | undefined} */
  #shown;
  #figure = this.#make("quote");
  /** Puts the figure on the page; again, where the page took it off with what it replaced. */
  #stand = () => {
    if (this.#shown && this.#figure.parentNode !== this.#host) this.#host.append(this.#figure);
  };
  /** The width for which room was last reserved; 0 where that must be done again. */
  measured = 0;
  /** As wide as the quote, and never higher for the height that is reserved: whoever watches its size sets off no change of it. */
  measure = h("div", { class: "measure" }, h("slot", { name: "measure" }));
  #stage = h("div", { part: "quote", "aria-atomic": "true" }, h("slot", { name: "quote", slotchange: this.#stand }), this.measure);
  /** @type {any} buttons by the names of CONTROLS */
  #buttons = {};
  node;

  /**
   * @param {HTMLElement} host
   * @param {(name: string, button: HTMLButtonElement) => void} act
   */
  constructor(host, act) {
    this.#host = host;
    for (const [name, path] of Object.entries(CONTROLS)) {
      const button = (this.#buttons[name] = h("button", { part: `button ${name}`, click: () => act(name, button) }, icon(path)));
    }
    this.node = h("div", { part: "banner", role: "group" }, h("div", { part: "controls" }, ...Object.values(this.#buttons)), this.#stage);
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
    figure.replaceChildren(...pieces(quote, this.#prefix, this.#level, this.#words));
  }

  /** How topics are written, and in which words the controls are named. @param {string} prefix @param {number} level @param {Words} words */
  title(prefix, level, words) {
    this.#prefix = prefix;
    this.#level = level;
    this.#words = words;
    set(this.node, "aria-roledescription", words.carousel);
    set(this.node, "aria-label", words.quotes);
    for (const [name, button] of Object.entries(this.#buttons)) label(button, words[/** @type {keyof typeof CONTROLS} */ (name)]);
  }

  /** Shows a quote, or with none takes the figure off the page. @param {Quote} [quote] @param {boolean} [fade] */
  show(quote, fade) {
    const figure = this.#figure;
    this.#shown = quote;
    if (!quote) return figure.remove();
    this.#fill(figure, quote);
    this.#stand();
    if (fade) figure.animate({ opacity: [0, 1] }, FADE_MS);
  }

  /** Shows what the controls do now. @param {boolean} rotates @param {boolean} stopped @param {boolean} running @param {boolean} several */
  update(rotates, stopped, running, several) {
    const { pause, previous, next } = this.#buttons;
    label(pause, this.#words[stopped ? "play" : "pause"]);
    set(pause.firstChild.firstChild, "d", stopped ? PLAY : PAUSE);
    pause.hidden = !rotates;
    previous.hidden = next.hidden = !several;
    // A rotating text must not be read out over and over; one the reader asked for must.
    set(this.#stage, "aria-live", running ? "off" : "polite");
  }

  /** True while the reader has selected something in the quote: it must not go away under the pointer. */
  get selected() {
    const selection = getSelection();
    return selection && !selection.isCollapsed && this.#figure.contains(selection.anchorNode);
  }

  /**
   * Lays out the tallest quotes unseen, in one pass for a width, and reserves the height of the highest.
   * @param {Quote[]} quotes @param {number} [most] letters to lay out
   */
  reserve(quotes, most = MOST_MEASURED) {
    const width = this.#stage.clientWidth;
    if (!width || width === this.measured) return;
    this.measured = width;
    const { style } = this.node;
    style.setProperty("--_w", `${width}px`);
    let letters = 0;
    const figures = [...quotes]
      .sort((a, b) => bulk(b) - bulk(a))
      .filter((quote) => letters < most && (letters += bulk(quote) + quote.text.length))
      .map((quote) => this.#make("measure", quote));
    this.#host.append(...figures);
    style.setProperty("--_h", `${Math.ceil(this.measure.getBoundingClientRect().height)}px`);
    for (const figure of figures) figure.remove();
  }
}
