//! `epigraph pack`: a collection made ready for search, in a file that `core.js` opens at once.

use crate::failure::Failure;
use crate::output::Output;
use crate::source::Source;
use clap::Args;
use std::io::{IsTerminal, stdout};

/// Write a collection ready for search, which a browser opens without indexing it
///
/// A pack does not keep the introduction of a collection, nor what could not be read.
#[derive(Args)]
#[command(after_help = "Example:
  epigraph pack quotes.csv -o quotes.pack
then in a page: open(new URL(\"quotes.pack\", location.href)), see core.js")]
pub(crate) struct Pack {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    output: Output,
}

impl Pack {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        if self.output.is_stdout() && stdout().is_terminal() {
            let why = "found a terminal, expected a file: a pack is no text; name one with `-o OUT`";
            return Err(Failure::Told(format!("standard output: {why}")));
        }
        let index = self.source.index()?;
        self.output.write(|out| out.write_all(index.pack()))
    }
}
