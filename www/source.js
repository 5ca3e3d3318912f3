// @ts-check
// A source as bytes. An answer, a file, bytes or a text goes in; the bytes come out in the chunks in which they came, counted
// as they arrive and cut off where they become too many. Knows no format.
import { SILENCE_MS, broken, lengthOf, look, silence } from "./answer.js";
import { fault } from "./fault.js";
import { STRETCH_MS } from "./stretch.js";
import { turn, wait } from "./wait.js";

/** A text that was meant as an address. */
const LOOKS_LIKE_A_PATH = /^((https?|blob|file):\S+|(\.{0,2}\/)?[^\s"{}[\]]+\.(json|jsonl|txt|csv|tsv|md|pack|epigraph)(\?.*)?)$/i;

/** Bytes by which a source is told to be a pack or not. */
const START = 8;

/** The first of them, as far as they have come. @param {Uint8Array[]} chunks */
export function startOf(chunks) {
  /** @type {number[]} */
  const start = [];
  for (let at = 0; at < chunks.length && start.length < START; at++) start.push(...chunks[at].subarray(0, START - start.length));
  return Uint8Array.from(start);
}

/**
 * @typedef {object} Reading
 * @property {AbortSignal} [signal]
 * @property {(progress: {loaded: number, total: number | null}) => void} [onProgress]
 * @property {(start: Uint8Array, length: number) => void} admit throws where a source that begins so is too long
 */

/** @param {unknown} source @param {Reading} reading @returns {Promise<Uint8Array[]>} */
export async function bytesOf(source, reading) {
  if (typeof source === "string") {
    if (LOOKS_LIKE_A_PATH.test(source.trim()))
      throw fault("collection-invalid", "collection", false, `found the address ${source.trim()}, expected the text of a source; write open(new URL(…)) for an address`);
    // Never fewer bytes than that.
    reading.admit(new Uint8Array(), source.length);
    return [admitted(new TextEncoder().encode(source), reading)];
  }
  if (source instanceof Response) {
    look(source);
    return read(source.body, lengthOf(source), reading, SILENCE_MS, broken);
  }
  if (source instanceof Blob) return read(source.stream(), source.size, reading, undefined, unreadable);
  // A copy: the caller's bytes may change.
  if (ArrayBuffer.isView(source)) return [admitted(new Uint8Array(source.buffer, source.byteOffset, source.byteLength), reading).slice()];
  if (source instanceof ArrayBuffer) return [admitted(new Uint8Array(source), reading).slice()];
  throw fault("collection-invalid", "collection", false, "found no source, expected a URL object, a Response, a Blob, bytes or a text");
}

/** @param {any} cause */
const unreadable = (cause) =>
  fault("collection-not-found", "collection", false, `found a file that cannot be read (${cause?.message}), expected one as it was when it was chosen; choose it again`);

/** @param {Uint8Array} bytes @param {Reading} reading */
function admitted(bytes, { admit }) {
  admit(bytes.subarray(0, START), bytes.length);
  return bytes;
}

/**
 * @param {ReadableStream<Uint8Array> | null} stream
 * @param {number | null} total
 * @param {Reading} reading
 * @param {number | undefined} silenceMs how long nothing may arrive
 * @param {(cause: unknown) => Error} failed what to say where reading fails
 */
async function read(stream, total, { signal, onProgress, admit }, silenceMs, failed) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let loaded = 0;
  let since = performance.now();
  const reader = stream?.getReader();
  const next = () => wait(/** @type {any} */ (reader).read().catch((/** @type {unknown} */ cause) => Promise.reject(failed(cause))), signal, silenceMs, silence);
  try {
    for (let part; reader && !(part = await next()).done; ) {
      // A copy: a stream of the page's own may use its bytes again.
      chunks.push(part.value.slice());
      loaded += part.value.length;
      // What is known to be too long is not waited for; but a pack may be longer than a text.
      if (loaded >= START) admit(startOf(chunks), Math.max(loaded, total ?? 0));
      onProgress?.({ loaded, total });
      // What arrives quickly would leave the page no time.
      if (performance.now() - since > STRETCH_MS) {
        await turn();
        since = performance.now();
      }
    }
    admit(startOf(chunks), loaded);
  } catch (error) {
    reader?.cancel().catch(() => {});
    throw error;
  }
  return chunks;
}
