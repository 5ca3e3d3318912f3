//! `epigraph find`: the quotes that answer a query, the best first, with what matched marked on a terminal.

use crate::failure::Failure;
use crate::output;
use crate::source::Source;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use epigraph::{Collection, Hit, Index, Kind, Mark, Options, Quote, Results, search, select};
use std::io::{Result as Written, Write};

/// Show the quotes that answer a query, the best first
///
/// All words must match, in any form; small typos are forgiven where nothing matches without.
#[derive(Args)]
#[command(after_help = "\
A query is words, and any of:
  \"data win\"         these words, side by side
  -hype              not this word
  part:5             a part by number or by a word of its title
  author:seneca      likewise source: topic: tag: lang:
  kind:paraphrase    only paraphrases, or kind:quotation
  length:..140       texts of at most 140 characters; likewise 100..300, 300..

Examples:
  epigraph find quotes.csv 'real time evaluation'
  epigraph find quotes.csv baseline --filter 'source:\"AI Engineering\"' --limit 3

What matched is marked where standard output is a terminal and NO_COLOR is not set.
Exit code 1 where nothing answers.")]
pub(crate) struct Find {
    #[command(flatten)]
    source: Source,
    /// What to look for
    #[arg(allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    query: String,
    /// How many answers to show at most
    #[arg(long, short = 'n', default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// A query that every answer must pass as well, without a say in the order
    #[arg(long, default_value = "", hide_default_value = true, value_name = "TERMS", allow_hyphen_values = true)]
    filter: String,
}

/// Written before and after what matched; left out where it would not be shown.
const MARK: (&str, &str) = ("\x1b[1;4m", "\x1b[0m");

impl Find {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let index = self.source.index()?;
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let results = search(&index, &self.query, &Options { limit, offset: 0, filter: &self.filter, facets: false });
        if results.total == 0 {
            return Err(Failure::of(&self.source.file, self.nothing(&index, &results)));
        }
        if results.partial {
            output::tell("no quote holds all the words; those that hold some of them:");
        }
        let quotes = index.unpack(results.hits.iter().map(|hit| hit.quote));
        output::to_terminal(|out| answers(out, &index, &quotes, &results.hits))?;
        let shown = results.hits.len();
        if shown < results.total {
            output::tell(&format!("{shown} of {} answers; `--limit {}` shows all", results.total, results.total));
        }
        Ok(())
    }

    /// Why nothing answers: the filter, where it holds back every quote or every answer; else the query.
    fn nothing(&self, index: &Index, results: &Results) -> String {
        let Self { query, filter, .. } = self;
        if select(index, filter).is_empty() && !index.is_empty() {
            return format!("found no quote that passes the filter `{filter}`; check its terms");
        }
        if let Some(near) = &results.suggestion {
            return format!("found no quote that answers `{query}`; did you mean `{near}`");
        }
        let all = search(index, query, &Options { limit: 1, facets: false, ..Options::default() });
        if all.total > 0 {
            return format!("found no answer to `{query}` that passes the filter `{filter}`; leave the filter out");
        }
        format!("found no quote that answers `{query}`; try fewer words")
    }
}

fn answers(out: &mut dyn Write, index: &Index, quotes: &Collection, hits: &[Hit]) -> Written<()> {
    let [prefix, ..] = index.names();
    for (at, (quote, hit)) in quotes.quotes().zip(hits).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        answer(out, prefix, &quote, &hit.marks)?;
    }
    Ok(())
}

/// The topic if there is one, the text, and below it who, where, the part and the id.
fn answer(out: &mut dyn Write, prefix: &str, quote: &Quote<'_>, marks: &[Mark]) -> Written<()> {
    let marked = |name: &str, text: &str| marked(text, marks.iter().filter(|mark| mark.name() == name));
    if let Some(topic) = quote.topic {
        writeln!(out, "{}{}", output::plain(prefix), marked("topic", topic))?;
    }
    let text = marked("text", quote.text).replace('\n', "\n  ");
    match quote.kind {
        Kind::Quotation => writeln!(out, "  “{text}”")?,
        Kind::Paraphrase => writeln!(out, "  {text}")?,
    }
    let part = quote.part.map(|part| {
        let title = part.title.map(|title| marked("part", title));
        match (part.number, title) {
            (Some(number), Some(title)) => format!("Part {number}: {title}"),
            (Some(number), None) => format!("Part {number}"),
            (None, title) => title.unwrap_or_default(),
        }
    });
    let facts = [
        (quote.kind == Kind::Paraphrase).then(|| String::from("paraphrase")),
        quote.author.map(|author| marked("author", author)),
        quote.source.map(|source| marked("source", source)),
        part,
        Some(format!("#{}", output::plain(quote.id))),
    ];
    writeln!(out, "  — {}", facts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// A text with its marks, which are in UTF-16 code units, sorted and apart from each other.
fn marked<'a>(text: &str, mut marks: impl Iterator<Item = &'a Mark>) -> String {
    let mut out = String::new();
    let mut next = marks.next();
    let mut unit = 0;
    for c in text.chars() {
        if next.is_some_and(|mark| mark.start == unit) {
            out.push_str(MARK.0);
        }
        // A sign that would steer the terminal would end the mark as well.
        out.push_str(&output::plain(c.encode_utf8(&mut [0; 4])));
        unit += c.len_utf16();
        if next.is_some_and(|mark| mark.end == unit) {
            out.push_str(MARK.1);
            next = marks.next();
        }
    }
    out
}
