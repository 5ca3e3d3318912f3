//! `epigraph html`: a page that holds every quote of a collection.

use crate::failure::Failure;
use crate::output::Output;
use crate::progress;
use crate::source::Source;
use clap::Args;
use std::path::PathBuf;

/// The page where no other is given.
const TEMPLATE: &str = include_str!("page.html");

/// Write a page of all quotes that needs no script: each with an address, and as schema.org Quotation
#[derive(Args)]
#[command(after_help = "\
Examples:
  epigraph html quotes.csv -o index.html
  epigraph html quotes.csv --template mine.html -o index.html

A template is a page with these comments where the pieces belong; all but the quotes may be missing:
  <!-- epigraph:title -->          the title
  <!-- epigraph:description -->    the first sentence of the introduction, for <meta name=\"description\">
  <!-- epigraph:count -->          69 entries in 8 parts
  <!-- epigraph:introduction -->   a <p> for each paragraph
  <!-- epigraph:first-quote -->    the first quote, as a fallback inside <epigraph-widget>
  <!-- epigraph:contents -->       a <li> with a link for each part
  <!-- epigraph:quotes -->         a <section> for each part, a <figure id=\"quote=ID\"> for each quote
  <!-- epigraph:json-ld -->        the data for <script type=\"application/ld+json\">")]
pub(crate) struct Html {
    #[command(flatten)]
    source: Source,
    /// A page of yours with marked places, instead of the plain one
    #[arg(long, value_name = "PAGE")]
    template: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

impl Html {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let collection = self.source.collection()?;
        let page = match &self.template {
            Some(file) => {
                let template = std::fs::read_to_string(file).map_err(|error| Failure::reading(file, &error))?;
                epigraph::page(&collection, &template).map_err(|error| Failure::of(file, error))?
            }
            None => {
                let _shown = progress::spin("writing the page", collection.len() * progress::QUOTE);
                epigraph::page(&collection, TEMPLATE).map_err(|error| Failure::of(&self.source.file, error))?
            }
        };
        self.output.write(|out| out.write_all(page.as_bytes()))
    }
}
