//! The answers to the shortest beginnings of words, as an index keeps them.
//!
//! Beginnings that very many quotes hold come out, answers to them go in, and come out again for a beginning.

use super::build::Written;
use super::{Index, section};
use crate::bytes::{Reader, push_varint};
use crate::text::slice;
use crate::work::{Work, done};

/// The answer to a beginning of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Head {
    /// How many quotes hold it.
    pub(crate) total: usize,
    /// The best of them, the best first, each with its cell.
    pub(crate) best: Vec<(usize, u16)>,
}

impl Index {
    /// The answer to a beginning of a word, where it was found ahead.
    pub(crate) fn head(&self, word: &str) -> Option<Head> {
        let words = self.strings(section::HEADS);
        let at = words.less(0..words.len(), word.as_bytes());
        if words.get(at) != word.as_bytes() || at >= words.len() {
            return None;
        }
        let mut entry = Reader::new(self.strings(section::HEADS + 2).get(at));
        let mut head = Head { total: entry.varint().min(self.quotes), best: Vec::new() };
        while !entry.is_empty() {
            head.best.push((entry.varint(), u16::try_from(entry.varint()).unwrap_or_default()));
        }
        Some(head)
    }

    /// The beginnings of words, of one letter to `letters`, in whose lists there are more than so many bytes; sorted.
    pub(crate) async fn crowded(&self, letters: usize, bytes: usize, work: &Work) -> Vec<String> {
        let mut crowded = Vec::new();
        let terms = self.strings(section::TERMS).len();
        work.stage(done::CROWDED, terms);
        let mut term = 0;
        while term < terms {
            term = self.add_crowded(term, letters, bytes, &mut crowded);
            work.reached(term).await;
        }
        crowded
    }

    /// Adds those that a term is the first to begin with; returns the next term that may be the first of others.
    #[inline(never)]
    fn add_crowded(&self, term: usize, letters: usize, bytes: usize, crowded: &mut Vec<String>) -> usize {
        let word = self.word(term);
        let before = term.checked_sub(1).map_or("", |before| self.word(before));
        for (nth, (at, letter)) in word.char_indices().take(letters).enumerate() {
            let beginning = slice(word, 0, at + letter.len_utf8());
            if before.starts_with(beginning) {
                continue;
            }
            let words = self.beginning(beginning);
            let few = self.strings(section::POSTINGS).stretch(words.start, words.end).len() <= bytes;
            if !few {
                crowded.push(beginning.to_string());
            }
            if few || nth + 1 == letters {
                return words.end;
            }
        }
        term + 1
    }

    /// The same with heads, sorted by their words.
    pub(crate) async fn with_heads(self, heads: &[(String, Head)], work: &Work) -> Self {
        let (mut words, mut entries) = (Written::default(), Written::default());
        for (word, head) in heads {
            words.bytes.extend_from_slice(word.as_bytes());
            words.end();
            push_varint(&mut entries.bytes, head.total);
            for &(quote, cell) in &head.best {
                push_varint(&mut entries.bytes, quote);
                push_varint(&mut entries.bytes, usize::from(cell));
            }
            entries.end();
        }
        let Self { mut bytes, quotes, sections, .. } = self;
        let mut ends = sections.map(|(_, end, _)| end);
        let mut put = |at: usize, section: Vec<u8>| {
            bytes.extend_from_slice(&section);
            for end in ends.iter_mut().skip(at) {
                *end = bytes.len();
            }
        };
        words.put(section::HEADS, &mut put);
        entries.put(section::HEADS + 2, &mut put);
        Self::seal(bytes, quotes, &ends, work).await
    }
}
