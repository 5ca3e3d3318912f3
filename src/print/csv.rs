//! CSV after RFC 4180: a header, then a row for each quote.
//!
//! ```text
//! text,author,source,topic,tags,url,id,lang,kind,part_number,part_title
//! "He said, ""no"".",Somebody,,,"a, b",,no,en,quotation,2,Second
//! ```
//!
//! The columns are called as the importer knows them, and are there whether anything is in them or not.

use super::lost::Lost;
use crate::quote::Collection;
use ::csv::{ErrorKind, Terminator, WriterBuilder};
use std::io::{Error, Result, Write};

const HEADER: [&str; 11] =
    ["text", "author", "source", "topic", "tags", "url", "id", "lang", "kind", "part_number", "part_title"];

/// Writes the quotes of a collection as a table, in UTF-8, lines ended by CR LF.
///
/// Tags stand in one cell with commas between; a tag with a comma or a semicolon in it is left out. What the
/// collection says of itself has no place, but for its author and language, which stand with each quote.
///
/// # Errors
/// What the writer fails with.
pub fn csv(collection: &Collection, out: &mut dyn Write) -> Result<Vec<String>> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    let mut parted = Vec::new();
    table.write_record(HEADER).map_err(failed)?;
    for quote in collection.quotes() {
        let (whole, others): (Vec<&str>, Vec<&str>) = quote.tags.iter().partition(|tag| !tag.contains([',', ';']));
        if !others.is_empty() {
            parted.push(quote.id.to_string());
        }
        let number = quote.part.and_then(|part| part.number).map(|number| number.to_string());
        let optional = |field: Option<&str>| field.unwrap_or_default().to_string();
        table
            .write_record([
                quote.text,
                &optional(quote.author),
                &optional(quote.source),
                &optional(quote.topic),
                &whole.join(", "),
                &optional(quote.url),
                quote.id,
                &optional(quote.lang),
                quote.kind.name(),
                &optional(number.as_deref()),
                &optional(quote.part.and_then(|part| part.title)),
            ])
            .map_err(failed)?;
    }
    table.flush()?;
    let mut lost = Lost::new("CSV has", collection);
    lost.heads(&["title", "introduction", "aliases", "prefix"]);
    lost.quotes(&parted, "loses a tag with a comma or semicolon in it", "lose tags with a comma or semicolon in them");
    Ok(lost.sentences())
}

/// The writer's own error, so that a closed pipe is still known for one.
fn failed(error: ::csv::Error) -> Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => Error::other(format!("{other:?}")),
    }
}
