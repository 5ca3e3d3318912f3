// @ts-check
// One timer for every widget on the page: what goes in is a function and a delay in milliseconds,
// what comes out is one call of it. A single setTimeout is armed for the nearest deadline, and none while
// nobody waits. A function waits once: asking again moves its deadline. A delay is a day at most.

/** @type {Map<() => void, number>} deadlines on the monotonic clock */
const deadlines = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function arm() {
  clearTimeout(timer);
  if (deadlines.size) timer = setTimeout(ring, Math.min(...deadlines.values()) - performance.now());
}

function ring() {
  // Timers may fire a fraction early: what is due within a millisecond is due.
  const now = performance.now() + 1;
  const due = [...deadlines].filter(([, deadline]) => deadline <= now);
  for (const [call] of due) deadlines.delete(call);
  arm();
  for (const [call] of due) call();
}

/** Calls `call` once, `delay` milliseconds from now; replaces its earlier deadline. @param {() => void} call @param {number} delay */
export function wake(call, delay) {
  deadlines.set(call, performance.now() + delay);
  arm();
}

/** Forgets `call`. @param {() => void} call */
export function cancel(call) {
  if (deadlines.delete(call)) arm();
}
