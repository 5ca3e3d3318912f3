//! What one size of collection costs, natively.
//!
//! In go `EPIGRAPH_GROWTH`, a folder with `quotes.json` and `keys.txt` (what is typed, a line each), out comes one line of
//! JSON: quotes, words of the dictionary's source, milliseconds to import and to build, bytes of the pack, the most memory
//! the process has had, milliseconds to open the pack, and the time of a keystroke. Never decides what is too much.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use epigraph::{Index, Options};

/// Each keystroke is timed so often; what counts is the mean of all but the first.
const PASSES: u32 = 4;

fn main() {
    // `cargo bench` without the folder asks every target: there is nothing to measure then.
    let Some(folder) = std::env::var_os("EPIGRAPH_GROWTH").map(PathBuf::from) else { return };
    let source = std::fs::read(folder.join("quotes.json")).expect("quotes.json");
    let keys = std::fs::read_to_string(folder.join("keys.txt")).expect("keys.txt");

    let (collection, import) = timed(|| epigraph::import(&source).expect("JSON"));
    drop(source);
    let quotes = collection.len();
    let (index, build) = timed(|| Index::build(&collection));
    drop(collection);
    let most = peak_bytes();
    let pack = index.pack().to_vec();
    drop(index);
    let bytes = pack.len();
    let before = resident_bytes();
    let (index, open) = timed(|| Index::open(pack).expect("a pack"));
    let options = Options { facets: false, ..Options::default() };
    let mut times: Vec<Duration> = keys.lines().map(|typed| keystroke(&index, typed, &options)).collect();
    let beyond = resident_bytes().saturating_sub(before);
    times.sort_unstable();
    let at = |share: f64| micros(times[((times.len() as f64 * share) as usize).min(times.len() - 1)]);
    println!(
        "{{\"quotes\": {quotes}, \"import_ms\": {:.1}, \"build_ms\": {:.1}, \"pack_bytes\": {bytes}, \"peak_bytes\": {most}, \
         \"open_ms\": {:.2}, \"beyond_pack_bytes\": {beyond}, \"p50_us\": {:.2}, \"p99_us\": {:.2}, \"max_us\": {:.2}}}",
        millis(import),
        millis(build),
        millis(open),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn keystroke(index: &Index, typed: &str, options: &Options<'_>) -> Duration {
    let mut sum = Duration::ZERO;
    for pass in 0..PASSES {
        let ((), time) = timed(|| drop(black_box(epigraph::search(index, black_box(typed), options))));
        if pass > 0 {
            sum += time;
        }
    }
    sum / (PASSES - 1)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// The most memory the process has had so far, and what it has now; 0 where the system does not tell.
fn peak_bytes() -> usize {
    status("VmHWM:")
}

fn resident_bytes() -> usize {
    status("VmRSS:")
}

fn status(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<usize>().ok()).unwrap_or_default() * 1024
}
