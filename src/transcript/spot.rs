//! Where a word stands in transcripts, eight bytes a step: to read an item takes many.
//!
//! The rank of a word goes in, and that of the word behind it; out comes what follows all that looks like it in a
//! transcript. Some of that is part of another word, or of a note.

use super::{After, pass_note};
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

    /// From where on, eight bytes at a time, the word may stand in the rest of a transcript, and at which of them.
    #[inline(never)]
    fn find<'a>(&self, transcript: &'a [u8], mut rest: &'a [u8]) -> Option<(&'a [u8], u64)> {
        while let Some(window) = rest.first_chunk() {
            let places = self.places(window);
            if places > 0 {
                return Some((rest, places));
            }
            rest = rest.get(WINDOW - 1..).unwrap_or_default();
        }
        // Behind the very last byte there is no word.
        if rest.len() < 2 {
            return None;
        }
        let Some(window) = transcript.last_chunk() else {
            let mut padded = [0; WINDOW];
            padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            return Some((rest, self.places(&padded)));
        };
        // Of the last window the most was looked at.
        let places = self.places(window) & u64::MAX << (8 * (WINDOW - rest.len()));
        if places > 0 { Some((window, places)) } else { None }
    }

    /// Shows what comes after the word wherever it may stand in a transcript, and how many bytes are left from there on.
    #[inline]
    pub(crate) fn each<'a>(&self, transcript: &'a [u8], mut show: impl FnMut(After<'a>, usize)) {
        let mut rest = transcript;
        while let Some((bytes, mut places)) = self.find(transcript, rest) {
            while places > 0 {
                let place = usize::try_from(places.trailing_zeros() / u8::BITS).unwrap_or_default();
                places &= places - 1;
                let Some([first, after @ ..]) = bytes.get(place..) else { break };
                let mut after = after.iter();
                if self.others.iter().all(|other| after.next() == Some(other)) {
                    if first & 1 > 0 {
                        pass_note(&mut after);
                    }
                    show(after, bytes.len() - place);
                }
            }
            rest = bytes.get(WINDOW - 1..).unwrap_or_default();
        }
    }
}

/// Passes words up to where so many bytes are left; returns whether another begins there. What looks like one may be part of
/// another, or of a note.
#[inline(never)]
pub(crate) fn begins(words: &mut After<'_>, left: usize) -> bool {
    while words.len() > left
        && let Some(&first) = words.next()
    {
        let mut last = first;
        while last > 0x7F
            && let Some(&next) = words.next()
        {
            last = next;
        }
        if first & 1 > 0 {
            pass_note(words);
        }
    }
    words.len() == left
}

#[cfg(test)]
mod tests {
    use super::{Spotter, begins};
    use crate::bytes::Reader;
    use crate::transcript::{Items, next_word, push_item, push_note};
    use proptest::prelude::*;

    /// Ranks whose words are written in one byte, in two and in three; those of the longer ones end like the short ones.
    const RANKS: [usize; 12] = [0, 1, 2, 3, 62, 63, 64, 127, 129, 400, 8191, 20_000];
    const GAPS: [&[u8]; 6] = [b" ", b", ", b"\n", b" \x02\x04\x06\x02 ", b"\xC2\xB6", &[4; 70]];

    /// A word by its rank, what stands before it, and how it is written: as a form, or in letters that look like words.
    fn item() -> impl Strategy<Value = (usize, &'static [u8], u8)> {
        // Most words have no note.
        let gap = prop_oneof![3 => Just(&b" "[..]), 2 => prop::sample::select(&GAPS[..])];
        (prop::sample::select(&RANKS[..]), gap, prop_oneof![3 => Just(0_u8), 1 => 0..4_u8])
    }

    fn transcript(items: &[(usize, &[u8], u8)]) -> Vec<u8> {
        let mut transcript = Vec::new();
        for (at, &(rank, gap, form)) in items.iter().enumerate() {
            let mut notes = Vec::new();
            push_note(&mut notes, gap, &[2, 4, 0x80, 1, 6, 2], form);
            push_item(&mut transcript, Some(rank), at == 0, &mut Reader::new(&notes));
        }
        transcript
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]

        #[test]
        fn every_word_is_spotted_and_none_that_is_part_of_something_else(items in prop::collection::vec(item(), 0..24)) {
            let transcript = transcript(&items);
            let mut words = Vec::new();
            let mut read = Items::new(&transcript);
            while !read.reader.is_empty() {
                let left = read.reader.rest().len();
                words.push((read.next().and_then(|item| item.rank), left));
            }
            for (first, second) in RANKS.iter().flat_map(|first| RANKS.map(|second| (*first, second))) {
                let behind = words.iter().skip(1);
                let pairs = words.iter().zip(behind).filter(|(one, two)| (one.0, two.0) == (Some(first), Some(second)));
                let pairs: Vec<usize> = pairs.map(|(one, _)| one.1).collect();
                for next in [None, Some(second)] {
                    let (mut found, mut from) = (Vec::new(), transcript.iter());
                    Spotter::of(first, next).each(&transcript, |mut after, left| {
                        if next_word(&mut after, false) == Some(second) && begins(&mut from, left) {
                            found.push(left);
                        }
                    });
                    prop_assert_eq!(&found, &pairs);
                }
            }
        }
    }
}
