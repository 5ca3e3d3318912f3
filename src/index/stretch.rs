//! Where the words of a quote stand in its fields.
//!
//! A quote and places go in, stretches of the text come out, for the page to mark. Read from the transcripts, unless the
//! words of the collection are kept.

use super::{Index, section};
use crate::transcript::{Items, units};
use std::ops::Range;

impl Index {
    /// Shows where the words at these places of a field of a quote stand in it, in UTF-16 code units, one after the other.
    #[inline]
    pub(crate) fn stretches(
        &self,
        quote: usize,
        field: usize,
        places: Range<usize>,
        mut show: impl FnMut(usize, (usize, usize)),
    ) {
        match self.words() {
            Some(words) => words.stretches(quote, field, places, show),
            None => self.read_stretches(quote, field, places.end, |at, stretch| {
                if at >= places.start {
                    show(at, stretch);
                }
            }),
        }
    }

    #[inline]
    pub(super) fn read_stretches(
        &self,
        quote: usize,
        field: usize,
        end: usize,
        mut show: impl FnMut(usize, (usize, usize)),
    ) {
        let ranks = self.numbers(section::RANKS);
        let terms = self.strings(section::TERMS);
        let (mut at, mut place) = (0, 0);
        for item in Items::new(self.stored(field, self.value(quote, field))) {
            at += item.gap_units();
            if let Some(rank) = item.rank {
                let start = at;
                let term = ranks.get(rank);
                let plain = if item.is_as_in_dictionary() { terms.plain_length(term) } else { None };
                at += plain.unwrap_or_else(|| units(item.written_as(terms.get(term))));
                show(place, (start, at));
                place += 1;
                if place == end {
                    break;
                }
            }
        }
    }
}
