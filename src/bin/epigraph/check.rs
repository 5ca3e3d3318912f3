//! `epigraph check`: what is in a file of quotes, what of it could not be read, and what stands there twice.

use crate::failure::Failure;
use crate::output::{self, plain};
use crate::progress;
use crate::source::{Opened, Source};
use clap::Args;
use epigraph::{Collection, Kind, Skipped, text};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::io::{Result as Written, Write};

/// Say what is in a collection, what could not be read and what stands there twice
///
/// Quotes say the same if their words do, whatever their case, accents and punctuation.
#[derive(Args)]
#[command(after_help = "\
Examples:
  epigraph check quotes.csv
  epigraph check quotes.csv | grep '^quotes.csv:'    only what could not be read, as FILE:LINE:COLUMN: WHY

Exit code 1 where nothing in the file could be used.")]
pub(crate) struct Check {
    #[command(flatten)]
    source: Source,
}

impl Check {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let (collection, format) = match self.source.open() {
            Ok(Opened::Collection(collection, format)) => (collection, format.name()),
            Ok(Opened::Pack(index)) => (index.unpack(0..index.len()), "pack"),
            Err(failure) => {
                if let Failure::Refused(_, error) = &failure {
                    output::to_stdout(|out| self.list(out, error.skipped()))?;
                }
                return Err(failure);
            }
        };
        let duplicates = {
            let _shown = progress::spin("comparing", collection.len() * progress::QUOTE);
            duplicates(&collection)
        };
        output::to_stdout(|out| self.report(out, format, &collection, &duplicates))
    }

    fn report(
        &self,
        out: &mut dyn Write,
        format: &str,
        collection: &Collection,
        duplicates: &[(usize, usize)],
    ) -> Written<()> {
        let mut line = |name: &str, value: &str| writeln!(out, "{name:12} {}", plain(value));
        line("format", format)?;
        if let Some(title) = &collection.title {
            line("title", title)?;
        }
        line("quotes", &collection.len().to_string())?;
        let paraphrases = collection.quotes().filter(|quote| quote.kind == Kind::Paraphrase).count();
        line("paraphrases", &paraphrases.to_string())?;
        for (name, count) in counts(collection) {
            line(name, &count.to_string())?;
        }
        line("languages", &languages(collection))?;
        line("skipped", &collection.skipped.len().to_string())?;
        line("duplicates", &duplicates.len().to_string())?;
        self.list(out, &collection.skipped)?;
        for &(again, first) in duplicates {
            let (again, first) = (plain(collection.id(again)), plain(collection.id(first)));
            writeln!(out, "#{again} says the same as #{first}")?;
        }
        Ok(())
    }

    /// What could not be read.
    fn list(&self, out: &mut dyn Write, skipped: &[Skipped]) -> Written<()> {
        let file = self.source.file.display();
        skipped
            .iter()
            .try_for_each(|Skipped { line, column, reason }| writeln!(out, "{file}:{line}:{column}: {reason}"))
    }
}

/// How many different ones there are of each.
fn counts(collection: &Collection) -> [(&'static str, usize); 5] {
    let mut authors = HashSet::new();
    let mut sources = HashSet::new();
    let mut topics = HashSet::new();
    let mut parts = HashSet::new();
    let mut tags = HashSet::new();
    for quote in collection.quotes() {
        authors.extend(quote.author);
        sources.extend(quote.source);
        topics.extend(quote.topic);
        parts.extend(quote.part.map(|part| (part.number, part.title)));
        tags.extend(quote.tags);
    }
    [
        ("authors", authors.len()),
        ("sources", sources.len()),
        ("topics", topics.len()),
        ("parts", parts.len()),
        ("tags", tags.len()),
    ]
}

/// How many languages, and which: the commonest first.
fn languages(collection: &Collection) -> String {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for lang in collection.quotes().filter_map(|quote| quote.lang) {
        *counts.entry(lang).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let list = names.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ");
    if list.is_empty() { String::from("0") } else { format!("{} ({list})", names.len()) }
}

/// The quotes that say what one before them says, each with the first that does.
///
/// Of each text only a hash is kept; where two are equal the texts are compared.
fn duplicates(collection: &Collection) -> Vec<(usize, usize)> {
    let hasher = RandomState::new();
    let mut firsts: HashMap<u64, Vec<usize>> = HashMap::with_capacity(collection.len());
    let mut duplicates = Vec::new();
    for (at, quote) in collection.quotes().enumerate() {
        let said = said(quote.text);
        let same = firsts.entry(hasher.hash_one(&said)).or_default();
        let first =
            same.iter().find(|&&first| collection.get(first).is_some_and(|quote| self::said(quote.text) == said));
        match first {
            Some(&first) => duplicates.push((at, first)),
            None => same.push(at),
        }
    }
    duplicates
}

/// The words of a text in one spelling; of a text without words the text.
fn said(said: &str) -> String {
    let words = text::spaced(said);
    if words.trim().is_empty() { said.to_string() } else { words }
}
