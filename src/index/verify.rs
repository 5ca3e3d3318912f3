//! Opens a pack that anybody may have made.
//!
//! Bytes come in, an index or an error comes out. Nothing is believed: the checksum is that of the bytes, every
//! section lies inside, every list is as long as another says. Readers of an index return nothing where there
//! is nothing, so that no pack can stop a page; what is checked here is that answers are right.

use super::{HEADER, Index, MAGIC, VERSION, section};
use crate::error::Error;
use crate::quote::field;

impl Index {
    /// Opens what [`Index::pack`] gave.
    ///
    /// # Errors
    /// `pack-version` for a pack of another layout, `pack-corrupt` where the bytes are not those that were written.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        if !bytes.starts_with(MAGIC) {
            return Err(Error::not_pack());
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
            return Err(Error::pack_corrupt("it is cut off, or longer than it says"));
        }
        if wide(12) != checksum(bytes.get(16..).unwrap_or_default()) {
            return Err(Error::pack_corrupt("its checksum is that of other bytes"));
        }
        let quotes = wide(16);
        let index = Self::of(bytes, quotes, &ends);
        if index.is_sound() { Ok(index) } else { Err(Error::pack_corrupt("its lists do not belong together")) }
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

/// A number that a change of any bit changes, four bytes a step: multiplied by an odd number and turned, as in the
/// rounds of xxHash (Collet 2012).
pub(super) fn checksum(bytes: &[u8]) -> usize {
    let blocks = bytes.chunks_exact(BLOCK);
    let last = blocks.remainder();
    let (words, rest) = last.split_at(last.len() / 4 * 4);
    let mut sum = blocks.fold(0x9E37_79B1, of_words);
    sum = of_words(sum, words);
    for &byte in rest {
        sum = of_word(sum, u32::from(byte) | 0x100);
    }
    usize::try_from(sum ^ (sum >> 15)).unwrap_or_default()
}

/// Bytes that are gone through in one call. Browsers run a function as they first made it until it returns, and only
/// what is called again as they made it better.
const BLOCK: usize = 1 << 16;

#[inline(never)]
fn of_words(mut sum: u32, bytes: &[u8]) -> u32 {
    for word in bytes.chunks_exact(4) {
        if let [a, b, c, d] = *word {
            sum = of_word(sum, u32::from_le_bytes([a, b, c, d]));
        }
    }
    sum
}

fn of_word(sum: u32, word: u32) -> u32 {
    (sum ^ word.wrapping_mul(0x85EB_CA77)).rotate_left(13).wrapping_mul(0x9E37_79B1)
}
