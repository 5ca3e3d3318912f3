// @ts-check
// Where epigraph.js finds its engine: inside itself, parted (wasm-weave.js) and one letter for each byte.
// The bytes of the module come out. Packs better on its way to the reader than any text of bytes that are
// packed already; but it is not ASCII, so only modules, which are always UTF-8, carry it.
import { frequent, rare, starts, text } from "epigraph-wasm-text";
import { turn } from "./wait.js";
import { weave } from "./wasm-weave.js";

export async function wasmSource() {
  // On a slow device all together would keep the page waiting: the script's own start, this, and what follows.
  await turn();
  // The array keeps the last eight bits of what it is given.
  const parted = Uint8Array.from(text, (letter) => (frequent[rare.indexOf(letter)] ?? letter).charCodeAt(0));
  await turn();
  return weave(parted, starts);
}
