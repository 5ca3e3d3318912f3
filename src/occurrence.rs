//! Where the words of a query stand in one quote, and how each was read.
//!
//! The words of a quote and the readings of a query go in; their occurrences come out, in order. Nothing here
//! weighs or ranks.

use crate::index::{Index, Token};
#[cfg(full)]
use crate::quote::field;
#[cfg(full)]
use crate::reading;
use crate::reading::{Reading, Row, Tier};
use crate::sort::first;

/// One match of a clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occurrence {
    /// Which clause of the query.
    pub(crate) clause: usize,
    pub(crate) field: usize,
    /// How many places of the field are before it: words, and gaps between values.
    pub(crate) position: usize,
    pub(crate) tier: Tier,
    /// Words that it covers, from its position on.
    pub(crate) words: usize,
}

/// The words of one quote, and what of them a query asks for; used again for the next.
#[derive(Default)]
pub(crate) struct Place {
    #[cfg(full)]
    tokens: Vec<Token>,
    /// By clause, field and position; one a clause and position.
    pub(crate) found: Vec<Occurrence>,
}

impl Place {
    /// Turns to a quote.
    #[cfg(full)]
    pub(crate) fn visit(&mut self, index: &Index, quote: usize, readings: &[Reading]) {
        self.visit_fields(index, quote, readings, field::ANYWHERE);
    }

    /// Turns to some fields of a quote, a bit each.
    #[cfg(full)]
    pub(crate) fn visit_fields(&mut self, index: &Index, quote: usize, readings: &[Reading], fields: u8) {
        self.found.clear();
        if let Some(words) = index.words() {
            let tokens = words.tokens(quote);
            for (clause, reading) in readings.iter().enumerate() {
                let start = self.found.len();
                for &(_, at) in words.within(quote, reading.reach()) {
                    if tokens.get(at).is_some_and(|token| fields >> token.field & 1 > 0) {
                        find(&mut self.found, clause, reading, tokens, at);
                    }
                }
                let found = self.found.get_mut(start..).unwrap_or_default();
                if found.len() > 1 {
                    found.sort_unstable_by_key(|occurrence| (occurrence.field, occurrence.position));
                }
            }
            return;
        }
        let (start, end) = reading::reach(readings);
        let wanted = |term| start <= term && term < end && readings.iter().any(|reading| reading.holds(term));
        self.tokens.clear();
        index.read_tokens(quote, fields, wanted, &mut self.tokens);
        for (clause, reading) in readings.iter().enumerate() {
            for at in 0..self.tokens.len() {
                find(&mut self.found, clause, reading, &self.tokens, at);
            }
        }
    }

    /// Turns to a quote.
    #[cfg(not(full))]
    pub(crate) fn visit(&mut self, index: &Index, quote: usize, readings: &[Reading]) {
        let tokens = index.tokens(quote);
        self.found.clear();
        for (clause, reading) in readings.iter().enumerate() {
            for at in 0..tokens.len() {
                find(&mut self.found, clause, reading, tokens, at);
            }
        }
    }

    /// The occurrences of a clause.
    pub(crate) fn of(&self, clause: usize) -> &[Occurrence] {
        let at = |place: usize| self.found.get(place).map_or(usize::MAX, |occurrence| occurrence.clause);
        let start = first(self.found.len(), &|place: usize| at(place) < clause);
        let end = first(self.found.len(), &|place: usize| at(place) <= clause);
        self.found.get(start..end).unwrap_or_default()
    }
}

/// Adds the clause where it stands at a place among the words of a quote, as it is best read.
#[cfg_attr(full, inline)]
fn find(found: &mut Vec<Occurrence>, clause: usize, reading: &Reading, tokens: &[Token], at: usize) {
    let Some(token) = tokens.get(at) else { return };
    let mut best = reading.tier(token.term).map(|tier| (tier, 1));
    for row in &reading.rows {
        let stands = (row.tier, row.words.len());
        if best.is_none_or(|best| stands < best) && stands_at(tokens, at, row) {
            best = Some(stands);
        }
    }
    if let Some((tier, words)) = best {
        found.push(Occurrence { clause, field: token.field, position: token.position, tier, words });
    }
}

/// Whether a row of words begins with the word at a place.
pub(crate) fn stands_at(tokens: &[Token], at: usize, row: &Row) -> bool {
    let tokens = tokens.get(at..).unwrap_or_default();
    let mut next = tokens.first().map(|token| (token.field, token.position));
    for (place, word) in row.words.iter().enumerate() {
        let token = tokens.get(place);
        if token.map(|token| (token.field, token.position)) != next
            || !token.is_some_and(|token| word.holds(token.term))
        {
            return false;
        }
        next = next.map(|(field, position)| (field, position + 1));
    }
    true
}

/// The first of the best read.
pub(crate) fn best(found: &[Occurrence]) -> Option<&Occurrence> {
    let mut best: Option<&Occurrence> = None;
    for occurrence in found {
        if best.is_none_or(|best| occurrence.tier < best.tier) {
            best = Some(occurrence);
        }
    }
    best
}
