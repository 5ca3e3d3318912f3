//! The search: a query in, the quotes that answer it out, best first.
//!
//! First the class of answers is decided (every word, or only some), then their order: by tier,
//! inside a tier by score, inside a score as in the document. No clock, no state: the same query
//! gets the same answer.

use crate::facet::{Facet, NONE, Sieve};
use crate::index::Index;
use crate::mark::{self, Mark};
use crate::occurrence::{self, Correct, Occurrence, Tier, run};
use crate::query::{Clause, Query};
use crate::quote::Collection;
use crate::score;
use crate::sort::sorted;
use crate::suggest;
use std::cmp::Ordering;

/// How to answer a query.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// Most hits returned; 10 unless set.
    pub limit: usize,
    /// Hits left out before the first; 0 unless set.
    pub offset: usize,
    /// A query that every answer must pass as well, without a say in the order; empty unless set.
    pub filter: &'a str,
    /// Whether to count the values of each field; on unless set.
    pub facets: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { limit: 10, offset: 0, filter: "", facets: true }
    }
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results<'a> {
    /// How many quotes answer, on all pages together.
    pub total: usize,
    /// Whether nothing matched whole, so that the hits match in part.
    pub partial: bool,
    /// One page of answers, best first.
    pub hits: Vec<Hit<'a>>,
    /// Counts over all answers, by part, source, author, topic, tag and lang; none unless asked for.
    pub facets: Vec<Facet<'a>>,
    /// A query near this one that has answers; only where this one has none.
    pub suggestion: Option<String>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'a> {
    /// Index of the quote in its collection.
    pub quote: usize,
    /// How the worst read word was read.
    pub tier: Tier,
    /// Weight inside the tier; only its order means anything.
    pub score: f32,
    /// Words that were read other than as typed.
    pub via: Vec<Via<'a>>,
    /// What to mark.
    pub marks: Vec<Mark>,
}

/// A typed word and the word of the quote that it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Via<'a> {
    /// The word as typed, folded.
    pub word: String,
    /// The word as the quote writes it.
    pub matched: &'a str,
}

/// Answers what was typed.
#[must_use]
pub fn search<'a>(collection: &'a Collection, index: &'a Index, typed: &str, options: &Options<'_>) -> Results<'a> {
    let query = Query::parse(typed);
    let narrow = Query::filter(options.filter);
    let frame = Frame::build(index, &[&query, &narrow], &narrow.clauses);
    let class = frame.decide(&query.clauses);

    let mut quotes = Vec::new();
    let mut through = Vec::new();
    for (at, candidate) in class.candidates.iter().enumerate() {
        if class.corrected.is_some_and(|corrected| corrected != candidate.corrected) {
            continue;
        }
        quotes.push(candidate.quote);
        if frame.passes(candidate.quote) {
            through.push(at);
        }
    }
    let candidate = |at: usize| class.candidates.get(through.get(at).copied().unwrap_or_default());
    let order = sorted(through.len(), &|a: usize, b: usize| match (candidate(a), candidate(b)) {
        (Some(a), Some(b)) => a.tier.cmp(&b.tier).then(b.score.total_cmp(&a.score)),
        _ => Ordering::Equal,
    });
    let mut results = Results { total: through.len(), partial: class.partial, ..Results::default() };
    for at in order.into_iter().skip(options.offset).take(options.limit) {
        if let Some(candidate) = candidate(at) {
            results.hits.push(candidate.hit(collection, &query.clauses, &class.found));
        }
    }
    if options.facets {
        results.facets = index.columns().count(&quotes, &frame.sieves);
    }
    if through.is_empty() {
        let answers = |near: &String| frame.decide(&Query::parse(near).clauses).answers;
        results.suggestion = suggest::near(index, &query.clauses).filter(answers);
    }
    results
}

/// The quotes that pass a filter, in document order.
///
/// Words in it must stand in the quote as typed or inflected.
#[must_use]
#[inline(never)]
pub fn select(index: &Index, filter: &str) -> Vec<usize> {
    let query = Query::filter(filter);
    let frame = Frame::build(index, &[&query], &query.clauses);
    let mut selected = Vec::new();
    for quote in 0..index.quotes() {
        if frame.allows(quote) && frame.passes(quote) {
            selected.push(quote);
        }
    }
    selected
}

/// Occurrences are listed by quote, and in a quote by clause.
const BY_QUOTE: fn(&Occurrence) -> usize = |occurrence| occurrence.quote;
const BY_CLAUSE: fn(&Occurrence) -> usize = |occurrence| occurrence.clause;

/// What decides whether a quote may answer at all, whatever its words.
struct Frame<'a> {
    index: &'a Index,
    /// A sieve for each source of filter terms: a reader's own cannot widen the page's.
    sieves: Vec<Sieve<'a>>,
    /// Per quote whether it holds an excluded word or lacks a word of the filter.
    barred: Vec<bool>,
}

impl<'a> Frame<'a> {
    /// A frame of the filter terms and exclusions of `queries`, and the words `within`. Words are
    /// held as typed or inflected.
    fn build(index: &'a Index, queries: &[&Query], within: &[Clause]) -> Self {
        let mut frame = Self { index, sieves: Vec::new(), barred: vec![false; index.quotes()] };
        for query in queries {
            frame.sieves.push(index.columns().sieve(&query.filters));
            frame.bar(&query.without, true);
        }
        frame.bar(within, false);
        frame
    }

    /// Bars the quotes that hold any of the clauses, or lack any.
    fn bar(&mut self, clauses: &[Clause], holding: bool) {
        for clause in clauses {
            let mut holds = vec![false; self.barred.len()];
            for occurrence in occurrence::find(self.index, std::slice::from_ref(clause), Correct::Nothing) {
                if let Some(holds) = holds.get_mut(occurrence.quote) {
                    *holds |= occurrence.tier <= Tier::Inflected;
                }
            }
            for (barred, holds) in self.barred.iter_mut().zip(holds) {
                *barred |= holds == holding;
            }
        }
    }

    fn allows(&self, quote: usize) -> bool {
        self.barred.get(quote) == Some(&false)
    }

    fn passes(&self, quote: usize) -> bool {
        self.sieves.iter().all(|sieve| sieve.passes(quote, NONE))
    }

    /// Decides which quotes answer: those that hold every word; failing that, those that do when
    /// words are corrected, as few as can be; failing that, those that hold enough of the query.
    ///
    /// A class counts only where some quote of it passes the filters; where none does, the quotes
    /// that would answer without the filters are the class, so that their facets are still counted.
    fn decide(&self, clauses: &[Clause]) -> Class {
        let as_typed = self.class(clauses, Correct::Nothing, 1.0);
        if as_typed.answers || clauses.is_empty() {
            return as_typed;
        }
        let corrected = self.class(clauses, Correct::Everything, 1.0);
        if corrected.answers {
            return corrected;
        }
        if clauses.len() > 1 {
            let mut parts = self.class(clauses, Correct::Unknown, score::ENOUGH);
            if parts.answers {
                parts.partial = true;
                parts.candidates.iter_mut().for_each(|candidate| candidate.tier = Tier::Whole);
                return parts;
            }
        }
        as_typed
    }

    /// Every allowed quote that holds at least `share` of the clauses, in document order; where that is
    /// all of them, those count that have the fewest corrected clauses.
    fn class(&self, clauses: &[Clause], correct: Correct, share: f32) -> Class {
        let found = occurrence::find(self.index, clauses, correct);
        let weights = self.weights(clauses, &found);
        let mut class = Class { candidates: Vec::new(), found, partial: false, corrected: None, answers: false };
        let mut least = usize::MAX;
        for quote in 0..self.index.quotes() {
            let candidate = self.candidate(quote, run(&class.found, BY_QUOTE, quote), &weights);
            if candidate.share >= share && self.allows(quote) {
                if self.passes(quote) {
                    class.answers = true;
                    least = least.min(candidate.corrected);
                }
                class.candidates.push(candidate);
            }
        }
        class.corrected = Some(least).filter(|_| share >= 1.0 && class.answers);
        class
    }

    /// The rarity of each clause.
    fn weights(&self, clauses: &[Clause], found: &[Occurrence]) -> Vec<f32> {
        let mut weights = Vec::new();
        for (clause, Clause { words, .. }) in clauses.iter().enumerate() {
            let mut holding = 0;
            let mut last = usize::MAX;
            for occurrence in found {
                if occurrence.clause == clause && occurrence.quote != last {
                    last = occurrence.quote;
                    holding += 1;
                }
            }
            weights.push(score::rarity(self.index, words, holding));
        }
        weights
    }

    /// What a quote holds of the query.
    fn candidate(&self, quote: usize, here: &[Occurrence], weights: &[f32]) -> Candidate {
        let mut candidate = Candidate { quote, tier: Tier::Whole, score: 0.0, corrected: 0, share: 1.0 };
        let (mut held, mut all) = (0.0, 0.0);
        let (mut telling, mut told) = (0, 0);
        let (mut previous, mut lighter): (&[Occurrence], f32) = (&[], 0.0);
        for (clause, &weight) in weights.iter().enumerate() {
            let found = run(here, BY_CLAUSE, clause);
            all += weight;
            if let Some(best) = best(found) {
                candidate.tier = candidate.tier.max(best.tier);
                candidate.corrected += usize::from(best.tier.corrected());
                held += weight;
                told += usize::from(score::is_telling(weight));
            }
            telling += usize::from(score::is_telling(weight));
            candidate.score += score::of_clause(self.index, found, weight);
            candidate.score += score::of_neighbours(previous, found, weight.min(lighter));
            (previous, lighter) = (found, weight);
        }
        // The same sums in the same order: they are equal where nothing is missing.
        if held < all {
            candidate.share = held / all;
            // Most of the telling words are enough, whatever the others may be.
            if told > 1 && told * 2 > telling {
                candidate.share = candidate.share.max(score::ENOUGH);
            }
        }
        candidate
    }
}

/// The answers to a query before its filters, and the occurrences that make them so.
struct Class {
    candidates: Vec<Candidate>,
    found: Vec<Occurrence>,
    partial: bool,
    /// How many clauses are corrected in those that count, where not all do.
    corrected: Option<usize>,
    /// Whether any of them passes the filters.
    answers: bool,
}

/// A quote that holds some or all of a query.
struct Candidate {
    quote: usize,
    tier: Tier,
    score: f32,
    /// Clauses that had to be corrected.
    corrected: usize,
    /// Share of the query's weight that is in it; 1 where all of it is.
    share: f32,
}

impl Candidate {
    fn hit<'a>(&self, collection: &'a Collection, clauses: &[Clause], found: &[Occurrence]) -> Hit<'a> {
        let here = run(found, BY_QUOTE, self.quote);
        let mut marked = Vec::new();
        let mut via = Vec::new();
        for (at, clause) in clauses.iter().enumerate() {
            let here = run(here, BY_CLAUSE, at);
            let Some(best) = best(here) else { continue };
            // Where a word stands as typed, what it merely begins or resembles is not marked.
            for occurrence in here {
                if occurrence.tier <= best.tier.max(Tier::Inflected) {
                    marked.push(*occurrence);
                }
            }
            if !matches!(best.tier, Tier::Whole | Tier::Prefix) {
                let matched = mark::written(collection, best);
                if !matched.is_empty() {
                    via.push(Via { word: clause.words.clone(), matched });
                }
            }
        }
        let marks = mark::mark(collection, self.quote, &marked);
        Hit { quote: self.quote, tier: self.tier, score: self.score, via, marks }
    }
}

/// The first of the best read.
fn best(found: &[Occurrence]) -> Option<&Occurrence> {
    let mut best: Option<&Occurrence> = None;
    for occurrence in found {
        if best.is_none_or(|best| occurrence.tier < best.tier) {
            best = Some(occurrence);
        }
    }
    best
}
