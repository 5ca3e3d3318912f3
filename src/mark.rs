//! Which stretches of a quote a search has found, for the page to mark.
//!
//! A quote and the occurrences in it go in; ranges in UTF-16 code units come out, sorted and
//! apart from each other, so that `text.slice(start, end)` in JavaScript is what was found.

use crate::occurrence::Occurrence;
use crate::quote::{Collection, field};
use crate::text;
use serde::Serialize;

/// The marked stretches of each field: first UTF-16 code unit, and one past the last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Marks {
    /// In the text.
    pub text: Vec<(usize, usize)>,
    /// In the topic, without the collection's prefix.
    pub topic: Vec<(usize, usize)>,
    /// In the source.
    pub source: Vec<(usize, usize)>,
    /// In the author.
    pub author: Vec<(usize, usize)>,
    /// In the title of the part.
    pub part: Vec<(usize, usize)>,
}

/// The marks that `found`, all in the quote at `index`, leave in it.
pub(crate) fn mark(collection: &Collection, index: usize, found: &[Occurrence]) -> Marks {
    let field = |field| ranges(collection.field(index, field), field, found);
    Marks {
        text: field(field::TEXT),
        topic: field(field::TOPIC),
        source: field(field::SOURCE),
        author: field(field::AUTHOR),
        part: field(field::PART),
    }
}

/// What an occurrence covers, as it is written; empty where that is never marked.
pub(crate) fn written(collection: &Collection, occurrence: &Occurrence) -> String {
    let text = collection.field(occurrence.quote, occurrence.field);
    let (mut start, mut end) = (0, 0);
    for (at, word) in text::words(text).enumerate() {
        if at == occurrence.position {
            start = word.start;
        }
        if at + 1 == occurrence.position + occurrence.words {
            end = word.end;
        }
    }
    text.get(start..end).unwrap_or_default().to_string()
}

fn ranges(text: &str, field: usize, found: &[Occurrence]) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (at, word) in text::words(text).enumerate() {
        let (mut covered, mut goes_on) = (false, false);
        for occurrence in found {
            let start = occurrence.position;
            if occurrence.field == field && (start..start + occurrence.words).contains(&at) {
                covered = true;
                goes_on |= at > start;
            }
        }
        if covered {
            let end = units(text, word.end);
            match ranges.last_mut() {
                Some(range) if goes_on => range.1 = end,
                _ => ranges.push((units(text, word.start), end)),
            }
        }
    }
    ranges
}

/// UTF-16 code units before a byte.
fn units(text: &str, byte: usize) -> usize {
    let mut units = 0;
    for c in text.get(..byte).unwrap_or_default().chars() {
        units += c.len_utf16();
    }
    units
}
