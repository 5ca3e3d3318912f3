// @ts-check
// Where core.js finds its engine: in what it is given, or in the file beside itself. The bytes or a module come out; nothing
// is compiled here.
import { givenOr } from "./wasm-given.js";

/** @param {unknown} [given] */
export const wasmSource = (given) => givenOr(given, beside);

/** @param {URL} [url] the literal form of the default is what bundlers look for when they move files */
async function beside(url = new URL("./epigraph.wasm", import.meta.url)) {
  // Node has no fetch for files. The name stands in a variable so that bundlers leave it alone.
  const files = "node:fs/promises";
  if (url.protocol === "file:" && /** @type {any} */ (globalThis).process?.versions?.node)
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ files)).readFile(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}
