//! How much a quote is about a query: a number of the BM25F family, with a share for nearness.
//!
//! Occurrences go in, a weight comes out; only its order means anything. Arithmetic is limited to
//! what gives the same bits everywhere, so that a native search and one in the browser agree.
//! After Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004).

use crate::index::Index;
use crate::occurrence::{Occurrence, Tier};
use crate::quote::field;
use crate::text;

/// What one occurrence in a field is worth (0 would leave the field out): topic, text, source,
/// author, part, tag. A word of the topic says what the quote is about.
const FIELD: [f32; field::SEARCHED] = [3.0, 1.0, 0.7, 0.7, 0.5, 1.0];

/// How much a longer field thins its words (0 not at all, 1 in proportion to its length).
const THINNING: [f32; field::SEARCHED] = [0.6, 0.4, 0.2, 0.2, 0.2, 0.2];

/// Where repetition stops paying: a weight of this counts half (above 0; BM25's k1).
const SATURATION: f32 = 1.2;

/// What neighbours are worth beside the words themselves (0 ignores order and distance).
const NEARNESS: f32 = 0.6;

/// Farthest that two words count as near, in words.
const NEAR: usize = 8;

/// Share of a query's weight that a quote must hold to answer it in part (0 any word, 1 all).
pub(crate) const ENOUGH: f32 = 0.15;

/// What an occurrence is worth by how it was read (1 in full).
fn trust(tier: Tier) -> f32 {
    match tier {
        Tier::Whole => 1.0,
        Tier::Inflected => 0.9,
        Tier::Prefix => 0.7,
        Tier::Typo => 0.5,
        Tier::Typos => 0.3,
    }
}

/// English words that only hold others together: what they are about is said by the rest of a question.
const FUNCTION_WORDS: &str = " a an and are as at be by can do does for from have how i if in is it me my of on or should so \
    that the this to was we what when where which who why will with you ";

/// What a function word's rarity counts beside that of others (0 would leave it out of the order).
const FUNCTION: f32 = 0.02;

/// Whether a clause is a function word.
fn is_function(words: &str) -> bool {
    text::find(FUNCTION_WORDS, &text::spaced(words)).is_some()
}

/// Whether a clause of that weight says what a query is about.
pub(crate) fn is_telling(weight: f32) -> bool {
    weight >= LEAST
}

/// How telling a clause is that so many quotes hold: about the binary logarithm of how few.
///
/// A clause that no quote holds is the most telling, so that a query of unknown words is not
/// answered by the one common word in it.
pub(crate) fn rarity(index: &Index, words: &str, holding: usize) -> f32 {
    let ratio = ((index.quotes() + 1) << 8) / (holding * 2 + 1);
    let whole = ratio.max(256).ilog2();
    let rest = ratio.max(256) - (1 << whole);
    let rarity = float(rest) / float(1 << whole) + float(usize::try_from(whole).unwrap_or_default()) - 8.0 + LEAST;
    if is_function(words) { rarity * FUNCTION } else { rarity }
}

/// Weight of a word that every quote holds (above 0, so that it still orders).
const LEAST: f32 = 0.2;

/// What the occurrences of one clause in one quote are worth, given the clause's rarity.
pub(crate) fn of_clause(index: &Index, found: &[Occurrence], weight: f32) -> f32 {
    let mut mass = 0.0;
    for occurrence in found {
        mass += worth(index, occurrence);
    }
    weight * mass / (mass + SATURATION)
}

/// What it is worth that one clause stands near the next, given the lower rarity of both.
pub(crate) fn of_neighbours(first: &[Occurrence], second: &[Occurrence], weight: f32) -> f32 {
    NEARNESS * weight * nearness(first, second)
}

fn worth(index: &Index, occurrence: &Occurrence) -> f32 {
    let field = occurrence.field;
    let of = |table: &[f32; field::SEARCHED]| table.get(field).copied().unwrap_or_default();
    let (length, average) = index.lengths(occurrence.quote, field);
    let thinning = of(&THINNING);
    let long = float(length) / float(average.max(1));
    of(&FIELD) * trust(occurrence.tier) / (1.0 - thinning + thinning * long)
}

/// From 0 to 1: how near two clauses come to each other in some field; 1 is side by side, in order.
fn nearness(first: &[Occurrence], second: &[Occurrence]) -> f32 {
    let mut nearest = NEAR + 1;
    for a in first {
        for b in second.iter().filter(|b| b.field == a.field) {
            let ahead = b.position.checked_sub(a.position + a.words - 1);
            // The other way round counts as one word farther.
            let apart = ahead.unwrap_or_else(|| a.position.saturating_sub(b.position) + 1);
            nearest = nearest.min(apart.max(1));
        }
    }
    if nearest > NEAR { 0.0 } else { 1.0 / float(nearest) }
}

/// A count as a number to reckon with; past 65,535 it stays there.
fn float(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}
