//! The answers to the shortest beginnings of words, found once.
//!
//! A collection goes in, an index comes out that answers `a` or `th` without a look at the tens of thousands of quotes
//! that hold a word that begins so: how many they are and the best of them stand in it. Where more is asked for, such as
//! counts of values, they are looked at all the same. Where they are fewer the answer is found when it is first asked for.

use crate::gather::Gatherer;
use crate::index::{BEST, Head, Index};
use crate::quote::Collection;
use crate::work::{Work, boxed, done, finished};
use std::borrow::Cow;

/// Longest beginning that is answered ahead, in letters.
const LETTERS: usize = crate::reading::SHORT;
/// Lists of a beginning that are longer than this, in bytes, take longer to go through than a reader should wait for even
/// once: some ten thousand quotes.
const CROWDED: usize = 48 * 1024;

impl Index {
    /// Makes a collection ready.
    #[must_use]
    pub fn build(collection: &Collection) -> Self {
        finished(Self::build_in(Cow::Borrowed(collection), &Work::at_once()))
    }

    /// The same as work that may be stopped at and gone on with.
    pub(crate) async fn build_in(collection: Cow<'_, Collection>, work: &Work) -> Self {
        let index = boxed(Self::make(collection, work)).await;
        // In the order of their words, as the crowded ones are.
        let mut heads: Vec<(String, Head)> = Vec::new();
        let crowded = boxed(index.crowded(LETTERS, CROWDED, work)).await;
        let mut gatherer = Gatherer::new(&index);
        work.stage(done::HEADS, crowded.len());
        for word in crowded {
            let head = gatherer.head(&word, BEST);
            heads.push((word, head));
            work.did(1).await;
            work.turn().await;
        }
        drop(gatherer);
        boxed(index.with_heads(&heads, work)).await
    }
}

#[cfg(test)]
mod tests {
    use super::{BEST, Index};
    use crate::{Options, import, search};

    #[test]
    fn an_answer_is_kept_once_it_was_asked_for() {
        let source = (0..6000).map(|id| format!("{{\"text\": \"q{id} than thank the\"}}\n")).collect::<String>();
        let index = Index::build(&import(source.as_bytes()).unwrap_or_default());
        let ask = |typed: &str, limit| search(&index, typed, &Options { limit, facets: false, ..Options::default() });
        let kept = |word: &str| index.known_head(word).map(|head| (head.total, head.best.len()));
        // More are asked for than are kept, the beginning is long, the lists are short, or it is one word of two.
        for (typed, limit) in [("th", BEST + 1), ("than", 3), ("q11", 3), ("q17 th", 3), ("the ", 3)] {
            ask(typed, limit);
            assert_eq!((kept(typed), kept("th")), (None, None), "{typed:?}");
        }
        for _ in 0..2 {
            assert_eq!(ask("th", 3).hits.len(), 3);
            assert_eq!(kept("th"), Some((6000, BEST)));
        }
        ask("q", BEST);
        assert_eq!((kept("q"), kept("t")), (Some((6000, BEST)), None));
        assert_eq!(index.head("th"), None);
    }
}
