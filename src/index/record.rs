//! Quotes as they are written, letter for letter.
//!
//! Values and words of an index go in by their numbers, texts come out. Nothing is looked for in them.

use super::{GAP, Index, section};
use crate::quote::field;
use crate::transcript::{self, Items};

/// Bytes that the records of a page of hits most often have room in.
#[cfg(feature = "web")]
const ROOM: usize = 8 * 1024;

/// Closes a field of a record.
const END: u8 = b'\x1f';

/// Most bytes of a quote: twice what the importers let one have. A transcript of a few bytes could say that a long word
/// stands a million times.
const LONGEST: usize = 2 * 1024 * 1024;

impl Index {
    /// Adds a value of a field as it is written; nothing for none, and for one that is longer than a quote can be.
    fn write(&self, field: usize, value: usize, written: &mut Vec<u8>) {
        let stored = self.stored(field, value);
        let start = written.len();
        if field < field::SEARCHED {
            let ranks = self.numbers(section::RANKS);
            let terms = self.strings(section::TERMS);
            let most = start + LONGEST;
            transcript::write_all(written, stored, most, |rank, written| terms.push(ranks.get(rank), written));
        } else if stored.len() <= LONGEST {
            written.extend_from_slice(stored);
        }
        if written.len() - start > LONGEST {
            written.truncate(start);
        }
    }

    /// A value of a field as it is written; empty for none.
    pub(crate) fn text(&self, field: usize, value: usize) -> String {
        let mut written = Vec::new();
        self.write(field, value, &mut written);
        text(written)
    }

    /// Words of a field of a quote as they are written: so many from a place on; empty where there are none.
    pub(crate) fn written(&self, quote: usize, field: usize, position: usize, words: usize) -> String {
        let ranks = self.numbers(section::RANKS);
        let terms = self.strings(section::TERMS);
        let mut written = Vec::new();
        let (mut at, mut before) = (0, 0);
        for item in Items::new(self.stored(field, self.value(quote, field))) {
            let Some(rank) = item.rank else { break };
            // Tags are a line each.
            if field == field::TAGS && item.gap().contains(&b'\n') {
                at += GAP;
            }
            if at >= position {
                transcript::write(&mut written, &item, |written| terms.push(ranks.get(rank), written));
            }
            if at == position {
                before = item.gap().len();
            }
            at += 1;
            if at >= position + words {
                break;
            }
        }
        text(written.split_off(before.min(written.len())))
    }

    /// The stored fields of a quote, each closed by a unit separator, in the order topic, text,
    /// source, author, title of the part, tags (one a line), id, url, lang, number of the part and
    /// kind; absent ones, and all of a quote that is not there or has more than 2 MiB, are empty.
    #[must_use]
    pub fn record(&self, quote: usize) -> String {
        let mut record = Vec::new();
        self.write_record(quote, &mut record);
        text(record)
    }

    /// The [`record`](Self::record)s of several quotes, one after the other.
    #[cfg(feature = "web")]
    pub(crate) fn records(&self, quotes: impl Iterator<Item = usize>) -> String {
        let mut records = Vec::with_capacity(ROOM);
        for quote in quotes {
            self.write_record(quote, &mut records);
        }
        text(records)
    }

    fn write_record(&self, quote: usize, record: &mut Vec<u8>) {
        let start = record.len();
        for field in 0..field::ALL {
            self.write(field, self.value(quote, field), record);
            record.push(END);
        }
        if record.len() - start > LONGEST {
            // What it is known by stays, so that it is a quote still.
            record.truncate(start);
            for field in 0..field::ALL {
                if field == field::ID {
                    self.write(field, self.value(quote, field), record);
                }
                record.push(END);
            }
        }
    }
}

/// What was written as text: all of it is text but in a pack that was made to look like one, where the rest still is.
fn text(written: Vec<u8>) -> String {
    String::from_utf8(written).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
