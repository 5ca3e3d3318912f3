// @ts-check
// The engine: starts the WebAssembly module once, lends its verbs as a collection, and brings it back after a
// trap. Queries go in, plain objects come out. Nothing inside the module is ever the only copy, so that a
// fresh instance can take its place. Touches no document.
import * as glue from "epigraph-glue";
import { wasmSource } from "epigraph-wasm";
import { fault } from "./fault.js";
import { turn } from "./wait.js";

/** @typedef {import("./core.d.ts").Quote} Quote */

/** At this many traps the engine is given up, until it is started again: what traps that often will trap again. */
const MOST_TRAPS = 3;

/** @type {Promise<void> | undefined} the engine's start; dropped when it failed, so that it can be tried again */
let started;
/** What the glue holds: once it does, only a fresh instance is needed. @type {WebAssembly.Module | undefined} */
export let loaded;
/** Traps since the engine was started. */
let traps = 0;
/** How many instances there were; what was opened in an earlier one is gone. */
export let instances = 0;

/** Puts a fresh instance of the same module in the place of the one that is there. */
export function renew() {
  glue.__wbg_reset_state();
  // Where there is no memory for it, the one that is there goes on.
  instances++;
}

/** @param {unknown} given in place of the engine's own */
async function start(given) {
  if (loaded) return renew();
  let bytes;
  try {
    /** @type {any} */
    let module = await wasmSource(given);
    if (!(module instanceof WebAssembly.Module)) module = await WebAssembly.compile((bytes = module));
    glue.initSync({ module });
    loaded = module;
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
  if (++traps >= MOST_TRAPS) {
    traps = 0;
    started = undefined;
    throw fault("engine-failed", "engine call", true, trap);
  }
  renew();
}

/** A quote from the engine's record of it. @param {string} record @returns {Quote | undefined} */
function quoteOf(record) {
  const [topic, text, source, author, title, tags, id, url, lang, number, kind] = record.split("\x1f").map((field) => field || null);
  if (!id) return undefined;
  const part = title || number ? { number: number && Number(number), title } : null;
  return /** @type {any} */ ({ id, text, kind, topic, author, source, url, part, tags: tags ? tags.split("\n") : [], lang });
}

/** Reads the engine's lists: numbers and texts, in the order in which they were written. @param {string} flat */
function reader(flat) {
  let at = 0;
  const count = () => flat.charCodeAt(at++) * 2 ** 15 + flat.charCodeAt(at++);
  const text = () => {
    const length = count();
    return flat.slice(at, (at += length)) || null;
  };
  /** @template T @param {() => T} item */
  const list = (item) => {
    /** @type {T[]} */
    const items = [];
    for (let left = count(); left > 0; left--) items.push(item());
    return items;
  };
  return { count, text, list };
}

/** An answer from the engine's list of it. @param {string} flat @param {(index: number) => Quote | undefined} at */
function resultOf(flat, at) {
  const { count, text, list } = reader(flat);
  const [total, partial, suggestion] = [count(), !!count(), text()];
  const hits = list(() => {
    const [index, score] = [count(), count() / 1000];
    const via = list(() => ({ word: text(), matched: text() }));
    // In the engine's order.
    const marks = { topic: [], text: [], source: [], author: [], part: [] };
    /** @type {any[]} */
    const fields = Object.values(marks);
    for (let left = count(); left--; ) fields[count()].push([count(), count()]);
    /** @type {Quote | undefined} */
    let quote;
    return {
      get quote() {
        return (quote ??= at(index));
      },
      score,
      via,
      marks,
    };
  });
  const facets = list(() => {
    const [field, more] = [text(), count()];
    return [field, { values: list(() => ({ value: text(), count: count() })), more }];
  });
  return /** @type {any} */ ({ total, partial, suggestion, hits, facets: facets.length ? Object.fromEntries(facets) : null });
}

/** Code units that hold the 256 characters which the engine reads of a query. */
const LONGEST = 512;

/** A number from 0 to the most the engine counts to, of which it takes what is whole. @param {unknown} value @param {number} fallback */
const whole = (value, fallback) => (Number(value) >= 0 && value !== null ? Math.min(Number(value), 2 ** 31) : fallback);

export class Collection {
  topicPrefix = "";
  /** @type {string | undefined} */
  title;
  length = 0;

  /** Takes this collection in hand, where the engine may hold others. */
  enter() {}

  /** One call into the engine; after a trap, once more in a fresh instance. @template T @param {() => T} use @returns {T} */
  call(use, again = true) {
    try {
      this.enter();
      return use();
    } catch (error) {
      if (!isTrap(error)) throw Object.assign(/** @type {any} */ (error), { stage: "collection", retryable: false });
      recover(error);
      if (!again) throw fault("engine-failed", "engine call", true, error);
      return this.call(use, false);
    }
  }

  /** Reads what is said of the whole. */
  begin() {
    const { count, text } = reader(this.call(glue.head));
    this.topicPrefix = text() ?? "";
    this.title = text() ?? undefined;
    this.length = count();
    return this;
  }

  /** @param {any} index @returns {Quote | undefined} */
  at(index) {
    return Number.isInteger(index) && index >= 0 && index < this.length ? quoteOf(this.call(() => glue.at(index))) : undefined;
  }

  /** The index of an id. @param {string} id @returns {number | undefined} */
  find(id) {
    for (let index = 0; id && index < this.length; index++) if (this.at(index)?.id === id) return index;
  }

  /** @param {string} id */
  get(id) {
    return this.at(this.find(String(id)));
  }

  /** The engine's answer to a query. @param {string} query @param {import("./core.d.ts").SearchOptions} [options] */
  ask(query, { filter, limit, offset, facets = true } = {}) {
    return this.call(() => glue.search(`${filter ?? ""}\x1f${String(query).slice(0, LONGEST)}`, whole(limit, 10), whole(offset, 0), !!facets));
  }

  /** @param {string} query @param {import("./core.d.ts").SearchOptions} [options] */
  search(query, options) {
    // The list of the engine that holds the built-in collection alone; the other's are read elsewhere.
    const flat = /** @type {any} */ (this.ask(query, options));
    return resultOf(flat, (index) => this.at(index));
  }

  /** @param {import("./core.d.ts").RotationOptions} [options] */
  rotation({ order, seed = Math.random() * 2 ** 32, filter, first } = {}) {
    // Without a filter they are all, however many.
    const among = filter && this.#select(filter);
    const found = this.find(String(first ?? "")) ?? -1;
    const start = among ? among.indexOf(found) : found;
    let step = 0;
    const pick = (/** @type {number} */ by) => {
      step += by;
      const index = this.call(() => glue.pick(order === "sequence", seed, start, (among || this).length, step)) ?? -1;
      return this.at(among ? among[index] : index);
    };
    return {
      next: () => pick(1),
      previous: () => pick(-1),
      get current() {
        return pick(0);
      },
    };
  }

  /** The indices of the quotes that pass a filter, or that of a day's. @param {unknown} filter @returns {number[]} */
  #select(filter, date = "") {
    const { list, count } = reader(this.call(() => glue.select(`${filter ?? ""}\x1f${date}`)));
    return list(count);
  }

  /** @param {string} date `YYYY-MM-DD` @param {{filter?: string}} [options] */
  daily(date, { filter } = {}) {
    return this.at(this.#select(filter, String(date))[0]);
  }

  /** All widgets share what is built in: there is nothing to give back. */
  free() {}
}

/** Starts the engine, once. @param {unknown} given as `start` @param {AbortSignal} [signal] */
export async function ready(given, signal) {
  signal?.throwIfAborted();
  const attempt = (started ??= start(given));
  try {
    await attempt;
  } catch (error) {
    if (started === attempt) started = undefined;
    throw error;
  }
  signal?.throwIfAborted();
}

/**
 * Opens the built-in collection.
 * @param {{signal?: AbortSignal}} [options]
 */
export async function openBuiltIn({ signal } = {}) {
  await ready(undefined, signal);
  const collection = new Collection().begin();
  // To read it and to draw it: each at a time of its own.
  await turn();
  return collection;
}
