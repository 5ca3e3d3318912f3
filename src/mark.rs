//! Which stretches of a quote a search has found, for the page to mark.
//!
//! A quote and the occurrences in it go in; ranges in UTF-16 code units come out, sorted and
//! apart from each other, so that `text.slice(start, end)` in JavaScript is what was found.

use crate::index::Index;
use crate::occurrence::Occurrence;

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

/// The marks that `found` leave in a quote: by field, then by place. What a row covers is one mark. What was found is
/// left as words, those that go on with the one before them of none.
#[cfg(full)]
#[inline(never)]
pub(crate) fn mark(index: &Index, quote: usize, found: &mut Vec<Occurrence>) -> Vec<Mark> {
    for at in 0..found.len() {
        let Some(occurrence) = found.get_mut(at) else { break };
        let row = *occurrence;
        occurrence.words = 1;
        for nth in 1..row.words {
            found.push(Occurrence { position: row.position + nth, words: 0, ..row });
        }
    }
    // Of those in one place the first says whether any goes on.
    found.sort_unstable_by_key(|word| (word.field, word.position, word.words));
    let mut marks: Vec<Mark> = Vec::with_capacity(found.len());
    for words in found.chunk_by(|a, b| a.field == b.field) {
        let field = words.first().map_or(0, |word| word.field);
        if field >= MARKED.len() {
            break;
        }
        let mut here = words.iter();
        index.stretches(quote, field, words.iter().map(|word| word.position), |place, (start, end)| {
            let word = here.find(|word| word.position == place);
            match marks.last_mut() {
                Some(mark) if word.is_some_and(|word| word.words == 0) => mark.end = end,
                _ => marks.push(Mark { field, start, end }),
            }
        });
    }
    marks
}

/// The same, where there is no list of places to be had.
#[cfg(not(full))]
pub(crate) fn mark(index: &Index, quote: usize, found: &[Occurrence]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for field in 0..MARKED.len() {
        if found.iter().all(|occurrence| occurrence.field != field) {
            continue;
        }
        index.stretches(quote, field, |at, (from, to)| {
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
