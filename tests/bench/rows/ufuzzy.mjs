// uFuzzy: one regular expression over every quote, no index and so nothing to pack. In: the quotes. Out: hits with
// ranges, ranked where a thousand or fewer match. Never accepts more than one error a word.
import uFuzzy from "@leeoniya/ufuzzy";

let fuzzy, lines, quotes;
export const name = "ufuzzy";
export const settings = "intraMode 1 (one error a word), words in any order";

export function build(data) {
  quotes = data.quotes;
  fuzzy = new uFuzzy({ intraMode: 1 });
  lines = uFuzzy.latinize(quotes.map(({ text, author, topic, source }) => `${text} ${author} ${topic} ${source}`));
}

export function search(typed, limit) {
  const [found, about, order] = fuzzy.search(lines, uFuzzy.latinize(typed), 3);
  const best = order ? order.slice(0, limit).map((place) => about.idx[place]) : (found ?? []).slice(0, limit);
  return best.map((id) => quotes[id]);
}
