//! The door to the browser: the library's verbs as methods of one JavaScript class.
//!
//! Bytes come in once; plain objects and indices go out, never pointers or borrowed things.
//! Nothing is decided here, and no other file of the library names a JavaScript value.

use crate::{Collection, Error, Index, Options, Order};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// A collection, opened and indexed.
#[wasm_bindgen]
pub struct Engine {
    collection: Collection,
    index: Index,
}

/// How to answer a query; what is absent is as in [`Options`].
#[derive(Deserialize)]
#[serde(default)]
struct SearchOptions {
    limit: usize,
    offset: usize,
    filter: String,
    facets: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        let Options { limit, offset, facets, .. } = Options::default();
        Self { limit, offset, filter: String::new(), facets }
    }
}

/// Which rotation; `first` is an id.
#[derive(Default, Deserialize)]
#[serde(default)]
struct PickOptions {
    order: Order,
    seed: u32,
    first: String,
    filter: String,
}

#[wasm_bindgen]
impl Engine {
    /// Opens the bytes of a topic list; without bytes, the built-in collection.
    ///
    /// # Errors
    /// An `Error` whose `code` is `collection-invalid` or `collection-empty`.
    pub fn open(bytes: Option<Vec<u8>>) -> Result<Engine, JsValue> {
        let collection = match bytes {
            Some(bytes) => crate::import(&bytes).map_err(|error| thrown(&error))?,
            None => crate::builtin(),
        };
        if let Some(first) = collection.skipped.first() {
            web_sys::console::warn_2(&JsValue::from_str("epigraph: skipped a record"), &plain(first)?);
        }
        Ok(Self { index: Index::build(&collection), collection })
    }

    /// How many quotes there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.collection.quotes.len()
    }

    /// The collection's title.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> Option<String> {
        self.collection.title.clone()
    }

    /// What is shown before a topic.
    #[wasm_bindgen(getter, js_name = topicPrefix)]
    pub fn topic_prefix(&self) -> String {
        self.collection.topic_prefix.to_string()
    }

    /// The quote at an index, as a plain object.
    pub fn at(&self, index: usize) -> Result<JsValue, JsValue> {
        self.collection.quotes.get(index).map_or(Ok(JsValue::UNDEFINED), plain)
    }

    /// The index of an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.collection.quotes.iter().position(|quote| quote.id == id)
    }

    /// Answers a query; hits name quotes by index.
    pub fn search(&self, query: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let SearchOptions { limit, offset, filter, facets } = read(options)?;
        let options = Options { limit, offset, filter: &filter, facets };
        plain(&crate::search(&self.collection, &self.index, query, &options))
    }

    /// The index of the quote at a step of a rotation.
    pub fn pick(&self, options: JsValue, step: i32) -> Result<Option<usize>, JsValue> {
        let PickOptions { order, seed, first, filter } = read(options)?;
        let among = crate::select(&self.index, &filter);
        let first = self.find(&first).and_then(|first| among.iter().position(|&quote| quote == first));
        Ok(crate::pick(order, seed, first, among.len(), step).and_then(|place| among.get(place).copied()))
    }

    /// The index of the quote of a day, `YYYY-MM-DD`.
    pub fn daily(&self, date: &str, filter: &str) -> Option<usize> {
        let among = crate::select(&self.index, filter);
        let ids = among.iter().filter_map(|&quote| self.collection.quotes.get(quote)).map(|quote| quote.id.as_str());
        crate::daily(date, ids).and_then(|place| among.get(place).copied())
    }

    /// The records that could not be read.
    pub fn skipped(&self) -> Result<JsValue, JsValue> {
        plain(&self.collection.skipped)
    }
}

/// A value as plain JavaScript: absent fields are `null`.
fn plain<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    const PLAIN: Serializer = Serializer::new().serialize_missing_as_null(true);
    value.serialize(&PLAIN).map_err(JsValue::from)
}

/// Options from JavaScript; `undefined` and `null` are all defaults.
fn read<T: for<'a> Deserialize<'a> + Default>(options: JsValue) -> Result<T, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(T::default());
    }
    serde_wasm_bindgen::from_value(options).map_err(JsValue::from)
}

/// Every error that crosses the door: a real `Error` with the library's code.
fn thrown(error: &Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    // Setting a property of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&thrown, &"code".into(), &error.code().into());
    thrown.into()
}
