//! Arbitrary bytes, opened as a pack: refused, or a collection that answers. The checksum is made to fit, as whoever makes a
//! pack on purpose would do: else nothing behind it were ever seen.
#![no_main]

use epigraph::{Index, Options, search};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.to_vec();
    epigraph_fuzz::seal(&mut bytes);
    let Ok(index) = Index::open(bytes) else { return };
    for quote in 0..index.len().min(20) {
        let record = index.record(quote);
        let fields = record.matches('\x1f').count();
        // What is no text takes three bytes for one.
        assert!(
            fields >= 11 && record.len() <= 6 * 1024 * 1024,
            "a record of {fields} fields and {} bytes",
            record.len()
        );
        let _ = index.find(index.id(quote));
    }
    let _ = index.unpack(0..index.len().min(20));
    for typed in ["the a", "\"not one\"", "notone", "evalaution", "part:1 author:\"a\" x", "-a b", "a"] {
        for facets in [true, false] {
            let _ = search(&index, typed, &Options { facets, ..Options::default() });
        }
    }
});
