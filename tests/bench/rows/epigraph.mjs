// Epigraph: dist/core.js with dist/epigraph.wasm. In: the JSON as bytes, and the engine's. Out: hits with their marks,
// no facets, since nobody else counts any. Never reads a quote that is not shown.
import { open } from "epigraph";

let quotes;
export const name = "epigraph";
export const settings = "as it comes: typos, inflection, the last word unfinished; facets off";

export async function build({ bytes, engine }) {
  quotes = await open(bytes, { format: "json", maxBytes: 2 ** 28, wasm: engine });
}

export const search = (typed, limit) =>
  quotes.search(typed, { limit, facets: false }).hits.map(({ quote: { id, text }, marks }) => ({ id: Number(id), text, marks }));

export const pack = () => quotes.pack();

export async function restore({ packed, engine }) {
  quotes = await open(packed, { wasm: engine });
}
