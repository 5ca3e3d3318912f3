//! Takes out of the glue what is never run.
//!
//! In goes the script that wasm-bindgen wrote, out comes the same without its provisions for older
//! browsers than those that `floor` names, for a restart that only Rust could ask for, and for ways to
//! call it that `core.js` does not use. Stops where the glue is not written as expected.

use anyhow::{Context, Result, ensure};

/// Where each piece begins and ends, and what stands there instead.
const PIECES: [(&str, &str, &str); 9] = [
    ("function __wbg_call_guard() {", "\n}\n", ""),
    ("if (!('encodeInto' in cachedTextEncoder)) {", "\n}\n", ""),
    ("    if (realloc === undefined) {", "\n    }\n", ""),
    ("    if (!(module instanceof WebAssembly.Module)) {", "\n    }\n", ""),
    ("    if (module !== undefined) {", "\n    }\n", "    ({module} = module);\n"),
    // The engine is started once, and what is in the place of a detached buffer is another one.
    ("function initSync(module) {", "return wasm;\n", "function initSync(module) {\n"),
    ("cachedDataViewMemory0.buffer.detached === true", "undefined && ", "("),
    ("if (typeof numBytesDecoded", ") ", ""),
    ("if (typeof WASM_VECTOR_LEN", ") ", ""),
];

pub fn glue(glue: &str) -> Result<String> {
    let mut glue = glue.replace("__wbg_call_guard();\n", "");
    for (begin, end, instead) in PIECES {
        ensure!(glue.matches(begin).count() == 1, "wasm-bindgen's glue does not have {begin:?} once");
        let start = glue.find(begin).unwrap_or_default();
        let length = glue[start..].find(end).with_context(|| format!("{begin:?} has no end"))? + end.len();
        glue.replace_range(start..start + length, instead);
    }
    Ok(glue)
}
