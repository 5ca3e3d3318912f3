//! What a clause is worth to each of very many quotes.
//!
//! A cell and a quote go in, a share of its score comes out, as `score.rs` reckons it: once for all quotes that hold
//! the clause alike and are of the same length, of which there are few kinds.

use crate::bytes::Numbers;
use crate::holding;
use crate::index::{Index, section};
use crate::quote::field;
use crate::score::Scale;

/// Quotes from which on it pays to remember, and bits of the places for what is remembered.
const MANY: [(usize, u32); 2] = [(4096, 12), (256, 9)];

/// Weighs one clause after the other.
pub(crate) struct Worth<'a> {
    lengths: Numbers<'a>,
    scale: Scale,
    weight: f32,
    /// A kind, its cell above its lengths, and what the clause is worth there; 0 where there is none yet. Empty where
    /// nothing is remembered.
    known: Vec<(u32, u32)>,
    /// Bits of a place in it.
    bits: u32,
}

impl<'a> Worth<'a> {
    pub(crate) fn new(index: &'a Index) -> Self {
        Self {
            lengths: index.numbers(section::LENGTHS),
            scale: Scale::of(index),
            weight: 0.0,
            known: Vec::new(),
            bits: 1,
        }
    }

    /// Turns to a clause of that weight, which so many quotes hold.
    pub(crate) fn turn(&mut self, weight: f32, quotes: usize) {
        self.weight = weight;
        self.known.clear();
        if let Some(&(_, bits)) = MANY.iter().find(|(many, _)| quotes > *many) {
            self.known.resize(1 << bits, (0, 0));
            self.bits = bits;
        }
    }

    /// What the clause adds to the score of a quote with this cell, which is not 0.
    #[inline]
    pub(crate) fn of(&mut self, quote: usize, cell: u16) -> u32 {
        // Of the topic in the lower byte, of the text in the upper one: the one where the clause does not stand is as any.
        let [topic, text] = [field::TOPIC, field::TEXT].map(|field| usize::from(cell) >> field & 1);
        let lengths = self.lengths.get(quote) & ((0xFF * topic) | (0xFF00 * text));
        let kind = u32::from(cell) << 16 | u32::try_from(lengths).unwrap_or_default();
        let slot = usize::try_from(kind.wrapping_mul(0x9E37_79B1) >> (u32::BITS - self.bits)).unwrap_or_default();
        match self.known.get(slot) {
            Some(&(known, worth)) if known == kind => worth,
            _ => self.reckon(slot, kind, cell, lengths),
        }
    }

    #[inline(never)]
    fn reckon(&mut self, slot: usize, kind: u32, cell: u16, lengths: usize) -> u32 {
        let (tier, fields) = holding::held(cell);
        let worth = self.scale.of_clause(self.weight, tier, fields, [lengths & 0xFF, lengths >> 8]);
        if let Some(known) = self.known.get_mut(slot) {
            *known = (kind, worth);
        }
        worth
    }
}
