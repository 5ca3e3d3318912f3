//! A collection while it is read: quotes and places in, a [`Collection`] out.
//!
//! What all formats share is done here, once: the place of a record, what a quote must be, its first id, the
//! author and language of the whole. Nothing here knows a format.

use crate::quote::{Collection, Kind, Quote, Skipped};
use crate::text;
use crate::work::Work;
use std::borrow::Cow;

/// How many bytes a text may have.
const LONGEST: usize = 64 * 1024;
const TOO_LONG: &str = "found a text of more than 64 KiB, expected a quote; check the marks that should end it";

/// How many bytes a record may have in all its fields: none is longer that was written by hand.
const RECORD: usize = 1024 * 1024;
const RECORD_TOO_LONG: &str = "found a record of more than 1 MiB, expected a quote; check the marks that should end it";

const NOTHING: &str = "found a text of which nothing is seen, expected a quote";

/// How many words of a text without a topic name it in addresses.
const ID_WORDS: usize = 6;

/// What was read of a source.
pub(super) struct Draft<'a> {
    pub(super) source: &'a str,
    /// The source again, where quotes are lent from it; else nothing.
    lending: &'a str,
    pub(super) collection: Collection,
    place: Place,
}

/// A byte of the source, with its line and column.
#[derive(Clone, Copy)]
struct Place {
    byte: usize,
    line: usize,
    column: usize,
}

impl<'a> Draft<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let mut draft = Self { lending: "", ..Self::lending(source) };
        draft.collection.reserve(source.len());
        draft
    }

    /// One that lends quotes from the source, which is kept with them then: most texts must stand in it as they are.
    pub(super) fn lending(source: &'a str) -> Self {
        let place = Place { byte: 0, line: 1, column: 1 };
        Self { source, lending: source, collection: Collection::default(), place }
    }

    /// Line and column of a byte, in characters from 1. Bytes asked for in rising order cost one pass in all.
    fn place(&mut self, byte: usize) -> Place {
        if byte < self.place.byte {
            self.place = Place { byte: 0, line: 1, column: 1 };
        }
        for c in self.source.get(self.place.byte..byte).unwrap_or_default().chars() {
            if c == '\n' {
                self.place.line += 1;
                self.place.column = 1;
            } else {
                self.place.column += 1;
            }
        }
        self.place.byte = byte;
        self.place
    }

    /// First byte of a stretch of the source.
    pub(super) fn byte(&self, part: &str) -> usize {
        part.as_ptr().addr().saturating_sub(self.source.as_ptr().addr())
    }

    /// Notes that nothing could be read at a byte.
    pub(super) fn skip(&mut self, byte: usize, reason: &'static str) {
        let Place { line, column, .. } = self.place(byte);
        self.collection.skipped.push(Skipped { line, column, reason });
    }

    /// Adds the quote whose record begins at a byte, with the collection's author and language where it has none
    /// of its own, and a first id where it has none.
    pub(super) fn push(&mut self, byte: usize, quote: &Quote<'_>) {
        if quote.text.len() > LONGEST {
            return self.skip(byte, TOO_LONG);
        }
        if quote.text.chars().all(|c| c.is_whitespace() || c.is_control()) {
            return self.skip(byte, NOTHING);
        }
        let id = if quote.id.is_empty() { Cow::Owned(slug(quote.topic, quote.text)) } else { Cow::Borrowed(quote.id) };
        // Out of the collection while it is added to; given back below.
        let (author, whole) = (self.collection.author.take(), self.collection.lang.take());
        let own = quote.lang.and_then(tag);
        let lang = own.as_deref().or(whole.as_deref());
        let quote = Quote { id: &id, author: quote.author.or(author.as_deref()), lang, ..quote.clone() };
        let part = quote.part.and_then(|part| part.title);
        let mut length = quote.id.len() + quote.text.len();
        for field in [quote.topic, quote.author, quote.source, quote.url, quote.lang, part] {
            length += field.map_or(0, str::len);
        }
        for tag in &quote.tags {
            length += tag.len();
        }
        if length <= RECORD {
            self.collection.push_from(self.lending, &quote);
        }
        (self.collection.author, self.collection.lang) = (author, whole);
        if length > RECORD {
            self.skip(byte, RECORD_TOO_LONG);
        }
    }
}

/// A quotation of which only the words are known.
pub(super) fn quotation(text: &str) -> Quote<'_> {
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

/// A language as browsers know it: many programs write `en_US`. Nothing where it names none.
pub(super) fn tag(lang: &str) -> Option<Cow<'_, str>> {
    (!lang.trim_matches('_').is_empty()).then(|| match lang.contains('_') {
        true => Cow::Owned(lang.replace('_', "-")),
        false => Cow::Borrowed(lang),
    })
}

/// A text without the space around it, if anything is left.
pub(super) fn present(text: &str) -> Option<&str> {
    // Most often there is none, and both ends are of ASCII.
    let seen = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if seen(text.as_bytes().first()) && seen(text.as_bytes().last()) {
        return Some(text);
    }
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// Each line of a text with its first byte, without its line feed.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.strip_suffix('\n').unwrap_or(line))
    })
}

/// Whether any line of a text is one that is looked for.
pub(super) async fn any_line(text: &str, work: &Work, mut is: impl FnMut(&str) -> bool) -> bool {
    for (at, line) in lines(text) {
        if is(line) {
            return true;
        }
        work.reached(at).await;
    }
    false
}

/// The folded words of the topic, joined by hyphens; without a topic, of the first words.
fn slug(topic: Option<&str>, said: &str) -> String {
    let (name, most) = topic.map_or((said, ID_WORDS), |topic| (topic, usize::MAX));
    let slug = text::joined(name, '-', most);
    if slug.is_empty() { String::from("quote") } else { slug }
}
