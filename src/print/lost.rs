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
const NAMED: usize = 20;

impl<'a> Lost<'a> {
    pub(super) fn new(format: &'static str, collection: &'a Collection) -> Self {
        Self { format, collection, sentences: Vec::new() }
    }

    /// What the collection says of itself: of `title`, `author`, `lang`, `introduction`, `aliases` and `prefix` those
    /// that are there.
    pub(super) fn heads(&mut self, heads: &[&str]) {
        let Collection { title, author, lang, introduction, aliases, topic_prefix, .. } = self.collection;
        let there: Vec<&str> = [
            ("title", "title", title.is_some()),
            ("author", "author", author.is_some()),
            ("lang", "language", lang.is_some()),
            ("introduction", "introduction", introduction.is_some()),
            ("aliases", "aliases", !aliases.is_empty()),
            ("prefix", "words before its topics", !topic_prefix.trim().is_empty()),
        ]
        .into_iter()
        .filter_map(|(name, words, there)| (there && heads.contains(&name)).then_some(words))
        .collect();
        if let Some((last, others)) = there.split_last() {
            let and = if others.is_empty() { "" } else { " and " };
            let names = format!("{}{and}{last}", others.join(", "));
            self.sentences.push(format!("{} no place for these of the collection: {names}", self.format));
        }
    }

    /// A field of quotes, called `many`, that the format does not hold.
    pub(super) fn field(&mut self, many: &str, there: impl Fn(&Quote<'_>) -> bool) {
        let count = self.collection.quotes().filter(there).count();
        self.count(many, count);
    }

    /// The same where it is known of how many.
    pub(super) fn count(&mut self, many: &str, count: usize) {
        match count {
            0 => {}
            1 => self.sentences.push(format!("{} no place for {many}: 1 quote loses its own", self.format)),
            _ => self.sentences.push(format!("{} no place for {many}: {count} quotes lose theirs", self.format)),
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

    /// A sentence of another kind.
    pub(super) fn say(&mut self, sentence: String) {
        self.sentences.push(sentence);
    }

    pub(super) fn sentences(self) -> Vec<String> {
        self.sentences
    }
}
