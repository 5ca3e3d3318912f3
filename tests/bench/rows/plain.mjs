// What one writes without a library: every typed word stands somewhere in the quote. In: the quotes. Out: the first
// hits in the collection's order, with their places. Never ranks, never forgives a typo.
let lines, quotes;
export const name = "plain scan";
export const settings = "substrings, first ten, no typos, no ranking";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function build(data) {
  quotes = data.quotes;
  lines = quotes.map(({ text, author, topic, source }) => fold(`${text} ${author} ${topic} ${source}`));
}

export function search(typed, limit) {
  const words = fold(typed).split(" ").filter(Boolean);
  const hits = [];
  for (let id = 0; id < lines.length && hits.length < limit; id++) {
    const places = words.map((word) => lines[id].indexOf(word));
    if (places.every((place) => place >= 0)) hits.push({ id, text: quotes[id].text, places });
  }
  return hits;
}
