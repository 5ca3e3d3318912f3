//! Builds an index.
//!
//! Quotes go in one by one, then the bytes of the whole come out. Each step is linear in the words of the
//! collection, but for the sorts of its distinct words and values.

use super::forms::Spoken;
use super::{Index, section};
use crate::bytes::{Reader, push_ends, push_numbers, push_text, push_varint};
use crate::intern::{Interner, narrow, wide};
use crate::quote::{Collection, field};
use crate::sort::sorted;
use crate::stem::stems;
use crate::text;
use crate::transcript::{push_item, push_note};

/// The fields of a posting of which no more is said.
pub(crate) const TEXT_ONLY: u8 = 1 << field::TEXT;
/// Says of a posting that another byte follows: the fields in which the term stands as two words.
pub(crate) const APART: u8 = 0x80;

/// A list of things of different lengths, one after the other: where each ends.
type Ends = Vec<u32>;

/// Stands between the values of a field, in place of a word.
const BREAK: u32 = u32::MAX;

/// A text taken apart: the numbers of its words, and the notes to write it again.
#[derive(Default)]
struct Taken {
    words: Vec<u32>,
    notes: Vec<u8>,
    word_ends: Ends,
    note_ends: Ends,
}

impl Taken {
    /// Takes a text; where `lines` are values of their own, with breaks between them. Its words are added to those
    /// `written` in its language, as they are.
    fn add(&mut self, text: &str, lines: bool, terms: &mut Interner, mut written: Option<&mut Interner>) {
        let mut before = 0;
        for word in text::words(text) {
            let (term, _) = terms.add(word.folded.as_bytes());
            let gap = text::slice(text, before, word.start);
            let whole = text::slice(text, word.start, word.end);
            if let Some(written) = &mut written {
                written.add(whole.as_bytes());
            }
            if lines && gap.contains('\n') {
                self.words.push(BREAK);
            }
            self.words.push(narrow(term));
            push_note(&mut self.notes, gap, whole, &word.folded);
            before = word.end;
        }
        push_note(&mut self.notes, text::slice(text, before, text.len()), "", "");
        self.word_ends.push(narrow(self.words.len()));
        self.note_ends.push(narrow(self.notes.len()));
    }

    fn words(&self, at: usize) -> &[u32] {
        stretch(&self.words, &self.word_ends, at)
    }

    /// Writes the transcript of a text, its words by their ranks.
    fn write(&self, at: usize, ranks: &[u32], out: &mut Vec<u8>) {
        let mut notes = Reader::new(stretch(&self.notes, &self.note_ends, at));
        let mut first = true;
        for &word in self.words(at).iter().filter(|word| **word != BREAK) {
            let rank = ranks.get(wide(word)).copied().unwrap_or_default();
            push_item(out, Some(wide(rank)), first, &mut notes);
            first = false;
        }
        let mut last = notes;
        if last.byte() > 0 {
            push_item(out, None, first, &mut notes);
        }
    }
}

fn stretch<'a, T>(list: &'a [T], ends: &[u32], at: usize) -> &'a [T] {
    let end = |at: Option<usize>| at.and_then(|at| ends.get(at)).map_or(0, |&end| wide(end));
    list.get(end(at.checked_sub(1))..end(Some(at))).unwrap_or_default()
}

/// Quotes on their way to an index.
struct Builder {
    terms: Interner,
    /// The distinct values of each field, in the order of their first sight.
    values: [Interner; field::ALL],
    /// The same, taken apart, of those that are searched.
    taken: [Taken; field::SEARCHED],
    prefix: Taken,
    spoken: Spoken,
    /// The value of each quote in each field, counted from 1.
    columns: [Vec<u32>; field::ALL],
}

impl Index {
    /// Makes a collection ready, but for its heads.
    pub(crate) fn make(collection: &Collection) -> Self {
        let mut builder = Builder {
            terms: Interner::new(),
            values: std::array::from_fn(|_| Interner::new()),
            taken: std::array::from_fn(|_| Taken::default()),
            prefix: Taken::default(),
            spoken: Spoken::default(),
            columns: std::array::from_fn(|_| Vec::new()),
        };
        builder.prefix.add(&collection.topic_prefix, false, &mut builder.terms, None);
        for quote in 0..collection.len() {
            builder.spoken.turn(collection.field(quote, field::LANG));
            for field in 0..field::ALL {
                builder.add(field, collection.field(quote, field));
            }
        }
        builder.finish(collection)
    }
}

impl Builder {
    fn add(&mut self, field: usize, text: &str) {
        let (Some(values), Some(column)) = (self.values.get_mut(field), self.columns.get_mut(field)) else { return };
        if text.is_empty() {
            return column.push(0);
        }
        let (value, new) = values.add(text.as_bytes());
        column.push(narrow(value + 1));
        let Some(taken) = self.taken.get_mut(field) else { return };
        let written = self.spoken.written(field, value);
        if new {
            taken.add(text, field == field::TAGS, &mut self.terms, written);
        } else if let Some(written) = written {
            for word in text::words(text) {
                written.add(text::slice(text, word.start, word.end).as_bytes());
            }
        }
    }

    fn finish(self, collection: &Collection) -> Index {
        let terms = &self.terms;
        let order = sorted(terms.len(), &|a: usize, b: usize| terms.get(a).cmp(terms.get(b)));
        let places = inverse(&order);
        let counts = self.counts();
        let count = |term: usize| counts.get(term).copied().unwrap_or_default();
        let common = sorted(order.len(), &|a: usize, b: usize| count(b).cmp(&count(a)));
        let ranks = inverse(&common);

        let mut sections = vec![Vec::new(); section::ALL];
        let mut put = |at: usize, bytes: Vec<u8>| {
            if let Some(section) = sections.get_mut(at) {
                *section = bytes;
            }
        };
        let averages = self.put_lengths(&mut put);
        put(section::HEAD, head(collection, averages, self.spoken.tags()));
        put(section::ALIASES, aliases(collection));
        let mut prefix = Vec::new();
        self.prefix.write(0, &ranks, &mut prefix);
        put(section::PREFIX, prefix);
        let mut strings = Written::default();
        for &term in &order {
            strings.bytes.extend_from_slice(terms.get(term));
            strings.end();
        }
        strings.put(section::TERMS, &mut put);
        let mut numbers = Vec::new();
        let place = |&term: &usize| places.get(term).map_or(0, |&place| wide(place));
        push_numbers(&mut numbers, order.len(), common.iter().map(place));
        put(section::RANKS, numbers);
        self.spoken.put_stems(terms, &order, &mut put);
        self.put_postings(&order, &places, &mut put);
        self.put_values(&ranks, &mut put);
        Index::assemble(collection.len(), &sections)
    }

    /// How often each word stands in the values.
    fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.terms.len()];
        for taken in &self.taken {
            for &word in &taken.words {
                if let Some(count) = counts.get_mut(wide(word)) {
                    *count += 1;
                }
            }
        }
        counts
    }

    /// The lengths of the topic and of the text of each quote, and both on average.
    fn put_lengths(&self, put: &mut dyn FnMut(usize, Vec<u8>)) -> [usize; 2] {
        let prefix = self.prefix.words.len();
        let mut lengths = vec![0; self.columns.first().map_or(0, Vec::len)];
        let mut sums = [0; 2];
        for (field, sum) in sums.iter_mut().enumerate() {
            let (Some(taken), Some(column)) = (self.taken.get(field), self.columns.get(field)) else { continue };
            for (lengths, value) in lengths.iter_mut().zip(column) {
                let words = wide(*value)
                    .checked_sub(1)
                    .map_or(0, |value| taken.words(value).len() + if field == field::TOPIC { prefix } else { 0 });
                *sum += words;
                *lengths |= words.min(0xFF) << (8 * field);
            }
        }
        let mut numbers = Vec::new();
        push_numbers(&mut numbers, 0xFFFF, lengths.iter().copied());
        put(section::LENGTHS, numbers);
        sums.map(|sum| sum / lengths.len().max(1))
    }

    fn put_values(&self, ranks: &[u32], put: &mut dyn FnMut(usize, Vec<u8>)) {
        let mut strings = Written::default();
        let mut starts = vec![0];
        for (field, (values, column)) in self.values.iter().zip(&self.columns).enumerate() {
            let value = |at: usize| values.get(at);
            // Those that are counted come in the order of the alphabet, that equal counts do too.
            let order = if matches!(field, field::TEXT | field::ID) {
                crate::sort::numbers(values.len())
            } else {
                sorted(values.len(), &|a: usize, b: usize| value(a).cmp(value(b)))
            };
            for &at in &order {
                match self.taken.get(field) {
                    Some(taken) => taken.write(at, ranks, &mut strings.bytes),
                    None => strings.bytes.extend_from_slice(value(at)),
                }
                strings.end();
            }
            starts.push(strings.ends.len());
            let places = inverse(&order);
            let place =
                |value: &u32| wide(*value).checked_sub(1).map_or(0, |at| places.get(at).map_or(0, |&at| wide(at) + 1));
            let mut numbers = Vec::new();
            push_numbers(&mut numbers, values.len(), column.iter().map(place));
            put(section::COLUMNS + field, numbers);
        }
        let mut fields = Vec::new();
        push_numbers(&mut fields, strings.ends.len(), starts.into_iter());
        put(section::FIELDS, fields);
        strings.put(section::VALUES, put);
    }

    /// Lists for each term the quotes that hold it, and those that hold it as two words side by side: where
    /// `real time` stands, `realtime` is found if any quote writes it so.
    fn put_postings(&self, order: &[usize], places: &[u32], put: &mut dyn FnMut(usize, Vec<u8>)) {
        let quotes = self.columns.first().map_or(0, Vec::len);
        let mut starts = vec![0_u32; self.terms.len() + 1];
        let mut held = Held { last: vec![0; self.terms.len()], start: 0, list: Vec::new() };
        let mut ends = Vec::with_capacity(quotes);
        for quote in 0..quotes {
            held.start = held.list.len();
            self.hold(quote, &mut held);
            ends.push(held.list.len());
        }
        for &(term, ..) in &held.list {
            if let Some(start) = places.get(wide(term)).and_then(|&place| starts.get_mut(wide(place) + 1)) {
                *start += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut postings = vec![(0_u32, 0_u8, 0_u8); wide(total)];
        let mut start = 0;
        for (quote, &end) in ends.iter().enumerate() {
            for &(term, fields, apart) in held.list.get(start..end).unwrap_or_default() {
                if let Some(next) = places.get(wide(term)).and_then(|&place| next.get_mut(wide(place))) {
                    if let Some(posting) = postings.get_mut(wide(*next)) {
                        *posting = (narrow(quote), fields, apart);
                    }
                    *next += 1;
                }
            }
            start = end;
        }
        drop(held);
        let mut strings = Written::default();
        for term in 0..order.len() {
            let start = |at: usize| starts.get(at).map_or(0, |&start| wide(start));
            let mut after = 0;
            for &(quote, fields, apart) in postings.get(start(term)..start(term + 1)).unwrap_or_default() {
                let skipped = (wide(quote) - after) << 1;
                after = wide(quote) + 1;
                if (fields, apart) == (TEXT_ONLY, 0) {
                    push_varint(&mut strings.bytes, skipped);
                    continue;
                }
                push_varint(&mut strings.bytes, skipped | 1);
                if apart == 0 {
                    strings.bytes.push(fields);
                } else {
                    strings.bytes.extend([fields | APART, apart]);
                }
            }
            strings.end();
        }
        strings.put(section::POSTINGS, put);
    }

    /// Adds the terms of a quote, each once, and in which fields.
    fn hold(&self, quote: usize, held: &mut Held) {
        for (field, (taken, column)) in self.taken.iter().zip(&self.columns).enumerate() {
            let Some(value) = column.get(quote).and_then(|&value| wide(value).checked_sub(1)) else { continue };
            let mut before = BREAK;
            for &term in taken.words(value) {
                if term != BREAK {
                    held.add(term, field, false);
                    if before != BREAK
                        && let Some(joined) = self.terms.joined(wide(before), self.terms.get(wide(term)))
                    {
                        held.add(narrow(joined), field, true);
                    }
                }
                before = term;
            }
            if field == field::TOPIC {
                self.prefix.words.iter().for_each(|&term| held.add(term, field, false));
            }
        }
    }
}

/// The terms of each quote: in which fields it holds each as one word, and in which as two.
struct Held {
    /// For each term its place in the list when it was last added.
    last: Vec<u32>,
    /// Where the terms of this quote begin.
    start: usize,
    list: Vec<(u32, u8, u8)>,
}

impl Held {
    fn add(&mut self, term: u32, field: usize, apart: bool) {
        let Some(last) = self.last.get_mut(wide(term)) else { return };
        if wide(*last) < self.start || self.list.get(wide(*last)).is_none_or(|(there, ..)| *there != term) {
            *last = narrow(self.list.len());
            self.list.push((term, 0, 0));
        }
        if let Some((_, one, two)) = self.list.get_mut(wide(*last)) {
            let fields = if apart { two } else { one };
            *fields = field::with(*fields, field);
        }
    }
}

/// Strings on their way to their two sections.
#[derive(Default)]
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    ends: Ends,
}

impl Written {
    pub(super) fn end(&mut self) {
        self.ends.push(narrow(self.bytes.len()));
    }

    pub(super) fn put(self, at: usize, put: &mut dyn FnMut(usize, Vec<u8>)) {
        let mut ends = Vec::new();
        push_ends(&mut ends, &self.ends);
        put(at, ends);
        put(at + 1, self.bytes);
    }
}

/// Of places the items in them, or the other way round.
fn inverse(order: &[usize]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, &at) in order.iter().enumerate() {
        if let Some(there) = places.get_mut(at) {
            *there = narrow(place);
        }
    }
    places
}

fn head<'a>(collection: &Collection, averages: [usize; 2], spoken: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut head = Vec::new();
    push_text(&mut head, &collection.topic_prefix);
    for name in [&collection.title, &collection.author, &collection.lang] {
        push_text(&mut head, name.as_deref().unwrap_or_default());
    }
    averages.into_iter().for_each(|average| push_varint(&mut head, average));
    spoken.for_each(|tag| push_text(&mut head, tag));
    head
}

fn aliases(collection: &Collection) -> Vec<u8> {
    let mut aliases = Vec::new();
    for pair in &collection.aliases {
        for side in [&pair.0, &pair.1] {
            push_text(&mut aliases, &stems(side));
        }
    }
    aliases
}
