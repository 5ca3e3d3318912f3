//! A collection made ready for search: every word, where it stands, and what inflects alike.
//!
//! A [`Collection`] goes in, an [`Index`] comes out: words and places, and the values to narrow by.
//! Nothing here knows of queries or scores.
//!
//! Places are numbered through the whole collection, quote after quote and field after field: words that
//! stand side by side have neighbouring numbers.
//!
//! ```text
//! terms     the distinct folded words, sorted, and where the places of each begin
//! stems     the stem of each term
//! by_stem   the terms again, sorted by stem: words that inflect alike stand together
//! places    where words stand: sorted, one run a term
//! fields    the first place of each field of each quote
//! lengths   words in each field of each quote
//! averages  and of each field on average
//! columns   the values to narrow by
//! ```

use crate::facet::Columns;
use crate::quote::{Collection, field};
use crate::sort::{first, sorted};
use crate::stem::stem;
use crate::text;
use std::ops::Range;

/// Places left free after each value of a field, so that no phrase reaches from one into the next.
pub(crate) const GAP: usize = 8;

/// A collection's words, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Index {
    terms: Vec<String>,
    stems: Vec<String>,
    /// Where the places of each term begin; they end where the next term's begin.
    starts: Vec<usize>,
    by_stem: Vec<usize>,
    places: Vec<usize>,
    fields: Vec<usize>,
    /// One a quote and searched field.
    lengths: Vec<usize>,
    averages: [usize; field::SEARCHED],
    columns: Columns,
}

impl Index {
    /// Indexes every searched field of every quote.
    #[must_use]
    pub fn build(collection: &Collection) -> Self {
        let mut index = Self { columns: Columns::build(collection), ..Self::default() };
        let mut words: Vec<String> = Vec::new();
        let mut places = Vec::new();
        let mut place = 0;
        for quote in 0..collection.len() {
            for (field, average) in index.averages.iter_mut().enumerate() {
                let before = words.len();
                index.fields.push(place);
                let mut take = |text: &str| {
                    for word in text::words(text) {
                        words.push(word.folded);
                        places.push(place);
                        place += 1;
                    }
                    place += GAP;
                };
                let text = collection.field(quote, field);
                for (start, end) in collection.values(quote, field) {
                    take(text::slice(text, start, end));
                    // `On` is shown before the topic, so it is found too, though it is never marked.
                    if field == field::TOPIC {
                        take(&collection.topic_prefix);
                    }
                }
                place += GAP;
                index.lengths.push(words.len() - before);
                *average += words.len() - before;
            }
        }
        for average in &mut index.averages {
            *average /= collection.len().max(1);
        }
        for at in sorted(words.len(), &|a: usize, b: usize| item(&words, a).cmp(item(&words, b))) {
            let word = item(&words, at);
            if index.terms.last().is_none_or(|last| last != word) {
                index.terms.push(word.to_string());
                index.stems.push(stem(word));
                index.starts.push(index.places.len());
            }
            index.places.extend(places.get(at));
        }
        index.by_stem =
            sorted(index.terms.len(), &|a: usize, b: usize| item(&index.stems, a).cmp(item(&index.stems, b)));
        index
    }

    /// The values to narrow by.
    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// How many quotes were indexed.
    pub(crate) fn quotes(&self) -> usize {
        self.lengths.len() / field::SEARCHED
    }

    /// Words in a field of a quote, and in that field on average, rounded down.
    pub(crate) fn lengths(&self, quote: usize, field: usize) -> (usize, usize) {
        let length = self.lengths.get(quote * field::SEARCHED + field);
        (length.copied().unwrap_or_default(), self.averages.get(field).copied().unwrap_or_default())
    }

    /// The quote and the field in which a place lies, and how many places of the field are before it.
    pub(crate) fn locate(&self, place: usize) -> (usize, usize, usize) {
        let start = |field: usize| self.fields.get(field).copied().unwrap_or(usize::MAX);
        let field = first(self.fields.len(), &|field: usize| start(field + 1) <= place);
        (field / field::SEARCHED, field % field::SEARCHED, place - start(field))
    }

    /// The places of a term, sorted.
    pub(crate) fn places(&self, term: usize) -> &[usize] {
        let start = |term: usize| self.starts.get(term).copied().unwrap_or(self.places.len());
        self.places.get(start(term)..start(term + 1)).unwrap_or_default()
    }

    /// The folded word of a term.
    pub(crate) fn word(&self, term: usize) -> &str {
        item(&self.terms, term)
    }

    /// The terms that begin with `prefix`; a term equal to it comes first.
    pub(crate) fn beginning(&self, prefix: &str) -> Range<usize> {
        let start = first(self.terms.len(), &|term| self.word(term) < prefix);
        start..first(self.terms.len(), &|term| term < start || self.word(term).starts_with(prefix))
    }

    /// The term that is `word`, if any quote holds it.
    pub(crate) fn term(&self, word: &str) -> Option<usize> {
        let term = first(self.terms.len(), &|term| self.word(term) < word);
        (self.word(term) == word).then_some(term)
    }

    /// The terms whose stem is that of `word`.
    pub(crate) fn inflected(&self, word: &str) -> &[usize] {
        let stem = stem(word);
        let at = |place| self.by_stem.get(place).map_or("", |&term| item(&self.stems, term));
        let start = first(self.by_stem.len(), &|place| at(place) < stem.as_str());
        let end = first(self.by_stem.len(), &|place| at(place) <= stem.as_str());
        self.by_stem.get(start..end).unwrap_or_default()
    }

    /// Every term, in the order of the alphabet.
    pub(crate) fn terms(&self) -> Range<usize> {
        0..self.terms.len()
    }
}

fn item(list: &[String], at: usize) -> &str {
    list.get(at).map_or("", String::as_str)
}
