// @ts-check
// What epigraph.js lends of the engine: the whole one, which lies beside it and is fetched when it is first asked for.
// A source goes in, a collection comes out. Where nothing lies beside it, there is still the built-in collection,
// without pack().
import { openBuiltIn } from "./engine.js";
import { beside } from "epigraph-beside";
import { fault } from "./fault.js";

/** A browser never asks again for a module that it could not get, under the same address. */
let again = "";

/** @param {any} [source] @param {any} [options] @returns {Promise<any>} */
export async function open(source, options) {
  let core;
  try {
    core = await import(/* @vite-ignore */ /* webpackIgnore: true */ beside(`core.js${again}`));
  } catch (cause) {
    again += "#";
    // With the engine that is inside, whatever other was given.
    if (source === undefined) return openBuiltIn(options);
    throw fault("wasm-unavailable", "engine start", true, cause);
  }
  return core.open(source, options);
}
