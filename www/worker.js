// @ts-check
// What a worker of core.js runs: it packs one source with the module it is sent, and answers with the pack or with
// what was wrong. Started by aside.js, which ends it.
import { ready } from "./engine.js";
import { packed } from "./packed.js";

/** What is asked: first the format, the module and how many bytes there are; then these, in stretches. @type {any} */
let asked;
let bytes = new Uint8Array();
let came = 0;

addEventListener("message", async ({ data }) => {
  if (data instanceof Uint8Array) {
    bytes.set(data, came);
    came += data.length;
  } else {
    asked = data;
    bytes = new Uint8Array(asked.length);
  }
  if (came < bytes.length) return;
  try {
    await ready(asked.module);
    const answer = packed(bytes, asked.format);
    postMessage(answer, /** @type {any} */ ({ transfer: [answer.pack.buffer] }));
  } catch (error) {
    const { code, cause, message } = /** @type {any} */ (error);
    postMessage({ code: code ?? "engine-failed", message: String(cause ?? message) });
  }
});
