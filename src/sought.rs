//! What was found for the words that were sought last: a reader goes on typing after them, and a query is read several
//! times over.
//!
//! A typed word goes in, the words near it come out. Nothing is sought here, and no more than a few are kept.

use crate::typo::Near;
use std::sync::Mutex;

/// Words that were sought last.
#[derive(Debug, Default)]
pub(crate) struct Sought(Mutex<Vec<Found>>);

/// How many.
const SOUGHT: usize = 8;

/// What was found for a word.
#[derive(Debug)]
struct Found {
    typed: String,
    unfinished: bool,
    most: usize,
    near: Vec<Near>,
}

impl Sought {
    /// What was found for a word, or else what `seek` finds.
    pub(crate) fn get(
        &self,
        typed: &str,
        unfinished: bool,
        most: usize,
        seek: impl FnOnce() -> Vec<Near>,
    ) -> Vec<Near> {
        let Ok(mut sought) = self.0.lock() else { return seek() };
        let is = |found: &&Found| found.typed == typed && found.unfinished == unfinished && found.most == most;
        if let Some(found) = sought.iter().find(is) {
            return found.near.clone();
        }
        let near = seek();
        if sought.len() == SOUGHT {
            sought.remove(0);
        }
        sought.push(Found { typed: typed.to_string(), unfinished, most, near: near.clone() });
        near
    }
}
