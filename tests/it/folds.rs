//! What every character is folded to, kept for the browser to be held to.
//!
//! In: the characters of Unicode that the oldest browsers know. Out: `tests/data/folds.txt`, a line for each stretch of
//! them: its first and its last, and the checksum of a collection of words with them. `tests/web/folds.test.mjs` makes the
//! same collections in a browser. With `EPIGRAPH_ACCEPT` set the file is written anew.

use epigraph::{Index, import};
use regex_syntax::hir::{Class, HirKind};
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// What is assigned in Unicode 14, which Chrome 100, Firefox 102 and Safari 16.4 know. What is assigned later is folded
/// as each browser knows it; for private use nothing is said.
const ASSIGNED: &str = r"[\p{Age=14.0}--[\p{Unassigned}\p{Private_Use}]]";

/// Characters of a line at most: their words are no long source, which a worker would be started for.
const STRETCH: u32 = 0x100;

/// The first and the last character of each stretch.
fn stretches() -> Vec<(u32, u32)> {
    let HirKind::Class(Class::Unicode(class)) = regex_syntax::parse(ASSIGNED).unwrap().into_kind() else { panic!() };
    let mut stretches = Vec::new();
    for range in class.ranges() {
        let (mut first, last) = (u32::from(range.start()), u32::from(range.end()));
        while first <= last {
            // A stretch ends with its block of characters, so that a new character changes no other line.
            let end = last.min(first | (STRETCH - 1));
            stretches.push((first, end));
            first = end + 1;
        }
    }
    stretches
}

/// A collection of words that hold each character: by itself, decomposed, after a letter, and beside other marks, in
/// English and in a language whose words are compared by how they are spelt.
fn source(first: u32, last: u32) -> String {
    let mut text = String::from("x");
    for c in (first..=last).filter_map(char::from_u32) {
        let parts: String = c.nfd().collect();
        write!(text, " {c} {parts} a{c} {c}\u{323}a e\u{301}{c}o").unwrap();
    }
    serde_json::json!([{ "id": "en", "text": text }, { "id": "de", "text": text, "lang": "de" }]).to_string()
}

#[test]
fn every_character_is_folded_as_it_was() {
    let mut folds = String::new();
    for (first, last) in stretches() {
        let index = Index::build(&import(source(first, last).as_bytes()).unwrap());
        let checksum = u32::from_le_bytes(index.pack()[12..16].try_into().unwrap());
        writeln!(folds, "{first:04X} {last:04X} {checksum:08x}").unwrap();
    }
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/folds.txt");
    if std::env::var_os("EPIGRAPH_ACCEPT").is_some() {
        std::fs::write(&file, &folds).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    let changed: Vec<_> = folds.lines().filter(|line| !kept.contains(line)).collect();
    assert!(folds == kept, "run again with EPIGRAPH_ACCEPT=1 if this is right: {} {changed:?}", file.display());
}
