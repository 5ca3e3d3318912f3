//! What CI runs, and what a developer runs before asking for a review.
//!
//! In goes the source, out comes success and the time of every step, or the first failure. Warnings
//! are failures here.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::toolchain::{TARGET, Toolchain};
use crate::{command, layout, npm, size, steps, test};

pub fn run() -> Result<()> {
    let result = all();
    steps::print_table();
    result
}

fn all() -> Result<()> {
    steps::loud("format", || component(&["fmt", "--all", "--check"], "rustfmt"))?;
    steps::loud("lint", || {
        component(&["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"], "clippy")
    })?;
    steps::loud("lint of the door", lint_door)?;
    steps::loud("documentation", || {
        let mut cargo = cargo(&["doc", "--package", "epigraph", "--no-deps", "--locked", "--quiet"]);
        command::run(cargo.env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    test::all()?;
    // After the build: the types of the glue are made by it.
    steps::loud("types of the scripts", types)?;
    size::check()
}

/// Lints both engines as they are compiled for the browser, or else the door as it is compiled here.
fn lint_door() -> Result<()> {
    let ready = matches!(Toolchain::find()?, Toolchain::Ready);
    for features in ["web", "web,open"] {
        let mut words = vec!["clippy", "--package", "epigraph", "--lib", "--no-default-features"];
        words.extend(["--features", features, "--locked", "--quiet"]);
        if ready {
            words.extend(["--target", TARGET]);
        }
        words.extend(["--", "-D", "warnings"]);
        component(&words, "clippy")?;
    }
    Ok(())
}

fn types() -> Result<()> {
    let folder = layout::build_tools();
    npm::install(&folder)?;
    command::run(npm::program(&folder, "tsc").args(["--project", "tsconfig.json"]).current_dir(folder))
}

/// Runs a verb of cargo that rustup installs separately.
fn component(words: &[&str], name: &str) -> Result<()> {
    let there = command::works(cargo(&words[..1]).arg("--version"));
    ensure!(there, "{name} is missing: run `rustup component add {name}`");
    command::run(&mut cargo(words))
}

fn cargo(words: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(words).current_dir(layout::root());
    cargo
}
