//! What holds for every source, however broken.
//!
//! In go bytes and the format they are read as, out comes nothing: a law that does not hold panics. Reads no file.

use epigraph::{Collection, Format, Index, Options, Quote, import_as, print, search};

/// Most bytes of a quote.
const LONGEST: usize = 1 << 16;

/// Bytes read as a format give an error in a sentence, or quotes that can be shown, printed and read again.
pub fn law(bytes: &[u8], format: Format) {
    let collection = match import_as(bytes, format) {
        Ok(collection) => collection,
        Err(error) => return assert!(!error.to_string().is_empty() && !error.code().is_empty()),
    };
    assert!(!collection.is_empty(), "no quote is an error");
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    for skipped in &collection.skipped {
        assert!((1..=lines).contains(&skipped.line) && skipped.column >= 1, "{skipped:?} of {lines} lines");
    }
    for quote in collection.quotes() {
        assert!(!quote.text.trim().is_empty() && quote.text.len() <= LONGEST && !quote.id.is_empty(), "{quote:?}");
    }
    let mut printed = Vec::new();
    let lost = print::json(&collection, &mut printed).expect("memory takes everything");
    assert_eq!(lost, Vec::<String>::new(), "JSON holds everything");
    let again = import_as(&printed, Format::Json).expect("what was printed is read");
    assert_eq!(quotes(&collection), quotes(&again));
    searched(&collection);
}

fn quotes(collection: &Collection) -> Vec<Quote<'_>> {
    collection.quotes().collect()
}

/// The index opens from its own bytes, and marks stand in the text they are of.
fn searched(collection: &Collection) {
    let index = Index::build(collection);
    let opened = Index::open(index.pack().to_vec()).expect("what was built is opened");
    let Some(first) = collection.quotes().next() else { return };
    let query: String = first.text.chars().take(40).collect();
    let found = search(&opened, &query, &Options::default());
    assert_eq!(found.total, search(&index, &query, &Options::default()).total);
}

/// Writes the checksum of a pack into it, if there is room.
pub fn seal(bytes: &mut [u8]) {
    let Some((head, rest)) = bytes.split_at_mut_checked(16) else { return };
    let take = |sum: u32, word: u32| (sum ^ word.wrapping_mul(0x85EB_CA77)).rotate_left(13).wrapping_mul(0x9E37_79B1);
    let (words, last) = rest.as_chunks::<4>();
    let sum = words.iter().fold(0x9E37_79B1, |sum, word| take(sum, u32::from_le_bytes(*word)));
    let sum = last.iter().fold(sum, |sum, &byte| take(sum, u32::from(byte) | 0x100));
    head[12..].copy_from_slice(&(sum ^ (sum >> 15)).to_le_bytes());
}
