// @ts-check
// The built-in collection where WebAssembly cannot run. What the engine is asked goes in, answers of the same form come
// out, from a walk over all quotes. Knows no inflection, no typos and no aliases, and opens nothing else.
import { quotes as listed, title, topicPrefix } from "epigraph-quotes";
import { answer, passing } from "./basic-search.js";
import { highest, shuffled } from "./basic-pick.js";

/** @typedef {import("../core.d.ts").Quote} Quote */

// As frozen as the engine's.
for (const { part, tags } of listed) Object.freeze(part), Object.freeze(tags);
const quotes = /** @type {Quote[]} */ (/** @type {unknown} */ (listed.map(Object.freeze)));

class Basic {
  title = title;
  topicPrefix = topicPrefix;
  length = quotes.length;

  /** @param {number} index @returns {Quote | undefined} */
  at(index) {
    return quotes[index];
  }

  /** @param {string} id */
  get(id) {
    return this.at(quotes.findIndex((quote) => quote.id === id));
  }

  /** @param {string} query @param {import("../core.d.ts").SearchOptions} [options] */
  search(query, options) {
    return answer(quotes, String(query), options);
  }

  /** @param {import("../core.d.ts").RotationOptions} [options] @returns {import("../core.d.ts").Rotation} */
  rotation({ order, seed = Math.random() * 2 ** 32, filter, first } = {}) {
    const among = passing(quotes, filter ?? "");
    const begun = among.findIndex(({ id }) => id === first);
    const turned = [...among.slice(Math.max(begun, 0)), ...among.slice(0, Math.max(begun, 0))];
    if (order === "sequence") return walk(turned, () => turned);
    const round = shuffled(seed, among);
    const opening = round();
    if (begun >= 0) opening.unshift(...opening.splice(opening.indexOf(among[begun]), 1));
    return walk(opening, round);
  }

  /** @param {string} date `YYYY-MM-DD` @param {{filter?: string}} [options] */
  daily(date, { filter } = {}) {
    return highest(date, passing(quotes, filter ?? ""));
  }

  free() {}
}

/**
 * A way over rounds, in both directions; where two meet, no quote stands twice.
 * @param {Quote[]} opening @param {() => Quote[]} round @returns {import("../core.d.ts").Rotation}
 */
function walk(opening, round) {
  let way = opening;
  let at = 0;
  /** @param {Quote | undefined} met @param {number} end of the round that meets it */
  const meeting = (met, end) => {
    const more = round();
    return more.length > 1 && more.at(end) === met ? more.reverse() : more;
  };
  return {
    next() {
      if (++at >= way.length) way = [...way, ...meeting(way.at(-1), 0)];
      return way[at];
    },
    previous() {
      if (--at < 0) {
        const before = meeting(way[0], -1);
        way = [...before, ...way];
        at += before.length;
      }
      return way[at];
    },
    get current() {
      return way[at];
    },
  };
}

/** What stands in for an engine that cannot run here. @param {any} error why it cannot */
export function basic(error) {
  console.info(`<epigraph-widget> ${error.message}; a plainer search stands in`);
  return new Basic();
}
