//! The words of a small collection, read from its transcripts once for all.
//!
//! An index goes in, the words of each quote come out, and where each stands in its field: what hits are made of. Of a
//! large collection that would be too much to keep.

use super::{Index, PREFIX, Token};
use crate::quote::field;
use crate::sort::first;
use std::ops::Range;

/// Bytes of a pack up to which its words are kept: beside it they are few.
const SMALL: usize = 1 << 16;

/// The words of all quotes, one after the other.
#[derive(Debug, Default)]
pub(super) struct Words {
    tokens: Vec<Token>,
    /// Where each stands in its field, in UTF-16 code units; nowhere what is shown before a topic.
    stretches: Vec<(usize, usize)>,
    /// Where those of each quote end.
    ends: Vec<usize>,
}

impl Words {
    /// The words of a quote.
    pub(super) fn tokens(&self, quote: usize) -> &[Token] {
        self.tokens.get(self.range(quote)).unwrap_or_default()
    }

    /// Shows the stretches of the words at these places of a field of a quote.
    pub(super) fn stretches(
        &self,
        quote: usize,
        field: usize,
        places: Range<usize>,
        mut show: impl FnMut(usize, (usize, usize)),
    ) {
        let tokens = self.tokens(quote);
        let first = first(tokens.len(), &|at: usize| tokens.get(at).is_some_and(|token| token.field < field));
        let stretches = self.stretches.get(self.range(quote)).unwrap_or_default();
        let here = tokens.iter().zip(stretches).enumerate().skip(first.saturating_add(places.start));
        for (at, (_, stretch)) in here.take_while(|(_, (token, _))| token.field == field && token.position < places.end)
        {
            show(at - first, *stretch);
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
    pub(super) fn words(&self) -> Option<&Words> {
        if self.bytes.len() > SMALL {
            return None;
        }
        self.words.get_or_init(|| self.read_words()).as_ref()
    }

    /// Nothing where they are many after all: quotes may share one long text.
    fn read_words(&self) -> Option<Words> {
        let mut words = Words::default();
        for quote in 0..self.quotes {
            self.read_tokens(quote, |_| true, &mut words.tokens);
            if words.tokens.len() > SMALL {
                return None;
            }
            let fields: [_; field::SEARCHED] = std::array::from_fn(|field| {
                let mut stretches = Vec::new();
                self.read_stretches(quote, field, usize::MAX, |_, stretch| stretches.push(stretch));
                stretches
            });
            let mut rest = fields.map(Vec::into_iter);
            for token in words.tokens.iter().skip(words.stretches.len()) {
                let next = rest.get_mut(token.field).filter(|_| token.position < PREFIX).and_then(Iterator::next);
                words.stretches.push(next.unwrap_or_default());
            }
            words.ends.push(words.tokens.len());
        }
        Some(words)
    }
}
