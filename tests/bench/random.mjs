// Chance that repeats itself. In: a seed, any whole number. Out: numbers from 0 up to 1, always the same for
// the same seed, and what is drawn with them. Never reads a clock or the system's own randomness.

/** Chris Doty-Humphrey's sfc32: quick, and good enough for word frequencies. */
export function random(seed) {
  let [a, b, c, turn] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = () => {
    const sum = (a + b + turn) | 0;
    turn = (turn + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first numbers of near seeds are near each other.
  for (let turn = 0; turn < 12; turn++) next();
  return next;
}

/** One of a list. */
export const pick = (list, chance) => list[Math.floor(chance() * list.length)];

/** The list in another order; the one given is left alone. */
export function shuffled(list, chance) {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
