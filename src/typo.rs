//! Which words of a collection a typed word may have been meant as.
//!
//! A dictionary and a typed word go in; stretches of the dictionary come out, with the slips of the finger
//! that part them from it. One slip is a letter too many, too few or wrong, or two neighbours swapped (optimal
//! string alignment; Damerau 1964). The dictionary is walked as the tree of its beginnings, beside all states
//! of an automaton at once, a bit each (Wu and Manber 1992, with swaps added): a beginning that no slip can mend
//! is left with all words below it.

use crate::bytes::{Strings, text};
use crate::sort::sorted;
use crate::text::{char_at, letters};

/// Slips that are forgiven in a word of `letters` letters.
#[must_use]
pub(crate) fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Most slips that the automaton counts.
pub(crate) const MOST: usize = 2;

/// Longest word that is mended, in letters: a bit each and one for the end.
const LONGEST: usize = 31;

/// Words of a dictionary, from a place up to another, that are this many slips from the typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) slips: usize,
}

/// The words within `most` slips (at most [`MOST`]) of `typed`, or, where it is `unfinished`, with a beginning that
/// is; by their place, apart from each other. Empty for a word of more than 31 letters.
pub(crate) fn near(terms: Strings<'_>, typed: &str, unfinished: bool, most: usize) -> Vec<Near> {
    let letters = letters(typed);
    let by_letter = sorted(letters.len(), &|a: usize, b: usize| letters.get(a).cmp(&letters.get(b)));
    let mut walk = Walk {
        terms,
        typed: &letters,
        by_letter,
        places: [0; 128],
        unfinished,
        most: most.min(MOST),
        found: Vec::new(),
    };
    if letters.len() <= LONGEST {
        for (at, &letter) in letters.iter().enumerate() {
            if let Some(places) = usize::try_from(u32::from(letter)).ok().and_then(|letter| walk.places.get_mut(letter))
            {
                *places |= 1 << at;
            }
        }
        // Before the first letter some of the typed word may be left out.
        let start = State { rows: [0b1, 0b11, 0b111], before: [0; MOST + 1], last: 0 };
        walk.below(0, terms.len(), 0, &start, walk.most + 1);
    }
    walk.found
}

/// Where the automaton may stand: bit i of row s is set where i letters of the typed word are read with s slips.
struct State {
    rows: [u32; MOST + 1],
    /// The rows one letter ago …
    before: [u32; MOST + 1],
    /// … and the places of that letter in the typed word.
    last: u32,
}

struct Walk<'a> {
    terms: Strings<'a>,
    typed: &'a [char],
    /// Places in the typed word, in the order of their letters.
    by_letter: Vec<usize>,
    /// The places of each letter of ASCII in the typed word, a bit each.
    places: [u32; 128],
    unfinished: bool,
    most: usize,
    found: Vec<Near>,
}

impl Walk<'_> {
    /// The places where a letter stands in the typed word.
    fn places(&self, letter: char) -> u32 {
        if let Some(&places) = usize::try_from(u32::from(letter)).ok().and_then(|letter| self.places.get(letter)) {
            return places;
        }
        let mut places = 0;
        for (at, &typed) in self.typed.iter().enumerate() {
            places |= u32::from(typed == letter) << at;
        }
        places
    }

    fn step(&self, state: &State, letter: char) -> State {
        let here = self.places(letter);
        let swapped = here & (state.last >> 1);
        let all = u32::MAX >> (LONGEST - self.typed.len());
        let mut next = State { rows: [0; MOST + 1], before: state.rows, last: here };
        let (mut fewer, mut fewer_next, mut fewer_before) = (0, 0, 0);
        for ((row, now), &before) in next.rows.iter_mut().zip(state.rows).zip(&state.before) {
            // As typed; a letter too many in the word; a wrong one; one left out; two swapped.
            let reached = (now & here) << 1 | fewer | fewer << 1 | fewer_next << 1 | (fewer_before & swapped) << 2;
            *row = reached & all;
            (fewer, fewer_next, fewer_before) = (now, *row, before);
        }
        next
    }

    /// Fewest slips with which a row satisfies `is`.
    fn fewest(&self, state: &State, is: impl Fn(u32) -> bool) -> usize {
        let rows = state.rows.iter().take(self.most + 1);
        rows.enumerate().find(|(_, row)| is(**row)).map_or(self.most + 1, |(slips, _)| slips)
    }

    fn note(&mut self, start: usize, end: usize, slips: usize) {
        if start < end && slips <= self.most {
            self.found.push(Near { start, end, slips });
        }
    }

    /// Walks the words from `start` to `end`, which all begin with the `depth` bytes that led to `state`. The
    /// best of these beginnings is `best` slips from the typed word.
    fn below(&mut self, mut start: usize, end: usize, depth: usize, state: &State, mut best: usize) {
        if start + 1 == end {
            return self.along(start, depth, state, best);
        }
        let whole = self.fewest(state, |row| row >> self.typed.len() & 1 > 0);
        if self.unfinished {
            best = best.min(whole);
        }
        if start < end && self.terms.get(start).len() == depth {
            self.note(start, start + 1, if self.unfinished { best } else { whole });
            start += 1;
        }
        if self.fewest(state, |row| row != 0) >= if self.unfinished { best } else { self.most + 1 } {
            return self.note(start, end, best);
        }
        if let Some(alive) = self.alive(state) {
            let mut before = None;
            for place in 0..self.by_letter.len() {
                let at = self.by_letter.get(place).copied().unwrap_or_default();
                let Some(&letter) = self.typed.get(at).filter(|_| alive >> at & 1 > 0) else { continue };
                if before.replace(letter) == Some(letter) {
                    continue;
                }
                let mut buffer = [0; 4];
                let bytes: &[u8] = letter.encode_utf8(&mut buffer).as_bytes();
                let below = self.terms.narrow(start, end, depth, bytes);
                self.note(start, below.start, best);
                if !below.is_empty() {
                    self.below(below.start, below.end, depth + bytes.len(), &self.step(state, letter), best);
                }
                start = below.end;
            }
            return self.note(start, end, best);
        }
        while start < end {
            let rest = self.terms.get(start).get(depth..).unwrap_or_default();
            let length = match rest.first() {
                Some(0..0x80) => 1,
                Some(0x80..0xE0) => 2,
                Some(0xE0..0xF0) => 3,
                _ => 4,
            };
            let bytes = rest.get(..length).unwrap_or(rest);
            let Some(letter) = char_at(text(bytes), 0) else { return };
            // What begins the stretch is one of those that go on so.
            let to = self.terms.narrow(start, end, depth, bytes).end.max(start + 1);
            self.below(start, to, depth + bytes.len(), &self.step(state, letter), best);
            start = to;
        }
    }

    /// The same with a word by itself, from letter to letter: most of a dictionary's beginnings have but one.
    fn along(&mut self, word: usize, depth: usize, state: &State, mut best: usize) {
        let rest = text(self.terms.get(word).get(depth..).unwrap_or_default());
        let mut letters = rest.chars();
        let mut here = State { ..*state };
        loop {
            let whole = self.fewest(&here, |row| row >> self.typed.len() & 1 > 0);
            if self.unfinished {
                best = best.min(whole);
            }
            let dead = self.fewest(&here, |row| row != 0) >= if self.unfinished { best } else { self.most + 1 };
            match letters.next() {
                Some(letter) if !dead => here = self.step(&here, letter),
                Some(_) => return self.note(word, word + 1, best),
                None => return self.note(word, word + 1, if self.unfinished { best } else { whole }),
            }
        }
    }

    /// The places of the letters that alone can follow, where no more slips are left.
    fn alive(&self, state: &State) -> Option<u32> {
        let mut alive = 0;
        for (slips, (&row, &before)) in state.rows.iter().zip(&state.before).enumerate() {
            if slips < self.most && row != 0 {
                return None;
            }
            if slips <= self.most {
                alive |= if slips < self.most { before } else { row };
            }
        }
        Some(alive)
    }
}
