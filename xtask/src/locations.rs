//! Takes the places of panics, file and line, out of the engine's data.
//!
//! In goes the compiled module, out comes the same module with zeros where a
//! `core::panic::Location` stood and where the path stood that it points to. They are read only by
//! what reports a panic, and that is gone (`trim`). Never touches text that no location points to.

use walrus::ir::Value;
use walrus::{ConstExpr, Data, DataKind, Module};

/// A location: address and length of the path, line, column, each four bytes.
const LOCATION: usize = 16;
const LONGEST_PATH: usize = 250;
const MOST_LINES: u32 = 100_000;
const MOST_COLUMNS: u32 = 1_000;

/// Bytes to be cleared: where they start in memory, and how many.
type Span = (usize, usize);

pub fn clear(module: &mut Module) {
    let segments: Vec<(usize, &[u8])> =
        module.data.iter().filter_map(|data| Some((start(&data.kind)?, data.value.as_slice()))).collect();
    let spans: Vec<Span> = segments.iter().flat_map(|(start, bytes)| find(*start, bytes, &segments)).collect();
    let ids: Vec<_> = module.data.iter().map(Data::id).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let Some(start) = start(&data.kind) else { continue };
        for (at, length) in &spans {
            let span = at.checked_sub(start).and_then(|at| data.value.get_mut(at..at + length));
            span.into_iter().for_each(|bytes| bytes.fill(0));
        }
    }
}

/// The locations in one segment, and their paths wherever these are.
fn find(start: usize, bytes: &[u8], segments: &[(usize, &[u8])]) -> Vec<Span> {
    let mut spans = Vec::new();
    for at in (0..bytes.len()).filter(|at| (start + at).is_multiple_of(4)) {
        let Some(words) = bytes.get(at..at + LOCATION) else { break };
        let [path, length, line, column] = [0, 4, 8, 12].map(|word| read(words, word));
        let path = (path as usize, length as usize);
        let counts = (1..MOST_LINES).contains(&line) && (1..MOST_COLUMNS).contains(&column);
        if counts && segments.iter().any(|segment| names_source(segment, path)) {
            spans.extend([(start + at, LOCATION), path]);
        }
    }
    spans
}

/// Whether the path of a Rust file stands there.
fn names_source((start, bytes): &(usize, &[u8]), (at, length): Span) -> bool {
    let text = at.checked_sub(*start).filter(|_| length < LONGEST_PATH).and_then(|at| bytes.get(at..at + length));
    text.is_some_and(|text| text.ends_with(b".rs") && text.iter().all(|byte| byte.is_ascii_graphic()))
}

fn read(words: &[u8], at: usize) -> u32 {
    words[at..at + 4].iter().rev().fold(0, |value, &byte| value << 8 | u32::from(byte))
}

fn start(kind: &DataKind) -> Option<usize> {
    match kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } => usize::try_from(*start).ok(),
        _ => None,
    }
}
