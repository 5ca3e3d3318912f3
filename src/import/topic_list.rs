//! The topic list: a document one can read as it stands, and the built-in collection's own format.
//!
//! ```text
//! title: …   author: …   lang: …            optional head, one to a line
//! free introduction                         up to the first part or entry
//! Part N: TITLE
//! - On TOPIC: "TEXT" — Source: [SOURCE]     a quotation
//! - On TOPIC: TEXT — Source: [SOURCE]       a paraphrase: no marks around TEXT
//! ```
//!
//! `— Source: …` may be missing; `[SOURCE](URL)` links it. A line that is none of these is
//! skipped with its place and the reason. Nothing here knows of ids or of other formats.

use crate::quote::{Collection, Kind, Part, Quote, Skipped};

/// Reads a topic list. Never fails: what cannot be read is in `skipped`.
pub(super) fn read(source: &str) -> Collection {
    let mut list = Collection { topic_prefix: "On ", ..Collection::default() };
    let mut part = None;
    let mut begun = false;
    for (index, line) in source.lines().enumerate() {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        if let Some(found) = part_heading(text) {
            part = Some(found);
            begun = true;
        } else if let Some(record) = text.strip_prefix("- ") {
            begun = true;
            match entry(record, part.as_ref()) {
                Some(quote) => list.quotes.push(quote),
                None => list.skipped.push(skipped(
                    index,
                    line,
                    "found no colon after a topic, expected `- On TOPIC: TEXT — Source: [SOURCE]`",
                )),
            }
        } else if begun {
            list.skipped.push(skipped(
                index,
                line,
                "found neither a part nor an entry, expected `Part N: TITLE` or a line that begins with `- `",
            ));
        } else if list.introduction.is_some() || !head(text, &mut list) {
            let introduction = list.introduction.get_or_insert_default();
            if !introduction.is_empty() {
                introduction.push('\n');
            }
            introduction.push_str(text);
        }
    }
    list
}

fn skipped(index: usize, line: &str, reason: &str) -> Skipped {
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    Skipped { line: index + 1, column: indent + 1, reason: reason.to_string() }
}

/// Takes a `name: value` line of the head; false where the line is none.
fn head(line: &str, list: &mut Collection) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let field = match name.trim_end() {
        "title" => &mut list.title,
        "author" => &mut list.author,
        "lang" => &mut list.lang,
        _ => return false,
    };
    *field = present(value);
    true
}

/// `Part 5: Navigating LLMs and AI Agents`.
fn part_heading(line: &str) -> Option<Part> {
    let (number, title) = line.strip_prefix("Part ")?.split_once(':')?;
    Some(Part { number: Some(number.trim().parse().ok()?), title: present(title) })
}

/// `On TOPIC: "TEXT" — Source: [SOURCE]`; `None` where no colon parts topic from text.
fn entry(record: &str, part: Option<&Part>) -> Option<Quote> {
    let (said, source, url) = split_source(record);
    let (topic, text) = said.split_once(": ")?;
    let topic = topic.trim();
    let (kind, text) = match quoted(text.trim()) {
        Some(inner) => (Kind::Quotation, inner),
        None => (Kind::Paraphrase, text.trim()),
    };
    Some(Quote {
        id: String::new(),
        text: present(text)?,
        kind,
        topic: present(topic.strip_prefix("On ").unwrap_or(topic)),
        author: None,
        source,
        url,
        part: part.cloned(),
        tags: Vec::new(),
        lang: None,
    })
}

/// Parts the last `— Source: …` of a record from what was said.
fn split_source(record: &str) -> (&str, Option<String>, Option<String>) {
    let Some((said, source)) = record.rsplit_once("— Source:") else { return (record, None, None) };
    let source = source.trim();
    let Some(inner) = source.strip_prefix('[') else { return (said, present(source), None) };
    match inner.rsplit_once("](") {
        Some((name, url)) => (said, present(name), present(url.strip_suffix(')').unwrap_or(url))),
        None => (said, present(inner.strip_suffix(']').unwrap_or(inner)), None),
    }
}

/// What stands between the marks that enclose the whole of `text`; `None` where none do.
///
/// `"Yes," she said, "and no."` begins and ends with marks which are no pair: the first mark
/// inside it then closes, that is, it follows a letter and not a space.
fn quoted(text: &str) -> Option<&str> {
    let open = text.chars().next().filter(|c| matches!(c, '"' | '“'))?;
    let close = if open == '"' { '"' } else { '”' };
    let inner = text.strip_prefix(open)?.strip_suffix(close)?;
    let pairs = match inner.find(['"', '“', '”']) {
        Some(0) | None => true,
        Some(at) => inner.get(..at)?.ends_with([' ', '(', '[', '—']),
    };
    pairs.then_some(inner)
}

fn present(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}
