//! JSON as the common quote APIs and data sets write it.
//!
//! ```text
//! [{"text": …, "author": …}, …]      an array of records, or of texts
//! {"quotes": [{…}, …], "title": …}   an object that holds one, at any name; `title`, `author`, `lang` and
//!                                    `aliases` beside it speak of the whole
//! {…} ⏎ {…} ⏎ …                      JSON Lines: a record a line
//! ```
//!
//! The names of fields are those of `NAMES`, in any case. A value of an unexpected type counts as absent, and of
//! members with one name the last counts: no such value costs a record. Where the syntax breaks, what was read
//! before it stays, and in JSON Lines what follows it.

use super::{push, skip};
use crate::error::Error;
use crate::quote::{Collection, Kind, Part, Quote};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What members are called, in lower case, and what they are: the first name of each line.
const NAMES: [&[&str]; 10] = [
    &["text", "quote", "content", "body", "highlight", "quotetext", "q"],
    &["author", "by", "from", "quoteauthor", "character", "a"],
    &["source", "title", "book", "work", "show"],
    &["topic"],
    &["tags", "categories", "category", "genre", "tag"],
    &["url"],
    &["id", "_id"],
    &["lang"],
    &["kind"],
    &["part"],
];

const BROKEN: &str = "found no JSON from here on, expected more of it; check that the file is whole";
const BROKEN_LINE: &str = "found no JSON object, expected one a line, such as {\"text\": …, \"author\": …}";
const NO_TEXT: &str = "found no text, expected one under `text`, `quote` or `content`";

/// Reads JSON or JSON Lines.
///
/// # Errors
/// `collection-invalid` where the syntax breaks before the first record.
pub(super) fn read(source: &str) -> Result<Collection, Error> {
    let mut file = File { source, collection: Collection::default() };
    let mut rest = source;
    while !rest.trim_start().is_empty() {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(value)) => {
                file.top(value.get());
                rest = rest.get(values.byte_offset()..).unwrap_or_default();
            }
            Some(Err(error)) => {
                // An array that breaks off still has its beginning.
                if rest.trim_start().starts_with('[') {
                    let broken = serde_json::Deserializer::from_str(rest).deserialize_seq(Elements(&mut file)).err();
                    let (line, column) = broken.map_or((1, 1), |error| (error.line(), error.column()));
                    file.lost(rest, line, column, BROKEN)?;
                    break;
                }
                let lines = source.trim_start().starts_with('{')
                    && (!file.collection.is_empty() || rest.trim_end().contains('\n'));
                file.lost(rest, error.line(), error.column(), if lines { BROKEN_LINE } else { BROKEN })?;
                let line = rest.trim_start();
                rest = line.find('\n').and_then(|end| line.get(end..)).unwrap_or_default();
            }
            None => break,
        }
    }
    Ok(file.collection)
}

struct File<'a> {
    source: &'a str,
    collection: Collection,
}

impl<'a> File<'a> {
    /// Line and column of a stretch of the source.
    fn place(&self, part: &str) -> (usize, usize) {
        let at = part.as_ptr().addr().saturating_sub(self.source.as_ptr().addr());
        let before = self.source.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// Notes that the source breaks at a line and column of its rest.
    fn lost(&mut self, rest: &str, line: usize, column: usize, reason: &'static str) -> Result<(), Error> {
        let (first, _) = self.place(rest);
        let line = first + line.max(1) - 1;
        if self.collection.is_empty() && reason == BROKEN {
            return Err(Error::not_json(line, column.max(1)));
        }
        skip(&mut self.collection, line, column.max(1), reason);
        Ok(())
    }

    /// Takes a value that stands at the top: records, an object that holds them, or a record.
    fn top(&mut self, value: &'a str) {
        if value.starts_with('[') {
            self.elements(value);
        } else if let Ok(Members(members)) = serde_json::from_str(value) {
            // What holds records has an array that is no field of a record; a record without a text has none.
            let holds = |(name, value): &&(String, &RawValue)| named(name).is_none() && value.get().starts_with('[');
            let has_text = members.iter().any(|(name, value)| named(name) == Some("text") && text(value).is_some());
            if has_text || !members.iter().any(|member| holds(&member)) {
                return self.record(value, &members);
            }
            for (name, value) in &members {
                match (named(name), name.as_str()) {
                    (Some("source"), _) => self.collection.title = text(value),
                    (Some("author"), _) => self.collection.author = text(value),
                    (Some("lang"), _) => self.collection.lang = text(value),
                    (_, "aliases") => self.aliases(value.get()),
                    _ => {}
                }
            }
            for (_, value) in members.iter().filter(holds) {
                self.elements(value.get());
            }
        }
    }

    fn elements(&mut self, array: &'a str) {
        // The array was read once already: it does not break.
        let _ = serde_json::Deserializer::from_str(array).deserialize_seq(Elements(self));
    }

    fn element(&mut self, value: &'a str) {
        if value.starts_with('{') {
            let Members(members) = serde_json::from_str(value).unwrap_or_default();
            self.record(value, &members);
        } else if let Some(said) = serde_json::from_str::<String>(value).ok().as_deref().and_then(present) {
            push(&mut self.collection, &quote(said));
        } else {
            self.without_text(value);
        }
    }

    fn without_text(&mut self, value: &str) {
        let (line, column) = self.place(value);
        skip(&mut self.collection, line, column, NO_TEXT);
    }

    fn record(&mut self, value: &str, members: &[(String, &RawValue)]) {
        let mut known = Vec::with_capacity(members.len());
        for (name, value) in members.iter().rev() {
            known.extend(named(name).map(|name| (name, *value)));
        }
        let find = |wanted: &str| known.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
        let get = |wanted: &str| find(wanted).and_then(text);
        let Some(said) = get("text") else { return self.without_text(value) };
        let [topic, author, source, url, lang, id] = ["topic", "author", "source", "url", "lang", "id"].map(get);
        let (number, title) = find("part").map(part).unwrap_or_default();
        let tags = find("tags").map(tags).unwrap_or_default();
        let paraphrase = get("kind").is_some_and(|kind| kind == "paraphrase");
        push(
            &mut self.collection,
            &Quote {
                id: id.as_deref().unwrap_or_default(),
                kind: if paraphrase { Kind::Paraphrase } else { Kind::Quotation },
                topic: topic.as_deref(),
                author: author.as_deref(),
                source: source.as_deref(),
                url: url.as_deref(),
                part: (number.is_some() || title.is_some()).then_some(Part { number, title: title.as_deref() }),
                tags: tags.iter().map(String::as_str).collect(),
                lang: lang.as_deref(),
                ..quote(&said)
            },
        );
    }

    /// `{"LLM": ["large language model"]}`
    fn aliases(&mut self, value: &str) {
        let Members(members) = serde_json::from_str(value).unwrap_or_default();
        for (one, others) in members {
            for other in tags(others) {
                self.collection.aliases.push((one.clone(), other));
            }
        }
    }
}

/// A quotation of which only the words are known.
fn quote(text: &str) -> Quote<'_> {
    Quote {
        id: "",
        text,
        kind: Kind::Quotation,
        topic: None,
        author: None,
        source: None,
        url: None,
        part: None,
        tags: Vec::new(),
        lang: None,
    }
}

/// What a member is.
fn named(name: &str) -> Option<&'static str> {
    let names = NAMES.iter().find(|names| names.iter().any(|known| known.eq_ignore_ascii_case(name)))?;
    names.first().copied()
}

fn present(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// A string or a number as text; half a surrogate pair in it becomes U+FFFD.
fn text(value: &RawValue) -> Option<String> {
    let json = value.get();
    if json.starts_with('"') {
        let read = serde_json::from_str::<String>(json).or_else(|_| serde_json::from_str(&mended(json)));
        return read.ok().as_deref().and_then(present).map(str::to_string);
    }
    json.starts_with(|first: char| first.is_ascii_digit() || first == '-').then(|| json.to_string())
}

/// A JSON string in which every escape that is half of a pair says U+FFFD.
fn mended(json: &str) -> String {
    let mut mended = String::new();
    let mut rest = json;
    let unit = |at: &str| u16::from_str_radix(at.strip_prefix("\\u")?.get(..4)?, 16).ok();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => 0,
            _ => 2,
        };
        let (taken, after) = escape.split_at(if length == 0 { 6 } else { length.min(escape.len()) });
        mended.push_str(if length == 0 { "\u{FFFD}" } else { taken });
        rest = after;
    }
    mended + rest
}

/// The texts of an array, or of a text with commas between them.
fn tags(value: &RawValue) -> Vec<String> {
    let mut tags = Vec::new();
    if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(value.get()) {
        tags.extend(list.iter().filter_map(|value| text(value)));
    } else if let Some(list) = text(value) {
        tags.extend(list.split(',').filter_map(present).map(str::to_string));
    }
    tags
}

/// A part: `{"number": 1, "title": "…"}`, a number, or a title.
fn part(value: &RawValue) -> (Option<u32>, Option<String>) {
    if let Ok(Members(members)) = serde_json::from_str(value.get()) {
        let get = |wanted: &str| members.iter().find(|(name, _)| name == wanted).and_then(|(_, value)| text(value));
        return (get("number").and_then(|number| number.parse().ok()), get("title"));
    }
    let text = text(value);
    match text.as_deref().map(str::parse) {
        Some(Ok(number)) => (Some(number), None),
        _ => (None, text),
    }
}

/// The members of an object, in order.
#[derive(Default)]
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Self::default())
    }
}

impl<'de> Visitor<'de> for Members<'de> {
    type Value = Self;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(member) = map.next_entry()? {
            self.0.push(member);
        }
        Ok(self)
    }
}

/// Takes the elements of an array one by one, so that those before a break are kept.
struct Elements<'a, 'b>(&'b mut File<'a>);

impl<'de> Visitor<'de> for Elements<'de, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<&RawValue>()? {
            self.0.element(value.get());
        }
        Ok(())
    }
}
