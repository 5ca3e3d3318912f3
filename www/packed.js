// @ts-check
// A source made a pack, a stretch each step. The bytes of a source go in; how much is done comes out, and in the end the
// bytes of its pack, open already, and what of the source could not be read. Where its engine is replaced meanwhile it
// begins anew.
import * as glue from "epigraph-glue";
import { instances } from "./engine.js";
import { fault } from "./fault.js";
import { lengthOfAll, stretches } from "./stretch.js";

/** What the engine calls all of its work. */
const WHOLE = 1000;

/** What the engine answered: a place, or what was wrong. @param {any} answer @returns {number} */
export function placed(answer) {
  if (typeof answer === "number") return answer;
  const [code, message] = String(answer).split("\n");
  throw fault(code, "collection", false, message);
}

/** Lets go of what came to a place. @param {number} place */
export function leave(place) {
  try {
    glue.turn(place);
    glue.close();
  } catch {
    // An engine that breaks down over it has no place any more; what ended is told, and not this.
  }
}

/**
 * @typedef {object} Packed
 * @property {Uint8Array<ArrayBuffer>} pack
 * @property {[listed: import("./core.d.ts").Skipped[], total: number]} skipped
 * @property {[instance: number, place: number]} [opened] where it stands open, in the engine that packed it; whoever has it lets go of it, or of the engine
 */

/** @param {Uint8Array[]} chunks @param {string} [format] its name; the content tells unless given @returns {Generator<number, Packed, void>} */
export function* packing(chunks, format) {
  let made;
  // What came so far went with its instance.
  while (!made) made = yield* inOneInstance(chunks, format);
  return made;
}

/** @param {Uint8Array[]} chunks @param {string} [format] @returns {Generator<number, Packed | undefined, void>} nothing where another instance took the place of the one it began in */
function* inOneInstance(chunks, format) {
  const instance = instances;
  let place = 0;
  try {
    place = placed(glue.reserve(lengthOfAll(chunks), false));
    for (const part of stretches(chunks)) {
      glue.fill(place, part);
      yield 0;
      if (instance !== instances) return undefined;
    }
    glue.begin(place, format);
    for (let done; (done = glue.go_on(place)) < WHOLE; ) {
      yield done / WHOLE;
      if (instance !== instances) return undefined;
    }
    // It may lie elsewhere now.
    place = placed(glue.open(place));
    const made = /** @type {any} */ ({ pack: glue.pack(), skipped: glue.skipped(), opened: [instance, place] });
    place = 0;
    return made;
  } catch (error) {
    const { stage, message } = /** @type {any} */ (error);
    if (stage) throw error;
    // It is not asked for anything more.
    place = 0;
    throw fault("engine-failed", "collection", false, `found a source over which the engine breaks down (${message}), expected quotes; open it in parts`);
  } finally {
    // No longer wanted.
    if (place && instance === instances) leave(place);
  }
}
