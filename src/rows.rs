//! Which quotes hold a row of words side by side, in which fields.
//!
//! A row goes in; the quotes that hold all its words in one field are found in the lists of the index, and of these the
//! transcripts are read: by rank where it can be, for of common words very many quotes have to be looked at.

use crate::bytes::Numbers;
use crate::cells::Cells;
use crate::index::{Index, each, section};
use crate::quote::field;
use crate::reading::{LOOK, Row, Span};
use crate::transcript;

/// Longest row that is found, in words: a bit each.
const LONGEST: usize = 128;

/// Shows each quote that holds a row, and the fields in which; `spare` is filled on the way.
#[inline(never)]
pub(crate) fn holding(index: &Index, row: &Row, spare: &mut Cells, mut show: impl FnMut(usize, u8)) {
    let reader = Reader::of(index, row);
    for (quote, fields) in holding_words(spare, index, row) {
        let fields = reader.read(index, quote, fields);
        if fields > 0 {
            show(quote, fields);
        }
    }
}

/// The quotes that hold all the words of a row in one field, and the fields in which they may; or, where the rarest of the
/// words are in few, those that hold these.
#[inline(never)]
fn holding_words(spare: &mut Cells, index: &Index, row: &Row) -> Vec<(usize, u16)> {
    let lists = index.strings(section::POSTINGS);
    let bytes = |span: &Span| lists.stretch(span.start, span.end).len();
    let mut words: Vec<(usize, usize)> = row.words.iter().map(bytes).zip(0..).collect();
    words.sort_unstable();
    let mut held: Vec<(usize, u16)> = Vec::new();
    for (turn, &(bytes, word)) in words.iter().enumerate() {
        if turn > 0 && bytes / LOOK > held.len() {
            break;
        }
        let Some(span) = row.words.get(word) else { continue };
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
            spare.each(|quote, fields| held.push((quote, fields)));
        } else {
            held.retain_mut(|(quote, fields)| {
                *fields &= spare.get(*quote);
                *fields > 0
            });
        }
    }
    held
}

/// A row as transcripts are read for it.
struct Reader<'a> {
    words: Vec<Wanted>,
    ranks: Numbers<'a>,
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

impl<'a> Reader<'a> {
    fn of(index: &'a Index, row: &Row) -> Self {
        let ranks = index.numbers(section::RANKS);
        let common = ranks.len().min(COMMON);
        let wanted = |&Span { start, end, .. }: &Span| match (0..common).find(|&rank| ranks.get(rank) == start) {
            Some(rank) if start + 1 == end => Wanted::Rank(rank),
            _ => Wanted::Terms(start, end),
        };
        let words = row.words.iter().take(LONGEST).map(wanted).collect();
        Self { words, ranks }
    }

    /// In which of these fields of a quote the row stands.
    fn read(&self, index: &Index, quote: usize, among: u16) -> u8 {
        let mut fields = 0;
        for field in (0..field::SEARCHED).filter(|field| among >> field & 1 > 0) {
            let transcript = index.transcript(quote, field);
            let mut times = match field {
                field::TAGS => self.times::<true>(transcript),
                _ => self.times::<false>(transcript),
            };
            if field == field::TOPIC {
                times += self.times::<false>(index.section(section::PREFIX));
            }
            for _ in 0..times.min(2) {
                fields = field::with(fields, field);
            }
        }
        fields
    }

    /// How often the row stands in a transcript, whose lines may be told apart.
    #[inline(never)]
    fn times<const LINES: bool>(&self, transcript: &[u8]) -> usize {
        // Most often a rank tells of a word that it is not the first of the row.
        let (rank_of_first, first) = match self.words.first() {
            None => return 0,
            Some(&Wanted::Rank(rank)) => (rank, None),
            other => (usize::MAX, other),
        };
        let last = 1_u128 << (self.words.len() - 1);
        // A bit for each word of the row: whether it and those before it stand here, that word the last one read.
        let (mut standing, mut times) = (0_u128, 0);
        transcript::words(transcript, LINES, |rank, new_line| {
            let begins = rank == rank_of_first || first.is_some_and(|first| self.is(first, rank));
            if !begins && standing == 0 {
                return;
            }
            if standing > 0 && !(LINES && new_line) {
                standing = self.next(standing, rank);
                times += usize::from(standing & last > 0);
            } else {
                standing = 0;
            }
            if begins {
                standing |= 1;
                times += usize::from(last == 1);
            }
        });
        times
    }

    /// What stands one word on.
    #[inline(never)]
    fn next(&self, mut before: u128, rank: usize) -> u128 {
        let mut standing = 0;
        while before > 0 {
            let at = usize::try_from(before.trailing_zeros()).unwrap_or_default() + 1;
            before &= before - 1;
            if self.words.get(at).is_some_and(|word| self.is(word, rank)) {
                standing |= 1 << at;
            }
        }
        standing
    }

    /// Whether the word of a rank is one of a row.
    #[inline]
    fn is(&self, word: &Wanted, rank: usize) -> bool {
        match *word {
            Wanted::Rank(wanted) => rank == wanted,
            Wanted::Terms(start, end) => (start..end).contains(&self.ranks.get(rank)),
        }
    }
}
