//! Builds an index.
//!
//! Quotes go in one by one, then the bytes of the whole come out. Each step is linear in the words of the
//! collection, but for the sorts of its distinct words and values; work may stop within each that takes long.

use super::forms::Spoken;
use super::held::{Finder, Held};
use super::postings::Lists;
use super::taken::{BREAK, Taken, Terms};
use super::{Index, section};
use crate::bytes::{push_ends, push_numbers, push_text, push_varint};
use crate::intern::{Table, narrow, string, wide};
use crate::quote::{Collection, field};
use crate::sort::{alphabetic, largest};
use crate::stem::stems;
use crate::text;
use crate::work::{Work, boxed, done};
use std::borrow::Cow;

/// A list of things of different lengths, one after the other: where each ends.
pub(super) type Ends = Vec<u32>;

/// The distinct values of a field, in the order of their first sight: where each stands in the collection.
#[derive(Default)]
struct Values {
    spans: Vec<(usize, usize)>,
    table: Table,
}

/// Quotes on their way to an index.
struct Builder {
    terms: Terms,
    values: [Values; field::ALL],
    /// The same, taken apart, of those that are searched.
    taken: [Taken; field::SEARCHED],
    prefix: Taken,
    spoken: Spoken,
    /// The value of each quote in each field, counted from 1.
    columns: [Vec<u32>; field::ALL],
}

impl Index {
    /// Makes a collection ready, but for its heads.
    pub(crate) async fn make(collection: Cow<'_, Collection>, work: &Work) -> Self {
        let mut builder = Builder::new(&collection);
        work.stage(done::TAKEN, collection.bytes());
        work.each(collection.len(), &mut |quote| (builder.quote(&collection, quote), 0)).await;
        builder.finish(collection, work).await
    }
}

impl Builder {
    #[inline(never)]
    fn new(collection: &Collection) -> Self {
        let mut builder = Self {
            terms: Terms::default(),
            values: std::array::from_fn(|_| Values::default()),
            taken: std::array::from_fn(|at| Taken::for_bytes(if at == field::TEXT { collection.bytes() } else { 0 })),
            prefix: Taken::default(),
            spoken: Spoken::default(),
            columns: std::array::from_fn(|_| Vec::with_capacity(collection.len())),
        };
        builder.prefix.add(&collection.topic_prefix, false, &mut builder.terms, None);
        // What is shown before topics is in none of the values.
        builder.terms.counts.fill(0);
        builder
    }

    /// Takes a quote; returns how many bytes of it are searched.
    #[inline(never)]
    fn quote(&mut self, collection: &Collection, quote: usize) -> usize {
        let row = collection.row(quote);
        let before = quote.checked_sub(1).map(|before| collection.row(before)).unwrap_or_default();
        let same_language = before.get(field::LANG) == row.get(field::LANG);
        if !same_language {
            self.spoken.turn(collection.field(quote, field::LANG));
        }
        for (field, span) in row.iter().enumerate() {
            // Most quotes have few of them.
            if span.0 == span.1 {
                continue;
            }
            let value = if same_language && before.get(field) == Some(span) {
                self.columns.get(field).and_then(|column| column.last()).copied()
            } else {
                self.add(collection, field, *span)
            };
            if let (Some(column), Some(value)) = (self.columns.get_mut(field), value) {
                column.resize(quote, 0);
                column.push(value);
            }
        }
        row.iter().take(field::SEARCHED).map(|(start, end)| end - start).sum()
    }

    /// Takes the value of a field: its number, counted from 1.
    fn add(&mut self, collection: &Collection, field: usize, span: (usize, usize)) -> Option<u32> {
        let Values { spans, table } = self.values.get_mut(field)?;
        let text = collection.slice(span);
        let (value, new) = if field == field::ID {
            // Each quote has its own; of two that were given the same, whoever asks for it gets the first.
            (spans.len(), true)
        } else {
            let is = |value| spans.get(value).is_some_and(|&known| collection.slice(known) == text);
            table.add(Table::hash(text.as_bytes()), is)
        };
        if new {
            spans.push(span);
        }
        let number = Some(narrow(value + 1));
        let Some(taken) = self.taken.get_mut(field) else { return number };
        let written = self.spoken.written(field, value);
        if new {
            taken.add(text, field == field::TAGS, &mut self.terms, written);
        } else if let Some(written) = written {
            for word in text::words(text) {
                written.add(text::slice(text, word.start, word.end).as_bytes());
            }
        }
        number
    }

    async fn finish(mut self, collection: Cow<'_, Collection>, work: &Work) -> Index {
        for column in &mut self.columns {
            column.resize(collection.len(), 0);
        }
        let terms = &self.terms.words;
        work.stage(done::WORDS_SORTED, terms.len());
        let order = alphabetic(terms.len(), &|term| terms.get(term), work).await;
        let places = inverse(&order);
        work.turn().await;
        let common = boxed(largest(&self.terms.counts, work)).await;
        work.turn().await;
        let ranks = inverse(&common);

        let mut sections = vec![Vec::new(); section::ALL];
        let mut put = |at: usize, bytes: Vec<u8>| {
            if let Some(section) = sections.get_mut(at) {
                *section = bytes;
            }
        };
        let averages = self.put_lengths(&mut put);
        put(section::HEAD, head(&collection, averages, self.spoken.tags()));
        put(section::ALIASES, aliases(&collection));
        let mut prefix = Vec::new();
        self.prefix.write(0, &ranks, &mut prefix);
        put(section::PREFIX, prefix);
        let mut strings = Written::default();
        let mut add = |at: usize| {
            strings.bytes.extend_from_slice(order.get(at).map_or(&[], |&term| terms.get(term)));
            strings.end();
            (0, 1)
        };
        work.each(order.len(), &mut add).await;
        strings.put(section::TERMS, &mut put);
        let mut numbers = Vec::new();
        let place = |&term: &usize| places.get(term).map_or(0, |&place| wide(place));
        push_numbers(&mut numbers, order.len(), common.iter().map(place));
        put(section::RANKS, numbers);
        work.turn().await;
        boxed(self.spoken.put_stems(terms, &order, work, &mut put)).await;
        boxed(self.postings(collection.len(), &order, work)).await.put(section::POSTINGS, &mut put);
        boxed(self.put_values(&collection, &ranks, work, &mut put)).await;
        let quotes = collection.len();
        // What it is made of goes first: both together would be the most that there ever is.
        drop(self);
        drop(collection);
        boxed(Index::assemble(quotes, &sections, work)).await
    }

    /// The lengths of the topic and of the text of each quote, and both on average.
    fn put_lengths(&self, put: &mut dyn FnMut(usize, Vec<u8>)) -> [usize; 2] {
        let prefix = self.prefix.words(0).len();
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

    async fn put_values(
        &self,
        collection: &Collection,
        ranks: &[u32],
        work: &Work,
        put: &mut (dyn FnMut(usize, Vec<u8>) + Send),
    ) {
        let mut strings = Written::default();
        let written: usize = self.taken.iter().map(Taken::written).sum();
        let others = self.values.iter().skip(self.taken.len()).flat_map(|values| &values.spans);
        strings.bytes.reserve(written + others.map(|(start, end)| end - start).sum::<usize>());
        let mut starts = vec![0];
        work.stage(done::VALUES, self.values.iter().map(|values| values.spans.len()).sum());
        for (field, (values, column)) in self.values.iter().zip(&self.columns).enumerate() {
            let count = values.spans.len();
            let value = |at: usize| collection.slice(values.spans.get(at).copied().unwrap_or_default()).as_bytes();
            // Those that are counted come in the order of the alphabet, that equal counts do too.
            let order = if matches!(field, field::TEXT | field::ID) {
                crate::sort::numbers(count)
            } else {
                alphabetic(count, &value, work).await
            };
            let mut add = |at: usize| {
                let at = order.get(at).copied().unwrap_or_default();
                match self.taken.get(field) {
                    Some(taken) => taken.write(at, ranks, &mut strings.bytes),
                    None => strings.bytes.extend_from_slice(value(at)),
                }
                strings.end();
                (1, 0)
            };
            work.each(count, &mut add).await;
            starts.push(strings.ends.len());
            put(section::COLUMNS + field, numbers(column, &inverse(&order)));
        }
        let mut fields = Vec::new();
        push_numbers(&mut fields, strings.ends.len(), starts.into_iter());
        put(section::FIELDS, fields);
        strings.put(section::VALUES, put);
    }

    /// Lists for each term the quotes that hold it, and those that hold it as two words side by side: where
    /// `real time` stands, `realtime` is found if any quote writes it so.
    async fn postings(&self, quotes: usize, order: &[usize], work: &Work) -> Written {
        let mut finder = Finder::new(&self.terms.words);
        let mut held = Vec::new();
        work.stage(done::COUNTED, self.values.iter().take(field::SEARCHED).map(|values| values.spans.len()).sum());
        for (taken, column) in self.taken.iter().zip(&self.columns) {
            work.turn().await;
            let mut quotes = vec![0; taken.len()];
            for value in column.iter().filter_map(|&value| wide(value).checked_sub(1)) {
                if let Some(quotes) = quotes.get_mut(value) {
                    *quotes += 1;
                }
            }
            let mut found = Held::default();
            let mut find = |value: usize| {
                finder.find(taken.words(value), quotes.get(value).copied().unwrap_or_default(), &mut found);
                (1, 0)
            };
            work.each(quotes.len(), &mut find).await;
            held.push(found);
        }
        // What is shown before a topic stands in it, by itself.
        let topics = self.columns.first().map_or(0, |topics| topics.iter().filter(|topic| **topic > 0).count());
        let mut before_topics = Held::default();
        finder.find(self.prefix.words(0), narrow(topics), &mut before_topics);
        work.turn().await;
        let mut lists = finder.counts.lists(order);
        work.turn().await;
        work.stage(done::HELD, quotes);
        let mut add = |quote| {
            self.hold(quote, &held, &before_topics, &mut lists);
            (1, 0)
        };
        work.each(quotes, &mut add).await;
        lists.written(work).await
    }

    /// Adds the terms of a quote, and in which fields.
    #[inline(never)]
    fn hold(&self, quote: usize, held: &[Held], before_topics: &Held, lists: &mut Lists) {
        for (field, ((taken, column), held)) in self.taken.iter().zip(&self.columns).zip(held).enumerate() {
            let Some(value) = column.get(quote).and_then(|&value| wide(value).checked_sub(1)) else { continue };
            let mut add = |words: &[u32], apart| {
                for &term in words.iter().filter(|term| **term != BREAK) {
                    lists.add(term, narrow(quote), field, apart);
                }
            };
            add(held.words(value, taken), false);
            add(held.joined.of(value), true);
            if field == field::TOPIC {
                add(before_topics.words(0, &self.prefix), false);
                add(before_topics.joined.of(0), true);
            }
        }
    }
}

/// The value of each quote, counted from 1, by the places of the values.
#[inline(never)]
fn numbers(column: &[u32], places: &[u32]) -> Vec<u8> {
    let place = |value: &u32| wide(*value).checked_sub(1).map_or(0, |at| places.get(at).map_or(0, |&at| wide(at) + 1));
    let mut numbers = Vec::new();
    push_numbers(&mut numbers, places.len(), column.iter().map(place));
    numbers
}

/// Strings on their way to their two sections.
#[derive(Default)]
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    pub(super) ends: Ends,
}

impl Written {
    pub(super) fn end(&mut self) {
        self.ends.push(narrow(self.bytes.len()));
    }

    pub(super) fn get(&self, at: usize) -> &[u8] {
        string(&self.bytes, &self.ends, at)
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
