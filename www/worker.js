// @ts-check
// What a worker of core.js runs: it packs one source with the module it is sent, and answers with the pack or with
// what was wrong. Started by aside.js, which ends it.
import { ready } from "./engine.js";
import { packed } from "./packed.js";

addEventListener("message", async ({ data: { bytes, format, module } }) => {
  try {
    await ready(module);
    const answer = packed(bytes, format);
    postMessage(answer, /** @type {any} */ ({ transfer: [answer.pack.buffer] }));
  } catch (error) {
    const { code, cause, message } = /** @type {any} */ (error);
    postMessage({ code: code ?? "engine-failed", message: String(cause ?? message) });
  }
});
