//! Arbitrary bytes, opened as a pack: refused, or a collection that answers.
#![no_main]

use epigraph::{Index, Options, search};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(index) = Index::open(bytes.to_vec()) {
        let _ = search(&index, "the a", &Options::default());
    }
});
