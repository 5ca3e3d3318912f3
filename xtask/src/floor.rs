//! Holds the engine to the oldest browsers that run it: Safari 16.4, Chrome 100, Firefox 102.
//!
//! In goes the built module, out comes an error if it needs anything that those do not have. Never
//! changes it.

use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

/// What all three have, beyond the first version of WebAssembly.
fn features() -> WasmFeatures {
    WasmFeatures::MVP
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::REFERENCE_TYPES
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::SIGN_EXTENSION
}

pub fn check(wasm: &[u8]) -> Result<()> {
    Validator::new_with_features(features())
        .validate_all(wasm)
        .map(drop)
        .context("the engine needs more than Safari 16.4, Chrome 100 and Firefox 102 have")
}
