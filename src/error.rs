//! The one error of the library: what went wrong, as a sentence and as a stable code.
//!
//! Kinds are private, so that new ones break nobody; every message text stands in this file.
//! A message says where, what was found, what was expected and what to do; it starts in lower
//! case and ends without a full stop, so that callers can put it inside a sentence of theirs.

use std::fmt;

/// Why a collection could not be opened or a page not be written.
///
/// [`Error::code`] is stable and meant for programs; the printed text is meant for people and may
/// change between versions.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Kind);

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    NotUtf8 { line: usize, column: usize },
    Empty,
    NoMarker { marker: String },
}

impl Error {
    /// The bytes at `line` and `column`, both counted from 1, are not UTF-8.
    pub(crate) fn not_utf8(line: usize, column: usize) -> Self {
        Self(Kind::NotUtf8 { line, column })
    }

    /// Nothing in the source could be read as a quote.
    pub(crate) fn empty() -> Self {
        Self(Kind::Empty)
    }

    /// A page template lacks the comment that says where a piece belongs.
    pub(crate) fn no_marker(marker: &str) -> Self {
        Self(Kind::NoMarker { marker: marker.to_string() })
    }

    /// A stable name for programs: `collection-invalid`, `collection-empty` or `template-invalid`.
    ///
    /// The first two are codes of the widget's contract as well.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.0 {
            Kind::NotUtf8 { .. } => "collection-invalid",
            Kind::Empty => "collection-empty",
            Kind::NoMarker { .. } => "template-invalid",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::NotUtf8 { line, column } => write!(
                out,
                "line {line}, column {column}: found bytes that are no UTF-8, expected text; save the file as UTF-8"
            ),
            Kind::Empty => out.write_str(
                "found no quote in the source, expected lines like `- On TOPIC: \"TEXT\" — Source: [SOURCE]`; check that this is the right file",
            ),
            Kind::NoMarker { marker } => write!(
                out,
                "the template has no `{marker}`, expected it once where that piece belongs; put the comment in"
            ),
        }
    }
}

// The same text in both forms: a failed `unwrap` in a test then reads as a sentence.
impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Error {}
