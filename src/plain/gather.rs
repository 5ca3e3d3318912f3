//! Which quotes of a small collection answer a query, and in which order, by a look at every one.
//!
//! Clauses go in, candidates come out: the same, in the same order, as those of `gather.rs`, which looks at few.

use crate::index::Index;
use crate::occurrence::{Occurrence, Place, best};
use crate::query::Clause;
use crate::quote::field;
use crate::reading::{self, Correct, Reading, Tier};
use crate::score::{self, Scale};
use crate::sort::sorted;
use std::cmp::Ordering;

/// Finds the candidates of a query.
pub(crate) struct Gatherer<'a> {
    index: &'a Index,
}

/// The answers to a query before its filters.
pub(crate) struct Class {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) readings: Vec<Reading>,
    /// Whether they hold the query in part only.
    pub(crate) partial: bool,
    /// Whether any of them passes the filters.
    pub(crate) answers: bool,
    pub(crate) place: Place,
}

/// A quote that holds some or all of a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) quote: usize,
    pub(crate) tier: Tier,
    /// In parts, as `score.rs` adds them up.
    pub(crate) score: u32,
    /// Clauses that had to be corrected.
    pub(crate) corrected: usize,
}

impl<'a> Gatherer<'a> {
    pub(crate) fn new(index: &'a Index) -> Self {
        Self { index }
    }

    /// Every quote that holds all the clauses, or, where `partial`, enough of them; without clauses every quote.
    pub(crate) fn class(&mut self, clauses: &[Clause], correct: Correct, partial: bool) -> Class {
        let mut class = Class {
            candidates: Vec::new(),
            readings: reading::read(self.index, clauses, correct),
            partial,
            answers: false,
            place: Place::default(),
        };
        let mut holding = vec![0; clauses.len()];
        let place = &mut class.place;
        for quote in 0..self.index.len() {
            place.visit(self.index, quote, &class.readings);
            for (at, holding) in holding.iter_mut().enumerate() {
                *holding += usize::from(!place.of(at).is_empty());
            }
        }
        let mut weights = Vec::new();
        for (clause, holding) in clauses.iter().zip(holding) {
            weights.push(score::rarity(self.index.len(), &clause.words, holding));
        }
        // Where no clause tells, all do.
        let common = clauses.iter().all(|clause| score::is_function(&clause.words));
        let scale = Scale::of(self.index);
        for quote in 0..self.index.len() {
            place.visit(self.index, quote, &class.readings);
            let mut lengths = [0; 2];
            for token in self.index.tokens(quote) {
                if let Some(length) = lengths.get_mut(token.field) {
                    *length += 1;
                }
            }
            let score = score::of_nearness(place, &weights);
            let mut candidate = Candidate { quote, tier: Tier::Whole, score, corrected: 0 };
            let (mut held, mut all, mut told, mut telling, mut sure, mut holds) = (0.0, 0.0, 0, 0, false, true);
            for (at, (&weight, clause)) in weights.iter().zip(clauses).enumerate() {
                let tells = common || score::is_telling(weight);
                if tells {
                    all += weight;
                    telling += 1;
                }
                let found = place.of(at);
                let Some(Occurrence { tier, .. }) = best(found) else {
                    holds = false;
                    continue;
                };
                let mut fields = 0;
                for occurrence in found {
                    if occurrence.tier == *tier {
                        fields = field::with(fields, occurrence.field);
                    }
                }
                if tells {
                    held += weight;
                    told += 1;
                    sure |= score::is_sure(*tier, &clause.words);
                }
                if tells || !class.partial {
                    candidate.score += scale.of_clause(weight, *tier, fields, lengths);
                }
                candidate.tier = candidate.tier.max(*tier);
                candidate.corrected += usize::from(tier.corrected());
            }
            if class.partial {
                candidate.tier = Tier::Whole;
                holds = sure && score::is_enough(held, all, told, telling);
            }
            if holds {
                class.candidates.push(candidate);
            }
        }
        class
    }

    /// Puts the candidates in order.
    pub(crate) fn arrange(&self, candidates: &mut Vec<Candidate>, _last: usize, _class: &mut Class) {
        let order = |a: usize, b: usize| match (candidates.get(a), candidates.get(b)) {
            (Some(a), Some(b)) => a.tier.cmp(&b.tier).then(b.score.cmp(&a.score)),
            _ => Ordering::Equal,
        };
        let mut arranged = Vec::with_capacity(candidates.len());
        for at in sorted(candidates.len(), &order) {
            arranged.extend(candidates.get(at).copied());
        }
        *candidates = arranged;
    }
}
