//! The values that quotes can be narrowed by, and how many quotes have each.
//!
//! A collection goes in once; `field:value` terms then become a [`Sieve`], and a set of quotes
//! becomes counts. Nothing here knows of words in texts.

use crate::query::{FIELDS, Filter};
use crate::quote::{Collection, field};
use crate::sort::{numbers, sorted};
use crate::text;

/// Most values that are named for one field; the rest are only counted.
const VALUES: usize = 20;

/// How many quotes have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count<'a> {
    /// The value as the collection writes it, for a part its title; `None` for quotes without one.
    pub value: Option<&'a str>,
    /// Quotes that have it.
    pub count: usize,
}

/// The counts of one field, most first, equal ones in the order of the alphabet. A quote with several
/// tags counts once for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet<'a> {
    /// The field's name in queries.
    pub field: &'static str,
    /// At most 20 values.
    pub values: Vec<Count<'a>>,
    /// How many further values there are.
    pub more: usize,
}

/// One field of all quotes: its distinct values, and which of them each quote has.
#[derive(Clone, Debug)]
struct Column {
    field: usize,
    /// Every value of every quote, in document order, as its place among the distinct ones.
    entries: Vec<usize>,
    /// Where the entries of each quote begin, and where the last quote's end.
    starts: Vec<usize>,
    /// The distinct values, in the order of the alphabet; the empty one is that of quotes without.
    values: Vec<String>,
    /// For each value of the part its number; empty for other fields.
    numbers: Vec<String>,
}

impl Column {
    fn build(collection: &Collection, field: usize) -> Self {
        let mut column = Self { field, entries: Vec::new(), starts: vec![0], values: Vec::new(), numbers: Vec::new() };
        let mut given = Vec::new();
        for quote in 0..collection.len() {
            let text = collection.field(quote, field);
            let mut values = collection.values(quote, field);
            if values.is_empty() {
                values.push((0, 0));
            }
            for (start, end) in values {
                given.push(text::slice(text, start, end));
                // For now the quote, until the values are known.
                column.entries.push(quote);
            }
            column.starts.push(given.len());
        }
        let text = |at: usize| given.get(at).copied().unwrap_or_default();
        let number = |at: usize| match column.entries.get(at) {
            Some(&quote) if field == field::PART => collection.field(quote, field::NUMBER),
            _ => "",
        };
        // Two parts may have one title, or none.
        let both = |at: usize| (text(at), number(at));
        let mut last = usize::MAX;
        let mut entries = numbers(given.len());
        for at in sorted(given.len(), &|a: usize, b: usize| both(a).cmp(&both(b))) {
            if column.values.is_empty() || both(last) != both(at) {
                column.values.push(text(at).to_string());
                column.numbers.push(number(at).to_string());
            }
            last = at;
            if let Some(entry) = entries.get_mut(at) {
                *entry = column.values.len() - 1;
            }
        }
        column.entries = entries;
        column
    }

    fn of(&self, quote: usize) -> &[usize] {
        let start = |quote: usize| self.starts.get(quote).copied().unwrap_or_default();
        self.entries.get(start(quote)..start(quote + 1)).unwrap_or_default()
    }

    /// Which values the terms of this field name that are `without` or not; empty where there is
    /// no such term.
    fn named(&self, filters: &[Filter], without: bool) -> Vec<bool> {
        let mut named = Vec::new();
        for filter in filters {
            if filter.field == self.field && filter.without == without {
                named.resize(self.values.len(), false);
                // A quoted value that is the whole of some value names just that one, so that a
                // chip never selects its neighbours.
                let mut whole = false;
                for exact in [true, false] {
                    for ((value, number), named) in self.values.iter().zip(&self.numbers).zip(&mut named) {
                        if !whole || exact {
                            let holds = holds(value, number, filter, exact);
                            *named |= holds;
                            whole |= holds && exact;
                        }
                    }
                }
            }
        }
        named
    }

    /// Counts the values of `quotes`, over those that `sieves` let through when the field's own terms are
    /// left aside, so that a reader can switch from one value to another.
    fn count(&self, field: &'static str, quotes: &[usize], sieves: &[Sieve<'_>]) -> Facet<'_> {
        let mut counts = vec![0; self.values.len()];
        for &quote in quotes {
            if sieves.iter().all(|sieve| sieve.passes(quote, self.field)) {
                for &value in self.of(quote) {
                    if let Some(count) = counts.get_mut(value) {
                        *count += 1;
                    }
                }
            }
        }
        let mut facet = Facet { field, values: Vec::new(), more: 0 };
        for at in sorted(counts.len(), &|a: usize, b: usize| counts.get(b).cmp(&counts.get(a))) {
            let count = counts.get(at).copied().unwrap_or_default();
            if count > 0 && facet.values.len() < VALUES {
                facet.values.push(Count {
                    value: self.values.get(at).map(String::as_str).filter(|value| !value.is_empty()),
                    count,
                });
            } else if count > 0 {
                facet.more += 1;
            }
        }
        facet
    }
}

/// Whether the filter's words are `exact`ly those of a value, or stand in it side by side; the last may
/// be unfinished where it was typed without marks.
fn holds(value: &str, number: &str, filter: &Filter, exact: bool) -> bool {
    let words = text::spaced(value);
    let typed = filter.words.as_str();
    if exact {
        return filter.quoted && words == typed;
    }
    let typed = if filter.quoted { typed } else { typed.trim_ascii_end() };
    typed.trim_ascii() == number || text::find(&words, typed).is_some()
}

/// Every field of a collection that can be narrowed by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns(Vec<Column>);

impl Columns {
    pub(crate) fn build(collection: &Collection) -> Self {
        let mut columns = Self::default();
        for (_, field) in FIELDS {
            columns.0.push(Column::build(collection, field));
        }
        columns
    }

    /// Reads filter terms against this collection.
    pub(crate) fn sieve(&self, filters: &[Filter]) -> Sieve<'_> {
        let mut sieve = Sieve(Vec::new());
        for column in &self.0 {
            let (wanted, unwanted) = (column.named(filters, false), column.named(filters, true));
            sieve.0.push(Mesh { column, wanted, unwanted });
        }
        sieve
    }

    /// Counts every field but the kind.
    pub(crate) fn count(&self, quotes: &[usize], sieves: &[Sieve<'_>]) -> Vec<Facet<'_>> {
        let mut facets = Vec::new();
        for (column, (name, field)) in self.0.iter().zip(FIELDS) {
            if field != field::KIND {
                facets.push(column.count(name, quotes, sieves));
            }
        }
        facets
    }
}

/// Filter terms, resolved to the values of one collection.
pub(crate) struct Sieve<'a>(Vec<Mesh<'a>>);

struct Mesh<'a> {
    column: &'a Column,
    wanted: Vec<bool>,
    unwanted: Vec<bool>,
}

impl Sieve<'_> {
    /// Whether a quote passes every field but `aside`.
    pub(crate) fn passes(&self, quote: usize, aside: usize) -> bool {
        self.0.iter().all(|mesh| {
            let any = |set: &[bool]| mesh.column.of(quote).iter().any(|&value| set.get(value) == Some(&true));
            let wanted = mesh.wanted.is_empty() || any(&mesh.wanted);
            mesh.column.field == aside || (wanted && !any(&mesh.unwanted))
        })
    }
}

/// Stands for no field in [`Sieve::passes`].
pub(crate) const NONE: usize = usize::MAX;
