//! The licences of what a release carries besides our own code.
//!
//! In go the packages that are compiled into the engine or bundled into the scripts, out comes one text with the name,
//! version and licence texts of each, as their licences ask. Of a package that brings no text it
//! gives the licence it declares, its authors and where it comes from; one that declares none is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{command, layout};

/// npm packages whose code is bundled; the others only build or test.
const BUNDLED: [&str; 1] = ["client-zip"];

/// What packages carry of others without saying so, the algorithms of Snowball in pagefind_stem: their licence.
const SNOWBALL: &str = include_str!("../licences/snowball.txt");

/// How a file with a licence's text, or with notices that go with one, begins.
const NAMES: [&str; 5] = ["license", "licence", "unlicense", "copying", "notice"];

/// Writes the text. Packages are in order of name: the same sources give the same text.
pub fn write(path: &Path) -> Result<()> {
    let mut text = "What Epigraph carries of others, and under which licences.\n".to_owned();
    for (name, Package { folder, declared }) in packages()? {
        text += &format!("\n{}\n{name}\n{declared}\n", "-".repeat(80));
        for licence in texts(&folder)? {
            text += &format!("\n{}\n", licence.trim());
        }
    }
    text += &format!(
        "\n{}\nSnowball, in pagefind_stem\nBSD-3-Clause, https://snowballstem.org\n\n{SNOWBALL}",
        "-".repeat(80)
    );
    Ok(fs::write(path, text)?)
}

struct Package {
    folder: PathBuf,
    /// Its licence, its authors where they are named, and where it comes from.
    declared: String,
}

impl Package {
    /// What cargo or npm tells of it.
    fn new(folder: &Path, told: &Value) -> Result<Self> {
        let authors = told["authors"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let source = told["repository"].as_str().or_else(|| told["repository"]["url"].as_str());
        let licence = told["license"].as_str().with_context(|| format!("{} declares no licence", folder.display()))?;
        let declared: Vec<&str> = std::iter::once(licence).chain(authors).chain(source).collect();
        Ok(Self { folder: folder.to_owned(), declared: declared.join(", ") })
    }
}

/// By names with versions.
fn packages() -> Result<BTreeMap<String, Package>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(layout::root()).args(["metadata", "--format-version=1", "--no-default-features"]);
    cargo.args(["--features=web,open", "--filter-platform=wasm32-unknown-unknown"]);
    let metadata: Value = serde_json::from_str(&command::read(&mut cargo)?)?;
    let mut packages: BTreeMap<String, Package> = compiled_in(&metadata)?
        .into_iter()
        .map(|package| {
            let manifest = Path::new(text(&package["manifest_path"])?);
            let name = format!("{} {}", text(&package["name"])?, text(&package["version"])?);
            Ok((name, Package::new(manifest.parent().context("a manifest in no folder")?, package)?))
        })
        .collect::<Result<_>>()?;
    for name in BUNDLED {
        let folder = layout::build_tools().join("node_modules").join(name);
        let package: Value = serde_json::from_str(&fs::read_to_string(folder.join("package.json"))?)?;
        packages.insert(format!("{name} {}", text(&package["version"])?), Package::new(&folder, &package)?);
    }
    Ok(packages)
}

/// The packages whose code may be in the module: what the library needs at run time, and what that needs.
fn compiled_in(metadata: &Value) -> Result<Vec<&Value>> {
    let by_id = |list: &'static str, of: &'static str| -> BTreeMap<&str, &Value> {
        let list = if of.is_empty() { &metadata[list] } else { &metadata[list][of] };
        list.as_array().into_iter().flatten().filter_map(|entry| Some((entry["id"].as_str()?, entry))).collect()
    };
    let (packages, nodes) = (by_id("packages", ""), by_id("resolve", "nodes"));
    let root = packages.values().find(|package| package["name"] == "epigraph").context("the library is not listed")?;
    let root = text(&root["id"])?;
    let (mut found, mut ahead) = (BTreeSet::new(), vec![root]);
    while let Some(id) = ahead.pop() {
        let package = packages.get(id).with_context(|| format!("{id} is not listed"))?;
        // A macro runs while others are compiled.
        let is_macro =
            package["targets"].as_array().into_iter().flatten().any(|target| target["kind"][0] == "proc-macro");
        if is_macro || !found.insert(id) {
            continue;
        }
        let needs = nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten();
        let at_run_time = needs.filter(|need| {
            need["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
        });
        ahead.extend(at_run_time.filter_map(|need| need["pkg"].as_str()));
    }
    Ok(found.into_iter().filter(|&id| id != root).filter_map(|id| packages.get(id).copied()).collect())
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().context("a name is missing in what cargo or npm tells of a package")
}

/// The texts that lie in a package. Where one may choose, MIT's alone: the shortest that is offered.
fn texts(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.retain(|name| NAMES.iter().any(|start| name.to_lowercase().starts_with(start)));
    if names.iter().any(|name| name.to_lowercase().contains("mit")) {
        names.retain(|name| !name.to_lowercase().contains("apache"));
    }
    names.sort();
    names.iter().map(|name| Ok(fs::read_to_string(folder.join(name))?)).collect()
}
