//! A number for each quote of a collection, most of them 0.
//!
//! Quotes and numbers go in; which are filled comes out without a look at the others. Kept from query to query,
//! so that none pays for the size of the collection.

use crate::intern::{narrow, wide};
use std::sync::Mutex;

/// The numbers, and which of them are not 0.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    cells: Vec<u16>,
    /// The quotes whose numbers are not 0, so many; then room for all others and one more.
    filled: Vec<u32>,
    count: usize,
}

/// Where more than one of so many are filled, all are emptied at once.
const SPARSE: usize = 16;

impl Cells {
    /// Empties all, one for each quote.
    pub(crate) fn clear(&mut self, quotes: usize) {
        if self.cells.len() != quotes {
            self.cells.clear();
            self.cells.resize(quotes, 0);
            self.filled.clear();
            self.filled.resize(quotes + 1, 0);
        } else if self.count > quotes / SPARSE {
            self.cells.fill(0);
        } else {
            for &quote in self.filled.iter().take(self.count) {
                if let Some(cell) = self.cells.get_mut(wide(quote)) {
                    *cell = 0;
                }
            }
        }
        self.count = 0;
    }

    /// The quotes whose numbers are not 0, in no order, each once.
    pub(crate) fn filled(&self) -> impl ExactSizeIterator<Item = (usize, u16)> {
        let filled = self.filled.get(..self.count).unwrap_or_default();
        filled.iter().map(|&quote| (wide(quote), self.get(wide(quote))))
    }

    /// Of these so many at most, from a place among them on.
    pub(crate) fn filled_from(&self, place: usize, most: usize) -> impl Iterator<Item = (usize, u16)> {
        let filled = self.filled.get(place..self.count.min(place + most)).unwrap_or_default();
        filled.iter().map(|&quote| (wide(quote), self.get(wide(quote))))
    }

    /// The number of a quote.
    #[inline]
    pub(crate) fn get(&self, quote: usize) -> u16 {
        self.cells.get(quote).copied().unwrap_or_default()
    }

    /// Takes numbers in, with what is merged of each and what is there.
    #[inline]
    pub(crate) fn merge(&mut self, take: impl FnOnce(&mut Merge<'_>)) {
        let Self { cells, filled, count } = self;
        let mut merge = Merge { cells, filled, count: *count };
        take(&mut merge);
        *count = merge.count;
    }
}

/// Cells on their way to be filled, by themselves: most of the time of a search is spent here.
pub(crate) struct Merge<'a> {
    cells: &'a mut [u16],
    filled: &'a mut [u32],
    count: usize,
}

impl Merge<'_> {
    /// The number of a quote.
    pub(crate) fn get(&self, quote: usize) -> u16 {
        self.cells.get(quote).copied().unwrap_or_default()
    }

    /// Takes `value`, which is not 0, into the number of a quote: what `both` makes of it and what is there, and of it
    /// and 0 the value itself.
    #[inline]
    pub(crate) fn add(&mut self, quote: usize, value: u16, both: impl Fn(u16, u16) -> u16) {
        if let (Some(cell), Some(next)) = (self.cells.get_mut(quote), self.filled.get_mut(self.count)) {
            // Written in any case, and counted where it is the first: a branch would most often be guessed wrong.
            *next = narrow(quote);
            self.count += usize::from(*cell == 0);
            *cell = both(*cell, value);
        }
    }
}

/// Cells that nobody uses at the moment: those of a clause, and those of a row of words in it.
#[derive(Debug, Default)]
pub(crate) struct Spare(Mutex<Option<[Cells; 2]>>);

impl Spare {
    pub(crate) fn take(&self) -> [Cells; 2] {
        self.0.lock().ok().and_then(|mut spare| spare.take()).unwrap_or_default()
    }

    pub(crate) fn give_back(&self, cells: [Cells; 2]) {
        if let Ok(mut spare) = self.0.lock() {
            *spare = Some(cells);
        }
    }
}
