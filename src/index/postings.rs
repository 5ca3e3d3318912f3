//! The lists of an index: for each term the quotes that hold it.
//!
//! The words of quote after quote go in, the lists of all terms come out, each written where it belongs: how long each
//! will be is known before the first byte is written. A list that was written is read here too.

use super::build::{Ends, Written};
use crate::bytes::{low, varint};
use crate::intern::{narrow, wide};
use crate::quote::field;
use crate::work::{Work, done};

/// The fields of a posting of which no more is said.
const TEXT_ONLY: u8 = 1 << field::TEXT;
/// Says of a posting that another byte follows: the fields in which the term stands as two words.
const APART: u8 = 0x80;

/// Of what was noted of a quote, says of a term that the next number tells its fields.
const FIELDS: u32 = 1;

/// Lists on their way to a pack.
pub(super) struct Lists {
    terms: Vec<Term>,
    /// The terms of the quote at hand: in which fields it holds each as one word, and in which as two.
    held: Vec<(u32, u8, u8)>,
    /// For each quote how many terms it holds, and these: a number each, shifted left by one, with [`FIELDS`] in the
    /// lowest bit.
    noted: Vec<u32>,
    quotes: usize,
}

#[derive(Clone, Copy, Default)]
struct Term {
    /// Its place in `held` when it was last added.
    place: u32,
    /// One more than the last quote that holds it.
    after: u32,
    /// Bytes of its list; then where its next entry goes.
    bytes: u32,
}

impl Lists {
    pub(super) fn new(terms: usize) -> Self {
        Self { terms: vec![Term::default(); terms], held: Vec::new(), noted: Vec::new(), quotes: 0 }
    }

    /// Adds a term of the quote at hand, as one word of a field or as two that stand `apart`.
    #[inline]
    pub(super) fn add(&mut self, term: u32, field: usize, apart: bool) {
        let Some(known) = self.terms.get_mut(wide(term)) else { return };
        if let Some((there, one, two)) = self.held.get_mut(wide(known.place))
            && *there == term
        {
            let fields = if apart { two } else { one };
            *fields = field::with(*fields, field);
            return;
        }
        known.place = narrow(self.held.len());
        let fields = field::with(0, field);
        self.held.push(if apart { (term, 0, fields) } else { (term, fields, 0) });
    }

    /// Turns to the next quote.
    #[inline(never)]
    pub(super) fn turn(&mut self) {
        self.noted.push(narrow(self.held.len()));
        for &(term, fields, apart) in &self.held {
            let plain = (fields, apart) == (TEXT_ONLY, 0);
            self.noted.push(term << 1 | if plain { 0 } else { FIELDS });
            if !plain {
                self.noted.push(u32::from(fields) | u32::from(apart) << 8);
            }
            if let Some(term) = self.terms.get_mut(wide(term)) {
                let skipped = wide(narrow(self.quotes) - term.after) << 1;
                term.bytes += length(skipped) + u32::from(!plain) + u32::from(apart > 0);
                term.after = narrow(self.quotes + 1);
            }
        }
        self.held.clear();
        self.quotes += 1;
    }

    /// Writes the lists in the order of their terms.
    pub(super) async fn written(mut self, order: &[usize], work: &Work) -> Written {
        let mut ends = Ends::with_capacity(order.len());
        let mut total = 0;
        for &term in order {
            if let Some(term) = self.terms.get_mut(term) {
                let start = total;
                total += term.bytes;
                *term = Term { bytes: start, ..Term::default() };
            }
            ends.push(total);
        }
        let mut bytes = vec![0; wide(total)];
        let mut rest = self.noted.as_slice();
        work.stage(done::LISTED, self.quotes);
        let mut add = |quote| {
            rest = write(&mut self.terms, narrow(quote), rest, &mut bytes);
            work.did(1)
        };
        work.each(self.quotes, &mut add).await;
        Written { bytes, ends }
    }
}

/// Writes what was noted of a quote, and returns what was of those that follow.
#[inline(never)]
fn write<'a>(terms: &mut [Term], quote: u32, noted: &'a [u32], bytes: &mut [u8]) -> &'a [u32] {
    let Some((&count, mut rest)) = noted.split_first() else { return noted };
    for _ in 0..count {
        let Some((&number, after)) = rest.split_first() else { break };
        rest = after;
        let Some(term) = terms.get_mut(wide(number >> 1)) else { continue };
        let mut put = |byte: u8| {
            if let Some(there) = bytes.get_mut(wide(term.bytes)) {
                *there = byte;
            }
            term.bytes += 1;
        };
        let mut skipped = wide(quote - term.after) << 1 | wide(number & FIELDS);
        while skipped > 0x7F {
            put(low(skipped) | 0x80);
            skipped >>= 7;
        }
        put(low(skipped));
        if number & FIELDS > 0
            && let Some((&told, after)) = rest.split_first()
        {
            rest = after;
            let [fields, apart, ..] = told.to_le_bytes();
            put(fields | if apart > 0 { APART } else { 0 });
            if apart > 0 {
                put(apart);
            }
        }
        term.after = quote + 1;
    }
    rest
}

/// Bytes of a varint.
fn length(value: usize) -> u32 {
    let mut length = 1;
    let mut rest = value >> 7;
    while rest > 0 {
        length += 1;
        rest >>= 7;
    }
    length
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
