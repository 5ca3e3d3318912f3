//! A text written as the numbers of its words: a third of its length, and searched as it stands.
//!
//! A text goes in and comes out again letter for letter; in between its words can be read as numbers
//! without a look at their letters. Each word of the dictionary has a rank, the commonest the lowest.
//!
//! ```text
//! transcript   a run of items
//! item         varint: rank + 1 of the word shifted left by one, 1 in the lowest bit where a note follows;
//!              0 in place of the rank: no word, only what stands before the end of the text
//! note         a byte: the lower six bits say what stands before the word, an entry of `GAPS` or, where
//!              `WRITTEN`, a text that follows; the upper two how the word is written: 0 as in the
//!              dictionary, 1 with a capital, 2 in capitals, 3 as the text that follows says
//! text         varint: length in bytes, then the bytes
//! ```
//!
//! Without a note a word is written as in the dictionary and follows a space, the first of a text nothing.

mod gap;
mod spot;

pub(crate) use gap::usual_gap;
pub(crate) use spot::{Spotter, begins};

use crate::bytes::{Reader, low, push_stretch, push_varint, varint};
use gap::{AFTER_SPACE, GAP, GAP_BYTES, GAP_UNITS, GAPS};

/// In place of a number of `GAPS`: what stands before the word is written out.
const WRITTEN: u8 = 63;

/// How many places above the gap a note says how its word is written.
const FORM: u32 = 6;

/// The note of a word after the gap of a number, of a form of which no more is to be said.
#[inline]
pub(crate) fn note(gap: u8, form: u8) -> u8 {
    gap | form << FORM
}

/// Writes the note of a word: what stands before it, and how it is written, as [`form`] says.
#[inline(never)]
pub(crate) fn push_note(notes: &mut Vec<u8>, gap: &[u8], written: &[u8], form: u8) {
    let known = GAPS.iter().position(|known| is(known.as_bytes(), gap)).and_then(|at| u8::try_from(at).ok());
    notes.push(known.unwrap_or(WRITTEN) | form << FORM);
    if known.is_none() {
        push_stretch(notes, gap);
    }
    if form == AS_WRITTEN {
        push_stretch(notes, written);
    }
}

/// Whether a gap is a known one: most differ in length or at once.
fn is(known: &[u8], gap: &[u8]) -> bool {
    known.len() == gap.len() && known.first() == gap.first() && known == gap
}

/// How a word is written: as in the dictionary, with a capital, or in a way that only its letters say.
pub(crate) const AS_FOLDED: u8 = 0;
pub(crate) const CAPITAL: u8 = 1;
const AS_WRITTEN: u8 = 3;

/// How a word is written beside how it is folded.
pub(crate) fn form(written: &[u8], folded: &[u8]) -> u8 {
    if written == folded {
        return AS_FOLDED;
    }
    let (mut capital, mut capitals) = (written.len() == folded.len(), written.len() == folded.len());
    for (at, (a, b)) in written.iter().zip(folded).enumerate() {
        let upper = *a == b.to_ascii_uppercase();
        capital &= if at == 0 { upper } else { a == b };
        capitals &= upper;
    }
    match (capital, capitals) {
        (true, _) => CAPITAL,
        (_, true) => 2,
        _ => AS_WRITTEN,
    }
}

/// Writes an item: a word by its rank, or the end of the text, with the note that is next in `notes`.
#[inline]
pub(crate) fn push_item(out: &mut Vec<u8>, rank: Option<usize>, first: bool, notes: &mut Reader<'_>) {
    let note = notes.byte();
    let number = rank.map_or(0, |rank| rank + 1) << 1;
    if note != u8::from(!first) || rank.is_none() {
        push_noted(out, number, note, notes);
    } else if (0x80..0x4000).contains(&number) {
        // As most words are, at once.
        out.extend_from_slice(&[low(number) | 0x80, low(number >> 7)]);
    } else {
        push_varint(out, number);
    }
}

/// Writes an item with its note.
#[inline(never)]
fn push_noted(out: &mut Vec<u8>, number: usize, note: u8, notes: &mut Reader<'_>) {
    push_varint(out, number | 1);
    out.push(note);
    if note & WRITTEN == WRITTEN {
        push_stretch(out, notes.stretch());
    }
    if note >> FORM == AS_WRITTEN {
        push_stretch(out, notes.stretch());
    }
}

/// One item, read.
pub(crate) struct Item<'a> {
    /// Rank of the word; `None` at the end of the text.
    pub(crate) rank: Option<usize>,
    note: u8,
    /// What stands before the word, where no number of `GAPS` says it.
    before: &'a [u8],
    written: &'a [u8],
}

impl<'a> Item<'a> {
    /// What stands before the word.
    #[inline]
    pub(crate) fn gap(&self) -> &'a [u8] {
        match self.note & WRITTEN {
            WRITTEN => self.before,
            known => GAPS.get(usize::from(known)).copied().unwrap_or_default().as_bytes(),
        }
    }

    /// UTF-16 code units of what stands before the word.
    #[inline]
    pub(crate) fn gap_units(&self) -> usize {
        match self.note & WRITTEN {
            WRITTEN => units(self.before),
            known => GAP_UNITS.get(usize::from(known)).copied().unwrap_or_default().into(),
        }
    }

    /// Whether its word is written as in the dictionary, but for capitals.
    #[inline]
    pub(crate) fn is_as_in_dictionary(&self) -> bool {
        self.note >> FORM != AS_WRITTEN
    }

    /// How its word is written, but for capitals.
    #[inline]
    pub(crate) fn written_as(&self, word: &'a [u8]) -> &'a [u8] {
        if self.note >> FORM == AS_WRITTEN { self.written } else { word }
    }
}

/// UTF-16 code units of a text: one for each character, two for those of four bytes.
#[inline]
pub(crate) fn units(text: &[u8]) -> usize {
    // Most words are of ASCII.
    if text.iter().fold(0, |bits, byte| bits | byte) < 0x80 {
        return text.len();
    }
    let mut units = 0;
    for &byte in text {
        units += usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0);
    }
    units
}

/// Characters of a text: its bytes, but for those that go on with one.
#[inline]
pub(crate) fn characters(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The items of a transcript, first to last.
pub(crate) struct Items<'a> {
    reader: Reader<'a>,
    /// The note of an item that has none.
    plain: u8,
}

impl<'a> Items<'a> {
    #[inline]
    pub(crate) fn new(transcript: &'a [u8]) -> Self {
        Self { reader: Reader::new(transcript), plain: 0 }
    }

    /// The rank of the next word, if it has no note and is not the first of the text; else it is left for
    /// [`next`](Self::next).
    #[inline]
    fn next_plain(&mut self) -> Option<usize> {
        let mut ahead = self.reader;
        let code = ahead.varint();
        let rank = (code >> 1).checked_sub(1).filter(|_| code & 1 == 0 && self.plain == AFTER_SPACE)?;
        self.reader = ahead;
        Some(rank)
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    #[inline]
    fn next(&mut self) -> Option<Item<'a>> {
        if self.reader.is_empty() {
            return None;
        }
        let code = self.reader.varint();
        let mut item = Item { rank: (code >> 1).checked_sub(1), note: self.plain, before: &[], written: &[] };
        self.plain = AFTER_SPACE;
        if code & 1 > 0 {
            item.note = self.reader.byte();
            if item.note & WRITTEN == WRITTEN {
                item.before = self.reader.stretch();
            }
            if item.note >> FORM == AS_WRITTEN {
                item.written = self.reader.stretch();
            }
        }
        Some(item)
    }
}

/// Shows the rank of each word of a transcript, and, where `lines` are told apart, whether one ends before it.
#[inline]
pub(crate) fn words(transcript: &[u8], lines: bool, mut show: impl FnMut(usize, bool)) {
    if lines {
        for item in Items::new(transcript) {
            if let Some(rank) = item.rank {
                show(rank, item.gap().contains(&b'\n'));
            }
        }
        return;
    }
    // The same, without a look at what is not asked for.
    let mut bytes = transcript.iter();
    while let Some(rank) = next_rank(&mut bytes) {
        if let Some(rank) = rank {
            show(rank, false);
        }
    }
}

/// What comes after a word of a transcript.
pub(crate) type After<'a> = std::slice::Iter<'a, u8>;

/// Shows what comes after each word of a transcript that is wanted, by its rank.
#[inline]
pub(crate) fn after_each<'a>(transcript: &'a [u8], wanted: impl Fn(usize) -> bool, mut show: impl FnMut(After<'a>)) {
    let mut bytes = transcript.iter();
    while let Some(rank) = next_rank(&mut bytes) {
        if rank.is_some_and(&wanted) {
            show(bytes.clone());
        }
    }
}

/// Passes a word, and returns its rank; none at the end of the text, nor, where `lines` are told apart, if one ends before
/// it.
#[inline]
pub(crate) fn next_word(bytes: &mut After<'_>, lines: bool) -> Option<usize> {
    if lines { next_of_line(bytes) } else { next_rank(bytes)? }
}

#[inline(never)]
fn next_of_line(bytes: &mut After<'_>) -> Option<usize> {
    let mut items = Items { reader: Reader::new(bytes.as_slice()), plain: AFTER_SPACE };
    let item = items.next()?;
    *bytes = items.reader.rest().iter();
    item.rank.filter(|_| !item.gap().contains(&b'\n'))
}

/// The rank of the next word; none at the end of the text.
#[inline]
fn next_rank(bytes: &mut After<'_>) -> Option<Option<usize>> {
    let mut code = usize::from(*bytes.next()?);
    if code > 0x7F {
        code = varint(code, bytes);
    }
    if code & 1 > 0 {
        pass_note(bytes);
    }
    Some((code >> 1).checked_sub(1))
}

/// Whether text follows a note: most are of one byte.
#[inline]
fn has_text(note: u8) -> bool {
    note & WRITTEN == WRITTEN || note >> FORM == AS_WRITTEN
}

#[inline]
fn pass_note(bytes: &mut After<'_>) {
    let note = bytes.next().copied().unwrap_or_default();
    if has_text(note) {
        *bytes = after_texts(bytes.as_slice(), note).iter();
    }
}

#[inline(never)]
fn after_texts(bytes: &[u8], note: u8) -> &[u8] {
    let mut reader = Reader::new(bytes);
    if note & WRITTEN == WRITTEN {
        reader.stretch();
    }
    if note >> FORM == AS_WRITTEN {
        reader.stretch();
    }
    reader.rest()
}

/// Characters of what a transcript says; `words` has those of the word of each rank. Not put into its caller: what
/// browsers make better is what is called again.
#[inline(never)]
pub(crate) fn length(transcript: &[u8], words: &[usize]) -> usize {
    let word = |rank| words.get(rank).copied().unwrap_or_default();
    let mut items = Items::new(transcript);
    let mut length = 0_usize;
    loop {
        // Most words follow a space and are written as in the dictionary.
        while let Some(rank) = items.next_plain() {
            length = length.saturating_add(1 + word(rank));
        }
        let Some(item) = items.next() else { return length };
        // What is known to stand before a word is of a code unit for each character.
        let gap = if item.note & WRITTEN == WRITTEN { characters(item.before) } else { item.gap_units() };
        let written = || if item.is_as_in_dictionary() { item.rank.map_or(0, word) } else { characters(item.written) };
        length = length.saturating_add(gap + written());
    }
}

/// Adds what an item says to a text; `push` adds the word of its rank.
#[inline]
pub(crate) fn write(text: &mut Vec<u8>, item: &Item<'_>, push: impl FnOnce(&mut Vec<u8>)) {
    if item.note & WRITTEN == WRITTEN {
        text.extend_from_slice(item.before);
    } else if let Some((gap, length)) = GAP_BYTES.get(usize::from(item.note & WRITTEN)) {
        text.extend_from_slice(gap);
        text.truncate(text.len() - GAP + length);
    }
    let start = text.len();
    let capitals = match item.note >> FORM {
        AS_WRITTEN => return text.extend_from_slice(item.written),
        2 => usize::MAX,
        form => usize::from(form),
    };
    push(text);
    if capitals > 0 {
        for letter in text.iter_mut().skip(start).take(capitals) {
            letter.make_ascii_uppercase();
        }
    }
}

/// Adds what a transcript says to a text, until that has more bytes than `most`; `push` adds the word of a rank.
#[inline]
pub(crate) fn write_all(text: &mut Vec<u8>, transcript: &[u8], most: usize, push: impl Fn(usize, &mut Vec<u8>)) {
    let mut items = Items::new(transcript);
    while text.len() <= most {
        // Most words follow a space and are written as in the dictionary.
        while let Some(rank) = items.next_plain().filter(|_| text.len() <= most) {
            text.push(b' ');
            push(rank, text);
        }
        let Some(item) = items.next() else { return };
        write(text, &item, |text| {
            if let Some(rank) = item.rank {
                push(rank, text);
            }
        });
    }
}
