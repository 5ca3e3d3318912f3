//! Where the words of a dictionary that begin with each byte stand in it.
//!
//! A dictionary in order goes in once; then for a byte the places between which a word is looked for come out, which
//! saves much of the look.

use crate::bytes::Strings;
use std::ops::Range;

/// For each byte the first place of a word that begins with no lesser one; at the end the number of words.
#[derive(Debug)]
pub(super) struct Initials(Vec<usize>);

impl Initials {
    pub(super) fn of(words: Strings<'_>) -> Self {
        Self((0..=u8::MAX).map(|byte| words.less(0..words.len(), &[byte])).chain([words.len()]).collect())
    }

    /// The places of the words that begin as `word` does; all of them for an empty one.
    pub(super) fn range(&self, word: &[u8]) -> Range<usize> {
        let at = |place: usize| self.0.get(place).copied().unwrap_or_default();
        let Some(&byte) = word.first() else { return 0..at(usize::from(u8::MAX) + 1) };
        at(byte.into())..at(usize::from(byte) + 1)
    }
}
