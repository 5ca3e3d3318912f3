//! Says what is being done and how long it took.
//!
//! In goes a name and the work, out comes the work's result; in between a line such as
//! `wasm … 12.3 s`. Never hides an error: a failed step is named as such.

use std::cell::RefCell;
use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

thread_local! {
    static DONE: RefCell<Vec<(String, Duration)>> = const { RefCell::new(Vec::new()) };
}

/// A step that says nothing while it works: one line, finished when it is.
pub fn quiet<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    print!("{name} … ");
    std::io::stdout().flush()?;
    let start = Instant::now();
    let result = work();
    let took = start.elapsed();
    println!("{}{:.1} s", if result.is_ok() { "" } else { "failed after " }, took.as_secs_f64());
    DONE.with_borrow_mut(|done| done.push((name.to_owned(), took)));
    result.with_context(|| format!("step “{name}”"))
}

/// A step whose programs print: a line before, a line after.
pub fn loud<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{name} …");
    let start = Instant::now();
    let result = work();
    let took = start.elapsed();
    println!("{name} … {}{:.1} s", if result.is_ok() { "" } else { "failed after " }, took.as_secs_f64());
    DONE.with_borrow_mut(|done| done.push((name.to_owned(), took)));
    result.with_context(|| format!("step “{name}”"))
}

/// Every step so far with its time.
pub fn print_table() {
    DONE.with_borrow(|done| {
        let width = done.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        println!("\n{:width$}   seconds", "step");
        for (name, took) in done {
            println!("{name:width$}  {:8.1}", took.as_secs_f64());
        }
    });
}
