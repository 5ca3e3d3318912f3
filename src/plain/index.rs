//! A small collection made ready for search: every word, where it stands, and what inflects alike.
//!
//! A [`Collection`] goes in; then words, places and values come out, and each quote again. What the built-in
//! collection is searched by in the browser: the same answers as `index.rs` gives for any size, in a quarter of the
//! code, at a cost that grows with the collection.

use crate::quote::{Collection, field};
use crate::sort::{first, sorted};
use crate::stem::{stem, stems};
use crate::text;
use crate::typo::{self, Near};
use std::ops::Range;

/// Places left free after each value of a field, so that no phrase reaches from one into the next.
const GAP: usize = 8;

/// A word of a quote: which, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) field: usize,
    /// How many places of the field are before it: words, and gaps between values.
    pub(crate) position: usize,
    pub(crate) term: usize,
}

/// A collection's words and quotes, ready to be searched.
#[derive(Clone, Debug)]
pub struct Index {
    collection: Collection,
    terms: Vec<String>,
    stems: Vec<String>,
    /// The words of all quotes, and where those of each quote end.
    tokens: Vec<Token>,
    ends: Vec<usize>,
    averages: [usize; 2],
}

impl Index {
    /// Makes a collection ready.
    #[must_use]
    pub fn build(collection: Collection) -> Self {
        let mut index = Self {
            collection,
            terms: Vec::new(),
            stems: Vec::new(),
            tokens: Vec::new(),
            ends: Vec::new(),
            averages: [0; 2],
        };
        for (one, other) in &mut index.collection.aliases {
            (*one, *other) = (stems(one), stems(other));
        }
        let mut words: Vec<String> = Vec::new();
        for quote in 0..index.collection.len() {
            for field in 0..field::SEARCHED {
                let mut position = 0;
                // `On` is shown before the topic, so it is found too, though it is never marked.
                let mut texts = vec![index.collection.field(quote, field)];
                if field == field::TOPIC {
                    texts.push(&index.collection.topic_prefix);
                }
                for text in texts {
                    for word in text::words(text) {
                        words.push(word.folded);
                        index.tokens.push(Token { field, position, term: 0 });
                        position += 1;
                    }
                    position += GAP;
                }
            }
            index.ends.push(index.tokens.len());
        }
        for at in sorted(words.len(), &|a: usize, b: usize| item(&words, a).cmp(item(&words, b))) {
            let word = item(&words, at);
            if index.terms.last().is_none_or(|last| last != word) {
                index.terms.push(word.to_string());
                index.stems.push(stem(word));
            }
            if let Some(token) = index.tokens.get_mut(at) {
                token.term = index.terms.len() - 1;
                if let Some(average) = index.averages.get_mut(token.field) {
                    *average += 1;
                }
            }
        }
        for average in &mut index.averages {
            *average /= index.ends.len().max(1);
        }
        index
    }

    /// How many quotes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// What is shown before a topic, and the title; empty where there is none.
    #[must_use]
    pub fn names(&self) -> [&str; 2] {
        [&self.collection.topic_prefix, self.collection.title.as_deref().unwrap_or_default()]
    }

    /// Words in a topic and in a text on average, rounded down.
    pub(crate) fn averages(&self) -> [usize; 2] {
        self.averages
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

    /// The terms that `word` begins with, itself left out: where each ends in it, and the term.
    pub(crate) fn heads(&self, word: &str) -> Vec<(usize, usize)> {
        let mut heads = Vec::new();
        for at in 1..word.len() {
            if let Some(term) = self.term(text::slice(word, 0, at)) {
                heads.push((at, term));
            }
        }
        heads
    }

    /// The terms of a stem.
    pub(crate) fn inflected(&self, stem: &str) -> Vec<usize> {
        let mut terms = Vec::new();
        for (term, other) in self.stems.iter().enumerate() {
            if other == stem {
                terms.push(term);
            }
        }
        terms
    }

    /// The words within so many slips of a typed one, or of what it may be the beginning of.
    pub(crate) fn near(&self, typed: &str, unfinished: bool, most: usize) -> Vec<Near> {
        let typed = text::letters(typed);
        let mut near = Vec::new();
        for (start, word) in self.terms.iter().enumerate() {
            if let Some(slips) = typo::distance(&typed, &text::letters(word), unfinished, most) {
                near.push(Near { start, end: start + 1, slips });
            }
        }
        near
    }

    /// The most frequent of the terms that are `wanted`, of equals the first that is met.
    pub(crate) fn commonest(&self, wanted: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mut best = None;
        let mut most = 0;
        for term in self.tokens.iter().map(|token| token.term).filter(|&term| wanted(term)) {
            let count = self.tokens.iter().filter(|token| token.term == term).count();
            if count > most {
                (best, most) = (Some(term), count);
            }
        }
        best
    }

    /// The stems of words that mean the same, in pairs.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.collection.aliases.iter().map(|(one, other)| (one.as_str(), other.as_str()))
    }

    /// The values of a field that may hold words: all.
    pub(crate) fn holding(&self, _field: usize, _words: &str, _unfinished: bool) -> Range<usize> {
        0..self.len() + 1
    }

    /// The value of a quote in a field: the first quote that has the same, counted from 1; 0 for none.
    pub(crate) fn value(&self, quote: usize, field: usize) -> usize {
        let text = self.collection.field(quote, field);
        if text.is_empty() { 0 } else { first_same(&self.collection, field, text) + 1 }
    }

    /// Which value each quote has in a field, as [`Self::value`].
    #[inline]
    pub(crate) fn column(&self, field: usize) -> impl Fn(usize) -> usize {
        move |quote| self.value(quote, field)
    }

    /// The greatest value of a field.
    pub(crate) fn values(&self, _field: usize) -> usize {
        self.len()
    }

    /// Shows each counted value, in the order of the alphabet. No quote has tags.
    pub(crate) fn count(&self, field: usize, counts: &[usize], show: &mut dyn FnMut(usize, &dyn Fn() -> String)) {
        for value in sorted(counts.len(), &|a: usize, b: usize| self.text(field, a).cmp(self.text(field, b))) {
            show(counts.get(value).copied().unwrap_or_default(), &|| self.text(field, value).to_string());
        }
    }

    /// A value of a field as it is written; empty for none.
    pub(crate) fn text(&self, field: usize, value: usize) -> &str {
        // A quote that is not there has no fields.
        self.collection.field(value.wrapping_sub(1), field)
    }

    /// Characters of a text, by its value: none of a quote here has two code units.
    pub(crate) fn length(&self, value: usize) -> usize {
        let text = self.text(field::TEXT, value);
        text::units(text, text.len())
    }

    /// The words of the searched fields of a quote, field by field, and of what is shown before its topic.
    pub(crate) fn tokens(&self, quote: usize) -> &[Token] {
        let end = |at: Option<usize>| at.and_then(|at| self.ends.get(at)).copied().unwrap_or_default();
        self.tokens.get(end(quote.checked_sub(1))..end(Some(quote))).unwrap_or_default()
    }

    /// Shows where the words of a field of a quote stand in it, in UTF-16 code units, one after the other.
    pub(crate) fn stretches(&self, quote: usize, field: usize, mut show: impl FnMut(usize, (usize, usize))) {
        let text = self.collection.field(quote, field);
        for (at, word) in text::words(text).enumerate() {
            show(at, (text::units(text, word.start), text::units(text, word.end)));
        }
    }

    /// Words of a field of a quote as they are written: so many from a place on; empty where there are none.
    pub(crate) fn written(&self, quote: usize, field: usize, position: usize, words: usize) -> String {
        let text = self.collection.field(quote, field);
        let (mut at, mut start) = (0, 0);
        for word in text::words(text) {
            if at == position {
                start = word.start;
            }
            at += 1;
            if at == position + words {
                return text::slice(text, start, word.end).to_string();
            }
        }
        String::new()
    }

    /// The stored fields of a quote; see [`Collection::record`].
    #[must_use]
    pub fn record(&self, quote: usize) -> String {
        self.collection.record(quote)
    }

    /// The index of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.collection.find(id)
    }

    /// The id of a quote.
    #[must_use]
    pub fn id(&self, quote: usize) -> &str {
        self.collection.id(quote)
    }
}

/// The values of a field as it is written: one, for no quote has tags.
pub(crate) fn lines(text: &str) -> Option<&str> {
    Some(text)
}

fn first_same(collection: &Collection, field: usize, text: &str) -> usize {
    let mut quote = 0;
    while collection.field(quote, field) != text {
        quote += 1;
    }
    quote
}

fn item(list: &[String], at: usize) -> &str {
    list.get(at).map_or("", String::as_str)
}
