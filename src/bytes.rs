//! The bytes of a pack: pairs that write and read the few shapes it is made of.
//!
//! ```text
//! varint    seven bits a byte, lowest first, the eighth says that more follow; at most 5 bytes
//! numbers   the width of each in bytes (1 to 4), then each, lowest byte first
//! strings   numbers: where each ends; then all of them, one after the other
//! ```
//!
//! Reading believes nothing: what is not there is 0 or empty, and no count is trusted with memory.

use std::cmp::Ordering;
use std::ops::Range;

/// Most bytes of a varint: 32 bits.
const LONGEST: usize = 5;

/// Bytes that are copied at once: more than most words have.
const CHUNK: usize = 16;

/// Writes a varint.
pub(crate) fn push_varint(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7F {
        out.push(low(value) | 0x80);
        value >>= 7;
    }
    out.push(low(value));
}

/// The lowest eight bits.
pub(crate) fn low(value: usize) -> u8 {
    u8::try_from(value & 0xFF).unwrap_or_default()
}

/// Reads bytes from first to last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What is left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    /// The next byte; 0 past the end.
    pub(crate) fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((&byte, rest)) => {
                self.bytes = rest;
                byte
            }
            None => 0,
        }
    }

    /// The next varint; what a longer one holds beyond its fifth byte is left out.
    #[inline]
    pub(crate) fn varint(&mut self) -> usize {
        let first = self.byte();
        // Most are of one byte or two.
        if first < 0x80 {
            return usize::from(first);
        }
        let mut rest = self.bytes.iter();
        let value = varint(usize::from(first), &mut rest);
        self.bytes = rest.as_slice();
        value
    }

    /// The next `count` bytes, or as many as are left.
    pub(crate) fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(count.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }

    /// As many bytes as the number before them says.
    pub(crate) fn stretch(&mut self) -> &'a [u8] {
        let length = self.varint();
        self.take(length)
    }

    /// The same as a text.
    pub(crate) fn text(&mut self) -> &'a str {
        text(self.stretch())
    }
}

/// A varint of more than one byte, after the first.
#[inline]
pub(crate) fn varint(first: usize, rest: &mut std::slice::Iter<'_, u8>) -> usize {
    let mut value = first & 0x7F;
    for shift in 1..LONGEST {
        let byte = rest.next().copied().unwrap_or_default();
        value |= usize::from(byte & 0x7F) << (7 * shift);
        if byte < 0x80 {
            break;
        }
    }
    value
}

/// Bytes as text; empty where they are none.
pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// Writes a text with its length before it.
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str) {
    push_stretch(out, text.as_bytes());
}

/// Writes bytes with their number before them.
pub(crate) fn push_stretch(out: &mut Vec<u8>, bytes: &[u8]) {
    push_varint(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// Writes numbers in the least width that holds the `most` of them.
pub(crate) fn push_numbers(out: &mut Vec<u8>, most: usize, numbers: impl Iterator<Item = usize>) {
    let width = width_of(most);
    out.reserve(size_of::<usize>() + width * numbers.size_hint().0);
    out.push(low(width));
    for number in numbers {
        push_number(out, width, number);
    }
}

/// Writes a number. Not put into its callers, which are called once each: what browsers make better is what is called
/// again.
#[inline(never)]
fn push_number(out: &mut Vec<u8>, width: usize, number: usize) {
    // All of its bytes at once, and of these as many as are wanted.
    let bytes = number.to_le_bytes();
    out.extend_from_slice(&bytes);
    out.truncate(out.len() - bytes.len() + width);
}

fn width_of(most: usize) -> usize {
    match most {
        0..=0xFF => 1,
        0x100..=0xFFFF => 2,
        0x1_0000..=0xFF_FFFF => 3,
        _ => 4,
    }
}

/// How the numbers of a list lie in their bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Layout {
    /// Bytes of each, and the bits of these.
    width: usize,
    mask: u32,
    count: usize,
}

impl Layout {
    /// As many numbers of a width as `bytes` hold.
    pub(crate) fn of(width: usize, bytes: usize) -> Self {
        let width = width.clamp(1, 4);
        Self { width, mask: u32::MAX >> (32 - 8 * width), count: bytes / width }
    }
}

/// A list of numbers in a pack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbers<'a> {
    layout: Layout,
    /// From the first number on, as far as there is anything.
    bytes: &'a [u8],
}

impl<'a> Numbers<'a> {
    /// Numbers that lie so; the bytes from the first of them on, and others after these.
    #[inline]
    pub(crate) fn new(layout: Layout, bytes: &'a [u8]) -> Self {
        Self { layout, bytes }
    }

    pub(crate) fn len(&self) -> usize {
        self.layout.count
    }

    /// The number at a place; 0 where there is none.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> usize {
        if at >= self.layout.count {
            return 0;
        }
        let bytes = self.bytes.get(at * self.layout.width..).unwrap_or_default();
        // Four bytes at once, and of these the number's own; at the very end there may be fewer.
        let four = bytes.first_chunk().map_or_else(|| few(bytes), |four| u32::from_le_bytes(*four));
        usize::try_from(four & self.layout.mask).unwrap_or_default()
    }

    /// Of a list of ends, where the item at a place begins and ends.
    #[inline]
    pub(crate) fn span(&self, at: usize) -> (usize, usize) {
        // Both at once, but for the first and the last few.
        let Layout { width, mask, count } = self.layout;
        if let Some(before) = at.checked_sub(1).filter(|_| at < count)
            && let Some(eight) = self.bytes.get(before * width..).and_then(|bytes| bytes.first_chunk())
        {
            let both = u64::from_le_bytes(*eight);
            let number = |number: u64| usize::try_from(number & u64::from(mask)).unwrap_or_default();
            let start = number(both);
            return (start, number(both >> (8 * width)).max(start));
        }
        let start = if at == 0 { 0 } else { self.get(at - 1) };
        (start, self.get(at).max(start))
    }
}

/// A number of fewer than four bytes.
#[cold]
fn few(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// A list of byte strings in a pack: their ends, and the strings themselves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strings<'a> {
    ends: Numbers<'a>,
    bytes: &'a [u8],
}

impl<'a> Strings<'a> {
    pub(crate) fn new(ends: Numbers<'a>, bytes: &'a [u8]) -> Self {
        Self { ends, bytes }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string at a place; empty where there is none.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> &'a [u8] {
        let (start, end) = self.ends.span(at);
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The length of the string at a place, where it is of one to eight bytes, and these of ASCII.
    #[inline]
    pub(crate) fn plain_length(&self, at: usize) -> Option<usize> {
        let (start, end) = self.ends.span(at);
        let eight = self.bytes.get(start..)?.first_chunk()?;
        let length = (1..=8).contains(&(end - start)).then_some(end - start)?;
        let beyond = u64::from_le_bytes(*eight) & 0x8080_8080_8080_8080;
        (beyond << (64 - 8 * length) == 0).then_some(length)
    }

    /// Adds the string at a place to `out`. Most are short, and a fixed stretch costs less than a call that copies just
    /// what is wanted.
    #[inline]
    pub(crate) fn push(&self, at: usize, out: &mut Vec<u8>) {
        let (start, end) = self.ends.span(at);
        match self.bytes.get(start..).and_then(|rest| rest.first_chunk::<CHUNK>()) {
            Some(chunk) if end - start <= CHUNK => {
                out.extend_from_slice(chunk);
                out.truncate(out.len() - CHUNK + end - start);
            }
            _ => out.extend_from_slice(self.bytes.get(start..end).unwrap_or_default()),
        }
    }

    /// The strings from one place up to another.
    pub(crate) fn each(&self, from: usize, to: usize) -> impl Iterator<Item = &'a [u8]> {
        let (mut start, _) = self.ends.span(from);
        let Self { ends, bytes } = *self;
        (from..to).map(move |at| {
            let end = ends.get(at);
            let string = bytes.get(start..end).unwrap_or_default();
            start = end;
            string
        })
    }

    /// The bytes of the strings from one place up to another.
    pub(crate) fn stretch(&self, from: usize, to: usize) -> &'a [u8] {
        let (start, _) = self.ends.span(from);
        let end = if to == 0 { 0 } else { self.ends.get(to - 1) };
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Of the strings from `start` to `end`, which are in order and alike up to `depth`, those that go on with `bytes`.
    pub(crate) fn narrow(&self, start: usize, end: usize, depth: usize, bytes: &[u8]) -> Range<usize> {
        // Most often it is one byte, for which a comparison of stretches would be too much.
        if let [byte] = bytes {
            return narrow(start, end, |at| self.get(at).get(depth).map_or(Ordering::Less, |next| next.cmp(byte)));
        }
        narrow(start, end, |at| {
            let rest = self.get(at).get(depth..).unwrap_or_default();
            rest.get(..bytes.len()).unwrap_or(rest).cmp(bytes)
        })
    }

    /// Of strings in order, the first among these places that is not less than `sought`; the end where all are.
    pub(crate) fn less(&self, places: Range<usize>, sought: &[u8]) -> usize {
        let head = sought.first();
        from(places.start, places.end, |at| {
            let string = self.get(at);
            // Most often the first byte decides.
            string.first().cmp(&head).then_with(|| string.cmp(sought)).is_lt()
        })
    }
}

/// Of the places from `start` to `end`, less ones before equal ones before others, the equal ones.
#[inline]
fn narrow(start: usize, end: usize, order: impl Fn(usize) -> Ordering) -> Range<usize> {
    let mut low = start;
    if low < end && order(low).is_lt() {
        low = from(low, end, |at| order(at).is_lt());
    }
    if low == end || order(low).is_ne() {
        return low..low;
    }
    // Most often few are equal.
    let mut step = 1;
    while low + step < end && order(low + step).is_eq() {
        step *= 2;
    }
    low..from(low + step / 2, end.min(low + step), |at| order(at).is_eq())
}

/// The first place from `low` up to `high` for which `before` does not hold: as [`crate::sort::first`], made for each
/// use, since a dictionary is looked into at every letter of every word.
#[inline]
fn from(mut low: usize, mut high: usize, before: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Writes strings whose bytes are `bytes` and that end where `ends` say, as two sections.
pub(crate) fn push_ends(out: &mut Vec<u8>, ends: &[u32]) {
    let number = |end: &u32| usize::try_from(*end).unwrap_or_default();
    push_numbers(out, ends.last().map_or(0, number), ends.iter().map(number));
}
