//! Arbitrary bytes, read as the format of this file's name: the law of every importer holds.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| epigraph_fuzz::law(bytes, epigraph::Format::Json));
