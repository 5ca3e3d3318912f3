//! What the next keys would wait for, found a stretch at a time once somebody has begun to search.
//!
//! A collection goes in, what is found is kept in it: where the words of its dictionary part, and how the beginnings of words
//! are held that are in most quotes. Then what such keys call is called once. Each answer is the same without.

use crate::branches::Growing;
use crate::holding::{self, Held};
use crate::index::{Index, section};
use crate::query::Clause;
use crate::reading::{self, Correct};
use crate::work::Work;
use crate::{Options, search, typo};

/// Words of the dictionary whose branches are found in a stretch.
const WORDS: usize = if cfg!(test) { 16 } else { 4096 };

impl Index {
    /// Finds it: a stretch for so many words of the dictionary, and one for each beginning.
    pub(crate) async fn prepare(&self, work: &Work) {
        let mut growing = Growing::new(self.strings(section::TERMS).len());
        while growing.grow(self.strings(section::TERMS), WORDS) {
            work.turn().await;
        }
        self.keep_branches(growing.grown());
        work.turn().await;
        let mut kept = Vec::new();
        for words in self.crowded_beginnings(work).await {
            work.turn().await;
            if !holding::has_room(self) {
                break;
            }
            let clause = Clause { words: words.clone(), written: words.clone(), phrase: false, unfinished: true };
            let mut held = Held::new(self);
            reading::read(self, &[clause], Correct::Nothing).iter().for_each(|reading| held.fill(reading));
            kept.push(words);
        }
        // Browsers make better what was called: the commonest word with a beginning after it, and a long word misspelt.
        let Some(begun) = kept.last() else { return };
        work.turn().await;
        if let Some(common) = self.commonest(&|_| true) {
            let options = Options { limit: 1, facets: false, ..Options::default() };
            drop(search(self, &format!("{} {begun}", self.word(common)), &options));
        }
        work.turn().await;
        let slips = |term| typo::forgiven(self.word(term).chars().count());
        if let Some(long) = self.commonest(&|term| slips(term) == typo::MOST) {
            drop(self.near(self.word(long), true, typo::MOST));
        }
    }

    /// The beginnings of words that are to be kept, those with the longest lists first.
    async fn crowded_beginnings(&self, work: &Work) -> Vec<String> {
        let (mut crowded, mut term, mut turned) = (Vec::new(), 0, 0);
        while term < self.strings(section::TERMS).len() && crowded.len() < LOOKED {
            term = self.add_crowded(term, reading::SHORT, holding::uncrowded(self), &mut crowded);
            if term > turned + WORDS {
                turned = term;
                work.turn().await;
            }
        }
        let lists = self.strings(section::POSTINGS);
        let length = |word: &String| {
            let terms = self.beginning(word);
            lists.stretch(terms.start, terms.end).len()
        };
        let mut longest: Vec<(usize, usize)> = crowded.iter().map(length).zip(0..).collect();
        longest.sort_unstable();
        longest.iter().rev().take(KEPT).filter_map(|&(_, at)| crowded.get(at).cloned()).collect()
    }
}

/// Most beginnings that are looked at, and that are kept: no pack can ask for more.
const LOOKED: usize = 1 << 14;
const KEPT: usize = 64;

#[cfg(test)]
mod tests {
    use super::{Growing, Index, Options, Work, search, section};
    use crate::branches::Branches;
    use crate::work::finished;
    use crate::{Results, import};

    const QUOTES: usize = 6000;

    fn index() -> Index {
        let words = ["the", "a", "area", "aria", "theatre", "of", "often", "zest", "amber", "orange", "so", "stone"];
        let mut source = String::new();
        let mut seed = 7_usize;
        for id in 0..QUOTES {
            source.push_str(&format!("{{\"text\": \"q{id}"));
            for _ in 0..9 {
                seed = seed * 48271 % 0x7FFF_FFFF;
                source.push(' ');
                source.push_str(words.get(seed % words.len()).copied().unwrap_or_default());
            }
            source.push_str("\"}\n");
        }
        Index::build(&import(source.as_bytes()).unwrap_or_default())
    }

    fn ask(index: &Index, typed: &str) -> Results {
        search(index, typed, &Options { facets: false, ..Options::default() })
    }

    #[test]
    fn what_is_found_ahead_is_kept_and_changes_no_answer() {
        let (prepared, plain) = (index(), index());
        finished(prepared.prepare(&Work::in_stretches(prepared.pack().len())));
        let empty = || Growing::new(0).grown();
        assert_eq!(
            (prepared.keep_branches(empty()), plain.keep_branches(Branches::of(plain.strings(section::TERMS)))),
            (true, false)
        );
        // Those of most words first.
        let most = finished(prepared.crowded_beginnings(&Work::at_once()));
        assert_eq!(most.iter().map(String::as_str).take(4).collect::<Vec<_>>(), ["a", "o", "q", "the"]);
        assert!(prepared.crowds.count() > 1);
        assert_eq!(plain.crowds.count(), 0);
        for typed in ["the a", "a t", "of o", "theater", "ambre s", "the of a s", "aera", "q17 th", "orenge the"] {
            assert_eq!(ask(&prepared, typed), ask(&plain, typed), "{typed:?}");
        }
    }
}
