//! Opens a pack that anybody may have made.
//!
//! Bytes come in, at once or in stretches, an index or an error comes out. Nothing is believed: the checksum is that of the bytes, every
//! section lies inside, every list is as long as another says. Readers of an index return nothing where there
//! is nothing, so that no pack can stop a page; what is checked here is that answers are right.

use super::{HEADER, Index, VERSION, section};
use crate::error::Error;
use crate::import::{MAGIC, is_pack};
use crate::quote::field;
use crate::work::{Work, done};

const CUT_OFF: &str = "it is cut off, or longer than it says";

/// A pack on its way in: each stretch of it is gone through when it comes, so that none takes long.
pub(crate) struct Opening {
    bytes: Vec<u8>,
    /// How far the sum below is that of the bytes.
    summed: usize,
    sum: Sum,
}

impl Opening {
    /// Of these bytes, to which more may come.
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, summed: SUMMED, sum: SEED }
    }

    /// Takes the next stretch.
    #[cfg(feature = "web")]
    pub(crate) fn fill(&mut self, part: &[u8]) {
        self.bytes.extend_from_slice(part);
        self.sum_up();
    }

    fn sum_up(&mut self) {
        let (rows, _) = in_rows(self.bytes.get(self.summed..).unwrap_or_default());
        self.sum = of_all(self.sum, rows);
        self.summed += rows.len();
    }

    /// Opens what has come, as [`Index::open`].
    pub(crate) fn open(self) -> Result<Index, Error> {
        let Self { bytes, summed, sum } = self;
        if !bytes.starts_with(MAGIC) || bytes.get(8..12).is_none() {
            return Err(if is_pack(&bytes) { Error::pack_corrupt(CUT_OFF) } else { Error::not_pack() });
        }
        let wide = |at: usize| match *bytes.get(at..at + 4).unwrap_or_default() {
            [a, b, c, d] => usize::try_from(u32::from_le_bytes([a, b, c, d])).unwrap_or(usize::MAX),
            _ => 0,
        };
        if wide(8) != VERSION {
            return Err(Error::pack_version(wide(8)));
        }
        let mut ends = [0; section::ALL];
        let mut before = HEADER;
        for (at, end) in ends.iter_mut().enumerate() {
            *end = wide(20 + 4 * at).saturating_add(HEADER);
            if *end < before {
                return Err(Error::pack_corrupt("a section ends before it begins"));
            }
            before = *end;
        }
        if before != bytes.len() {
            return Err(Error::pack_corrupt(CUT_OFF));
        }
        if wide(12) != closed(sum, bytes.get(summed..).unwrap_or_default()) {
            return Err(Error::pack_corrupt("its checksum is that of other bytes"));
        }
        let quotes = wide(16);
        let index = Index::of(bytes, quotes, &ends);
        if index.is_sound() { Ok(index) } else { Err(Error::pack_corrupt("its lists do not belong together")) }
    }
}

impl Index {
    /// Opens what [`Index::pack`] gave.
    ///
    /// # Errors
    /// `pack-version` for a pack of another layout, `pack-corrupt` where the bytes are not those that were written.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        let mut opening = Opening::of(bytes);
        opening.sum_up();
        opening.open()
    }

    /// Whether the lists that belong together are of one length.
    fn is_sound(&self) -> bool {
        let terms = self.strings(section::TERMS).len();
        let fields = self.numbers(section::FIELDS);
        let columns = (0..field::ALL).all(|field| self.numbers(section::COLUMNS + field).len() == self.quotes);
        let values = (0..field::ALL).all(|field| fields.get(field) <= fields.get(field + 1));
        columns
            && values
            && fields.len() == field::ALL + 1
            && fields.get(field::ALL) == self.strings(section::VALUES).len()
            && self.numbers(section::RANKS).len() == terms
            && self.strings(section::POSTINGS).len() == terms
            && self.strings(section::STEMS).len() == self.strings(section::MEMBERS).len()
            && self.strings(section::HEADS).len() == self.strings(section::HEADS + 2).len()
    }
}

/// The first byte that the checksum is of.
const SUMMED: usize = 16;

/// The sums of four columns of words: none waits for another.
type Sum = [u32; 4];
const SEED: Sum = [0x9E37_79B1; 4];

/// Bytes of a row: a word of each column.
const ROW: usize = 16;

/// A number that a change of any bit changes, four bytes a step: multiplied by an odd number and turned, as in the
/// rounds of xxHash (Collet 2012).
pub(super) async fn checksum(bytes: &[u8], work: &Work) -> usize {
    let (rows, rest) = in_rows(bytes);
    work.stage(done::SEALED, rows.len());
    let mut sum = SEED;
    for block in rows.chunks(BLOCK) {
        sum = of_rows(sum, block);
        work.did(block.len()).await;
    }
    closed(sum, rest)
}

/// As many rows of words as there are, and the rest.
fn in_rows(bytes: &[u8]) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.len() / ROW * ROW)
}

fn of_all(sum: Sum, rows: &[u8]) -> Sum {
    rows.chunks(BLOCK).fold(sum, of_rows)
}

/// One sum of all four, with the bytes that are no row.
fn closed(sum: Sum, rest: &[u8]) -> usize {
    let all = sum.into_iter().chain(rest.iter().map(|&byte| u32::from(byte) | 0x100));
    let sum = all.reduce(of_word).unwrap_or_default();
    usize::try_from(sum ^ (sum >> 15)).unwrap_or_default()
}

/// Bytes that are gone through in one call. Browsers run a function as they first made it until it returns, and only
/// what is called again as they made it better.
const BLOCK: usize = 1 << 16;

#[inline(never)]
fn of_rows([mut one, mut two, mut three, mut four]: Sum, bytes: &[u8]) -> Sum {
    let (rows, _) = bytes.as_chunks::<ROW>();
    for &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] in rows {
        one = of_word(one, u32::from_le_bytes([a, b, c, d]));
        two = of_word(two, u32::from_le_bytes([e, f, g, h]));
        three = of_word(three, u32::from_le_bytes([i, j, k, l]));
        four = of_word(four, u32::from_le_bytes([m, n, o, p]));
    }
    [one, two, three, four]
}

fn of_word(sum: u32, word: u32) -> u32 {
    (sum ^ word.wrapping_mul(0x85EB_CA77)).rotate_left(13).wrapping_mul(0x9E37_79B1)
}
