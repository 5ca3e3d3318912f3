//! Installs the npm packages that a folder's lock file names.
//!
//! In goes a folder with `package-lock.json`, out come its `node_modules`. Runs only when they are
//! missing or the lock file changed; never changes a lock file.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::{command, steps};

pub fn install(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    // A copy of the lock file, written last: there only when the installation was whole.
    let stamp = folder.join("node_modules/.installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    ensure!(
        command::works(Command::new(script("npm")).arg("--version")),
        "Node.js with npm is missing: install Node.js 20 or newer (https://nodejs.org), then run this again"
    );
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    steps::quiet(&format!("npm packages of {name}"), || {
        let mut npm = Command::new(script("npm"));
        npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder).stdin(Stdio::null());
        command::read(&mut npm)?;
        Ok(fs::write(&stamp, &lock)?)
    })
}

/// A program that an installed package brings.
pub fn program(folder: &Path, name: &str) -> Command {
    Command::new(folder.join("node_modules/.bin").join(script(name)))
}

/// npm and what it installs are batch files on Windows.
pub fn script(name: &str) -> String {
    if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() }
}
