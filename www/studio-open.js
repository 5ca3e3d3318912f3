// @ts-check
// Opens what a person chose, one thing at a time. A name and a source go in, a collection comes out, or the reason why
// there is none; meanwhile, from half a second on, how far it is. The latest wish ends the one before it.
import { open } from "./core.js";

/** Bytes that a source may have: here a large one becomes a pack. */
const MOST_BYTES = 2 ** 28;
const SHOWN_AFTER_MS = 500;

/** @typedef {import("./core.d.ts").Collection} Collection */

export class Opener {
  /** @type {AbortController | undefined} */
  #wish;
  #progress;

  /** @param {(doing: string, share: number | null) => void} progress what is done, and how much of it; nothing when it ended */
  constructor(progress) {
    this.#progress = progress;
  }

  cancel() {
    this.#wish?.abort();
  }

  /**
   * The collection; nothing where it was no longer wanted.
   * @param {string} name @param {Blob | Promise<Blob>} source
   * @returns {Promise<Collection | undefined>}
   */
  async open(name, source) {
    this.cancel();
    this.#progress("", null);
    const wish = (this.#wish = new AbortController());
    const { signal } = wish;
    /** @type {[string, number | null]} */
    let state = [`Reading ${name}`, null];
    let shown = false;
    const show = () => {
      shown = true;
      if (!signal.aborted) this.#progress(...state);
    };
    const timer = setTimeout(show, SHOWN_AFTER_MS);
    try {
      const quotes = await open(await source, {
        signal,
        maxBytes: MOST_BYTES,
        onProgress: ({ loaded, total, indexed }) => {
          state = indexed || loaded === total ? [`Indexing ${name}`, indexed] : [`Reading ${name}`, total && loaded / total];
          if (shown) show();
        },
      });
      if (!signal.aborted) return quotes;
      quotes.free();
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
      if (this.#wish === wish) this.#progress("", null);
    }
    return undefined;
  }
}

/** What is wrong, in the engine's words. @param {any} error @returns {string} */
export const reasonOf = ({ cause, message }) => String(cause?.message ?? cause ?? message);

/**
 * A source as JSON.
 * @param {Blob} source
 * @param {string} [lang] BCP 47, for the quotes that name none
 * @returns {Promise<Blob>}
 */
export async function written(source, lang) {
  const worker = new Worker(new URL("./studio-worker.js", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      const fail = (/** @type {string} */ reason) => reject(new Error(reason));
      worker.onerror = () => fail("found no studio-worker.js beside this page, expected it for JSON; check the connection and try again");
      worker.onmessage = ({ data }) => (data instanceof Blob ? resolve(data) : fail(data));
      worker.postMessage({ source, lang });
    });
  } finally {
    worker.terminate();
  }
}
