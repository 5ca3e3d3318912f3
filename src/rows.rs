//! Which quotes hold a row of words side by side, in which fields.
//!
//! A row goes in; the quotes that hold all its words in one field are found in the lists of the index, and of these the
//! transcripts are read: by rank where it can be, for of common words very many quotes have to be looked at.

use crate::bytes::Numbers;
use crate::cells::Cells;
use crate::index::{Index, each, section};
use crate::quote::field;
use crate::reading::{LOOK, Row, Span};
use crate::transcript::{self, Items};

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
    /// How the first of them is written, where its rank tells it.
    code: Vec<u8>,
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
        let words: Vec<Wanted> = row.words.iter().map(wanted).collect();
        let code = match words.first() {
            Some(Wanted::Rank(rank)) => transcript::code(*rank),
            _ => Vec::new(),
        };
        Self { words, code, ranks }
    }

    /// In which of these fields of a quote the row stands.
    fn read(&self, index: &Index, quote: usize, among: u16) -> u8 {
        let mut fields = 0;
        for field in (0..field::SEARCHED).filter(|field| among >> field & 1 > 0) {
            let transcript = index.transcript(quote, field);
            let mut times = self.times(transcript, field == field::TAGS);
            if field == field::TOPIC {
                times += self.times(index.section(section::PREFIX), false);
            }
            for _ in 0..times.min(2) {
                fields = field::with(fields, field);
            }
        }
        fields
    }

    /// How often the row stands in a transcript, whose lines may be told apart.
    #[inline(never)]
    fn times(&self, transcript: &[u8], lines: bool) -> usize {
        let Some((first, others)) = self.words.split_first() else { return 0 };
        let mut times = 0;
        let follow = |items| times += usize::from(self.follow(others, items, lines));
        match *first {
            // Most quotes hold the words apart.
            Wanted::Rank(_) if !self.may_stand(transcript, others, lines) => {}
            Wanted::Rank(wanted) => transcript::after_each(transcript, |rank| rank == wanted, follow),
            Wanted::Terms(..) => transcript::after_each(transcript, |rank| self.is(first, rank), follow),
        }
        times
    }

    /// Whether the first word may stand in a transcript with the others after it.
    #[inline(never)]
    fn may_stand(&self, transcript: &[u8], others: &[Wanted], lines: bool) -> bool {
        transcript::may_follow(transcript, &self.code, |items| self.follow(others, items, lines))
    }

    /// Whether the items that come next are those words.
    #[inline(never)]
    fn follow(&self, words: &[Wanted], mut items: Items<'_>, lines: bool) -> bool {
        words.iter().all(|word| {
            let item = items.next();
            item.is_some_and(|item| {
                item.rank.is_some_and(|rank| self.is(word, rank)) && !(lines && item.gap().contains(&b'\n'))
            })
        })
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
