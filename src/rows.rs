//! Which quotes hold a row of words side by side, in which fields.
//!
//! Rows go in that are alike but for their last words; the quotes that hold all the words of one in one field are found in
//! the lists of the index, and of these the transcripts are read: by rank where it can be, for of common words very many
//! quotes have to be looked at.

use crate::bytes::{Numbers, low};
use crate::cells::Cells;
use crate::index::{Index, each, section};
use crate::intern::{long, narrow, wide};
use crate::quote::field;
use crate::reading::{Row, Span};
use crate::transcript::{self, After, Spotter};

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
    let Some(reader) = Reader::of(index, rows, &words) else { return };
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
    let bytes = |span: &Span| lists.stretch(span.start, span.end).len();
    let mut order: Vec<(usize, usize)> = words.iter().map(bytes).zip(0..).collect();
    order.sort_unstable();
    let words = order.iter().filter_map(|&(bytes, at)| Some((bytes, *words.get(at)?)));
    let mut held: Vec<(u32, u8)> = Vec::new();
    for (turn, (bytes, span)) in words.enumerate() {
        if turn == 0 && span.start + 1 == span.end {
            each(lists.get(span.start), |quote, fields, _| {
                if fields > 0 {
                    held.push((narrow(quote), fields & field::ANYWHERE));
                }
            });
            continue;
        }
        // Of three bytes two are of quotes, about.
        let without = index.len().saturating_sub(bytes / 3 * 2);
        if turn > 0 && long(bytes / READ) * long(index.len()) > long(held.len()) * long(without) {
            break;
        }
        spare.clear(index.len());
        spare.merge(|spare| {
            for list in lists.each(span.start, span.end) {
                each(list, |quote, fields, _| {
                    if fields > 0 {
                        spare.add(quote, u16::from(fields & field::ANYWHERE), |one, other| one | other);
                    }
                });
            }
        });
        if turn == 0 {
            spare.each(|quote, fields| held.push((narrow(quote), low(fields.into()))));
        } else {
            held.retain_mut(|(quote, fields)| {
                *fields &= low(spare.get(wide(*quote)).into());
                *fields > 0
            });
        }
    }
    held
}

/// Rows as transcripts are read for them; `T` shows the transcript of each quote in a field.
struct Reader<'a, T> {
    first: Wanted,
    /// How that is found, where its rank tells it.
    spotter: Option<Spotter>,
    second: Wanted,
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

    fn rank(self) -> Option<usize> {
        match self {
            Self::Rank(rank) => Some(rank),
            Self::Terms(..) => None,
        }
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
    fn of(index: &'a Index, rows: &[Row], words: &[Span]) -> Option<Reader<'a, impl Fn(usize) -> &'a [u8]>> {
        let ranks = index.numbers(section::RANKS);
        let wanted = |word: &Span| Wanted::of(&ranks, word);
        let [first, second, others @ ..] = words else { return None };
        let (first, second) = (wanted(first), wanted(second));
        let spotter = first.rank().map(|rank| Spotter::of(rank, second.rank()));
        let others = others.iter().map(wanted).collect();
        let lasts = rows.iter().filter_map(|row| row.words.last()).map(wanted).collect();
        let transcripts = std::array::from_fn(|field| index.transcripts(field));
        let prefix = index.section(section::PREFIX);
        Some(Reader { first, spotter, second, others, lasts, ranks, transcripts, prefix })
    }
}

impl<'a, T: Fn(usize) -> &'a [u8]> Reader<'a, T> {
    /// Adds to the fields of each row those of these in which it stands in a quote; returns whether any may.
    #[inline]
    fn read(&self, quote: usize, mut among: u8, found: &mut [u8]) -> bool {
        let mut any = false;
        while among > 0 {
            let field = usize::try_from(among.trailing_zeros()).unwrap_or_default();
            among &= among - 1;
            let Some(transcript) = self.transcripts.get(field) else { continue };
            any |= self.find(transcript(quote), field, found);
            if field == field::TOPIC {
                any |= self.find(self.prefix, field, found);
            }
        }
        any
    }

    /// Adds a field to those of each row that stands in its transcript; returns whether any may stand there.
    #[inline(never)]
    fn find(&self, transcript: &[u8], field: usize, found: &mut [u8]) -> bool {
        // Tags are a line each.
        let lines = field == field::TAGS;
        let Some(spotter) = &self.spotter else {
            return self.read_all(transcript, field, found);
        };
        let mut any = false;
        let mut words = transcript.iter();
        spotter.each(transcript, |after, left| {
            // Most quotes hold the words apart: the others are read, but only so far.
            if let Some(last) = self.follow(after, lines)
                && transcript::begins(&mut words, left)
            {
                self.add(last, field, found);
                any = true;
            }
        });
        any
    }

    /// The same for a first word of which the rank is not known.
    #[inline(never)]
    fn read_all(&self, transcript: &[u8], field: usize, found: &mut [u8]) -> bool {
        let mut any = false;
        let wanted = |rank| self.first.is(rank, &self.ranks);
        transcript::after_each(transcript, wanted, |after| {
            if let Some(last) = self.follow(after, field == field::TAGS) {
                self.add(last, field, found);
                any = true;
            }
        });
        any
    }

    /// Adds a field to those of each row that has such a last word.
    #[inline(never)]
    fn add(&self, last: usize, field: usize, found: &mut [u8]) {
        for (word, fields) in self.lasts.iter().zip(found) {
            if word.is(last, &self.ranks) {
                *fields = field::with(*fields, field);
            }
        }
    }

    /// The rank of the last word, where all that come after the first are those of a row.
    #[inline]
    fn follow(&self, mut after: After<'_>, lines: bool) -> Option<usize> {
        let second = transcript::next_word(&mut after, lines).filter(|&rank| self.second.is(rank, &self.ranks))?;
        if self.others.is_empty() { Some(second) } else { self.follow_on(after, lines) }
    }

    /// The same for the words after the second.
    #[inline(never)]
    fn follow_on(&self, mut after: After<'_>, lines: bool) -> Option<usize> {
        let mut last = None;
        for word in &self.others {
            last = transcript::next_word(&mut after, lines).filter(|&rank| word.is(rank, &self.ranks));
            last?;
        }
        last
    }
}
