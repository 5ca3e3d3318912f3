//! Writes bytes as text that brotli packs almost as well as the bytes.
//!
//! In go bytes, out comes one letter for each. Only printable letters, none that a string in quotation
//! marks would have to escape. ASCII stands for itself, so that words inside stay words to the packer;
//! any other byte for the letter that many places above U+0100, two bytes in UTF-8. The most frequent of
//! those change places with the rarest letters of ASCII; which, is told beside the text.
//! Measured on the engine: a tenth smaller than base64 of its deflated bytes.

use std::cmp::Reverse;

/// How many letters change places; more make the words inside unreadable, fewer leave more bytes long.
const SWAPS: usize = 28;
/// A letter of two bytes, whose last eight bits are the byte it stands for: 256 of them without gaps,
/// marks or spaces.
const LONG: u32 = 0x100;

/// Bytes as text.
pub struct Text {
    pub text: String,
    /// Letters of ASCII that stand for another byte …
    pub rare: String,
    /// … and the letters of two bytes whose place they took, in the same order.
    pub frequent: String,
}

pub fn write(bytes: &[u8]) -> Text {
    let mut counts = [0_u32; 256];
    bytes.iter().for_each(|&byte| counts[usize::from(byte)] += 1);
    let (mut plain, mut others): (Vec<u8>, Vec<u8>) = (0..=255).partition(|&byte| is_plain(byte));
    plain.sort_by_key(|&byte| counts[usize::from(byte)]);
    others.sort_by_key(|&byte| Reverse(counts[usize::from(byte)]));
    let (rare, frequent) = (&plain[..SWAPS], &others[..SWAPS]);
    let letter = |&byte: &u8| match frequent.iter().position(|&other| other == byte) {
        Some(at) => char::from(rare[at]),
        None if is_plain(byte) && !rare.contains(&byte) => char::from(byte),
        None => long(byte),
    };
    Text {
        text: bytes.iter().map(letter).collect(),
        rare: rare.iter().copied().map(char::from).collect(),
        frequent: frequent.iter().copied().map(long).collect(),
    }
}

fn long(byte: u8) -> char {
    char::from_u32(LONG + u32::from(byte)).unwrap_or_default()
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
}

#[cfg(test)]
mod tests {
    use super::{Text, write};

    #[test]
    fn every_byte_is_read_back() {
        let bytes: Vec<u8> = (0..=255).chain(*b"the words \"inside\" stay \\ words\0\0\n").collect();
        let Text { text, rare, frequent } = write(&bytes);
        let read: Vec<u8> = text
            .chars()
            .map(|letter| rare.find(letter).and_then(|at| frequent.chars().nth(at)).unwrap_or(letter) as u32 as u8)
            .collect();
        assert_eq!(read, bytes);
        for text in [text, rare, frequent] {
            assert!(!text.contains(['"', '\\', '\n', '\0']));
        }
    }
}
