//! A [`Collection`] as a file for other programs, which [`import`](crate::import()) reads again.
//!
//! A collection and a writer go in, one file a format under `print/`; what the format has no place for comes
//! back, a sentence each. Nothing is written as what it is not: what would be read as something else is
//! escaped, or left out and said to be. White space around a field is not part of it, as in every import.
//!
//! ```
//! let mut file = Vec::new();
//! let lost = epigraph::print::csv(&epigraph::builtin(), &mut file)?;
//! assert!(file.starts_with(b"text,author,source,"));
//! assert_eq!(lost[0], "CSV has no place for the title of the collection");
//! # Ok::<(), std::io::Error>(())
//! ```

mod csv;
mod fortune;
mod json;
mod lost;
mod markdown;

pub use csv::csv;
pub use fortune::fortune;
pub use json::json;
pub use markdown::markdown;

/// A field without the white space around it; `None` where nothing is left.
fn present(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
