//! Reads the built-in document once, at compile time.
//!
//! In goes `src/builtin/chip-huyen.txt`, out comes the table that the browser's engine carries: the
//! engine then needs no importer for it. The library's own modules do the reading.

// What the library shows to others, this program keeps to itself.
#![allow(dead_code, unreachable_pub, unused_imports)]

mod error;
mod import;
mod intern;
mod quote;
mod room;
mod sort;
mod text;
mod work;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    // Everything natively; in the browser what opens other collections is a feature.
    let browser = std::env::var_os("CARGO_CFG_TARGET_FAMILY").is_some_and(|family| family == "wasm");
    if !browser || std::env::var_os("CARGO_FEATURE_OPEN").is_some() {
        println!("cargo::rustc-cfg=full");
    }
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("builtin.table"), import::builtin().write())?;
    Ok(())
}
