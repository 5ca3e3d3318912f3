// @ts-check
// The engine without the element: starts the WebAssembly module once, opens collections in it, and
// brings it back after a trap. Queries go in, plain objects come out. Nothing inside the module is ever
// the only copy, so that a fresh instance can take its place. Touches no document.
import * as glue from "epigraph-glue";
import { wasmSource } from "epigraph-wasm";
import { fault } from "./fault.js";

/** @typedef {import("./core.d.ts").Quote} Quote */

/** Traps within this time count together … */
const TRAP_WINDOW_MS = 60_000;
/** … and at this many the engine is given up: what traps that often will trap again. */
const MOST_TRAPS = 3;

/** @type {Promise<void> | undefined} the engine's start; dropped when it failed, so that it can be tried again */
let started;
/** True once the glue holds a module: from then on only a fresh instance is needed. */
let loaded = false;
/** @type {number[]} when the latest traps were */
let traps = [];

/** @param {any} wasm URL, Response, bytes, Module, or a promise of one; nothing: the engine's own */
async function start(wasm) {
  if (loaded) return glue.__wbg_reset_state();
  let bytes;
  try {
    if (typeof WebAssembly !== "object") throw new ReferenceError("WebAssembly is missing or switched off");
    let module = await wasm;
    if (!module || module instanceof URL) module = await wasmSource(module);
    if (module instanceof Response) module = await module.arrayBuffer();
    if (!(module instanceof WebAssembly.Module)) module = await WebAssembly.compile((bytes = module));
    glue.initSync({ module });
    loaded = true;
  } catch (cause) {
    const { name } = /** @type {Error} */ (cause);
    // A policy that forbids WebAssembly looks like a compile error, but leaves the bytes valid.
    const invalid = name === "CompileError" ? !WebAssembly.validate(bytes) : /^(Link|Runtime)Error$/.test(name);
    throw fault(`wasm-${invalid ? "invalid" : "unavailable"}`, "engine start", /^(Type)?Error$/.test(name), cause);
  }
}

/** What only a broken instance throws: a trap, or an exhausted stack. @param {any} error */
const isTrap = (error) => /^(Runtime|Range)Error$/.test(error?.name);

/** Puts a fresh instance of the same module in the place of the one that trapped, or gives it up. @param {unknown} trap */
function recover(trap) {
  const now = performance.now();
  traps = [...traps.filter((then) => now - then < TRAP_WINDOW_MS), now];
  if (traps.length >= MOST_TRAPS) {
    traps = [];
    started = undefined;
    throw fault("engine-failed", "engine call", true, trap);
  }
  glue.__wbg_reset_state();
}

/** The fields that an answer marks, in the engine's order. */
const MARKED = ["topic", "text", "source", "author", "part"];

/** A quote from the engine's record of it. @param {string} record @returns {Quote | undefined} */
function quoteOf(record) {
  const [topic, text, source, author, title, tags, id, url, lang, number, kind] = record.split("\x1f").map((field) => field || null);
  if (!id) return undefined;
  const part = title || number ? { number: number && Number(number), title } : null;
  return /** @type {any} */ ({ id, text, kind, topic, author, source, url, part, tags: tags ? tags.split("\n") : [], lang });
}

/** An answer from the engine's flat list of it. @param {any[]} flat @param {(index: number) => Quote | undefined} at */
function resultOf(flat, at) {
  let next = 0;
  const read = () => flat[next++];
  const list = (/** @type {() => any} */ item) => Array.from({ length: read() }, item);
  const [total, partial, suggestion] = [read(), !!read(), read() ?? null];
  const hits = list(() => {
    const [index, score] = [read(), read()];
    const via = list(() => ({ word: read(), matched: read() }));
    /** @type {Record<string, [number, number][]>} */
    const marks = Object.fromEntries(MARKED.map((field) => [field, []]));
    list(() => marks[MARKED[read()]].push([read(), read()]));
    /** @type {Quote | undefined} */
    let quote;
    return {
      // Read when it is wanted: a caller that only counts hits copies no text.
      get quote() {
        return (quote ??= at(index));
      },
      score,
      via,
      marks,
    };
  });
  const facets = list(() => {
    const [field, more] = [read(), read()];
    return [field, { values: list(() => ({ value: read() ?? null, count: read() })), more }];
  });
  return /** @type {any} */ ({ total, partial, suggestion, hits, facets: facets.length ? Object.fromEntries(facets) : null });
}

/** Code units that hold the 256 characters which the engine reads of a query. */
const LONGEST = 512;

/** A whole number from 0 to the most the engine counts to. @param {unknown} value @param {number} fallback */
const whole = (value, fallback) => (Number(value) >= 0 && value !== null ? Math.trunc(Math.min(Number(value), 2 ** 31)) : fallback);

class Collection {
  #freed = false;

  constructor() {
    // Indexes the collection.
    this.length;
  }

  /** One call into the engine; after a trap, once more in a fresh instance. @template T @param {() => T} use @returns {T} */
  #call(use, again = true) {
    if (this.#freed) throw new Error("this collection was freed");
    try {
      return use();
    } catch (error) {
      if (!isTrap(error)) throw Object.assign(/** @type {any} */ (error), { stage: "collection", retryable: false });
      recover(error);
      if (!again) throw fault("engine-failed", "engine call", true, error);
      return this.#call(use, false);
    }
  }

  get length() {
    return this.#call(glue.length);
  }

  get title() {
    return this.#call(glue.head).split("\n")[1] || undefined;
  }

  get topicPrefix() {
    return this.#call(glue.head).split("\n")[0];
  }

  /** @param {number | undefined} index @returns {Quote | undefined} */
  at(index) {
    return Number.isInteger(index) && index >= 0 && index < this.length ? quoteOf(this.#call(() => glue.at(index))) : undefined;
  }

  /** @param {string} id */
  get(id) {
    return this.at(this.#call(() => glue.find(String(id))));
  }

  /** @param {string} query @param {import("./core.d.ts").SearchOptions} [options] */
  search(query, { filter, limit, offset, facets = true } = {}) {
    const flat = this.#call(() => glue.search(String(query).slice(0, LONGEST), String(filter ?? ""), whole(limit, 10), whole(offset, 0), !!facets));
    return resultOf(flat, (index) => this.at(index));
  }

  /** @param {import("./core.d.ts").RotationOptions} [options] */
  rotation({ order, seed = Math.random() * 2 ** 32, filter, first } = {}) {
    /** @type {number[]} */
    const among = this.#call(() => glue.select(String(filter ?? "")));
    const start = among.indexOf(this.#call(() => glue.find(String(first ?? ""))) ?? -1);
    let step = 0;
    const pick = (/** @type {number} */ by) => {
      step += by;
      return this.at(among[this.#call(() => glue.pick(order === "sequence", seed, start, among.length, step)) ?? -1]);
    };
    return {
      next: () => pick(1),
      previous: () => pick(-1),
      get current() {
        return pick(0);
      },
    };
  }

  /** @param {string} date `YYYY-MM-DD` @param {{filter?: string}} [options] */
  daily(date, { filter } = {}) {
    return this.at(this.#call(() => glue.daily(String(date), String(filter ?? ""))));
  }

  free() {
    this.#freed = true;
  }
}

/**
 * Opens the built-in collection; there is no other yet, so `source` is left out.
 * @param {undefined} [source]
 * @param {{wasm?: unknown, signal?: AbortSignal}} [options]
 */
export async function open(source, { wasm, signal } = {}) {
  if (source !== undefined)
    throw fault("collection-invalid", "collection", false, "open() knows only the built-in collection so far; leave its first argument out");
  signal?.throwIfAborted();
  const attempt = (started ??= start(wasm));
  try {
    await attempt;
  } catch (error) {
    if (started === attempt) started = undefined;
    throw error;
  }
  signal?.throwIfAborted();
  return new Collection();
}
