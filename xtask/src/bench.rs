//! Measures the engine: beside other search libraries in a real browser, and by itself natively.
//!
//! In go the sizes of collections and how often to measure, out come tables on standard output and
//! in `target/bench/`. Brings what is missing. Never fails for a time, however long.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{browser, command, dist, layout, npm, steps};

/// What to measure.
pub struct Plan {
    /// Sizes of collections, in quotes.
    quotes: Vec<u32>,
    /// How often everything in the browser is measured.
    rounds: u32,
    /// Rows of the comparison; all of them where none is named.
    rows: Vec<String>,
    browser: bool,
    native: bool,
    growth: bool,
}

/// The plan that a command line asks for; nothing where it makes no sense.
pub fn plan(words: &[&str]) -> Option<Plan> {
    let mut plan = Plan { quotes: Vec::new(), rounds: 3, rows: Vec::new(), browser: true, native: true, growth: false };
    for pair in words.chunks(2) {
        match pair {
            ["--quotes", number] => plan.quotes.push(number.parse().ok().filter(|number| *number > 0)?),
            ["--rounds", number] => plan.rounds = number.parse().ok().filter(|number| *number > 0)?,
            ["--row", name] => plan.rows.push((*name).to_owned()),
            ["--only", "browser"] => plan.native = false,
            ["--only", "native"] => plan.browser = false,
            ["--only", "growth"] => plan = Plan { browser: false, native: false, growth: true, ..plan },
            _ => return None,
        }
    }
    if plan.quotes.is_empty() {
        plan.quotes = if plan.growth { vec![1_000, 10_000, 100_000, 1_000_000] } else { vec![1_000, 10_000] };
    }
    Some(plan).filter(|plan| plan.browser || plan.native || plan.growth)
}

pub fn run(plan: &Plan) -> Result<()> {
    if plan.browser {
        npm::install(&layout::web_tests())?;
        npm::install(&layout::bench())?;
        let browser = browser::find()?;
        dist::fill()?;
        steps::loud("comparison in the browser", || compare(plan, &browser))?;
    }
    if plan.native {
        steps::loud("native measurements", || measure(plan))?;
    }
    if plan.growth {
        steps::loud("how cost grows", || grow(plan))?;
    }
    Ok(())
}

fn compare(plan: &Plan, browser: &Path) -> Result<()> {
    let mut node = Command::new("node");
    node.arg("run.mjs").current_dir(layout::bench());
    for number in &plan.quotes {
        node.args(["--quotes", &number.to_string()]);
    }
    for row in &plan.rows {
        node.args(["--row", row]);
    }
    node.args(["--rounds", &plan.rounds.to_string(), "--out"]).arg(layout::target().join("bench/comparison"));
    command::run(node.env("EPIGRAPH_CHROME", browser).env("EPIGRAPH_DIST", layout::dist()))
}

/// In a workspace of its own, so that its harness is none of the library's dependencies.
fn measure(plan: &Plan) -> Result<()> {
    let sizes = plan.quotes.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["bench", "--quiet", "--locked", "--bench", "engine"]).current_dir(layout::bench().join("native"));
    command::run(cargo.env("EPIGRAPH_QUOTES", sizes))
}

/// From small to very large, natively: a table and a picture.
fn grow(plan: &Plan) -> Result<()> {
    let mut node = Command::new("node");
    node.arg("growth.mjs").current_dir(layout::bench());
    node.args(plan.quotes.iter().map(u32::to_string));
    command::run(node.arg(layout::target().join("bench/growth")))
}

#[cfg(test)]
mod tests {
    use super::plan;

    #[test]
    fn a_plan_is_what_was_asked_for() {
        let usual = plan(&[]).expect("a plan");
        assert_eq!((usual.quotes, usual.rounds, usual.browser, usual.native), (vec![1_000, 10_000], 3, true, true));
        let asked = plan(&["--quotes", "300", "--rounds", "1", "--quotes", "20", "--only", "browser"]).expect("a plan");
        assert_eq!((asked.quotes, asked.rounds, asked.browser, asked.native), (vec![300, 20], 1, true, false));
        assert_eq!(plan(&["--only", "growth"]).expect("a plan").quotes.last(), Some(&1_000_000));
        for senseless in [&["--quotes"][..], &["--quotes", "0"], &["--rounds", "many"], &["--only", "wasm"], &["fast"]]
        {
            assert!(plan(senseless).is_none(), "{senseless:?}");
        }
    }
}
