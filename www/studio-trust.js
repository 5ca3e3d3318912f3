// @ts-check
// The scripts that this page starts by their address: the workers that read and write large files. A page that asks for
// Trusted Types refuses plain addresses; this lets these pass and no other. Comes before anything starts a worker.

const WORKERS = ["./worker.js", "./studio-worker.js"].map((name) => new URL(name, import.meta.url).href);

/** @type {any} */ (globalThis).trustedTypes?.createPolicy("default", {
  createScriptURL: (/** @type {string} */ address) => (WORKERS.includes(address) ? address : null),
});
