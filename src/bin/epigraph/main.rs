//! The command line: what was typed goes in, answers go to standard output, errors to standard error.
//!
//! One file a verb; what they share is where a source comes from, where output goes and how long work shows.
//! Everything that is known of quotes is the library's.

mod check;
mod completions;
mod convert;
mod failure;
mod find;
mod html;
mod output;
mod pack;
mod progress;
mod source;

use clap::{Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// Reads, searches and converts collections of quotes.
///
/// FILE is a collection in any format that Epigraph reads, told apart by what is in it, or a pack;
/// `-` is standard input.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP)]
struct Line {
    #[command(subcommand)]
    verb: Verb,
}

const AFTER_HELP: &str = "\
Examples:
  epigraph check quotes.csv                       what is in it, and what could not be read
  epigraph find quotes.csv 'data -hype part:5'    the quotes that answer, the best first
  epigraph pack quotes.csv -o quotes.pack         for core.js: opens at once, without indexing
  epigraph html quotes.csv -o index.html          a page of all quotes
  curl -s https://example.org/q.json | epigraph convert - --to fortune

Exit codes:
  0  done
  1  nothing usable was found in FILE, nothing answers the query, or a file could not be read or written
  2  the command line was not understood";

#[derive(Subcommand)]
enum Verb {
    Check(check::Check),
    Find(find::Find),
    Pack(pack::Pack),
    Html(html::Html),
    Convert(convert::Convert),
    Completions(completions::Completions),
}

fn main() -> ExitCode {
    let done = match Line::parse().verb {
        Verb::Check(check) => check.run(),
        Verb::Find(find) => find.run(),
        Verb::Pack(pack) => pack.run(),
        Verb::Html(html) => html.run(),
        Verb::Convert(convert) => convert.run(),
        Verb::Completions(completions) => completions.run(),
    };
    // Of a closed pipe nothing is said: whoever closed it has read enough.
    match done.err().and_then(Failure::sentence) {
        None => ExitCode::SUCCESS,
        Some(sentence) => {
            output::tell(&sentence);
            ExitCode::FAILURE
        }
    }
}
