// @ts-check
// Bytes that are too many for one go. Chunks of bytes go in; stretches that take little time each come out, or are taken one
// after the other while the page has its turn in between. Copies nothing.
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

/**
 * Takes steps, as many as there are; between them the page does what it has to do, and what the last one gave is told.
 * @template S, T @param {Generator<S, T, void>} steps @param {AbortSignal} [signal] @param {(given: S) => void} [told]
 */
export async function inTurns(steps, signal, told) {
  let since = performance.now();
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (performance.now() - since < STRETCH_MS) continue;
      told?.(value);
      await wait(turn(), signal);
      since = performance.now();
    }
  } finally {
    // They let go of what they hold, where they are not at their end.
    steps.return(/** @type {any} */ (undefined));
  }
}
