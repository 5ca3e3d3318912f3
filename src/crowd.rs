//! How clauses that very many quotes hold are held in each: `a`, as the next word begins.
//!
//! The filled cells of a clause go in, half a byte for each quote stays, since most cells are of few kinds. Nothing here
//! knows of words or lists.

use crate::cells::Cells;
use crate::intern::{narrow, wide};

/// Kinds of cells that half a byte tells apart: none, and the commonest.
const KINDS: usize = 15;
/// In place of a kind: the cell is one of the others.
const OTHER: u8 = 15;
/// All the cells that there may be.
const CELLS: usize = 1 << 11;

/// A clause that very many quotes hold.
#[derive(Debug)]
pub(crate) struct Crowd {
    /// How many quotes hold it.
    count: usize,
    /// The cell of each kind, the first 0.
    cells: [u16; KINDS],
    /// The kinds of two quotes a byte, that of the first in the lower half.
    kinds: Vec<u8>,
    /// The quotes whose cells are of no kind, in order, each with its cell.
    others: Vec<(u32, u16)>,
}

impl Crowd {
    /// What is in the cells.
    #[inline(never)]
    pub(crate) fn of(filled: &Cells) -> Self {
        let mut counts = [0_usize; CELLS];
        for &cell in filled.all() {
            if let Some(count) = counts.get_mut(usize::from(cell)) {
                *count += 1;
            }
        }
        let mut common: Vec<(usize, usize)> =
            counts.into_iter().zip(0..).skip(1).filter(|(count, _)| *count > 0).collect();
        common.sort_unstable();
        let mut known = [OTHER; CELLS];
        let [none, ..] = &mut known;
        *none = 0;
        let mut cells = [0; KINDS];
        for ((kind, slot), (_, cell)) in (0..).zip(&mut cells).skip(1).zip(common.into_iter().rev()) {
            *slot = u16::try_from(cell).unwrap_or_default();
            if let Some(known) = known.get_mut(cell) {
                *known = kind;
            }
        }
        let (kinds, others) = told(filled.all(), &known);
        Self { count: filled.count(), cells, kinds, others }
    }

    /// How many quotes hold it.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Bytes that it takes.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.kinds.len() + size_of_val(self.others.as_slice())
    }

    /// The cell of a quote.
    #[inline]
    pub(crate) fn get(&self, quote: usize) -> u16 {
        let both = self.kinds.get(quote / 2).copied().unwrap_or_default();
        self.cell(quote, both >> (quote % 2 * 4) & OTHER)
    }

    #[inline]
    fn cell(&self, quote: usize, kind: u8) -> u16 {
        self.cells.get(usize::from(kind)).copied().unwrap_or_else(|| self.other(quote))
    }

    #[inline(never)]
    fn other(&self, quote: usize) -> u16 {
        let at = self.others.binary_search_by_key(&quote, |(other, _)| wide(*other));
        at.ok().and_then(|at| self.others.get(at)).map_or(0, |(_, cell)| *cell)
    }

    /// Shows the quotes that hold it, in order, each with its cell.
    #[inline]
    pub(crate) fn each(&self, mut show: impl FnMut(usize, u16)) {
        for (at, &both) in self.kinds.iter().enumerate().filter(|(_, both)| **both > 0) {
            for (quote, kind) in [(2 * at, both & OTHER), (2 * at + 1, both >> 4)] {
                if kind > 0 {
                    show(quote, self.cell(quote, kind));
                }
            }
        }
    }
}

/// The kinds of cells, two a byte, and the cells of no kind.
#[inline(never)]
fn told(cells: &[u16], known: &[u8; CELLS]) -> (Vec<u8>, Vec<(u32, u16)>) {
    let kind = |cell: u16| known.get(usize::from(cell)).copied().unwrap_or(OTHER);
    let mut kinds = Vec::with_capacity(cells.len().div_ceil(2));
    let mut others = Vec::new();
    for (at, two) in cells.chunks(2).enumerate() {
        let [first, second] = [0, 1].map(|nth| two.get(nth).copied().unwrap_or_default());
        let (low, high) = (kind(first), kind(second));
        kinds.push(low | high << 4);
        for (quote, kind, cell) in [(2 * at, low, first), (2 * at + 1, high, second)] {
            if kind == OTHER {
                others.push((narrow(quote), cell));
            }
        }
    }
    others.shrink_to_fit();
    (kinds, others)
}
