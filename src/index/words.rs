//! The words of a small collection, read from its transcripts once for all.
//!
//! An index goes in, the words of each quote come out, and where each stands in its field: what hits are made of. Of a
//! large collection that would be too much to keep.

use super::{Index, Token};
use crate::quote::field;
use std::ops::Range;

/// Bytes of a pack up to which its words are kept: beside it they are few.
const SMALL: usize = 1 << 16;

/// The words of all quotes, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Words {
    tokens: Vec<Token>,
    /// Of each quote the terms of its words in order, each with its place among them.
    sorted: Vec<(usize, usize)>,
    /// Where each stands in its field, in UTF-16 code units; nowhere what is shown before a topic.
    stretches: Vec<(usize, usize)>,
    /// Where those of each quote end.
    ends: Vec<usize>,
}

impl Words {
    /// The words of a quote.
    pub(crate) fn tokens(&self, quote: usize) -> &[Token] {
        self.tokens.get(self.range(quote)).unwrap_or_default()
    }

    /// Of the words of a quote those that are terms from one up to another: each term, and the place of its word.
    pub(crate) fn within(&self, quote: usize, terms: &Range<usize>) -> &[(usize, usize)] {
        let sorted = self.sorted.get(self.range(quote)).unwrap_or_default();
        let rest = sorted.get(sorted.partition_point(|&(term, _)| term < terms.start)..).unwrap_or_default();
        rest.get(..rest.iter().take_while(|&&(term, _)| term < terms.end).count()).unwrap_or_default()
    }

    /// Shows the stretches of the words at these places of a field of a quote.
    pub(super) fn stretches(
        &self,
        quote: usize,
        field: usize,
        places: impl Iterator<Item = usize>,
        mut show: impl FnMut(usize, (usize, usize)),
    ) {
        let tokens = self.tokens(quote);
        let first = tokens.partition_point(|token| token.field < field);
        let stretches = self.stretches.get(self.range(quote)).unwrap_or_default();
        let mut shown = None;
        for place in places.filter(|&place| shown.replace(place) != Some(place)) {
            if let (Some(token), Some(stretch)) = (tokens.get(first + place), stretches.get(first + place))
                && (token.field, token.position) == (field, place)
            {
                show(place, *stretch);
            }
        }
    }

    fn range(&self, quote: usize) -> Range<usize> {
        let end = |at: Option<usize>| at.and_then(|at| self.ends.get(at)).map_or(0, |&end| end);
        end(quote.checked_sub(1))..end(Some(quote))
    }
}

impl Index {
    /// The words of a collection that is small.
    #[inline]
    pub(crate) fn words(&self) -> Option<&Words> {
        if self.bytes.len() > SMALL {
            return None;
        }
        self.words.get_or_init(|| self.read_words()).as_ref()
    }

    /// Nothing where they are many after all: quotes may share one long text.
    fn read_words(&self) -> Option<Words> {
        let mut words = Words::default();
        for quote in 0..self.quotes {
            self.read_words_of(quote, &mut words);
            if words.tokens.len() > SMALL {
                return None;
            }
        }
        Some(words)
    }

    /// Adds those of the next quote.
    #[inline(never)]
    fn read_words_of(&self, quote: usize, words: &mut Words) {
        let Words { tokens, sorted, stretches, ends } = words;
        let start = tokens.len();
        self.read_tokens(quote, field::ANYWHERE, |_| true, tokens);
        let tokens = tokens.get(start..).unwrap_or_default();
        for field in 0..field::SEARCHED {
            self.read_stretches(quote, field, |_, stretch| {
                stretches.push(stretch);
                true
            });
            // What is shown before a topic follows it.
            stretches.resize(start + tokens.partition_point(|token| token.field <= field), (0, 0));
        }
        sorted.extend(tokens.iter().enumerate().map(|(at, token)| (token.term, at)));
        sorted.get_mut(start..).unwrap_or_default().sort_unstable();
        ends.push(start + tokens.len());
    }
}
