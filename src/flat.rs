//! Answers as flat lists, on their way to JavaScript.
//!
//! Numbers, texts and results go in, a list goes out of which each is read where it stands: the names of members would
//! weigh more than the code that reads them.

use crate::search::Results;
use crate::{score, text};

/// A list that is written from first to last.
pub(crate) trait Flat {
    fn count(&mut self, count: usize);

    /// A text, an absent one as an empty one.
    fn text(&mut self, text: Option<&str>);

    /// The answer to a query.
    fn results(&mut self, results: &Results) {
        self.count(results.total);
        self.count(usize::from(results.partial));
        self.text(results.suggestion.as_deref());
        self.count(results.hits.len());
        for hit in &results.hits {
            self.count(hit.quote);
            // In thousandths.
            self.count(score::thousandths(hit.score));
            self.count(hit.via.len());
            for via in &hit.via {
                self.text(Some(&via.word));
                self.text(Some(&via.matched));
            }
            self.count(hit.marks.len());
            for mark in &hit.marks {
                self.count(mark.field);
                self.count(mark.start);
                self.count(mark.end);
            }
        }
        self.count(results.facets.len());
        for facet in &results.facets {
            self.text(Some(facet.field));
            self.count(facet.more);
            self.count(facet.values.len());
            for value in &facet.values {
                self.text(value.value.as_deref());
                self.count(value.count);
            }
        }
    }
}

/// All in one text: a number as two characters, its upper and its lower fifteen bits; a text as its length in UTF-16 code
/// units and its characters.
#[derive(Default)]
pub(crate) struct Text(String);

impl Text {
    /// What was written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    #[inline(never)]
    fn digit(&mut self, digit: usize) {
        let digit = u32::try_from(digit & 0x7FFF).unwrap_or_default();
        self.0.push(char::from_u32(digit).unwrap_or_default());
    }
}

impl Flat for Text {
    #[inline(never)]
    fn count(&mut self, count: usize) {
        self.digit(count >> 15);
        self.digit(count);
    }

    #[inline(never)]
    fn text(&mut self, text: Option<&str>) {
        let text = text.unwrap_or_default();
        self.count(text::units(text, text.len()));
        self.0.push_str(text);
    }
}

/// All as numbers: a text as how many UTF-16 code units it has, and these. Read where they stand they cross the door
/// quicker than a text, at some more code on its other side.
#[cfg(full)]
pub(crate) struct Numbers(Vec<u32>);

/// Numbers that there stays room for; more are given back.
#[cfg(full)]
const KEPT: usize = 1 << 14;

#[cfg(full)]
impl Numbers {
    /// Writes an answer in place of the one before it: where it begins in the memory.
    pub(crate) fn of(results: &Results) -> usize {
        thread_local! {
            static LAST: std::cell::RefCell<Numbers> = const { std::cell::RefCell::new(Numbers(Vec::new())) };
        }
        LAST.with_borrow_mut(|numbers| {
            numbers.0.clear();
            numbers.0.shrink_to(KEPT);
            numbers.results(results);
            numbers.0.as_ptr().addr()
        })
    }
}

#[cfg(full)]
impl Flat for Numbers {
    fn count(&mut self, count: usize) {
        self.0.push(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn text(&mut self, text: Option<&str>) {
        let at = self.0.len();
        self.count(0);
        self.0.extend(text.unwrap_or_default().encode_utf16().map(u32::from));
        let length = u32::try_from(self.0.len() - at - 1).unwrap_or_default();
        if let Some(count) = self.0.get_mut(at) {
            *count = length;
        }
    }
}
