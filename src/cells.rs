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
    filled: Vec<u32>,
}

impl Cells {
    /// Empties all, one for each quote.
    pub(crate) fn clear(&mut self, quotes: usize) {
        if self.cells.len() == quotes {
            for &quote in &self.filled {
                if let Some(cell) = self.cells.get_mut(wide(quote)) {
                    *cell = 0;
                }
            }
        } else {
            self.cells.clear();
            self.cells.resize(quotes, 0);
        }
        self.filled.clear();
    }

    /// The quotes whose numbers are not 0, in no order, each once.
    pub(crate) fn filled(&self) -> impl ExactSizeIterator<Item = (usize, u16)> {
        self.filled.iter().map(|&quote| (wide(quote), self.get(wide(quote))))
    }

    /// The number of a quote.
    #[inline]
    pub(crate) fn get(&self, quote: usize) -> u16 {
        self.cells.get(quote).copied().unwrap_or_default()
    }

    /// Takes `value`, which is not 0, into the number of a quote: by itself, or together with what is there.
    #[inline]
    pub(crate) fn merge(&mut self, quote: usize, value: u16, both: impl Fn(u16, u16) -> u16) {
        if let Some(cell) = self.cells.get_mut(quote) {
            if *cell == 0 {
                self.filled.push(narrow(quote));
                *cell = value;
            } else {
                *cell = both(*cell, value);
            }
        }
    }
}

/// Cells that nobody uses at the moment.
#[derive(Debug, Default)]
pub(crate) struct Spare(Mutex<Option<Cells>>);

impl Spare {
    pub(crate) fn take(&self) -> Cells {
        self.0.lock().ok().and_then(|mut spare| spare.take()).unwrap_or_default()
    }

    pub(crate) fn give_back(&self, cells: Cells) {
        if let Ok(mut spare) = self.0.lock() {
            *spare = Some(cells);
        }
    }
}
