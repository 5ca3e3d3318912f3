//! Where a word stands in transcripts, eight bytes a step: to read an item takes many.
//!
//! The rank of a word goes in, and that of the word behind it; out comes what follows all that looks like it in a
//! transcript. Some of that is part of another word, or of a note.

use super::{After, next_rank, pass_note};
use crate::bytes::push_varint;

/// A word as it is looked for: by two bytes, in each of which the lowest bit may be any, since it tells of a note alone.
pub(crate) struct Spotter {
    /// How it is written where no note follows it, but for the first byte.
    others: Vec<u8>,
    /// The first byte and the one behind it, halved, eight times each.
    first: u64,
    second: u64,
    /// Where the second may be another: anywhere, and where the first has a note. The highest bits of eight bytes.
    any: u64,
    noted: u64,
}

const HIGHEST: u64 = u64::from_le_bytes([0x80; 8]);

/// Bytes that are looked at together: each of the first eight with the one behind it.
const WINDOW: usize = 9;

/// Half of each of eight bytes.
#[inline]
fn halves(eight: [u8; 8]) -> u64 {
    u64::from_le_bytes(eight) >> 1 & !HIGHEST
}

/// How the word of a rank is written where no note follows it.
fn code(rank: usize) -> Vec<u8> {
    let mut code = Vec::new();
    push_varint(&mut code, (rank + 1) << 1);
    code
}

impl Spotter {
    /// The word of a rank, before that of another where it is known.
    pub(crate) fn of(rank: usize, next: Option<usize>) -> Self {
        let (code, next) = (code(rank), next.map(code).unwrap_or_default());
        let (first, others) = code.split_first().map_or((0, &[][..]), |(first, others)| (*first, others));
        let second = others.first().or(next.first()).copied();
        let all = |whether| if whether { HIGHEST } else { 0 };
        Self {
            others: others.to_vec(),
            first: halves([first; 8]),
            second: halves([second.unwrap_or_default(); 8]),
            any: all(second.is_none()),
            noted: all(others.is_empty()),
        }
    }

    /// At which of the first eight bytes it may stand: their highest bits. None of them borrows from the next.
    #[inline]
    fn places(&self, window: &[u8; WINDOW]) -> u64 {
        let ([eight @ .., _], [_, behind @ ..]) = (window, window);
        let first = HIGHEST - (halves(*eight) ^ self.first);
        let second = HIGHEST - (halves(*behind) ^ self.second);
        let noted = u64::from_le_bytes(*eight) << 7;
        first & (second | self.any | noted & self.noted) & HIGHEST
    }

    /// Shows what comes after the word wherever it may stand in a transcript, and how many bytes are left from there on.
    #[inline]
    pub(crate) fn each<'a>(&self, transcript: &'a [u8], mut show: impl FnMut(After<'a>, usize)) {
        let mut padded = [0; WINDOW];
        let mut rest = transcript;
        loop {
            let mut unseen = u64::MAX;
            let window = if let Some(window) = rest.first_chunk() {
                window
            } else if rest.len() < 2 {
                // Behind it there is no word.
                return;
            } else if let Some(last) = transcript.last_chunk() {
                unseen <<= 8 * (WINDOW - rest.len());
                rest = last;
                last
            } else {
                padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                &padded
            };
            let mut places = self.places(window) & unseen;
            while places > 0 {
                let place = usize::try_from(places.trailing_zeros() / u8::BITS).unwrap_or_default();
                places &= places - 1;
                let mut after = rest.get(place..).unwrap_or_default().iter();
                let left = after.len();
                let first = after.next().copied().unwrap_or_default();
                if self.others.iter().all(|other| after.next() == Some(other)) {
                    if first & 1 > 0 {
                        pass_note(&mut after);
                    }
                    show(after, left);
                }
            }
            rest = rest.get(WINDOW - 1..).unwrap_or_default();
        }
    }
}

/// Passes words up to where so many bytes are left; returns whether another begins there. What looks like one may be part of
/// another, or of a note.
#[inline(never)]
pub(crate) fn begins(words: &mut After<'_>, left: usize) -> bool {
    while words.len() > left && next_rank(words).is_some() {}
    words.len() == left
}
