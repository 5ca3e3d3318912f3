//! What a format has no place for, as sentences.
//!
//! A collection goes in, and what is asked about it; sentences that count come out. Decides nothing about what
//! is written.

use crate::quote::{Collection, Quote};

/// What one format loses of a collection.
pub(super) struct Lost<'a> {
    /// As a sentence begins: `CSV has`, `fortune files have`.
    format: &'static str,
    collection: &'a Collection,
    sentences: Vec<String>,
}

/// How many ids a sentence names.
const NAMED: usize = 5;

impl<'a> Lost<'a> {
    pub(super) fn new(format: &'static str, collection: &'a Collection) -> Self {
        Self { format, collection, sentences: Vec::new() }
    }

    /// What the collection says of itself: of the title and so on those that are there.
    pub(super) fn heads(&mut self, heads: &[(&str, bool)]) {
        let there: Vec<&str> = heads.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
        if let Some((last, others)) = there.split_last() {
            let and = if others.is_empty() { "" } else { " and " };
            let names = format!("{}{and}{last}", others.join(", "));
            self.sentences.push(format!("{} no place for the {names} of the collection", self.format));
        }
    }

    /// A field of quotes, called `many`, that the format does not hold.
    pub(super) fn field(&mut self, many: &str, there: impl Fn(&Quote<'_>) -> bool) {
        match self.collection.quotes().filter(there).count() {
            0 => {}
            1 => self.sentences.push(format!("{} no place for {many}: 1 quote loses its own", self.format)),
            count => self.sentences.push(format!("{} no place for {many}: {count} quotes lose theirs", self.format)),
        }
    }

    /// What befalls the quotes with these ids, as `1 quote` or `3 quotes` does.
    pub(super) fn quotes(&mut self, ids: &[String], one: &str, many: &str) {
        let named: Vec<&str> = ids.iter().take(NAMED).map(String::as_str).collect();
        let more = if ids.len() > NAMED { ", …" } else { "" };
        match ids.len() {
            0 => {}
            1 => self.sentences.push(format!("1 quote {one}: {}", named.join(", "))),
            count => self.sentences.push(format!("{count} quotes {many}: {}{more}", named.join(", "))),
        }
    }

    pub(super) fn sentences(self) -> Vec<String> {
        self.sentences
    }
}
