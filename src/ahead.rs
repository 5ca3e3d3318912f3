//! What the first keys would wait for, found while nobody types.
//!
//! A collection goes in, what is found is kept in it: where the words of its dictionary part, and how the beginnings of words
//! are held that are in most quotes. Each answer is the same without.

use crate::branches::Growing;
use crate::bytes::text;
use crate::holding::{self, Held};
use crate::index::{Index, section};
use crate::query::Clause;
use crate::reading::{self, Correct};
use crate::work::Work;
use crate::{Options, search, typo};

/// Words of the dictionary whose branches are found in a stretch.
const WORDS: usize = if cfg!(test) { 16 } else { 4096 };

impl Index {
    /// Finds it, a stretch for so many words and one for each beginning.
    pub(crate) async fn prepare(&self, work: &Work) {
        let terms = self.strings(section::TERMS);
        let mut growing = Growing::new(terms.len());
        while growing.grow(terms, WORDS) {
            work.turn().await;
        }
        self.keep_branches(growing.grown(terms.len()));
        let mut kept = Vec::new();
        for words in self.crowded_beginnings() {
            work.turn().await;
            if !holding::has_room(self) {
                break;
            }
            let clause = Clause { words: words.clone(), written: words.clone(), phrase: false, unfinished: true };
            let mut held = Held::new(self);
            reading::read(self, &[clause], Correct::Nothing).iter().for_each(|reading| held.fill(reading));
            kept.push(words);
        }
        // Browsers make better what was called: the commonest word and a beginning after it, and a word misspelt.
        if let (Some(common), Some(begun)) = (self.commonest(&|_| true), kept.last()) {
            work.turn().await;
            self.pass(&format!("{} {begun}", self.word(common)));
            work.turn().await;
            let long = self.commonest(&|term| self.word(term).len() > LONG);
            self.near(long.map_or("", |term| self.word(term)), true, typo::MOST);
        }
    }

    /// Searches for nothing but what is kept of it.
    fn pass(&self, typed: &str) {
        drop(search(self, typed, &Options { limit: 1, facets: false, ..Options::default() }));
    }

    /// The beginnings of words whose lists are to be kept, the longest lists first.
    fn crowded_beginnings(&self) -> Vec<String> {
        let (words, lists) = (self.strings(section::HEADS), self.strings(section::POSTINGS));
        let word = |at: usize| text(words.get(at));
        let mut beginnings: Vec<(usize, usize)> = Vec::new();
        for at in 0..words.len() {
            let terms = self.beginning(word(at));
            beginnings.push((lists.stretch(terms.start, terms.end).len(), at));
        }
        beginnings.sort_unstable();
        let crowded = beginnings.into_iter().rev().take_while(|(bytes, _)| holding::is_crowded(self, *bytes));
        crowded.map(|(_, at)| word(at).to_string()).collect()
    }
}

/// Bytes of a word that is long enough for two slips, and more.
const LONG: usize = 8;

#[cfg(test)]
mod tests {
    use super::{Index, Options, Work, search};
    use crate::Results;
    use crate::quote::{Collection, Kind, Quote};
    use crate::work::finished;

    const QUOTES: usize = 6000;

    fn index() -> Index {
        let words = ["the", "a", "area", "aria", "theatre", "of", "often", "zest", "amber", "orange", "so", "stone"];
        let mut collection = Collection::default();
        let mut seed = 7_usize;
        for id in 0..QUOTES {
            let mut text = format!("q{id}");
            for _ in 0..9 {
                seed = seed * 48271 % 0x7FFF_FFFF;
                text.push(' ');
                text.push_str(words.get(seed % words.len()).copied().unwrap_or_default());
            }
            collection.push(&Quote {
                id: &id.to_string(),
                text: &text,
                kind: Kind::Quotation,
                topic: None,
                author: None,
                source: None,
                url: None,
                part: None,
                tags: Vec::new(),
                lang: None,
            });
        }
        Index::build(&collection)
    }

    fn ask(index: &Index, typed: &str) -> Results {
        search(index, typed, &Options { facets: false, ..Options::default() })
    }

    #[test]
    fn what_is_found_ahead_is_kept_and_changes_no_answer() {
        let (prepared, plain) = (index(), index());
        finished(prepared.prepare(&Work::in_stretches(prepared.pack().len())));
        assert!(prepared.has_branches());
        assert!(!plain.has_branches());
        // That most quotes have a word with, the longest lists first.
        assert!(prepared.crowded_beginnings().starts_with(&[String::from("a"), String::from("o")]));
        assert!(prepared.crowds.count() > 1);
        assert_eq!(plain.crowds.count(), 0);
        for typed in ["the a", "a t", "of o", "theater", "ambre s", "the of a s", "aera", "q17 th", "orenge the"] {
            assert_eq!(ask(&prepared, typed), ask(&plain, typed), "{typed:?}");
        }
    }
}
