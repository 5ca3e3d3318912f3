// @ts-check
// Where core.js finds its engine: the file beside itself. An address comes out; nothing is read here.
// The literal form is what bundlers look for when they move files.

export const wasmSource = async () => new URL("./epigraph.wasm", import.meta.url);
