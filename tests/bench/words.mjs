// The rare words: as many as anybody asks for. In: a number, 0 for the most frequent. Out: a word that looks like
// one, short for low numbers and long for high ones. Never looks at chance: a number is always the same word.

const ONSETS = "b br c ch d dr f fl g gr h j k l m n p pl qu r s sh st t th tr v w".split(" ");
const NUCLEI = "a e i o u ai ea ou oo".split(" ");
const CODAS = ["", ..."n r l s p m nd st sk rd".split(" ")];
const LINKS = ["", ..."n r l s".split(" ")];

/** A third of the long stems begin with one of these: short prefixes as full as they are in a real dictionary. */
const PREFIXES = "con re in un de pre dis ex pro com over inter".split(" ");

/** What grows from one stem, so that inflection has something to find. */
const FAMILIES = [["", "s", "ed", "ing"], ["", "s", "ful", "less"], ["", "ly", "ness", "er"]];

/** A product of lists: each number below the product of their lengths is another text. */
function combine(number, ...lists) {
  let [rest, text] = [number, ""];
  for (const list of lists) {
    text += list[rest % list.length];
    rest = Math.floor(rest / list.length);
  }
  return text;
}

const CLOSED = ONSETS.length * NUCLEI.length * CODAS.length;
const OPEN = ONSETS.length * NUCLEI.length * LINKS.length;

/** Each number another stem: one syllable first, then a prefix or a syllable before the stem of a smaller number. */
function stem(number) {
  if (number < CLOSED) return combine(number, ONSETS, NUCLEI, CODAS);
  const [group, place] = [Math.floor((number - CLOSED) / 3), (number - CLOSED) % 3];
  if (place === 0) return PREFIXES[group % PREFIXES.length] + stem(Math.floor(group / PREFIXES.length));
  const long = group * 2 + place - 1;
  return combine(long % OPEN, ONSETS, NUCLEI, LINKS) + stem(Math.floor(long / OPEN));
}

export function word(number) {
  const root = Math.floor(number / 4);
  return stem(root) + FAMILIES[root % FAMILIES.length][number % 4];
}

/** A surname: a stem with an ending that surnames have. */
export const surname = (number) => {
  const name = stem(number * 7 + 400);
  return name[0].toUpperCase() + name.slice(1) + ["", "son", "berg", "ley", "ton", "ová"][number % 6];
};
