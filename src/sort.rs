//! The sorts of the library.
//!
//! A count and an order go in, the places in that order come out. `sorted` alone is in what a reader downloads; it is
//! stable, and it is not generic: the standard library's sorts are built anew for every type they meet, some 4 KB of
//! WebAssembly each; this one is built once, in 0.4 KB.

#[cfg(any(full, not(target_family = "wasm")))]
use crate::work::Work;
use std::cmp::Ordering;

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
/// Most often the first eight bytes decide, which are compared as one number. Where work is to stop in between, runs are
/// sorted one after the other, and then merged.
#[cfg(any(full, not(target_family = "wasm")))]
pub(crate) async fn alphabetic<'a>(
    count: usize,
    string: &(dyn Fn(usize) -> &'a [u8] + Sync),
    work: &Work,
) -> Vec<usize> {
    let mut keys = Vec::with_capacity(count);
    for number in 0..count {
        keys.push(Key::of(string(number), number));
    }
    work.turn().await;
    let order = |a: &Key, b: &Key| {
        let rest = || match a.length.max(b.length) {
            // Of strings that are alike in their first bytes, and of no more, the shorter is the less.
            ..=FIRST => a.length.cmp(&b.length),
            _ => string(a.number()).cmp(string(b.number())),
        };
        a.first.cmp(&b.first).then_with(rest).then_with(|| a.number.cmp(&b.number))
    };
    let mut width = work.at_most(RUN);
    for run in keys.chunks_mut(width) {
        run.sort_unstable_by_key(|key| key.first);
        for alike in run.chunk_by_mut(|a, b| a.first == b.first).filter(|alike| alike.len() > 1) {
            alike.sort_unstable_by(order);
        }
        work.did(run.len()).await;
        work.spent(run.len() * COMPARED).await;
    }
    let mut merged = Vec::new();
    while width < count {
        merged.reserve(count);
        for both in keys.chunks(2 * width) {
            let (mut left, mut right) = both.split_at(width.min(both.len()));
            while !(left.is_empty() && right.is_empty()) {
                merge(&mut left, &mut right, &mut merged, &order);
                work.turn().await;
            }
        }
        keys.clear();
        std::mem::swap(&mut keys, &mut merged);
        width *= 2;
    }
    keys.into_iter().map(|key| key.number()).collect()
}

/// Bytes of a string that are compared as one number.
#[cfg(any(full, not(target_family = "wasm")))]
const FIRST: u32 = 8;

/// The first eight bytes of a string, zeros where there are fewer, how many it has in all, and its number.
#[derive(Clone, Copy)]
#[cfg(any(full, not(target_family = "wasm")))]
struct Key {
    first: u64,
    length: u32,
    number: u32,
}

#[cfg(any(full, not(target_family = "wasm")))]
impl Key {
    #[inline(never)]
    fn of(string: &[u8], number: usize) -> Self {
        let first = match string.first_chunk() {
            Some(eight) => u64::from_be_bytes(*eight),
            None => {
                string.iter().fold(0, |first, &byte| first << 8 | u64::from(byte)) << (64 - 8 * string.len().max(1))
            }
        };
        let narrow = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self { first, length: narrow(string.len()), number: narrow(number) }
    }

    fn number(&self) -> usize {
        usize::try_from(self.number).unwrap_or_default()
    }
}

/// How many strings are sorted, or merged, before a stretch may end: few where it is tested, so that short lists have many.
#[cfg(any(full, not(target_family = "wasm")))]
const RUN: usize = if cfg!(test) { 4 } else { 1 << 13 };

/// What a string that is sorted is counted as.
#[cfg(any(full, not(target_family = "wasm")))]
const COMPARED: usize = 4;

/// Moves the least of two lists in order, [`RUN`] of them or what is left.
#[cfg(any(full, not(target_family = "wasm")))]
fn merge<'a>(
    left: &mut &'a [Key],
    right: &mut &'a [Key],
    merged: &mut Vec<Key>,
    order: &dyn Fn(&Key, &Key) -> Ordering,
) {
    for _ in 0..RUN {
        let from = match (left.first(), right.first()) {
            (Some(a), Some(b)) if order(a, b) == Ordering::Greater => &mut *right,
            (None, _) => &mut *right,
            _ => &mut *left,
        };
        let Some((least, rest)) = from.split_first() else { return };
        merged.push(*least);
        *from = rest;
    }
}

/// The places of counts, the largest first; equal ones stay as they were.
#[cfg(full)]
pub(crate) async fn largest(counts: &[u32], work: &Work) -> Vec<usize> {
    // Most are small, of whose places there is a list each; few are left to be sorted.
    let mut small: [Vec<usize>; SMALL] = std::array::from_fn(|_| Vec::new());
    let mut large = Vec::new();
    for (place, &count) in counts.iter().enumerate() {
        match usize::try_from(count).ok().and_then(|count| small.get_mut(count)) {
            Some(places) => places.push(place),
            None => large.push((u32::MAX - count, place)),
        }
        work.spent(1).await;
    }
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
