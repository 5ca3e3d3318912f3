//! Runs every test: the library's own, the engine in WebAssembly, the element in a real browser.
//!
//! In goes the source, out comes success or the first failure. Brings the packages and the browsers
//! that are missing. Nothing passes without Chromium; a second engine that cannot be had is named last.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::engines::ENGINES;
use crate::{browser, command, dist, layout, npm, release, steps};

pub fn all() -> Result<()> {
    npm::install(&layout::web_tests())?;
    // Before the builds, so that a missing browser is known at once.
    let mut browsers = vec![("EPIGRAPH_CHROME", browser::find()?)];
    let mut missing = Vec::new();
    for engine in &ENGINES {
        let found = engine.find().map_err(|sentence| missing.push(sentence));
        browsers.push((engine.variable, found.unwrap_or_default()));
    }
    steps::loud("native tests", native)?;
    dist::fill()?;
    steps::loud("web tests", || web(&browsers))?;
    for sentence in missing {
        println!("{sentence}");
    }
    Ok(())
}

fn native() -> Result<()> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command::run(cargo.args(["test", "--workspace", "--locked", "--quiet"]).current_dir(layout::root()))
}

/// Those that need no browser run the same engine in Node.
fn web(browsers: &[(&str, PathBuf)]) -> Result<()> {
    let folder = layout::web_tests();
    let files: Vec<String> = release::names(&folder)?.into_iter().filter(|name| name.ends_with(".test.mjs")).collect();
    ensure!(!files.is_empty(), "no tests in {}", folder.display());
    let mut node = Command::new("node");
    // Two at a time: more browsers at once only wait for each other.
    node.args(["--test", "--test-concurrency=2"]).args(files).current_dir(folder);
    command::run(node.envs(browsers.iter().cloned()).env("EPIGRAPH_DIST", layout::dist()))
}
