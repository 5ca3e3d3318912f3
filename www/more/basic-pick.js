// @ts-check
// Which quote comes next, where there is no engine: a list goes in with a seed or a day, the list in another order or its
// quote of that day comes out. Of a day it is the engine's own.

/**
 * Rounds of a shuffle (Fisher–Yates), one after another, by a linear congruential generator (Knuth's constants).
 * @template T @param {number} seed @param {T[]} list @returns {() => T[]}
 */
export function shuffled(seed, list) {
  let state = seed >>> 0;
  const below = (/** @type {number} */ bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  return () => {
    const round = [...list];
    for (let last = round.length - 1; last > 0; last--) {
      const at = below(last + 1);
      [round[last], round[at]] = [round[at], round[last]];
    }
    return round;
  };
}

const word = (/** @type {bigint} */ number) => BigInt.asUintN(64, number);

/** The SplitMix64 step, as src/pick.rs has it. @param {bigint} state */
function mix(state) {
  let z = word(state + 0x9e3779b97f4a7c15n);
  z = word((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = word((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}

/** FNV-1a, mixed. @param {string} text @param {bigint} start */
const hash = (text, start) =>
  mix(new TextEncoder().encode(text).reduce((sum, byte) => word((sum ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n ^ start));

/** The quote of a day: the one whose hash with the date is highest. @template {{id: string}} T @param {string} date @param {T[]} list @returns {T | undefined} */
export function highest(date, list) {
  const day = hash(date, 0n);
  const chances = list.map(({ id }) => hash(id, day));
  const most = chances.reduce((a, b) => (b > a ? b : a), -1n);
  return list[chances.indexOf(most)];
}
