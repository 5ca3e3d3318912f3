//! Shortens the names by which the engine and its glue call each other.
//!
//! In go the module and the script that wasm-bindgen wrote, out come both with names of one or two
//! letters on either side: long names with hashes are what packs worst in both. Never renames what
//! the glue itself exports; stops where the glue is not written as expected.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use walrus::Module;

/// The name under which the glue hands its functions in, before and after.
const MODULE: (&str, &str) = ("./glue_bg.js", "g");

/// The glue with short names; those of `module` are changed in place.
pub fn names(module: &mut Module, glue: &str) -> Result<String> {
    let mut glue = replace_one(glue, &format!("\"{}\": import0", MODULE.0), &format!("\"{}\": import0", MODULE.1))?;
    for (at, import) in module.imports.iter_mut().enumerate() {
        ensure!(import.module == MODULE.0, "the engine imports from {}", import.module);
        let short = short(at);
        glue = replace_one(&glue, &format!("\n        {}: ", import.name), &format!("\n        {short}: "))?;
        (import.module, import.name) = (MODULE.1.to_owned(), short);
    }
    let mut exports = BTreeMap::new();
    for (at, export) in module.exports.iter_mut().enumerate() {
        exports.insert(std::mem::replace(&mut export.name, short(at)), short(at));
    }
    rename_members(&glue, &exports)
}

/// `a` … `z`, `aa` …
fn short(at: usize) -> String {
    let last = char::from(b'a' + (at % 26) as u8);
    let rest = if at < 26 { String::new() } else { short(at / 26 - 1) };
    format!("{rest}{last}")
}

/// Replaces each `wasm.NAME`.
fn rename_members(glue: &str, names: &BTreeMap<String, String>) -> Result<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut pieces = glue.split("wasm.");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let inside = out.ends_with(is_word);
        let end = piece.find(|c| !is_word(c)).unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        ensure!(inside || names.contains_key(name), "the glue uses wasm.{name}, which the engine does not export");
        let name = if inside { name } else { &names[name] };
        out = out + "wasm." + name + rest;
    }
    Ok(out)
}

fn replace_one(text: &str, from: &str, to: &str) -> Result<String> {
    let count = text.matches(from).count();
    ensure!(count == 1, "wasm-bindgen's glue has {:?} {count} times, not once", from.trim());
    Ok(text.replacen(from, to, 1))
}
