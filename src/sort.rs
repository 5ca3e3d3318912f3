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

/// Keeps the `most` least of a list, in order. No two may be equal.
#[cfg(full)]
pub(crate) fn least<T>(list: &mut Vec<T>, most: usize, order: &dyn Fn(&T, &T) -> Ordering) {
    if most < list.len() {
        list.select_nth_unstable_by(most, order);
        list.truncate(most);
    }
    list.sort_unstable_by(order);
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
        let mut first = [0; 8];
        for (there, &byte) in first.iter_mut().zip(string(number)) {
            *there = byte;
        }
        keys.push((u64::from_be_bytes(first), number));
    }
    work.turn().await;
    let order = |a: &Key, b: &Key| a.0.cmp(&b.0).then_with(|| string(a.1).cmp(string(b.1))).then_with(|| a.1.cmp(&b.1));
    let mut width = work.at_most(RUN);
    for run in keys.chunks_mut(width) {
        run.sort_unstable_by(order);
        work.did(run.len()).await;
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
    keys.into_iter().map(|(_, number)| number).collect()
}

/// The first eight bytes of a string, and its number.
#[cfg(any(full, not(target_family = "wasm")))]
type Key = (u64, usize);

/// How many strings are sorted, or merged, before a stretch may end.
#[cfg(any(full, not(target_family = "wasm")))]
const RUN: usize = 1 << 13;

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
pub(crate) fn largest(counts: &[u32]) -> Vec<usize> {
    let mut keys = Vec::with_capacity(counts.len());
    for (place, &count) in counts.iter().enumerate() {
        keys.push((u32::MAX - count, place));
    }
    keys.sort_unstable();
    keys.into_iter().map(|(_, place)| place).collect()
}

/// An empty list, with room for so many where speed counts more than code.
pub(crate) fn list_of<T>(most: usize) -> Vec<T> {
    Vec::with_capacity(if cfg!(full) { most } else { 0 })
}

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
