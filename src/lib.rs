//! Epigraph holds a collection of quotes, finds the right one as a reader types and says which
//! one comes next.
//!
//! Text goes in on the left, a quote comes out on the right:
//!
//! ```text
//! text file ─ import ─▶ quote ─ index (bytes) ─ search / pick ─▶ web (the wasm door) ─▶ core.js ─▶ <epigraph-widget>
//! ```
//!
//! There are two engines in one. The whole one holds any collection as one run of bytes, a pack, and looks only at
//! the lists of the words typed: `index`, `typo`, `gather`. What a reader downloads holds the built-in collection and
//! nothing else, so the same three are there again in `plain/`, in a quarter of the code, by a look at every quote.
//! Everything else is one: what a query means, how a word is read, what it weighs, what is marked. A test asks
//! both thousands of questions and wants the same answers.
//!
//! ```
//! let collection = epigraph::builtin();
//! let index = epigraph::Index::build(&collection);
//! let found = epigraph::search(&index, "real time evaluation", &Default::default());
//! assert_eq!(collection.get(found.hits[0].quote).and_then(|quote| quote.topic), Some("Evaluating Online"));
//! ```
//!
//! Modules stand in reading order; each uses only those above it.

// What the plain index lends, the other makes.
#![cfg_attr(not(full), allow(clippy::needless_borrow))]

mod room;
pub mod text;
#[cfg(full)]
mod work;
mod sort;
#[cfg(full)]
mod bytes;
#[cfg(full)]
mod intern;
pub mod stem;
#[cfg(full)]
mod language;
mod quote;
#[cfg(full)]
mod error;
#[cfg(full)]
mod import;
mod query;
#[cfg(full)]
mod cells;
#[cfg(full)]
mod crowd;
#[cfg(full)]
mod crowds;
#[cfg(full)]
mod transcript;
#[cfg(full)]
mod automaton;
#[cfg(full)]
mod branches;
#[cfg(full)]
mod typo;
#[cfg(not(full))]
#[path = "plain/typo.rs"]
mod typo;
#[cfg(full)]
mod sought;
#[cfg(full)]
mod index;
#[cfg(not(full))]
#[path = "plain/index.rs"]
mod index;
mod alias;
mod reading;
mod occurrence;
mod score;
#[cfg(full)]
mod rows;
#[cfg(full)]
mod holding;
#[cfg(full)]
mod worth;
#[cfg(full)]
mod gather;
#[cfg(not(full))]
#[path = "plain/gather.rs"]
mod gather;
#[cfg(full)]
mod heads;
mod facet;
mod suggest;
mod mark;
mod search;
#[cfg(all(full, any(feature = "web", test)))]
mod ahead;
mod pick;
#[cfg(not(target_family = "wasm"))]
mod page;
#[cfg(not(target_family = "wasm"))]
pub mod print;
/// Of these, JSON alone.
#[cfg(all(full, target_family = "wasm"))]
pub mod print {
    mod json;
    pub use json::json;
}
#[cfg(feature = "web")]
mod flat;
#[cfg(feature = "web")]
pub mod web;
#[cfg(test)]
mod stretches;

#[cfg(full)]
pub use error::Error;
pub use facet::{Count, Facet};
#[cfg(full)]
pub use import::{Format, builtin, import, import_as, is_pack, recognise};
pub use index::Index;
pub use mark::Mark;
#[cfg(not(target_family = "wasm"))]
pub use page::page;
pub use pick::{Order, daily, pick};
pub use query::{Clause, Filter, Query};
pub use quote::{Collection, Kind, Part, Quote, Skipped};
pub use reading::Tier;
pub use search::{Hit, Options, Results, Via, search, select};
