//! The formats that can be read, and how each is told from the others by its content.
//!
//! A text goes in, a [`Format`] comes out. Nothing here reads a record.

use super::draft::any_line;
use super::topic_list::{BEFORE_SOURCE, part_heading};
use super::{csv, fortune, kindle, markdown};
use crate::error::{Error, Foreign};
use crate::work::{Work, done};
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

/// The format of a text, which may have `lines` or is a single one.
///
/// # Errors
/// The kind of a table that holds no quotes.
pub(super) async fn recognise(text: &str, lines: bool, work: &Work) -> Result<Format, Foreign> {
    // As programs write it: to look for lines in it would take as long as to read it.
    if !lines && is_json(text) {
        return Ok(Format::Json);
    }
    let look = |after| work.stage(after, text.len());
    let [for_kindle, for_fortune, for_topics, for_markdown, for_list] = done::RECOGNISED;
    // Their lines stand in no JSON, whatever it begins with; a table may hold anything.
    look(for_kindle);
    let kindle = kindle::recognise(text, work).await;
    look(for_fortune);
    let fortune = fortune::recognise(text, work).await;
    work.turn().await;
    Ok(if !kindle && !fortune && is_json(text) {
        Format::Json
    } else if !(fortune && fortune::begins(text)) && csv::layout(text)?.is_some() {
        Format::Csv
    } else if kindle {
        Format::Kindle
    } else if fortune {
        Format::Fortune
    } else {
        look(for_topics);
        if is_topic_list(text, work).await {
            return Ok(Format::TopicList);
        }
        look(for_markdown);
        if markdown::recognise(text, work).await {
            return Ok(Format::Markdown);
        }
        look(for_list);
        if is_plain_topic_list(text, work).await { Format::TopicList } else { Format::Text }
    })
}

/// An object; or an array, but no remark in brackets: `[1] Text`, `[Chorus]`. Or what programs write where there is none.
fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('{')
        || text.starts_with('[') && !is_remark(text)
        || NOTHING.iter().any(|nothing| text.strip_prefix(nothing).is_some_and(|rest| rest.trim_start().is_empty()))
}

/// What programs write in place of a value.
const NOTHING: [&str; 4] = ["null", "undefined", "true", "false"];

/// Whether a text that begins with a bracket begins with a remark.
fn is_remark(text: &str) -> bool {
    let inside = text.lines().next().unwrap_or_default().trim_start_matches('[');
    // Not all of the line, which may be all of the text.
    let parts = inside.find([']', '{', '"', '[']).and_then(|end| inside.split_at_checked(end));
    parts.is_some_and(|(remark, after)| {
        let words = remark.starts_with(char::is_alphabetic) && remark != "null";
        let rest = after.trim_start_matches([']', ' ']);
        let before = rest.starts_with(|c: char| c.is_alphabetic() || "\"“(—-".contains(c));
        after.starts_with(']') && (words && rest.is_empty() || before)
    })
}

/// A part, or two entries with a source.
async fn is_topic_list(text: &str, work: &Work) -> bool {
    let entry = |line: &str| {
        line.strip_prefix("- On ").is_some_and(|entry| entry.contains(": ") && entry.contains(BEFORE_SOURCE))
    };
    let mut entries = 0;
    let is = |line: &str| {
        entries += usize::from(entry(line.trim()));
        entries > 1 || part_heading(line.trim()).is_some()
    };
    any_line(text, work, is).await
}

/// Entries and, above them, lines of a head: nothing else.
async fn is_plain_topic_list(text: &str, work: &Work) -> bool {
    let mut entries = 0;
    let is_other = |line: &str| {
        match line.trim().strip_prefix("- ") {
            Some(entry) if entry.contains(": ") && entry.starts_with(char::is_alphabetic) => entries += 1,
            None if entries == 0
                && ["title:", "author:", "lang:", "alias:"].iter().any(|head| line.starts_with(head)) => {}
            _ => return !line.trim().is_empty(),
        }
        false
    };
    !any_line(text, work, is_other).await && entries > 0
}
