//! A collection made ready for search: every word, where it stands, and what inflects alike.
//!
//! A [`Collection`] goes in, an [`Index`] comes out. It holds no text of the quotes, only words
//! and places; nothing here knows of queries or scores.
//!
//! ```text
//! terms     the distinct folded words, sorted, each with its stem and its places
//! by_stem   the terms again, sorted by stem: words that inflect alike stand together
//! places    quote, field, position: sorted, one run a term
//! lengths   words in each field of each quote
//! ```

use crate::facet::Columns;
use crate::quote::{Collection, Quote};
use crate::text;
use std::collections::BTreeMap;
use std::ops::Range;

/// The searched fields, in the order of their weight in [`crate::search`].
pub(crate) const FIELDS: usize = 6;
pub(crate) const TOPIC: usize = 0;
pub(crate) const TEXT: usize = 1;
pub(crate) const SOURCE: usize = 2;
pub(crate) const AUTHOR: usize = 3;
pub(crate) const PART: usize = 4;
const TAG: usize = 5;

/// Positions left free between two texts of a field, so that no phrase reaches from one into the next.
const GAP: usize = 8;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Index of the quote in its collection.
    pub(crate) quote: usize,
    /// Which field of the quote.
    pub(crate) field: usize,
    /// How many words of the field stand before it.
    pub(crate) position: usize,
}

#[derive(Clone, Debug)]
struct Term {
    word: String,
    stem: String,
    places: Range<usize>,
}

/// A collection's words, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Index {
    terms: Vec<Term>,
    by_stem: Vec<usize>,
    places: Vec<Place>,
    lengths: Vec<[usize; FIELDS]>,
    averages: [usize; FIELDS],
    columns: Columns,
}

impl Index {
    /// Indexes every field of every quote.
    #[must_use]
    pub fn build(collection: &Collection) -> Self {
        let mut index = Self { columns: Columns::build(collection), ..Self::default() };
        let mut words: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for (quote, entry) in collection.quotes.iter().enumerate() {
            let mut lengths = [0; FIELDS];
            for (field, length) in lengths.iter_mut().enumerate() {
                let mut position = 0;
                for text in texts(entry, field) {
                    for word in text::words(text) {
                        words.entry(word.folded).or_default().push(Place { quote, field, position });
                        position += 1;
                        *length += 1;
                    }
                    position += GAP;
                }
                // `On` is shown before the topic, so it is found too, though it is never marked.
                if field == TOPIC && entry.topic.is_some() {
                    for word in text::words(collection.topic_prefix) {
                        words.entry(word.folded).or_default().push(Place { quote, field, position });
                        position += 1;
                    }
                }
            }
            index.lengths.push(lengths);
        }
        for (word, places) in words {
            let start = index.places.len();
            index.places.extend(places);
            index.terms.push(Term { stem: text::stem(&word), word, places: start..index.places.len() });
        }
        let mut by_stem: Vec<usize> = (0..index.terms.len()).collect();
        by_stem.sort_by(|&a, &b| index.stem(a).cmp(index.stem(b)));
        index.by_stem = by_stem;
        for (field, average) in index.averages.iter_mut().enumerate() {
            let total: usize = index.lengths.iter().filter_map(|lengths| lengths.get(field)).sum();
            *average = total / index.lengths.len().max(1);
        }
        index
    }

    /// The values to narrow by.
    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// How many quotes were indexed.
    pub(crate) fn quotes(&self) -> usize {
        self.lengths.len()
    }

    /// Words in a field of a quote, and in that field on average, rounded down.
    pub(crate) fn lengths(&self, quote: usize, field: usize) -> (usize, usize) {
        let length = self.lengths.get(quote).and_then(|lengths| lengths.get(field));
        (length.copied().unwrap_or_default(), self.averages.get(field).copied().unwrap_or_default())
    }

    /// The places of a term, sorted.
    pub(crate) fn places(&self, term: usize) -> &[Place] {
        self.terms.get(term).and_then(|term| self.places.get(term.places.clone())).unwrap_or_default()
    }

    /// The folded word of a term.
    pub(crate) fn word(&self, term: usize) -> &str {
        self.terms.get(term).map_or("", |term| &term.word)
    }

    /// The terms that begin with `prefix`; a term equal to it comes first.
    pub(crate) fn beginning(&self, prefix: &str) -> Range<usize> {
        let start = self.terms.partition_point(|term| term.word.as_str() < prefix);
        let count = self.terms.get(start..).unwrap_or_default().partition_point(|term| term.word.starts_with(prefix));
        start..start + count
    }

    /// The term that is `word`, if any quote holds it.
    pub(crate) fn term(&self, word: &str) -> Option<usize> {
        self.terms.binary_search_by(|term| term.word.as_str().cmp(word)).ok()
    }

    /// The terms whose stem is `stem`.
    pub(crate) fn inflected(&self, stem: &str) -> &[usize] {
        let start = self.by_stem.partition_point(|&term| self.stem(term) < stem);
        let group = self.by_stem.get(start..).unwrap_or_default();
        group.get(..group.partition_point(|&term| self.stem(term) == stem)).unwrap_or_default()
    }

    /// Every term, in the order of the alphabet.
    pub(crate) fn terms(&self) -> Range<usize> {
        0..self.terms.len()
    }

    fn stem(&self, term: usize) -> &str {
        self.terms.get(term).map_or("", |term| &term.stem)
    }
}

/// The texts of a field: none, one, or one a tag.
pub(crate) fn texts(quote: &Quote, field: usize) -> &[String] {
    match field {
        TOPIC => quote.topic.as_slice(),
        TEXT => std::slice::from_ref(&quote.text),
        SOURCE => quote.source.as_slice(),
        AUTHOR => quote.author.as_slice(),
        PART => quote.part.as_ref().map(|part| part.title.as_slice()).unwrap_or_default(),
        TAG => quote.tags.as_slice(),
        _ => &[],
    }
}
