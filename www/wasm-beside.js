// @ts-check
// Where core.js finds its engine: in what it is given, or in the file beside itself. The bytes or a module come out; nothing
// is compiled here.
import { givenOr } from "./wasm-given.js";

/** @param {unknown} [given] */
export const wasmSource = (given) => givenOr(given, beside);

/** @param {URL} [url] the literal form of the default is what bundlers look for when they move files */
async function beside(url = new URL("./epigraph.wasm", import.meta.url)) {
  // Node has no fetch for files. Bundlers for browsers stop at an import of what only Node has.
  const files = url.protocol === "file:" && /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:fs/promises");
  if (files) return files.readFile(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}
