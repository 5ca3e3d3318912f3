//! Everything a developer of Epigraph does: `cargo xtask VERB`.
//!
//! In goes a verb, out comes what it makes, with the name and the time of every step. Installs what
//! is missing where it can, and otherwise says in one sentence what to do. Never changes a source file.

mod bench;
mod brief;
mod browser;
mod bundle;
mod ci;
mod command;
mod debian;
mod dist;
mod engines;
mod floor;
mod layout;
mod letters;
mod notices;
mod npm;
mod part;
mod release;
mod serve;
mod shorten;
mod size;
mod slim;
mod steps;
mod sweep;
mod test;
mod toolchain;
mod trim;
mod wasm;
mod weigh;

use std::process::ExitCode;

use anyhow::Result;

const VERBS: &str = "\
cargo xtask VERB
  serve [--port N]   build what is missing, serve the demo at http://127.0.0.1:8080/
  test               build, and run every test: native, wasm, real browsers
  dist               fill dist/
  size [--smaller]   bytes of every file of dist/; fails when epigraph.js is over its budget
                     --smaller: also what a size-optimised standard library would give
  bench [--quotes N]… [--rounds N] [--row NAME]… [--only browser|native]
                     how fast the search is, beside other libraries in a real browser and natively;
                     1,000 and 10,000 quotes and 3 rounds unless said otherwise
  ci                 what CI runs: format, lints, docs, types, test, size";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
        None => {
            eprintln!("{VERBS}");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[&str]) -> Option<Result<()>> {
    Some(match words {
        ["dist"] => dist::fill(),
        ["serve"] => serve::serve(8080),
        ["serve", "--port", port] => serve::serve(port.parse().ok()?),
        ["size"] => size::report(false),
        ["size", "--smaller"] => size::report(true),
        ["test"] => test::all(),
        ["bench", rest @ ..] => bench::run(&bench::plan(rest)?),
        ["ci"] => ci::run(),
        _ => return None,
    })
}
