//! Where the words of a dictionary part from each other.
//!
//! A dictionary in order goes in, at once or some words at a time; for each word come out what it shares with the one before
//! it, which letters the words that begin as it does have, and where these end: what a walk for slips leaves out, and how far.
//! Seven bytes a word.

use crate::bytes::{Strings, low};

/// Where each word of a dictionary parts from the one before it.
#[derive(Debug)]
pub(crate) struct Branches {
    /// The bytes that it begins with as that one does; from 127 on, 127.
    pub(crate) shares: Vec<u8>,
    /// The byte that follows them; 0 for none.
    pub(crate) nexts: Vec<u8>,
    /// How many words on the next is that shares no more with the one before it: all between begin as this one does up to
    /// there. 0 where they are more than a byte can tell.
    leaps: Vec<u8>,
    /// Of these the word and that next one, in order.
    far: Vec<(usize, usize)>,
    /// Which letters it and these have among them, as [`bit`] tells.
    pub(crate) bits: Vec<u32>,
}

/// A letter as one of 32 bits, of which each stands for several: by the last five bits of its number, which are those of
/// the last byte of the letter as well.
pub(crate) fn bit(letter: u32) -> u32 {
    1 << (letter % u32::BITS)
}

/// Bytes of two words that are alike, from the first on.
fn share_of(word: &[u8], before: &[u8]) -> usize {
    // Most often eight at once tell.
    if let (Some(one), Some(other)) = (word.first_chunk(), before.first_chunk()) {
        let apart = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
        if apart > 0 {
            return usize::try_from(apart.trailing_zeros() / u8::BITS).unwrap_or_default();
        }
    }
    word.iter().zip(before).take_while(|(a, b)| a == b).count()
}

impl Branches {
    pub(crate) fn of(terms: Strings<'_>) -> Self {
        let mut growing = Growing::new(terms.len());
        growing.grow(terms, terms.len());
        growing.grown()
    }

    /// The next word after one that shares no more with the one before it.
    #[inline]
    pub(crate) fn leap(&self, at: usize) -> usize {
        match self.leaps.get(at) {
            Some(0) => self.leap_far(at),
            Some(&leap) => at + usize::from(leap),
            None => usize::MAX,
        }
    }

    #[inline(never)]
    fn leap_far(&self, at: usize) -> usize {
        let found = self.far.binary_search_by_key(&at, |(word, _)| *word);
        found.ok().and_then(|found| self.far.get(found)).map_or(usize::MAX, |(_, next)| *next)
    }

    /// Notes that the words which begin as one does end at a place; they are among those of `outer`.
    fn close(&mut self, word: usize, end: usize, outer: Option<&(u8, usize)>) {
        match (self.leaps.get_mut(word), u8::try_from(end - word)) {
            (Some(leap), Ok(on)) => *leap = on,
            _ => self.far.push((word, end)),
        }
        let bits = self.bits.get(word).copied().unwrap_or_default();
        if let Some(outer) = outer.and_then(|&(_, outer)| self.bits.get_mut(outer)) {
            *outer |= bits;
        }
    }
}

/// The branches of a dictionary as far as its words were read.
#[derive(Debug)]
pub(crate) struct Growing {
    branches: Branches,
    /// The words whose next is yet to come, each with what it shares: less than those after it, which are among the words
    /// that begin as it does.
    open: Vec<(u8, usize)>,
    /// Which letters the beginnings of the last word have, from that of none on.
    begun: Vec<u32>,
}

impl Growing {
    /// Of a dictionary of so many words.
    pub(crate) fn new(terms: usize) -> Self {
        let branches = Branches {
            shares: Vec::with_capacity(terms),
            nexts: Vec::with_capacity(terms),
            leaps: vec![0; terms],
            far: Vec::new(),
            bits: Vec::with_capacity(terms),
        };
        Self { branches, open: Vec::new(), begun: vec![0] }
    }

    /// Reads so many words more, or as many as are left; returns whether there are any after these.
    pub(crate) fn grow(&mut self, terms: Strings<'_>, most: usize) -> bool {
        let start = self.branches.shares.len();
        let end = start.saturating_add(most).min(terms.len());
        let mut before = start.checked_sub(1).map_or(&[][..], |before| terms.get(before));
        for word in terms.each(start, end) {
            self.add(word, before);
            before = word;
        }
        end < terms.len()
    }

    /// Adds a word after the one before it.
    #[inline(never)]
    fn add(&mut self, word: &[u8], before: &[u8]) {
        let Self { branches, open, begun } = self;
        let at = branches.shares.len();
        let share = low(share_of(word, before).min(0x7F));
        let (_, rest) = word.split_at(word.len().min(share.into()));
        begun.truncate(usize::from(share) + 1);
        let mut bits = begun.last().copied().unwrap_or_default();
        for &byte in rest {
            bits |= bit(byte.into());
            begun.push(bits);
        }
        branches.shares.push(share);
        branches.nexts.push(rest.first().copied().unwrap_or_default());
        branches.bits.push(bits);
        while let Some((_, word)) = open.pop_if(|(other, _)| *other >= share) {
            branches.close(word, at, open.last());
        }
        open.push((share, at));
    }

    /// The branches of all its words.
    pub(crate) fn grown(mut self) -> Branches {
        let terms = self.branches.leaps.len();
        while let Some((_, word)) = self.open.pop() {
            self.branches.close(word, terms, self.open.last());
        }
        self.branches.far.sort_unstable();
        self.branches.far.shrink_to_fit();
        self.branches
    }
}

#[cfg(test)]
mod tests {
    use super::{Branches, Growing};
    use crate::bytes::{Layout, Numbers, Strings, push_ends};
    use crate::intern::narrow;

    /// Bytes that a word and the one before it begin with alike.
    fn share(words: &[String], at: usize) -> usize {
        let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", String::as_str);
        word(Some(at)).bytes().zip(word(at.checked_sub(1)).bytes()).take_while(|(a, b)| a == b).count()
    }

    #[test]
    fn a_leap_is_told_however_far_it_is() {
        for together in [0, 1, 253, 254, 255, 256, 257, 600] {
            let mut words: Vec<String> = (0..together).map(|at| format!("ba{at:03}")).collect();
            words.extend(["a", "b", "c", "ca"].map(String::from));
            words.sort_unstable();
            let (mut ends, mut numbers, mut length) = (Vec::new(), Vec::new(), 0);
            for word in &words {
                length += word.len();
                ends.push(narrow(length));
            }
            push_ends(&mut numbers, &ends);
            let (width, rest) = numbers.split_first().unwrap_or((&0, &[]));
            let text = words.concat();
            let strings = Strings::new(Numbers::new(Layout::of((*width).into(), rest.len()), rest), text.as_bytes());
            let mut growing = Growing::new(words.len());
            while growing.grow(strings, 7) {}
            for branches in [Branches::of(strings), growing.grown()] {
                for at in 0..words.len() {
                    let next = (at + 1..words.len()).find(|&next| share(&words, next) <= share(&words, at));
                    assert_eq!(branches.leap(at), next.unwrap_or(words.len()), "{at} of {together} and 4");
                }
            }
        }
    }
}
