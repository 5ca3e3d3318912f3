// @ts-check
// Where epigraph.js finds its engine: inside itself, as the base64 of deflated bytes. The bytes of the
// module come out. Fetches nothing, whatever address it is given.
import base64 from "epigraph-wasm-base64";

/** @param {URL} [_url] */
export async function wasmSource(_url) {
  const letters = atob(base64);
  const packed = new Uint8Array(letters.length);
  // A callback for each letter would take longer than all the rest.
  for (let at = 0; at < letters.length; at++) packed[at] = letters.charCodeAt(at);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
