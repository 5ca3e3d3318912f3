//! Work in stretches comes to what it comes to at once, and none of its stretches is much longer than the others.
//!
//! Sources and lists that nobody writes by hand go in; the tests of what only the library itself can ask stand here, all
//! others in `tests/it/`.

use crate::import::import_in;
use crate::intern::Table;
use crate::sort::{alphabetic, largest, nearly_alphabetic};
use crate::work::{WHOLE, Work, done, finished};
use crate::{Collection, Error, Format, Index};
use proptest::prelude::*;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// As many stretches as there are steps.
const EVERY_STEP: usize = usize::MAX / WHOLE / 2;

/// What comes of work, and how much was done after each of its stretches.
fn stretched<T>(work: &Work, made: impl Future<Output = T>) -> (T, Vec<usize>) {
    let mut made = pin!(made);
    let mut shares = Vec::new();
    loop {
        if let Poll::Ready(made) = made.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return (made, shares);
        }
        shares.push(work.share());
    }
}

/// A source as a collection, and its pack.
async fn made(source: &[u8], format: Option<Format>, work: &Work) -> Result<(Collection, Vec<u8>), Error> {
    let collection = import_in(source.into(), format, work).await?;
    let pack = Index::build_in(std::borrow::Cow::Borrowed(&collection), work).await.pack().to_vec();
    Ok((collection, pack))
}

/// Pieces of all formats, whole and broken, and of files that are none.
const PIECES: [&str; 72] = [
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\0",
    " ",
    "%\n",
    "%\n",
    "%% no\n",
    "==========\n",
    "==========\n",
    "- ",
    "> ",
    ">>",
    "# ",
    "## Part 2: Time #tag\n",
    "— ",
    "\n— Seneca, *Letters*\n",
    "\t\t-- Horace, \"Odes\"\n",
    " - ",
    "~",
    "《",
    "》",
    "作者：",
    "“",
    "”",
    "(",
    ")",
    "[",
    "](",
    "{\"text\":",
    "}",
    "]",
    "\\",
    "\\u",
    "d83d",
    "Part 1: Beginnings\n",
    "- On Courage: \"Begin.\" — Source: [Letters](https://example.org)\n",
    "- On A: b — Source: [S]\n",
    "quote,author,tags\n",
    "\"One, \"\"two\"\".\",Seneca,\"a, b\"\n",
    "Begin.;Horace\n",
    "sep=;\n",
    "\u{1b}[1m",
    "a\u{8}_",
    "T (Last, First)\n- Your Highlight | Location 1-2 | d\n\nBegin.\n==========\n",
    "T (Last, First)\n- Your Highlight | Location 1-9 | d\n\nBegin. And go on.\n==========\n",
    "T (Last, First)\n- Your Note | Location 9 | d\n\nWhy?\n==========\n",
    "- a | 1-2 | b\n",
    "{\"text\": \"Begin.\", \"author\": \"Horace\", \"lang\": \"de\"},\n",
    "{\"quotes\": [",
    "\"title\": \"All\",",
    "null",
    "-1.5e3",
    "<div>",
    "<!-- a -->",
    "<?xml ?>",
    "---\ntitle: A\n---\n",
    "Tags: #one #two\n",
    "alias: LLM = large language model\n",
    "Läuft und lief. ",
    "Évaluée, évaluer; ",
    "retrain retraining real-time realtime ",
    "Begin at once to live. ",
];

fn sources() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_string),
        1 => "[a-zé字]{1,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    let text = prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat());
    let utf16 = |text: String| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    prop_oneof![
        8 => text.clone().prop_map(String::into_bytes),
        1 => text.clone().prop_map(utf16),
        1 => text.prop_map(|text| text.chars().map(|c| u8::try_from(c).unwrap_or(0xE9)).collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_source_comes_to_the_same_in_stretches_as_at_once(
        source in sources(),
        format in prop::option::of(prop::sample::select(Format::ALL.to_vec())),
        bytes in prop::sample::select(vec![0, 1 << 20, EVERY_STEP]),
    ) {
        let at_once = finished(made(&source, format, &Work::at_once()));
        let work = Work::in_stretches(bytes);
        let (in_stretches, shares) = stretched(&work, made(&source, format, &work));
        prop_assert_eq!(in_stretches, at_once);
        prop_assert!(shares.is_sorted() && shares.last().is_none_or(|&last| last <= WHOLE), "{:?}", shares);
    }

    #[test]
    fn strings_are_put_in_the_order_of_the_alphabet(
        strings in prop::collection::vec(prop_oneof!["[ab\0]{0,3}", "seven b[ab\0]{0,9}", "longer than seven twice[ab]{0,2}", "[a-é]{0,12}"], 0..200),
        bytes in prop::sample::select(vec![0, 1 << 20, EVERY_STEP]),
    ) {
        let string = |at: usize| strings.get(at).map_or(&[][..], String::as_bytes);
        let mut plain: Vec<usize> = (0..strings.len()).collect();
        plain.sort_by_key(|&at| string(at));
        prop_assert_eq!(&finished(alphabetic(strings.len(), &string, &Work::at_once())), &plain);
        let work = Work::in_stretches(bytes);
        work.stage(WHOLE, strings.len());
        let (sorted, shares) = stretched(&work, alphabetic(strings.len(), &string, &work));
        prop_assert_eq!(sorted, plain.clone());
        prop_assert_eq!(&finished(nearly_alphabetic(strings.len(), &string, &Work::at_once())), &plain);
        prop_assert_eq!(stretched(&work, nearly_alphabetic(strings.len(), &string, &work)).0, plain);
        prop_assert!(shares.len() * 32 >= strings.len(), "{} stretches", shares.len());
    }

    #[test]
    fn the_places_of_the_largest_counts_come_first(counts in prop::collection::vec(prop_oneof![4 => 0..5_u32, 1 => 60..70_u32, 1 => any::<u32>()], 0..200)) {
        let mut plain: Vec<usize> = (0..counts.len()).collect();
        plain.sort_by_key(|&place| std::cmp::Reverse(counts.get(place)));
        prop_assert_eq!(&finished(largest(&counts, &Work::at_once())), &plain);
        let work = Work::in_stretches(0);
        prop_assert_eq!(stretched(&work, largest(&counts, &work)).0, plain);
    }
}

/// A source of each format, of so many records.
fn many(format: Format, records: usize) -> String {
    let (head, record) = match format {
        Format::TopicList => ("Part 1: A\n", "- On N: \"Begin N.\" — Source: [S]\n"),
        Format::Json => ("", "{\"text\": \"Begin N.\", \"author\": \"A N\", \"lang\": \"de\"}\n"),
        Format::Csv => ("quote,author\n", "\"Begin N.\",\"A, B\"\n"),
        Format::Kindle => ("", "T (A)\n- Your Highlight | Location N-999 | d\n\nBegin N.\n==========\n"),
        Format::Fortune => ("%\n", "Begin N.\n\t\t-- A\n%\n"),
        Format::Markdown => ("", "> Begin N.\n> — A\n\n"),
        Format::Text => ("", "Begin N.\n"),
    };
    (0..records).fold(String::from(head), |source, at| source + &record.replace('N', &format!("w{at}x")))
}

/// What is done before and after each stage that every source goes through; those that few quotes have nothing to do in
/// are left out.
const STAGES: [(usize, usize); 12] = [
    (0, done::SEEN),
    (done::SEEN, done::DECODED),
    (done::RECOGNISED[4], done::READ),
    (done::READ, done::NAMES_TOLD),
    (done::NAMES_TOLD, done::TAKEN),
    (done::TAKEN, done::WORDS_SORTED),
    (done::WORDS_SORTED, done::STEMMED),
    (done::STEMMED, done::STEMS_SORTED),
    (done::FOREIGN, done::COUNTED),
    (done::COUNTED, done::HELD),
    (done::HELD, done::LISTED),
    (done::LISTED, done::VALUES),
];

#[test]
fn no_stage_goes_on_without_its_turns() {
    for format in Format::ALL {
        let source = many(format, 1000);
        let work = Work::in_stretches(source.len());
        let (found, shares) = stretched(&work, made(source.as_bytes(), None, &work));
        assert_eq!(found.map(|(collection, _)| collection.len()), Ok(1000));
        let mut stages = STAGES.to_vec();
        if format == Format::Kindle {
            stages.extend([(done::CLIPPED[0], done::CLIPPED[1]), (done::CLIPPED[1], done::CLIPPED[2])]);
        }
        if format == Format::Json {
            stages.push((done::STEMS_SORTED, done::FOREIGN));
        }
        for (before, after) in stages {
            let turns = shares.iter().filter(|&&share| before < share && share < after).count();
            assert!(turns * 20 >= after - before, "{}: {turns} turns from {before} to {after}", format.name());
        }
    }
}

#[test]
fn names_that_are_there_again_have_their_turns() {
    let source = "{\"text\": \"Begin.\"}\n".repeat(4000);
    let work = Work::in_stretches(source.len());
    let (found, shares) = stretched(&work, made(source.as_bytes(), None, &work));
    assert_eq!(found.map(|(collection, _)| collection.id(3999).to_string()), Ok(String::from("begin-4000")));
    for between in [done::NAMES_TOLD..done::NAMES_SORTED, done::NAMES_SORTED..done::NAMED] {
        let turns = shares.iter().filter(|share| between.contains(share)).count();
        assert!(turns > 2, "{between:?}: {turns} turns");
    }
}

/// Of each pair both leave the same hash behind them, so that ids made of one of each, and [`END`], all have one.
const ALIKE: [[&str; 2]; 15] = [
    ["xcbxqytxaaeaaaaa", "xcnbtlqltmzmtmzh"],
    ["fqlkmwhaaaaaaaaa", "fisuvuqpklbfktkw"],
    ["drkfsmnsaaaaeaaa", "exvulwjakbhnzdaw"],
    ["kmrdboqndaabaaaa", "lgixawsizmjcdkzq"],
    ["vgwxmkqwaaaaaaba", "wmrpkkfptobtaaxh"],
    ["xrdxyggyaaaadaad", "mzdexzpwfwybzrmx"],
    ["kyshjqzpdaaaadaa", "pfacwiovxxowbzre"],
    ["giijpxkgbbaabadb", "gvbodmpnxcpdxuxc"],
    ["qqhuourgaadaaaaa", "eswdatfdjbylfoyi"],
    ["lvovcwrpaaaaaaaa", "lvwbgubikbinkbal"],
    ["bhzslnubbdbabaaa", "bdtwlmmjcxxkcyzb"],
    ["oznswhuqaaaaaaaa", "nuzyqoxitumkidff"],
    ["ljghvoldaaaaaedb", "xdkvwpsbzwrhfzzc"],
    ["bqbceluidaaadaaa", "bdexrkxtymexyzwa"],
    ["wlbpivmrbaaaaaad", "tfsbnbxkxkxtliux"],
];
const END: &str = "-the-end";

#[test]
fn ids_that_were_chosen_for_their_hashes_are_sorted_and_all_others_are_not() {
    let chosen = |number: usize| {
        let word = |(bit, [one, other]): (usize, [&'static str; 2])| if number >> bit & 1 == 0 { one } else { other };
        ALIKE.into_iter().enumerate().map(word).collect::<String>() + END
    };
    let same = |id: String| Table::hash(id.as_bytes()) == Table::hash(chosen(0).as_bytes());
    assert!((0..4096).all(|number| same(chosen(number))));
    let source = |ids: &[String]| -> String {
        ids.iter().map(|id| format!("{{\"id\": \"{id}\", \"text\": \"Begin.\"}}\n")).collect()
    };
    let sorts = |ids: &[String]| {
        let source = source(ids);
        let work = Work::in_stretches(source.len());
        let (found, shares) = stretched(&work, import_in(source.as_bytes().into(), None, &work));
        let found = found.unwrap_or_default();
        assert!((0..found.len()).map(|at| found.id(at)).eq(ids.iter().map(String::as_str)));
        shares.iter().any(|&share| share > done::NAMES_TOLD)
    };
    let mut ids: Vec<_> = (0..4096).map(chosen).collect();
    assert!(sorts(&ids));
    assert!(!sorts(&(0..4096).map(|number| format!("id-{number}")).collect::<Vec<_>>()));
    // One that is there again is told all the same.
    ids.push(chosen(4095));
    let found = crate::import(source(&ids).as_bytes()).unwrap_or_default();
    assert_eq!(found.id(4096), chosen(4095) + "-2");
}

#[test]
fn what_no_step_tells_has_its_turns_too() {
    // Told from a page; what nobody signed; a block that never ends; clippings that are held against those before them;
    // words in German, and words by their stems.
    let clipping = format!("T\n- a | 1-99 | d\n\n{}\n==========\n", "word ".repeat(1000));
    let sources = [
        (String::from("<div>\n") + &"a\n".repeat(9000), done::DECODED..done::DECODED + 1, 50),
        (many(Format::Text, 1000), done::READ - 1..done::READ, 50),
        ("> a b c\n".repeat(2000), done::READ - 1..done::READ, 50),
        (clipping.repeat(20), done::CLIPPED[1]..done::CLIPPED[2], 50),
        (many(Format::Json, 200), done::STEMS_SORTED + 1..done::FOREIGN, 50),
        // Each of the words in German is listed in a step of its own.
        (many(Format::Json, 4000), done::FOREIGN..done::FOREIGN + 1, 4000),
    ];
    for (source, between, least) in sources {
        let work = Work::in_stretches(source.len());
        let (_, shares) = stretched(&work, made(source.as_bytes(), None, &work));
        let turns = shares.iter().filter(|share| between.contains(share)).count();
        assert!(turns > least, "{:?}…: {turns} turns", source.lines().next());
    }
    let work = Work::in_stretches(0);
    work.stage(WHOLE, 1000);
    let (_, shares) = stretched(&work, largest(&[1000; 1000], &work));
    assert!(shares.len() > 5, "{} turns while counts are put in order", shares.len());
}
