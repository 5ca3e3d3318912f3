//! The answers to the shortest beginnings of words, found once.
//!
//! A collection goes in, an index comes out that answers `a` or `th` without a look at the thousands of quotes that
//! hold a word that begins so: how many they are and the best of them stand in it. Where more is asked for, such as
//! counts of values, they are looked at all the same.

use crate::gather::Gatherer;
use crate::index::{Head, Index};
use crate::quote::Collection;
use crate::work::{Work, boxed, done, finished};

/// Longest beginning that is answered ahead, in letters.
const LETTERS: usize = crate::reading::SHORT;
/// Lists of a beginning that are longer than this, in bytes, take longer to go through than a reader should wait for.
const CROWDED: usize = 4 * 1024;
/// How many of the best are kept: what a page shows.
const BEST: usize = 32;

impl Index {
    /// Makes a collection ready.
    #[must_use]
    pub fn build(collection: &Collection) -> Self {
        finished(Self::build_in(collection, &Work::at_once()))
    }

    /// The same as work that may be stopped at and gone on with.
    pub(crate) async fn build_in(collection: &Collection, work: &Work) -> Self {
        let index = boxed(Self::make(collection, work)).await;
        let mut heads: Vec<(String, Head)> = Vec::new();
        let crowded = boxed(index.crowded(LETTERS, CROWDED, work)).await;
        let mut gatherer = Gatherer::new(&index);
        work.stage(done::HEADS, crowded.len());
        for word in crowded {
            let head = gatherer.head(&word, BEST);
            heads.push((word, head));
            work.did(1).await;
        }
        drop(gatherer);
        heads.sort();
        boxed(index.with_heads(&heads, work)).await
    }
}
