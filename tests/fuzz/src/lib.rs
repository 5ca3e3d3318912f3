//! What holds for every source, however broken.
//!
//! In go bytes and the format they are read as, out comes nothing: a law that does not hold panics. Reads no file.

mod seal;

pub use seal::seal;

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
