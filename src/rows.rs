//! Which quotes hold a row of words side by side, in which fields.
//!
//! Rows go in that are alike but for their last words; the quotes that hold all the words of one in one field are found in
//! the lists of the index, and of these the transcripts are read: by rank where it can be, for of common words very many
//! quotes have to be looked at.

use crate::bytes::Numbers;
use crate::cells::Cells;
use crate::index::{Index, each, section};
use crate::intern::{narrow, wide};
use crate::quote::field;
use crate::reading::{Row, Span};
use crate::transcript::{self, After};

/// Whether two rows are alike but for their last words: they are looked for together.
pub(crate) fn alike(one: &Row, other: &Row) -> bool {
    let [ones, others] = [one, other].map(|row| row.words.split_last().map_or(&[][..], |(_, words)| words));
    let same = |(one, other): (&Span, &Span)| (one.start, one.end) == (other.start, other.end);
    one.listed == other.listed && ones.len() == others.len() && ones.iter().zip(others).all(same)
}

/// Shows each quote that holds such a row, which it is, and the fields in which; `spare` is filled on the way.
#[inline(never)]
pub(crate) fn holding(index: &Index, rows: &[Row], spare: &mut Cells, mut show: impl FnMut(usize, &Row, u8)) {
    let words = words(rows);
    let reader = Reader::of(index, rows, &words);
    let mut found = vec![0; rows.len()];
    for (quote, fields) in holding_words(spare, index, &words) {
        if !reader.read(wide(quote), fields, &mut found) {
            continue;
        }
        for (row, fields) in rows.iter().zip(&mut found).filter(|(_, fields)| **fields > 0) {
            show(wide(quote), row, std::mem::take(fields));
        }
    }
}

/// The words of any of such rows: as the last the terms that it may be in one of them.
fn words(rows: &[Row]) -> Vec<Span> {
    let mut words = rows.first().map(|row| row.words.clone()).unwrap_or_default();
    if let Some(last) = words.last_mut() {
        for other in rows.iter().filter_map(|row| row.words.last()) {
            (last.start, last.end) = (last.start.min(other.start), last.end.max(other.end));
        }
    }
    words
}

/// Bytes of lists that are gone through in the time in which a quote is read for a row.
const READ: usize = 20;

/// The quotes that hold all these words in one field, and the fields in which they may; or those that hold the rarest of
/// them, where to go through the lists of the others takes longer than to read the quotes that these would rule out.
#[inline(never)]
fn holding_words(spare: &mut Cells, index: &Index, words: &[Span]) -> Vec<(u32, u8)> {
    let lists = index.strings(section::POSTINGS);
    let mut rarest: Vec<(usize, &Span)> =
        words.iter().map(|span| (lists.stretch(span.start, span.end).len(), span)).collect();
    rarest.sort_by_key(|(bytes, _)| *bytes);
    let mut held: Vec<(u32, u8)> = Vec::new();
    for (turn, &(bytes, span)) in rarest.iter().enumerate() {
        let without = index.len().saturating_sub(bytes);
        if turn > 0 && bytes / READ > held.len() * without / index.len().max(1) {
            break;
        }
        spare.clear(index.len());
        spare.merge(|spare| {
            for list in lists.each(span.start, span.end) {
                each(list, |quote, fields, _| {
                    if fields > 0 {
                        spare.add(quote, u16::from(fields), |one, other| one | other);
                    }
                });
            }
        });
        if turn == 0 {
            spare.each(|quote, fields| held.push((narrow(quote), crate::bytes::low(fields.into()))));
        } else {
            held.retain_mut(|(quote, fields)| {
                *fields &= crate::bytes::low(spare.get(wide(*quote)).into());
                *fields > 0
            });
        }
    }
    held
}

/// Rows as transcripts are read for them; `T` shows the transcript of each quote in a field.
struct Reader<'a, T> {
    first: Wanted,
    /// How it is written, where its rank tells it.
    code: Vec<u8>,
    others: Vec<Wanted>,
    /// Of each row the last word.
    lasts: Vec<Wanted>,
    ranks: Numbers<'a>,
    transcripts: [T; field::SEARCHED],
    prefix: &'a [u8],
}

/// A word of a row.
#[derive(Clone, Copy)]
enum Wanted {
    /// The word of a rank.
    Rank(usize),
    /// The words of a stretch of the dictionary.
    Terms(usize, usize),
}

/// Ranks that are looked through for a word: of rarer ones few quotes are read.
const COMMON: usize = 4096;

impl Wanted {
    fn of(ranks: &Numbers<'_>, &Span { start, end, .. }: &Span) -> Self {
        let common = if start + 1 == end { ranks.len().min(COMMON) } else { 0 };
        (0..common).find(|&rank| ranks.get(rank) == start).map_or(Self::Terms(start, end), Self::Rank)
    }

    /// Whether it is the word of a rank.
    #[inline]
    fn is(self, rank: usize, ranks: &Numbers<'_>) -> bool {
        match self {
            Self::Rank(wanted) => rank == wanted,
            Self::Terms(start, end) => (start..end).contains(&ranks.get(rank)),
        }
    }
}

impl<'a> Reader<'a, ()> {
    fn of(index: &'a Index, rows: &[Row], words: &[Span]) -> Reader<'a, impl Fn(usize) -> &'a [u8]> {
        let ranks = index.numbers(section::RANKS);
        let mut others: Vec<Wanted> = words.iter().map(|word| Wanted::of(&ranks, word)).collect();
        let first = others.remove(0);
        let code = if let Wanted::Rank(rank) = first { transcript::code(rank) } else { Vec::new() };
        let lasts = rows.iter().filter_map(|row| row.words.last()).map(|word| Wanted::of(&ranks, word)).collect();
        let transcripts = std::array::from_fn(|field| index.transcripts(field));
        Reader { first, code, others, lasts, ranks, transcripts, prefix: index.section(section::PREFIX) }
    }
}

impl<'a, T: Fn(usize) -> &'a [u8]> Reader<'a, T> {
    /// Adds to the fields of each row those of these in which it stands in a quote; returns whether any does.
    #[inline]
    fn read(&self, quote: usize, among: u8, found: &mut [u8]) -> bool {
        let mut any = false;
        for (field, transcript) in self.transcripts.iter().enumerate().filter(|(field, _)| among >> field & 1 > 0) {
            any |= self.find(transcript(quote), field, found);
            if field == field::TOPIC {
                any |= self.find(self.prefix, field, found);
            }
        }
        any
    }

    /// Adds a field to those of each row that stands in its transcript; returns whether any does.
    #[inline(never)]
    fn find(&self, transcript: &[u8], field: usize, found: &mut [u8]) -> bool {
        // Tags are a line each.
        let lines = field == field::TAGS;
        let mut any = false;
        let mut add = |last: usize| {
            any = true;
            for (word, fields) in self.lasts.iter().zip(&mut *found) {
                if word.is(last, &self.ranks) {
                    *fields = field::with(*fields, field);
                }
            }
        };
        let follows = |after| self.follow(after, lines);
        if self.code.is_empty() {
            let wanted = |rank| self.first.is(rank, &self.ranks);
            transcript::after_each(transcript, wanted, |after| follows(after).into_iter().for_each(&mut add));
        } else {
            transcript::after_each_code(transcript, &self.code, follows, add);
        }
        any
    }

    /// The rank of the last word, where all that come after the first are those of a row.
    #[inline]
    fn follow(&self, mut after: After<'_>, lines: bool) -> Option<usize> {
        let mut last = None;
        for word in &self.others {
            last = Some(transcript::next_word(&mut after, lines)?);
            if !last.is_some_and(|rank| word.is(rank, &self.ranks)) {
                return None;
            }
        }
        last
    }
}
