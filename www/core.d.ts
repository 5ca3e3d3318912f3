// The engine without the element: the types of core.js. Units and ranges stand beside each name.

/** One quote. Absent fields are `null`. */
export interface Quote {
  /** Stable, unique in its collection; stands in addresses as `#quote=ID`. */
  readonly id: string;
  /** The words, without marks around them. */
  readonly text: string;
  readonly kind: "quotation" | "paraphrase";
  /** What stands after the collection's `topicPrefix`. */
  readonly topic: string | null;
  readonly author: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly part: { readonly number: number | null; readonly title: string | null } | null;
  readonly tags: readonly string[];
  /** BCP 47. */
  readonly lang: string | null;
}

/** Marked words: ranges of UTF-16 code units, so that `text.slice(start, end)` is the word. */
export type Ranges = readonly (readonly [start: number, end: number])[];

export interface Hit {
  /** Read from the engine when first asked for, so it is no property of its own: spread or posted, a hit is without it. */
  readonly quote: Quote;
  readonly score: number;
  /** Words found other than as typed: inflected or misspelt. */
  readonly via: readonly { word: string; matched: string }[];
  readonly marks: { text: Ranges; topic: Ranges; source: Ranges; author: Ranges; part: Ranges };
}

export interface Facet {
  /** At most 20, the most frequent first; `null` counts entries without a value. */
  values: { value: string | null; count: number }[];
  /** How many values are not listed. */
  more: number;
}

export interface SearchOptions {
  /** Hits returned, default 10. */
  limit?: number;
  /** Hits passed over, default 0. */
  offset?: number;
  /** Filter terms of the query language: `part:5 length:..140`. */
  filter?: string;
  /** Count the values of each field, default true. */
  facets?: boolean;
}

export interface SearchResult {
  total: number;
  /** Nothing matched whole; the hits match in part. */
  partial: boolean;
  hits: Hit[];
  facets: Record<"part" | "source" | "author" | "topic" | "tag" | "lang", Facet> | null;
  /** A query near this one that finds something. */
  suggestion: string | null;
}

export interface RotationOptions {
  /** `shuffle` (default): no repeat before all were shown, nor across the seam. */
  order?: "shuffle" | "sequence";
  /** Unsigned 32-bit; the same seed gives the same order. Random by default. */
  seed?: number;
  filter?: string;
  /** The id of the quote to begin with. */
  first?: string;
}

/** A walk over the quotes; `undefined` where the filter leaves none. */
export interface Rotation {
  next(): Quote | undefined;
  previous(): Quote | undefined;
  readonly current: Quote | undefined;
}

export interface Skipped {
  /** Counted from 1. */
  readonly line: number;
  /** In characters, counted from 1. */
  readonly column: number;
  /** What was found and what was expected. */
  readonly reason: string;
}

export interface Collection {
  readonly length: number;
  readonly title: string | undefined;
  /** Shown before a topic: `"On "` for topic lists, else empty. */
  readonly topicPrefix: string;
  at(index: number): Quote | undefined;
  get(id: string): Quote | undefined;
  /** Synchronous; no query is an error. An empty one finds every quote, in the collection's order. */
  search(query: string, options?: SearchOptions): SearchResult;
  rotation(options?: RotationOptions): Rotation;
  /** Records of the source that could not be read, the first 1,000 of them; the rest was kept. */
  readonly skipped: readonly Skipped[];
  /** How many could not be read. */
  readonly skippedTotal: number;
  /** The collection as bytes that `open` opens without reading it through. */
  pack(): Uint8Array<ArrayBuffer>;
  /** The quote of a calendar day, `YYYY-MM-DD`: the same for everyone. Throws where that is no day of the calendar. */
  daily(date: string, options?: { filter?: string }): Quote | undefined;
  /** Ends the use of this collection. The engine stays: all collections share it. */
  free(): void;
}

/** What `open` rejects with, and methods throw when the engine failed. Other misuse throws a plain `Error`. */
export interface EpigraphError extends Error {
  code:
    | "wasm-unavailable"
    | "wasm-invalid"
    | "engine-failed"
    | "collection-not-found"
    | "collection-network"
    | "collection-cors"
    | "collection-timeout"
    | "collection-too-large"
    | "collection-invalid"
    | "collection-empty"
    | "pack-corrupt"
    | "pack-version";
  /** What was being done: `engine start`, `engine call`, `collection`, or `parts` where a file of `parts/` could not be had. */
  stage: string;
  /** Whether the same may succeed later. */
  retryable: boolean;
}

/** Where a collection is: at an address, in an answer or a file, in bytes, or written out in a text. */
export type Source = URL | Response | Blob | ArrayBuffer | ArrayBufferView | string;

/** A compiled module, where the types of a browser are known; those of Node leave it out. */
type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : never;

/** Where the engine is: at an address, in an answer, in bytes, or compiled. */
export type Engine = URL | Response | ArrayBuffer | ArrayBufferView | Module;

/** What a source can be; `topic-list` is the format of the built-in collection. */
export type Format = "topic-list" | "json" | "csv" | "kindle" | "fortune" | "markdown" | "text" | "pack";

/** How far the opening of a source is. */
export interface Progress {
  /** Bytes that have arrived. */
  loaded: number;
  /**
   * Bytes that are to arrive; `null` where it is not known, as of an answer that is packed on its way
   * (`content-encoding`) or comes from another site, which does not tell whether it is.
   */
  total: number | null;
  /** How much of what arrived is read and indexed, or of a pack is checked: from 0, while it arrives, to 1, told last. */
  indexed: number;
}

export interface OpenOptions {
  /** What to read the source as. Told by its content unless given. */
  format?: Format;
  /** The engine, where it does not lie beside this file. Read once: all collections share one engine. */
  wasm?: Engine | Promise<Engine>;
  /** Ends the opening: `open` rejects with its reason. */
  signal?: AbortSignal;
  /** Most bytes of the source, decoded. Default 16 MiB, of a pack 256 MiB. */
  maxBytes?: number;
  /** Called as the source arrives and then as it is indexed: no number in it ever falls. */
  onProgress?: (progress: Progress) => void;
}

/**
 * Opens a collection: the built-in one, or what a source holds: a pack, JSON, JSON Lines, a topic list, a table (CSV
 * and its kin), Kindle clippings, a `fortune` file, Markdown or plain text, told apart by its content. An address or an
 * answer from which nothing arrives for 30 seconds is given up.
 * @throws {EpigraphError}
 */
export function open(source?: Source, options?: OpenOptions): Promise<Collection>;
