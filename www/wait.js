// @ts-check
// Waits for something that may never come. A promise goes in; what it gives comes out, unless a signal or a time that
// has passed ends the waiting first. Or the page's turn is waited for. Stops nothing itself: what was waited for in vain
// is the caller's to stop.

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @param {number} [ms] how long to wait at most; for ever unless given
 * @param {() => Error} [late] what to reject with then
 * @returns {Promise<T>} rejected with the signal's reason where that comes first
 */
export async function wait(promise, signal, ms, late) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {() => void} */
  let stop = () => {};
  const end = new Promise((_, reject) => {
    stop = () => reject(signal?.reason);
    if (ms) timer = setTimeout(() => reject(late?.()), ms);
  });
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  try {
    return await /** @type {Promise<T>} */ (Promise.race([promise, end]));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** Lets the page do what it has to do. A timer would take longer, and a second in a tab that is hidden. */
export const turn = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });
