//! Which stretches of a quote a search has found, for the page to mark.
//!
//! A quote and the occurrences in it go in; ranges in UTF-16 code units come out, sorted and
//! apart from each other, so that `text.slice(start, end)` in JavaScript is what was found.

use crate::index::GAP;
use crate::occurrence::Occurrence;
use crate::quote::Collection;
use crate::text;

/// A marked stretch of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The stored field.
    pub(crate) field: usize,
    /// First UTF-16 code unit in the field; in a topic, the collection's prefix is not counted.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// The fields that are marked, by their stored number.
pub(crate) const MARKED: [&str; 5] = ["topic", "text", "source", "author", "part"];

impl Mark {
    /// The name of its field: `topic`, `text`, `source`, `author` or `part`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        MARKED.get(self.field).copied().unwrap_or_default()
    }
}

/// The marks that `found`, all in the quote at `index`, leave in it: by field, then by place.
pub(crate) fn mark(collection: &Collection, index: usize, found: &[Occurrence]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for field in 0..MARKED.len() {
        let text = collection.field(index, field);
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
                match marks.last_mut() {
                    Some(mark) if goes_on => mark.end = end,
                    _ => marks.push(Mark { field, start: units(text, word.start), end }),
                }
            }
        }
    }
    marks
}

/// What an occurrence covers, as it is written; empty where that is never marked.
pub(crate) fn written<'a>(collection: &'a Collection, occurrence: &Occurrence) -> &'a str {
    let mut at = 0;
    let text = collection.field(occurrence.quote, occurrence.field);
    for (start, end) in collection.values(occurrence.quote, occurrence.field) {
        let value = text::slice(text, start, end);
        let mut start = 0;
        for word in text::words(value) {
            if at == occurrence.position {
                start = word.start;
            }
            at += 1;
            if at == occurrence.position + occurrence.words {
                return text::slice(value, start, word.end);
            }
        }
        at += GAP;
    }
    ""
}

/// UTF-16 code units before a byte.
fn units(text: &str, byte: usize) -> usize {
    let mut units = 0;
    for c in text::slice(text, 0, byte).chars() {
        units += c.len_utf16();
    }
    units
}
