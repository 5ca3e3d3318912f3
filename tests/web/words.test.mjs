// The words of the widget itself: which language a tag calls for, that each says everything, numbers and plurals, words of
// a page's own, quotation marks.
// In: the parts in dist/, without a browser. Out: the promises about `lang` and `words` that need no page.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { distFolder } from "./files.mjs";

const names = readdirSync(join(distFolder, "parts"));
/** A part by its name without the hash. */
const load = (wanted) => import(pathToFileURL(join(distFolder, "parts", names.find((name) => name.replace(/-[^-]+$/, "") === wanted))).href);
/** A language as its file has it. */
const file = async (tag) => (await load(`words-${tag}`)).words;

/** The part, in a world with just enough of a document to fetch others from. */
async function wordsOf(tag, own) {
  globalThis.document ??= { createElement: () => ({ setAttribute() {}, append() {}, remove() {} }), head: { append() {} } };
  return (await load("more")).words({ closest: () => ({ lang: tag }), words: own });
}

const LANGUAGES = ["ar", "de", "es", "fa", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "pt-BR", "ru", "sv", "tr", "zh", "zh-Hant"];
const COUNTS = [0, 1, 2, 5, 11, 21, 100, 1_000_000];
/** Numbers that a language writes out. */
const WRITTEN_OUT = { ar: [0, 1, 2], he: [1, 2] };
/** Words that a language has in common with English. */
const SAME = { de: ["filter", "link"], fr: ["pause", "paraphrase", "parts.fields.source"], nl: ["link"], "pt-BR": ["link"] };

/** Every word by its path: texts as they are, functions by what they say of a number. */
function flat(words, path = "") {
  return Object.entries(words).flatMap(([name, value]) => {
    if (["language", "number", "quoted"].includes(name)) return [];
    if (typeof value === "object") return flat(value, `${path}${name}.`);
    return [[path + name, typeof value === "function" ? value(name === "suggest" ? "x" : 7) : value]];
  });
}

test("there is a part for each language, and for no other", () => {
  const found = names.map((name) => /^words-(.*)-[^-]+\.js$/.exec(name)?.[1]).filter(Boolean);
  assert.deepEqual(found.sort(), LANGUAGES.toSorted());
});

test("every language says everything, and nothing in English", async () => {
  const english = Object.fromEntries(flat(await wordsOf("en")));
  for (const tag of LANGUAGES) {
    const said = await file(tag);
    const paths = flat(said).map(([path]) => path);
    // A phrase that counts is several.
    const lacking = Object.keys(english).filter((path) => !paths.some((other) => other === path || other.startsWith(`${path}.`)));
    assert.deepEqual(lacking, [], `${tag} lacks words`);
    const same = flat(await wordsOf(said.language)).filter(([path, value]) => value === english[path]).map(([path]) => path);
    assert.deepEqual(same.sort(), (SAME[tag] ?? []).toSorted(), `${tag} says as English does`);
  }
});

test("numbers and plurals, in every category a language has", async () => {
  for (const tag of LANGUAGES) {
    const { language } = await file(tag);
    const words = await wordsOf(language);
    assert.equal(words.language, language);
    const digits = new Intl.NumberFormat(language);
    for (const name of ["found", "search", "partial"]) {
      for (const count of COUNTS) {
        const said = words[name](count);
        assert.doesNotMatch(said, /[{}]|undefined/, `${tag} ${name} ${count}`);
        if (!WRITTEN_OUT[tag]?.includes(count)) assert.ok(said.includes(digits.format(count)), `${tag} ${name} ${count}: ${said}`);
      }
    }
    assert.ok(words.numbered(7).includes(digits.format(7)));
    assert.ok(words.filter(2).includes(`(${digits.format(2)})`) && !/\d|\(/.test(words.filter(0)));
    assert.ok(words.suggest("{n} $&").includes("{n} $&"), "the reader's words stay as they are");
    assert.deepEqual(Object.keys((await file(tag)).found).toSorted(), new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted(), tag);
  }
  const said = async (tag, ...counts) => counts.map((await wordsOf(tag)).found);
  assert.deepEqual(await said("ru", 1, 2, 5, 11, 21), ["1 цитата", "2 цитаты", "5 цитат", "11 цитат", "21 цитата"]);
  assert.deepEqual(await said("pl", 1, 2, 5, 12, 22), ["1 cytat", "2 cytaty", "5 cytatów", "12 cytatów", "22 cytaty"]);
  assert.deepEqual(await said("ar-EG", 1, 2, 3, 11, 100), ["اقتباس واحد", "اقتباسان", "٣ اقتباسات", "١١ اقتباسًا", "١٠٠ اقتباس"]);
  assert.deepEqual(await said("de-CH", 1, 12345), ["1 Zitat", `${new Intl.NumberFormat("de-CH").format(12345)} Zitate`]);
  assert.deepEqual(await said("fr", 0, 2_000_000), ["0 citation", `${new Intl.NumberFormat("fr").format(2_000_000)} de citations`]);
});

const TAGS = {
  de: "de", "de-AT": "de", DE: "de", "pt-BR": "pt-BR", pt: "pt-BR", "PT-br": "pt-BR", "pt-PT": "pt-PT", "pt-AO": "pt-PT",
  zh: "zh-Hans", "zh-CN": "zh-Hans", "zh-Hans-HK": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-Hant-TW": "zh-Hant", iw: "he",
  en: "en", "EN-gb": "en", eo: "en", "x-klingon": "en", "": "en", "de_AT": "en", "-": "en", constructor: "en", "not a tag": "en", "__proto__": "en",
};

test("a tag calls for the nearest language, and anything else for English", async () => {
  const found = {};
  for (const tag of Object.keys(TAGS)) found[tag] = (await wordsOf(tag)).language;
  assert.deepEqual(found, TAGS);
});

test("words of the page's own take the place of some, or make a language of their own", async () => {
  const some = await wordsOf("de", { next: "Weiter", found: { one: "{n} Spruch", other: "{n} Sprüche" }, parts: { copied: "Schon kopiert" } });
  assert.deepEqual([some.next, some.previous, some.found(1), some.search(12), some.parts.copied, some.parts.retry],
    ["Weiter", "Vorheriges Zitat", "1 Spruch", "12 Sprüche durchsuchen", "Schon kopiert", "Noch einmal versuchen"]);
  const english = await wordsOf("en", { found: "{n} sayings" });
  assert.deepEqual([english.search(2), english.partial(3)], ["Search 2 sayings", "No quote has all of these words. In part: 3 sayings"]);
  assert.deepEqual(flat(await wordsOf("en", {})), flat(await wordsOf("en")), "nothing replaced, nothing changed");
  const finnish = await wordsOf("fi", { language: "fi", found: { one: "{n} lainaus", other: "{n} lainausta" }, filter: "Suodata" });
  assert.deepEqual([finnish.language, finnish.found(1234), finnish.filter(2), finnish.next],
    ["fi", `${new Intl.NumberFormat("fi").format(1234)} lainausta`, "Suodata (2)", "Next quote"]);
});

test("quotation marks are those of the quote's language", async () => {
  const { quoted } = await wordsOf("en");
  const marks = (lang, kind = "quotation") => quoted({ lang, kind }, ["x"]).join("");
  assert.deepEqual(["en", null, "de-AT", "de-CH", "fr", "PL", "ja", "zh-Hant", "zh", "sv", "", "x"].map((lang) => marks(lang)),
    ["“x”", "“x”", "„x“", "«x»", "«\u00a0x\u00a0»", "„x”", "「x」", "「x」", "“x”", "”x”", "“x”", "“x”"]);
  assert.equal(marks("de", "paraphrase"), "x");
});

test("README names every word that a page can say its own way", async () => {
  const readme = readFileSync(join(distFolder, "README.md"), "utf8");
  const listed = readme.slice(readme.indexOf("The words are `quotes`"), readme.indexOf("### Script"));
  const words = flat(await file("de")).map(([path]) => path.replace(/\.(one|other)$/, "").split(".").at(-1));
  assert.deepEqual(words.filter((word) => !new RegExp(`[\`{ ]${word}[\`},]`).test(listed)), []);
});
