//! Which words of a collection a typed word may have been meant as.
//!
//! A dictionary and a typed word go in; stretches of the dictionary come out, with the slips of the finger
//! that part them from it. The dictionary is walked from word to word, beside an automaton: what a word shares with the
//! one before it is not read again, and a beginning is left with all words that have it where no slip can mend it or they
//! lack too many of the typed letters.

pub(crate) use crate::automaton::MOST;
use crate::automaton::{Automaton, Stand};
use crate::branches::{Branches, bit};
use crate::bytes::{Strings, text};
use crate::intern::wide;
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

/// Longest word that is mended, in letters: a bit each and one for the end.
const LONGEST: usize = 31;

/// Words of a dictionary, from a place up to another, that are this many slips from the typed one; one more of which only a
/// beginning is: a word that is whole is likelier to be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) slips: usize,
}

/// The words within `most` slips (1 to [`MOST`]) of `typed`, or, where it is `unfinished`, with a beginning that is and the
/// same first letter: few mistype that, and of short words other letters begin too many. By their place, apart from each
/// other. Empty for a word of more than 31 letters.
pub(crate) fn near(terms: Strings<'_>, branches: &Branches, typed: &str, unfinished: bool, most: usize) -> Vec<Near> {
    let letters = letters(typed);
    let mut walk = Walk {
        terms,
        automaton: Automaton::get(),
        typed: &letters,
        bits: letters.iter().fold(0, |bits, &letter| bits | bit(letter.into())),
        length: u32::try_from(letters.len()).unwrap_or_default(),
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
        walk.all(branches);
    }
    walk.found
}

/// A beginning of words, and how near it is to the typed word.
#[derive(Clone, Copy)]
struct Node {
    /// Its length in bytes.
    depth: usize,
    stand: Stand,
    /// The fewest slips that part it from a beginning of the typed word, …
    fewest: usize,
    /// … and, where that is unfinished, it or a beginning of it from the whole.
    best: usize,
}

struct Walk<'a> {
    terms: Strings<'a>,
    automaton: &'static Automaton,
    typed: &'a [char],
    /// Which letters it has, as [`bit`] tells, and how many.
    bits: u32,
    length: u32,
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

    /// Notes words of which a beginning is so many slips away, or all letters where they are `whole`.
    fn note(&mut self, start: usize, end: usize, slips: usize, whole: bool) {
        if slips > self.most || start == end {
            return;
        }
        let slips = slips + usize::from(!whole);
        match self.found.last_mut() {
            Some(last) if last.end == start && last.slips == slips => last.end = end,
            _ => self.found.push(Near { start, end, slips }),
        }
    }

    /// Whether words that have no other letters than these lack more of the typed ones than slips could add.
    fn lack(&self, bits: u32) -> bool {
        wide((self.bits & !bits).count_ones()) > self.most
    }

    /// Walks all words that may be near, each from where it parts from the one before it.
    fn all(&mut self, branches: &Branches) {
        let Branches { shares, nexts, bits, .. } = branches;
        let leap = |at: usize| branches.leap(at);
        let share = |at: usize| shares.get(at).map_or(0, |&share| usize::from(share));
        let (unfinished, first) = (std::mem::take(&mut self.unfinished), self.typed.first().copied());
        let root = self.node(0, Automaton::start(), self.most + 1);
        // The beginnings that the words at hand share, the shortest first.
        let mut path: Vec<Node> = Vec::new();
        let mut at = 0;
        while at < self.terms.len() {
            if self.lack(bits.get(at).copied().unwrap_or_default()) {
                at = leap(at);
                continue;
            }
            let shared = share(at);
            while path.last().is_some_and(|node| node.depth > shared) {
                path.pop();
            }
            if path.is_empty() {
                self.unfinished = unfinished && first_letter(self.terms.get(at), 0).map(|(letter, _)| letter) == first;
            }
            let mut node = *path.last().unwrap_or(&root);
            // Most often it goes on with a letter that cannot follow, as one byte tells.
            if node.fewest >= self.most && node.depth == shared {
                let start = at;
                while share(at) == shared && self.leaves(&node, nexts.get(at)) {
                    at = leap(at);
                }
                self.note(start, at.min(self.terms.len()), node.best, false);
                if at > start {
                    continue;
                }
            }
            let word = self.terms.get(at);
            let mut next = at + 1;
            loop {
                let Some((letter, length)) = first_letter(word, node.depth) else {
                    let whole = self.automaton.whole(node.stand, self.length);
                    let ends = !self.unfinished || whole <= node.best;
                    self.note(at, next, if ends { whole } else { node.best }, ends);
                    break;
                };
                let here = self.places(letter);
                let alive = self.goes_on(&node, here);
                let depth = node.depth + length;
                if alive {
                    node = self.node(depth, self.automaton.step(node.stand, here), node.best);
                }
                if !alive || node.fewest >= self.limit(node.best) {
                    // No slip mends this beginning, or none makes a word of it: so it is with all words that have it.
                    while next < self.terms.len() && share(next) >= depth {
                        next = leap(next);
                    }
                    self.note(at, next, node.best, false);
                    break;
                }
                if share(next) >= depth {
                    path.push(node);
                }
            }
            at = next;
        }
    }

    /// Whether a beginning goes on with a letter that cannot follow, as its byte tells where it is of ASCII.
    fn leaves(&self, node: &Node, letter: Option<&u8>) -> bool {
        let place = letter.filter(|letter| **letter > 0).and_then(|letter| self.places.get(usize::from(*letter)));
        place.is_some_and(|&here| !self.goes_on(node, here))
    }

    /// Whether a letter that stands in these places of the typed word can follow: once no more slips are left, few can.
    fn goes_on(&self, node: &Node, here: u32) -> bool {
        node.fewest < self.most || self.automaton.must(node.stand, self.most) & here > 0
    }

    /// A beginning of so many bytes; that of one letter less is at its best `best` slips from the typed word.
    fn node(&self, depth: usize, stand: Stand, best: usize) -> Node {
        let whole = if self.unfinished { self.automaton.whole(stand, self.length) } else { best };
        Node { depth, stand, fewest: self.automaton.fewest(stand, self.length), best: best.min(whole) }
    }

    /// From how many slips on a beginning cannot lead to more.
    fn limit(&self, best: usize) -> usize {
        if self.unfinished { best.min(self.most) + 1 } else { self.most + 1 }
    }
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

#[cfg(test)]
// A test may fail by panicking.
#[allow(clippy::indexing_slicing)]
mod tests {
    use crate::{Index, import};
    use proptest::prelude::*;

    /// A collection of a quote for each word.
    fn index(words: &[String]) -> Index {
        let source = serde_json::to_vec(words).unwrap_or_default();
        Index::build(&import(&source).unwrap_or_default())
    }

    /// How many slips part two words, by the table of all their beginnings.
    fn slips(typed: &[char], word: &[char]) -> usize {
        let mut rows: Vec<Vec<usize>> = vec![(0..=word.len()).collect()];
        for at in 1..=typed.len() {
            let mut row = vec![at];
            for to in 1..=word.len() {
                let wrong = usize::from(typed[at - 1] != word[to - 1]);
                let mut least = (row[to - 1] + 1).min(rows[at - 1][to] + 1).min(rows[at - 1][to - 1] + wrong);
                if at > 1 && to > 1 && typed[at - 1] == word[to - 2] && typed[at - 2] == word[to - 1] {
                    least = least.min(rows[at - 2][to - 2] + 1);
                }
                row.push(least);
            }
            rows.push(row);
        }
        rows[typed.len()][word.len()]
    }

    /// The fewest slips that part a typed word from another, or where it is unfinished from a beginning of it, which is one
    /// more.
    fn least(typed: &str, word: &str, unfinished: bool, most: usize) -> Option<usize> {
        let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
        let whole = slips(&typed, &word);
        let begins = unfinished && typed.first() == word.first();
        let least = (0..=word.len()).filter(|_| begins).map(|end| slips(&typed, &word[..end])).min().unwrap_or(whole);
        (least <= most).then_some(least + usize::from(least < whole))
    }

    fn word() -> impl Strategy<Value = String> {
        // Of these б and 1 share a bit with others; after a long beginning two words are told apart only past 127 bytes.
        let letters = "[abcpq1бжд\u{4e00}\u{4e01}]{1,9}";
        let long = "[ab]{1,3}".prop_map(|end| "a".repeat(126) + &end);
        prop_oneof![9 => letters, 1 => long]
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_the_table_does(
            words in proptest::collection::vec(word(), 1..40),
            typed in "[abcpq1бжд]{1,9}",
            unfinished in any::<bool>(),
            most in 1_usize..=2,
        ) {
            let index = index(&words);
            let near = index.near(&typed, unfinished, most);
            for term in index.beginning("") {
                let found = near.iter().find(|near| near.start <= term && term < near.end).map(|near| near.slips);
                let expected = least(&typed, index.word(term), unfinished, most);
                prop_assert_eq!(found, expected, "{} typed, {} there", typed, index.word(term));
            }
        }
    }
}
