//! Which words of a collection a typed word may have been meant as.
//!
//! A dictionary and a typed word go in; stretches of the dictionary come out, with the slips of the finger
//! that part them from it. One slip is a letter too many, too few or wrong, or two neighbours swapped (optimal
//! string alignment; Damerau 1964). The dictionary is walked from word to word, beside all states of an automaton at
//! once, a bit each (Wu and Manber 1992, with swaps added): what a word shares with the one before it is not read
//! again, and a beginning that no slip can mend is left with all words that have it.

use crate::bytes::{Strings, low, text};
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
pub(crate) fn near(terms: Strings<'_>, branches: &Branches, typed: &str, unfinished: bool, most: usize) -> Vec<Near> {
    let letters = letters(typed);
    let mut walk =
        Walk { terms, typed: &letters, places: [0; 128], unfinished, most: most.min(MOST), found: Vec::new() };
    if letters.len() <= LONGEST {
        for (at, &letter) in letters.iter().enumerate() {
            if let Some(places) = usize::try_from(u32::from(letter)).ok().and_then(|letter| walk.places.get_mut(letter))
            {
                *places |= 1 << at;
            }
        }
        walk.all(branches);
    }
    walk.found
}

/// Where each word of a dictionary parts from the one before it.
#[derive(Debug)]
pub(crate) struct Branches {
    /// The bytes that it begins with as that one does; from 127 on, 127.
    shares: Vec<u8>,
    /// The byte that follows them; 0 for none.
    nexts: Vec<u8>,
}

impl Branches {
    pub(crate) fn of(terms: Strings<'_>) -> Self {
        let mut branches = Self { shares: Vec::with_capacity(terms.len()), nexts: Vec::with_capacity(terms.len()) };
        let mut before: &[u8] = &[];
        for word in terms.each(0, terms.len()) {
            let share = word.iter().zip(before).take_while(|(a, b)| a == b).count().min(0x7F);
            branches.shares.push(low(share));
            branches.nexts.push(word.get(share).copied().unwrap_or_default());
            before = word;
        }
        branches
    }
}

/// Where the automaton may stand: bit i of row s is set where i letters of the typed word are read with s slips.
#[derive(Clone, Copy)]
struct State {
    rows: [u32; MOST + 1],
    /// The rows one letter ago …
    before: [u32; MOST + 1],
    /// … and the places of that letter in the typed word.
    last: u32,
}

/// A beginning of words, and how near it is to the typed word.
#[derive(Clone, Copy)]
struct Node {
    /// Its length in bytes.
    depth: usize,
    state: State,
    /// Slips that part it from the typed word, and the fewest that part it or a beginning of it.
    whole: usize,
    best: usize,
    /// The places of the letters that alone can follow, where not all can.
    alive: Option<u32>,
}

struct Walk<'a> {
    terms: Strings<'a>,
    typed: &'a [char],
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

    /// The state after a letter that stands in these places of the typed word.
    fn step(&self, state: &State, here: u32) -> State {
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
        match self.found.last_mut() {
            _ if slips > self.most => {}
            Some(last) if last.end == start && last.slips == slips => last.end = end,
            _ => self.found.push(Near { start, end, slips }),
        }
    }

    /// Walks all words, each from where it parts from the one before it.
    fn all(&mut self, Branches { shares, nexts }: &Branches) {
        // Before the first letter some of the typed word may be left out.
        let start = State { rows: [0b1, 0b11, 0b111], before: [0; MOST + 1], last: 0 };
        let root = self.node(0, start, self.most + 1);
        // The beginnings that the words at hand share, the shortest first.
        let mut path: Vec<Node> = Vec::new();
        let mut at = 0;
        while at < self.terms.len() {
            let share = |at: usize| shares.get(at).map_or(0, |&share| usize::from(share));
            while path.last().is_some_and(|node| node.depth > share(at)) {
                path.pop();
            }
            let node = path.last().unwrap_or(&root);
            let mut next = at + 1;
            // Most often it goes on with a letter that cannot follow, as one byte tells.
            if let (Some(alive), Some(&letter)) = (node.alive, nexts.get(at))
                && letter.wrapping_sub(1) < 0x7F
                && node.depth == share(at)
                && self.places.get(usize::from(letter)).is_some_and(|here| alive & here == 0)
            {
                next += alike(shares.get(next..).unwrap_or_default(), low((node.depth + 1).min(0xFF)));
                self.note(at, next, node.best);
                at = next;
                continue;
            }
            let word = self.terms.get(at);
            let mut node = *node;
            loop {
                let Some((letter, length)) = first_letter(word, node.depth) else {
                    self.note(at, next, if self.unfinished { node.best } else { node.whole });
                    break;
                };
                let here = self.places(letter);
                let alive = node.alive.is_none_or(|alive| alive & here > 0);
                let depth = node.depth + length;
                if alive {
                    node = self.node(depth, self.step(&node.state, here), node.best);
                }
                if !alive || self.fewest(&node.state, |row| row != 0) >= self.limit(node.best) {
                    // No slip mends this beginning: so it is with all words that have it.
                    next += alike(shares.get(next..).unwrap_or_default(), low(depth.min(0xFF)));
                    self.note(at, next, node.best);
                    break;
                }
                if share(next) >= depth {
                    path.push(node);
                }
            }
            at = next;
        }
    }

    /// A beginning of so many bytes; that of one letter less is at its best `best` slips from the typed word.
    fn node(&self, depth: usize, state: State, best: usize) -> Node {
        let whole = self.fewest(&state, |row| row >> self.typed.len() & 1 > 0);
        let best = if self.unfinished { best.min(whole) } else { best };
        Node { depth, state, whole, best, alive: self.alive(&state) }
    }

    /// From how many slips on a beginning cannot lead to more.
    fn limit(&self, best: usize) -> usize {
        if self.unfinished { best } else { self.most + 1 }
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

/// How many numbers from the first on, all below 128, are at least `least`.
#[inline]
fn alike(shares: &[u8], least: u8) -> usize {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    if least > 0x7F {
        return 0;
    }
    let least_of_each = u64::from(least) * 0x0101_0101_0101_0101;
    let (eights, rest) = shares.as_chunks();
    for (at, eight) in eights.iter().enumerate() {
        // Eight at once: from each of them with its highest bit set `least` is taken, and where that was too much the bit
        // is gone.
        let less = !((u64::from_le_bytes(*eight) | HIGH) - least_of_each) & HIGH;
        if less > 0 {
            return at * 8 + usize::try_from(less.trailing_zeros() / 8).unwrap_or_default();
        }
    }
    eights.len() * 8 + rest.iter().take_while(|&&share| share >= least).count()
}

/// The letter of a word that begins at a byte, and its length in bytes.
fn first_letter(word: &[u8], at: usize) -> Option<(char, usize)> {
    let rest = word.get(at..)?;
    // Most are of ASCII.
    match rest.first()? {
        &byte @ 0..0x80 => Some((char::from(byte), 1)),
        lead => {
            let length = 2 + usize::from(*lead >= 0xE0) + usize::from(*lead >= 0xF0);
            // What is no text is walked as some letter or other.
            let letter = char_at(text(rest.get(..length).unwrap_or(rest)), 0).unwrap_or(char::REPLACEMENT_CHARACTER);
            Some((letter, length.min(rest.len())))
        }
    }
}
