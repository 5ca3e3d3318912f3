//! Puts the sections of an index together, with the header before them.
//!
//! Sections go in, the index comes out. Nothing here knows what they hold.

use super::verify::checksum;
use super::{HEADER, Index, VERSION, section};
use crate::bytes::low;
use crate::import::MAGIC;
use crate::work::Work;

impl Index {
    /// The whole, with its header before it, but for the ends and the checksum.
    pub(super) async fn assemble(quotes: usize, sections: &[Vec<u8>], work: &Work) -> Self {
        let length: usize = sections.iter().map(Vec::len).sum();
        // And for its heads, which follow.
        let mut bytes = Vec::with_capacity(HEADER + length + length / 16);
        bytes.extend_from_slice(MAGIC);
        bytes.resize(HEADER, 0);
        write(&mut bytes, 8, VERSION);
        write(&mut bytes, 16, quotes);
        let mut ends = [0; section::ALL];
        for (section, end) in sections.iter().zip(&mut ends) {
            bytes.extend_from_slice(section);
            *end = bytes.len();
            work.turn().await;
        }
        Self::of(bytes, quotes, &ends)
    }

    /// Writes the ends and the checksum.
    pub(super) async fn seal(mut bytes: Vec<u8>, quotes: usize, ends: &[usize; section::ALL], work: &Work) -> Self {
        for (at, &end) in ends.iter().enumerate() {
            write(&mut bytes, 20 + 4 * at, end - HEADER);
        }
        let sum = checksum(bytes.get(16..).unwrap_or_default(), work).await;
        write(&mut bytes, 12, sum);
        Self::of(bytes, quotes, ends)
    }
}

/// Writes four bytes, the lowest first.
fn write(bytes: &mut [u8], at: usize, value: usize) {
    for (byte, shift) in bytes.iter_mut().skip(at).zip([0, 8, 16, 24]) {
        *byte = low(value >> shift);
    }
}
