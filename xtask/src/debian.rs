//! Installs packages of Debian and its kin.
//!
//! In go package names, out come installed packages. Only as root and only where `apt-get` is;
//! never asks a question, never takes packages that are merely recommended.

use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::command;

/// Whether packages can be installed at all: `apt-get` works and we are root.
pub fn can_install() -> bool {
    let root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    root && command::works(Command::new("apt-get").arg("--version"))
}

/// Installs `packages`, with a fresh list if the list at hand does not have them.
pub fn install(packages: &[&str]) -> Result<()> {
    if apt_get(&["install", "--no-install-recommends"], packages).is_ok() {
        return Ok(());
    }
    apt_get(&["update"], &[])?;
    apt_get(&["install", "--no-install-recommends"], packages)
        .with_context(|| format!("apt-get cannot install {}", packages.join(" ")))
}

fn apt_get(verb: &[&str], packages: &[&str]) -> Result<()> {
    let mut apt = Command::new("apt-get");
    apt.args(["-y", "-q", "-o", "DPkg::Lock::Timeout=300"]).args(verb).args(packages);
    command::read(apt.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null())).map(drop)
}
