//! The sorts of the library.
//!
//! A count and an order go in, the places in that order come out. `sorted` alone is in what a reader downloads; it is
//! stable, and it is not generic: the standard library's sorts are built anew for every type they meet, some 4 KB of
//! WebAssembly each; this one is built once, in 0.4 KB.

#[cfg(any(full, not(target_family = "wasm")))]
use crate::work::{Boxed, Work, boxed};
use std::cmp::Ordering;
#[cfg(any(full, not(target_family = "wasm")))]
use std::{ops::Range, slice::ChunkByMut};

/// The numbers below `count`, sorted by `order`; equal ones stay as they were.
///
/// A merge sort from the bottom up: about `count` × log2 `count` comparisons, twice the memory.
pub(crate) fn sorted(count: usize, order: &dyn Order) -> Vec<usize> {
    let mut runs = numbers(count);
    let mut width = 1;
    while width < count {
        let mut merged = Vec::with_capacity(count);
        let mut start = 0;
        while start < count {
            let (mut left, middle) = (start, (start + width).min(count));
            let (mut right, end) = (middle, (middle + width).min(count));
            while merged.len() < end {
                let (a, b) = (item(&runs, left), item(&runs, right));
                let takes_left = left < middle && (right >= end || order.of(a, b) != Ordering::Greater);
                merged.push(if takes_left { a } else { b });
                left += usize::from(takes_left);
                right += usize::from(!takes_left);
            }
            start = end;
        }
        runs = merged;
        width *= 2;
    }
    runs
}

/// Keeps the `most` least of a list by their keys, in order. No two may be equal.
#[cfg(full)]
pub(crate) fn least<T: Copy>(list: &mut Vec<T>, most: usize, key: impl Fn(&T) -> u64) {
    // Not the things themselves are moved about: numbers are less, and compared at once.
    let mut keys: Vec<(u64, usize)> = list.iter().zip(0..).map(|(thing, at)| (key(thing), at)).collect();
    if most < keys.len() {
        keys.select_nth_unstable_by_key(most, |&(key, _)| key);
        keys.truncate(most);
    }
    keys.sort_unstable_by_key(|&(key, _)| key);
    let mut kept = Vec::with_capacity(keys.len());
    kept.extend(keys.iter().filter_map(|&(_, at)| list.get(at).copied()));
    *list = kept;
}

/// The numbers below `count`, sorted by their strings; equal ones stay as they were.
///
/// By seven bytes of each as one number, of which a few bits after the others say where it goes; then those that are alike
/// by what follows. A browser goes through this before it has made it better: it is short, and no string is held against
/// another but where few are left.
#[cfg(any(full, not(target_family = "wasm")))]
pub(crate) fn alphabetic<'a, 'b: 'a>(
    count: usize,
    string: &'a (dyn Fn(usize) -> &'b [u8] + Sync),
    work: &'a Work,
) -> Boxed<'a, Vec<usize>> {
    boxed(async move {
        let mut keys = keys(count, string);
        let mut spare = keys.clone();
        let mut places = Vec::new();
        work.turn().await;
        // Stretches of strings that are alike before some byte, still to be sorted.
        let mut open = vec![(0..count, 0)];
        while let Some((alike, from)) = open.pop() {
            let (Some(mut sorted), Some(mut other)) = (keys.get_mut(alike.clone()), spare.get_mut(alike.clone()))
            else {
                continue;
            };
            let first = sorted.first().map_or(0, |key| key.first);
            let differ = sorted.iter().fold(0, |differ, key| differ | (key.first ^ first));
            let mut swapped = false;
            for shift in (0..u64::BITS).step_by(BITS).filter(|shift| digit(differ, *shift) > 0) {
                places.clear();
                places.resize(1 << BITS, 0);
                for run in sorted.chunks(RUN) {
                    add_counts(run, shift, &mut places);
                    work.spent(run.len()).await;
                }
                let mut end = 0;
                for place in &mut places {
                    end += std::mem::replace(place, end);
                }
                for run in sorted.chunks(RUN) {
                    put(run, shift, &mut places, other);
                    work.spent(run.len()).await;
                }
                std::mem::swap(&mut sorted, &mut other);
                swapped = !swapped;
            }
            if swapped {
                other.copy_from_slice(sorted);
                std::mem::swap(&mut sorted, &mut other);
            }
            let mut groups = sorted.chunk_by_mut(|one, other| one.first == other.first);
            let mut start = alike.start;
            while start < alike.end {
                let mut ready = settle(&mut groups, &mut start, from, &mut open, string);
                while ready > 0 {
                    work.did(ready.min(RUN)).await;
                    ready = ready.saturating_sub(RUN);
                }
            }
        }
        keys.into_iter().map(|key| key.number()).collect()
    })
}

/// Puts some groups of strings that are alike from a byte on in order, or has them sorted by what follows where they are
/// many; returns how many strings stand where they belong.
#[cfg(any(full, not(target_family = "wasm")))]
#[inline(never)]
fn settle<'a>(
    groups: &mut ChunkByMut<'_, Key, impl FnMut(&Key, &Key) -> bool>,
    start: &mut usize,
    from: usize,
    open: &mut Vec<(Range<usize>, usize)>,
    string: &dyn Fn(usize) -> &'a [u8],
) -> usize {
    let (first, mut ready) = (*start, 0);
    while *start < first + RUN
        && let Some(alike) = groups.next()
    {
        let end = *start + alike.len();
        let goes_on = alike.first().is_some_and(Key::goes_on);
        if goes_on && alike.len() > FEW {
            for key in alike {
                let rest = string(key.number()).get(from + BYTES..).unwrap_or_default();
                *key = Key::of(rest, key.number());
            }
            open.push((*start..end, from + BYTES));
        } else {
            ready += alike.len();
            // Those that have ended are the same, in the order in which they were.
            for at in 1..if goes_on { alike.len() } else { 0 } {
                move_back(alike, at, string);
            }
        }
        *start = end;
    }
    ready
}

/// The numbers below `count`, sorted by their strings, of which most stand where they belong: each moves back past the
/// greater ones before it. Equal ones stay as they were.
#[cfg(full)]
pub(crate) async fn nearly_alphabetic<'a>(
    count: usize,
    string: &(dyn Fn(usize) -> &'a [u8] + Sync),
    work: &Work,
) -> Vec<usize> {
    let mut keys = keys(count, string);
    work.turn().await;
    let mut add = |at: usize| (1, move_back(&mut keys, at, string));
    work.each(count, &mut add).await;
    keys.into_iter().map(|key| key.number()).collect()
}

/// Bytes of a string that are compared at once, as one number with how many there are.
#[cfg(any(full, not(target_family = "wasm")))]
const BYTES: usize = 7;

/// Of these numbers, bits that say at once where strings go.
#[cfg(any(full, not(target_family = "wasm")))]
const BITS: usize = 11;

/// So few strings that are alike at their beginning are held against each other.
#[cfg(any(full, not(target_family = "wasm")))]
const FEW: usize = if cfg!(test) { 3 } else { 64 };

/// How many strings are gone through before a stretch may end: few where it is tested, so that short lists have many.
#[cfg(any(full, not(target_family = "wasm")))]
const RUN: usize = if cfg!(test) { 4 } else { 1 << 13 };

/// The next seven bytes of a string, zeros where there are fewer; in the lowest byte how many there are, or 8 where more
/// follow. And its number.
#[derive(Clone, Copy)]
#[cfg(any(full, not(target_family = "wasm")))]
struct Key {
    first: u64,
    number: u32,
}

#[cfg(any(full, not(target_family = "wasm")))]
impl Key {
    #[inline(never)]
    fn of(string: &[u8], number: usize) -> Self {
        let first = match string.first_chunk() {
            Some(eight) => u64::from_be_bytes(*eight) & !0xFF | 8,
            None => {
                let bytes = string.iter().fold(0, |first, &byte| first << 8 | u64::from(byte));
                let [length, ..] = string.len().to_le_bytes();
                bytes << (64 - 8 * string.len().max(1)) | u64::from(length)
            }
        };
        Self { first, number: u32::try_from(number).unwrap_or(u32::MAX) }
    }

    fn number(&self) -> usize {
        usize::try_from(self.number).unwrap_or_default()
    }

    /// Whether the string has more bytes.
    fn goes_on(&self) -> bool {
        self.first & 8 > 0
    }
}

/// Some bits of a number, from one on.
#[cfg(any(full, not(target_family = "wasm")))]
#[inline]
fn digit(number: u64, shift: u32) -> usize {
    usize::try_from(number >> shift & ((1 << BITS) - 1)).unwrap_or_default()
}

#[cfg(any(full, not(target_family = "wasm")))]
fn keys<'a>(count: usize, string: &dyn Fn(usize) -> &'a [u8]) -> Vec<Key> {
    let mut keys = Vec::with_capacity(count);
    for start in (0..count).step_by(BLOCK) {
        add_keys(start..count.min(start + BLOCK), string, &mut keys);
    }
    keys
}

/// Strings of which the keys are made in one call: a browser makes a function better between its calls.
#[cfg(any(full, not(target_family = "wasm")))]
const BLOCK: usize = 256;

#[cfg(any(full, not(target_family = "wasm")))]
#[inline(never)]
fn add_keys<'a>(numbers: Range<usize>, string: &dyn Fn(usize) -> &'a [u8], keys: &mut Vec<Key>) {
    for number in numbers {
        keys.push(Key::of(string(number), number));
    }
}

/// Counts keys by some of their bits.
#[cfg(any(full, not(target_family = "wasm")))]
#[inline(never)]
fn add_counts(keys: &[Key], shift: u32, counts: &mut [usize]) {
    for key in keys {
        if let Some(count) = counts.get_mut(digit(key.first, shift)) {
            *count += 1;
        }
    }
}

/// Puts keys where some of their bits say.
#[cfg(any(full, not(target_family = "wasm")))]
#[inline(never)]
fn put(keys: &[Key], shift: u32, places: &mut [usize], sorted: &mut [Key]) {
    for key in keys {
        if let Some(place) = places.get_mut(digit(key.first, shift))
            && let Some(there) = sorted.get_mut(*place)
        {
            *there = *key;
            *place += 1;
        }
    }
}

/// Moves a key back past those of greater strings; returns how many they are.
#[cfg(any(full, not(target_family = "wasm")))]
#[inline(never)]
fn move_back<'a>(keys: &mut [Key], at: usize, string: &dyn Fn(usize) -> &'a [u8]) -> usize {
    let Some(&key) = keys.get(at) else { return 0 };
    let before = keys.get(..at).unwrap_or_default();
    let is_greater = |other: &Key| {
        let alike = other.first == key.first;
        other.first > key.first || (alike && key.goes_on() && string(other.number()) > string(key.number()))
    };
    // Most often it is none, or few; else they are not held against it one by one.
    let mut step = 1;
    while at.checked_sub(step).and_then(|place| before.get(place)).is_some_and(is_greater) {
        step *= 2;
    }
    let low = at.saturating_sub(step);
    let unknown = before.get(low..at - step / 2).unwrap_or_default();
    let moved = at - low - unknown.partition_point(|other| !is_greater(other));
    if moved > 0 {
        keys.copy_within(at - moved..at, at - moved + 1);
        if let Some(there) = keys.get_mut(at - moved) {
            *there = key;
        }
    }
    moved
}

/// The places of counts, the largest first; equal ones stay as they were.
#[cfg(full)]
pub(crate) async fn largest(counts: &[u32], work: &Work) -> Vec<usize> {
    // Most are small, of whose places there is a list each; few are left to be sorted.
    let mut small: [Vec<usize>; SMALL] = std::array::from_fn(|_| Vec::new());
    let mut large = Vec::new();
    let mut add = |place: usize| {
        let count = counts.get(place).and_then(|&count| usize::try_from(count).ok()).unwrap_or_default();
        match small.get_mut(count) {
            Some(places) => places.push(place),
            None => large.push((usize::MAX - count, place)),
        }
        (0, 1)
    };
    work.each(counts.len(), &mut add).await;
    large.sort_unstable();
    let mut places = Vec::with_capacity(counts.len());
    places.extend(large.into_iter().map(|(_, place)| place));
    for alike in small.iter().rev() {
        places.extend_from_slice(alike);
        work.spent(alike.len()).await;
    }
    places
}

/// Counts below this have a list of their places each.
#[cfg(full)]
const SMALL: usize = 64;

/// The numbers below `count`.
pub(crate) fn numbers(count: usize) -> Vec<usize> {
    let mut numbers = Vec::with_capacity(count);
    for number in 0..count {
        numbers.push(number);
    }
    numbers
}

fn item(list: &[usize], at: usize) -> usize {
    list.get(at).copied().unwrap_or_default()
}

/// The first number below `count` for which `before` no longer holds, where it holds for all up to
/// some number and for none from there on.
pub(crate) fn first(count: usize, before: &dyn Before) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if before.holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// A closure that compares two numbers. `dyn Fn` would do, but for each closure it brings two more
/// functions that nobody calls.
pub(crate) trait Order {
    fn of(&self, a: usize, b: usize) -> Ordering;
}

impl<F: Fn(usize, usize) -> Ordering> Order for F {
    fn of(&self, a: usize, b: usize) -> Ordering {
        self(a, b)
    }
}

/// A closure that tells numbers apart, as [`Order`].
pub(crate) trait Before {
    fn holds(&self, at: usize) -> bool;
}

impl<F: Fn(usize) -> bool> Before for F {
    fn holds(&self, at: usize) -> bool {
        self(at)
    }
}
