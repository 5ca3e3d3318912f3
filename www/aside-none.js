// @ts-check
// In place of aside.js where nothing lies beside the script: the page packs a source itself.

/** @param {Uint8Array} _bytes @param {WebAssembly.Module} _module @param {AbortSignal} [_signal] @returns {Promise<{pack: Uint8Array, skipped: any[]} | undefined>} */
export const packAside = async (_bytes, _module, _signal) => undefined;
