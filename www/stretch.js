// @ts-check
// Bytes that are too many for one go. Chunks of bytes go in; stretches that take little time each come out, or are taken one
// after the other while the page has its turn in between. Copies nothing but where it is asked for one run of bytes.
import { turn, wait } from "./wait.js";

/** Bytes of a stretch: copied and gone through in far less than a frame, even by an engine that has just started. */
const STRETCH_BYTES = 2 ** 18;

/** How long the page waits at a stretch, in milliseconds. */
export const STRETCH_MS = 8;

/** @param {Uint8Array[]} chunks */
export const lengthOfAll = (chunks) => chunks.reduce((length, chunk) => length + chunk.length, 0);

/** @param {Uint8Array[]} chunks */
export function* stretches(chunks) {
  for (const chunk of chunks) for (let at = 0; at < chunk.length; at += STRETCH_BYTES) yield chunk.subarray(at, at + STRETCH_BYTES);
}

/** Takes steps, as many as there are; between them the page does what it has to do. @param {Iterable<unknown>} steps @param {AbortSignal} [signal] */
export async function inTurns(steps, signal) {
  let since = performance.now();
  for (const _step of steps) {
    if (performance.now() - since < STRETCH_MS) continue;
    await wait(turn(), signal);
    since = performance.now();
  }
}

/** All of them as one run. @param {Uint8Array[]} chunks */
export function joined(chunks) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(lengthOfAll(chunks));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
