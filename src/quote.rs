//! Quotes and the collection that holds them: plain data.
//!
//! Importers fill a [`Collection`], the index and the pages read it. Nothing here parses, searches
//! or touches a file. A collection keeps all its texts in one string, or in what it was read from, and lends [`Quote`]s,
//! views whose field names are those a JavaScript caller sees.

mod alike;
pub(crate) mod field;

use crate::text;
use serde::Serialize;

/// Whether the words are the author's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Word for word; shown between quotation marks.
    Quotation,
    /// The sense in other words; shown without marks and named as a paraphrase.
    Paraphrase,
}

impl Kind {
    /// The name used in queries (`kind:paraphrase`), pages and JavaScript.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Paraphrase => "paraphrase",
        }
    }
}

/// A section of a collection: `Part 5: Navigating LLMs and AI Agents`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Part<'a> {
    /// The number the document gives it, if any.
    pub number: Option<u32>,
    /// The title without the number, if any.
    pub title: Option<&'a str>,
}

/// One entry of a collection. Absent fields are `None`, which JavaScript sees as `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote<'a> {
    /// Unique within its collection; fit for `#quote=ID`.
    pub id: &'a str,
    /// The words, without the marks that stand around a quotation; marks inside stay.
    pub text: &'a str,
    /// Quotation or paraphrase.
    pub kind: Kind,
    /// What the entry is about, without the collection's [`Collection::topic_prefix`].
    pub topic: Option<&'a str>,
    /// Who said it: the entry's own author, else the collection's.
    pub author: Option<&'a str>,
    /// Where it was said: a book, a site, a talk.
    pub source: Option<&'a str>,
    /// Address of the source.
    pub url: Option<&'a str>,
    /// The section that the entry stands in.
    pub part: Option<Part<'a>>,
    /// Labels, in the order given.
    pub tags: Vec<&'a str>,
    /// BCP 47 language of the text: the entry's own, else the collection's.
    pub lang: Option<&'a str>,
}

/// A record that could not be read; everything around it was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Line of the record's beginning, counted from 1.
    pub line: usize,
    /// Column where reading failed, in characters, counted from 1.
    pub column: usize,
    /// What was found and what was expected, as a sentence.
    pub reason: &'static str,
}

/// Quotes in the order of their document, with what the document says of them as a whole.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Title of the whole.
    pub title: Option<String>,
    /// Author of every quote that names none.
    pub author: Option<String>,
    /// BCP 47 language of every quote that names none.
    pub lang: Option<String>,
    /// Free text before the first part, paragraphs separated by a newline.
    pub introduction: Option<String>,
    /// Pairs of words that mean the same: `LLM` and `large language model`.
    pub aliases: Vec<(String, String)>,
    /// What is shown before a topic: `"On "` in topic lists, else empty.
    pub topic_prefix: String,
    /// Records that could not be read, in document order.
    pub skipped: Vec<Skipped>,
    /// What the quotes were read from, if anything: fields are lent from it wherever they stand in it.
    #[cfg(any(full, not(target_family = "wasm")))]
    source: String,
    /// Bytes that are lent from it.
    #[cfg(any(full, not(target_family = "wasm")))]
    lent: usize,
    /// All other fields, one after the other.
    text: String,
    /// First byte of each field of each quote, and one past its last: in the source, or after its end in `text`.
    spans: Vec<(usize, usize)>,
}

impl Collection {
    /// How many quotes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len() / field::ALL
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The quote at an index, counted from 0 in document order.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Quote<'_>> {
        let some = |field| Some(self.field(index, field)).filter(|text| !text.is_empty());
        let number = some(field::NUMBER).and_then(|digits| digits.parse().ok());
        let title = some(field::PART);
        Some(Quote {
            id: some(field::ID)?,
            text: some(field::TEXT)?,
            kind: if self.field(index, field::KIND) == "quotation" { Kind::Quotation } else { Kind::Paraphrase },
            topic: some(field::TOPIC),
            author: some(field::AUTHOR),
            source: some(field::SOURCE),
            url: some(field::URL),
            part: if number.is_some() || title.is_some() { Some(Part { number, title }) } else { None },
            tags: self.tags(index),
            lang: some(field::LANG),
        })
    }

    /// Every quote, in document order.
    pub fn quotes(&self) -> impl Iterator<Item = Quote<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// The stored fields of a quote, each closed by a unit separator, in the order topic, text,
    /// source, author, title of the part, tags (one a line), id, url, lang, number of the part and
    /// kind; absent ones, and all of a quote that is not there, are empty.
    #[must_use]
    pub fn record(&self, index: usize) -> String {
        let mut record = String::new();
        for field in 0..field::ALL {
            record.push_str(self.field(index, field));
            record.push(END);
        }
        record
    }

    /// The id of the quote at an index; empty where there is none.
    #[must_use]
    pub fn id(&self, index: usize) -> &str {
        self.field(index, field::ID)
    }

    /// The index of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        (0..self.len()).find(|&index| self.field(index, field::ID) == id)
    }

    fn tags(&self, index: usize) -> Vec<&str> {
        let all = self.field(index, field::TAGS);
        let mut tags = Vec::new();
        for (start, end) in self.values(index, field::TAGS) {
            tags.push(text::slice(all, start, end));
        }
        tags
    }

    /// Where the values of a field stand in it: each tag by itself, of any other field the whole; none
    /// where it is absent.
    pub(crate) fn values(&self, index: usize, field: usize) -> Vec<(usize, usize)> {
        // What closes a field stands in none.
        text::pieces(self.field(index, field), if field == field::TAGS { '\n' } else { END })
    }

    /// A stored field; empty where it is absent.
    #[inline(never)]
    pub(crate) fn field(&self, index: usize, field: usize) -> &str {
        self.slice(self.span(index, field))
    }

    /// Where a stored field stands, as in `spans`.
    pub(crate) fn span(&self, index: usize, field: usize) -> (usize, usize) {
        self.spans.get(index.saturating_mul(field::ALL).saturating_add(field)).copied().unwrap_or_default()
    }

    /// Where all stored fields of a quote stand.
    #[cfg(full)]
    pub(crate) fn row(&self, index: usize) -> &[(usize, usize)] {
        self.spans.get(index.saturating_mul(field::ALL)..).and_then(|rest| rest.get(..field::ALL)).unwrap_or_default()
    }

    /// Bytes of the collection's texts.
    #[cfg(full)]
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + self.lent
    }

    /// A stored text.
    pub(crate) fn slice(&self, span: (usize, usize)) -> &str {
        self.slice_of(self.source(), span)
    }

    /// The same where quotes are lent from a source.
    fn slice_of<'a>(&'a self, source: &'a str, (start, end): (usize, usize)) -> &'a str {
        match start.checked_sub(source.len()) {
            Some(start) => text::slice(&self.text, start, end - source.len()),
            None => text::slice(source, start, end),
        }
    }

    #[cfg(any(full, not(target_family = "wasm")))]
    fn source(&self) -> &str {
        &self.source
    }

    #[cfg(not(any(full, not(target_family = "wasm"))))]
    fn source(&self) -> &'static str {
        ""
    }

    /// Stores a text after the others, which follow so many bytes of a source: where it stands.
    fn store(&mut self, before: usize, text: &str) -> (usize, usize) {
        let start = before + self.text.len();
        self.text.push_str(text);
        (start, start + text.len())
    }

    /// Makes room for texts of so many bytes in all.
    #[cfg(any(full, not(target_family = "wasm")))]
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Adds a quote at the end. A field that is as in the quote before is not stored again; the
    /// separators of [`Collection::write`], which mean nothing in a text, become spaces, and are none at its ends.
    #[cfg(any(full, not(target_family = "wasm")))]
    pub fn push(&mut self, quote: &Quote<'_>) {
        let source = std::mem::take(&mut self.source);
        self.push_from(&source, quote);
        self.source = source;
    }

    /// Keeps the source that all quotes were pushed from.
    #[cfg(any(full, not(target_family = "wasm")))]
    pub(crate) fn keep(&mut self, source: String) {
        self.source = source;
    }

    /// Adds a quote, as [`Self::push`], of which fields are lent from a source that is kept afterwards. What is lent must
    /// have no separators: as JSON, where no control character stands as it is, and what is escaped is not lent.
    #[cfg(any(full, not(target_family = "wasm")))]
    pub(crate) fn push_from(&mut self, source: &str, quote: &Quote<'_>) {
        let number = quote.part.and_then(|part| part.number).map(|number| number.to_string());
        // Most have none.
        let tags = if quote.tags.is_empty() { String::new() } else { quote.tags.join("\n") };
        // As `field` numbers them.
        let row: [Option<&str>; field::ALL] = [
            quote.topic,
            Some(quote.text),
            quote.source,
            quote.author,
            quote.part.and_then(|part| part.title),
            Some(&tags),
            Some(quote.id),
            quote.url,
            quote.lang,
            number.as_deref(),
            Some(quote.kind.name()),
        ];
        let start = self.spans.len();
        self.spans.resize(start + field::ALL, (0, 0));
        for (at, value) in row.into_iter().enumerate() {
            // Most often there is none.
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                self.put(source, start + at, value);
            }
        }
    }

    /// Stores a text at a place of `spans`; or what stands there of the quote before, where it says the same.
    #[cfg(any(full, not(target_family = "wasm")))]
    #[inline(never)]
    fn put(&mut self, source: &str, at: usize, value: &str) {
        let before = at.checked_sub(field::ALL).and_then(|before| self.spans.get(before));
        let mut span = before.copied().unwrap_or_default();
        // Most differ in length, which is seen sooner.
        if span.1 - span.0 != value.len() || self.slice_of(source, span) != value {
            span = match place(source, value) {
                Some(start) => {
                    debug_assert!(!value.contains([END, SAME]), "what is lent has no separators");
                    self.lent += value.len();
                    (start, start + value.len())
                }
                None => self.store_parted(source, span, value),
            };
        }
        if let Some(place) = self.spans.get_mut(at) {
            *place = span;
        }
    }

    /// Stores a text, the separators of [`Self::write`] made spaces, unless that is what stands at `before`: where it stands.
    #[cfg(any(full, not(target_family = "wasm")))]
    #[inline(never)]
    fn store_parted(&mut self, source: &str, before: (usize, usize), value: &str) -> (usize, usize) {
        let separates = |byte| matches!(char::from(byte), END | SAME);
        if !text::has_controls(value.as_bytes()) || !value.bytes().any(separates) {
            return self.store(source.len(), value);
        }
        let parted = value.replace([END, SAME], " ");
        match parted.trim() {
            parted if parted == self.slice_of(source, before) => before,
            parted => self.store(source.len(), parted),
        }
    }

    /// Gives a quote another id.
    pub(crate) fn rename(&mut self, index: usize, id: &str) {
        let span = self.store(self.source().len(), id);
        if let Some(old) = self.spans.get_mut(index * field::ALL + field::ID) {
            *old = span;
        }
    }

    /// The collection as one text, read again by [`Collection::read`]: what is shown before a
    /// topic, the title, the aliases with a space after each side and an underscore for each space in it, then every
    /// stored field of every quote, each closed by a unit separator;
    /// a record separator alone stands for the same field of the quote before, and an id that says no
    /// more than the topic is left out.
    #[cfg(any(full, not(target_family = "wasm")))]
    #[must_use]
    pub fn write(&self) -> String {
        let mut table = String::new();
        let mut aliases = String::new();
        for (one, other) in &self.aliases {
            for side in [one, other] {
                aliases.push_str(&side.replace(|c: char| c.is_whitespace() || c == END, "_"));
                aliases.push(' ');
            }
        }
        for head in [self.topic_prefix.as_str(), self.title.as_deref().unwrap_or_default(), &aliases] {
            table.push_str(&head.replace(END, " "));
            table.push(END);
        }
        for index in 0..self.len() {
            for field in 0..field::ALL {
                let text = self.field(index, field);
                let same = index > 0 && !text.is_empty() && text == self.field(index - 1, field);
                if same {
                    table.push(SAME);
                } else if field != field::ID || text != text::joined(self.field(index, field::TOPIC), '-', usize::MAX) {
                    table.push_str(text);
                }
                table.push(END);
            }
        }
        table
    }

    /// Reads what [`Collection::write`] wrote.
    #[must_use]
    pub fn read(table: &str) -> Self {
        let mut collection = Self::default();
        let mut head = ["", "", ""];
        let mut heads = head.iter_mut();
        let mut start = 0;
        for (end, byte) in table.bytes().enumerate() {
            if char::from(byte) == END {
                let text = text::slice(table, start, end);
                if let Some(head) = heads.next() {
                    *head = text;
                } else {
                    let same = collection.spans.len().checked_sub(field::ALL);
                    let same = same.and_then(|at| collection.spans.get(at)).filter(|_| text.starts_with(SAME));
                    collection.spans.push(same.copied().unwrap_or((start, end)));
                }
                start = end + 1;
            }
        }
        collection.text.push_str(table);
        for index in 0..collection.len() {
            if collection.id(index).is_empty() {
                let id = text::joined(collection.field(index, field::TOPIC), '-', usize::MAX);
                collection.rename(index, &id);
            }
        }
        let [prefix, title, aliases] = head;
        collection.topic_prefix.push_str(prefix);
        let mut one = "";
        for (at, (start, end)) in text::pieces(aliases, ' ').into_iter().enumerate() {
            let side = text::slice(aliases, start, end);
            if at % 2 > 0 {
                collection.aliases.push((one.to_string(), side.to_string()));
            }
            one = side;
        }
        #[cfg(full)]
        for (one, other) in &mut collection.aliases {
            (*one, *other) = (one.replace('_', " "), other.replace('_', " "));
        }
        collection.title = Some(title.to_string()).filter(|title| !title.is_empty());
        collection
    }
}

/// Where a text stands in a source that it was lent from, if it was.
#[cfg(any(full, not(target_family = "wasm")))]
fn place(source: &str, lent: &str) -> Option<usize> {
    let start = lent.as_ptr().addr().checked_sub(source.as_ptr().addr())?;
    (start + lent.len() <= source.len()).then_some(start)
}

/// Closes a field of [`Collection::write`].
const END: char = '\u{1f}';
/// Stands for the same field of the quote before.
const SAME: char = '\u{1e}';
