//! Weighs files: what they are, and what a server sends.
//!
//! In go paths, out come their bytes raw and compressed and their integrity strings. Compresses with
//! Node's zlib and brotli, the reference implementations; never writes a file.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{command, layout};

pub struct Weight {
    /// `sha384-…`, as the `integrity` attribute takes it.
    pub integrity: String,
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

impl Weight {
    pub fn to_json(&self) -> Value {
        json!({"integrity": self.integrity, "raw": self.raw, "gzip": self.gzip, "brotli": self.brotli})
    }
}

pub fn files(paths: &[PathBuf]) -> Result<Vec<Weight>> {
    let mut node = Command::new("node");
    node.arg(layout::build_tools().join("weigh.mjs")).args(paths);
    let weights: Vec<Value> = serde_json::from_str(&command::read(&mut node)?)?;
    weights.iter().map(|value| weight(value).context("weigh.mjs printed something else")).collect()
}

pub fn file(path: &Path) -> Result<Weight> {
    files(&[path.to_owned()])?.pop().context("weigh.mjs printed nothing")
}

fn weight(value: &Value) -> Option<Weight> {
    let bytes = |name: &str| value.get(name)?.as_u64();
    let integrity = value.get("integrity")?.as_str()?.to_owned();
    Some(Weight { integrity, raw: bytes("raw")?, gzip: bytes("gzip")?, brotli: bytes("brotli")? })
}
