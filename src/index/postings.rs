//! The lists of an index: for each term the quotes that hold it.
//!
//! How many entries each list has is counted, then the words of quote after quote go in, each where its list has its
//! room, and the lists of all terms come out. A list that was written is read here too.

use super::build::{Ends, Written};
use crate::bytes::{push_varint, varint};
use crate::intern::{narrow, wide};
use crate::quote::field;
use crate::work::{Work, done};
use std::ops::Range;

/// The fields of a posting of which no more is said.
const TEXT_ONLY: u8 = 1 << field::TEXT;
/// Says of a posting that another byte follows: the fields in which the term stands as two words.
const APART: u8 = 0x80;

/// Bits of an entry below the quote: the field, and [`TWO`] where the term stands there as two words. By them a bit of what is
/// [`Held`].
const QUOTE: u32 = 4;
const TWO: u32 = 8;

/// How many entries the list of each term has.
pub(super) struct Counts(Vec<u32>);

impl Counts {
    pub(super) fn new(terms: usize) -> Self {
        Self(vec![0; terms])
    }

    #[inline]
    pub(super) fn add(&mut self, term: u32, entries: u32) {
        if let Some(count) = self.0.get_mut(wide(term)) {
            *count = count.saturating_add(entries);
        }
    }

    /// Room for all of them, in the order of their terms.
    pub(super) fn lists(self, order: &[usize]) -> Lists {
        let Self(mut next) = self;
        let mut ends = Ends::with_capacity(order.len());
        let mut end = 0_u32;
        for &term in order {
            if let Some(next) = next.get_mut(term) {
                end = end.saturating_add(std::mem::replace(next, end));
            }
            ends.push(end);
        }
        Lists { next, entries: vec![0; wide(end)], ends }
    }
}

/// Lists on their way to a pack: entries, of which those of a term stand in the order in which they were added, and those of
/// a quote next to each other.
pub(super) struct Lists {
    /// Where the next entry of each term goes.
    next: Vec<u32>,
    entries: Vec<u32>,
    /// Where those of each term end, in the order of the terms.
    ends: Ends,
}

impl Lists {
    /// Adds a term of a quote, as one word of a field or as two that stand `apart`; quote after quote.
    #[inline]
    pub(super) fn add(&mut self, term: u32, quote: u32, field: usize, apart: bool) {
        if let Some(next) = self.next.get_mut(wide(term))
            && let Some(entry) = self.entries.get_mut(wide(*next))
        {
            *entry = quote << QUOTE | narrow(field) | if apart { TWO } else { 0 };
            *next += 1;
        }
    }

    /// How many entries there is room for.
    #[cfg(test)]
    pub(super) fn room(&self) -> usize {
        self.entries.len()
    }

    /// Writes the lists.
    pub(super) async fn written(self, work: &Work) -> Written {
        let Self { next, entries, ends } = self;
        drop(next);
        let out = Written { bytes: Vec::with_capacity(entries.len() * 2), ends: Ends::with_capacity(ends.len()) };
        let mut writer = Writer { out, at: 0, after: 0, held: NONE };
        work.stage(done::LISTED, entries.len());
        let mut write = |block: usize| {
            let block = block * BLOCK..entries.len().min((block + 1) * BLOCK);
            writer.write(&entries, block.clone(), &ends);
            (block.len(), 0)
        };
        work.each(entries.len().div_ceil(BLOCK), &mut write).await;
        writer.close(&ends, ends.len());
        writer.out
    }
}

/// Entries that are written in one step: the list of a common word has very many.
const BLOCK: usize = if cfg!(test) { 1 << 4 } else { 1 << 10 };

/// A quote, and the fields in which it holds a term: as one word in the lower byte, as two in the upper one.
type Held = (u32, u32);

const NONE: Held = (u32::MAX, 0);

/// The bits of the text, as one word and as two; and how far above them is the one that says that it stands there again.
const TEXTS: u32 = 0x0101 << field::TEXT;
const AGAIN: usize = field::SEARCHED - field::TEXT;

struct Writer {
    out: Written,
    /// The place of the term whose list is open.
    at: usize,
    /// One more than the last quote that was written of it.
    after: u32,
    /// What comes next.
    held: Held,
}

impl Writer {
    /// Writes a block of the entries, and ends the lists that end there.
    #[inline(never)]
    fn write(&mut self, entries: &[u32], block: Range<usize>, ends: &Ends) {
        let mut start = block.start;
        while start < block.end {
            let end = ends.get(self.at).map_or(block.end, |&end| wide(end));
            if end <= start {
                self.close(ends, self.at + 1);
                continue;
            }
            let end = end.min(block.end);
            let (mut quote, mut fields) = self.held;
            for &entry in entries.get(start..end).unwrap_or_default() {
                if entry >> QUOTE != quote {
                    self.put((quote, fields));
                    (quote, fields) = (entry >> QUOTE, 0);
                }
                let bit = 1 << (entry & (TWO | (TWO - 1)));
                fields |= bit | (fields & bit & TEXTS) << AGAIN;
            }
            self.held = (quote, fields);
            start = end;
        }
    }

    /// Ends the open list, and those before a place.
    fn close(&mut self, ends: &Ends, place: usize) {
        self.put(self.held);
        (self.held, self.after) = (NONE, 0);
        while self.at < place.min(ends.len()) {
            self.out.end();
            self.at += 1;
        }
    }

    #[inline]
    fn put(&mut self, (quote, fields): Held) {
        if quote == u32::MAX {
            return;
        }
        let skipped = wide(quote - self.after) << 1;
        self.after = quote + 1;
        if fields == u32::from(TEXT_ONLY) {
            return push_varint(&mut self.out.bytes, skipped);
        }
        push_varint(&mut self.out.bytes, skipped | 1);
        let [fields, apart, ..] = fields.to_le_bytes();
        self.out.bytes.push(fields | if apart > 0 { APART } else { 0 });
        if apart > 0 {
            self.out.bytes.push(apart);
        }
    }
}

/// Each quote of a list, and the fields in which it holds the term: as one word, and as two.
#[inline]
pub(crate) fn each(list: &[u8], mut visit: impl FnMut(usize, u8, u8)) {
    let mut bytes = list.iter();
    let mut next = 0;
    while let Some(&first) = bytes.next() {
        let mut step = usize::from(first);
        if step > 0x7F {
            step = varint(step, &mut bytes);
        }
        next += step >> 1;
        if step & 1 == 0 {
            visit(next, TEXT_ONLY, 0);
        } else {
            let fields = bytes.next().copied().unwrap_or_default();
            let apart = if fields & APART > 0 { bytes.next().copied().unwrap_or_default() } else { 0 };
            visit(next, fields & !APART, apart);
        }
        next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, each, field, narrow};
    use crate::work::{Work, finished};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const TERMS: u32 = 9;

    proptest! {
        #[test]
        fn lists_are_those_of_a_simple_version(
            quotes in prop::collection::vec(prop::collection::vec((0..TERMS, 0..field::SEARCHED, any::<bool>()), 0..8), 0..40),
            order in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let mut counts = Counts::new(order.len());
            let mut simple = vec![BTreeMap::new(); order.len()];
            for (quote, entries) in quotes.iter().enumerate() {
                for &(term, field, apart) in entries {
                    counts.add(term, 1);
                    let held: Option<&mut BTreeMap<usize, (u8, u8)>> = simple.get_mut(usize::try_from(term).unwrap_or_default());
                    let Some((one, two)) = held.map(|held| held.entry(quote).or_default()) else { continue };
                    let fields = if apart { two } else { one };
                    *fields = field::with(*fields, field);
                }
            }
            let mut lists = counts.lists(&order);
            for (quote, entries) in quotes.iter().enumerate() {
                entries.iter().for_each(|&(term, field, apart)| lists.add(term, narrow(quote), field, apart));
            }
            let written = finished(lists.written(&Work::at_once()));
            prop_assert_eq!(written.ends.len(), order.len());
            for (place, &term) in order.iter().enumerate() {
                let mut list = BTreeMap::new();
                each(written.get(place), |quote, one, two| {
                    list.insert(quote, (one, two));
                });
                prop_assert_eq!(Some(&list), simple.get(term), "term {}", term);
            }
        }
    }
}
