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
    /// The first quotes whose numbers are not 0, as many as have room.
    filled: Vec<u32>,
    /// How many there are in all.
    count: usize,
}

/// Where more than one of so many are filled, they are not listed: all are gone through, several at once.
const SPARSE: usize = 8;
const TOGETHER: usize = 8;

impl Cells {
    /// Empties all, one for each quote.
    pub(crate) fn clear(&mut self, quotes: usize) {
        if self.cells.len() != quotes {
            self.cells.clear();
            self.cells.resize(quotes, 0);
            self.filled.clear();
            self.filled.resize(quotes / SPARSE + 1, 0);
        } else if self.count > self.filled.len() {
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

    /// The number of each quote.
    pub(crate) fn all(&self) -> &[u16] {
        &self.cells
    }

    /// How many are not 0.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Shows the quotes whose numbers are not 0, in no order, each once.
    #[inline]
    pub(crate) fn each(&self, mut show: impl FnMut(usize, u16)) {
        if let Some(filled) = self.filled.get(..self.count) {
            return filled.iter().for_each(|&quote| show(wide(quote), self.get(wide(quote))));
        }
        for (at, together) in self.cells.chunks(TOGETHER).enumerate() {
            if together.iter().fold(0, |all, cell| all | cell) == 0 {
                continue;
            }
            for (nth, &cell) in together.iter().enumerate().filter(|(_, cell)| **cell > 0) {
                show(at * TOGETHER + nth, cell);
            }
        }
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
        if let Some(cell) = self.cells.get_mut(quote) {
            // Written in any case, and counted where it is the first: a branch would most often be guessed wrong.
            if let Some(next) = self.filled.get_mut(self.count) {
                *next = narrow(quote);
            }
            self.count += usize::from(*cell == 0);
            *cell = both(*cell, value);
        }
    }
}

/// Cells that nobody uses at the moment: those of a clause, and those of a row of words in it. There are no more of them
/// than clauses were held at once.
#[derive(Debug, Default)]
pub(crate) struct Spare(Mutex<Vec<[Cells; 2]>>);

impl Spare {
    pub(crate) fn take(&self) -> [Cells; 2] {
        self.0.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default()
    }

    pub(crate) fn give_back(&self, cells: [Cells; 2]) {
        if let Ok(mut spare) = self.0.lock() {
            spare.push(cells);
        }
    }
}
