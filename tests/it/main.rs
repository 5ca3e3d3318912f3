//! All integration tests in one binary, so that it links once.

// The rules against panics keep a reader's page alive; a test fails by panicking.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod builtin;
#[cfg(feature = "cli")]
mod cli;
mod collection;
mod crowd;
mod folds;
mod formats;
mod hostile;
mod import;
mod language;
mod nearness;
mod oracle;
mod pack;
mod page;
mod pick;
mod print;
mod query;
mod search;
mod stem;
mod text;
mod tidy;
