//! Which quotes hold a clause of a query, how it was read there, and in which fields.
//!
//! A reading goes in; for each quote that holds it a cell is filled. Read from the lists of the index, or what was kept of
//! these; no text is looked at but for rows of words.

use crate::bytes::Strings;
use crate::cells::Cells;
use crate::crowd::Crowd;
use crate::crowds::{Key, Stretch};
use crate::index::{Index, each, section};
use crate::intern::long;
use crate::occurrence::{Occurrence, best};
use crate::quote::field;
use crate::reading::{LOOK, Reading, Row, Span, Tier};
use crate::rows;
use std::ops::Range;
use std::sync::Arc;

/// Bits of a cell that say in which fields; those above say how the clause was read, the best the highest.
const FIELDS: u32 = 8;

/// The better a clause was read the higher.
pub(crate) fn rank(tier: Tier) -> u16 {
    match tier {
        Tier::Whole => 6,
        Tier::Inflected => 5,
        Tier::Alias => 4,
        Tier::Prefix => 3,
        Tier::Typo => 2,
        Tier::Typos => 1,
    }
}

/// The rank of a cell.
#[inline]
pub(crate) fn rank_of(cell: u16) -> u16 {
    cell >> FIELDS
}

/// How the clause of a cell was read at its best, and in which fields it stands so.
pub(crate) fn held(cell: u16) -> (Tier, u8) {
    let tier = match cell >> FIELDS {
        6 => Tier::Whole,
        5 => Tier::Inflected,
        4 => Tier::Alias,
        3 => Tier::Prefix,
        2 => Tier::Typo,
        _ => Tier::Typos,
    };
    (tier, u8::try_from(cell & 0xFF).unwrap_or_default())
}

/// The lowest rank of a reading: of cells with it the fields are all in which the clause stands. None where rows are
/// looked for, of which the cells do not tell all.
pub(crate) fn lowest(reading: &Reading) -> u16 {
    if reading.rows.iter().any(|row| !row.listed) {
        return 0;
    }
    let spans = reading.spans.iter().chain(&reading.near).map(|span| rank(span.tier));
    spans.chain(reading.apart.map(|_| rank(Tier::Whole))).min().unwrap_or_default()
}

/// The fields of a cell in which the clause may stand, however it was read there, where that is the lowest rank.
#[inline]
pub(crate) fn standing(cell: u16, lowest: u16) -> u8 {
    let [fields, rank] = cell.to_le_bytes();
    if u16::from(rank) == lowest { fields & field::ANYWHERE } else { field::ANYWHERE }
}

/// A cell of two readings: the better, or both where they are alike.
#[inline]
fn both(one: u16, other: u16) -> u16 {
    // Without a branch: which of the two it is no processor could guess.
    let again = (one & other & 1 << field::TEXT) << (field::SEARCHED - field::TEXT);
    let alike = one | other | again;
    let better = one.max(other);
    if (one ^ other) >> FIELDS == 0 { alike } else { better }
}

/// About how much work it is to fill the cells: bytes of lists.
pub(crate) fn work(index: &Index, reading: &Reading) -> usize {
    let lists = index.strings(section::POSTINGS);
    let bytes = |span: &Span| lists.stretch(span.start, span.end).len();
    let spans: usize = reading.spans.iter().chain(&reading.near).map(bytes).sum();
    let unlisted = reading.rows.iter().filter(|row| !row.listed);
    let rows: usize = unlisted.filter_map(|row| row.words.iter().map(bytes).min()).sum();
    spans + rows * ROW
}

/// How much more work an entry of a list is for a row than for a word: the words of its quote are read.
const ROW: usize = 32;

/// The quotes that hold a clause, each with its cell.
pub(crate) struct Held<'a> {
    index: &'a Index,
    cells: Cells,
    /// Others, for rows of words.
    spare: Cells,
    /// Most of the clause, where it was found before and kept: the cells are of the rest then.
    crowd: Option<Arc<Crowd>>,
    /// The lowest rank of the clause, as [`lowest`] tells.
    pub(crate) lowest: u16,
    /// Whether nothing is kept: no clause comes again.
    pub(crate) passing: bool,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.index.spare.give_back([std::mem::take(&mut self.cells), std::mem::take(&mut self.spare)]);
    }
}

/// One of so many bytes of a pack is what kept clauses may take beside it.
const SHARE: usize = 12;

/// Bytes that kept clauses may take.
fn room(index: &Index) -> usize {
    index.pack().len() / SHARE
}

/// Whether there is room to keep clauses that nobody has asked for yet: two thirds of all, for those of a query are kept too.
#[cfg(any(feature = "web", test))]
pub(crate) fn has_room(index: &Index) -> bool {
    index.crowds.bytes() + index.len() / 2 <= room(index) / 3 * 2
}

/// A clause is kept only where its lists have more bytes than this, and than one for so many quotes.
pub(crate) const CROWDED: usize = 4 * 1024;
const CROWD: usize = 3;

/// The most bytes that the lists of a clause have which is not kept.
pub(crate) fn uncrowded(index: &Index) -> usize {
    CROWDED.max(index.len() / CROWD)
}

impl<'a> Held<'a> {
    pub(crate) fn new(index: &'a Index) -> Self {
        let [cells, spare] = index.spare.take();
        Self { index, cells, spare, crowd: None, lowest: 0, passing: false }
    }

    /// Turns to those that hold a reading.
    #[inline(never)]
    pub(crate) fn fill(&mut self, reading: &Reading) {
        self.lowest = lowest(reading);
        let (bulk, work) = if self.passing { (Key::new(), 0) } else { self.bulk(reading) };
        if self.fill_beside(reading, &bulk) {
            return;
        }
        let Self { index, cells, spare, crowd, .. } = self;
        let room = room(index);
        if !bulk.is_empty() && index.crowds.admit(long(work), index.len(), room) {
            add(cells, index, reading, |stretch| bulk.contains(&stretch));
            add_all_rows(cells, spare, index, reading);
            let made = Arc::new(Crowd::of(cells));
            add(cells, index, reading, |stretch| !bulk.contains(&stretch));
            index.crowds.keep(bulk, long(work), &made, room);
            *crowd = Some(made);
            return;
        }
        add(cells, index, reading, |_| true);
        add_all_rows(cells, spare, index, reading);
    }

    /// The same where most of the clause is kept and little is to be filled beside it, of `work` in all, for what is asked of
    /// so many quotes; else nothing. Returns whether it is.
    pub(crate) fn fill_kept(&mut self, reading: &Reading, work: usize, quotes: usize) -> bool {
        self.lowest = lowest(reading);
        let (bulk, kept) = self.bulk(reading);
        work.saturating_sub(kept) / LOOK <= quotes && self.fill_beside(reading, &bulk)
    }

    /// Turns to those of a kept clause, and fills the cells of what is read besides; returns whether it is kept.
    fn fill_beside(&mut self, reading: &Reading, bulk: &Key) -> bool {
        self.crowd = if bulk.is_empty() { None } else { self.index.crowds.get(bulk) };
        if self.crowd.is_some() {
            add(&mut self.cells, self.index, reading, |stretch| !bulk.contains(&stretch));
        }
        self.crowd.is_some()
    }

    /// What of a reading is to be kept, and how many bytes of lists that is: the word as it was typed and those that begin with
    /// it, which stand next to each other; or all of it, where it has words in a row that no list names. Nothing where the
    /// lists are short, or where the reading is corrected.
    #[inline(never)]
    fn bulk(&self, reading: &Reading) -> (Key, usize) {
        if reading.rows.iter().any(|row| !row.listed) {
            let work = work(self.index, reading);
            if work <= uncrowded(self.index) || !reading.near.is_empty() {
                return (Key::new(), 0);
            }
            let words = reading.rows.iter().flat_map(|row| (1..).zip(&row.words).map(in_row(row)));
            let apart = reading.apart.map(apart);
            return (reading.spans.iter().map(stretch).chain(apart).chain(words).collect(), work);
        }
        let whole = reading.spans.first().filter(|span| span.tier == Tier::Whole);
        let begun = reading.spans.iter().find(|span| span.tier == Tier::Prefix);
        let begun = begun.filter(|begun| whole.is_none_or(|whole| whole.end == begun.start));
        let (Some(first), Some(last)) = (whole.or(begun), begun.or(whole)) else { return (Key::new(), 0) };
        let lists = self.index.strings(section::POSTINGS);
        let work = lists.stretch(first.start, last.end).len();
        if work <= uncrowded(self.index) || !reading.near.is_empty() {
            return (Key::new(), 0);
        }
        let stretches = [whole, begun].into_iter().flatten().map(stretch);
        (stretches.chain(reading.apart.map(apart)).collect(), work)
    }

    /// How many they are.
    pub(crate) fn count(&self) -> usize {
        let Some(crowd) = &self.crowd else { return self.cells.count() };
        let mut count = crowd.count();
        self.cells.each(|quote, _| count += usize::from(crowd.get(quote) == 0));
        count
    }

    /// The cell of a quote; 0 where it does not hold the clause.
    #[inline]
    pub(crate) fn get(&self, quote: usize) -> u16 {
        match &self.crowd {
            None => self.cells.get(quote),
            // Most often it is all that there is.
            Some(crowd) if self.cells.count() == 0 => crowd.get(quote),
            Some(crowd) => both(crowd.get(quote), self.cells.get(quote)),
        }
    }

    /// Shows each, in no order.
    #[inline]
    pub(crate) fn each(&self, mut show: impl FnMut(usize, u16)) {
        let Some(crowd) = &self.crowd else {
            return self.cells.each(show);
        };
        if self.cells.count() == 0 {
            return crowd.each(show);
        }
        crowd.each(|quote, cell| show(quote, both(cell, self.cells.get(quote))));
        self.cells.each(|quote, cell| {
            if crowd.get(quote) == 0 {
                show(quote, cell);
            }
        });
    }
}

/// Words of a clause as they are told apart: a stretch of the dictionary, and how it is read.
fn stretch(span: &Span) -> Stretch {
    (span.start, span.end, rank(span.tier))
}

/// The words of a row, each with its place in it, counted from 1, above how the row is read.
fn in_row(row: &Row) -> impl Fn((u16, &Span)) -> Stretch {
    let rank = rank(row.tier);
    move |(place, word)| (word.start, word.end, place << FIELDS | rank)
}

/// The two words that a term is when they stand side by side.
fn apart(term: usize) -> Stretch {
    (term, term, rank(Tier::Whole))
}

/// Fills the cells of the quotes that hold a word of those stretches of a reading: a step for each entry of the lists of
/// their terms.
#[inline(never)]
fn add(cells: &mut Cells, index: &Index, reading: &Reading, wanted: impl Fn(Stretch) -> bool) {
    cells.clear(index.len());
    let lists = index.strings(section::POSTINGS);
    for span in reading.spans.iter().chain(&reading.near).filter(|span| wanted(stretch(span))) {
        let tier = rank(span.tier) << FIELDS;
        for start in (span.start..span.end).step_by(BLOCK) {
            add_lists(cells, &lists, start..span.end.min(start + BLOCK), tier);
        }
    }
    if let Some(term) = reading.apart.filter(|&term| wanted(apart(term))) {
        cells.merge(|cells| {
            each(lists.get(term), |quote, _, apart| {
                if apart > 0 {
                    cells.add(quote, rank(Tier::Whole) << FIELDS | u16::from(apart), both);
                }
            });
        });
    }
}

/// Terms whose lists are gone through in one call: browsers make a function better between its calls.
const BLOCK: usize = 64;

/// Adds the quotes that hold some terms.
#[inline(never)]
fn add_lists(cells: &mut Cells, lists: &Strings<'_>, terms: Range<usize>, tier: u16) {
    cells.merge(|cells| {
        for list in lists.each(terms.start, terms.end) {
            each(list, |quote, fields, _| {
                if fields > 0 {
                    cells.add(quote, tier | u16::from(fields), both);
                }
            });
        }
    });
}

/// Adds the quotes that hold a row which no list names.
fn add_all_rows(cells: &mut Cells, spare: &mut Cells, index: &Index, reading: &Reading) {
    for rows in reading.rows.chunk_by(rows::alike).filter(|rows| rows.iter().any(|row| !row.listed)) {
        add_rows(cells, spare, index, rows);
    }
}

/// Adds the quotes that hold one of the rows.
#[inline(never)]
fn add_rows(cells: &mut Cells, spare: &mut Cells, index: &Index, rows: &[Row]) {
    cells.merge(|cells| {
        rows::holding(index, rows, spare, |quote, row, fields| {
            if cells.get(quote) >> FIELDS < rank(row.tier) {
                cells.add(quote, rank(row.tier) << FIELDS | u16::from(fields), both);
            }
        });
    });
}

/// The cell of a quote in which a clause stands so; 0 where it stands nowhere.
pub(crate) fn cell(found: &[Occurrence]) -> u16 {
    let Some(Occurrence { tier, .. }) = best(found) else { return 0 };
    let mut fields = 0;
    for occurrence in found.iter().filter(|occurrence| occurrence.tier == *tier) {
        fields = field::with(fields, occurrence.field);
    }
    rank(*tier) << FIELDS | u16::from(fields)
}
