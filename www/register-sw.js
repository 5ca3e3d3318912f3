// @ts-check
/**
 * Makes the page readable without a network: registers `sw.js` for the folder that it stands in.
 *
 * Belongs to the page, not to the widget: a widget on somebody else's page registers nothing.
 * Wherever a service worker cannot be had, the page goes on without, and says nothing.
 */

/** The one address this page ever hands to the browser as a script. */
const WORKER = "./sw.js";

/**
 * A page that asks for Trusted Types refuses a plain string here.
 * @returns {string}
 */
function workerAddress() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return WORKER;
  return types.createPolicy("epigraph-page", { createScriptURL: () => WORKER }).createScriptURL("");
}

async function register() {
  try {
    // In a sandboxed frame even this getter throws; without https there is none.
    await navigator.serviceWorker?.register(workerAddress(), { updateViaCache: "none" });
  } catch {
    // The page is whole without it.
  }
}

// After everything else: keeping a copy for later must not slow the first visit.
if (document.readyState === "complete") register();
else addEventListener("load", register, { once: true });

// A module, which other pages' scripts may ask for.
export {};
