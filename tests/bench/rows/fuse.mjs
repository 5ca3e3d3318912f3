// Fuse.js, which compares a query with every quote. In: the quotes. Out: hits with what matched, best first. Never
// splits a query into words: as it comes, it looks for the whole of it.
import Fuse from "fuse.js";

let index;
export const name = "fuse";
export const settings = "threshold 0.3, ignoreLocation, includeMatches";

const keys = ["text", "author", "topic", "source"];
const options = { keys, threshold: 0.3, ignoreLocation: true, includeMatches: true };

export function build({ quotes }) {
  index = new Fuse(quotes, options);
}

export const search = (typed, limit) => index.search(typed, { limit }).map(({ item }) => item);

export const pack = () => JSON.stringify(index.getIndex());

export function restore({ quotes, packedText }) {
  index = new Fuse(quotes, options, Fuse.parseIndex(JSON.parse(packedText)));
}
