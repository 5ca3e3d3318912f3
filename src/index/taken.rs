//! Texts on their way to an index, taken apart.
//!
//! Texts go in, the numbers of their words and the notes to write them again are kept, and their transcripts come
//! out once the ranks of the words are known. Most of the time that a collection takes to be made ready is spent here,
//! so that short words of plain letters are read eight bytes at once, longer ones byte by byte; of all others `text` says
//! what they are.

use super::build::Ends;
use crate::bytes::Reader;
use crate::intern::{Interner, narrow, wide};
use crate::text;
use crate::transcript::{AS_FOLDED, CAPITAL, form, note, push_item, push_note, usual_gap};

/// Stands between the values of a field, in place of a word.
pub(super) const BREAK: u32 = u32::MAX;

/// Bytes of a text for each of its words, and the space before it: of most texts they are more.
const BYTES: usize = 5;

/// The distinct words of a collection.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) words: Interner,
    /// How often each stands in the values.
    pub(super) counts: Vec<u32>,
    /// The folded form of the word at hand.
    folded: Vec<u8>,
}

/// Texts taken apart: the numbers of their words, and the notes to write them again.
#[derive(Default)]
pub(super) struct Taken {
    words: Vec<u32>,
    notes: Vec<u8>,
    word_ends: Ends,
    note_ends: Ends,
}

impl Taken {
    /// For texts of so many bytes in all: a list that grows is copied over and over.
    pub(super) fn for_bytes(bytes: usize) -> Self {
        let words = bytes / BYTES;
        Self { words: Vec::with_capacity(words), notes: Vec::with_capacity(words), ..Self::default() }
    }

    /// Takes a text; where `lines` are values of their own, with breaks between them. Its words are added to those
    /// `written` in its language, as they are.
    #[inline(never)]
    pub(super) fn add(&mut self, text: &str, lines: bool, terms: &mut Terms, mut written: Option<&mut Interner>) {
        let bytes = text.as_bytes();
        let mut before = 0;
        loop {
            // Most words are short; of what is written in other languages more is asked.
            while written.is_none()
                && let Some((gap, length)) = usual_gap(bytes, before)
                && let Some(short) = Short::at(bytes, before + length)
            {
                self.words.push(terms.add_short(&short));
                self.notes.push(note(gap, short.form));
                before += length + wide(short.length);
            }
            if ends(bytes.get(before..).unwrap_or_default()) {
                break;
            }
            let Some(end) = self.add_next(text, before, lines, terms, written.as_deref_mut()) else { break };
            before = end;
        }
        push_note(&mut self.notes, between(bytes, before, text.len()), b"", AS_FOLDED);
        self.word_ends.push(narrow(self.words.len()));
        self.note_ends.push(narrow(self.notes.len()));
    }

    /// Takes the next word, whatever it is and whatever stands before it; returns where it ends.
    #[inline(never)]
    fn add_next(
        &mut self,
        text: &str,
        before: usize,
        lines: bool,
        terms: &mut Terms,
        written: Option<&mut Interner>,
    ) -> Option<usize> {
        let word = next_word(text, before, &mut terms.folded)?;
        let (gap, whole) =
            (between(text.as_bytes(), before, word.start), between(text.as_bytes(), word.start, word.end));
        if let Some(written) = written {
            written.add(whole);
        }
        if lines && gap.contains(&b'\n') {
            self.words.push(BREAK);
        }
        self.words.push(match &word.short {
            Some(short) => terms.add_short(short),
            None => terms.add(word.form, whole),
        });
        push_note(&mut self.notes, gap, whole, word.form);
        Some(word.end)
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.word_ends.len()
    }

    /// How many bytes [`Self::write`] makes of all texts, at a high guess: two of each word for its rank, and its note.
    pub(super) fn written(&self) -> usize {
        2 * self.words.len() + self.notes.len()
    }

    pub(super) fn words(&self, at: usize) -> &[u32] {
        stretch(&self.words, &self.word_ends, at)
    }

    /// Writes the transcript of a text, its words by their ranks.
    #[inline(never)]
    pub(super) fn write(&self, at: usize, ranks: &[u32], out: &mut Vec<u8>) {
        let mut notes = Reader::new(stretch(&self.notes, &self.note_ends, at));
        let mut first = true;
        for &word in self.words(at).iter().filter(|word| **word != BREAK) {
            let rank = ranks.get(wide(word)).copied().unwrap_or_default();
            push_item(out, Some(wide(rank)), first, &mut notes);
            first = false;
        }
        let mut last = notes;
        if last.byte() > 0 {
            push_item(out, None, first, &mut notes);
        }
    }
}

impl Terms {
    #[inline]
    fn add_short(&mut self, &Short { letters, length, .. }: &Short) -> u32 {
        let term = self.words.add_short(letters, length);
        self.count(term)
    }

    /// The number of the word at hand, or of one that is folded as it is written.
    fn add(&mut self, form: u8, written: &[u8]) -> u32 {
        let term = self.words.add(if form == AS_FOLDED { written } else { &self.folded });
        self.count(term)
    }

    /// Counts a word, which may be new.
    #[inline]
    fn count(&mut self, (term, new): (usize, bool)) -> u32 {
        if new {
            self.counts.push(0);
        }
        if let Some(count) = self.counts.get_mut(term) {
            *count += 1;
        }
        narrow(term)
    }
}

#[inline]
fn between(bytes: &[u8], start: usize, end: usize) -> &[u8] {
    bytes.get(start..end).unwrap_or_default()
}

/// Whether no word follows, which most often is seen at once.
#[inline]
fn ends(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [last] => FOLDS.get(usize::from(*last)) == Some(&GAP),
        _ => false,
    }
}

/// The items of a list at a place, where those of each place end there.
pub(super) fn stretch<'a, T>(list: &'a [T], ends: &[u32], at: usize) -> &'a [T] {
    let end = |at: Option<usize>| at.and_then(|at| ends.get(at)).map_or(0, |&end| wide(end));
    list.get(end(at.checked_sub(1))..end(Some(at))).unwrap_or_default()
}

/// What a byte becomes when it is folded: itself in lower case, or [`GAP`] where it belongs to no word; [`BEYOND`]
/// where it is no ASCII.
const FOLDS: [u8; 256] = {
    let mut folds = [BEYOND; 256];
    let (ascii, _) = folds.split_at_mut(128);
    let mut byte = 0_u8;
    let mut rest = ascii;
    while let [fold, others @ ..] = rest {
        *fold = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { GAP };
        byte += 1;
        rest = others;
    }
    folds
};
const GAP: u8 = 0;
const BEYOND: u8 = 0x80;

/// A word of a text.
struct Word {
    start: usize,
    end: usize,
    /// How it is written beside how it is folded, as [`form`] has it.
    form: u8,
    short: Option<Short>,
}

/// The next word of a text from a byte on, as [`text::words`] has it. Its folded form is left in `folded`, but where it
/// is written so.
#[inline]
fn next_word(text: &str, from: usize, folded: &mut Vec<u8>) -> Option<Word> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let fold = |byte: u8| FOLDS.get(usize::from(byte)).copied().unwrap_or_default();
    let mut start = from;
    loop {
        match fold(byte(start)) {
            GAP if start >= bytes.len() => return None,
            GAP => start += 1,
            BEYOND if is_sign(bytes, start) => start += SIGN,
            BEYOND => return any_word(text, start, folded),
            _ => break,
        }
    }
    if let Some(short) = Short::at(bytes, start) {
        return Some(Word { start, end: start + wide(short.length), form: short.form, short: Some(short) });
    }
    let (mut end, mut others) = (start, 0);
    loop {
        for &written in bytes.get(end..).unwrap_or_default() {
            let letter = fold(written);
            if letter == GAP || letter == BEYOND {
                break;
            }
            others |= letter ^ written;
            end += 1;
        }
        let apostrophe = match bytes.get(end..).unwrap_or_default() {
            [b'\'', ..] => 1,
            [0xE2, 0x80, 0x99, ..] => SIGN,
            [BEYOND..=0xFF, ..] if !is_sign(bytes, end) => return any_word(text, start, folded),
            _ => break,
        };
        // Between letters it belongs to the word.
        match fold(byte(end + apostrophe)) {
            GAP => break,
            BEYOND if is_sign(bytes, end + apostrophe) => break,
            BEYOND => return any_word(text, start, folded),
            _ => {
                end += apostrophe;
                others = 1;
            }
        }
    }
    if others == 0 {
        return Some(Word { start, end, form: AS_FOLDED, short: None });
    }
    let whole = bytes.get(start..end).unwrap_or_default();
    folded.clear();
    folded.extend(whole.iter().map(|&byte| fold(byte)).filter(|&letter| letter != GAP && letter != BEYOND));
    Some(Word { start, end, form: form(whole, folded), short: None })
}

/// A byte eight times.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// A word of one to seven letters from a to z, of which the first may be a capital.
struct Short {
    /// In lower case, one in each byte, the first in the lowest.
    letters: u64,
    length: u32,
    /// As of a [`Word`].
    form: u8,
}

impl Short {
    /// The word that begins at a byte, where it is such a one. Eight bytes are looked at together.
    #[inline]
    fn at(bytes: &[u8], start: usize) -> Option<Self> {
        const HIGHEST: u64 = eight(0x80);
        let rest = bytes.get(start..).unwrap_or_default();
        let mut letters = match rest.first_chunk() {
            Some(first) => u64::from_le_bytes(*first),
            None => rest.iter().rev().fold(0, |letters, &byte| letters << 8 | u64::from(byte)),
        };
        let form = if matches!(letters & 0xFF, 0x41..=0x5A) { CAPITAL } else { AS_FOLDED };
        letters |= u64::from(form) << 5;
        // The highest bit of a byte stays where it is at least an a, or at most a z; no byte borrows from its neighbour. One
        // beyond ASCII may pass for a letter, but what follows it ends no word.
        let from_a = (letters | HIGHEST) - eight(b'a');
        let to_z = eight(b'z' | 0x80) - (letters & !HIGHEST);
        let others = !(from_a & to_z) & HIGHEST;
        let bits = others.trailing_zeros() & !7;
        // What follows may belong to the word.
        let [after, ..] = letters.checked_shr(bits)?.to_le_bytes();
        let ends = FOLDS.get(usize::from(after)) == Some(&GAP) && after != b'\'';
        (bits > 0 && ends).then_some(Self { letters: letters & !(u64::MAX << bits), length: bits / 8, form })
    }
}

/// Bytes of a sign of [`is_sign`].
const SIGN: usize = 3;

/// Whether a dash, a quotation mark or an ellipsis begins at a byte, U+2010 to U+2027: they belong to no word.
fn is_sign(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..).unwrap_or_default(), [0xE2, 0x80, 0x90..=0xA7, ..])
}

/// The same for any word.
#[cold]
fn any_word(text: &str, from: usize, folded: &mut Vec<u8>) -> Option<Word> {
    let rest = text::slice(text, from, text.len());
    let word = text::words(rest).next()?;
    folded.clear();
    folded.extend_from_slice(word.folded.as_bytes());
    let form = form(text::slice(rest, word.start, word.end).as_bytes(), folded);
    Some(Word { start: from + word.start, end: from + word.end, form, short: None })
}
