// @ts-check
// Fetches what a script does without until it is wanted: a module under a name that ends in its own hash. The name and
// the hash go in, the module comes out. Where it cannot be had, the promise says so, and the next one tries again.
import { beside } from "epigraph-beside";
import { h } from "./dom.js";
import { fault } from "./fault.js";

/** A browser never asks again for a module that it could not get, under the same address. */
let failures = 0;

/** @param {string} name address from here, without the hash @param {string} hash SHA-256 in base64 @returns {Promise<any>} */
export async function fetchPart(name, hash) {
  const href = beside(`${name}-${hash}.js#${failures}`);
  // The import waits for this very fetch, which alone can be held to a hash.
  const link = h("link", { rel: "modulepreload", integrity: `sha256-${hash}=`, href });
  document.head.append(link);
  try {
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ href);
  } catch (cause) {
    failures++;
    // It is of the engine, as far as a page can tell, and not of a collection: of that nothing was asked yet.
    throw fault("wasm-unavailable", "parts", true, cause);
  } finally {
    link.remove();
  }
}
