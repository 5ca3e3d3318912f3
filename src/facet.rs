//! The values that quotes can be narrowed by, and how many quotes have each.
//!
//! A collection goes in once; `field:value` terms then become a [`Sieve`], and a set of quotes
//! becomes counts. Nothing here knows of words in texts.

use crate::query::{Filter, FilterField};
use crate::quote::{Collection, Quote};
use crate::text;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most values that are named for one field; the rest are only counted.
const VALUES: usize = 20;

/// How many quotes have a value; quotes without one are counted under `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value as the collection writes it; for a part, its title.
    pub value: Option<String>,
    /// Quotes that have it.
    pub count: usize,
}

/// The counts of one field, most first, equal ones in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// At most 20 values.
    pub values: Vec<Count>,
    /// How many further values there are.
    pub more: usize,
}

/// The counts of every field. A quote with several tags counts once for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By title of the part.
    pub part: Facet,
    /// By source.
    pub source: Facet,
    /// By author.
    pub author: Facet,
    /// By topic.
    pub topic: Facet,
    /// By tag.
    pub tag: Facet,
    /// By BCP 47 language.
    pub lang: Facet,
}

/// One field of all quotes: its distinct values, and which of them each quote has.
#[derive(Clone, Debug)]
struct Column {
    values: Vec<Value>,
    of: Vec<Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Value {
    text: Option<String>,
    number: Option<u32>,
    words: Vec<String>,
}

impl Column {
    fn build(collection: &Collection, field: FilterField) -> Self {
        let mut known = BTreeMap::new();
        let mut column = Self { values: Vec::new(), of: Vec::new() };
        for quote in &collection.quotes {
            let mut ids = Vec::new();
            for value in values(quote, field) {
                let id = *known.entry(value).or_insert_with(|| {
                    let (number, text) = value;
                    let words = text.map(|text| text::words(text).map(|word| word.folded).collect());
                    column.values.push(Value {
                        text: text.map(str::to_string),
                        number,
                        words: words.unwrap_or_default(),
                    });
                    column.values.len() - 1
                });
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            column.of.push(ids);
        }
        column
    }

    fn of(&self, quote: usize) -> &[usize] {
        self.of.get(quote).map(Vec::as_slice).unwrap_or_default()
    }

    /// For each value whether `filter` names it. A quoted value that is the whole of some value
    /// names just that one, so that a chip never selects its neighbours.
    fn named(&self, filter: &Filter) -> Vec<bool> {
        let whole = |value: &Value| filter.quoted && value.words == filter.words;
        let exact = self.values.iter().any(whole);
        let named = |value: &Value| if exact { whole(value) } else { value.holds(filter) };
        self.values.iter().map(named).collect()
    }

    fn count(&self, quotes: impl Iterator<Item = usize>) -> Facet {
        let mut counts = vec![0; self.values.len()];
        let mut without = 0;
        for quote in quotes {
            let of = self.of(quote);
            without += usize::from(of.is_empty());
            for &id in of {
                if let Some(count) = counts.get_mut(id) {
                    *count += 1;
                }
            }
        }
        let texts = self.values.iter().map(|value| value.text.clone());
        let mut values: Vec<Count> =
            texts.zip(counts).chain([(None, without)]).map(|(value, count)| Count { value, count }).collect();
        values.retain(|value| value.count > 0);
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
        let more = values.len().saturating_sub(VALUES);
        values.truncate(VALUES);
        Facet { values, more }
    }
}

impl Value {
    /// Whether the filter's words stand in this value side by side; the last may be unfinished
    /// where it was typed without marks.
    fn holds(&self, filter: &Filter) -> bool {
        if let ([word], Some(number)) = (filter.words.as_slice(), self.number)
            && word.parse() == Ok(number)
        {
            return true;
        }
        let Some((last, before)) = filter.words.split_last() else { return false };
        self.words.windows(filter.words.len()).any(|words| {
            words.split_last().is_some_and(|(end, start)| {
                start == before && if filter.quoted { end == last } else { end.starts_with(last.as_str()) }
            })
        })
    }
}

/// The values of a field of a quote: a part's number, and the text.
fn values(quote: &Quote, field: FilterField) -> Vec<(Option<u32>, Option<&str>)> {
    let text = match field {
        FilterField::Part => {
            return quote.part.iter().map(|part| (part.number, part.title.as_deref())).collect();
        }
        FilterField::Tag => return quote.tags.iter().map(|tag| (None, Some(tag.as_str()))).collect(),
        FilterField::Source => quote.source.as_deref(),
        FilterField::Author => quote.author.as_deref(),
        FilterField::Topic => quote.topic.as_deref(),
        FilterField::Lang => quote.lang.as_deref(),
        FilterField::Kind => Some(quote.kind.name()),
    };
    text.map(|text| (None, Some(text))).into_iter().collect()
}

/// Every field of a collection that can be narrowed by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns(Vec<(FilterField, Column)>);

impl Columns {
    pub(crate) fn build(collection: &Collection) -> Self {
        let column = |(_, field)| (field, Column::build(collection, field));
        Self(FilterField::ALL.into_iter().map(column).collect())
    }

    /// Reads filter terms against this collection.
    pub(crate) fn sieve(&self, filters: &[Filter]) -> Sieve<'_> {
        let mut sieve = Sieve(Vec::new());
        for (field, column) in &self.0 {
            let union = |without| {
                let mut any: Option<Vec<bool>> = None;
                for filter in filters.iter().filter(|filter| filter.field == *field && filter.without == without) {
                    let named = column.named(filter);
                    any = Some(match any {
                        Some(any) => any.iter().zip(named).map(|(&a, b)| a || b).collect(),
                        None => named,
                    });
                }
                any
            };
            let (wanted, unwanted) = (union(false), union(true));
            if wanted.is_some() || unwanted.is_some() {
                sieve.0.push(Mesh { field: *field, column, wanted, unwanted });
            }
        }
        sieve
    }

    /// Counts every field over the quotes that `sieves` let through when the field's own terms
    /// are left aside, so that a reader can switch from one value to another.
    pub(crate) fn count(&self, quotes: &[usize], sieves: &[Sieve<'_>]) -> Facets {
        let mut facets = Facets::default();
        for (field, column) in &self.0 {
            let facet = match field {
                FilterField::Part => &mut facets.part,
                FilterField::Source => &mut facets.source,
                FilterField::Author => &mut facets.author,
                FilterField::Topic => &mut facets.topic,
                FilterField::Tag => &mut facets.tag,
                FilterField::Lang => &mut facets.lang,
                FilterField::Kind => continue,
            };
            let through = |&quote: &usize| sieves.iter().all(|sieve| sieve.passes(quote, Some(*field)));
            *facet = column.count(quotes.iter().copied().filter(through));
        }
        facets
    }
}

/// Filter terms, resolved to the values of one collection.
pub(crate) struct Sieve<'a>(Vec<Mesh<'a>>);

struct Mesh<'a> {
    field: FilterField,
    column: &'a Column,
    wanted: Option<Vec<bool>>,
    unwanted: Option<Vec<bool>>,
}

impl Sieve<'_> {
    /// Whether a quote passes every field but `aside`.
    pub(crate) fn passes(&self, quote: usize, aside: Option<FilterField>) -> bool {
        self.0.iter().filter(|mesh| Some(mesh.field) != aside).all(|mesh| {
            let any = |set: &[bool]| mesh.column.of(quote).iter().any(|&id| set.get(id) == Some(&true));
            mesh.wanted.as_deref().is_none_or(any) && !mesh.unwanted.as_deref().is_some_and(any)
        })
    }
}
