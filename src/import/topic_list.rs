//! The topic list: a document one can read as it stands, and the built-in collection's own format.
//!
//! ```text
//! title: …   author: …   lang: …            optional head, one to a line
//! alias: ONE = OTHER                        words that mean the same, any number of such lines
//! free introduction                         up to the first part or entry
//! Part N: TITLE
//! - On TOPIC: "TEXT" — Source: [SOURCE]     a quotation
//! - On TOPIC: TEXT — Source: [SOURCE]       a paraphrase: no marks around TEXT
//! ```
//!
//! `— Source: …` may be missing; `[SOURCE](URL)` links it. A line that is none of these is
//! skipped with its place and the reason. Nothing here knows of ids or of other formats.

use super::draft::{Draft, lines, present, quotation, tag};
use super::marks::quoted;
use crate::quote::{Collection, Kind, Part, Quote};
use crate::text::{find, find_last, split};
use crate::work::Work;
use std::borrow::Cow;

/// Reads a topic list. Never fails: what cannot be read is in `skipped`.
pub(super) async fn read(source: &str, work: &Work) -> Collection {
    let mut list = Draft::new(source);
    list.collection.topic_prefix.push_str("On ");
    let mut part = None;
    let mut begun = false;
    for (start, line) in lines(source) {
        work.reached(start).await;
        let at = start + line.len() - line.trim_start().len();
        let text = line.trim();
        let mut reason = "";
        if text.is_empty() {
        } else if let Some(found) = part_heading(text) {
            part = Some(found);
            begun = true;
        } else if let Some(record) = text.strip_prefix("- ") {
            begun = true;
            if !entry(record, at, part, &mut list) {
                reason = "found no colon after a topic, expected `- On TOPIC: TEXT — Source: [SOURCE]`";
            }
        } else if begun {
            reason = "found neither a part nor an entry, expected `Part N: TITLE` or a line that begins with `- `";
        } else if list.collection.introduction.is_some() || !head(text, &mut list.collection) {
            let introduction = list.collection.introduction.get_or_insert_default();
            if !introduction.is_empty() {
                introduction.push('\n');
            }
            introduction.push_str(text);
        }
        if !reason.is_empty() {
            list.skip(at, reason);
        }
    }
    list.collection
}

/// Takes a `name: value` line of the head; false where the line is none.
fn head(line: &str, list: &mut Collection) -> bool {
    let Some((name, value)) = split(line, find(line, ":"), ":") else { return false };
    if name == "alias" {
        let Some((one, other)) = split(value, find(value, "="), "=") else { return false };
        list.aliases.push((one.trim().to_string(), other.trim().to_string()));
        return true;
    }
    let value = present(value);
    match name {
        "title" => list.title = value.map(str::to_string),
        "author" => list.author = value.map(str::to_string),
        "lang" => list.lang = value.and_then(tag).map(Cow::into_owned),
        _ => return false,
    }
    true
}

/// `Part 5: Navigating LLMs and AI Agents`.
pub(super) fn part_heading(line: &str) -> Option<Part<'_>> {
    let rest = line.strip_prefix("Part ")?;
    let (number, title) = split(rest, find(rest, ":"), ":")?;
    Some(Part { number: Some(number.parse().ok()?), title: present(title) })
}

/// Adds `On TOPIC: "TEXT" — Source: [SOURCE]`; false where no colon parts topic from text.
pub(super) fn entry(record: &str, at: usize, part: Option<Part<'_>>, list: &mut Draft<'_>) -> bool {
    let (said, source) = split(record, find_last(record, BEFORE_SOURCE), BEFORE_SOURCE).unwrap_or((record, ""));
    let Some((topic, text)) = split(said, find(said, ": "), ": ") else { return false };
    let text = text.trim();
    let inner = quoted(text);
    let source = source.trim();
    let source = source.strip_prefix('[').and_then(|rest| rest.strip_suffix([']', ')'])).unwrap_or(source);
    let (source, url) = split(source, find_last(source, "]("), "](").unwrap_or((source, ""));
    let text = inner.unwrap_or(text).trim();
    if text.is_empty() {
        return false;
    }
    let quote = Quote {
        kind: if inner.is_some() { Kind::Quotation } else { Kind::Paraphrase },
        topic: present(topic.strip_prefix("On ").unwrap_or(topic)),
        source: present(source),
        url: present(url),
        part,
        ..quotation(text)
    };
    list.push(at, &quote);
    true
}

/// What parts an entry's text from its source; the last one counts.
pub(super) const BEFORE_SOURCE: &str = "— Source:";
