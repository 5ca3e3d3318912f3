// @ts-check
// Where the files beside a classic script are. A name goes in, an address comes out. Read while the script runs: the
// document tells it only then.

const here = /** @type {HTMLScriptElement | null | undefined} */ (globalThis.document?.currentScript)?.src;

/** @param {string} name */
export const beside = (name) => new URL(name, here).href;
