//! JSON that holds everything: what the collection says of itself, then every quote.
//!
//! ```text
//! {
//!   "title": …, "author": …, "lang": …, "introduction": …, "topicPrefix": …,   those that are there, one a line
//!   "aliases": {"LLM": ["large language model"]},
//!   "quotes": [
//!     {"id": …, "text": …, …},                                                 all fields, one quote a line
//!   ]
//! }
//! ```
//!
//! Aliases stand together by their first side. A byte order mark inside a text is written as an escape, since readers
//! drop it.

use crate::quote::Collection;
use serde::{Serialize, Serializer};
use std::io::{Result, Write};

/// Writes all of a collection as JSON: the file `quotes.json` of a release.
///
/// Nothing is lost, so no sentence comes back.
///
/// # Errors
/// What the writer fails with.
pub fn json(collection: &Collection, out: &mut dyn Write) -> Result<Vec<String>> {
    let prefix = Some(collection.topic_prefix.as_str()).filter(|prefix| !prefix.is_empty());
    out.write_all(b"{\n")?;
    for (name, value) in [
        ("title", collection.title.as_deref()),
        ("author", collection.author.as_deref()),
        ("lang", collection.lang.as_deref()),
        ("introduction", collection.introduction.as_deref()),
        ("topicPrefix", prefix),
    ] {
        if let Some(said) = value {
            member(out, name, &said)?;
        }
    }
    if !collection.aliases.is_empty() {
        member(out, "aliases", &Aliases::of(collection))?;
    }
    out.write_all(b"  \"quotes\": [")?;
    for (at, quote) in collection.quotes().enumerate() {
        out.write_all(if at == 0 { b"\n    " } else { b",\n    " })?;
        value(out, &quote)?;
    }
    out.write_all(b"\n  ]\n}\n")?;
    Ok(Vec::new())
}

fn member(out: &mut dyn Write, name: &str, said: &impl Serialize) -> Result<()> {
    write!(out, "  \"{name}\": ")?;
    value(out, said)?;
    out.write_all(b",\n")
}

fn value(out: &mut dyn Write, said: &impl Serialize) -> Result<()> {
    out.write_all(serde_json::to_string(said)?.replace('\u{feff}', "\\ufeff").as_bytes())
}

/// Each first side once, in the order of its first mention, with all that it means.
struct Aliases<'a>(Vec<(&'a str, Vec<&'a str>)>);

impl<'a> Aliases<'a> {
    fn of(collection: &'a Collection) -> Self {
        let mut grouped: Vec<(&str, Vec<&str>)> = Vec::new();
        for (one, other) in &collection.aliases {
            match grouped.iter_mut().find(|(first, _)| first == one) {
                Some((_, others)) => others.push(other),
                None => grouped.push((one, vec![other])),
            }
        }
        Self(grouped)
    }
}

impl Serialize for Aliases<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(one, others)| (one, others)))
    }
}
