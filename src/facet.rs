//! The values that quotes can be narrowed by, and how many quotes have each.
//!
//! A collection goes in once; `field:value` terms then become a [`Sieve`], and a set of quotes
//! becomes counts. Nothing here knows of words in texts.

use crate::query::{FIELDS, Filter};
use crate::quote::{Collection, field};
use crate::sort::{first, sorted};
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
    /// Every value of every quote, in document order.
    entries: Vec<Entry>,
    /// The distinct values, in the order of the alphabet.
    values: Vec<Value>,
}

#[derive(Clone, Debug)]
struct Entry {
    quote: usize,
    value: usize,
}

#[derive(Clone, Debug)]
struct Value {
    text: String,
    /// Number of the part; empty for other fields.
    number: String,
}

impl Column {
    fn build(collection: &Collection, field: usize) -> Self {
        let mut column = Self { field, entries: Vec::new(), values: Vec::new() };
        let mut given = Vec::new();
        for quote in 0..collection.len() {
            let text = collection.field(quote, field);
            for (start, end) in text::lines(text) {
                given.push(text.get(start..end).unwrap_or_default());
                column.entries.push(Entry { quote, value: 0 });
            }
        }
        let text = |at: usize| given.get(at).copied().unwrap_or_default();
        for at in sorted(given.len(), &|a: usize, b: usize| text(a).cmp(text(b))) {
            if let Some(entry) = column.entries.get_mut(at) {
                if column.values.last().is_none_or(|value| value.text != text(at)) {
                    let number = if field == field::PART { collection.field(entry.quote, field::NUMBER) } else { "" };
                    column.values.push(Value { text: text(at).to_string(), number: number.to_string() });
                }
                entry.value = column.values.len() - 1;
            }
        }
        column
    }

    fn of(&self, quote: usize) -> &[Entry] {
        let at = |place: usize| self.entries.get(place).map_or(usize::MAX, |entry| entry.quote);
        let start = first(self.entries.len(), &|place| at(place) < quote);
        let end = first(self.entries.len(), &|place| at(place) <= quote);
        self.entries.get(start..end).unwrap_or_default()
    }

    /// Which values the terms of this field name that are `without` or not; empty where there is
    /// no such term.
    fn named(&self, filters: &[Filter], without: bool) -> Vec<bool> {
        let mut named = Vec::new();
        for filter in filters {
            if filter.field == self.field && filter.without == without {
                // One more than there are values, so that a term is told from none even where nothing
                // has a value.
                named.resize(self.values.len() + 1, false);
                // A quoted value that is the whole of some value names just that one, so that a
                // chip never selects its neighbours.
                let mut whole = false;
                for exact in [true, false] {
                    for (value, named) in self.values.iter().zip(&mut named) {
                        if !whole || exact {
                            let holds = value.holds(filter, exact);
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
        // One more than there are values: the last counts the quotes that have none.
        let mut counts = vec![0; self.values.len() + 1];
        let none = [Entry { quote: 0, value: self.values.len() }];
        for &quote in quotes {
            if sieves.iter().all(|sieve| sieve.passes(quote, self.field)) {
                let entries = self.of(quote);
                for entry in if entries.is_empty() { &none } else { entries } {
                    if let Some(count) = counts.get_mut(entry.value) {
                        *count += 1;
                    }
                }
            }
        }
        let mut facet = Facet { field, values: Vec::new(), more: 0 };
        for at in sorted(counts.len(), &|a: usize, b: usize| counts.get(b).cmp(&counts.get(a))) {
            let count = counts.get(at).copied().unwrap_or_default();
            if count > 0 && facet.values.len() < VALUES {
                facet.values.push(Count { value: self.values.get(at).map(|value| value.text.as_str()), count });
            } else if count > 0 {
                facet.more += 1;
            }
        }
        facet
    }
}

impl Value {
    /// Whether the filter's words are `exact`ly this value's, or stand in it side by side; the
    /// last may be unfinished where it was typed without marks.
    fn holds(&self, filter: &Filter, exact: bool) -> bool {
        let words = text::spaced(&self.text);
        let typed = filter.words.as_str();
        if exact {
            return filter.quoted && words == typed;
        }
        let typed = if filter.quoted { typed } else { typed.trim_ascii_end() };
        typed.trim_ascii() == self.number || text::find(&words, typed).is_some()
    }
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
            let any = |set: &[bool]| mesh.column.of(quote).iter().any(|entry| set.get(entry.value) == Some(&true));
            let wanted = mesh.wanted.is_empty() || any(&mesh.wanted);
            mesh.column.field == aside || (wanted && !any(&mesh.unwanted))
        })
    }
}

/// Stands for no field in [`Sieve::passes`].
pub(crate) const NONE: usize = usize::MAX;
