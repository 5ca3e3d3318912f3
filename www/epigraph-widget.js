// @ts-check
// <epigraph-widget>: attributes go in, a quote of the page's own DOM, controls, a search and events come
// out. This file knows the element's life and which quote is current; how things look and when the next
// one is due stand in the files it imports. Importing it registers nothing and works without a document.
import { Banner } from "./banner.js";
import { h, set } from "./dom.js";
import { fault } from "./fault.js";
import { OptionedElement } from "./options.js";
import { Pace, readingTime } from "./pace.js";
import { SearchPanel } from "./search-panel.js";
import { more } from "epigraph-more";
import { openBuiltIn } from "epigraph-built-in";
import { open } from "epigraph-open";
import { english } from "./strings.js";
import { adoptFigure, adoptShadow } from "./styles.js";
import { Turns } from "./turns.js";
import { turn } from "./wait.js";

/** @typedef {import("./core.d.ts").Quote} Quote */
/** @typedef {import("./epigraph.d.ts").BuiltIn} Collection */

/** Quotes looked at to find the tallest; of a larger collection it is taken to fill its room. */
const MOST_SIZED = 200;

const reducedMotion = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");

/** Connected widgets, each at its own number: landmarks of one page need different names. @type {(EpigraphWidget | undefined)[]} */
const connected = [];

/** The id that the page's address names, as in `#quote=baselines`. */
const linked = () => new URLSearchParams(location.hash.slice(1)).get("quote");

export class EpigraphWidget extends OptionedElement {
  /** @type {"fallback" | "loading" | "ready"} */
  #state = "fallback";
  /** @type {Collection | undefined} */
  #collection;
  /** @type {Quote | undefined} */
  #current;
  /** @type {Turns | undefined} */
  #turns;
  /** @type {Quote[]} those that pass the filter, to find the tallest among them */
  #sized = [];
  #total = 0;
  /** Where all are by one author, results need not name them; of a large collection that is not known. */
  #authors = 0;
  /** What is fetched when it is wanted, once it has come. @type {typeof import("./more/more.js") | undefined} */
  #part;
  /** What `show` was asked for before there was anything to show. */
  #wanted = "";
  /** Attributes changed since the last render, one after the other: off the page there is none. No two make a third between them. */
  #changed = "";
  /** Ends what this stay on the page began. @type {any} */
  #life;
  #fallback = h("slot");
  #words = english;
  #banner = new Banner(this, (name, button) => {
    if (name === "pause") this.#pace.stop(!this.#pace.stopped);
    else if (name in this) /** @type {any} */ (this)[name]();
    else this.#more(({ act }) => act(name, /** @type {any} */ (this), this.#words), button.title);
  });
  #panel = new SearchPanel({
    find: (query, options) => this.#safely((collection) => {
      const result = (this.#part?.sorted(/** @type {any} */ (this)) ?? collection).search(query, { ...options, limit: this.limit });
      if (!options.offset) this.#emit("results", { query, ...result });
      return result;
    }),
    activate: ({ quote }) => this.#activate(quote),
    setting: () => [this.filter, this.#collection?.topicPrefix ?? "", this.#authors > 1],
    place: (...boxes) => this.#more(({ place }) => place(...boxes)),
    chips: (...drawing) => this.#more(({ chips }) => chips(this.#words, this.filter, ...drawing), this.#words.filter(0), () => this.#panel.undrawn()),
  });
  #ui = h("div", { class: "ui" }, this.#banner.node, this.#panel.node);
  /** Says what cannot be had; what is fetched takes it away. */
  #status = h("output", { part: "status" });
  #pace = new Pace(() => this.#tick(), () => this.#delay(), () => this.#updateControls());
  #reserve = () => this.#banner.reserve(this.#sized);
  /** Reserves anew before the next frame is seen, a part of it now: all in one task would keep the page waiting. A frame that comes late finds nothing to do. */
  #measure = () => {
    this.#banner.measured = 0;
    this.#banner.reserve(this.#sized, 1);
    this.#banner.measured = 0;
    requestAnimationFrame(this.#reserve);
  };
  #resized = new ResizeObserver(this.#reserve);
  #seen = new IntersectionObserver((entries) => this.#pace.hold("unseen", !entries.at(-1)?.isIntersecting));

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.append(this.#fallback);
  }

  connectedCallback() {
    this.upgrade();
    this.#life = new AbortController();
    const { signal } = this.#life;
    const on = (/** @type {EventTarget} */ target, /** @type {string} */ type, /** @type {(event: any) => void} */ act) =>
      target.addEventListener(type, act, { signal });
    on(this, "pointerenter", () => {
      this.#pace.hold("hover", true);
      // Soon it may be wanted, and then without delay; so it is where the focus comes.
      this.#more();
    });
    on(this, "pointerleave", () => this.#pace.hold("hover", false));
    const seen = () => this.#pace.hold("hidden", document.hidden);
    on(document, "visibilitychange", seen);
    on(window, "pageshow", seen);
    on(window, "hashchange", () => linked() && this.show(/** @type {string} */ (linked())));
    on(document, "pointerdown", (event) => this.#inside(event));
    // Focus that moves inside a root is told to nobody outside it.
    for (const target of /** @type {EventTarget[]} */ ([document, this, this.shadowRoot])) on(target, "focusin", (event) => this.#focused(event));
    on(document.fonts, "loadingdone", this.#measure);
    on(reducedMotion, "change", () => reducedMotion.matches && this.pause());

    let place = 0;
    while (connected[place]) place++;
    connected[place] = this;
    // A copy of the page, saved or cloned while a quote stood in it, would show it twice.
    for (const copy of this.querySelectorAll(":scope > figure[slot=quote]")) copy.remove();
    adoptShadow(this.shadowRoot);
    adoptFigure(this.getRootNode());
    this.#pace.hold("hover", this.matches(":hover"));
    seen();
    this.#seen.observe(this);
    this.#resized.observe(this.#banner.measure);
    this.#render("moved");
    if (!this.#collection || this.#changed.includes("src")) this.#start();
  }

  disconnectedCallback() {
    this.#life.abort();
    connected[connected.indexOf(this)] = undefined;
    this.#seen.disconnect();
    this.#resized.disconnect();
    this.#pace.hold("unseen", true);
    this.#panel.close();
    this.#banner.show();
    if (this.#state === "loading") this.#state = "fallback";
  }

  /** @param {string} name @param {string | null} _before @param {string | null} value */
  attributeChangedCallback(name, _before, value) {
    if (name === "paused") {
      if (this.#turns) this.#pace.stop(value !== null);
    } else if (name === "src") this.#life && (this.isConnected ? this.#start() : this.#render(name));
    else if (name === "lang" || this.order === "daily") this.#life && this.#speak().then(() => this.#render(name));
    else this.#render(name);
  }

  get state() {
    return this.#state;
  }

  get collection() {
    return this.#collection;
  }

  get current() {
    return this.#current;
  }

  /** Whether rotation stands still until it is asked to go on. Setting it sets the attribute. */
  get paused() {
    return this.#turns ? this.#pace.stopped : this.hasAttribute("paused");
  }

  set paused(value) {
    set(this, "paused", !!value);
  }

  next() {
    this.#step("next", true);
  }

  previous() {
    this.#step("previous", true);
  }

  play() {
    this.#pace.stop(false);
  }

  pause() {
    this.#pace.stop(true);
  }

  /** Shows a quote and stays with it; an id the collection does not hold changes nothing. @param {string} id */
  show(id) {
    this.#wanted = id;
    this.#safely((collection) => {
      this.#wanted = "";
      const quote = collection.get(id);
      if (quote) this.#stay(quote);
    });
  }

  /** Puts a text into the box and searches it. @param {string} text */
  search(text) {
    return this.#panel.fill(String(text));
  }

  /** Tries again after a failure. */
  retry() {
    if (this.#state === "fallback" && this.isConnected) this.#start();
  }

  /** Learns the words of the language that the page asks for now. */
  #speak() {
    return this.#more(async (part) => (this.#words = await part.words(/** @type {any} */ (this))));
  }

  /** Opens the collection, then takes the place of the fallback; after a move, at once. */
  async #start() {
    const { signal } = this.#life;
    const { src } = this;
    // What the page brings is fetched and read by what can do that, and so is what stands in for the engine; the rest needs nothing else.
    const own = src || this.engine === "basic" || this.querySelector(":scope>[type='application/json']");
    const stale = () => signal.aborted || src !== this.src;
    // What is there stays until there is something else.
    if (!this.#collection) this.#state = "loading";
    try {
      if (own || this.order === "daily" || /** @type {any} */ (this).words || !this.matches(":lang(en),:not([lang],[lang] *)")) {
        await this.#speak();
      }
      const collection = await (own ? more().then((part) => part.own(/** @type {any} */ (this), open, this.#words)) : openBuiltIn().catch((error) => more().then(({ basic }) => basic(error, /** @type {any} */ (this)), () => { throw error; })));
      if (stale()) return;
      if (this.#collection) this.#current = undefined;
      this.#collection = collection;
      this.#safely(() => this.#begin(collection));
    } catch (error) {
      if (!stale()) this.#collection ? this.#report(error) : this.#fail(error);
    }
  }

  /** The first render: until now nothing of the widget was on the page. @param {Collection} collection */
  #begin(collection) {
    this.#status.remove();
    this.#wanted = linked() ?? this.#wanted;
    // What the reader stopped, another collection does not start.
    if (this.hasAttribute("paused") || reducedMotion.matches || collection.get(this.#wanted)) this.pause();
    this.#part?.unsort(/** @type {any} */ (this));
    // An empty box has nothing to search for.
    this.#changed = "filter" + (this.query && "query");
    this.#draw(collection);
    // A star that was set shows without being looked for. Later: the first look takes long, and a page that may keep nothing throws.
    turn().then(() => this.isConnected && localStorage["epigraph-favourites"] && this.#more()).catch(() => {});
    this.#emit("ready", { length: collection.length, title: collection.title ?? null });
  }

  /** Renders soon, once for all changes until then. @param {string} name */
  #render(name) {
    this.#changed += name;
    queueMicrotask(() => {
      // What no quote passed was not begun.
      if (this.isConnected && this.#changed) this.#safely((collection) => (this.#state === "ready" ? this.#draw(collection) : this.#begin(collection)));
    });
  }

  /** Brings everything on the page in line with the attributes. @param {Collection} collection */
  #draw(collection) {
    const { view, filter } = this;
    const changed = this.#changed;
    this.#changed = "";
    this.#state = "ready";
    this.#fallback.replaceWith(this.#ui);
    this.#banner.node.hidden = view === "search";
    this.#panel.node.hidden = view === "banner";
    const words = this.#words;
    set(this.#ui, "lang", words.language);
    this.#banner.title(collection.topicPrefix, this.headingLevel, words);
    if (/filter/.test(changed)) {
      const { total, hits } = collection.search("", { filter, limit: MOST_SIZED, facets: false });
      this.#total = total;
      this.#sized = hits.map((hit) => hit.quote);
      // Longer than any room, so that the one reserved is all there may be.
      if (total > MOST_SIZED) this.#sized.push({ ...this.#sized[0], text: "– ".repeat(999) });
      this.#authors = new Set(this.#sized.map((quote) => quote.author)).size + Number(total > MOST_SIZED);
    }
    const number = connected.indexOf(this);
    this.#panel.label(`${collection.title ?? words.quotes}${number ? ` ${number + 1}` : ""}`, words.search(this.#total), words);
    if (/filter|order|timezone/.test(changed)) this.#choose(collection);
    else {
      const today = /moved/.test(changed) && this.#today(true);
      this.#jump((/quote/.test(changed) && collection.get(this.quote)) || today || this.#current);
    }
    if (/filter|heading|moved/.test(changed)) this.#measure();
    if (/query/.test(changed) && (this.query || this.#current)) this.#panel.fill(this.query, false);
    else if (/filter|limit|lang/.test(changed)) this.#panel.refresh();
  }

  /** Begins a new order: with the quote that is shown, the one asked for, or the day's. @param {Collection} collection */
  #choose(collection) {
    const { filter, order } = this;
    const asked = this.#current ? undefined : (collection.get(this.#wanted) ?? collection.get(this.quote));
    this.#wanted = "";
    const first = this.#today(!!asked) ?? this.#current ?? asked;
    this.#turns = new Turns(collection, { order: order === "sequence" ? order : "shuffle", filter, first: first?.id }, this.#total);
    this.#present(this.#turns.current);
  }

  /** The day's quote where it is wanted, and from then on that of each day that begins. @param {boolean} stays whether what is shown stays for the rest of its day */
  #today(stays) {
    if (this.order === "daily") return this.#part?.daily(/** @type {any} */ (this), stays, this.#life.signal, (quote) => this.#safely(() => this.#jump(quote())));
  }

  /** @param {Quote | undefined} quote @param {boolean} [byHand] */
  #jump(quote, byHand) {
    if (quote) this.#turns?.jump(quote);
    this.#present(quote, byHand);
  }

  /** Shows a quote and stays with it. @param {Quote} quote */
  #stay(quote) {
    this.#pace.stop(true);
    this.#jump(quote, true);
  }

  /** @param {"next" | "previous"} direction @param {boolean} [byHand] */
  #step(direction, byHand) {
    if (this.#state === "ready") this.#safely(() => this.#present(this.#turns?.[direction](), byHand));
  }

  /** @param {Quote | undefined} quote @param {boolean} [byHand] asked for by the reader or the page, not by the clock */
  #present(quote, byHand) {
    if (!quote) throw fault("collection-empty", "filter", false, `no quote passes ${this.filter}`);
    const before = this.#current?.id;
    this.#current = quote;
    this.#banner.show(this.view === "search" ? undefined : quote, !!before && before !== quote.id && !reducedMotion.matches);
    if (byHand && this.permalinks) this.#more(({ address }) => address(/** @type {any} */ (this)));
    if (before !== quote.id) this.#emit("quote", { quote });
    this.#pace.restart();
  }

  /** A result was chosen. @param {Quote} quote @returns {boolean} whether the banner shows it */
  #activate(quote) {
    this.#safely(() => this.#stay(quote));
    if (this.view === "search") return false;
    this.#banner.node.scrollIntoView({ block: "nearest" });
    return true;
  }

  /** Keyboard focus, and any focus in a text box, stops rotation for good. @param {Event} event */
  #focused(event) {
    if (!this.#inside(event)) return;
    this.#more();
    if (/** @type {Element} */ (event.composedPath()[0]).matches(":focus-visible")) this.pause();
  }

  /** Whether it happened inside the widget; outside its search, the results close. @param {Event} event */
  #inside(event) {
    const path = event.composedPath();
    if (!path.includes(this.#panel.node)) this.#panel.close();
    // Not the element itself: focus that moves inside its root is told with a path that ends there.
    return path.includes(this.#ui);
  }

  /** The clock says it is time. A reader who has selected something is not interrupted. */
  #tick() {
    if (this.#banner.selected) this.#pace.restart();
    else this.#step("next");
  }

  /** Milliseconds until the next quote is due; 0 where nothing rotates. */
  #delay() {
    const { interval } = this;
    if (this.#state !== "ready" || !this.#current || this.#total < 2 || this.view === "search" || this.order === "daily") return 0;
    return interval === "auto" ? readingTime(this.#current.text) : interval * 1000;
  }

  #updateControls() {
    const { stopped, running } = this.#pace;
    this.#banner.update(!!this.#delay(), stopped, running, this.#total > 1);
  }

  /** Runs what needs the collection, if there is one; a failure brings the fallback back instead of reaching the page. @template T @param {(collection: Collection) => T} work */
  #safely(work) {
    if (!this.#collection) return undefined;
    try {
      return work(this.#collection);
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /** What is fetched when it is first wanted; where it cannot be, nothing else suffers. @param {(part: typeof import("./more/more.js")) => unknown} [use] @param {string} [name] of what a reader asked for, who is told then @param {() => Element | false} [where] after what it is said */
  async #more(use, name, where) {
    try {
      this.#part = await more();
      await use?.(/** @type {any} */ (this.#part));
    } catch {
      if (name) this.#say(`${name}: ${this.#words.missing}`, where?.());
    }
  }

  /** In the place of what was said before. @param {string} said @param {any} [where] after what; below the widget, unless it is said in the search */
  #say(said, where) {
    const text = new Text();
    this.#status.replaceChildren(text);
    (where || /** @type {any} */ (this.shadowRoot).lastChild).after(this.#status);
    // It must stand there before its text comes: else nobody who listens is told.
    setTimeout(() => (text.data = said));
  }

  /** Brings the fallback back. @param {any} error */
  #fail(error) {
    this.#state = "fallback";
    if (error.code === "collection-empty") this.#current = undefined;
    else this.#collection = undefined;
    this.#banner.show();
    this.#panel.close();
    this.#pace.restart();
    this.#ui.replaceWith(this.#fallback);
    this.#report(error);
    if (this.#collection) this.#say(this.#words.none);
  }

  /** @param {any} error */
  #report(error) {
    const { message, stage } = error;
    console.info(`<epigraph-widget> ${message}`);
    const held = this.#status.matches(":focus-within");
    this.#status.remove();
    if (stage === "parts") {
      this.#say(this.#words.missing);
      const retry = h("button", { part: "button retry", click: () => this.#state === "loading" || this.#start() }, "Retry");
      this.#status.append(" ", retry);
      // It was pressed, and is pressed again.
      if (held) retry.focus();
    }
    this.#emit("error", { code: "engine-failed", stage: "widget", retryable: true, message, ...error });
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`epigraph-${name}`, { detail, bubbles: true, composed: true }));
  }
}
