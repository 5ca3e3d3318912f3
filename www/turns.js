// @ts-check
// Which quote comes next and which came before: a collection's rotation, the way back, and what the
// reader jumped to in between. Quotes go in at a jump, quotes come out. Holds no timer and shows nothing.

/** @typedef {import("./core.d.ts").Quote} Quote */
/** @typedef {import("./core.d.ts").Rotation} Rotation */

/** So many quotes can be walked back over as they were shown. */
const LONGEST_TRAIL = 100;

export class Turns {
  #from;
  #shuffles;
  #total;
  #ahead;
  /** The way back from the oldest that is known. @type {Rotation | undefined} */
  #behind;
  /** @type {(Quote | undefined)[]} what was shown, the oldest first */
  #trail = [];
  #at = -1;
  #drawn = 1;
  /** What began its round while it stood there: its turn is yet to come. @type {Quote | undefined} */
  #late;
  /** @type {Set<string | undefined>} what was shown in this round: no jump makes the round repeat it */
  #shown = new Set();

  /**
   * @param {import("./epigraph.d.ts").BuiltIn} collection
   * @param {import("./core.d.ts").RotationOptions} options
   * @param {number} total how many quotes a round has
   */
  constructor(collection, options, total) {
    this.#from = (/** @type {string | undefined} */ first) => collection.rotation({ ...options, first });
    this.#shuffles = options.order === "shuffle";
    this.#total = total;
    this.#ahead = this.#from(options.first);
    this.#add(this.#ahead.current);
  }

  get current() {
    return this.#trail[this.#at];
  }

  /** Shows another quote in between; a sequence goes on from there. To where it stands is no way. @param {Quote} quote */
  jump(quote) {
    if (quote.id === this.current?.id) return;
    if (!this.#shuffles) this.#ahead = this.#from(quote.id);
    this.#add(quote);
  }

  next() {
    if (this.#trail[this.#at + 1]) this.#at++;
    else this.#add(this.#draw(this.#late));
    return this.current;
  }

  previous() {
    if (this.#at > 0) this.#at--;
    else this.#trail.unshift((this.#behind ??= this.#from(this.current?.id)).previous());
    return this.current;
  }

  /** @param {Quote | undefined} quote */
  #add(quote) {
    this.#shown.add(quote?.id);
    this.#trail = [...this.#trail.slice(0, this.#at + 1), quote].slice(-LONGEST_TRAIL);
    this.#at = this.#trail.length - 1;
    // The oldest may be another now.
    this.#behind = undefined;
  }

  /** The next that this round has not shown; what stands there as its round begins comes after another. @param {Quote} [late] */
  #draw(late) {
    this.#late = undefined;
    for (let tries = 2 * this.#total; ; tries--) {
      const quote = late ?? this.#ahead.next();
      if (!late && this.#drawn++ % this.#total === 0) this.#shown.clear();
      late = undefined;
      if (!tries || !this.#shuffles) return quote;
      if (quote?.id === this.current?.id) this.#late = quote;
      else if (!this.#shown.has(quote?.id)) return quote;
    }
  }
}
