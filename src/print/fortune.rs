//! Files of the program `fortune`: records, each closed by a line that is `%`.
//!
//! ```text
//! The text, as it is.
//!         -- Author, "Source"
//! %
//! ```
//!
//! Nothing can be escaped here. So each record is read again before it is written, and one that would say
//! something else is left out.

use super::lost::Lost;
use super::{Said, readings};
use crate::import::{Format, read_back, recognise};
use crate::quote::{Collection, Quote};
use std::io::{Result, Write};

/// Marks that a name of a work may stand in.
const MARKS: [(&str, &str); 4] = [("\"", "\""), ("“", "”"), ("«", "»"), ("*", "*")];

/// Writes text, author and source of the quotes of a collection as records for `fortune`.
///
/// A quote that would be read as something else, because of a line that is `%` or a last line that says who, is
/// left out.
///
/// # Errors
/// What the writer fails with.
pub fn fortune(collection: &Collection, out: &mut dyn Write) -> Result<Vec<String>> {
    let (mut file, mut left_out, mut ids) = (String::new(), Vec::new(), 0);
    for quote in collection.quotes() {
        match record(&quote) {
            Some((record, id)) => {
                file.push_str(&record);
                ids += usize::from(id != quote.id);
            }
            None => left_out.push(quote.id.to_string()),
        }
    }
    let is_fortune = |file: &str| recognise(file.as_bytes()) == Ok(Format::Fortune);
    if !is_fortune(&file) {
        // An empty record shows what kind of file it is, whatever it begins with.
        file.insert_str(0, "%\n");
    }
    out.write_all(file.as_bytes())?;

    let mut lost = Lost::new("fortune files have", collection);
    lost.quotes(
        &left_out,
        "is left out, which would be read as something else",
        "are left out, which would be read as something else",
    );
    lost.heads(&["title", "introduction", "aliases"]);
    lost.field("topics", |quote| quote.topic.is_some());
    lost.field("addresses", |quote| quote.url.is_some());
    lost.field("parts", |quote| quote.part.is_some());
    lost.field("tags", |quote| !quote.tags.is_empty());
    lost.field("languages", |quote| quote.lang.is_some());
    lost.field("kinds", |quote| quote.kind == crate::Kind::Paraphrase);
    lost.count("ids", ids);
    if !is_fortune(&file) && left_out.len() < collection.len() {
        lost.say(String::from(
            "what begins the file makes it look like one of another format; name the format when it is read",
        ));
    }
    Ok(lost.sentences())
}

/// The record of a quote that is read as the quote, and the id that it then gets.
fn record(quote: &Quote<'_>) -> Option<(String, String)> {
    let wanted = Said::of(quote)?;
    let mut whos = vec![String::new()];
    if wanted.author.is_some() || wanted.source.is_some() {
        whos = MARKS.map(|marks| signature(&wanted, marks)).to_vec();
    }
    readings(&wanted.text).find_map(|text| {
        whos.iter().find_map(|who| {
            let record = format!("{text}\n{who}%\n");
            let read = read_back(&record, Format::Fortune)?;
            Some((record, wanted.is_all_of(&read)?.id.to_string()))
        })
    })
}

fn signature(said: &Said, (open, close): (&str, &str)) -> String {
    let source = said.source.as_deref().map(|source| format!("{open}{source}{close}"));
    let names: Vec<&str> = [said.author.as_deref(), source.as_deref()].into_iter().flatten().collect();
    format!("\t\t-- {}\n", names.join(", "))
}
