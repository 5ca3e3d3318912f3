//! Holds the functions of the whole engine to a length that a browser makes better while they are still at work.
//!
//! In goes the compiled module with its names, out comes an error that names what is too long. What other libraries bring
//! is left as it is.

use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Most bytes of a function. The time that Chromium takes to make one better grows faster than its length: 20 KB took a
/// tenth of a second of a core and more, 7 KB some 30 ms.
const MOST: usize = 8_500;

pub fn check(wasm: &[u8]) -> Result<()> {
    let mut imported = 0;
    let mut lengths = Vec::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                let imports = imports.into_imports().collect::<Result<Vec<_>, _>>()?;
                imported = imports.iter().filter(|import| matches!(import.ty, TypeRef::Func(_))).count();
            }
            Payload::CodeSectionEntry(body) => lengths.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(functions) = subsection? {
                            for function in functions {
                                let function = function?;
                                names.insert(usize::try_from(function.index)?, function.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    ensure!(!names.is_empty(), "the compiled module has no names: was it stripped?");
    for (at, length) in lengths.iter().enumerate() {
        let name = names.get(&(imported + at)).copied().unwrap_or_default();
        ensure!(
            *length <= MOST || !name.contains("epigraph"),
            "found a function of {length} bytes, {name}, expected at most {MOST}: keep parts of it in functions of their \
             own by inline(never), stages of long work by `boxed`"
        );
    }
    Ok(())
}
