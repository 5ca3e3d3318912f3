//! The door to the browser: the library's verbs as one JavaScript class.
//!
//! Numbers and strings come in; flat lists go out, read in order by `core.js`: the names of their
//! members would weigh more than the code that reads them. Never pointers or borrowed things.
//! Nothing is decided here. Besides this file only `text` calls JavaScript, for the browser's Unicode.

use crate::{Collection, Index, Options, Order, Results};
use serde::{Serialize, Serializer};
use std::sync::LazyLock;
use wasm_bindgen::prelude::*;

/// A tenth of the standard allocator in bytes, and as quick here.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The built-in collection as [`Collection::write`] has it.
const BUILTIN: &str = include_str!(concat!(env!("OUT_DIR"), "/builtin.table"));

/// A collection and its index.
struct Engine {
    collection: Collection,
    index: Index,
}

/// The built-in collection, indexed when it is first asked for anything.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let collection = Collection::read(BUILTIN);
    Engine { index: Index::build(&collection), collection }
});

/// What is shown before a topic, a line break, and the title of the collection.
#[wasm_bindgen]
pub fn head() -> JsValue {
    let mut head = ENGINE.collection.topic_prefix.clone();
    head.push('\n');
    head.push_str(ENGINE.collection.title.as_deref().unwrap_or_default());
    JsValue::from_str(&head)
}

/// How many quotes there are.
#[wasm_bindgen]
pub fn length() -> usize {
    ENGINE.collection.len()
}

/// The stored fields of the quote at an index, as [`Collection::record`] has them.
#[wasm_bindgen]
pub fn at(index: usize) -> JsValue {
    JsValue::from_str(&ENGINE.collection.record(index))
}

/// The index of an id.
#[wasm_bindgen]
pub fn find(id: &str) -> Option<usize> {
    ENGINE.collection.find(id)
}

/// The answer to a query, flat: total, partial (0 or 1), suggestion; the number of hits, and for
/// each its index, its score, the number of words read otherwise with each word and what it
/// matched, then the number of marks, and for each its field, start and end; the number of facets, and
/// for each its field, how many values are left out, how many are named, and each value with its count.
/// A field to mark is a number: topic, text, source, author, part. The options are those of [`Options`].
#[wasm_bindgen]
pub fn search(query: &str, filter: &str, limit: usize, offset: usize, facets: bool) -> JsValue {
    let options = Options { limit, offset, filter, facets };
    let results = crate::search(&ENGINE.collection, &ENGINE.index, query, &options);
    let mut flat = Flat(Vec::new());
    flat.results(&results);
    flat.list()
}

/// The indices of the quotes that pass a filter.
#[wasm_bindgen]
pub fn select(filter: &str) -> JsValue {
    let mut flat = Flat(Vec::new());
    for quote in crate::select(&ENGINE.index, filter) {
        flat.count(quote);
    }
    flat.list()
}

/// The place, among `count` quotes, of the one at a step of a rotation, as [`crate::pick`];
/// a negative `first` is none.
#[wasm_bindgen]
pub fn pick(sequence: bool, seed: u32, first: i32, count: usize, step: i32) -> Option<usize> {
    let order = if sequence { Order::Sequence } else { Order::Shuffle };
    crate::pick(order, seed, usize::try_from(first).ok(), count, step)
}

/// The index of the quote of a day, `YYYY-MM-DD`, among those that pass a filter.
#[wasm_bindgen]
pub fn daily(date: &str, filter: &str) -> Option<usize> {
    let among = crate::select(&ENGINE.index, filter);
    let ids = among.iter().map(|&quote| ENGINE.collection.id(quote));
    crate::daily(date, ids).and_then(|place| among.get(place).copied())
}

/// A plain value on its way to JavaScript.
enum Value<'a> {
    Missing,
    Number(f64),
    Text(&'a str),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing => out.serialize_unit(),
            Self::Number(value) => out.serialize_f64(*value),
            Self::Text(value) => out.serialize_str(value),
        }
    }
}

/// Values one after the other.
struct Flat<'a>(Vec<Value<'a>>);

impl<'a> Flat<'a> {
    fn results(&mut self, results: &'a Results<'_>) {
        self.count(results.total);
        self.count(usize::from(results.partial));
        self.text(results.suggestion.as_deref());
        self.count(results.hits.len());
        for hit in &results.hits {
            self.count(hit.quote);
            self.0.push(Value::Number(hit.score.into()));
            self.count(hit.via.len());
            for via in &hit.via {
                self.text(Some(&via.word));
                self.text(Some(via.matched));
            }
            self.count(hit.marks.len());
            for mark in &hit.marks {
                self.count(mark.field);
                self.count(mark.start);
                self.count(mark.end);
            }
        }
        self.count(results.facets.len());
        for facet in &results.facets {
            self.text(Some(facet.field));
            self.count(facet.more);
            self.count(facet.values.len());
            for value in &facet.values {
                self.text(value.value);
                self.count(value.count);
            }
        }
    }

    fn list(&self) -> JsValue {
        // Numbers and strings can always be written.
        self.0.serialize(&serde_wasm_bindgen::Serializer::new()).unwrap_or_default()
    }

    #[inline(never)]
    fn count(&mut self, count: usize) {
        self.0.push(Value::Number(u32::try_from(count).unwrap_or(u32::MAX).into()));
    }

    #[inline(never)]
    fn text(&mut self, text: Option<&'a str>) {
        self.0.push(text.map_or(Value::Missing, Value::Text));
    }
}
