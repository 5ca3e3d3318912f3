//! Shows on a terminal that long work goes on.
//!
//! What is done and how much there is go in; a line comes out on standard error that is gone when the work
//! is. Nothing is shown of short work, or where standard error is no terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Work on fewer bytes is done before anybody could read of it.
const LONG: u64 = 4 << 20;
/// Bytes that work on a quote is taken for.
pub(crate) const QUOTE: usize = 256;
const TICK: Duration = Duration::from_millis(100);

/// A line that goes away with this.
pub(crate) struct Shown(ProgressBar);

impl Shown {
    pub(crate) fn set_position(&self, position: u64) {
        self.0.set_position(position);
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A bar for work on so many bytes.
pub(crate) fn bar(what: &'static str, bytes: u64) -> Shown {
    let bar = ProgressBar::with_draw_target(Some(bytes), target(bytes));
    let style = ProgressStyle::with_template("{msg} [{bar:30}] {bytes} of {total_bytes}");
    Shown(bar.with_message(what).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
}

/// A sign of life for work on so many bytes, of which no more is known.
pub(crate) fn spin(what: &'static str, bytes: usize) -> Shown {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(None, target(bytes));
    let style = ProgressStyle::with_template("{spinner} {msg}, {elapsed}");
    let bar = bar.with_message(what).with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    if !bar.is_hidden() {
        bar.enable_steady_tick(TICK);
    }
    Shown(bar)
}

/// indicatif itself shows nothing where standard error is no terminal.
fn target(bytes: u64) -> ProgressDrawTarget {
    if bytes < LONG { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() }
}
