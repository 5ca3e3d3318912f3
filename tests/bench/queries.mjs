// What readers type, drawn from the quotes they look for. In: quotes and how many queries. Out: queries with the text
// typed, the words meant and whether there is a typo; the keystrokes of one; and which quotes it means. Never sends a
// query that no quote answers: what is measured besides speed is whether it is found.
import { pick, random, shuffled } from "./random.mjs";
import { grammar } from "./vocabulary.mjs";

/** The share of queries with a typo. */
const TYPOS = 0.3;
/** The shares of single words and of neighbours; the rest are an author's name and a word. */
const [WORDS, NEIGHBOURS] = [0.4, 0.35];

/** Lower case, no accents. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const frequent = new Set(grammar);

/** One letter wrong, missing, too many or swapped with the next; never the first. */
function misspell(word, chance) {
  const at = 1 + Math.floor(chance() * (word.length - 2));
  const [head, here, next, tail] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
  const other = pick([..."abcdefghijklmnopqrstuvwxyz"], chance);
  return head + pick([other + next, next, here + other + next, next + here], chance) + tail;
}

/** The words somebody has in mind of a quote; none where it has nothing to remember. */
function remember({ text, author }, chance) {
  const words = wordsOf(text);
  const telling = words.filter((word) => word.length > 3 && !frequent.has(word));
  const shape = chance();
  if (telling.length === 0) return [];
  if (shape < WORDS) return [pick(telling, chance)];
  if (shape < WORDS + NEIGHBOURS) {
    const first = Math.floor(chance() * (words.length - 1));
    return telling.includes(words[first]) || telling.includes(words[first + 1]) ? words.slice(first, first + 2) : [];
  }
  return [wordsOf(author).at(-1), pick(telling, chance)];
}

/** As many different queries as were asked for, or as a very small collection has. */
export function makeQueries(quotes, count) {
  const chance = random(2);
  const queries = new Map();
  for (let draws = 100 * count; queries.size < count && draws > 0; draws--) {
    const words = remember(pick(quotes, chance), chance);
    const longest = words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
    const typo = queries.size < Math.round(count * TYPOS);
    if (words.length === 0 || (typo && longest.length < 5)) continue;
    const wrong = typo ? misspell(longest, chance) : longest;
    const typed = words.map((word) => (word === longest ? wrong : word)).join(" ");
    if (typo && wrong === longest) continue;
    queries.set(typed, { typed, words, typo });
  }
  return shuffled([...queries.values()], chance);
}

/** A search box answers from two letters on. */
export const keystrokes = ({ typed }) => Array.from({ length: typed.length - 1 }, (_, more) => typed.slice(0, more + 2));

/** For each query the ids of the quotes that hold every word meant, at least as the beginning of a word. */
export function findMeant(queries, quotes) {
  const texts = quotes.map((quote) => ` ${wordsOf(`${quote.text} ${quote.author} ${quote.topic} ${quote.source}`).join(" ")}`);
  return queries.map(({ words }) => {
    const beginnings = words.map((word) => ` ${word}`);
    return new Set(quotes.filter((_, at) => beginnings.every((word) => texts[at].includes(word))).map(({ id }) => id));
  });
}

/** How many words and how many different ones the texts have. */
export function countWords(quotes) {
  const different = new Set();
  let total = 0;
  for (const { text } of quotes)
    for (const word of wordsOf(text)) {
      total++;
      different.add(word);
    }
  return { total, different: different.size };
}
