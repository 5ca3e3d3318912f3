// @ts-check
// Where the files beside a module are. A name goes in, an address comes out.

/** @param {string} name */
export const beside = (name) => new URL(name, import.meta.url).href;
