// @ts-check
// What a worker of core.js runs: it packs one source with the module it is sent, and answers with how much is done after
// each stretch, in the end with the pack or with what was wrong. Started by aside.js, which ends it.
import { ready } from "./engine.js";
import { packing } from "./packed.js";

/** What is asked: first the format, the module and how many bytes there are; then these, in stretches. @type {any} */
let asked;
/** @type {Uint8Array[]} */
const chunks = [];
let came = 0;

addEventListener("message", async ({ data }) => {
  if (data instanceof Uint8Array) came += chunks[chunks.push(data) - 1].length;
  else asked = data;
  if (came < asked.length) return;
  try {
    await ready(asked.module);
    const steps = packing(chunks, asked.format);
    let step;
    while (!(step = steps.next()).done) postMessage(step.value);
    const { pack, skipped } = step.value;
    postMessage({ pack, skipped }, { transfer: [pack.buffer] });
  } catch (error) {
    const { code, cause, message } = /** @type {any} */ (error);
    postMessage({ code: code ?? "engine-failed", message: String(cause ?? message) });
  }
});
