//! Which quotes answer a query, and in which order, without a look at the others.
//!
//! Clauses go in, candidates come out. The lists of the index tell who holds each clause and what that is worth; how
//! near the clauses stand to each other is read from the best [`CLOSELY`] alone, which come first. So the work grows
//! with the lists of the words typed, never with the texts.

mod several;

use crate::holding::{self, Held};
use crate::index::{BEST, Head, Index};
use crate::intern::{Table, narrow};
use crate::occurrence::Place;
use crate::query::Clause;
use crate::quote::field;
use crate::reading::{self, Correct, LOOK, Reading, Tier};
use crate::score;
use crate::sort;
use crate::worth::Worth;

/// How many answers are read word by word, where there are several clauses that may stand near each other.
const CLOSELY: usize = 128;

/// Of more quotes than this that hold the rarest clause nothing is written down before it is known that they hold another.
const MANY: usize = 1024;

/// Bits of a key that say which quote it is: no pack has room for so many, and beside a tier and a score there are no more.
const PLACES: u32 = 29;

/// Bytes of an entry of a list, about.
const ENTRY: usize = 2;

/// Finds the candidates of a query.
pub(crate) struct Gatherer<'a> {
    index: &'a Index,
    held: Held<'a>,
    worth: Worth<'a>,
    /// Where no more than the best of a class are asked for, how many.
    pub(crate) most: Option<usize>,
    /// What the clauses were read as when they were last looked for as typed, where nothing was found: they are corrected
    /// next.
    unanswered: Vec<Reading>,
}

/// The answers to a query before its filters.
pub(crate) struct Class {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) readings: Vec<Reading>,
    weights: Vec<f32>,
    /// Whether they hold the query in part only.
    pub(crate) partial: bool,
    /// How many there are, where only the best are listed.
    pub(crate) total: Option<usize>,
    /// Whether any of them passes the filters.
    pub(crate) answers: bool,
    pub(crate) place: Place,
}

/// A quote that holds some or all of a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) quote: usize,
    pub(crate) tier: Tier,
    /// The cell of its only clause.
    cell: u16,
    /// In parts, as `score.rs` adds them up.
    pub(crate) score: u32,
    /// Clauses that had to be corrected.
    pub(crate) corrected: usize,
    /// Weight of the telling clauses that are in it, how many, and whether any of them is sure to be meant.
    held: f32,
    told: usize,
    sure: bool,
    /// The fields in which some clause may stand, a bit each, and those in which two may.
    fields: u8,
    meeting: u8,
}

impl Candidate {
    fn of(quote: usize) -> Self {
        Self {
            quote,
            tier: Tier::Whole,
            cell: 0,
            score: 0,
            corrected: 0,
            held: 0.0,
            told: 0,
            sure: false,
            fields: 0,
            meeting: 0,
        }
    }

    fn key(&self) -> u64 {
        key(holding::rank(self.tier), self.score, self.quote)
    }

    /// Takes the next clause in; `lowest` as [`holding::lowest`] has it.
    #[inline]
    fn take(&mut self, cell: u16, lowest: u16, worth: &mut Worth<'_>) {
        let (tier, _) = holding::held(cell);
        self.cell = cell;
        self.tier = self.tier.max(tier);
        self.corrected += usize::from(tier.corrected());
        self.stand(holding::standing(cell, lowest));
        self.score += worth.of(self.quote, cell);
    }

    /// Notes that a clause may stand in those fields.
    #[inline]
    fn stand(&mut self, fields: u8) {
        self.meeting |= self.fields & fields;
        self.fields |= fields;
    }
}

impl<'a> Gatherer<'a> {
    pub(crate) fn new(index: &'a Index) -> Self {
        Self { index, held: Held::new(index), worth: Worth::new(index), most: None, unanswered: Vec::new() }
    }

    /// Every quote that holds all the clauses, or, where `partial`, enough of them; without clauses every quote.
    #[inline(never)]
    pub(crate) fn class(&mut self, clauses: &[Clause], correct: Correct, partial: bool) -> Class {
        let readings = if self.unanswered.is_empty() || correct == Correct::Nothing {
            reading::read(self.index, clauses, correct)
        } else {
            reading::corrected(self.index, clauses, correct, &self.unanswered)
        };
        self.unanswered.clear();
        let mut class = Class {
            candidates: Vec::new(),
            weights: vec![0.0; readings.len()],
            readings,
            partial,
            total: None,
            answers: false,
            place: Place::default(),
        };
        let begun = match clauses {
            [clause] if clause.unfinished && !clause.phrase && correct == Correct::Nothing => Some(&*clause.words),
            _ => None,
        };
        if let (Some(word), Some(most)) = (begun, self.most)
            && let Some(head) = self.index.known_head(word).filter(|head| head.best.len() >= most.min(head.total))
        {
            self.worth.turn(score::rarity(self.index.len(), word, head.total), most);
            for (quote, cell) in head.best.into_iter().take(most) {
                let mut candidate = Candidate::of(quote);
                candidate.take(cell, 0, &mut self.worth);
                class.candidates.push(candidate);
            }
            class.total = Some(head.total);
        } else if clauses.is_empty() {
            let quotes = self.index.len();
            class.total = self.most.map(|_| quotes);
            class.candidates.extend((0..quotes.min(self.most.unwrap_or(quotes))).map(Candidate::of));
        } else if class.partial {
            self.gather_any(clauses, &mut class);
        } else if let (Some(word), Some(most)) = (begun, self.most)
            && self.is_kept(word, most, &class)
        {
            self.most = Some(BEST);
            self.gather_all(clauses, correct, &mut class);
            self.most = Some(most);
            self.index.keep_head(word, head_of(&class));
            class.candidates.truncate(most);
        } else {
            self.gather_all(clauses, correct, &mut class);
        }
        if correct == Correct::Nothing && class.candidates.is_empty() {
            self.unanswered.clone_from(&class.readings);
        }
        class
    }

    /// The answer to a beginning of a word.
    pub(crate) fn head(&mut self, word: &str, most: usize) -> Head {
        let clause = Clause { words: word.to_string(), written: word.to_string(), phrase: false, unfinished: true };
        self.most = Some(most);
        self.held.passing = true;
        head_of(&self.class(&[clause], Correct::Nothing, false))
    }

    /// Whether the answer to a beginning of a word is kept, of which so many are asked for: that to a short one, as long
    /// as its lists are.
    fn is_kept(&self, word: &str, most: usize, class: &Class) -> bool {
        let crowded = |reading| holding::work(self.index, reading) > holding::CROWDED;
        !self.held.passing
            && most <= BEST
            && word.chars().count() <= reading::SHORT
            && class.readings.first().is_some_and(crowded)
    }

    /// Turns to those that hold a clause, and weighs it.
    fn weigh(&mut self, clauses: &[Clause], class: &mut Class, at: usize) -> f32 {
        if let Some(reading) = class.readings.get(at) {
            self.held.fill(reading);
        }
        let words = clauses.get(at).map_or("", |clause| clause.words.as_str());
        let count = self.held.count();
        let weight = score::rarity(self.index.len(), words, count);
        if let Some(slot) = class.weights.get_mut(at) {
            *slot = weight;
        }
        self.worth.turn(weight, count);
        weight
    }

    /// The rarest clause first: most often few are left to look for the others in.
    #[inline(never)]
    fn gather_all(&mut self, clauses: &[Clause], correct: Correct, class: &mut Class) {
        let mut order = Vec::new();
        for (at, reading) in class.readings.iter().enumerate() {
            order.push((holding::work(self.index, reading), at));
        }
        order.sort_unstable();
        let Some((&(_, at), mut rest)) = order.split_first() else { return };
        self.weigh(clauses, class, at);
        if self.held.count() == 0 {
            return;
        }
        match (self.most, correct, rest) {
            (Some(most), _, []) => {
                class.total = Some(self.held.count());
                class.candidates = self.best(most);
            }
            (Some(most), Correct::Nothing, _) if rest.len() == 1 || self.held.count() > MANY => {
                rest = self.gather_several(clauses, class, rest, most.max(CLOSELY));
            }
            _ => class.candidates = self.all(),
        }
        while let Some((&(work, at), others)) = rest.split_first()
            && !class.candidates.is_empty()
        {
            rest = others;
            if work / LOOK > class.candidates.len() {
                self.look(clauses, class, at, work);
                continue;
            }
            self.weigh(clauses, class, at);
            class.candidates.retain_mut(|candidate| {
                let cell = self.held.get(candidate.quote);
                if cell > 0 {
                    candidate.take(cell, self.held.lowest, &mut self.worth);
                }
                cell > 0
            });
        }
    }

    /// All that hold the clause in the cells.
    #[inline(never)]
    fn all(&mut self) -> Vec<Candidate> {
        let mut all = Vec::with_capacity(self.held.count());
        self.held.each(|quote, cell| {
            let mut candidate = Candidate::of(quote);
            candidate.take(cell, self.held.lowest, &mut self.worth);
            all.push(candidate);
        });
        all
    }

    /// Looks for a clause in the candidates, one by one: they are few, and its lists are long.
    #[inline(never)]
    fn look(&mut self, clauses: &[Clause], class: &mut Class, at: usize, work: usize) {
        let Class { candidates, readings, weights, place, .. } = class;
        let (Some(clause), Some(reading), Some(weight)) = (clauses.get(at), readings.get(at), weights.get_mut(at))
        else {
            return;
        };
        // How many hold it is known of what was answered ahead; of the others it is told by the length of their lists, and not by
        // what is kept, which depends on what was asked before.
        let about = || work / ENTRY;
        let total = self.index.head(&clause.words).map_or_else(about, |head| head.total);
        *weight = score::rarity(self.index.len(), &clause.words, total);
        self.worth.turn(*weight, candidates.len());
        let kept = self.held.fill_kept(reading, work, candidates.len());
        let lowest = self.held.lowest;
        candidates.retain_mut(|candidate| {
            let cell = if kept {
                self.held.get(candidate.quote)
            } else {
                place.visit(self.index, candidate.quote, std::slice::from_ref(reading));
                holding::cell(&place.found)
            };
            if cell > 0 {
                candidate.take(cell, lowest, &mut self.worth);
            }
            cell > 0
        });
    }

    /// The best of those that hold the clause in the cells.
    #[inline(never)]
    fn best(&mut self, most: usize) -> Vec<Candidate> {
        let mut best: Vec<Candidate> = Vec::with_capacity(most + 1);
        let Self { held, worth, .. } = self;
        // The rank of the worst, once they are as many, and its key.
        let (mut rank, mut worst) = (0, u64::MAX);
        held.each(|quote, cell| {
            // Most often the rank alone decides.
            if holding::rank_of(cell) < rank {
                return;
            }
            if key(holding::rank_of(cell), worth.of(quote, cell), quote) > worst {
                return;
            }
            let mut candidate = Candidate::of(quote);
            candidate.take(cell, held.lowest, worth);
            let place = best.partition_point(|other| other.key() < candidate.key());
            best.insert(place, candidate);
            best.truncate(most);
            if let Some(last) = best.get(most.saturating_sub(1)) {
                (rank, worst) = (holding::rank(last.tier), last.key());
            }
        });
        best
    }

    #[inline(never)]
    fn gather_any(&mut self, clauses: &[Clause], class: &mut Class) {
        let mut places = Table::default();
        let (mut all, mut telling) = (0.0, 0);
        // Where no clause tells, all do.
        let common = clauses.iter().all(|clause| score::is_function(&clause.words));
        for (at, Clause { words, .. }) in clauses.iter().enumerate() {
            let weight = self.weigh(clauses, class, at);
            if !common && !score::is_telling(weight) {
                continue;
            }
            all += weight;
            telling += 1;
            self.held.each(|quote, cell| {
                // No two quotes have one number.
                let (place, new) = places.add(narrow(quote), |_| true);
                if new {
                    class.candidates.push(Candidate::of(quote));
                }
                if let Some(candidate) = class.candidates.get_mut(place) {
                    candidate.take(cell, self.held.lowest, &mut self.worth);
                    candidate.held += weight;
                    candidate.told += 1;
                    candidate.sure |= score::is_sure(holding::held(cell).0, words);
                }
            });
        }
        class
            .candidates
            .retain(|candidate| candidate.sure && score::is_enough(candidate.held, all, candidate.told, telling));
        for candidate in &mut class.candidates {
            candidate.tier = Tier::Whole;
            // Of a clause that was passed over nothing is known.
            if telling < clauses.len() {
                candidate.meeting = field::ANYWHERE;
            }
        }
    }

    /// Puts the candidates in order, as far as the `last` that is asked for.
    #[inline(never)]
    pub(crate) fn arrange(&self, candidates: &mut Vec<Candidate>, last: usize, class: &mut Class) {
        // Where nothing stands beside anything no more can be said of them.
        if candidates.iter().all(|candidate| candidate.meeting == 0) {
            return sort::least(candidates, last, Candidate::key);
        }
        sort::least(candidates, last.max(CLOSELY), Candidate::key);
        let most = score::most_of_nearness(&class.weights);
        // The best so far, in order; no more than are asked for.
        let mut best: Vec<Candidate> = Vec::with_capacity(last.min(CLOSELY) + 1);
        for candidate in candidates.iter().take(CLOSELY) {
            let worst = if best.len() < last { u64::MAX } else { best.last().map_or(0, Candidate::key) };
            // Those that follow are no better: where not even the utmost helps, none of them comes in.
            let mut near = *candidate;
            near.score += most;
            if worst < near.key() {
                break;
            }
            near.score = candidate.score;
            if candidate.meeting > 0 {
                class.place.visit_fields(self.index, candidate.quote, &class.readings, candidate.meeting);
                near.score += score::of_nearness(&class.place, &class.weights);
            }
            if worst < near.key() {
                continue;
            }
            let place = best.partition_point(|other| other.key() < near.key());
            best.insert(place, near);
            best.truncate(last);
        }
        candidates.splice(..best.len(), best);
    }
}

/// The answer to a beginning of a word whose class that is.
fn head_of(class: &Class) -> Head {
    let best = class.candidates.iter().map(|candidate| (candidate.quote, candidate.cell)).collect();
    Head { total: class.total.unwrap_or_default(), best }
}

/// The better the less; of equals less for the one that stands first in the document.
#[inline]
fn key(rank: u16, score: u32, quote: usize) -> u64 {
    let quote = u64::from(narrow(quote)) & ((1 << PLACES) - 1);
    (u64::from(holding::rank(Tier::Whole) - rank) << u32::BITS | u64::from(u32::MAX - score)) << PLACES | quote
}
