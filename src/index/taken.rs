//! Texts on their way to an index, taken apart.
//!
//! Texts go in, the numbers of their words and the notes to write them again are kept, and their transcripts come
//! out once the ranks of the words are known. Most of the time that a collection takes to be made ready is spent here,
//! so that words of plain letters are read byte by byte; of all others `text` says what they are.

use super::build::Ends;
use crate::bytes::Reader;
use crate::intern::{Interner, digit, hash, narrow, wide};
use crate::text;
use crate::transcript::{AFTER_SPACE, AS_FOLDED, form, push_item, push_note};

/// Stands between the values of a field, in place of a word.
pub(super) const BREAK: u32 = u32::MAX;

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
    /// Takes a text; where `lines` are values of their own, with breaks between them. Its words are added to those
    /// `written` in its language, as they are.
    #[inline(never)]
    pub(super) fn add(&mut self, text: &str, lines: bool, terms: &mut Terms, mut written: Option<&mut Interner>) {
        let bytes = text.as_bytes();
        let between = |start: usize, end: usize| bytes.get(start..end).unwrap_or_default();
        let mut before = 0;
        while let Some(word) = next_word(text, before, &mut terms.folded) {
            let (gap, whole) = (between(before, word.start), between(word.start, word.end));
            if let Some(written) = &mut written {
                written.add(whole);
            }
            if lines && gap.contains(&b'\n') {
                self.words.push(BREAK);
            }
            // With what follows it: so many bytes at once cost less than just its own.
            let rest = || (bytes.get(word.start..).unwrap_or_default(), whole.len());
            self.words.push(terms.add(word.sum, (word.form == AS_FOLDED).then(rest)));
            if word.form == AS_FOLDED && gap == b" " {
                // As most words stand.
                self.notes.push(AFTER_SPACE);
            } else {
                push_note(&mut self.notes, gap, whole, word.form);
            }
            before = word.end;
        }
        push_note(&mut self.notes, between(before, text.len()), b"", AS_FOLDED);
        self.word_ends.push(narrow(self.words.len()));
        self.note_ends.push(narrow(self.notes.len()));
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
    /// The number of the word at hand, which may be folded as it is written: as so many of these bytes.
    fn add(&mut self, sum: u32, written: Option<(&[u8], usize)>) -> u32 {
        let (word, length) = written.unwrap_or((&self.folded, self.folded.len()));
        let (term, new) = self.words.add_known(sum, word, length);
        if new {
            self.counts.push(0);
        }
        if let Some(count) = self.counts.get_mut(term) {
            *count += 1;
        }
        narrow(term)
    }
}

fn stretch<'a, T>(list: &'a [T], ends: &[u32], at: usize) -> &'a [T] {
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
    /// The hash of its folded form.
    sum: u32,
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
    let (mut end, mut sum, mut others) = (start, 0, 0);
    loop {
        for &written in bytes.get(end..).unwrap_or_default() {
            let letter = fold(written);
            if letter == GAP || letter == BEYOND {
                break;
            }
            sum = digit(sum, letter);
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
        return Some(Word { start, end, form: AS_FOLDED, sum });
    }
    let whole = bytes.get(start..end).unwrap_or_default();
    folded.clear();
    folded.extend(whole.iter().map(|&byte| fold(byte)).filter(|&letter| letter != GAP && letter != BEYOND));
    Some(Word { start, end, form: form(whole, folded), sum })
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
    Some(Word { start: from + word.start, end: from + word.end, form, sum: hash(folded) })
}
