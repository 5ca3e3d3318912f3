//! The engine's parts against the clock, natively.
//!
//! In goes `EPIGRAPH_QUOTES`, the sizes of collections with commas between, or else 1,000 and 10,000
//! quotes; out come times for each and how they differ from the last run. Never decides what is fast enough.

use std::hint::black_box;
use std::process::Command;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use epigraph::{Collection, Index, Options};

/// What each search is of; the words are common ones of `vocabulary.mjs`, and the two stand together in some quote.
const SEARCHES: [(&str, &str); 4] =
    [("one word", "freedom"), ("two words", "light soul"), ("short prefix", "fr"), ("typo", "fredom")];

fn main() {
    let sizes = std::env::var("EPIGRAPH_QUOTES").unwrap_or_else(|_| String::from("1000,10000"));
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    for size in sizes.split(',') {
        measure(&mut criterion, size);
    }
    criterion.final_summary();
}

fn measure(criterion: &mut Criterion, size: &str) {
    let collection = collection(size);
    let index = Index::build(&collection);
    let options = Options { facets: false, ..Options::default() };

    let mut build = criterion.benchmark_group("index build");
    build.sample_size(10).throughput(Throughput::Elements(collection.len() as u64));
    build.bench_function(BenchmarkId::from_parameter(size), |bencher| {
        bencher.iter(|| Index::build(black_box(&collection)));
    });
    build.finish();

    for (name, typed) in SEARCHES {
        let mut search = criterion.benchmark_group(format!("search, {name}"));
        search.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| epigraph::search(&index, black_box(typed), &options).total);
        });
        search.finish();
    }
}

/// Made by the same generator as the collections of the comparison in the browser.
fn collection(size: &str) -> Collection {
    let generator = concat!(env!("CARGO_MANIFEST_DIR"), "/../quotes.mjs");
    let node = Command::new("node").args([generator, size]).output().expect("Node.js makes the quotes");
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
    let collection = epigraph::import(&node.stdout).expect("JSON");
    assert!(collection.skipped.is_empty(), "every record is read");
    collection
}
