//! Epigraph holds a collection of quotes, finds the right one as a reader types and says which
//! one comes next.
//!
//! Text goes in on the left, a quote comes out on the right:
//!
//! ```text
//! text file ─ import ─▶ quote ─ index ─▶ search / pick ─▶ web (the wasm door) ─▶ core.js ─▶ <epigraph-widget>
//! ```
//!
//! ```
//! let collection = epigraph::builtin();
//! let index = epigraph::Index::build(&collection);
//! let found = epigraph::search(&collection, &index, "real time evaluation", &Default::default());
//! assert_eq!(collection.get(found.hits[0].quote).and_then(|quote| quote.topic), Some("Evaluating Online"));
//! ```
//!
//! Modules stand in reading order; each uses only those above it.

pub mod text;
mod sort;
pub mod stem;
mod quote;
#[cfg(not(target_family = "wasm"))]
mod error;
#[cfg(not(target_family = "wasm"))]
mod import;
mod query;
mod facet;
mod index;
pub mod typo;
mod occurrence;
mod score;
mod suggest;
mod mark;
mod search;
mod pick;
#[cfg(not(target_family = "wasm"))]
mod page;
#[cfg(feature = "web")]
pub mod web;

#[cfg(not(target_family = "wasm"))]
pub use error::Error;
pub use facet::{Count, Facet};
#[cfg(not(target_family = "wasm"))]
pub use import::{builtin, import};
pub use index::Index;
pub use mark::Mark;
pub use occurrence::Tier;
#[cfg(not(target_family = "wasm"))]
pub use page::page;
pub use pick::{Order, daily, pick};
pub use query::{Clause, Filter, Query};
pub use quote::{Collection, Kind, Part, Quote, Skipped};
pub use search::{Hit, Options, Results, Via, search, select};
