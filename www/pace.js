// @ts-check
// Decides when the next quote is due. Two ways to stand still: stopped, for good, until the reader
// plays; and held, for a while, for as long as any reason lasts (hover, hidden tab, off screen).
// Each return from standing still waits a full interval: nothing is caught up on. It never shows a quote.
import { cancel, wake } from "./clock.js";

/** A little under the usual silent reading speed of about 240 words a minute: many read a second language. */
const WORDS_PER_MINUTE = 200;
/** Time to notice that the quote changed, and to look at who said it. */
const LOOK_MS = 4000;
/** The shortest stay, however short the quote: anything quicker is felt as restless. */
const SHORTEST_MS = 8000;
/** Letters a word has on average, its space included; counts words where a script writes no spaces. */
const LETTERS_PER_WORD = 6;

/** How long a text stays when the interval is `auto`, in milliseconds. @param {string} text */
export function readingTime(text) {
  const words = Math.max(text.split(/\s+/).length, text.length / LETTERS_PER_WORD);
  return Math.max(SHORTEST_MS, LOOK_MS + (words / WORDS_PER_MINUTE) * 60_000);
}

export class Pace {
  /** Unseen, until it is told otherwise. @type {Set<string>} */
  #holds = new Set(["unseen"]);
  #stopped = false;
  #due;
  #delay;
  #changed;

  /**
   * @param {() => void} due called when an interval has passed
   * @param {() => number} delay milliseconds until then; 0: there is nothing to rotate
   * @param {() => void} changed called whenever rotation may have begun or ended
   */
  constructor(due, delay, changed) {
    this.#due = due;
    this.#delay = delay;
    this.#changed = changed;
  }

  get stopped() {
    return this.#stopped || !this.#delay();
  }

  get running() {
    return !this.stopped && !this.#holds.size;
  }

  /** Stops for good, or lets go again. @param {boolean} stopped */
  stop(stopped) {
    this.#stopped = stopped;
    this.restart();
  }

  /** Holds while a reason lasts. @param {string} reason @param {boolean} lasts */
  hold(reason, lasts) {
    this.#holds[lasts ? "add" : "delete"](reason);
    this.restart();
  }

  /** Begins a fresh interval where rotation runs, and none where it does not. */
  restart() {
    (this.running ? wake : cancel)(this.#due, this.#delay());
    this.#changed();
  }
}
