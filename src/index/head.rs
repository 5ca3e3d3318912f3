//! The answers to the shortest beginnings of words, as an index keeps them.
//!
//! Beginnings that very many quotes hold come out, answers to them go in, and come out again for a beginning: from the
//! pack, or from beside it, where those are kept that were found when somebody asked.

use super::build::Written;
use super::{Index, section};
use crate::bytes::{Reader, push_varint};
use crate::text::slice;
use crate::work::{Work, done};
use std::sync::Mutex;

/// How many of the best are kept: what a page shows.
pub(crate) const BEST: usize = 32;

/// The answer to a beginning of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// How many quotes hold it.
    pub(crate) total: usize,
    /// The best of them, the best first, each with its cell.
    pub(crate) best: Vec<(usize, u16)>,
}

/// Answers that were found when they were asked for, in the order of their beginnings: no more than one for so many bytes of
/// the pack, of which it takes a fiftieth at most.
#[derive(Debug, Default)]
pub(super) struct Found(Mutex<Vec<(String, Head)>>);

const SHARE: usize = 1 << 15;

impl Index {
    /// The answer to a beginning of a word, where it was found ahead or is kept.
    pub(crate) fn known_head(&self, word: &str) -> Option<Head> {
        let kept = || {
            let found = self.found.0.lock().ok()?;
            let at = found.binary_search_by(|(known, _)| known.as_str().cmp(word)).ok()?;
            found.get(at).map(|(_, head)| head.clone())
        };
        self.head(word).or_else(kept)
    }

    /// Keeps the answer to a beginning of a word, where there is room.
    pub(crate) fn keep_head(&self, word: &str, head: Head) {
        if let Ok(mut found) = self.found.0.lock()
            && found.len() <= self.pack().len() / SHARE
            && let Err(at) = found.binary_search_by(|(known, _)| known.as_str().cmp(word))
        {
            found.insert(at, (word.to_string(), head));
        }
    }

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
    pub(crate) fn add_crowded(&self, term: usize, letters: usize, bytes: usize, crowded: &mut Vec<String>) -> usize {
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
                // A pack that was made up may have its words in any order.
                return words.end.max(term + 1);
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

#[cfg(test)]
mod tests {
    use super::super::verify::checksum;
    use super::{Index, section};
    use crate::import;
    use crate::work::{Work, finished};

    #[test]
    fn words_in_any_order_stop_no_look_ahead() {
        let source = (0..60).map(|id| format!("{{\"text\": \"alpha{id} beta{id} gamma{id}\"}}\n")).collect::<String>();
        let index = Index::build(&import(source.as_bytes()).unwrap_or_default());
        let (start, end, _) = index.sections.get(section::TERMS + 1).copied().unwrap_or_default();
        let mut seed = 7_u32;
        let mut opened = 0;
        for _ in 0..100 {
            let mut pack = index.pack().to_vec();
            for byte in pack.get_mut(start..end).unwrap_or_default() {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if seed >> 30 == 0 {
                    *byte = b'a' + u8::try_from(seed >> 20 & 15).unwrap_or_default();
                }
            }
            let sum = finished(checksum(pack.get(16..).unwrap_or_default(), &Work::at_once()));
            let sum = u32::try_from(sum).unwrap_or_default().to_le_bytes();
            pack.iter_mut().skip(12).zip(sum).for_each(|(byte, sum)| *byte = sum);
            if let Ok(index) = Index::open(pack) {
                finished(index.prepare(&Work::in_stretches(1 << 20)));
                opened += 1;
            }
        }
        assert_eq!(opened, 100);
    }
}
