//! The values that quotes can be narrowed by, and how many quotes have each.
//!
//! `field:value` terms become a [`Sieve`], and a set of quotes becomes counts. Nothing here knows of words
//! in texts.

use crate::index::{Index, lines};
use crate::query::{COUNTED, FIELDS, Filter};
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

/// Counts every field but the kind and the length, over `quotes`. For each field those count that `sieves` let through
/// when the field's own terms are left aside, so that a reader can switch from one value to another.
#[cfg_attr(full, inline(never))]
pub(crate) fn count(index: &Index, quotes: &[usize], sieves: &[Sieve]) -> Vec<Facet> {
    let mut facets = Vec::new();
    for &(name, field) in FIELDS.iter().take(COUNTED) {
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
            if values.len() <= VALUES {
                return;
            }
            values.pop();
        }
        self.facet.more += 1;
    }
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
    #[cfg_attr(full, inline(never))]
    pub(crate) fn read(index: &Index, filters: &[Filter]) -> Self {
        let mut sieve = Self(Vec::new());
        for filter in filters {
            let same = |mesh: &Mesh| mesh.field == filter.field && mesh.without == filter.without;
            let place = sieve.0.iter().position(same).unwrap_or(sieve.0.len());
            if place == sieve.0.len() {
                let named = vec![false; index.values(filter.field) + 1];
                sieve.0.push(Mesh { field: filter.field, without: filter.without, named });
            }
            if let Some(mesh) = sieve.0.get_mut(place) {
                mesh.name(index, filter);
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
    /// a chip never selects its neighbours; else its words stand in the value side by side, the last perhaps unfinished
    /// where they were typed without marks. A text is named by its length.
    #[cfg_attr(full, inline(never))]
    fn name(&mut self, index: &Index, filter: &Filter) {
        let typed = filter.words.as_str();
        let sought = if filter.quoted { typed } else { typed.trim_ascii_end() };
        let mut exact = filter.quoted;
        // What has neither words nor signs names nothing.
        while typed.len() > 1 {
            let mut found = false;
            for value in index.holding(self.field, typed.trim_ascii(), !filter.quoted) {
                let is_named = if self.field == field::TEXT {
                    (filter.range.0..=filter.range.1).contains(&index.length(value))
                } else {
                    lines(&index.text(self.field, value)).into_iter().any(|line| {
                        let words = text::spaced_or_signs(line);
                        if exact { words == typed } else { text::find(&words, sought).is_some() }
                    })
                };
                if let Some(named) = self.named.get_mut(value).filter(|_| is_named) {
                    *named = true;
                    found = true;
                }
            }
            if found || !exact {
                return;
            }
            exact = false;
        }
    }
}

/// Stands for no field in [`Sieve::passes`].
pub(crate) const NONE: usize = usize::MAX;
