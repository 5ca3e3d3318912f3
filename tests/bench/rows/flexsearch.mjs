// FlexSearch in its quickest form: one index over all fields. In: the quotes. Out: hits, best first. Never finds every
// typo: its encoder takes letters that sound alike for the same, which is as near as it comes without an index many
// times as large.
import { Charset, Index } from "flexsearch";

let index, quotes;
export const name = "flexsearch";
export const settings = "one index, tokenize forward, encoder LatinBalance, suggest";

const make = () => new Index({ tokenize: "forward", encoder: Charset.LatinBalance });

export function build(data) {
  quotes = data.quotes;
  index = make();
  for (const { id, text, author, topic, source } of quotes) index.add(id, `${text} ${author} ${topic} ${source}`);
}

export const search = (typed, limit) => index.search(typed, { limit, suggest: true }).map((id) => quotes[id]);

export async function pack() {
  const parts = {};
  await index.export((key, value) => {
    parts[key] = value;
  });
  return JSON.stringify(parts);
}

export function restore(data) {
  quotes = data.quotes;
  index = make();
  for (const [key, value] of Object.entries(JSON.parse(data.packedText))) index.import(key, value);
}
