// MiniSearch, set up for search as you type. In: the quotes. Out: hits, best first. Never keeps texts in its index:
// a page has them already.
import MiniSearch from "minisearch";

let index, quotes;
export const name = "minisearch";
export const settings = "all words, the last one unfinished, fuzzy 0.2 from four letters on";

const options = {
  fields: ["text", "author", "topic", "source"],
  searchOptions: {
    combineWith: "AND",
    prefix: (term, place, terms) => place === terms.length - 1,
    fuzzy: (term) => term.length >= 4 && 0.2,
  },
};

export function build(data) {
  quotes = data.quotes;
  index = new MiniSearch(options);
  index.addAll(quotes);
}

export const search = (typed, limit) => index.search(typed).slice(0, limit).map(({ id }) => quotes[id]);

export const pack = () => JSON.stringify(index);

export function restore(data) {
  quotes = data.quotes;
  index = MiniSearch.loadJSON(data.packedText, options);
}
