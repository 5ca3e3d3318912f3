//! What stands between the words of a text, by numbers.
//!
//! The commonest gaps each have one; of all others a transcript says the letters.

/// What stands before words, by its number.
pub(super) const GAPS: [&str; 40] = [
    "", " ", ", ", ". ", "-", ".", "; ", ": ", "\n", "? ", "! ", "—", " — ", " - ", "--", "...", "... ", "\"", " \"",
    "\" ", ".\"", ",\" ", ".\" ", "?", "!", " '", "' ", "'", "/", "(", " (", ") ", ")", "…", "… ", "&", " & ", ",",
    "“", "”",
];

/// The same, each in a stretch of one length, and how many bytes of it: a copy of a few bytes whose number is not known
/// costs more than they are worth.
pub(super) const GAP_BYTES: [([u8; GAP], usize); GAPS.len()] = {
    let mut all = [([0; GAP], 0); GAPS.len()];
    let mut gaps: &[&str] = &GAPS;
    let mut rest: &mut [([u8; GAP], usize)] = &mut all;
    while let ([gap, others @ ..], [(stretch, length), left @ ..]) = (gaps, rest) {
        *length = gap.len();
        let mut bytes = gap.as_bytes();
        let mut free: &mut [u8] = stretch;
        while let ([byte, after @ ..], [first, room @ ..]) = (bytes, free) {
            *first = *byte;
            bytes = after;
            free = room;
        }
        gaps = others;
        rest = left;
    }
    all
};

/// Bytes that each of them has room in.
pub(super) const GAP: usize = 8;

/// The number of the gap of a word without a note: of a text's first word it is 0.
pub(super) const AFTER_SPACE: u8 = 1;

/// UTF-16 code units of each of them: none has a character beyond the first 65,536.
pub(super) const GAP_UNITS: [u8; GAPS.len()] = {
    let mut units = [0; GAPS.len()];
    let mut gaps: &[&str] = &GAPS;
    let mut rest: &mut [u8] = &mut units;
    while let ([gap, others @ ..], [count, left @ ..]) = (gaps, rest) {
        let mut bytes = gap.as_bytes();
        while let [byte, after @ ..] = bytes {
            if *byte & 0xC0 != 0x80 {
                *count += 1;
            }
            bytes = after;
        }
        gaps = others;
        rest = left;
    }
    units
};

/// For each sign of ASCII the number of the gap that it is with a space after it; 0 where there is none.
const SIGN_AND_SPACE: [u8; 128] = {
    let mut numbers = [0; 128];
    let mut rest: &mut [u8] = &mut numbers;
    let mut sign = 0;
    while let [number, others @ ..] = rest {
        *number = sign_and_space(sign);
        sign += 1;
        rest = others;
    }
    numbers
};

const fn sign_and_space(sign: u8) -> u8 {
    let mut gaps: &[&str] = &GAPS;
    let mut number = 0;
    while let [gap, others @ ..] = gaps {
        if let [first, b' '] = gap.as_bytes()
            && *first == sign
        {
            return number;
        }
        number += 1;
        gaps = others;
    }
    0
}

/// The number of the gap before a word at which a text begins, or that follows a byte of it after a space or after a sign and
/// a space; and how long that gap is. Most are so.
#[inline]
pub(crate) fn usual_gap(text: &[u8], at: usize) -> Option<(u8, usize)> {
    if at == 0 {
        return Some((0, 0));
    }
    match text.get(at..)? {
        [b' ', ..] => Some((AFTER_SPACE, 1)),
        [sign, b' ', ..] => SIGN_AND_SPACE.get(usize::from(*sign)).filter(|gap| **gap > 0).map(|&gap| (gap, 2)),
        _ => None,
    }
}
