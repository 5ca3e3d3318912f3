//! Which stretches of a quote a search has found, for the page to mark.
//!
//! A quote and the occurrences in it go in; ranges in UTF-16 code units come out, sorted and
//! apart from each other, so that `text.slice(start, end)` in JavaScript is what was found.

use crate::index::{self, AUTHOR, PART, SOURCE, TEXT, TOPIC};
use crate::occurrence::Occurrence;
use crate::quote::Quote;
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

/// The marks that `found`, sorted by place and all in `quote`, leave in it.
pub(crate) fn mark<'a>(quote: &Quote, found: impl Iterator<Item = &'a Occurrence> + Clone) -> Marks {
    let field = |field| ranges(quote, field, found.clone());
    Marks { text: field(TEXT), topic: field(TOPIC), source: field(SOURCE), author: field(AUTHOR), part: field(PART) }
}

/// The words of a field as they are written, from one position on.
pub(crate) fn written(quote: &Quote, field: usize, position: usize, words: usize) -> Option<&str> {
    let text = index::texts(quote, field).first()?;
    let mut covered = text::words(text).skip(position).take(words);
    let first = covered.next()?;
    text.get(first.start..covered.last().map_or(first.end, |last| last.end))
}

fn ranges<'a>(quote: &Quote, field: usize, found: impl Iterator<Item = &'a Occurrence> + Clone) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let Some(text) = index::texts(quote, field).first() else { return ranges };
    let here = found.filter(|occurrence| occurrence.place.field == field);
    let covers = |at: usize| here.clone().any(|o| (o.place.position..o.place.position + o.words).contains(&at));
    let joins = |at: usize| here.clone().any(|o| (o.place.position + 1..o.place.position + o.words).contains(&at));
    let units = |bytes: usize| text.get(..bytes).map_or(0, |before| before.encode_utf16().count());
    for (at, word) in text::words(text).enumerate().filter(|&(at, _)| covers(at)) {
        match ranges.last_mut().filter(|_| joins(at)) {
            Some(range) => range.1 = units(word.end),
            None => ranges.push((units(word.start), units(word.end))),
        }
    }
    ranges
}
