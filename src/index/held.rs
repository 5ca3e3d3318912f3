//! Which terms the values of a field hold, for the lists of an index.
//!
//! Words go in, value after value; how many entries there will be is counted, and the terms that two words are when they are
//! written together come out. A value of many quotes holds each term once, and once again where it stands there again: what
//! it is written for would else grow with its length times its quotes.

use super::build::Ends;
use super::postings::Counts;
use super::taken::{BREAK, Taken, stretch};
use crate::intern::{Hashes, Interner, narrow, wide};

/// Of each value its terms, one after the other.
#[derive(Default)]
pub(super) struct Terms {
    terms: Vec<u32>,
    ends: Ends,
}

impl Terms {
    pub(super) fn of(&self, value: usize) -> &[u32] {
        stretch(&self.terms, &self.ends, value)
    }

    fn end(&mut self) {
        self.ends.push(narrow(self.terms.len()));
    }
}

/// What the values of a field hold.
#[derive(Default)]
pub(super) struct Held {
    /// The words of those that several quotes have.
    shared: Terms,
    /// What two words of each are when they are written together.
    pub(super) joined: Terms,
}

impl Held {
    /// The words of a value, of those that were taken.
    pub(super) fn words<'a>(&'a self, value: usize, taken: &'a Taken) -> &'a [u32] {
        let shared = self.shared.of(value);
        if shared.is_empty() { taken.words(value) } else { shared }
    }
}

/// Finds what values hold.
pub(super) struct Finder<'a> {
    words: &'a Interner,
    hashes: Hashes,
    pub(super) counts: Counts,
    /// For each term the turn in which it was seen last, shifted left by one, with 1 in the lowest bit where it was seen again.
    seen: Vec<u32>,
    turn: u32,
}

impl<'a> Finder<'a> {
    pub(super) fn new(words: &'a Interner) -> Self {
        let terms = words.len();
        Self { words, hashes: words.hashes(), counts: Counts::new(terms), seen: vec![0; terms], turn: 0 }
    }

    /// Takes the next value, of so many quotes.
    #[inline(never)]
    pub(super) fn find(&mut self, words: &[u32], quotes: u32, held: &mut Held) {
        let (mut before, start) = (None, held.joined.terms.len());
        // Of one quote each word is counted where it stands.
        let one = u32::from(quotes == 1);
        for &term in words {
            if term == BREAK {
                before = None;
                continue;
            }
            self.counts.add(term, one);
            let word = (wide(term), self.words.digits(wide(term)));
            if let Some(before) = before
                && let Some(joined) = self.words.joined(before, word, &self.hashes)
            {
                self.counts.add(narrow(joined), one);
                held.joined.terms.push(narrow(joined));
            }
            before = Some(word);
        }
        if quotes > 1 {
            self.share(words.iter().copied(), quotes, &mut held.shared.terms);
            let joined = held.joined.terms.split_off(start);
            self.share(joined.into_iter(), quotes, &mut held.joined.terms);
        }
        held.shared.end();
        held.joined.end();
    }

    /// Adds each term once, and once again where it is there again; and counts it for so many quotes.
    #[inline(never)]
    fn share(&mut self, terms: impl Iterator<Item = u32>, quotes: u32, shared: &mut Vec<u32>) {
        self.turn += 1;
        for term in terms {
            let Some(seen) = self.seen.get_mut(wide(term)) else { continue };
            match *seen {
                again if again == self.turn << 1 | 1 => continue,
                once if once == self.turn << 1 => *seen |= 1,
                _ => *seen = self.turn << 1,
            }
            self.counts.add(term, quotes);
            shared.push(term);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BREAK, Finder, Held, Taken};
    use crate::intern::Interner;

    #[test]
    fn a_value_of_many_quotes_holds_a_term_no_more_than_twice() {
        let mut words = Interner::default();
        for word in ["real", "time", "realtime", "the"] {
            words.add(word.as_bytes());
        }
        let value = [0, 1, 0, 1, 3, BREAK, 0, BREAK, 1, 0, 1, 2];
        for (quotes, terms, joined) in [(1, value.len() - 2, 3), (5, 6, 2)] {
            let mut finder = Finder::new(&words);
            let mut held = Held::default();
            // What was seen of one value says nothing of the next.
            for at in 0..2 {
                finder.find(&value, quotes, &mut held);
                assert_eq!(held.joined.of(at), vec![2; joined], "{quotes} quotes");
            }
            let taken = Taken::default();
            assert_eq!(held.words(1, &taken), if quotes > 1 { &[0, 1, 0, 1, 3, 2][..] } else { &[] });
            let room = finder.counts.lists(&[0, 1, 2, 3]).room();
            assert_eq!(room, 2 * (terms + joined) * usize::try_from(quotes).unwrap_or_default());
        }
    }
}
