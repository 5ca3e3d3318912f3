// @ts-check
// A source made a pack by a worker, so that the page goes on meanwhile. Bytes and the engine's module go in, how much is
// done, their pack and what could not be read of them come out, or nothing where there are no workers. Lets go of its worker in every case.
import { fault } from "./fault.js";
import { inTurns, lengthOfAll, stretches } from "./stretch.js";
import { wait } from "./wait.js";

/**
 * @param {Uint8Array[]} chunks
 * @param {string | undefined} format
 * @param {WebAssembly.Module} module
 * @param {AbortSignal | undefined} signal
 * @param {(share: number) => void} told how much is done
 * @returns {Promise<import("./packed.js").Packed | undefined>}
 */
export async function packAside(chunks, format, module, signal, told) {
  if (typeof Worker !== "function") return undefined;
  /** @type {Worker | undefined} */
  let worker;
  /** What `told` threw, which is the caller's. @type {{error: unknown} | undefined} */
  let thrown;
  try {
    worker = new Worker(trusted(new URL("./worker.js", import.meta.url)), { type: "module" });
    const answered = new Promise((resolve, reject) => {
      // A policy or a missing file: the page packs it itself.
      /** @type {Worker} */ (worker).onerror = reject;
      /** @type {Worker} */ (worker).onmessage = ({ data }) => {
        if (typeof data !== "number") return resolve(data);
        try {
          told(data);
        } catch (error) {
          thrown = { error };
          reject();
        }
      };
    });
    // That it failed while it was sent the bytes is heard below.
    answered.catch(() => {});
    worker.postMessage({ format, module, length: lengthOfAll(chunks) });
    await inTurns(sending(worker, chunks), signal);
    const answer = await wait(answered, signal);
    if (answer.code) throw fault(answer.code, "collection", false, answer.message);
    return answer;
  } catch (error) {
    signal?.throwIfAborted();
    if (thrown) throw thrown.error;
    if (/** @type {any} */ (error).stage) throw error;
    return undefined;
  } finally {
    worker?.terminate();
  }
}

/** @type {{createScriptURL: (address: string) => any} | undefined} */
let policy;

/** The address as pages ask for it that require Trusted Types; where there is a default policy, that sees to it. @param {URL} address */
function trusted(address) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types || types.defaultPolicy) return address;
  policy ??= types.createPolicy("epigraph", { createScriptURL: String });
  return policy?.createScriptURL(String(address));
}

/** Sends a copy of the bytes, a stretch each step. @param {Worker} worker @param {Uint8Array[]} chunks */
function* sending(worker, chunks) {
  for (const stretch of stretches(chunks)) {
    const part = stretch.slice();
    yield worker.postMessage(part, [part.buffer]);
  }
}
