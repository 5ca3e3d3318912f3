//! The formats that can be read, and how each is told from the others by its content.
//!
//! A text goes in, a [`Format`] comes out. Nothing here reads a record.

use super::draft::lines;
use super::topic_list::{BEFORE_SOURCE, part_heading};
use super::{csv, fortune, kindle, markdown};
use crate::error::{Error, Foreign};
use std::str::FromStr;

/// A format of files of quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Entries `- On TOPIC: "TEXT" — Source: [SOURCE]`, in parts.
    TopicList,
    /// JSON, or JSON Lines.
    Json,
    /// A table with a header: commas, semicolons, tabs.
    Csv,
    /// `My Clippings.txt` of a Kindle.
    Kindle,
    /// Records between lines that are `%`.
    Fortune,
    /// Block quotes of a Markdown document.
    Markdown,
    /// A quote a line.
    Text,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] =
        [Self::TopicList, Self::Json, Self::Csv, Self::Kindle, Self::Fortune, Self::Markdown, Self::Text];

    /// The name of the format, for people and for programs: `topic-list`, `json`, `csv`, `kindle`, `fortune`,
    /// `markdown` or `text`.
    ///
    /// ```
    /// assert_eq!(epigraph::Format::Json.name(), "json");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TopicList => "topic-list",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Kindle => "kindle",
            Self::Fortune => "fortune",
            Self::Markdown => "markdown",
            Self::Text => "text",
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    /// The format of a name, as [`Format::name`] gives it.
    ///
    /// ```
    /// assert_eq!("json".parse(), Ok(epigraph::Format::Json));
    /// ```
    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|format| format.name()).collect();
            Error::unknown_format(name, &known.join(", "))
        })
    }
}

/// The format of a text.
///
/// # Errors
/// The kind of a table that holds no quotes.
pub(super) fn recognise(text: &str) -> Result<Format, Foreign> {
    // Their lines stand in no JSON, whatever it begins with; a table may hold anything.
    let (kindle, fortune) = (kindle::recognise(text), fortune::recognise(text));
    Ok(if !kindle && !fortune && is_json(text) {
        Format::Json
    } else if csv::layout(text)?.is_some() {
        Format::Csv
    } else if kindle {
        Format::Kindle
    } else if fortune {
        Format::Fortune
    } else if is_topic_list(text) {
        Format::TopicList
    } else if markdown::recognise(text) {
        Format::Markdown
    } else if is_plain_topic_list(text) {
        Format::TopicList
    } else {
        Format::Text
    })
}

/// An object; or an array, but no remark in brackets: `[1] Text`, `[Chorus]`.
fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let line = text.lines().next().unwrap_or_default();
    let remark = line.trim_start_matches('[').split_once(']').is_some_and(|(remark, after)| {
        let after = after.trim_start_matches([']', ' ']);
        let words = remark.starts_with(char::is_alphabetic) && remark != "null" && after.is_empty();
        let before = after.starts_with(|c: char| c.is_alphabetic() || "\"“(—-".contains(c));
        !remark.contains(['{', '"', '[']) && (words || before)
    });
    text.starts_with('{') || text.starts_with('[') && !remark
}

/// A part, or two entries with a source.
fn is_topic_list(text: &str) -> bool {
    let entry = |line: &str| {
        line.strip_prefix("- On ").is_some_and(|entry| entry.contains(": ") && entry.contains(BEFORE_SOURCE))
    };
    lines(text).any(|(_, line)| part_heading(line.trim()).is_some())
        || lines(text).filter(|(_, line)| entry(line.trim())).nth(1).is_some()
}

/// Entries and, above them, lines of a head: nothing else.
fn is_plain_topic_list(text: &str) -> bool {
    let mut entries = 0;
    for (_, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()) {
        match line.trim().strip_prefix("- ") {
            Some(entry) if entry.contains(": ") && entry.starts_with(char::is_alphabetic) => entries += 1,
            None if entries == 0
                && ["title:", "author:", "lang:", "alias:"].iter().any(|head| line.starts_with(head)) => {}
            _ => return false,
        }
    }
    entries > 0
}
