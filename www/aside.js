// @ts-check
// A source made a pack by a worker, so that the page goes on meanwhile. Bytes and the engine's module go in, what
// packed.js makes of them comes out, or nothing where there are no workers. Lets go of its worker in every case.
import { fault } from "./fault.js";

/**
 * @param {Uint8Array} bytes
 * @param {WebAssembly.Module} module
 * @param {AbortSignal} [signal]
 * @returns {Promise<{pack: Uint8Array, skipped: any[]} | undefined>}
 */
export async function packAside(bytes, module, signal) {
  if (typeof Worker !== "function") return undefined;
  /** @type {Worker | undefined} */
  let worker;
  try {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    const answer = await new Promise((resolve, reject) => {
      signal?.addEventListener("abort", reject, { once: true });
      // A policy or a missing file: the page packs it itself.
      /** @type {Worker} */ (worker).onerror = reject;
      /** @type {Worker} */ (worker).onmessage = ({ data }) => resolve(data);
      /** @type {Worker} */ (worker).postMessage({ bytes, module });
    });
    if (answer.code) throw fault(answer.code, "collection", false, answer.message);
    return answer;
  } catch (error) {
    signal?.throwIfAborted();
    if (/** @type {any} */ (error).stage) throw error;
    return undefined;
  } finally {
    worker?.terminate();
  }
}
