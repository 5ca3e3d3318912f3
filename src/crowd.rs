//! How clauses that very many quotes hold are held in each, kept from query to query: `a`, as the next word begins.
//!
//! The filled cells of a clause go in, a byte for each quote stays, since there are few kinds of cells. Kept are the
//! clauses that take longest to fill, as many as have room; each is found again only for the very same words.

use crate::bytes::low;
use crate::cells::Cells;
use std::sync::{Arc, Mutex};

/// By what a clause is known again: its stretches of the dictionary, and how each is read.
pub(crate) type Key = Vec<(usize, usize, u16)>;

/// Most kinds of cells in one clause, none among them.
const KINDS: usize = 256;
/// All that there may be.
const CELLS: usize = 1 << 11;

/// A clause that very many quotes hold.
#[derive(Debug)]
pub(crate) struct Crowd {
    key: Key,
    work: usize,
    /// The kind of each quote.
    kinds: Vec<u8>,
    /// The cell of each kind, the first 0.
    cells: Vec<u16>,
    /// How many quotes hold it.
    count: usize,
}

impl Crowd {
    /// What is in the cells, of a clause that took so much work; nothing where they are of too many kinds.
    #[inline(never)]
    pub(crate) fn of(key: Key, work: usize, filled: &Cells) -> Option<Self> {
        let mut known = [0; CELLS];
        let mut cells = vec![0];
        let mut kinds = Vec::with_capacity(filled.all().len());
        for &cell in filled.all() {
            let kind = known.get_mut(usize::from(cell))?;
            if *kind == 0 && cell > 0 {
                if cells.len() == KINDS {
                    return None;
                }
                *kind = low(cells.len());
                cells.push(cell);
            }
            kinds.push(*kind);
        }
        Some(Self { key, work, kinds, cells, count: filled.count() })
    }

    /// How many quotes hold it.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The cell of a quote.
    #[inline]
    pub(crate) fn get(&self, quote: usize) -> u16 {
        let kind = self.kinds.get(quote).copied().unwrap_or_default();
        self.cells.get(usize::from(kind)).copied().unwrap_or_default()
    }

    /// The quotes that hold it, in order, each with its cell.
    pub(crate) fn each(&self) -> impl Iterator<Item = (usize, u16)> {
        let held = self.kinds.iter().enumerate().filter(|(_, kind)| **kind > 0);
        held.map(|(quote, kind)| (quote, self.cells.get(usize::from(*kind)).copied().unwrap_or_default()))
    }
}

/// Those that are kept.
#[derive(Debug, Default)]
pub(crate) struct Crowds(Mutex<Vec<Arc<Crowd>>>);

impl Crowds {
    pub(crate) fn get(&self, key: &Key) -> Option<Arc<Crowd>> {
        self.0.lock().ok()?.iter().find(|crowd| crowd.key == *key).cloned()
    }

    /// Whether a clause that takes so much work is to be kept where there is room for so many.
    pub(crate) fn admit(&self, work: usize, room: usize) -> bool {
        let less = |crowds: &Vec<Arc<Crowd>>| crowds.len() < room || crowds.iter().any(|crowd| crowd.work < work);
        room > 0 && self.0.lock().is_ok_and(|crowds| less(&crowds))
    }

    /// Keeps one, in place of the one that took the least work where there is room for no more.
    pub(crate) fn keep(&self, crowd: &Arc<Crowd>, room: usize) {
        let Ok(mut crowds) = self.0.lock() else { return };
        crowds.sort_unstable_by_key(|crowd| std::cmp::Reverse(crowd.work));
        crowds.truncate(room.saturating_sub(1));
        crowds.push(Arc::clone(crowd));
    }
}
