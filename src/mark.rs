//! Which stretches of a quote a search has found, for the page to mark.
//!
//! A quote and the occurrences in it go in; ranges in UTF-16 code units come out, sorted and
//! apart from each other, so that `text.slice(start, end)` in JavaScript is what was found.

use crate::index::Index;
use crate::occurrence::Occurrence;
#[cfg(full)]
use std::ops::Range;

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

/// The marks that `found` leave in a quote: by field, then by place.
pub(crate) fn mark(index: &Index, quote: usize, found: &[Occurrence]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for field in 0..MARKED.len() {
        if found.iter().all(|occurrence| occurrence.field != field) {
            continue;
        }
        #[cfg(full)]
        let places = places(found, field);
        #[cfg(not(full))]
        let places = ..;
        index.stretches(quote, field, places, |at, (from, to)| {
            let (mut covered, mut goes_on) = (false, false);
            for occurrence in found {
                let start = occurrence.position;
                if occurrence.field == field && start <= at && at < start + occurrence.words {
                    covered = true;
                    goes_on |= at > start;
                }
            }
            if covered {
                match marks.last_mut() {
                    Some(mark) if goes_on => mark.end = to,
                    _ => marks.push(Mark { field, start: from, end: to }),
                }
            }
        });
    }
    marks
}

/// From the first to the last place of a field that occurrences cover.
#[cfg(full)]
fn places(found: &[Occurrence], field: usize) -> Range<usize> {
    let (mut start, mut end) = (usize::MAX, 0);
    for occurrence in found.iter().filter(|occurrence| occurrence.field == field) {
        start = start.min(occurrence.position);
        end = end.max(occurrence.position + occurrence.words);
    }
    start..end
}
