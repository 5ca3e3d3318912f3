//! Quotes and the collection that holds them: plain data.
//!
//! Importers fill these, the index and the pages read them. Nothing here parses, searches or
//! touches a file. Field names are those a JavaScript caller sees.

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
    /// The name used in queries (`kind:paraphrase`) and in JavaScript.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Paraphrase => "paraphrase",
        }
    }
}

/// A section of a collection: `Part 5: Navigating LLMs and AI Agents`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The number the document gives it, if any.
    pub number: Option<u32>,
    /// The title without the number, if any.
    pub title: Option<String>,
}

/// One entry of a collection. Absent fields are `None`, which JavaScript sees as `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Unique within its collection; fit for `#quote=ID`.
    pub id: String,
    /// The words, without the marks that stand around a quotation; marks inside stay.
    pub text: String,
    /// Quotation or paraphrase.
    pub kind: Kind,
    /// What the entry is about, without the collection's [`Collection::topic_prefix`].
    pub topic: Option<String>,
    /// Who said it: the entry's own author, else the collection's.
    pub author: Option<String>,
    /// Where it was said: a book, a site, a talk.
    pub source: Option<String>,
    /// Address of the source.
    pub url: Option<String>,
    /// The section that the entry stands in.
    pub part: Option<Part>,
    /// Labels, in the order given.
    pub tags: Vec<String>,
    /// BCP 47 language of the text: the entry's own, else the collection's.
    pub lang: Option<String>,
}

/// A record that could not be read; everything around it was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Line of the record's beginning, counted from 1.
    pub line: usize,
    /// Column where reading failed, in characters, counted from 1.
    pub column: usize,
    /// What was found and what was expected, as a sentence.
    pub reason: String,
}

/// Quotes in the order of their document, with what the document says of them as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// Title of the whole.
    pub title: Option<String>,
    /// Author of every quote that names none.
    pub author: Option<String>,
    /// BCP 47 language of every quote that names none.
    pub lang: Option<String>,
    /// Free text before the first part, paragraphs separated by a newline.
    pub introduction: Option<String>,
    /// What is shown before a topic: `"On "` in topic lists, else empty.
    pub topic_prefix: &'static str,
    /// The entries, in document order.
    pub quotes: Vec<Quote>,
    /// Records that could not be read, in document order.
    pub skipped: Vec<Skipped>,
}
