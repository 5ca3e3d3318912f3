//! What a clause of a query may be read as, in the words of one collection.
//!
//! A clause goes in; out come stretches of the dictionary, and rows of words that must stand side by side, each
//! with how it was read. Nothing here knows where words stand.

use crate::alias::Typed;
use crate::index::Index;
use crate::query::Clause;
use crate::room::list_of;
use crate::stem::stem;
use crate::{text, typo};
use std::ops::Range;

/// How a typed word was read, best first. The worst word of a quote decides its tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// As typed.
    Whole,
    /// As another form of the same word: `retrain`, `retraining`.
    Inflected,
    /// As what the collection says means the same.
    Alias,
    /// As the beginning of a word.
    Prefix,
    /// As a whole word but for a slip of the finger.
    Typo,
    /// But for two, or as the beginning of a word but for one or two.
    Typos,
}

impl Tier {
    /// Whether the word had to be corrected.
    #[must_use]
    pub fn corrected(self) -> bool {
        self >= Self::Typo
    }
}

/// Which words may be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Correct {
    /// None.
    Nothing,
    /// Those that are no word of the collection as they are.
    Unknown,
    /// All.
    Everything,
}

/// Terms of the dictionary, from one up to another, and how they were read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) tier: Tier,
}

/// Words that must stand side by side.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// For each word the terms that it may be; their tiers do not count.
    pub(crate) words: Vec<Span>,
    pub(crate) tier: Tier,
    /// Whether the list of a term names the quotes that hold the row.
    #[cfg_attr(not(full), expect(dead_code))]
    pub(crate) listed: bool,
}

/// All that a clause may be read as.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// As one word.
    pub(crate) spans: Vec<Span>,
    /// As one word misspelt: in the order of the dictionary, apart from each other.
    #[cfg(full)]
    pub(crate) near: Vec<Span>,
    pub(crate) rows: Vec<Row>,
    /// The term whose list names the quotes that hold it as two words side by side.
    #[cfg(full)]
    pub(crate) apart: Option<usize>,
    /// From the first to the last of all these terms: most words of a text lie outside.
    #[cfg(full)]
    reach: Range<usize>,
}

/// Least bytes of the two halves of a compound whose second half is unfinished: below that, `ate`
/// would find `a te…`.
const HEAD: usize = 2;
const TAIL: usize = 3;

/// Bytes of lists that are gone through in the time in which one quote is read.
#[cfg(full)]
pub(crate) const LOOK: usize = 400;

/// Words of so many letters are looked up without their accents, so that what is found ahead for the beginnings of
/// words holds for each way to type them.
#[cfg(full)]
pub(crate) const SHORT: usize = 3;

impl Span {
    #[inline]
    pub(crate) fn holds(&self, term: usize) -> bool {
        self.start <= term && term < self.end
    }
}

impl Reading {
    /// From the first to the last of all its terms.
    #[cfg(full)]
    pub(crate) fn reach(&self) -> &Range<usize> {
        &self.reach
    }

    /// Whether a term may be one of these at all.
    #[cfg(full)]
    #[inline]
    fn reaches(&self, term: usize) -> bool {
        term.wrapping_sub(self.reach.start) < self.reach.len()
    }

    /// Whether a term is one of these, by itself or in a row.
    #[cfg(full)]
    #[inline]
    pub(crate) fn holds(&self, term: usize) -> bool {
        self.reaches(term) && (self.tier(term).is_some() || self.row_spans().any(|span| span.holds(term)))
    }

    #[cfg(full)]
    fn row_spans(&self) -> impl Iterator<Item = &Span> {
        self.rows.iter().flat_map(|row| &row.words)
    }

    /// Finds its reach, once all of it is read.
    #[cfg(full)]
    fn measure_reach(&mut self) {
        let spans = || self.spans.iter().chain(&self.near).chain(self.row_spans());
        let start = spans().map(|span| span.start).min().unwrap_or_default();
        let end = spans().map(|span| span.end).max().unwrap_or_default();
        self.reach = start..end;
    }

    /// The best reading of a term, if any.
    #[inline]
    pub(crate) fn tier(&self, term: usize) -> Option<Tier> {
        let mut best: Option<Tier> = None;
        for span in &self.spans {
            if span.holds(term) && best.is_none_or(|best| span.tier < best) {
                best = Some(span.tier);
            }
        }
        #[cfg(full)]
        if best.is_none() && !self.near.is_empty() {
            let at = crate::sort::first(self.near.len(), &|at: usize| {
                self.near.get(at).is_some_and(|span| span.end <= term)
            });
            best = self.near.get(at).filter(|span| span.holds(term)).map(|span| span.tier);
        }
        best
    }
}

/// From the first to the last of all terms of several readings.
#[cfg(full)]
#[inline]
pub(crate) fn reach(readings: &[Reading]) -> (usize, usize) {
    let (mut start, mut end) = (usize::MAX, 0);
    for Reading { reach, .. } in readings {
        (start, end) = (start.min(reach.start), end.max(reach.end));
    }
    (start, end)
}

/// Reads each clause.
#[cfg_attr(full, inline(never))]
pub(crate) fn read(index: &Index, clauses: &[Clause], correct: Correct) -> Vec<Reading> {
    // Without aliases nothing is looked for in them; the built-in collection has some.
    #[cfg(full)]
    let typed = Typed::read(if index.aliases().next().is_some() { clauses } else { &[] });
    #[cfg(not(full))]
    let typed = Typed::read(clauses);
    let mut readings = list_of(clauses.len());
    for (at, clause) in clauses.iter().enumerate() {
        let mut reader = Read { index, reading: Reading::default() };
        let word = clause.words.as_str();
        if clause.phrase {
            reader.add_phrase(word, clause.unfinished);
            #[cfg(full)]
            reader.add_aliases(&typed, at);
        } else {
            let begun = reader.add_word(word, clause.unfinished);
            #[cfg(full)]
            reader.add_forms(if word.chars().count() > SHORT { &clause.written } else { word });
            reader.add_compounds(word, clause.unfinished, begun);
            // `real time` also finds `realtime`: two words in a row, typed apart but written together.
            for first in at.saturating_sub(1)..=at {
                if let (Some(a), Some(b)) = (clauses.get(first), clauses.get(first + 1))
                    && !(a.phrase || b.phrase)
                {
                    reader.add_joined(&a.words, b);
                }
            }
            reader.add_aliases(&typed, at);
            let unknown = reader.reading.spans.is_empty() && reader.reading.rows.is_empty();
            if correct == Correct::Everything || (correct == Correct::Unknown && unknown) {
                reader.add_corrected(word, clause.unfinished);
            }
        }
        #[cfg(full)]
        reader.reading.measure_reach();
        readings.push(reader.reading);
    }
    readings
}

/// What was read as typed, with the words that are to be corrected as what they are but for slips.
#[cfg(full)]
#[inline(never)]
pub(crate) fn corrected(index: &Index, clauses: &[Clause], correct: Correct, typed: &[Reading]) -> Vec<Reading> {
    let mut readings = typed.to_vec();
    for (clause, reading) in clauses.iter().zip(&mut readings).filter(|(clause, _)| !clause.phrase) {
        let unknown = reading.spans.is_empty() && reading.rows.is_empty();
        if correct == Correct::Everything || (correct == Correct::Unknown && unknown) {
            let mut reader = Read { index, reading: std::mem::take(reading) };
            reader.add_corrected(&clause.words, clause.unfinished);
            reader.reading.measure_reach();
            *reading = reader.reading;
        }
    }
    readings
}

struct Read<'a> {
    index: &'a Index,
    reading: Reading,
}

impl Read<'_> {
    fn add(&mut self, start: usize, end: usize, tier: Tier) {
        // What is read so, or better, already would be gone through twice.
        #[cfg(full)]
        let known = self.reading.spans.iter().any(|span| span.start <= start && end <= span.end && span.tier <= tier);
        // Here texts alone are read, where what is inside of another counts once.
        #[cfg(not(full))]
        let known = self.reading.spans.iter().any(|span| (span.start, span.end) == (start, end) && span.tier <= tier);
        if start < end && !known {
            self.reading.spans.push(Span { start, end, tier });
        }
    }

    /// Adds one word as it is, inflected, or begun; the terms that begin like it.
    #[cfg_attr(full, inline(never))]
    fn add_word(&mut self, word: &str, unfinished: bool) -> Range<usize> {
        let begun = self.index.beginning(word);
        let mut longer = begun.start;
        if self.is_first(&begun, word) {
            longer += 1;
            self.add(begun.start, longer, Tier::Whole);
        }
        for term in self.index.inflected(&stem(word)) {
            self.add(term, term + 1, Tier::Inflected);
        }
        if unfinished {
            self.add(longer, begun.end, Tier::Prefix);
        }
        begun
    }

    /// Adds the forms of a word in the languages of the collection besides English.
    #[cfg(full)]
    fn add_forms(&mut self, written: &str) {
        for term in self.index.forms(written) {
            self.add(term, term + 1, Tier::Inflected);
        }
    }

    /// Whether the first of the terms that begin like a word is that word.
    fn is_first(&self, begun: &Range<usize>, word: &str) -> bool {
        begun.start < begun.end && self.index.word(begun.start) == word
    }

    /// Adds the word that two are when written together.
    #[cfg_attr(full, inline(never))]
    fn add_joined(&mut self, first: &str, second: &Clause) {
        let mut joined = first.to_string();
        // Its forms all begin like it, so that most often there is nothing to look for.
        let letter = text::char_at(&second.words, 0).map_or(0, char::len_utf8);
        joined.push_str(text::slice(&second.words, 0, letter));
        if self.begun(&joined).is_some() {
            joined.push_str(text::slice(&second.words, letter, second.words.len()));
            self.add_word(&joined, second.unfinished);
            #[cfg(full)]
            self.add_forms(&joined);
        }
    }

    /// Adds what `word` is but for a slip or two.
    #[cfg_attr(full, inline(never))]
    fn add_corrected(&mut self, word: &str, unfinished: bool) {
        let most = typo::forgiven(text::letters(word).len());
        if most > 0 {
            for near in self.index.near(word, unfinished, most) {
                let tier = if near.slips > 1 { Tier::Typos } else { Tier::Typo };
                let span = Span { start: near.start, end: near.end, tier };
                #[cfg(full)]
                self.reading.near.push(span);
                #[cfg(not(full))]
                self.reading.spans.push(span);
            }
        }
    }

    fn one(&self, word: &str) -> Option<Span> {
        self.index.term(word).map(|term| Span { start: term, end: term + 1, tier: Tier::Whole })
    }

    fn begun(&self, word: &str) -> Option<Span> {
        let Range { start, end } = self.index.beginning(word);
        (start < end).then_some(Span { start, end, tier: Tier::Prefix })
    }

    /// Adds the two words that `word` is when written together: `realtime` also finds `real time` and `real-time`;
    /// the second may be unfinished. While it may still become a word of the collection it is not taken apart.
    #[cfg_attr(full, inline(never))]
    fn add_compounds(&mut self, word: &str, unfinished: bool, begun: Range<usize>) {
        let listed = self.is_first(&begun, word);
        #[cfg(full)]
        {
            self.reading.apart = listed.then_some(begun.start);
        }
        if unfinished && !listed && !begun.is_empty() {
            return;
        }
        for (at, head) in self.index.heads(word) {
            let first = Span { start: head, end: head + 1, tier: Tier::Whole };
            let tail = text::slice(word, at, word.len());
            if let Some(last) = self.one(tail) {
                self.add_row(vec![first, last], Tier::Whole, listed);
            }
            if unfinished
                && !listed
                && at >= HEAD
                && tail.len() >= TAIL
                && let Some(last) = self.begun(tail)
            {
                self.add_row(vec![first, last], Tier::Prefix, false);
            }
        }
    }

    /// Adds words side by side as they are, the last perhaps unfinished.
    #[cfg_attr(full, inline(never))]
    fn add_phrase(&mut self, phrase: &str, unfinished: bool) {
        let mut words = Vec::new();
        for (start, end) in text::pieces(phrase, ' ') {
            let word = text::slice(phrase, start, end);
            if end == phrase.len()
                && unfinished
                && let Some(last) = self.begun(word)
            {
                let mut row = words.clone();
                row.push(last);
                self.add_row(row, Tier::Prefix, false);
            }
            let Some(whole) = self.one(word) else { return };
            words.push(whole);
        }
        self.add_row(words, Tier::Whole, false);
    }

    fn add_row(&mut self, words: Vec<Span>, tier: Tier, listed: bool) {
        match *words {
            [alone] => self.reading.spans.push(Span { tier, ..alone }),
            _ => self.reading.rows.push(Row { words, tier, listed }),
        }
    }

    /// Adds what means the same as the clause at a place, by itself or with its neighbours: a word in all its
    /// forms, a row of words that begin like their stems.
    #[cfg_attr(full, inline(never))]
    fn add_aliases(&mut self, typed: &Typed, at: usize) {
        for (one, other) in self.index.aliases() {
            self.add_alias(typed, at, one, other);
            self.add_alias(typed, at, other, one);
        }
    }

    fn add_alias(&mut self, typed: &Typed, at: usize, from: &str, to: &str) {
        if !typed.covers(at, from) {
            return;
        }
        let mut row = Vec::new();
        let words = text::pieces(to, ' ');
        if words.len() == 1 {
            for term in self.index.inflected(to) {
                self.add(term, term + 1, Tier::Alias);
            }
            return;
        }
        for (start, end) in words {
            let Some(word) = self.begun(text::slice(to, start, end)) else { return };
            row.push(word);
        }
        self.add_row(row, Tier::Alias, false);
    }
}
