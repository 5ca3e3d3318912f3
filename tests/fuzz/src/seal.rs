//! The checksum of a pack, as a stranger could write it who knows how it is made.
//!
//! In goes a pack that was changed, out comes one that says of itself that it is whole. Also part of the tests of packs.

/// Writes the checksum of a pack into it, if there is room.
pub fn seal(bytes: &mut [u8]) {
    let Some((head, body)) = bytes.split_at_mut_checked(16) else { return };
    let with = |sum: u32, word: u32| (sum ^ word.wrapping_mul(0x85EB_CA77)).rotate_left(13).wrapping_mul(0x9E37_79B1);
    let (rows, rest) = body.as_chunks::<16>();
    let mut sums = [0x9E37_79B1_u32; 4];
    for row in rows {
        for (sum, word) in sums.iter_mut().zip(row.as_chunks::<4>().0) {
            *sum = with(*sum, u32::from_le_bytes(*word));
        }
    }
    let [first, others @ ..] = sums;
    let sum = others.into_iter().chain(rest.iter().map(|&byte| u32::from(byte) | 0x100)).fold(first, with);
    head[12..].copy_from_slice(&(sum ^ (sum >> 15)).to_le_bytes());
}
