//! The one error of the library: what went wrong, as a sentence and as a stable code.
//!
//! Kinds are private, so that new ones break nobody; every message text stands in this file.
//! A message says where, what was found, what was expected and what to do; it starts in lower
//! case and ends without a full stop, so that callers can put it inside a sentence of theirs.

use crate::quote::Skipped;
use std::fmt;

/// Why a collection could not be opened or a page not be written.
///
/// [`Error::code`] is stable and meant for programs; the printed text is meant for people and may
/// change between versions.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Kind);

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    Foreign(Foreign),
    NotJson {
        line: usize,
        column: usize,
        skipped: Vec<Skipped>,
    },
    Format {
        found: String,
        known: String,
    },
    NotPack,
    PackVersion {
        found: usize,
    },
    PackCorrupt {
        reason: &'static str,
    },
    #[cfg(feature = "web")]
    NoRoom {
        bytes: usize,
    },
    Empty {
        skipped: Vec<Skipped>,
    },
    #[cfg(not(target_family = "wasm"))]
    NoMarker {
        marker: String,
    },
}

/// Kinds of files that people choose by mistake.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    Html,
    Xml,
    RichText,
    Picture,
    Archive,
    Pdf,
    Pack,
    Strfile,
    Library,
    Table,
    Bytes,
}

impl Foreign {
    fn sentence(self) -> &'static str {
        match self {
            Self::Html => {
                "found an HTML page, expected a file of quotes; copy its text into a plain text file, or export it as CSV or JSON"
            }
            Self::Xml => "found an XML document, expected a file of quotes; export it as CSV or JSON",
            Self::RichText => "found a rich text document (RTF), expected plain text; save it as plain text",
            Self::Picture => "found a picture, expected a file of quotes; type its words into a plain text file",
            Self::Archive => {
                "found a compressed file (zip, gzip or an office document), expected text; unpack it, or save it as CSV or plain text"
            }
            Self::Pdf => "found a PDF document, expected text; copy its words into a plain text file",
            Self::Pack => "found a pack, expected the source that it was made from; open it as a pack",
            Self::Strfile => {
                "found the index of a fortune file (strfile), expected its text; choose the file of the same name without `.dat`"
            }
            Self::Library => {
                "found a Goodreads library, which lists books and holds no quotes; export quotes, as a table with a column `quote`"
            }
            Self::Table => {
                "line 1: found a table without a column of quotes, expected a header such as `text,author,source`; name the column of the quotes `text`"
            }
            Self::Bytes => "found bytes that are no text, expected a file of quotes; save it as plain text in UTF-8",
        }
    }
}

impl Error {
    /// A file of a known kind that holds no quotes.
    pub(crate) fn foreign(kind: Foreign) -> Self {
        Self(Kind::Foreign(kind))
    }

    /// What begins like JSON breaks at `line` and `column`, both counted from 1, before its first quote.
    pub(crate) fn not_json((line, column): (usize, usize), skipped: Vec<Skipped>) -> Self {
        Self(Kind::NotJson { line, column, skipped })
    }

    /// There is no format of that name.
    pub(crate) fn unknown_format(found: &str, known: &str) -> Self {
        Self(Kind::Format { found: found.to_string(), known: known.to_string() })
    }

    /// The bytes are no pack.
    pub(crate) fn not_pack() -> Self {
        Self(Kind::NotPack)
    }

    /// A pack of another layout than this library's.
    pub(crate) fn pack_version(found: usize) -> Self {
        Self(Kind::PackVersion { found })
    }

    /// A pack whose bytes are not those that were written.
    pub(crate) fn pack_corrupt(reason: &'static str) -> Self {
        Self(Kind::PackCorrupt { reason })
    }

    /// There is no memory for so many bytes.
    #[cfg(feature = "web")]
    pub(crate) fn no_room(bytes: usize) -> Self {
        Self(Kind::NoRoom { bytes })
    }

    /// Nothing in the source could be read as a quote.
    pub(crate) fn empty(skipped: Vec<Skipped>) -> Self {
        Self(Kind::Empty { skipped })
    }

    /// A page template lacks the comment that says where a piece belongs.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn no_marker(marker: &str) -> Self {
        Self(Kind::NoMarker { marker: marker.to_string() })
    }

    /// A stable name for programs: `collection-invalid`, `collection-empty`, `collection-too-large`, `pack-version`,
    /// `pack-corrupt` or `template-invalid`.
    ///
    /// All but the last are codes of the widget's contract as well.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.0 {
            Kind::Foreign(_) | Kind::NotJson { .. } | Kind::Format { .. } => "collection-invalid",
            Kind::PackVersion { .. } => "pack-version",
            Kind::NotPack | Kind::PackCorrupt { .. } => "pack-corrupt",
            #[cfg(feature = "web")]
            Kind::NoRoom { .. } => "collection-too-large",
            Kind::Empty { .. } => "collection-empty",
            #[cfg(not(target_family = "wasm"))]
            Kind::NoMarker { .. } => "template-invalid",
        }
    }

    /// The records of a source that could not be read, where none could.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        match &self.0 {
            Kind::NotJson { skipped, .. } | Kind::Empty { skipped } => skipped,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Foreign(kind) => out.write_str(kind.sentence()),
            Kind::NotJson { line, column, .. } => write!(
                out,
                "line {line}, column {column}: found no JSON, expected an array of objects like {{\"text\": …, \"author\": …}}; check that the file is whole"
            ),
            Kind::Format { found, known } => write!(
                out,
                "found the format `{found}`, expected {known} or pack; leave it out, and the content says which it is"
            ),
            Kind::NotPack => out.write_str(
                "found bytes that are no pack, expected a file that begins with EPIGRAPH; make one with pack()",
            ),
            Kind::PackVersion { found } => {
                write!(out, "found a pack of version {found}, expected version 1; make it again with this release")
            }
            Kind::PackCorrupt { reason } => {
                write!(
                    out,
                    "found a damaged pack ({reason}), expected the bytes as they were written; download or make it again"
                )
            }
            #[cfg(feature = "web")]
            Kind::NoRoom { bytes } => write!(
                out,
                "found {} MiB, expected no more than there is memory for; close what else is open, or part the collection",
                bytes.div_ceil(1 << 20)
            ),
            Kind::Empty { skipped } => {
                let Some(Skipped { line, column, reason }) = skipped.first() else {
                    return out.write_str(
                        "found no quote in the source, expected JSON, a table with a header, or text with a quote a line; check that this is the right file",
                    );
                };
                out.write_str("found no quote that can be read; ")?;
                if skipped.len() > 1 {
                    write!(out, "the first of {} records, ", skipped.len())?;
                }
                write!(out, "line {line}, column {column}: {reason}")
            }
            #[cfg(not(target_family = "wasm"))]
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
