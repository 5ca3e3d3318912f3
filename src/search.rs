//! The search: a query in, the quotes that answer it out, best first.
//!
//! First the class of answers is decided (every word, or only some), then their order: by tier,
//! inside a tier by score, inside a score as in the document. No clock, and what is kept from query to query
//! changes no answer: the same query gets the same one.
//!
//! The most that a query takes, of n quotes that hold its rarest clause and of l bytes in the lists of all words that
//! its clauses may be; of a query 256 characters are read, so that it has at most so many clauses:
//!
//! - reading: for each clause a look into the dictionary at each letter, and where it is corrected a walk over those
//!   beginnings of words that at most two slips lead to; at worst all of the dictionary, at each of three attempts
//!   and again for a suggestion;
//! - gathering: l steps, and n for each clause; no text is read but for words that must stand side by side, once for
//!   each quote that holds the rarest of them. A beginning of one to three letters that many quotes hold is answered so
//!   once, one that very many hold ahead, where no more than a page is asked for and nothing is filtered or counted;
//! - ordering: n steps, and the texts of at most 128 quotes, fewer where nearness can no longer change the page, and of
//!   none in which no two clauses can stand in one field;
//! - a hit: its text, twice, which of a small pack are kept read; facets: n steps for each field.
//!
//! Nothing grows with the number of quotes by itself but what is asked of all: exclusions, filters, counts, and a query
//! of no words. A filter takes a step for each value of its field and for each quote; how long the texts are is told of
//! all transcripts when it is first asked, and kept.

use crate::facet::{self, Facet, NONE, Sieve};
use crate::gather::{Candidate, Class, Gatherer};
use crate::index::Index;
use crate::mark::{self, Mark};
use crate::occurrence::{Occurrence, best};
use crate::query::{Clause, Query};
use crate::reading::{Correct, Tier};
use crate::room::list_of;
use crate::{score, suggest};

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
pub struct Results {
    /// How many quotes answer, on all pages together.
    pub total: usize,
    /// Whether nothing matched whole, so that the hits match in part.
    pub partial: bool,
    /// One page of answers, best first.
    pub hits: Vec<Hit>,
    /// Counts over all answers, by part, source, author, topic, tag and lang; none unless asked for.
    pub facets: Vec<Facet>,
    /// A query near this one that has answers; only where this one has none.
    pub suggestion: Option<String>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Index of the quote in its collection.
    pub quote: usize,
    /// How the worst read word was read.
    pub tier: Tier,
    /// Weight inside the tier; only its order means anything.
    pub score: f32,
    /// Words that were read other than as typed.
    pub via: Vec<Via>,
    /// What to mark.
    pub marks: Vec<Mark>,
}

/// A typed word and the word of the quote that it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Via {
    /// The word as typed, folded.
    pub word: String,
    /// The word as the quote writes it.
    pub matched: String,
}

/// Hits up to which the best are picked out one by one; more are gathered, then sorted once.
#[cfg(full)]
const PAGE: usize = 1024;

/// Answers what was typed.
#[must_use]
pub fn search(index: &Index, typed: &str, options: &Options<'_>) -> Results {
    let query = Query::parse(typed);
    let narrow = Query::filter(options.filter);
    let mut frame = Frame::build(index, &[&query, &narrow], &narrow.clauses);
    let last = options.offset.saturating_add(options.limit);
    #[cfg(full)]
    if frame.is_open() && !options.facets && last <= PAGE {
        frame.gatherer.most = Some(last.max(1));
    }
    let mut class = frame.decide(&query.clauses);
    #[cfg(full)]
    let apart = frame.apart(&mut class, &query.clauses);
    #[cfg(full)]
    let clauses = apart.as_deref().unwrap_or(&query.clauses);
    #[cfg(not(full))]
    let clauses = &query.clauses;
    let mut through = list_of(class.candidates.len());
    for &candidate in &class.candidates {
        if frame.passes(candidate.quote) {
            through.push(candidate);
        }
    }
    let mut results = Results { total: through.len(), partial: class.partial, ..Results::default() };
    #[cfg(full)]
    if let Some(total) = class.total {
        results.total = total;
    }
    frame.gatherer.arrange(&mut through, last, &mut class);
    results.hits = list_of(through.len().min(options.limit));
    let mut marked = Vec::new();
    for candidate in through.iter().skip(options.offset).take(options.limit) {
        results.hits.push(frame.hit(candidate, clauses, &mut class, &mut marked));
    }
    if options.facets {
        let mut quotes = Vec::new();
        class.candidates.iter().for_each(|candidate| quotes.push(candidate.quote));
        results.facets = facet::count(index, &quotes, &frame.sieves);
    }
    if results.total == 0 {
        let near = suggest::near(index, clauses);
        results.suggestion = near.filter(|near| frame.decide(&Query::parse(near).clauses).answers);
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
    for quote in 0..index.len() {
        if frame.allows(quote) && frame.passes(quote) {
            selected.push(quote);
        }
    }
    selected
}

/// What decides whether a quote may answer at all, whatever its words.
struct Frame<'a> {
    index: &'a Index,
    gatherer: Gatherer<'a>,
    /// A sieve for each source of filter terms: a reader's own cannot widen the page's.
    sieves: Vec<Sieve>,
    /// Per quote whether it holds an excluded word or lacks a word of the filter; empty where none does.
    barred: Vec<bool>,
}

impl<'a> Frame<'a> {
    /// A frame of the filter terms and exclusions of `queries`, and the words `within`. Words are
    /// held as typed or inflected.
    #[cfg_attr(full, inline(never))]
    fn build(index: &'a Index, queries: &[&Query], within: &[Clause]) -> Self {
        let mut frame = Self { index, gatherer: Gatherer::new(index), sieves: Vec::new(), barred: Vec::new() };
        for query in queries {
            frame.sieves.push(Sieve::read(index, &query.filters));
            frame.bar(&query.without, true);
        }
        frame.bar(within, false);
        frame
    }

    /// Bars the quotes that hold any of the clauses, or lack any.
    #[cfg_attr(full, inline(never))]
    fn bar(&mut self, clauses: &[Clause], holding: bool) {
        for clause in clauses {
            self.barred.resize(self.index.len(), false);
            let mut holds = vec![false; self.index.len()];
            let class = self.gatherer.class(std::slice::from_ref(clause), Correct::Nothing, false);
            for candidate in class.candidates.iter().filter(|candidate| candidate.tier <= Tier::Inflected) {
                if let Some(holds) = holds.get_mut(candidate.quote) {
                    *holds = true;
                }
            }
            for (barred, holds) in self.barred.iter_mut().zip(holds) {
                *barred |= holds == holding;
            }
        }
    }

    /// Whether it holds no quote back.
    #[cfg(full)]
    fn is_open(&self) -> bool {
        self.barred.is_empty() && self.sieves.iter().all(Sieve::is_open)
    }

    fn allows(&self, quote: usize) -> bool {
        self.barred.get(quote) != Some(&true)
    }

    fn passes(&self, quote: usize) -> bool {
        self.sieves.iter().all(|sieve| sieve.passes(self.index, quote, NONE))
    }

    /// Decides which quotes answer: those that hold every word; failing that, those that do when
    /// words are corrected, as few as can be; failing that, those that hold enough of the query.
    ///
    /// A class counts only where some quote of it passes the filters; where none does, the quotes
    /// that would answer without the filters are the class, so that their facets are still counted.
    #[cfg_attr(full, inline(never))]
    fn decide(&mut self, clauses: &[Clause]) -> Class {
        let as_typed = self.class(clauses, Correct::Nothing, false);
        if as_typed.answers || clauses.is_empty() {
            return as_typed;
        }
        // No quote has fewer corrected words than the unknown ones.
        let mut class = self.class(clauses, Correct::Unknown, false);
        if !class.answers {
            class = self.class(clauses, Correct::Everything, false);
        }
        if !class.answers && clauses.len() > 1 {
            class = self.class(clauses, Correct::Unknown, true);
        }
        if class.answers { class } else { as_typed }
    }

    /// Where nothing answers, what holds the ideographs that were typed together answers in part: 読む finds 読んだ. The clauses
    /// that the class is of then.
    #[cfg(full)]
    fn apart(&mut self, class: &mut Class, clauses: &[Clause]) -> Option<Vec<Clause>> {
        let apart = if class.answers { None } else { Query::apart(clauses) }?;
        let mut loose = self.class(&apart, Correct::Nothing, false);
        loose.partial = true;
        loose.answers.then(|| {
            *class = loose;
            apart
        })
    }

    /// Every allowed quote of a class, of those that hold all the clauses the ones with the fewest corrected.
    #[cfg_attr(full, inline(never))]
    fn class(&mut self, clauses: &[Clause], correct: Correct, partial: bool) -> Class {
        let mut class = self.gatherer.class(clauses, correct, partial);
        let mut least = usize::MAX;
        for candidate in &class.candidates {
            if candidate.corrected < least && self.allows(candidate.quote) && self.passes(candidate.quote) {
                least = candidate.corrected;
            }
        }
        class.answers = least < usize::MAX;
        let any = class.partial || !class.answers;
        let mut kept = list_of(class.candidates.len());
        for candidate in &class.candidates {
            if (any || candidate.corrected == least) && self.allows(candidate.quote) {
                kept.push(*candidate);
            }
        }
        class.candidates = kept;
        class
    }

    /// A candidate as a hit; `marked` is used again for the next.
    #[cfg_attr(full, inline(never))]
    fn hit(&self, candidate: &Candidate, clauses: &[Clause], class: &mut Class, marked: &mut Vec<Occurrence>) -> Hit {
        let Class { readings, place, .. } = class;
        place.visit(self.index, candidate.quote, readings);
        marked.clear();
        let mut via = Vec::new();
        for (at, clause) in clauses.iter().enumerate() {
            let here = place.of(at);
            let Some(best) = best(here) else { continue };
            // Where a word stands as typed, what it merely begins or resembles is not marked.
            for occurrence in here {
                if occurrence.tier <= best.tier.max(Tier::Inflected) {
                    marked.push(*occurrence);
                }
            }
            if !matches!(best.tier, Tier::Whole | Tier::Prefix) {
                let matched = self.index.written(candidate.quote, best.field, best.position, best.words);
                if !matched.is_empty() {
                    via.push(Via { word: clause.words.clone(), matched });
                    #[cfg(full)]
                    join_signs(&mut via, clause);
                }
            }
        }
        let marks = mark::mark(self.index, candidate.quote, marked);
        Hit { quote: candidate.quote, tier: candidate.tier, score: score::whole(candidate.score), via, marks }
    }
}

/// Says two signs that were typed together as they were, and those of one run that were read alike as one word.
#[cfg(full)]
fn join_signs(via: &mut Vec<Via>, clause: &Clause) {
    if !clause.is_together() {
        return;
    }
    let (first, last) = clause.words.split_once(' ').unwrap_or_default();
    let Some(mut joined) = via.pop() else { return };
    joined.word = format!("{first}{last}");
    match via.last_mut().filter(|before| before.matched == joined.matched && before.word.ends_with(first)) {
        Some(before) => before.word.push_str(last),
        None => via.push(joined),
    }
}
