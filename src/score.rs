//! How much a quote is about a query: a number of the BM25F family, with a share for nearness.
//!
//! Occurrences go in, a weight comes out; only its order means anything. Arithmetic is limited to
//! what gives the same bits everywhere, so that a native search and one in the browser agree.
//! After Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004).

use crate::index::Index;
use crate::occurrence::{Occurrence, Place};
use crate::quote::field;
use crate::reading::Tier;
use crate::{text, typo};

/// What a word is worth that stands in a field (0 would leave the field out): topic, text, source, author, part,
/// tag. A word of the topic says what the quote is about.
const FIELD: [f32; field::SEARCHED] = [3.0, 1.0, 0.7, 0.7, 0.5, 1.0];

/// What it is worth beside that a word stands in the text again (0 nothing).
const AGAIN: f32 = 0.6;

/// How much a longer topic or text thins its words (0 not at all, 1 in proportion to its length).
const THINNING: [f32; 2] = [0.6, 0.4];

/// Where repetition stops paying: a weight of this counts half (above 0; BM25's k1).
const SATURATION: f32 = 1.2;

/// What neighbours are worth beside the words themselves (0 ignores order and distance).
const NEARNESS: f32 = 0.6;

/// Farthest that two words count as near, in words.
const NEAR: usize = 8;

/// Share of a query's weight that a quote must hold to answer it in part (0 any word, 1 all).
const ENOUGH: f32 = 0.15;

/// Whether a quote that holds so much of the weight of the telling clauses, and so many of them, answers in part. Most
/// of them are enough, whatever the others may be.
pub(crate) fn is_enough(held: f32, all: f32, told: usize, telling: usize) -> bool {
    held >= all * ENOUGH || (told > 1 && told * 2 > telling)
}

/// Whether a clause that was read so is sure to be meant where the rest is not there: `cook` is then no `cool`, but a long word
/// is hardly another with a slip. What answers in part holds one that is.
pub(crate) fn is_sure(tier: Tier, words: &str) -> bool {
    !tier.corrected() || typo::forgiven(text::letters(words).len()) > 1
}

/// What an occurrence is worth by how it was read (1 in full).
fn trust(tier: Tier) -> f32 {
    match tier {
        Tier::Whole => 1.0,
        Tier::Inflected => 0.9,
        Tier::Alias | Tier::Prefix => 0.7,
        Tier::Typo => 0.5,
        Tier::Typos => 0.3,
    }
}

/// English words that only hold others together: what they are about is said by the rest of a question.
const FUNCTION_WORDS: &str = "a an and are as at be by can do does for from get have how i if in is it me more my of on or our \
    should so that the their there they this to was we what when where which who why will with you your";

/// Bytes of the longest of them.
const FUNCTION_LENGTH: usize = 6;

/// What a function word's rarity counts beside that of others (0 would leave it out of the order).
const FUNCTION: f32 = 0.02;

/// Whether a clause is a function word.
pub(crate) fn is_function(words: &str) -> bool {
    words.len() <= FUNCTION_LENGTH
        && FUNCTION_WORDS.as_bytes().split(|&byte| byte == b' ').any(|word| word == words.as_bytes())
}

/// Whether a clause of that weight says what a query is about.
pub(crate) fn is_telling(weight: f32) -> bool {
    weight >= LEAST
}

/// How telling a clause is that so many of all quotes hold: about the binary logarithm of how few.
///
/// A clause that no quote holds is the most telling, so that a query of unknown words is not
/// answered by the one common word in it.
pub(crate) fn rarity(quotes: usize, words: &str, holding: usize) -> f32 {
    let ratio = ((quotes + 1) << 8) / (holding * 2 + 1);
    let whole = ratio.max(256).ilog2();
    let rest = ratio.max(256) - (1 << whole);
    let rarity = float(rest << 8 >> whole) / 256.0 + float(usize::try_from(whole).unwrap_or_default()) - 8.0 + LEAST;
    if is_function(words) { rarity * FUNCTION } else { rarity }
}

/// Weight of a word that every quote holds (above 0, so that it still orders).
const LEAST: f32 = 0.2;

/// Scores are added up in parts of 1, so that no order of adding gives another sum.
const PARTS: f32 = 65536.0;

#[expect(clippy::as_conversions, reason = "a number above or below what fits becomes what does")]
fn parts(score: f32) -> u32 {
    (score * PARTS) as u32
}

/// A sum of parts as a score.
#[expect(clippy::as_conversions, reason = "there is no exact way, and only the order means anything")]
pub(crate) fn whole(parts: u32) -> f32 {
    parts as f32 / PARTS
}

/// A score in thousandths, rounded down.
#[cfg(feature = "web")]
#[expect(clippy::as_conversions, reason = "a number above or below what fits becomes what does")]
pub(crate) fn thousandths(score: f32) -> usize {
    (score * 1000.0) as usize
}

/// What the words of a quote are weighed by: the length that topics and texts have on average.
pub(crate) struct Scale([f32; 2]);

impl Scale {
    pub(crate) fn of(index: &Index) -> Self {
        Self(index.averages().map(|average| float(average.max(1))))
    }

    /// What a clause adds to the score of a quote that holds it in these fields, whose topic and text have so many
    /// words: the clause's rarity, by how it was read and where it stands. In parts.
    pub(crate) fn of_clause(&self, weight: f32, tier: Tier, fields: u8, lengths: [usize; 2]) -> u32 {
        let mut mass = 0.0;
        for (field, &worth) in FIELD.iter().enumerate() {
            if fields >> field & 1 > 0 {
                let mut worth = worth;
                if field == field::TEXT && fields & field::REPEATED > 0 {
                    worth += AGAIN;
                }
                if let (Some(&length), Some(&average), Some(&thinning)) =
                    (lengths.get(field), self.0.get(field), THINNING.get(field))
                {
                    worth /= 1.0 - thinning + thinning * float(length) / average;
                }
                mass += worth;
            }
        }
        mass *= trust(tier);
        parts(weight * mass / (mass + SATURATION))
    }
}

/// What it adds that clauses of these weights stand near each other, each near the next. In parts.
#[cfg_attr(full, inline(never))]
pub(crate) fn of_nearness(place: &Place, weights: &[f32]) -> u32 {
    let mut score = 0;
    let (mut previous, mut lighter): (&[Occurrence], f32) = (&[], 0.0);
    for (clause, &weight) in weights.iter().enumerate() {
        let found = place.of(clause);
        score += parts(NEARNESS * weight.min(lighter) * nearness(previous, found));
        (previous, lighter) = (found, weight);
    }
    score
}

/// The most that [`of_nearness`] can be. In parts.
#[cfg(full)]
pub(crate) fn most_of_nearness(weights: &[f32]) -> u32 {
    let pairs = weights.iter().zip(weights.iter().skip(1));
    pairs.map(|(&one, &other)| parts(NEARNESS * one.min(other))).sum()
}

/// From 0 to 1: how near two clauses come to each other in some field; 1 is side by side, in order.
fn nearness(first: &[Occurrence], second: &[Occurrence]) -> f32 {
    let mut nearest = NEAR + 1;
    for a in first {
        #[cfg(full)]
        let second = around(a, second);
        for b in second.iter().filter(|b| b.field == a.field) {
            let ahead = b.position.checked_sub(a.position + a.words - 1);
            // The other way round counts as one word farther.
            let apart = ahead.unwrap_or_else(|| a.position.saturating_sub(b.position) + 1);
            nearest = nearest.min(apart.max(1));
        }
    }
    if nearest > NEAR { 0.0 } else { 1.0 / float(nearest) }
}

/// Of occurrences in order the last before another one and the first from it on: none is nearer.
#[cfg(full)]
fn around<'a>(occurrence: &Occurrence, others: &'a [Occurrence]) -> &'a [Occurrence] {
    let place = |other: &Occurrence| (other.field, other.position);
    let at = others.partition_point(|other| place(other) < place(occurrence));
    others.get(at.saturating_sub(1)..others.len().min(at + 1)).unwrap_or_default()
}

/// A count as a number to reckon with; past 65,535 it stays there.
fn float(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}
