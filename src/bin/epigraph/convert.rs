//! `epigraph convert`: a collection in another format, and what that format has no place for.

use crate::failure::Failure;
use crate::output::{self, Output};
use crate::source::Source;
use clap::{Args, ValueEnum};
use epigraph::print;

/// Write a collection in another format
///
/// What the format has no place for is said on standard error; nothing is changed in silence.
#[derive(Args)]
#[command(after_help = "\
Examples:
  epigraph convert 'My Clippings.txt' --to csv -o clippings.csv
  epigraph convert quotes.csv --to json > quotes.json
  epigraph convert quotes.pack --to markdown | less")]
pub(crate) struct Convert {
    #[command(flatten)]
    source: Source,
    /// The format
    #[arg(long, value_name = "FORMAT")]
    to: Format,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Everything, with every field by name
    Json,
    /// A table for spreadsheets: a row for each quote
    Csv,
    /// Block quotes with their attribution under headings
    Markdown,
    /// Records for the program fortune
    Fortune,
}

impl Convert {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let collection = self.source.collection()?;
        let print = match self.to {
            Format::Json => print::json,
            Format::Csv => print::csv,
            Format::Markdown => print::markdown,
            Format::Fortune => print::fortune,
        };
        for sentence in self.output.write(|out| print(&collection, out))? {
            output::tell(&format!("{}: {sentence}", self.source.file.display()));
        }
        Ok(())
    }
}
