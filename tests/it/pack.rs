//! A pack: what opens it, what refuses it, and that no bytes stop the program.

#[path = "../fuzz/src/seal.rs"]
#[expect(unreachable_pub, reason = "another crate has it too")]
mod seal;

use epigraph::text::words;
use epigraph::{Collection, Index, Kind, Options, Quote, builtin, search, select};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(crate) use seal::seal;

static PACK: LazyLock<Vec<u8>> = LazyLock::new(|| Index::build(&builtin()).pack().to_vec());

/// How many sections a pack has; which of them holds its words, which its values, and which the beginnings that are
/// answered ahead. Strings are two: where each ends, and their bytes.
const SECTIONS: usize = 31;
const TERMS: usize = 4;
const VALUES: usize = 13;
/// The values of the quotes in the field of authors.
const AUTHORS: usize = 19;
const HEADS: usize = 27;

fn section(index: &Index, at: usize) -> &[u8] {
    let pack = index.pack();
    let end = |section: usize| {
        let at = 20 + 4 * section;
        usize::try_from(u32::from_le_bytes(pack[at..at + 4].try_into().unwrap())).unwrap()
    };
    let first = pack.len() - end(SECTIONS - 1);
    &pack[first + end(at - 1)..first + end(at)]
}

/// So many quotes that say the same.
fn quotes(count: usize, text: &str) -> Collection {
    let mut collection = Collection::default();
    for id in 0..count {
        collection.push(&Quote {
            id: &id.to_string(),
            text,
            kind: Kind::Quotation,
            topic: None,
            author: None,
            source: None,
            url: None,
            part: None,
            tags: Vec::new(),
            lang: None,
        });
    }
    collection
}

fn refused(bytes: &[u8]) -> (&'static str, String) {
    match Index::open(bytes.to_vec()) {
        Ok(_) => ("opened", String::new()),
        Err(error) => (error.code(), error.to_string()),
    }
}

/// Asks an opened pack for everything, whatever it holds.
fn use_all(index: &Index) {
    for quote in 0..index.len().min(80) {
        let _ = index.record(quote);
        let _ = index.find(index.id(quote));
    }
    for typed in [
        "data",
        "on the",
        "evalaution mod",
        "\"real time\"",
        "realtime",
        "part:7 source:\"ai eng\" x",
        "-a b",
        "a",
        "length:20..150 data",
    ] {
        for facets in [true, false] {
            let _ = search(index, typed, &Options { facets, ..Options::default() });
        }
    }
}

#[test]
fn the_built_in_collection_is_in_its_pack_to_the_letter() {
    let collection = builtin();
    let index = Index::open(PACK.clone()).unwrap();
    assert_eq!(index.len(), 69);
    for quote in 0..69 {
        assert_eq!(index.record(quote), collection.record(quote));
        assert_eq!(index.find(collection.id(quote)), Some(quote));
    }
    assert_eq!(index.names(), ["On ", "Chip Huyen on machine learning engineering", "Chip Huyen", "en"]);
    assert_eq!(index.pack(), PACK.as_slice());
}

#[test]
fn what_is_no_pack_and_what_is_of_another_version_are_told_apart() {
    assert_eq!(refused(b"").0, "pack-corrupt");
    // The last of them end before their version does.
    for end in 4..12 {
        let cut = &PACK[..end];
        assert!(epigraph::is_pack(cut), "{end}");
        assert!(refused(cut).1.starts_with("found a damaged pack (it is cut off"), "{end}");
        assert!(epigraph::import(cut).is_err(), "{end}");
    }
    assert!(!epigraph::is_pack(b"EPI") && !epigraph::is_pack(b"Epigraph") && !epigraph::is_pack(b"EPIC"));
    assert!(refused(b"[{}]").1.starts_with("found bytes that are no pack, expected a file that begins with EPIGRAPH"));
    let mut other = PACK.clone();
    other[8] = 9;
    assert_eq!(
        refused(&other),
        (
            "pack-version",
            String::from("found a pack of version 9, expected version 1; make it again with this release")
        )
    );
}

#[test]
fn a_pack_that_is_cut_off_anywhere_is_refused() {
    for end in (0..PACK.len()).step_by(7).chain(PACK.len() - 40..PACK.len()) {
        assert_eq!(refused(&PACK[..end]).0, "pack-corrupt", "{end}");
    }
    let mut longer = PACK.clone();
    longer.push(0);
    assert_eq!(refused(&longer).0, "pack-corrupt");
}

#[test]
fn a_bit_that_is_another_is_noticed_wherever_it_is() {
    // As many bytes are left after the rows of the checksum as there can be, and none, and all between.
    let small = (0..16).map(|letters| Index::build(&quotes(3, &"a".repeat(letters + 1))).pack().to_vec());
    for pack in small.chain([PACK.clone()]) {
        let every = if pack.len() > 1000 { 11 } else { 1 };
        for at in (16..pack.len()).step_by(every) {
            let mut other = pack.clone();
            other[at] ^= 1 << (at % 8);
            assert_eq!(refused(&other).0, "pack-corrupt", "{at}");
        }
    }
}

#[test]
fn every_short_beginning_that_very_many_quotes_hold_is_answered_ahead() {
    // A byte for each quote and word, of which three begin with `ab`.
    let index = Index::build(&quotes(16_500, "a ab aba abc b ba"));
    assert_eq!(std::str::from_utf8(section(&index, HEADS + 1)), Ok("aab"));
    let index = Index::build(&quotes(16_300, "a ab aba abc b ba"));
    assert_eq!(std::str::from_utf8(section(&index, HEADS + 1)), Ok("a"));
}

#[test]
fn words_of_every_length_are_told_apart_and_sorted() {
    let mut words: BTreeSet<String> = (1..20).map(|length| "a".repeat(length)).collect();
    words.extend((1..20).flat_map(|length| ["ab", "ba"].map(|two| two.repeat(length))));
    // Two and two that are known by the same number.
    words.extend(["qgemons", "jchhjwt", "spzladhdd", "wpvfvwgox"].map(String::from));
    // Each between others, and as the last of the text.
    let text = words.iter().rev().flat_map(|word| words.iter().map(move |other| format!("{word} {other}")));
    let text = text.collect::<Vec<_>>();
    let mut collection = quotes(0, "");
    for (id, text) in text.iter().enumerate() {
        collection.push(&Quote { id: &id.to_string(), text, ..quotes(1, "a").get(0).unwrap() });
    }
    let index = Index::build(&collection);
    assert_eq!(index.unpack(0..text.len()), collection);
    assert_eq!(std::str::from_utf8(section(&index, TERMS + 1)), Ok(words.iter().cloned().collect::<String>().as_str()));
}

#[test]
fn values_are_sorted_however_alike_they_begin() {
    let mut authors: BTreeSet<String> = (0..20).map(|length| "a".repeat(length) + "b").collect();
    // A sign that is no letter, of the lowest number there is, in as many places.
    authors.extend((1..20).flat_map(|length| [0, 1, 2].map(|more| "a".repeat(length) + &"\0".repeat(more))));
    let mut collection = quotes(0, "");
    for (id, author) in authors.iter().rev().enumerate() {
        collection.push(&Quote { id: &id.to_string(), author: Some(author), ..quotes(1, "a").get(0).unwrap() });
    }
    let index = Index::build(&collection);
    let sorted: Vec<_> = authors.iter().rev().enumerate().map(|(at, _)| at).rev().collect();
    let column: Vec<usize> = section(&index, AUTHORS)[1..].iter().map(|&value| usize::from(value) - 1).collect();
    assert_eq!(sorted.iter().map(|&quote| column[quote]).collect::<Vec<_>>(), (0..authors.len()).collect::<Vec<_>>());
}

#[test]
fn an_empty_collection_makes_a_pack_too() {
    let index = Index::open(Index::build(&Collection::default()).pack().to_vec()).unwrap();
    assert!(index.is_empty());
    use_all(&index);
}

#[test]
fn a_word_that_is_no_text_costs_no_quote_its_fields() {
    let mut pack = Index::build(&quotes(2, "Zebra crossing")).pack().to_vec();
    let at = pack.windows(5).position(|word| word == b"zebra").unwrap();
    pack[at + 1] = 0xFF;
    seal(&mut pack);
    let index = Index::open(pack).unwrap();
    for quote in 0..2 {
        let record = index.record(quote);
        let fields: Vec<&str> = record.split('\u{1f}').collect();
        assert_eq!((fields.len(), fields[1], fields[6]), (12, "Z\u{fffd}bra crossing", index.id(quote)));
    }
}

/// Each may be as long as all together, and there are as many as there are quotes.
#[test]
fn texts_that_lie_one_over_the_other_are_not_each_read_to_find_how_long_they_are() {
    let mut collection = Collection::default();
    let all = quotes(4, "x");
    for (quote, text) in all.quotes().zip(["One and one", "Two", "Three, and so on", "Four"]) {
        collection.push(&Quote { text, ..quote });
    }
    let index = Index::build(&collection);
    assert_eq!(select(&index, "length:1.."), [0, 1, 2, 3]);
    let bytes = u8::try_from(section(&index, VALUES + 1).len()).unwrap();
    let mut pack = index.pack().to_vec();
    let ends = pack.len() - (VALUES..SECTIONS).map(|at| section(&index, at).len()).sum::<usize>();
    assert_eq!(pack[ends], 1, "a byte each");
    pack[ends + 1..ends + 5].copy_from_slice(&[bytes, 0, bytes, 0]);
    seal(&mut pack);
    let index = Index::open(pack).unwrap();
    assert_eq!(select(&index, "length:1.."), [0]);
}

/// A word of 1,000 letters takes two bytes in a text, wherever it stands again.
#[test]
fn a_quote_that_is_longer_than_any_can_be_is_read_as_its_id_and_the_others_as_they_are() {
    let word = "a".repeat(1000);
    let [within, beyond] = [2_000, 3_000].map(|times| format!("{word} ").repeat(times).trim_end().to_string());
    let first = quotes(1, "One.");
    let one = first.get(0).unwrap();
    let mut all = Collection::default();
    for (id, text) in [("one", "One."), ("within", &within), ("beyond", &beyond), ("two", "Two.")] {
        all.push(&Quote { id, text, ..one.clone() });
    }
    for author in ["x".repeat(3 << 20), beyond.clone()] {
        all.push(&Quote { id: "author", author: Some(&author), ..one.clone() });
    }
    all.push(&Quote { id: "both", text: &within, author: Some(&within), ..one.clone() });
    let index = Index::open(Index::build(&all).pack().to_vec()).unwrap();
    let length = |quote: usize| index.record(quote).len();
    assert!(index.pack().len() < 4 << 20, "{}", index.pack().len());
    for quote in [0, 1, 3] {
        assert_eq!(index.record(quote), all.record(quote));
    }
    // A field that is too long is none; and of fields that are too long together the id alone is left.
    assert_eq!([2, 4, 5].map(|quote| length(quote) < 100), [true; 3]);
    assert_eq!(index.record(6), format!("{}both{}", "\u{1f}".repeat(6), "\u{1f}".repeat(5)));
    assert_eq!(index.unpack([2, 3]).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whoever makes a pack on purpose makes its checksum too.
    #[test]
    fn no_pack_stops_the_program(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6), head in any::<bool>()) {
        let mut other = PACK.clone();
        for (at, byte) in changes {
            let end = if head { 160 } else { other.len() };
            other[16 + at.index(end - 16)] = byte;
        }
        seal(&mut other);
        if let Ok(index) = Index::open(other) {
            use_all(&index);
        }
    }
    /// What is read quickly because most of it is plain is read as everything is.
    #[test]
    fn the_words_of_a_pack_are_those_that_its_text_is_split_into(text in "[aBc0é '’—“ʼ\u{301}\u{200d}機ß-]{1,16}") {
        let collection = quotes(1, &text);
        let index = Index::build(&collection);
        let held = std::str::from_utf8(section(&index, TERMS + 1)).unwrap();
        let words: BTreeSet<String> = words(&text).map(|word| word.folded).collect();
        prop_assert_eq!(held, words.iter().map(String::as_str).collect::<String>());
        prop_assert_eq!(section(&index, TERMS).len(), 1 + words.len());
        prop_assert_eq!(index.record(0), collection.record(0));
        prop_assert_eq!(select(&index, &format!("length:{}", text.chars().count())), [0]);
    }
}
