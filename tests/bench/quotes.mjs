// Quotes to measure with, made up: same number, same quotes, on every machine. In: how many. Out: quotes with text,
// author, topic and source; from the command line as JSON:
//     node quotes.mjs 10000
// Never reads a file: real collections of this size are not free to pass on. What makes an index large or slow is
// how words are spread, so the spread is taken from what is known of real text:
// - Words follow Zipf's law in two regimes (Gerlach and Altmann 2013): frequency falls as 1/rank over the common core
//   of a language, faster beyond, without an end; Mandelbrot's shift flattens the first few. New words therefore
//   never cease (Heaps' law): 100,000 quotes hold more than 100,000 different ones, most of them once or twice.
// - Frequent words are short, rare ones long (Zipf's law of abbreviation); prefixes are shared and words have inflected
//   forms, since both decide what a search for a beginning or for a typo must look through.
// - Words come in company: each topic has favourites, so two words of a query meet more often than chance has it.
// - Lengths are log-normal, a median of 21 words and a mean of 25, as in collections of quotes.
// - A few authors and topics have most quotes and most have few; not every quote names a topic or a source.
import { fileURLToPath } from "node:url";
import { pick, random } from "./random.mjs";
import { given, grammar, meaning } from "./vocabulary.mjs";
import { surname, word } from "./words.mjs";

/** Ranks of the common core, the exponent beyond, and the shift of the head. */
const [CORE, TAIL, SHIFT] = [7873, 1.77, 1];
/** No rank is beyond: numbers stay exact. */
const LAST = 2 ** 40;

const written = [...grammar, ...meaning];
const wordOf = (rank) => written[rank] ?? word(rank - written.length);

/** Cumulated weights of the core, and what the tail weighs in all. */
const weights = new Float64Array(CORE);
for (let rank = 0, sum = 0; rank < CORE; rank++) weights[rank] = sum += 1 / (rank + 1 + SHIFT);
const beyond = CORE / (CORE + SHIFT) / (TAIL - 1);

function rankOf(chance) {
  const at = chance() * (weights[CORE - 1] + beyond);
  if (at >= weights[CORE - 1]) return unending(CORE, TAIL, chance);
  let [low, high] = [0, CORE - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (weights[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A rank from `first` on whose frequency falls with this exponent and never ends: Pareto's law. */
const unending = (first, exponent, chance) => Math.floor(Math.min(first * (1 - chance()) ** (-1 / (exponent - 1)), LAST));

/** The standard normal distribution, after Box and Muller. */
const normal = (chance) => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const authorOf = (number) => `${given[(number * 29) % given.length]} ${surname(number)}`;
const topicOf = (number) => capital(meaning[(number * 31) % meaning.length]) + (number < meaning.length ? "" : ` and ${word(number)}`);
const sourceOf = (author, work) => `The ${capital(wordOf(grammar.length + (author * 17 + work * 101) % 900))} of ${capital(wordOf(400 + (author * 13 + work * 7) % 3000))}`;

/** One sentence or several, with the marks that stand in real ones. */
function textOf(topic, chance) {
  const length = Math.min(Math.max(Math.round(21 * Math.exp(0.6 * normal(chance))), 3), 150);
  let [text, opening] = ["", true];
  for (let place = 1; place <= length; place++) {
    const favourite = (topic * 257 + unending(1, 1.8, chance) * 61) % 6000;
    const next = wordOf(chance() < 0.1 ? grammar.length + favourite : rankOf(chance));
    text += opening ? capital(next) : next;
    opening = place === length || chance() < 0.06;
    text += opening ? "." : chance() < 0.07 ? "," : "";
    if (place < length) text += " ";
  }
  return text;
}

/** The first `count` quotes of an endless list. */
export function makeQuotes(count) {
  const chance = random(1);
  return Array.from({ length: count }, (_, id) => {
    const author = unending(8, 1.6, chance);
    const topic = unending(12, 1.7, chance);
    const text = textOf(topic, chance);
    return {
      id,
      text,
      author: authorOf(author),
      topic: chance() < 0.75 ? topicOf(topic) : "",
      source: chance() < 0.6 ? sourceOf(author, Math.floor(chance() * 4)) : "",
    };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(makeQuotes(Number(process.argv[2]))));
