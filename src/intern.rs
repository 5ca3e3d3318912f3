//! Gives equal strings one number, in the order of their first sight.
//!
//! Strings go in, numbers come out, and each string again for its number. An open hash table over one
//! buffer: the standard library's map is ten times the code.

/// Strings seen so far.
#[derive(Clone, Debug)]
pub(crate) struct Interner {
    bytes: Vec<u8>,
    /// Where each string ends in `bytes`.
    ends: Vec<u32>,
    /// The hash of each string.
    hashes: Vec<u32>,
    /// Number of a string plus one, 0 where free; a power of two long, never more than half full.
    slots: Vec<u32>,
}

impl Interner {
    pub(crate) fn new() -> Self {
        Self { bytes: Vec::new(), ends: Vec::new(), hashes: Vec::new(), slots: vec![0; 16] }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, number: usize) -> &[u8] {
        let end = |at: Option<usize>| at.and_then(|at| self.ends.get(at)).map_or(0, |&end| wide(end));
        self.bytes.get(end(number.checked_sub(1))..end(Some(number))).unwrap_or_default()
    }

    /// The number of a string, and whether it was not there before.
    pub(crate) fn add(&mut self, string: &[u8]) -> (usize, bool) {
        let hash = hash(START, string);
        let (slot, found) = self.slot(hash, &[string]);
        if let Some(number) = found {
            return (number, false);
        }
        self.bytes.extend_from_slice(string);
        self.ends.push(narrow(self.bytes.len()));
        self.hashes.push(hash);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = narrow(self.ends.len());
        }
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        (self.ends.len() - 1, true)
    }

    /// The number of the string that is one string, by its number, and another after it; if it is there.
    pub(crate) fn joined(&self, first: usize, second: &[u8]) -> Option<usize> {
        let before = self.hashes.get(first).copied().unwrap_or_default();
        self.slot(hash(before, second), &[self.get(first), second]).1
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        self.slots.clear();
        self.slots.resize(mask + 1, 0);
        for (number, &hash) in self.hashes.iter().enumerate() {
            let mut at = place(hash) & mask;
            while self.slots.get(at).is_some_and(|&taken| taken > 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = narrow(number + 1);
            }
        }
    }

    /// Where a string of this hash stands in the table, or would stand, and its number.
    fn slot(&self, hash: u32, pieces: &[&[u8]]) -> (usize, Option<usize>) {
        let mask = self.slots.len() - 1;
        let mut at = place(hash) & mask;
        loop {
            let Some(number) = self.slots.get(at).and_then(|&number| wide(number).checked_sub(1)) else {
                return (at, None);
            };
            if self.hashes.get(number) == Some(&hash) && is(self.get(number), pieces) {
                return (at, Some(number));
            }
            at = (at + 1) & mask;
        }
    }
}

fn is(string: &[u8], pieces: &[&[u8]]) -> bool {
    let mut rest = string;
    for piece in pieces {
        match rest.strip_prefix(*piece) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

/// Where FNV-1a begins.
const START: u32 = 0x811C_9DC5;

/// FNV-1a, from the hash of what stands before.
fn hash(before: u32, string: &[u8]) -> u32 {
    string.iter().fold(before, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A place in a table: mixed so that its low bits depend on all.
fn place(hash: u32) -> usize {
    wide(hash ^ (hash >> 15))
}

/// A number as it is stored. Collections are far smaller than four thousand million of anything.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A stored number.
pub(crate) fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or_default()
}
