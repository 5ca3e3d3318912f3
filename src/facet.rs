//! The values that quotes can be narrowed by, and how many quotes have each.
//!
//! `field:value` terms become a [`Sieve`], and a set of quotes becomes counts. Nothing here knows of words
//! in texts.

use crate::index::Index;
use crate::query::{FIELDS, Filter};
use crate::quote::field;
use crate::text;

/// Most values that are named for one field; the rest are only counted.
const VALUES: usize = 20;

/// How many quotes have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value as the collection writes it, for a part its title; `None` for quotes without one.
    pub value: Option<String>,
    /// Quotes that have it.
    pub count: usize,
}

/// The counts of one field, most first, equal ones in the order of the alphabet. A quote with several
/// tags counts once for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The field's name in queries.
    pub field: &'static str,
    /// At most 20 values.
    pub values: Vec<Count>,
    /// How many further values there are.
    pub more: usize,
}

/// Counts every field but the kind, over `quotes`. For each field those count that `sieves` let through when the
/// field's own terms are left aside, so that a reader can switch from one value to another.
pub(crate) fn count(index: &Index, quotes: &[usize], sieves: &[Sieve]) -> Vec<Facet> {
    let mut facets = Vec::new();
    for (name, field) in FIELDS {
        if field == field::KIND {
            continue;
        }
        let mut counts = vec![0; index.values(field) + 1];
        let value = index.column(field);
        for &quote in quotes {
            if sieves.iter().all(|sieve| sieve.passes(index, quote, field))
                && let Some(count) = counts.get_mut(value(quote))
            {
                *count += 1;
            }
        }
        let mut top = Top { facet: Facet { field: name, values: Vec::new(), more: 0 } };
        index.count(field, &counts, &mut |count, value| top.add(count, value));
        facets.push(top.facet);
    }
    facets
}

/// The most frequent values so far.
struct Top {
    facet: Facet,
}

impl Top {
    /// Adds a value after those that come before it in the alphabet.
    fn add(&mut self, count: usize, value: &dyn Fn() -> String) {
        let values = &mut self.facet.values;
        if count == 0 {
            return;
        }
        let place = values.iter().take_while(|other| other.count >= count).count();
        if place < VALUES {
            let value = Some(value()).filter(|value| !value.is_empty());
            values.insert(place, Count { value, count });
        }
        if values.len() > VALUES {
            values.pop();
            self.facet.more += 1;
        } else if place >= VALUES {
            self.facet.more += 1;
        }
    }
}

/// Whether the filter's words are `exact`ly those of a value, or stand in it side by side; the last may
/// be unfinished where it was typed without marks.
fn holds(value: &str, filter: &Filter, exact: bool) -> bool {
    let words = text::spaced(value);
    let typed = filter.words.as_str();
    if exact {
        return filter.quoted && words == typed;
    }
    text::find(&words, if filter.quoted { typed } else { typed.trim_ascii_end() }).is_some()
}

/// Filter terms, resolved to the values of one collection.
pub(crate) struct Sieve(Vec<Mesh>);

/// The terms of one field that must hold, or must not.
struct Mesh {
    field: usize,
    without: bool,
    /// For each value, and for none, whether a term names it.
    named: Vec<bool>,
}

impl Sieve {
    /// Reads filter terms against a collection.
    pub(crate) fn read(index: &Index, filters: &[Filter]) -> Self {
        let mut sieve = Self(Vec::new());
        for filter in filters {
            let same = |mesh: &&mut Mesh| mesh.field == filter.field && mesh.without == filter.without;
            match sieve.0.iter_mut().find(same) {
                Some(mesh) => mesh.name(index, filter),
                None => {
                    let named = vec![false; index.values(filter.field) + 1];
                    let mut mesh = Mesh { field: filter.field, without: filter.without, named };
                    mesh.name(index, filter);
                    sieve.0.push(mesh);
                }
            }
        }
        sieve
    }

    /// Whether every quote passes.
    #[cfg(full)]
    pub(crate) fn is_open(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a quote passes every field but `aside`.
    pub(crate) fn passes(&self, index: &Index, quote: usize, aside: usize) -> bool {
        let (mut asked, mut met) = (0, 0);
        for mesh in &self.0 {
            // What is named by number and what by title are alternatives too.
            let field = if mesh.field == field::NUMBER { field::PART } else { mesh.field };
            if field == aside {
                continue;
            }
            let named = mesh.named.get(index.value(quote, mesh.field)) == Some(&true);
            if mesh.without && named {
                return false;
            }
            let bit = usize::from(!mesh.without) << field;
            asked |= bit;
            if named {
                met |= bit;
            }
        }
        asked == met
    }
}

impl Mesh {
    /// Adds the values that a term names. A quoted value that is the whole of some value names just that one, so that
    /// a chip never selects its neighbours.
    fn name(&mut self, index: &Index, filter: &Filter) {
        let mut whole = false;
        for pass in 0..2 {
            let exact = pass == 0;
            if whole {
                break;
            }
            for value in index.holding(self.field, filter.words.trim_ascii(), !filter.quoted) {
                let text = index.text(self.field, value);
                for (start, end) in text::pieces(&text, '\n') {
                    if holds(text::slice(&text, start, end), filter, exact) {
                        whole |= exact;
                        if let Some(named) = self.named.get_mut(value) {
                            *named = true;
                        }
                    }
                }
            }
        }
    }
}

/// Stands for no field in [`Sieve::passes`].
pub(crate) const NONE: usize = usize::MAX;
