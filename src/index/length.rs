//! How long each text is, told from the transcripts once for all.
//!
//! An index goes in, out come the characters of each of its texts: Unicode scalar values, as no other count is the same
//! in every language. No text is written out for it: what stands between words and how long each word of the dictionary
//! is, is enough. Four bytes for each text are kept.

use super::{Index, section};
use crate::intern::wide;
use crate::quote::field;
use crate::transcript::{characters, length};

impl Index {
    /// Characters of a text, by its value; 0 for none.
    pub(crate) fn length(&self, value: usize) -> usize {
        let lengths = self.lengths.get_or_init(|| self.read_lengths());
        value.checked_sub(1).and_then(|at| lengths.get(at)).map_or(0, |&length| wide(length))
    }

    fn read_lengths(&self) -> Vec<u32> {
        let (terms, ranks) = (self.strings(section::TERMS), self.numbers(section::RANKS));
        let mut within = Within(self.section(section::TERMS + 1).len());
        let words = (0..ranks.len()).map(|rank| characters(within.take(terms.get(ranks.get(rank)))));
        let words: Vec<usize> = words.collect();
        let mut within = Within(self.section(section::VALUES + 1).len());
        let text = |value| length(within.take(self.stored(field::TEXT, value)), &words);
        let texts = (1..=self.values(field::TEXT)).map(text);
        texts.map(|length| u32::try_from(length).unwrap_or(u32::MAX)).collect()
    }
}

/// How many bytes are left to be read. Strings of a pack that was made to keep a page busy may lie one over the other:
/// no more is read than there is.
struct Within(usize);

impl Within {
    fn take<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let taken = bytes.get(..self.0).unwrap_or(bytes);
        self.0 -= taken.len();
        taken
    }
}
