//! The search: a query in, the quotes that answer it out, best first.
//!
//! First the class of answers is decided (every word, or only some), then their order: by tier,
//! inside a tier by score, inside a score as in the document. No clock, no state: the same query
//! gets the same answer.

use crate::facet::{Facets, Sieve};
use crate::index::Index;
use crate::mark::{self, Marks};
use crate::occurrence::{self, Occurrence, Tier};
use crate::query::{Clause, Query};
use crate::quote::{Collection, Quote};
use crate::score;
use crate::suggest;
use serde::Serialize;

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
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    /// How many quotes answer, on all pages together.
    pub total: usize,
    /// Whether nothing matched whole, so that the hits match in part.
    pub partial: bool,
    /// One page of answers, best first.
    pub hits: Vec<Hit>,
    /// Counts over all answers; `None` unless asked for.
    pub facets: Option<Facets>,
    /// A query near this one that has answers; only where this one has none.
    pub suggestion: Option<String>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// Index of the quote in its collection.
    #[serde(rename = "index")]
    pub quote: usize,
    /// How the worst read word was read.
    #[serde(skip)]
    pub tier: Tier,
    /// Weight inside the tier; only its order means anything.
    pub score: f32,
    /// Words that were read other than as typed.
    pub via: Vec<Via>,
    /// What to mark.
    pub marks: Marks,
}

/// A typed word and the word of the quote that it was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Via {
    /// The word as typed, folded.
    pub word: String,
    /// The word as the quote writes it.
    pub matched: String,
}

/// Answers what was typed.
#[must_use]
pub fn search(collection: &Collection, index: &Index, typed: &str, options: &Options<'_>) -> Results {
    let query = Query::parse(typed);
    let narrow = Query::parse(options.filter);
    let sieves = [index.columns().sieve(&query.filters), index.columns().sieve(&narrow.filters)];
    let allowed = allowed(index, &[&query.without, &narrow.without], &narrow.clauses);
    let class = decide(index, &query.clauses, &allowed, &sieves);

    let mut through: Vec<&Candidate> = class.candidates.iter().filter(|c| passes(c.quote, &sieves)).collect();
    through.sort_by(|a, b| a.order(b));
    let quotes: Vec<usize> = class.candidates.iter().map(|candidate| candidate.quote).collect();
    let page = through.iter().skip(options.offset).take(options.limit);
    Results {
        total: through.len(),
        partial: class.partial && !through.is_empty(),
        hits: page
            .filter_map(|candidate| {
                let quote = collection.quotes.get(candidate.quote)?;
                Some(candidate.hit(quote, &query.clauses, &class.found))
            })
            .collect(),
        facets: options.facets.then(|| index.columns().count(&quotes, &sieves)),
        suggestion: through.is_empty().then(|| suggest::near(index, &query.clauses)).flatten(),
    }
}

/// The quotes that pass a filter, in document order.
///
/// Words in it must stand in the quote as typed or inflected.
#[must_use]
pub fn select(index: &Index, filter: &str) -> Vec<usize> {
    let query = Query::parse(filter);
    let sieves = [index.columns().sieve(&query.filters)];
    let allowed = allowed(index, &[&query.without], &query.clauses);
    allowed
        .into_iter()
        .enumerate()
        .filter(|&(quote, allowed)| allowed && passes(quote, &sieves))
        .map(|(quote, _)| quote)
        .collect()
}

fn passes(quote: usize, sieves: &[Sieve<'_>]) -> bool {
    sieves.iter().all(|sieve| sieve.passes(quote, None))
}

/// For each quote whether it holds every clause of `within` and none of `without`, each word as
/// typed or inflected.
fn allowed(index: &Index, without: &[&[Clause]], within: &[Clause]) -> Vec<bool> {
    let mut allowed = vec![true; index.quotes()];
    let near = |found: &[Occurrence]| {
        let mut holds = vec![false; index.quotes()];
        for occurrence in found.iter().filter(|occurrence| occurrence.tier <= Tier::Inflected) {
            if let Some(holds) = holds.get_mut(occurrence.place.quote) {
                *holds = true;
            }
        }
        holds
    };
    for found in occurrence::find(index, within, false) {
        allowed.iter_mut().zip(near(&found)).for_each(|(allowed, holds)| *allowed &= holds);
    }
    for found in without.iter().flat_map(|clauses| occurrence::find(index, clauses, false)) {
        allowed.iter_mut().zip(near(&found)).for_each(|(allowed, holds)| *allowed &= !holds);
    }
    allowed
}

/// A quote that holds some or all of a query.
#[derive(Clone, Debug)]
struct Candidate {
    quote: usize,
    tier: Tier,
    score: f32,
    /// Clauses that had to be corrected.
    corrected: usize,
    /// Whether every clause is in it.
    whole: bool,
    /// Share of the query's weight that is in it, 0 to 1.
    share: f32,
}

impl Candidate {
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.tier.cmp(&other.tier).then(other.score.total_cmp(&self.score)).then(self.quote.cmp(&other.quote))
    }

    fn hit(&self, quote: &Quote, clauses: &[Clause], found: &[Vec<Occurrence>]) -> Hit {
        let mut marked = Vec::new();
        let mut via = Vec::new();
        for (clause, list) in clauses.iter().zip(found) {
            let here = in_quote(list, self.quote);
            // Where a word stands as typed, what it merely begins or resembles is not marked.
            let Some(best) = here.iter().min_by_key(|occurrence| occurrence.tier) else { continue };
            let tier = best.tier.max(Tier::Inflected);
            marked.extend(here.iter().filter(|occurrence| occurrence.tier <= tier));
            if let ([word], Tier::Inflected | Tier::Typo | Tier::Typos) = (clause.words.as_slice(), best.tier)
                && let Some(matched) = mark::written(quote, best.place.field, best.place.position, best.words)
            {
                via.push(Via { word: word.clone(), matched: matched.to_string() });
            }
        }
        Hit { quote: self.quote, tier: self.tier, score: self.score, via, marks: mark::mark(quote, marked.into_iter()) }
    }
}

/// The occurrences in one quote.
fn in_quote(found: &[Occurrence], quote: usize) -> &[Occurrence] {
    let start = found.partition_point(|occurrence| occurrence.place.quote < quote);
    let rest = found.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|occurrence| occurrence.place.quote == quote)).unwrap_or_default()
}

/// The answers to a query before its filters, and the occurrences that make them so.
#[derive(Default)]
struct Class {
    candidates: Vec<Candidate>,
    found: Vec<Vec<Occurrence>>,
    partial: bool,
}

/// Decides which quotes answer: those that hold every word; failing that, those that do when
/// words are corrected, as few as can be; failing that, those that hold enough of the query.
///
/// A class counts only where some quote of it passes the filters; where none does, the quotes that
/// would answer without the filters are the class, so that their facets can still be counted.
fn decide(index: &Index, clauses: &[Clause], allowed: &[bool], sieves: &[Sieve<'_>]) -> Class {
    if clauses.is_empty() {
        let every = allowed.iter().enumerate().filter(|&(_, &allowed)| allowed);
        return Class { candidates: every.map(|(quote, _)| Candidate::plain(quote)).collect(), ..Class::default() };
    }
    let typed = occurrence::find(index, clauses, false);
    let answers = |class: &Class| class.candidates.iter().any(|candidate| passes(candidate.quote, sieves));
    let as_typed = whole(index, typed.clone(), allowed);
    if answers(&as_typed) {
        return as_typed;
    }
    let corrected = occurrence::find(index, clauses, true);
    let mut fewest = whole(index, corrected.clone(), allowed);
    let passing = fewest.candidates.iter().filter(|candidate| passes(candidate.quote, sieves));
    if let Some(least) = passing.map(|candidate| candidate.corrected).min() {
        fewest.candidates.retain(|candidate| candidate.corrected == least);
        return fewest;
    }
    if clauses.len() > 1 {
        let found =
            typed.into_iter().zip(corrected).map(|(typed, corrected)| if typed.is_empty() { corrected } else { typed });
        let found: Vec<Vec<Occurrence>> = found.collect();
        let mut candidates = candidates(index, &found, allowed);
        candidates.retain(|candidate| candidate.share >= score::ENOUGH);
        candidates.iter_mut().for_each(|candidate| candidate.tier = Tier::Whole);
        let parts = Class { candidates, found, partial: true };
        if answers(&parts) {
            return parts;
        }
    }
    as_typed
}

fn whole(index: &Index, found: Vec<Vec<Occurrence>>, allowed: &[bool]) -> Class {
    let mut candidates = candidates(index, &found, allowed);
    candidates.retain(|candidate| candidate.whole);
    Class { candidates, found, partial: false }
}

impl Candidate {
    fn plain(quote: usize) -> Self {
        Self { quote, tier: Tier::Whole, score: 0.0, corrected: 0, whole: true, share: 1.0 }
    }
}

/// Every allowed quote that holds any clause, in document order.
fn candidates(index: &Index, found: &[Vec<Occurrence>], allowed: &[bool]) -> Vec<Candidate> {
    let weights: Vec<f32> = found.iter().map(|list| score::rarity(index, list)).collect();
    let all: f32 = weights.iter().sum();
    let mut rests: Vec<&[Occurrence]> = found.iter().map(Vec::as_slice).collect();
    let mut candidates = Vec::new();
    while let Some(quote) = rests.iter().filter_map(|rest| Some(rest.first()?.place.quote)).min() {
        let mut here = Vec::new();
        for rest in &mut rests {
            let (run, left) = rest.split_at(rest.iter().take_while(|o| o.place.quote == quote).count());
            here.push(run);
            *rest = left;
        }
        if allowed.get(quote) != Some(&true) {
            continue;
        }
        let tiers = here.iter().filter_map(|run| run.iter().map(|occurrence| occurrence.tier).min());
        let held: f32 = here.iter().zip(&weights).filter(|(run, _)| !run.is_empty()).map(|(_, weight)| weight).sum();
        candidates.push(Candidate {
            quote,
            tier: tiers.clone().max().unwrap_or(Tier::Whole),
            score: score::score(index, &here, &weights),
            corrected: tiers.filter(|tier| tier.corrected()).count(),
            whole: here.iter().all(|run| !run.is_empty()),
            share: held / all,
        });
    }
    candidates
}
