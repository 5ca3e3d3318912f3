//! A search so plain that it can be read at a glance, beside which the real one must stand.
//!
//! It looks at every word of every quote, keeps no index and knows no shortcut.

use epigraph::stem::stem;
use epigraph::text::{fold, words};
use epigraph::{Clause, Collection, Index, Kind, Options, Query, Quote, Tier, search, select};
use pagefind_stem::{Algorithm, Stemmer};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const WORDS: [&str; 35] = [
    "data",
    "date",
    "model",
    "models",
    "modeling",
    "real",
    "time",
    "realtime",
    "real-time",
    "retrain",
    "retraining",
    "retrained",
    "evaluation",
    "evaluate",
    "evaluating",
    "café",
    "Cafe",
    "AI",
    "22",
    "catch",
    "catch22",
    "don't",
    "dont",
    "system",
    "systems",
    "x",
    "Haus",
    "Häuser",
    "hauses",
    "schön",
    "schon",
    "SCHÖNE",
    "Maße",
    "Masse",
    "rate",
];

/// What a quote may be in; none, and what is unknown, is as good as English for the words of an English stem.
const LANGUAGES: [Option<&str>; 5] = [None, Some("en-GB"), Some("de"), Some("de-AT"), Some("tlh")];

/// The words of a collection, folded, and those of its German quotes as they are written.
struct Known {
    words: BTreeSet<String>,
    german: BTreeSet<String>,
}

impl Known {
    fn of(collection: &Collection) -> Self {
        let mut known = Self { words: BTreeSet::new(), german: BTreeSet::new() };
        for quote in collection.quotes() {
            for (_, text) in fields(&quote) {
                for word in words(&text) {
                    if quote.lang.is_some_and(|lang| lang.starts_with("de")) {
                        known.german.insert(text[word.start..word.end].to_string());
                    }
                    known.words.insert(word.folded);
                }
            }
        }
        known
    }

    fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    fn any_begins(&self, beginning: &str) -> bool {
        self.words.iter().any(|known| known.starts_with(beginning))
    }

    /// Whether a German quote holds `word` in a spelling that shares a stem with what was typed.
    fn shares_german_stem(&self, typed: &str, word: &str) -> bool {
        let stemmer = Stemmer::create(Algorithm::German);
        let stems = |word: &str| [word.to_lowercase(), fold(word)].map(|word| fold(&stemmer.stem(&word)));
        let shares = |written: &String| stems(written).iter().any(|stem| stems(typed).contains(stem));
        self.german.iter().filter(|written| fold(written) == word).any(shares)
    }
}

/// The fields in a fixed order; a tag stands apart from its neighbours.
fn fields(quote: &Quote<'_>) -> Vec<(&'static str, String)> {
    let part = quote.part.and_then(|part| part.title);
    let named = [
        ("text", Some(quote.text)),
        ("topic", quote.topic),
        ("source", quote.source),
        ("author", quote.author),
        ("part", part),
    ];
    let tags = quote.tags.iter().map(|tag| ("tag", tag.to_string()));
    named.into_iter().filter_map(|(name, text)| Some((name, text?.to_string()))).chain(tags).collect()
}

/// Edits between two words by the whole table (optimal string alignment).
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let kept = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = kept.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    table[a.len()][b.len()]
}

fn read_as(known: &Known, typed: (&str, &str), word: &str, unfinished: bool, typos: bool) -> Option<Tier> {
    let (typed, written) = typed;
    if typed == word {
        return Some(Tier::Whole);
    }
    if stem(typed) == stem(word) || known.shares_german_stem(written, word) {
        return Some(Tier::Inflected);
    }
    if unfinished && word.starts_with(typed) {
        return Some(Tier::Prefix);
    }
    let forgiven = [0, 0, 0, 0, 1, 1, 1, 1].get(typed.chars().count()).copied().unwrap_or(2);
    let beginnings = word.char_indices().map(|(at, c)| &word[..at + c.len_utf8()]);
    let begins = unfinished && typed.chars().next() == word.chars().next();
    let near = beginnings.filter(|b| begins || *b == word).map(|b| edits(typed, b)).min()?;
    match near {
        1 if typos && forgiven >= 1 && edits(typed, word) == 1 => Some(Tier::Typo),
        1 | 2 if typos && forgiven >= near => Some(Tier::Typos),
        _ => None,
    }
}

/// Every (field, first word, words, tier) at which a clause stands in a quote.
fn stands(
    known: &Known,
    quote: &Quote<'_>,
    clauses: &[Clause],
    at: usize,
    typos: bool,
) -> Vec<(usize, usize, usize, Tier)> {
    let mut found: BTreeMap<(usize, usize), (Tier, usize)> = BTreeMap::new();
    let clause = &clauses[at];
    for (field, (_, text)) in fields(quote).iter().enumerate() {
        let tokens: Vec<String> = words(text).map(|word| word.folded).collect();
        let mut note = |position, length, tier| {
            let best = found.entry((field, position)).or_insert((tier, length));
            *best = (*best).min((tier, length));
        };
        for position in 0..tokens.len() {
            let rest = &tokens[position..];
            let row = |row: &[&str], unfinished: bool| {
                let (last, before) = row.split_last()?;
                let begins = rest.len() >= row.len() && before.iter().zip(rest).all(|(a, b)| a == b);
                let end = rest.get(before.len()).filter(|_| begins)?;
                match end == last {
                    true => Some(Tier::Whole),
                    false => (unfinished && end.starts_with(last)).then_some(Tier::Prefix),
                }
            };
            if clause.phrase {
                let words: Vec<&str> = clause.words.split(' ').collect();
                row(&words, clause.unfinished).into_iter().for_each(|tier| note(position, words.len(), tier));
                continue;
            }
            let word = &clause.words;
            // Where words are as short as the beginnings that are answered ahead, accents do not matter.
            let written = if word.chars().count() > 3 { &clause.written } else { word };
            read_as(known, (word, written), &rest[0], clause.unfinished, typos)
                .into_iter()
                .for_each(|tier| note(position, 1, tier));
            let listed = known.contains(word);
            let begins = known.any_begins(word);
            for (cut, _) in word.char_indices().skip(1).filter(|_| listed || !clause.unfinished || !begins) {
                let (head, tail) = word.split_at(cut);
                let unfinished = clause.unfinished && !listed && head.len() >= 2 && tail.len() >= 3;
                row(&[head, tail], unfinished).into_iter().for_each(|tier| note(position, 2, tier));
            }
            for first in [at.wrapping_sub(1), at] {
                if let (Some(a), Some(b)) = (clauses.get(first), clauses.get(first.wrapping_add(1)))
                    && !a.phrase
                    && !b.phrase
                {
                    let joined = format!("{}{}", a.words, b.words);
                    let (beginning, _) = joined.split_at(a.words.len() + b.words.chars().next().unwrap().len_utf8());
                    if known.any_begins(beginning) {
                        let tier = read_as(known, (&joined, &joined), &rest[0], b.unfinished, false);
                        tier.into_iter().for_each(|tier| note(position, 1, tier));
                    }
                }
            }
        }
    }
    found.into_iter().map(|((field, position), (tier, length))| (field, position, length, tier)).collect()
}

/// The worst tier and how many clauses were corrected, where every clause stands in the quote.
fn answers(known: &Known, quote: &Quote<'_>, query: &Query, typos: bool) -> Option<(Tier, usize)> {
    let holds = |clause: &Clause| {
        stands(known, quote, std::slice::from_ref(clause), 0, false).iter().any(|&(.., tier)| tier <= Tier::Inflected)
    };
    let excluded = query.without.iter().any(holds);
    if excluded {
        return None;
    }
    let best = |at| stands(known, quote, &query.clauses, at, typos).into_iter().map(|(.., tier)| tier).min();
    let tiers = (0..query.clauses.len()).map(best).collect::<Option<Vec<Tier>>>()?;
    let corrected = tiers.iter().filter(|tier| tier.corrected()).count();
    Some((tiers.into_iter().max().unwrap_or(Tier::Whole), corrected))
}

/// Every quote that should answer, and its tier.
fn expected(collection: &Collection, query: &Query) -> BTreeMap<usize, Tier> {
    let known = Known::of(collection);
    for typos in [false, true] {
        let all = collection.quotes().enumerate();
        let all: Vec<_> = all.filter_map(|(at, quote)| Some((at, answers(&known, &quote, query, typos)?))).collect();
        if let Some(least) = all.iter().map(|(_, (_, corrected))| *corrected).min() {
            return all.into_iter().filter(|(_, (_, c))| *c == least).map(|(at, (tier, _))| (at, tier)).collect();
        }
    }
    BTreeMap::new()
}

fn text(most: usize) -> impl Strategy<Value = String> {
    let word = proptest::sample::select(&WORDS[..]);
    let separator = proptest::sample::select(&[" ", ", ", "-", " — ", "’ ", " 🎉 "][..]);
    proptest::collection::vec((word, separator), 1..most)
        .prop_map(|words| words.into_iter().map(|(word, separator)| format!("{word}{separator}")).collect())
}

fn collection() -> impl Strategy<Value = Collection> {
    let option = || proptest::option::of(text(3));
    let lang = proptest::sample::select(&LANGUAGES[..]);
    let quote = (text(9), option(), option(), proptest::collection::vec(text(3), 0..3), lang);
    proptest::collection::vec(quote, 1..9).prop_map(|quotes| {
        let mut collection = Collection::default();
        for (at, (text, topic, source, tags, lang)) in quotes.iter().enumerate() {
            collection.push(&Quote {
                id: &at.to_string(),
                text,
                kind: Kind::Quotation,
                topic: topic.as_deref(),
                author: None,
                source: source.as_deref(),
                url: None,
                part: None,
                tags: tags.iter().map(String::as_str).collect(),
                lang: *lang,
            });
        }
        collection
    })
}

/// A query of words as they are, cut short, misspelt, quoted or excluded.
fn typed() -> impl Strategy<Value = String> {
    let word = (proptest::sample::select(&WORDS[..]), 0_u8..8, any::<proptest::sample::Index>());
    proptest::collection::vec(word, 1..4).prop_map(|words| {
        let term = |(word, how, at): (&str, u8, proptest::sample::Index)| {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at.index(letters.len());
            match how {
                0 => drop(letters.remove(at)),
                1 => letters.insert(at, 'e'),
                2 if at > 0 => letters.swap(at - 1, at),
                3 => letters.truncate(at + 1),
                4 => return format!("\"{word}\""),
                5 => return format!("-{word}"),
                _ => {}
            }
            letters.into_iter().collect()
        };
        words.into_iter().map(term).collect::<Vec<String>>().join(" ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_search_answers_as_the_plain_one_does(collection in collection(), typed in typed()) {
        let query = Query::parse(&typed);
        let index = Index::build(&collection);
        let found = search(&index, &typed, &Options { limit: 100, ..Options::default() });
        let expected = expected(&collection, &query);
        if found.partial {
            prop_assert!(expected.is_empty());
        } else {
            let tiers: BTreeMap<_, _> = found.hits.iter().map(|hit| (hit.quote, hit.tier)).collect();
            prop_assert_eq!(&tiers, &expected);
        }
        prop_assert_eq!(found.total, found.hits.len());
        for pair in found.hits.windows(2) {
            let ahead = (pair[0].tier, -pair[0].score, pair[0].quote) < (pair[1].tier, -pair[1].score, pair[1].quote);
            prop_assert!(ahead, "{:?}", found.hits);
        }
    }

    #[test]
    fn marks_are_the_words_that_were_found(collection in collection(), typed in typed()) {
        let query = Query::parse(&typed);
        let known = Known::of(&collection);
        let index = Index::build(&collection);
        let found = search(&index, &typed, &Options { limit: 100, ..Options::default() });
        for hit in found.hits.iter().filter(|_| !found.partial) {
            let quote = &collection.get(hit.quote).unwrap();
            let typos = hit.tier.corrected();
            let mut marked: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
            let fields = fields(quote);
            for at in 0..query.clauses.len() {
                let stands = stands(&known, quote, &query.clauses, at, typos);
                let best = stands.iter().map(|&(.., tier)| tier).min().unwrap().max(Tier::Inflected);
                for (field, position, length, tier) in stands {
                    if tier <= best {
                        let (name, text) = &fields[field];
                        let of: Vec<_> = words(text).collect();
                        for word in &of[position..position + length] {
                            marked.entry(name).or_default().push((word.start, word.end));
                        }
                    }
                }
            }
            for name in ["text", "topic", "source"] {
                let ranges = hit.marks.iter().filter(|mark| mark.name() == name).map(|mark| (mark.start, mark.end));
                let ranges: Vec<(usize, usize)> = ranges.collect();
                let Some((_, text)) = fields.iter().find(|(field, _)| *field == name) else { continue };
                let units: Vec<u16> = text.encode_utf16().collect();
                let mut end = 0;
                for &(start, stop) in &ranges {
                    prop_assert!(end <= start && start < stop);
                    prop_assert!(String::from_utf16(&units[start..stop]).is_ok());
                    end = stop;
                }
                let unit = |byte: usize| text[..byte].encode_utf16().count();
                let inside = |word: &(usize, usize)| {
                    ranges.iter().any(|range| range.0 <= unit(word.0) && unit(word.1) <= range.1)
                };
                let words = marked.remove(name).unwrap_or_default();
                prop_assert!(words.iter().all(inside), "{} {:?} {:?}", text, words, ranges);
                let starts: Vec<usize> = words.iter().map(|word| unit(word.0)).collect();
                prop_assert!(ranges.iter().all(|range| starts.contains(&range.0)), "{} {:?} {:?}", text, words, ranges);
            }
        }
    }

    #[test]
    fn a_filter_by_length_lets_through_what_a_count_of_characters_does(
        collection in collection(), typed in typed(), low in proptest::option::of(0_usize..90), high in proptest::option::of(0_usize..90), without: bool,
    ) {
        let end = |end: Option<usize>| end.map(|end| end.to_string()).unwrap_or_default();
        let sign = if without { "-" } else { "" };
        let filter = format!("{sign}length:{}..{}", end(low), end(high));
        let within = |quote: &Quote<'_>| {
            let length = quote.text.chars().count();
            // Of no numbers nothing is asked.
            (low.is_none() && high.is_none()) || (low.unwrap_or(0) <= length && length <= high.unwrap_or(usize::MAX)) != without
        };
        let expected: Vec<usize> = collection.quotes().enumerate().filter(|(_, quote)| within(quote)).map(|(at, _)| at).collect();
        let built = Index::build(&collection);
        for index in [Index::open(built.pack().to_vec()).unwrap(), built] {
            prop_assert_eq!(&select(&index, &filter), &expected, "{}", filter);
            let all = |typed: &str, filter: &str| {
                let found = search(&index, typed, &Options { limit: 100, filter, ..Options::default() });
                (found.partial, found.hits.iter().map(|hit| hit.quote).collect::<BTreeSet<usize>>())
            };
            prop_assert_eq!(all("", &filter).1, expected.iter().copied().collect::<BTreeSet<usize>>());
            prop_assert_eq!(all(&filter, "").1, all("", &filter).1);
            // Of what answers as typed the filter takes some away, and nothing else.
            let (partial, wanted) = all(&typed, "");
            let through: BTreeSet<usize> = wanted.into_iter().filter(|quote| expected.contains(quote)).collect();
            if !partial && !through.is_empty() {
                prop_assert_eq!(all(&typed, &filter).1, through);
            }
        }
    }

    #[test]
    fn a_collection_is_read_as_it_was_written(collection in collection()) {
        let read = Collection::read(&collection.write());
        prop_assert_eq!(&read.topic_prefix, &collection.topic_prefix);
        prop_assert_eq!(read.len(), collection.len());
        for index in 0..collection.len() {
            prop_assert_eq!(read.get(index), collection.get(index));
        }
    }

    #[test]
    fn an_index_gives_every_quote_back_and_opens_as_it_was_saved(collection in collection(), typed in typed()) {
        let built = Index::build(&collection);
        let opened = Index::open(built.pack().to_vec()).unwrap();
        for quote in 0..collection.len() {
            prop_assert_eq!(opened.record(quote), collection.record(quote));
        }
        let options = Options { limit: 100, ..Options::default() };
        prop_assert_eq!(search(&opened, &typed, &options), search(&built, &typed, &options));
    }

    #[test]
    fn a_page_is_a_stretch_of_the_whole(collection in collection(), typed in typed(), offset in 0_usize..9, limit in 1_usize..9) {
        let index = Index::build(&collection);
        let whole = search(&index, &typed, &Options { limit: 100, ..Options::default() });
        let page = search(&index, &typed, &Options { limit, offset, ..Options::default() });
        prop_assert_eq!(page.total, whole.total);
        let stretch: Vec<_> = whole.hits.into_iter().skip(offset).take(limit).collect();
        prop_assert_eq!(page.hits, stretch);
    }
}
