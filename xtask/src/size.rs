//! Says what a reader downloads, and holds it to the budget.
//!
//! In goes `dist/`, out comes a table of its files and of the parts of `epigraph.js`; an error when
//! that is over its budget. Changes nothing in `dist/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::wasm::{self, Engine, Library};
use crate::{bundle, dist, layout, release, steps, toolchain, weigh};

/// Bytes that `epigraph.js` may have in brotli, everything inside.
const BUDGET: u64 = 30 * 1024;

/// Builds, then reports; with `smaller` also what a standard library made for size would give.
pub fn report(smaller: bool) -> Result<()> {
    dist::fill()?;
    let checked = check();
    if smaller {
        compare()?;
    }
    checked
}

/// Reports on `dist/` as it is.
pub fn check() -> Result<()> {
    let folder = layout::dist();
    let names = release::names(&folder)?;
    let weights = weigh::files(&names.iter().map(|name| folder.join(name)).collect::<Vec<_>>())?;
    let width = names.iter().map(String::len).max().unwrap_or_default();
    println!("\n{:width$}{:>9}{:>9}{:>9}", "dist/", "raw", "gzip -9", "brotli");
    for (name, weight) in names.iter().zip(&weights) {
        println!("{name:width$}{:9}{:9}{:9}", weight.raw, weight.gzip, weight.brotli);
    }
    let whole =
        names.iter().zip(&weights).find(|(name, _)| *name == "epigraph.js").context("dist/ has no epigraph.js")?.1;
    print_parts(whole.brotli)?;
    println!("\nepigraph.js: {} bytes in brotli; the budget is {BUDGET}", whole.brotli);
    ensure!(whole.brotli <= BUDGET, "epigraph.js is {} bytes over its budget", whole.brotli - BUDGET);
    Ok(())
}

/// What of `epigraph.js` is what. The engine is weighed by leaving it out; the rest is shared out
/// by length.
fn print_parts(whole: u64) -> Result<()> {
    let script = fs::read_to_string(layout::dist().join("epigraph.js"))?;
    let engine = fs::read_to_string(Engine::Plain.folder().join("epigraph.wasm.text.js"))?;
    let text = engine.split('"').nth(5).context("the engine's text is not where it was written")?;
    ensure!(script.contains(text), "dist/epigraph.js holds another engine: run `cargo xtask dist`");
    let rest_path = Engine::Plain.folder().join("epigraph.without-engine.js");
    fs::write(&rest_path, script.replacen(text, "", 1))?;
    let rest = weigh::file(&rest_path)?.brotli;
    let engine = whole - rest;
    let collection = collection_share(engine)?;

    println!("\n{:24}{:>9}{:>9}", "epigraph.js", "minified", "brotli");
    let print = |name: &str, raw: String, brotli: u64| println!("{name:24}{raw:>9}{:>9}", format!("{brotli}"));
    print("engine", String::from(""), engine - collection);
    print("collection", String::from(""), collection);
    let parts = lengths()?;
    let total: u64 = parts.iter().map(|(_, length)| length).sum();
    for (name, length) in parts {
        print(name, length.to_string(), rest * length / total.max(1));
    }
    Ok(())
}

/// The engine's bytes that are the built-in document, by what each deflates to.
fn collection_share(engine: u64) -> Result<u64> {
    let wasm = fs::read(Engine::Plain.folder().join("epigraph.wasm"))?;
    let document = fs::read(layout::root().join("src/builtin/chip-huyen.txt"))?;
    Ok(engine * wasm::deflate(&document)?.len() as u64 / wasm::deflate(&wasm)?.len().max(1) as u64)
}

/// Minified lengths of the script's parts, as the bundler counted them.
fn lengths() -> Result<[(&'static str, u64); 3]> {
    let map: Value = serde_json::from_slice(&fs::read(bundle::map("epigraph.js"))?)?;
    let outputs = map.get("outputs").and_then(Value::as_object).context("esbuild's map names no output")?;
    let inputs = outputs.values().filter_map(|output| output.get("inputs")?.as_object()).flatten();
    let mut parts = [("element and core", 0), ("styles", 0), ("glue", 0)];
    for (path, input) in inputs {
        let length = input.get("bytesInOutput").and_then(Value::as_u64).unwrap_or(0);
        match Path::new(path).file_name().and_then(|name| name.to_str()) {
            Some("epigraph.wasm.text.js") => {}
            Some("styles.js") => parts[1].1 += length,
            Some("glue.js") => parts[2].1 += length,
            _ => parts[0].1 += length,
        }
    }
    Ok(parts)
}

/// The engine with a standard library made for size, beside the one that is shipped.
fn compare() -> Result<()> {
    let Some(toolchain) = toolchain::with_source() else {
        println!("\nno compiler here has the standard library as source: nothing to compare with");
        return Ok(());
    };
    let folder = layout::target().join("web-smallest");
    fs::create_dir_all(&folder)?;
    let raw = steps::loud("wasm, smallest standard library", || {
        wasm::compile(&toolchain, Engine::Plain, &Library::Smallest)
    })?;
    let smallest = folder.join("epigraph.wasm");
    steps::quiet("wasm-bindgen and wasm-opt", || {
        wasm::bind(walrus::Module::from_file(raw)?, &folder)?;
        wasm::optimize(Engine::Plain, &folder.join("glue_bg.wasm"), &smallest)
    })?;
    for (name, path) in [("shipped", Engine::Plain.folder().join("epigraph.wasm")), ("smallest", smallest)] {
        print_engine(name, &path)?;
    }
    Ok(())
}

fn print_engine(name: &str, path: &PathBuf) -> Result<()> {
    let bytes = fs::read(path)?;
    println!("engine, {name}: {} bytes, {} deflated", bytes.len(), wasm::deflate(&bytes)?.len());
    Ok(())
}
