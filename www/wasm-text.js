// @ts-check
// Where epigraph.js finds its engine: inside itself, one letter for each byte. The bytes of the module
// come out. Packs better on its way to the reader than any text of bytes that are packed already, and
// needs nothing to unpack it; but it is not ASCII, so only modules, which are always UTF-8, carry it.
import { frequent, rare, text } from "epigraph-wasm-text";

export async function wasmSource() {
  // The array keeps the last eight bits of what it is given.
  return Uint8Array.from(text, (letter) => (frequent[rare.indexOf(letter)] ?? letter).charCodeAt(0));
}
