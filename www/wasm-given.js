// @ts-check
// What a page gives as the engine: a URL, a Response, bytes or a module, or a promise of one. Bytes or a module come out.

/**
 * @param {any} given
 * @param {(url?: URL) => Promise<any>} own brings the engine's own where nothing is given, or from an address
 * @returns {Promise<BufferSource | WebAssembly.Module>}
 */
export async function givenOr(given, own) {
  let source = await given;
  if (!source || source instanceof URL) source = await own(source || undefined);
  return source instanceof Response ? source.arrayBuffer() : source;
}
