// Orama, a search engine with documents of its own. In: the quotes. Out: hits, best first. Never demands every word:
// its strict threshold would have them all in one field, and lose an author with a word.
import { create, insertMultiple, load, save, search as find } from "@orama/orama";

let index;
export const name = "orama";
export const settings = "tolerance 1, text counts double, any word";

const make = () => create({ schema: { text: "string", author: "string", topic: "string", source: "string" } });

export async function build({ quotes }) {
  index = make();
  await insertMultiple(index, quotes.map((quote) => ({ ...quote, id: String(quote.id) })), 5000);
}

export async function search(term, limit) {
  const { hits } = await find(index, { term, limit, tolerance: 1, boost: { text: 2 } });
  return hits.map(({ id, document }) => ({ id: Number(id), text: document.text }));
}

export const pack = () => JSON.stringify(save(index));

export function restore({ packedText }) {
  index = make();
  load(index, JSON.parse(packedText));
}
