// @ts-check
// A source made a pack, here and now. The bytes of a source go in; the bytes of its pack come out, and what of the
// source could not be read. Takes as long as it takes.
import * as glue from "epigraph-glue";
import { fault } from "./fault.js";

/** What the engine answered: a place, or what was wrong. @param {any} answer @returns {number} */
export function placed(answer) {
  if (typeof answer === "number") return answer;
  const [code, message] = String(answer).split("\n");
  throw fault(code, "collection", false, message);
}

/**
 * @typedef {object} Packed
 * @property {Uint8Array<ArrayBuffer>} pack
 * @property {[listed: import("./core.d.ts").Skipped[], total: number]} skipped
 */

/** @param {Uint8Array} bytes @param {string} [format] its name; the content tells unless given @returns {Packed} */
export function packed(bytes, format) {
  try {
    placed(glue.open_source(bytes, format));
    const made = { pack: glue.pack(), skipped: glue.skipped() };
    glue.close();
    return /** @type {any} */ (made);
  } catch (error) {
    const { stage, message } = /** @type {any} */ (error);
    throw stage ? error : fault("engine-failed", "collection", false, `found a source over which the engine breaks down (${message}), expected quotes; open it in parts`);
  }
}
