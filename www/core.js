// @ts-check
// The engine without the element. A source goes in, a collection comes out: imported, indexed and packed here; or
// the built-in one. Never fetches but what it is given the address of, and its own engine.
import * as glue from "epigraph-glue";
import { packAside } from "epigraph-aside";
import { answerOf } from "./answer.js";
import { Collection, instances, loaded, quoteOf, ready, renew } from "./engine.js";
import { fault } from "./fault.js";
import { packed, placed } from "./packed.js";
import { bytesOf } from "./source.js";

/** Bytes that a pack may have: text has a limit of its own. */
const PACK_BYTES = 2 ** 28;
const SOURCE_BYTES = 2 ** 24;

/** What a pack begins with. */
const MAGIC = "EPIGRAPH";

/** @param {Uint8Array} bytes */
const isPack = (bytes) => String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC;

/** Quotes of hits that are kept: while someone types, the same ones are found again and again. */
const KEPT = 1000;
/** Quotes of a page that are read in one call. */
const TOGETHER = 16;

/** A collection that may be large: nothing in it is looked for one by one. */
class Whole extends Collection {
  /** @type {Map<number, import("./core.d.ts").Quote>} */
  #kept = new Map();
  #freed = false;

  /** @template T @param {() => T} use @param {boolean} [again] @returns {T} */
  call(use, again) {
    if (this.#freed) throw new Error("this collection was freed");
    return super.call(use, again);
  }

  free() {
    this.#freed = true;
  }

  /** @param {string} id */
  find(id) {
    return this.call(() => glue.find(id));
  }

  /** @param {string} query @param {import("./core.d.ts").SearchOptions} [options] */
  search(query, options) {
    return /** @type {any} */ (answerOf(this.ask(query ?? "", options ?? {}), this.#read));
  }

  /** @param {string} date `YYYY-MM-DD` @param {{filter?: string}} [options] */
  daily(date, options) {
    const day = new Date(`${date}T00:00Z`);
    if (isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date)
      throw new Error(`found the day ${date}, expected one of the calendar as YYYY-MM-DD, such as 2026-11-23`);
    return super.daily(date, options);
  }

  /**
   * The quote of a hit. With it those that follow on its page are read: a call costs more than a quote.
   * @param {number} index @param {number[]} page
   */
  #read = (index, page) => {
    const kept = this.#kept.get(index);
    if (kept) return kept;
    const start = page.indexOf(index);
    const wanted = page.slice(start, start + TOGETHER).filter((other) => !this.#kept.has(other));
    if (this.#kept.size > KEPT - TOGETHER) this.#kept.clear();
    const records = this.call(() => glue.records(new Uint32Array(wanted))).split("\x1e");
    wanted.forEach((other, at) => this.#kept.set(other, Object.freeze(/** @type {any} */ (quoteOf(records[at])))));
    return this.#kept.get(index);
  };
}

class BuiltIn extends Whole {
  enter() {
    glue.turn(0);
  }

  get skipped() {
    return [];
  }

  pack() {
    return this.call(glue.pack);
  }
}

class Opened extends Whole {
  /** The one copy that outlives the engine's instance. */
  #pack;
  #skipped;
  #place = 0;
  #instance = -1;

  /** @param {Uint8Array} pack @param {any[]} skipped */
  constructor(pack, skipped) {
    super();
    this.#pack = pack;
    this.#skipped = skipped;
  }

  enter() {
    if (this.#instance !== instances) {
      this.#place = placed(glue.open_pack(this.#pack));
      this.#instance = instances;
    }
    glue.turn(this.#place);
  }

  get skipped() {
    return this.#skipped;
  }

  pack() {
    return this.call(glue.pack);
  }

  free() {
    super.free();
    if (this.#instance === instances) {
      glue.turn(this.#place);
      glue.close();
    }
    this.#pack = new Uint8Array();
  }
}

/** Bytes of a source from which on it is packed aside, so that the page goes on meanwhile. */
const LONG = 2 ** 18;

/**
 * Opens a collection: the built-in one, or what a source holds.
 * @param {import("./core.d.ts").Source} [source]
 * @param {import("./core.d.ts").OpenOptions} [options]
 */
export async function open(source, { wasm, signal, maxBytes, onProgress } = {}) {
  if (source === undefined) {
    await ready(wasm, signal);
    return new BuiltIn().begin();
  }
  const bytes = await bytesOf(source, { signal, onProgress, limit: (start) => maxBytes ?? (isPack(start) ? PACK_BYTES : SOURCE_BYTES) });
  await ready(wasm, signal);
  if (isPack(bytes)) return new Opened(bytes, []).begin();
  const aside = bytes.length < LONG ? undefined : await packAside(bytes, /** @type {WebAssembly.Module} */ (loaded), signal);
  const { pack, skipped } = aside ?? packed(bytes);
  // What packing took is given back: memory of an instance never shrinks.
  if (!aside) renew();
  return new Opened(pack, skipped).begin();
}
