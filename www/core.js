// @ts-check
// The engine without the element. A source goes in, a collection comes out: imported, indexed and packed here; or
// the built-in one. Never fetches but what it is given the address of, and its own engine.
import * as glue from "epigraph-glue";
import { packAside } from "epigraph-aside";
import { fetched, saidOf } from "./answer.js";
import { Collection, instances, loaded, ready, renew } from "./engine.js";
import { answerOf, frozenOf } from "./hits.js";
import { fault } from "./fault.js";
import { leave, packing, placed } from "./packed.js";
import { bytesOf, startOf } from "./source.js";
import { inTurns, lengthOfAll, stretches } from "./stretch.js";
import { turn, wait } from "./wait.js";

/** Bytes that a pack may have: text has a limit of its own. */
const PACK_BYTES = 2 ** 28;
const SOURCE_BYTES = 2 ** 24;

/** Bytes in words. @param {number} bytes */
const size = (bytes) => (bytes < 2 ** 20 ? `${bytes} bytes` : `${Number((bytes / 2 ** 20).toFixed(1))} MiB`);

/** What a pack begins with; so many letters of it are no text by chance. */
const MAGIC = "EPIGRAPH";
const TELLING = 4;

/** A pack, or what is left of one that was cut off there. @param {Uint8Array} start */
const isPack = (start) => start.length >= TELLING && MAGIC.startsWith(String.fromCharCode(...start.subarray(0, MAGIC.length)));

/** Quotes of hits that are kept, of usual length about 2 MB of them: while someone types, the same ones are found again and again. */
const KEPT = 4096;
/** Quotes of a page that are read in one call. */
const TOGETHER = 16;

/** @typedef {import("./core.d.ts").Quote} Quote */

/** The engine's memory, and which instance it is of. */
let memory = new Uint32Array();
let remembered = -1;

/** The same as it is now: it moves when it grows, and a fresh instance has its own. */
function numbers() {
  if (remembered !== instances || !memory.length) {
    memory = new Uint32Array(glue.numbers().buffer);
    remembered = instances;
  }
  return memory;
}

/** A collection that may be large: nothing in it is looked for one by one. */
class Whole extends Collection {
  /** @type {Map<number, Quote>} */
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
    const start = this.ask(query ?? "", options ?? {});
    return /** @type {any} */ (answerOf(numbers(), start / Uint32Array.BYTES_PER_ELEMENT, this.#read));
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
    // A map that is cleared goes on in a new table that the old one points at: what was let go of held all that came since.
    if (this.#kept.size > KEPT - TOGETHER) this.#kept = new Map();
    const quotes = frozenOf(this.call(() => glue.records(new Uint32Array(wanted))));
    for (let at = 0; at < wanted.length; at++) this.#kept.set(wanted[at], /** @type {Quote} */ (quotes[at]));
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

  get skippedTotal() {
    return 0;
  }

  pack() {
    return this.call(glue.pack);
  }
}

class Opened extends Whole {
  /** The one copy that outlives the engine's instance, in the chunks in which it came. */
  #chunks;
  #place;
  #instance;
  /** The way into the instance that is there, from where somebody left it. @type {Generator<number, void, void> | undefined} */
  #steps;
  /** The last instance in which it was prepared; none is after that in which it could not be. */
  #prepared = -1;

  /** @param {Uint8Array[]} chunks of a pack @param {import("./packed.js").Packed["skipped"]} skipped @param {import("./packed.js").Packed["opened"]} [opened] */
  constructor(chunks, [skipped, total], [instance, place] = [-1, 0]) {
    super();
    this.#chunks = chunks;
    this.#instance = instance;
    this.#place = place;
    this.skipped = skipped;
    this.skippedTotal = total;
  }

  /** Brings the pack into the engine, a stretch each step: what is long is copied and checked while the page goes on. */
  *#entering() {
    const instance = instances;
    const length = lengthOfAll(this.#chunks);
    let place = 0;
    let came = 0;
    try {
      place = placed(glue.reserve(length, true));
      for (const part of stretches(this.#chunks)) {
        glue.fill(place, part);
        yield (came += part.length) / length;
        // What came so far went with its instance; or nobody waits any more.
        if (instance !== instances || !this.#chunks.length) return;
      }
      this.#place = placed(glue.open(place));
      this.#instance = instance;
    } finally {
      this.#steps = undefined;
      if (place && instance === instances && this.#instance !== instance) leave(place);
    }
  }

  enter() {
    while (this.#instance !== instances) (this.#steps ??= this.#entering()).next();
    glue.turn(this.#place);
  }

  /** Begins while the page goes on. @param {AbortSignal} [signal] @param {(share: number) => void} [told] how much came in */
  async settle(signal, told) {
    try {
      while (this.#instance !== instances && this.#chunks.length) await inTurns((this.#steps ??= this.#entering()), signal, told);
    } catch (error) {
      // An engine that broke down over it is asked once more.
      if (signal?.aborted || /** @type {any} */ (error).stage) throw error;
    }
    return this.begin();
  }

  /** Goes over to another instance while the page goes on, and has found there what was being found in the one before. */
  async follow() {
    await this.settle();
    if (this.#prepared >= 0 && this.#prepared < instances) await this.#prepare();
  }

  /** @param {string} query @param {import("./core.d.ts").SearchOptions} [options] */
  search(query, options) {
    const answer = super.search(query, options);
    // Whoever begins to type goes on. Without it the next keys take longer, that is all.
    if (this.#prepared < instances && String(query ?? "").trim()) this.#prepare().catch(() => (this.#prepared = Infinity));
    return answer;
  }

  /** Has found what the next keys would wait for, a step in each turn of the page. */
  async #prepare() {
    const instance = (this.#prepared = instances);
    do await turn();
    while (instance === instances && this.call(glue.prepare, false));
  }

  pack() {
    return this.call(glue.pack);
  }

  free() {
    super.free();
    if (this.#instance === instances) leave(this.#place);
    // Its place may be another's now.
    this.#instance = -1;
    this.#chunks = [];
  }
}

/**
 * Bytes of a source from which on it is packed aside, so that the page goes on meanwhile: fewer take less of its time
 * than a worker takes to start.
 */
const LONG = 2 ** 15;

/** A fresh instance. What is of the one before lets go of its memory. */
function refresh() {
  renew();
  memory = new Uint32Array();
}

/** The end of all that the page has packed itself so far, a fresh instance after it included. @type {Promise<void>} */
let renewed = Promise.resolve();

/**
 * The pack of a source; where the page packed it itself and took much memory for it, with the fresh instance that follows.
 * @param {Uint8Array[]} chunks @param {string | undefined} format @param {AbortSignal | undefined} signal @param {(share: number) => void} told how much is done
 * @returns {Promise<import("./packed.js").Packed & {fresh?: Promise<void>}>}
 */
async function make(chunks, format, signal, told) {
  /** The instance in which its packing came to an end. */
  let used = -1;
  const here = async () => {
    try {
      return await inTurns(packing(chunks, format), signal, told).finally(() => (used = instances));
    } catch (error) {
      // In place of one that trapped.
      if (/** @type {any} */ (error)?.code === "engine-failed") refresh();
      throw error;
    }
  };
  if (lengthOfAll(chunks) < LONG) return here();
  const aside = await packAside(chunks, format, /** @type {WebAssembly.Module} */ (loaded), signal, told);
  if (aside) return aside;
  // One after the other, for the fresh instance after one would have the others begin anew.
  const before = renewed;
  const made = wait(before, signal).then(here);
  const end = async () => {
    await Promise.allSettled([before, made]);
    // Memory is given back: that of an instance never shrinks. Whoever waits for the pack has it first.
    await turn();
    try {
      if (used === instances) refresh();
    } catch {
      // There is no memory for another.
    }
  };
  const fresh = (renewed = end());
  return { ...(await made), fresh };
}

/**
 * Opens a collection: the built-in one, or what a source holds.
 * @param {import("./core.d.ts").Source} [source]
 * @param {import("./core.d.ts").OpenOptions} [options]
 */
export async function open(source, options) {
  const { format, wasm, signal, maxBytes, onProgress } = options ?? {};
  if (source === undefined) {
    await wait(ready(wasm), signal);
    return new BuiltIn().begin();
  }
  const name = format == null ? undefined : String(format);
  const isPacked = (/** @type {Uint8Array} */ start) => (name === undefined ? isPack(start) : name === "pack");
  /** @type {(start: Uint8Array, length: number) => void} */
  const admit = (start, length) => {
    const pack = isPacked(start);
    const most = Number(maxBytes ?? NaN) >= 0 ? Number(maxBytes) : pack ? PACK_BYTES : SOURCE_BYTES;
    if (length <= most) return;
    const way = pack ? "part the collection" : "make a pack of it with `epigraph pack FILE -o quotes.pack`, and open that";
    throw fault("collection-too-large", "collection", false, `found more than ${size(most)} of ${pack ? "a pack" : "text"}, expected at most that; ${way}, or set maxBytes`);
  };
  const address = source instanceof URL ? source.href : source instanceof Response ? source.url : "";
  /** @type {Exclude<import("./core.d.ts").Source, URL> | undefined} */
  let got;
  /** @type {import("./core.d.ts").Progress} */
  let progress = { loaded: 0, total: null, indexed: 0 };
  const tell = (/** @type {Partial<typeof progress>} */ news) => onProgress?.((progress = { ...progress, ...news }));
  // Whoever begins anew is not heard until he is as far again.
  const told = (/** @type {number} */ share) => share > progress.indexed && share < 1 && tell({ indexed: share });
  try {
    signal?.throwIfAborted();
    // The engine is had while the source arrives; it is waited for below, where it is told if it cannot be.
    const starting = ready(wasm);
    starting.catch(() => {});
    got = source instanceof URL ? await fetched(source, signal) : source;
    const chunks = await bytesOf(got, { signal, onProgress: tell, admit });
    const length = lengthOfAll(chunks);
    // What did not have to arrive.
    if (!progress.loaded) progress = { loaded: length, total: length, indexed: 0 };
    await wait(starting, signal);
    // To read what is long, to make it a pack and to look through that: each at a time of its own.
    if (length >= LONG) await wait(turn(), signal);
    /** @type {Opened} */
    let opened;
    if (isPacked(startOf(chunks))) {
      opened = await new Opened(chunks, [[], 0]).settle(signal, told);
    } else {
      const { pack, skipped, opened: where, fresh } = await make(chunks, name, signal, told);
      opened = await new Opened([pack], skipped, where).settle(signal);
      // What fails then is told when it is used next.
      fresh?.then(() => opened.follow()).catch(() => {});
    }
    try {
      tell({ indexed: 1 });
      signal?.throwIfAborted();
    } catch (error) {
      // Nobody has it, to let it go.
      opened.free();
      throw error;
    }
    return opened;
  } catch (error) {
    throw saidOf(error, address, got);
  }
}
