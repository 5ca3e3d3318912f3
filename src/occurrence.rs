//! Where the words of a query stand in one quote, and how each was read.
//!
//! The words of a quote and the readings of a query go in; their occurrences come out, in order. Nothing here
//! weighs or ranks.

use crate::index::{Index, Token};
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
    pub(crate) fn visit(&mut self, index: &Index, quote: usize, readings: &[Reading]) {
        #[cfg(full)]
        let tokens = {
            let (start, end) = reading::reach(readings);
            let wanted = |term| start <= term && term < end && readings.iter().any(|reading| reading.holds(term));
            index.tokens(quote, wanted, &mut self.tokens)
        };
        #[cfg(not(full))]
        let tokens = index.tokens(quote);
        self.found.clear();
        for (clause, reading) in readings.iter().enumerate() {
            for (at, token) in tokens.iter().enumerate() {
                #[cfg(full)]
                if !reading.reaches(token.term) {
                    continue;
                }
                let mut best = reading.tier(token.term).map(|tier| (tier, 1));
                for row in &reading.rows {
                    let stands = (row.tier, row.words.len());
                    if best.is_none_or(|best| stands < best) && stands_at(tokens, at, row) {
                        best = Some(stands);
                    }
                }
                if let Some((tier, words)) = best {
                    self.found.push(Occurrence { clause, field: token.field, position: token.position, tier, words });
                }
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
