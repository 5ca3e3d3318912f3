//! Where the words of a query stand in a collection, and how each was read.
//!
//! Clauses and an index go in; their occurrences come out, in the order of the quotes. Nothing
//! here weighs or ranks.

use crate::index::Index;
use crate::query::Clause;
use crate::sort::{first, sorted};
use crate::{text, typo};

/// How a typed word was read, best first. The worst word of a quote decides its tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// As typed.
    Whole,
    /// As another form of the same word: `retrain`, `retraining`.
    Inflected,
    /// As the beginning of a word.
    Prefix,
    /// As a slip of the finger.
    Typo,
    /// As two slips of the finger.
    Typos,
}

impl Tier {
    /// Whether the word had to be corrected.
    #[must_use]
    pub fn corrected(self) -> bool {
        self >= Self::Typo
    }
}

/// One match of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) quote: usize,
    /// Which clause of the query.
    pub(crate) clause: usize,
    pub(crate) field: usize,
    /// How many places of the field are before it: words, and gaps between values.
    pub(crate) position: usize,
    pub(crate) tier: Tier,
    /// Words that it covers, from its position on.
    pub(crate) words: usize,
}

impl Occurrence {
    /// Whether both are of one clause in one position.
    fn same(&self, other: &Self) -> bool {
        (self.quote, self.clause, self.field, self.position) == (other.quote, other.clause, other.field, other.position)
    }
}

/// Which words may be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Correct {
    /// None.
    Nothing,
    /// Those that occur nowhere as they are.
    Unknown,
    /// All.
    Everything,
}

/// Least bytes of the two halves of a compound whose second half is unfinished: below that, `ate`
/// would find `a te…`.
const HEAD: usize = 2;
const TAIL: usize = 3;

/// The occurrences of every clause, by quote, clause, field and position; one a clause and position.
pub(crate) fn find(index: &Index, clauses: &[Clause], correct: Correct) -> Vec<Occurrence> {
    let mut finder = Finder { index, clause: 0, found: Vec::new() };
    for (at, clause) in clauses.iter().enumerate() {
        let before = finder.found.len();
        finder.clause = at;
        let word = clause.words.as_str();
        if clause.phrase {
            finder.add_row(word, clause.unfinished);
            continue;
        }
        finder.add_word(word, clause.unfinished);
        finder.add_compounds(word, clause.unfinished);
        // `real time` also finds `realtime`: two words in a row, typed apart but written together.
        for first in [at.wrapping_sub(1), at] {
            if let (Some(a), Some(b)) = (clauses.get(first), clauses.get(first.wrapping_add(1)))
                && !(a.phrase || b.phrase)
            {
                let mut compound = a.words.clone();
                compound.push_str(&b.words);
                finder.add_word(&compound, b.unfinished);
            }
        }
        if correct == Correct::Everything || (correct == Correct::Unknown && finder.found.len() == before) {
            finder.add_corrected(word, clause.unfinished);
        }
    }
    let mut tidy: Vec<Occurrence> = Vec::new();
    let found = finder.found;
    for at in sorted(found.len(), &|a: usize, b: usize| found.get(a).cmp(&found.get(b))) {
        if let Some(occurrence) = found.get(at)
            && tidy.last().is_none_or(|last| !last.same(occurrence))
        {
            tidy.push(*occurrence);
        }
    }
    tidy
}

/// Of a list in the order of `key`, the stretch where that is `value`.
pub(crate) fn run(found: &[Occurrence], key: fn(&Occurrence) -> usize, value: usize) -> &[Occurrence] {
    let at = |place: usize| found.get(place).map_or(usize::MAX, key);
    let start = first(found.len(), &|place: usize| at(place) < value);
    let end = first(found.len(), &|place: usize| at(place) <= value);
    found.get(start..end).unwrap_or_default()
}

struct Finder<'a> {
    index: &'a Index,
    clause: usize,
    found: Vec<Occurrence>,
}

impl Finder<'_> {
    fn push(&mut self, place: usize, tier: Tier, words: usize) {
        let (quote, field, position) = self.index.locate(place);
        self.found.push(Occurrence { quote, clause: self.clause, field, position, tier, words });
    }

    fn add_term(&mut self, term: usize, tier: Tier) {
        for &place in self.index.places(term) {
            self.push(place, tier, 1);
        }
    }

    /// Adds the places of one word as it is, inflected, or begun.
    fn add_word(&mut self, word: &str, unfinished: bool) {
        if let Some(term) = self.index.term(word) {
            self.add_term(term, Tier::Whole);
        }
        for &term in self.index.inflected(word) {
            self.add_term(term, Tier::Inflected);
        }
        if unfinished {
            for term in self.index.beginning(word) {
                self.add_term(term, Tier::Prefix);
            }
        }
    }

    /// Adds the places of words that are `word` but for a slip or two.
    fn add_corrected(&mut self, word: &str, unfinished: bool) {
        let typed = typo::letters(word);
        let most = typo::forgiven(typed.len());
        if most == 0 {
            return;
        }
        for term in self.index.terms() {
            match typo::distance(&typed, &typo::letters(self.index.word(term)), unfinished, most) {
                Some(0 | 1) => self.add_term(term, Tier::Typo),
                Some(_) => self.add_term(term, Tier::Typos),
                None => {}
            }
        }
    }

    /// Adds the places of two words that `word` is when written together: `realtime` also finds
    /// `real time` and `real-time`.
    fn add_compounds(&mut self, word: &str, unfinished: bool) {
        for at in 1..word.len() {
            if let (Some(head), Some(tail)) = (word.get(..at), word.get(at..)) {
                let unfinished = unfinished && head.len() >= HEAD && tail.len() >= TAIL;
                let mut row = head.to_string();
                row.push(' ');
                row.push_str(tail);
                self.add_row(&row, unfinished);
            }
        }
    }

    /// Adds the places where all the words of a row stand side by side, the last perhaps unfinished.
    fn add_row(&mut self, row: &str, unfinished: bool) {
        let mut terms = Vec::new();
        let mut last = "";
        for (start, end) in text::pieces(row, ' ') {
            last = text::slice(row, start, end);
            if end < row.len() {
                match self.index.term(last) {
                    Some(term) => terms.push(term),
                    None => return,
                }
            }
        }
        let whole = self.index.term(last);
        let ends = if unfinished { self.index.beginning(last) } else { whole.map_or(0..0, |term| term..term + 1) };
        for term in ends {
            let tier = if whole == Some(term) { Tier::Whole } else { Tier::Prefix };
            for &end in self.index.places(term) {
                let start = end.wrapping_sub(terms.len());
                if terms.iter().enumerate().all(|(at, &term)| self.stands(term, start.wrapping_add(at))) {
                    self.push(start, tier, terms.len() + 1);
                }
            }
        }
    }

    /// Whether a term stands in a place.
    fn stands(&self, term: usize, place: usize) -> bool {
        let places = self.index.places(term);
        let at = first(places.len(), &|at: usize| places.get(at).is_some_and(|&other| other < place));
        places.get(at) == Some(&place)
    }
}
