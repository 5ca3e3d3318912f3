// @ts-check
// The engine without the element: starts the WebAssembly module once, opens collections in it, and
// brings it back after a trap. Source text goes in, plain objects come out. Holds each collection's
// bytes, so that nothing inside the module is ever the only copy. Touches no document.
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
/** Counts instances: a collection opened in an older one opens itself again. */
let instance = 0;
/** @type {number[]} when the latest traps were */
let traps = [];

/** @param {any} wasm URL, Response, bytes, Module, or a promise of one; nothing: the engine's own */
async function start(wasm) {
  if (loaded) return renew();
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

/** Replaces the instance by a fresh one of the same module. */
function renew() {
  glue.__wbg_reset_state();
  instance++;
}

/** What only a broken instance throws: a trap, an exhausted stack, a borrow that a trap left behind. @param {any} error */
const isTrap = (error) => /^(Runtime|Range)Error$/.test(error?.name) || /recursive use/.test(error?.message);

/** Makes the engine usable after a trap, or gives it up. @param {unknown} trap */
function recover(trap) {
  const now = performance.now();
  traps = [...traps.filter((then) => now - then < TRAP_WINDOW_MS), now];
  if (traps.length >= MOST_TRAPS) {
    traps = [];
    started = undefined;
    throw fault("engine-failed", "engine call", true, trap);
  }
  renew();
}

/** Options without those left undefined, which stand for their defaults. @param {object} [options] */
const given = (options = {}) => Object.fromEntries(Object.entries(options).filter(([, value]) => value != null));

class Collection {
  #bytes;
  /** @type {any} */
  #engine;
  #instance = -1;
  #freed = false;

  /** @param {Uint8Array | undefined} bytes a topic list in UTF-8; nothing: the built-in collection */
  constructor(bytes) {
    this.#bytes = bytes;
    this.#call(() => 0);
  }

  /** One call into the engine; after a trap, once more in a fresh instance. @template T @param {(engine: any) => T} use @returns {T} */
  #call(use, again = true) {
    if (this.#freed) throw new Error("this collection was freed");
    try {
      if (this.#instance !== instance) {
        this.#engine = glue.Engine.open(this.#bytes);
        this.#instance = instance;
      }
      return use(this.#engine);
    } catch (error) {
      if (!isTrap(error)) throw Object.assign(/** @type {any} */ (error), { stage: "collection", retryable: false });
      recover(error);
      if (!again) throw error;
      return this.#call(use, false);
    }
  }

  get length() {
    return this.#call((engine) => engine.length);
  }

  get title() {
    return this.#call((engine) => engine.title);
  }

  get topicPrefix() {
    return this.#call((engine) => engine.topicPrefix);
  }

  get skipped() {
    return this.#call((engine) => engine.skipped());
  }

  /** @param {number | undefined} index @returns {Quote | undefined} */
  at(index) {
    return index === undefined ? undefined : this.#call((engine) => engine.at(index));
  }

  /** @param {string} id */
  get(id) {
    return this.at(this.#call((engine) => engine.find(String(id))));
  }

  /** @param {string} query @param {import("./core.d.ts").SearchOptions} [options] */
  search(query, options) {
    const result = this.#call((engine) => engine.search(String(query), given(options)));
    for (const hit of result.hits) {
      const { index } = hit;
      delete hit.index;
      let quote;
      // Read when it is wanted: a caller that only counts hits copies no text.
      Object.defineProperty(hit, "quote", { enumerable: true, get: () => (quote ??= this.at(index)) });
    }
    return result;
  }

  /** @param {import("./core.d.ts").RotationOptions} [options] */
  rotation(options) {
    const chosen = { seed: Math.floor(Math.random() * 2 ** 32), ...given(options) };
    let step = 0;
    const pick = (/** @type {number} */ by) => {
      step += by;
      return this.at(this.#call((engine) => engine.pick(chosen, step)));
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
  daily(date, { filter = "" } = {}) {
    return this.at(this.#call((engine) => engine.daily(date, filter)));
  }

  free() {
    if (!this.#freed && this.#instance === instance) this.#engine.free();
    this.#freed = true;
  }
}

/**
 * Opens a collection.
 * @param {string | BufferSource} [source] a topic list; nothing: the built-in collection
 * @param {{wasm?: unknown, signal?: AbortSignal}} [options]
 */
export async function open(source, { wasm, signal } = {}) {
  signal?.throwIfAborted();
  // Bytes of our own, which no caller can change later.
  const bytes = source === undefined ? undefined : new Uint8Array(await new Blob([source]).arrayBuffer());
  const attempt = (started ??= start(wasm));
  try {
    await attempt;
  } catch (error) {
    if (started === attempt) started = undefined;
    throw error;
  }
  signal?.throwIfAborted();
  return new Collection(bytes);
}
