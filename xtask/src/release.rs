//! Makes the files of a release that are derived from other files.
//!
//! In goes a folder with the scripts and the copied files, out come in the same folder the page,
//! `quotes.json`, the service worker with its list, `package.json` and `integrity.json`. Never
//! reads the clock: the same sources give the same release.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::{layout, weigh};

/// What the pages need to be whole without a network; the first of them is asked for as `./`.
const OFFLINE: [&str; 24] = [
    "index.html",
    "page.css",
    "epigraph.js",
    "register-sw.js",
    "looks.html",
    "looks.css",
    "embed.html",
    "embed.css",
    "embed.js",
    "parts.png",
    "studio.html",
    "studio.css",
    "studio.js",
    "studio-worker.js",
    "core.js",
    "epigraph.wasm",
    "worker.js",
    "quotes.json",
    "LICENSE",
    "LICENSE-THIRD-PARTY",
    "manifest.webmanifest",
    "icon.svg",
    "icon-192.png",
    "icon-512.png",
];

pub fn write_page(folder: &Path) -> Result<()> {
    let collection = epigraph::builtin();
    let template = fs::read_to_string(layout::www().join("index.html"))?;
    fs::write(folder.join("index.html"), epigraph::page(&collection, &template)?)?;
    let mut quotes = Vec::new();
    epigraph::print::json(&collection, &mut quotes)?;
    Ok(fs::write(folder.join("quotes.json"), quotes)?)
}

/// Fills in the files that belong together, each with its hash, and the release's own name.
pub fn write_worker(folder: &Path) -> Result<()> {
    // In every language: the studio shows and gives away the widget in any of them.
    let parts = names(folder)?.into_iter().filter(|name| name.starts_with("parts/"));
    let listed: Vec<String> = OFFLINE.iter().map(|name| (*name).to_owned()).chain(parts).collect();
    let weights = weigh::files(&listed.iter().map(|name| folder.join(name)).collect::<Vec<_>>())?;
    let entries = listed.iter().zip(&weights).map(|(name, weight)| {
        let name = if name == "index.html" { "" } else { name };
        json!({"url": format!("./{name}"), "integrity": weight.integrity})
    });
    let files = Value::from_iter(entries);
    let worker = fs::read_to_string(layout::www().join("sw.js"))?;
    let worker = replace(&worker, "[\"__FILES__\"]", &files.to_string())?;
    // The list names every byte of the release; its hash is the release's name.
    let path = folder.join("sw.js");
    fs::write(&path, &worker)?;
    let release: String =
        weigh::file(&path)?.integrity.chars().filter(char::is_ascii_alphanumeric).skip(6).take(16).collect();
    Ok(fs::write(path, replace(&worker, "\"__RELEASE__\"", &json!(release).to_string())?)?)
}

/// Replaces the one `mark` outside of comments' backquotes.
fn replace(text: &str, mark: &str, with: &str) -> Result<String> {
    let marked = format!("= {mark};");
    ensure!(text.matches(&marked).count() == 1, "www/sw.js should have {marked:?} once");
    Ok(text.replacen(&marked, &format!("= {with};"), 1))
}

pub fn write_package(folder: &Path) -> Result<()> {
    let with_types = |name: &str| json!({"types": format!("./{name}.d.ts"), "default": format!("./{name}.js")});
    let exports = json!({
        // What other bundlers read carries the whole engine: what lies beside a module they may move.
        ".": {"types": "./epigraph.d.ts", "default": "./bundle.js"},
        "./epigraph.js": with_types("epigraph"),
        "./core": with_types("core"),
        "./worker.js": "./worker.js",
        "./parts/*": "./parts/*",
        "./classic": "./epigraph.classic.js",
        "./epigraph.wasm": "./epigraph.wasm",
        "./quotes.json": "./quotes.json",
        "./integrity.json": "./integrity.json",
        "./package.json": "./package.json",
    });
    let package = json!({
        "name": "epigraph",
        "version": manifest("version")?,
        "description": manifest("description")?,
        "keywords": ["quotes", "search", "wasm", "widget", "web-component"],
        "license": manifest("license")?,
        "type": "module",
        "exports": exports,
        "types": "./epigraph.d.ts",
        // Importing these registers the element; everything else may be shaken off.
        "sideEffects": ["./epigraph.js", "./epigraph.classic.js", "./bundle.js", "./worker.js"],
        "engines": {"node": ">=20.16"},
    });
    Ok(fs::write(folder.join("package.json"), serde_json::to_string_pretty(&package)? + "\n")?)
}

/// A plain field of the library's `Cargo.toml`.
fn manifest(field: &str) -> Result<String> {
    let text = fs::read_to_string(layout::root().join("Cargo.toml"))?;
    let value = text.lines().find_map(|line| line.strip_prefix(field)?.trim_start().strip_prefix('=').map(str::trim));
    let value = value.with_context(|| format!("Cargo.toml has no {field}"))?;
    Ok(serde_json::from_str(value)?)
}

/// Lists what every file of the release weighs, this list aside.
pub fn write_integrity(folder: &Path) -> Result<()> {
    let names = names(folder)?;
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let weights = weigh::files(&paths)?;
    let list: Map<String, Value> = names.into_iter().zip(weights.iter().map(weigh::Weight::to_json)).collect();
    Ok(fs::write(folder.join("integrity.json"), serde_json::to_string_pretty(&list)? + "\n")?)
}

/// The files of a release in order of name, those of a folder in it as `folder/file`.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && name != "node_modules" {
            names.extend(self::names(&entry.path())?.into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
