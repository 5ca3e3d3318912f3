//! Finds a Chromium for the tests, or brings one.
//!
//! In goes the machine as it is, out comes the path of a browser that starts. Never passes over a
//! missing one: where none can be had, it says how to get it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::{command, debian, layout, npm, steps};

const NAMES: [&str; 5] = ["chromium", "google-chrome", "google-chrome-stable", "chrome", "chromium-browser"];
const PLACES: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(300);

/// The browser's path. `tests/web` must have its packages.
pub fn find() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROME").map(PathBuf::from) {
        if starts(&chosen) {
            return Ok(chosen);
        }
        bail!("CHROME names {}, which is no browser that starts: correct it or unset it", chosen.display());
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    let mut refusals = Vec::new();
    if debian::can_install() {
        let done = steps::quiet("Debian's Chromium", || debian::install(&["chromium"]));
        refusals.extend(done.err().map(|error| format!("{error:#}")));
    }
    if installed().is_none() {
        let done = steps::quiet("Playwright's Chromium", download);
        refusals.extend(done.err().map(|error| format!("{error:#}")));
    }
    match installed() {
        Some(found) => Ok(found),
        None => bail!(
            "the tests need Chromium or Chrome, and none could be installed ({}): install one, or name one in the \
             environment variable CHROME",
            refusals.join("; ")
        ),
    }
}

fn installed() -> Option<PathBuf> {
    on_path(&NAMES).into_iter().chain(PLACES.map(PathBuf::from)).chain(playwrights()).find(|path| starts(path))
}

/// Where programs with these names would be, in the order of the names.
pub fn on_path(names: &[&str]) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).collect()
}

/// Where Playwright keeps the browser it downloads.
fn playwrights() -> Option<PathBuf> {
    let mut node = Command::new("node");
    node.args(["-p", "require('playwright-core').chromium.executablePath()"]).current_dir(layout::web_tests());
    command::read(&mut node).ok().map(|path| PathBuf::from(path.trim()))
}

fn download() -> Result<()> {
    let mut playwright = npm::program(&layout::web_tests(), "playwright-core");
    playwright.args(["install", "chromium"]).stdout(Stdio::null()).stderr(Stdio::null());
    command::run_within(DOWNLOAD_LIMIT, &mut playwright)
}

fn starts(path: &Path) -> bool {
    answers(path, "--version")
}

/// Whether this is a browser, asked for a word on itself, and not what some systems put in its place.
/// On Windows, asking would open a window.
pub fn answers(path: &Path, word: &str) -> bool {
    path.is_file() && (cfg!(windows) || command::works(Command::new(path).arg(word)))
}
