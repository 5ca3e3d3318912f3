// @ts-check
// Which quote comes next and which came before: a collection's rotation, and the way back over jumps.
// An id goes in at a jump, quotes come out. Holds no timer and shows nothing.

/** @typedef {import("./core.d.ts").Quote} Quote */
/** @typedef {import("./core.d.ts").Rotation} Rotation */

/** So many jumps can be walked back over. */
const MOST_JUMPS = 50;

export class Turns {
  #collection;
  #options;
  /** @type {Rotation} */
  #rotation;
  #steps = 0;
  /** @type {{rotation: Rotation, steps: number}[]} rotations left by a jump, and how far each had come */
  #left = [];

  /**
   * @param {import("./core.d.ts").Collection} collection
   * @param {import("./core.d.ts").RotationOptions} options
   */
  constructor(collection, options) {
    this.#collection = collection;
    this.#options = options;
    this.#rotation = collection.rotation(options);
  }

  get current() {
    return this.#rotation.current;
  }

  /** Goes on from another quote. @param {string} first its id */
  jump(first) {
    this.#left = [...this.#left, { rotation: this.#rotation, steps: this.#steps }].slice(-MOST_JUMPS);
    this.#rotation = this.#collection.rotation({ ...this.#options, first });
    this.#steps = 0;
  }

  next() {
    this.#steps++;
    return this.#rotation.next();
  }

  /** The quote before, which at a jump is the one jumped from. */
  previous() {
    const left = this.#steps ? undefined : this.#left.pop();
    if (left) {
      this.#rotation = left.rotation;
      this.#steps = left.steps;
      return this.current;
    }
    this.#steps--;
    return this.#rotation.previous();
  }
}
