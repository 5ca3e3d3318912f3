// @ts-check
// Fetches what a script does without until it is wanted: a module under a name that ends in its own hash. The name and
// the hash go in, the module comes out. Where it cannot be had, the promise says so.
import { beside } from "epigraph-beside";
import { h } from "./dom.js";

/** @param {string} name address from here, without the hash @param {string} hash SHA-256 in base64 @returns {Promise<any>} */
export function fetchPart(name, hash) {
  const href = beside(`${name}-${hash}.js`);
  // The import waits for this very fetch, which alone can be held to a hash.
  const link = h("link", { rel: "modulepreload", integrity: `sha256-${hash}=`, href });
  document.head.append(link);
  return import(/* @vite-ignore */ /* webpackIgnore: true */ href).finally(() => link.remove());
}
