// @ts-check
// Where a script that carries everything finds its engine: in what it is given, or inside itself, as the base64 of deflated
// bytes. The bytes or a module come out. Fetches nothing, whatever address it is given.
import base64 from "epigraph-wasm-base64";
import { lengthOfAll } from "./stretch.js";
import { givenOr } from "./wasm-given.js";

/** The bytes that base64 says; browsers that do not know it yet read it letter by letter. @returns {Uint8Array<ArrayBuffer>} */
function bytesOf() {
  const all = /** @type {any} */ (Uint8Array);
  if (all.fromBase64) return all.fromBase64(base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  // A callback for each letter would take longer than all the rest.
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** @param {unknown} [given] */
export const wasmSource = (given) => givenOr(given, inflated);

async function inflated() {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  // What goes wrong is told by the other end.
  writer.write(bytesOf()).catch(() => {});
  writer.close().catch(() => {});
  const reader = readable.getReader();
  const chunks = [];
  // A response would gather them too, but takes a millisecond more of the page's first ten.
  for (let chunk; (chunk = (await reader.read()).value); ) chunks.push(chunk);
  const bytes = new Uint8Array(lengthOfAll(chunks));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
