// @ts-check
// In place of aside.js where nothing lies beside the script: the page packs a source itself.

/** @returns {Promise<import("./packed.js").Packed | undefined>} */
export const packAside = async () => undefined;
