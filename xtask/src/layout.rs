//! Where things are: every path of the project that a verb uses, absolute.
//!
//! In goes nothing but the place of this crate; out come paths. Never looks whether they exist.

use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

pub fn www() -> PathBuf {
    root().join("www")
}

pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The package whose tools build: esbuild, terser, binaryen, typescript.
pub fn build_tools() -> PathBuf {
    root().join("xtask")
}

pub fn web_tests() -> PathBuf {
    root().join("tests/web")
}

pub fn bench() -> PathBuf {
    root().join("tests/bench")
}

pub fn target() -> PathBuf {
    root().join("target")
}
