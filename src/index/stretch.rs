//! Where the words of a quote stand in its fields.
//!
//! A quote and places go in, stretches of the text come out, for the page to mark. Read from the transcripts, unless the
//! words of the collection are kept.

use super::{Index, section};
use crate::transcript::{Items, units};

impl Index {
    /// Shows where the words at these places of a field of a quote stand in it, in UTF-16 code units. The places come in
    /// order, each once or more.
    #[inline]
    pub(crate) fn stretches(
        &self,
        quote: usize,
        field: usize,
        places: impl Iterator<Item = usize>,
        mut show: impl FnMut(usize, (usize, usize)),
    ) {
        if let Some(words) = self.words() {
            return words.stretches(quote, field, places, show);
        }
        let mut places = places.peekable();
        self.read_stretches(quote, field, |at, stretch| {
            if places.peek() == Some(&at) {
                show(at, stretch);
            }
            while places.next_if(|&place| place <= at).is_some() {}
            places.peek().is_some()
        });
    }

    /// Shows where each word of a field of a quote stands in it, while more of them are wanted.
    #[inline]
    pub(super) fn read_stretches(
        &self,
        quote: usize,
        field: usize,
        mut show: impl FnMut(usize, (usize, usize)) -> bool,
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
                if !show(place, (start, at)) {
                    break;
                }
                place += 1;
            }
        }
    }
}
