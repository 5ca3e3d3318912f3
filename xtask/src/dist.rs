//! Fills `dist/`.
//!
//! In goes the source, out comes one whole release. Built elsewhere and put in place at the end, so
//! that nobody who reads `dist/` meanwhile sees half of it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::wasm::Engine;
use crate::{bundle, layout, notices, release, steps, wasm};

/// What is part of the release as it stands in `www/`; declarations of types besides.
const PAGE: [&str; 15] = [
    "page.css",
    "embed.html",
    "embed.css",
    "embed.js",
    "looks.html",
    "looks.css",
    "parts.png",
    "studio.html",
    "studio.css",
    "register-sw.js",
    "manifest.webmanifest",
    "icon.svg",
    "icon-192.png",
    "icon-512.png",
    "screenshot.png",
];
const DOCUMENTS: [&str; 4] = ["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"];

pub fn fill() -> Result<()> {
    wasm::build()?;
    let folder = layout::target().join("dist");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    steps::quiet("scripts", || bundle::scripts(&folder))?;
    steps::quiet("page and package", || {
        fs::copy(Engine::Whole.folder().join("epigraph.wasm"), folder.join("epigraph.wasm"))?;
        copy(&layout::www(), &PAGE, &folder)?;
        copy(&layout::root(), &DOCUMENTS, &folder)?;
        notices::write(&folder.join("LICENSE-THIRD-PARTY"))?;
        let readme = fs::read_to_string(folder.join("README.md"))?;
        fs::write(folder.join("README.md"), readme.replace("(www/", "("))?;
        copy_types(&folder)?;
        release::write_page(&folder)?;
        release::write_worker(&folder)?;
        release::write_package(&folder)?;
        release::write_integrity(&folder)
    })?;
    swap(&folder)
}

fn copy(from: &Path, names: &[&str], to: &Path) -> Result<()> {
    for name in names {
        fs::copy(from.join(name), to.join(name))
            .with_context(|| format!("cannot copy {}", from.join(name).display()))?;
    }
    Ok(())
}

fn copy_types(folder: &Path) -> Result<()> {
    let names = release::names(&layout::www())?;
    let types: Vec<&str> = names.iter().map(String::as_str).filter(|name| name.ends_with(".d.ts")).collect();
    copy(&layout::www(), &types, folder)
}

/// Puts the new release in the place of the old.
fn swap(made: &Path) -> Result<()> {
    let (dist, old) = (layout::dist(), layout::target().join("dist-old"));
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    if dist.exists() {
        fs::rename(&dist, &old)?;
    }
    fs::rename(made, &dist).with_context(|| format!("cannot move the release to {}", dist.display()))?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}
