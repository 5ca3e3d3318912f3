// <epigraph-widget>: the types of epigraph.js, which also exports all of core.js.
import type { Collection, EpigraphError, Hit, Quote, SearchResult } from "./core.js";

export * from "./core.js";

/** The collection that an element shows: it needs no pack, and nothing in it could not be read. */
export type BuiltIn = Omit<Collection, "pack" | "skipped" | "skippedTotal">;

/**
 * A text; with a number in it one text, or one for each plural category of the language. `{n}` is the number, `{count}` what
 * `found` says of it, `{text}` the reader's own words.
 */
export type Phrase = string | Partial<Record<"zero" | "one" | "two" | "few" | "many" | "other", string>>;

type Text = "quotes" | "carousel" | "pause" | "play" | "previous" | "next" | "copy" | "share" | "link" | "picture" | "favourite" | "missing" | "paraphrase"
  | "filter" | "more" | "results" | "none" | "suggest";

/** What the widget says. */
export interface Words extends Record<Text, string>, Record<"found" | "search" | "partial" | "numbered", Phrase> {
  /** BCP 47. Whose plural rules hold. */
  language: string;
  /** What is said by what is fetched later. */
  parts: { fields?: Partial<Record<"part" | "source" | "author" | "topic" | "tag" | "lang" | "length", string>>; [name: string]: Phrase | object | undefined };
}

export interface EpigraphEventMap {
  "epigraph-ready": CustomEvent<{ length: number; title: string | null }>;
  "epigraph-quote": CustomEvent<{ quote: Quote }>;
  "epigraph-results": CustomEvent<{ query: string; total: number; hits: Hit[]; partial: boolean; suggestion: string | null }>;
  "epigraph-error": CustomEvent<{ code: EpigraphError["code"]; stage: string; message: string; retryable: boolean }>;
}

/** Attributes are its state; a property of the same name reads and writes each. Unusable values are the default. */
export class EpigraphWidget extends HTMLElement {
  /** The names of the attributes it reads. */
  static readonly observedAttributes: readonly string[];

  /** The address of the collection: any format that is read, or a pack; `#inline`: the element's own blockquotes. Default: the built-in one. */
  src: string;
  /** Which halves are on the page. Default `both`. */
  view: "both" | "banner" | "search";
  /** Default `shuffle`. `daily`: one quote a calendar day. */
  order: "shuffle" | "sequence" | "daily";
  /** IANA name, for `daily`. Default: empty, the reader's own. */
  timezone: string;
  /** Seconds, 5 to 86400; `auto` (default): the quote's reading time; 0: no rotation. */
  interval: number | "auto";
  /** Filter terms of the query language; narrows rotation and search. */
  filter: string;
  /** The id of the quote to begin with. */
  quote: string;
  /** The text in the search box. */
  query: string;
  /** Results shown at a time, 1 to 100. Default 10. */
  limit: number;
  /** Default `auto`: the page's own. */
  theme: "auto" | "light" | "dark";
  /**
   * Default `auto`: WebAssembly, and a plainer engine where it cannot run. `wasm`: nothing stands in; `basic`: the plainer one at
   * once. Read when a collection is opened.
   */
  engine: "auto" | "wasm" | "basic";
  /** 1 to 6: topics are headings of that level. Default 0: they are none. */
  headingLevel: number;
  /** Write `#quote=ID` to the page's address when the quote is changed by hand. */
  permalinks: boolean;
  /** Whether rotation stands still until `play()`. Setting it sets the attribute, which means: start so. */
  paused: boolean;

  /** Words said in place of the widget's own, read when a collection is opened: set it before. Default: none. */
  words?: Partial<Words>;

  readonly state: "fallback" | "loading" | "ready";
  readonly collection: BuiltIn | undefined;
  readonly current: Quote | undefined;

  next(): void;
  previous(): void;
  play(): void;
  pause(): void;
  /** Shows a quote and pauses. An unknown id changes nothing. */
  show(id: string): void;
  /** Fills the box and searches; `undefined` until the widget is ready. */
  search(text: string): SearchResult | undefined;
  /** Tries again after a failure. */
  retry(): void;

  addEventListener<K extends keyof EpigraphEventMap>(type: K, listener: (this: EpigraphWidget, event: EpigraphEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "epigraph-widget": EpigraphWidget;
  }
}
