//! A [`Collection`] as a file for other programs, which [`import`](crate::import()) reads again.
//!
//! A collection and a writer go in, one file a format under `print/`; what the format has no place for comes
//! back, a sentence each. Nothing is written as what it is not: what would be read as something else is
//! escaped, or left out and said to be. White space around a field, and in Markdown and fortune files at the end of a
//! line, is not part of it, as in every import.
//!
//! ```
//! let mut file = Vec::new();
//! let lost = epigraph::print::csv(&epigraph::builtin(), &mut file)?;
//! assert!(file.starts_with(b"text,author,source,"));
//! assert_eq!(lost[0], "CSV has no place for these of the collection: title, introduction, aliases and words before its topics");
//! # Ok::<(), std::io::Error>(())
//! ```

mod csv;
mod fortune;
mod json;
mod lost;
mod markdown;

use crate::import::cleaned;
use crate::quote::{Collection, Quote};

pub use csv::csv;
pub use fortune::fortune;
pub use json::json;
pub use markdown::markdown;

/// What every format holds of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    text: String,
    author: Option<String>,
    source: Option<String>,
}

impl Said {
    /// What a quote says, as it stands in a file of lines.
    fn of(quote: &Quote<'_>) -> Option<Self> {
        let [author, source] = [quote.author, quote.source].map(|name| name.and_then(settled));
        Some(Self { text: settled(quote.text)?, author, source })
    }

    /// The one quote of what was read, if it says this and nothing was left over.
    fn is_all_of<'a>(&self, read: &'a Collection) -> Option<Quote<'a>> {
        let quote = read.get(0).filter(|_| read.len() == 1 && read.skipped.is_empty())?;
        let same =
            quote.text == self.text && quote.author == self.author.as_deref() && quote.source == self.source.as_deref();
        same.then_some(quote)
    }
}

/// A field as it stands in a file of lines: no space around it or at the ends of lines; `None` where nothing is left.
fn settled(field: &str) -> Option<String> {
    let lines: Vec<String> = cleaned(field).split('\n').map(|line| line.trim_end().to_string()).collect();
    Some(lines.join("\n").trim().to_string()).filter(|text| !text.is_empty())
}

/// Ways to write a text where marks around the whole are no part of it: as it is, and in marks.
fn readings(text: &str) -> impl Iterator<Item = String> {
    [("", ""), ("“", "”"), ("\"", "\""), ("«", "»")]
        .into_iter()
        .map(move |(open, close)| format!("{open}{text}{close}"))
}
