// @ts-check
// A source as bytes. An address, an answer, a file, bytes or a text goes in; the bytes come out, counted as they arrive
// and cut off past a limit. Knows no format.
import { fault } from "./fault.js";

/** A text that was meant as an address. */
const LOOKS_LIKE_A_PATH = /^(https?:\/\/|\.{0,2}\/)?[^\s"{}[\]]+\.(json|jsonl|txt|csv|tsv|md|pack|epigraph)(\?.*)?$/i;

/**
 * @typedef {object} Reading
 * @property {AbortSignal} [signal]
 * @property {(progress: {loaded: number, total: number | null}) => void} [onProgress]
 * @property {(start: Uint8Array) => number} limit most bytes, by how the source begins
 */

/** @param {any} source @param {Reading} reading @returns {Promise<Uint8Array>} */
export async function bytesOf(source, { signal, onProgress, limit }) {
  if (typeof source === "string") {
    if (LOOKS_LIKE_A_PATH.test(source.trim()))
      throw fault("collection-invalid", "collection", false, `found the address ${source.trim()}, expected the text of a source; write open(new URL(…)) for an address`);
    return within(new TextEncoder().encode(source), limit);
  }
  if (source instanceof URL) source = await fetched(source, signal);
  if (source instanceof Response) {
    if (!source.ok) throw fault("collection-not-found", "collection", source.status >= 500, `${source.url} answered ${source.status}, expected a source`);
    return read(source.body, Number(source.headers.get("content-length")) || null, { signal, onProgress, limit });
  }
  if (source instanceof Blob) return read(source.stream(), source.size, { signal, onProgress, limit });
  // A copy: the caller's bytes may change.
  if (ArrayBuffer.isView(source)) return within(new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice(), limit);
  if (source instanceof ArrayBuffer) return within(new Uint8Array(source).slice(), limit);
  throw fault("collection-invalid", "collection", false, "found no source, expected a URL object, a Response, a Blob, bytes or a text");
}

/** @param {URL} url @param {AbortSignal} [signal] */
async function fetched(url, signal) {
  try {
    return await fetch(url, { signal });
  } catch (cause) {
    signal?.throwIfAborted();
    throw fault("collection-network", "collection", true, cause);
  }
}

/** @param {Uint8Array} bytes @param {Reading["limit"]} limit */
function within(bytes, limit) {
  const most = limit(bytes);
  if (bytes.length > most)
    throw fault("collection-too-large", "collection", false, `found more than ${most} bytes, expected fewer; make a pack of it with pack(), or set maxBytes`);
  return bytes;
}

/** @param {ReadableStream<Uint8Array> | null} stream @param {number | null} total @param {Reading} reading */
async function read(stream, total, { signal, onProgress, limit }) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let loaded = 0;
  const reader = stream?.getReader();
  try {
    for (let part; reader && !(part = await reader.read()).done; ) {
      signal?.throwIfAborted();
      chunks.push(part.value);
      loaded += part.value.length;
      if (loaded > limit(chunks[0])) within(joined(chunks, loaded), limit);
      onProgress?.({ loaded, total });
    }
  } catch (cause) {
    reader?.cancel().catch(() => {});
    signal?.throwIfAborted();
    throw /** @type {any} */ (cause).code ? cause : fault("collection-network", "collection", true, cause);
  }
  return joined(chunks, loaded);
}

/** @param {Uint8Array[]} chunks @param {number} length */
function joined(chunks, length) {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
