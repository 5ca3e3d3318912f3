//! A collection made ready for search, as one run of bytes: built in memory, or opened as it was saved.
//!
//! A [`Collection`] goes in once; then words, places and values come out, and each quote again. Nothing here
//! knows of queries or scores. What is opened is not parsed but for its head: readings start from the bytes, and what is
//! asked for at every key is found once and kept beside them.
//!
//! ```text
//! magic      8 bytes: EPIGRAPH
//! version    4 bytes, lowest first; so are the next two
//! checksum   of all that follows it, as words of 4 bytes: four sums, of which each takes every fourth word, are taken
//!            together, then what is left below 16 bytes, byte by byte
//! quotes     how many
//! ends       4 bytes each: where each of the sections below ends, counted from where the first begins
//!
//! HEAD       texts: what is shown before a topic, title, author, language; varints: words on average in
//!            a topic and in a text; texts: the languages besides English whose stems are listed
//! LENGTHS    numbers: for each quote the words in its topic, and 256 times those in its text, each at most 255
//! ALIASES    texts, in pairs: folded words that mean the same
//! PREFIX     transcript of what is shown before a topic
//! TERMS      strings: the distinct folded words, sorted
//! RANKS      numbers: the term of each rank, the commonest first
//! STEMS      strings: each English stem that several terms share or that is no term itself, and after the tag of
//!            its language and a space each other stem, sorted
//! MEMBERS    strings: the terms of each stem, varints
//! POSTINGS   strings: for each term the quotes that hold it. A varint: how many quotes lie between it and the one
//!            before, shifted left by one; where the lowest bit is set, a byte follows that says in which
//!            fields, else it stands in the text, once. Where the highest bit of that byte is set, another
//!            follows: the fields in which it stands as two words side by side
//! VALUES     strings: the distinct values of the fields, field after field, a transcript each where the field
//!            is searched; those that are counted are sorted
//! FIELDS     numbers: the first value of each field, and how many there are
//! COLUMNS    for each field a section of numbers: the value of each quote, counted from 1 in its field, 0 for none
//! HEADS      strings: the shortest beginnings of words, where very many quotes hold a word that begins so, sorted;
//!            strings: the answer to each. Varints: how many quotes, then the best of them, each with its cell
//! ```
//!
//! Strings take two sections, ends and bytes. Where a term stands in a quote, the transcripts say: they are the
//! text and the places of its words in one. A reader of a few quotes needs TERMS, RANKS and, of the rest, a
//! few stretches, so that a host that serves ranges can serve these.

mod assemble;
mod build;
mod count;
mod forms;
mod head;
mod held;
mod initials;
mod length;
mod postings;
mod record;
mod stretch;
mod taken;
mod unpack;
mod verify;
mod words;

use head::Found;
pub(crate) use head::{BEST, Head};
use initials::Initials;
pub(crate) use postings::each;
#[cfg(feature = "web")]
pub(crate) use verify::Opening;
use words::Words;

use crate::branches::Branches;
use crate::bytes::{Layout, Numbers, Reader, Strings, text};
use crate::cells::Spare;
use crate::crowds::Crowds;
use crate::language::Language;
use crate::quote::field;
use crate::sought::Sought;
use crate::text::{pieces, slice};
use crate::transcript;
use crate::typo::{self, Near};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

/// Places left free after each value of a field, so that no phrase reaches from one into the next.
const GAP: usize = 8;

/// The place of the first word that is shown before a topic: far from those of the topic.
const PREFIX: usize = 1 << 16;

/// The one layout there is so far.
const VERSION: usize = 1;

/// The sections, by their place.
pub(crate) mod section {
    pub(crate) const HEAD: usize = 0;
    pub(crate) const LENGTHS: usize = 1;
    pub(crate) const ALIASES: usize = 2;
    pub(crate) const PREFIX: usize = 3;
    pub(crate) const TERMS: usize = 4;
    pub(crate) const RANKS: usize = 6;
    pub(crate) const STEMS: usize = 7;
    pub(crate) const MEMBERS: usize = 9;
    pub(crate) const POSTINGS: usize = 11;
    pub(crate) const VALUES: usize = 13;
    pub(crate) const FIELDS: usize = 15;
    pub(crate) const COLUMNS: usize = 16;
    pub(crate) const HEADS: usize = COLUMNS + super::field::ALL;
    /// How many there are.
    pub(crate) const ALL: usize = HEADS + 4;
}

/// Bytes before the first section.
const HEADER: usize = 20 + 4 * section::ALL;

/// A word of a quote: which, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) field: usize,
    /// How many places of the field are before it: words, and gaps between values.
    pub(crate) position: usize,
    pub(crate) term: usize,
}

/// A collection's words and quotes, ready to be searched.
#[derive(Debug)]
pub struct Index {
    bytes: Vec<u8>,
    quotes: usize,
    /// Where each section begins and ends, and how the numbers lie in it, whose width its first byte is.
    sections: [(usize, usize, Layout); section::ALL],
    /// Words in a topic and in a text on average, rounded down.
    averages: [usize; 2],
    /// The languages besides English whose stems are listed.
    languages: Vec<Language>,
    /// Where the terms, and the stems, of each first byte are; found when a word is first looked for.
    initials: OnceLock<Initials>,
    stem_initials: OnceLock<Initials>,
    /// Where each word parts from the one before it; found when a word is first corrected, or before.
    branches: OnceLock<Branches>,
    sought: Sought,
    words: OnceLock<Option<Words>>,
    lengths: OnceLock<Vec<u32>>,
    pub(crate) spare: Spare,
    pub(crate) crowds: Crowds,
    found: Found,
}

impl Index {
    /// How many quotes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.quotes
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.quotes == 0
    }

    /// The bytes of the whole, for a file.
    #[must_use]
    pub fn pack(&self) -> &[u8] {
        &self.bytes
    }

    /// An index of these bytes, whose sections end where `ends` say.
    fn of(bytes: Vec<u8>, quotes: usize, ends: &[usize; section::ALL]) -> Self {
        let mut sections = [(HEADER, HEADER, Layout::default()); section::ALL];
        let mut start = HEADER;
        for (section, &end) in sections.iter_mut().zip(ends) {
            let width = bytes.get(start).map_or(0, |&width| usize::from(width));
            *section = (start, end, Layout::of(width, bytes.len().min(end).saturating_sub(start + 1)));
            start = end;
        }
        let mut index = Self {
            bytes,
            quotes,
            sections,
            averages: [0; 2],
            languages: Vec::new(),
            initials: OnceLock::new(),
            stem_initials: OnceLock::new(),
            branches: OnceLock::new(),
            sought: Sought::default(),
            words: OnceLock::new(),
            lengths: OnceLock::new(),
            spare: Spare::default(),
            crowds: Crowds::default(),
            found: Found::default(),
        };
        (index.averages, index.languages) = index.after_names();
        index
    }

    /// The bytes of a section.
    pub(crate) fn section(&self, at: usize) -> &[u8] {
        let (start, end, _) = self.sections.get(at).copied().unwrap_or_default();
        self.bytes.get(start..end).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn numbers(&self, at: usize) -> Numbers<'_> {
        let (start, _, layout) = self.sections.get(at).copied().unwrap_or_default();
        Numbers::new(layout, self.bytes.get(start + 1..).unwrap_or_default())
    }

    pub(crate) fn strings(&self, at: usize) -> Strings<'_> {
        Strings::new(self.numbers(at), self.section(at + 1))
    }

    fn told(&self) -> Reader<'_> {
        Reader::new(self.section(section::HEAD))
    }

    /// What is shown before a topic, the title, the author and the language of the whole; empty where there is none.
    #[must_use]
    pub fn names(&self) -> [&str; 4] {
        let mut head = self.told();
        [head.text(), head.text(), head.text(), head.text()]
    }

    /// Words in a topic and in a text on average, rounded down.
    pub(crate) fn averages(&self) -> [usize; 2] {
        self.averages
    }

    /// What is said after the names, which every key asks for.
    fn after_names(&self) -> ([usize; 2], Vec<Language>) {
        let mut head = self.told();
        for _ in self.names() {
            head.text();
        }
        let averages = std::array::from_fn(|_| head.varint());
        // A pack may name a language that only a later release knows.
        let tags = std::iter::from_fn(|| (!head.is_empty()).then(|| head.text()));
        (averages, tags.take(forms::MOST).filter_map(Language::of).collect())
    }

    /// The folded word of a term.
    pub(crate) fn word(&self, term: usize) -> &str {
        text(self.strings(section::TERMS).get(term))
    }

    /// The terms that begin with `prefix`; a term equal to it comes first.
    pub(crate) fn beginning(&self, prefix: &str) -> Range<usize> {
        let terms = self.strings(section::TERMS);
        let places = self.initial(prefix);
        let start = terms.less(places.clone(), prefix.as_bytes());
        terms.narrow(start, places.end, 0, prefix.as_bytes())
    }

    /// The terms that begin with the first byte of a word.
    fn initial(&self, word: &str) -> Range<usize> {
        self.initials.get_or_init(|| Initials::of(self.strings(section::TERMS))).range(word.as_bytes())
    }

    /// The term that is `word`, if any quote holds it.
    pub(crate) fn term(&self, word: &str) -> Option<usize> {
        let terms = self.strings(section::TERMS);
        let term = terms.less(self.initial(word), word.as_bytes());
        (terms.get(term) == word.as_bytes() && !word.is_empty()).then_some(term)
    }

    /// The terms that `word` begins with, itself left out: where each ends in it, and the term.
    pub(crate) fn heads(&self, word: &str) -> Vec<(usize, usize)> {
        let terms = self.strings(section::TERMS);
        let mut heads = Vec::new();
        let (mut start, mut end) = (0, terms.len());
        for (at, letter) in word.bytes().enumerate() {
            let range = if at == 0 { self.initial(word) } else { terms.narrow(start, end, at, &[letter]) };
            (start, end) = (range.start, range.end);
            if start == end {
                break;
            }
            if at + 1 < word.len() && terms.get(start).len() == at + 1 {
                heads.push((at + 1, start));
            }
        }
        heads
    }

    /// The words within so many slips of a typed one; see [`typo::near`].
    pub(crate) fn near(&self, typed: &str, unfinished: bool, most: usize) -> Vec<Near> {
        let terms = self.strings(section::TERMS);
        self.sought.get(typed, unfinished, most, || {
            typo::near(terms, self.branches.get_or_init(|| Branches::of(terms)), typed, unfinished, most)
        })
    }

    /// Keeps the branches of the dictionary; returns whether they were found before.
    #[cfg(any(feature = "web", test))]
    pub(crate) fn keep_branches(&self, branches: Branches) -> bool {
        self.branches.set(branches).is_err()
    }

    /// The most frequent of the terms that are `wanted`, of equals the first that is met.
    pub(crate) fn commonest(&self, wanted: &dyn Fn(usize) -> bool) -> Option<usize> {
        let ranks = self.numbers(section::RANKS);
        (0..ranks.len()).map(|rank| ranks.get(rank)).find(|&term| wanted(term))
    }

    /// The stems of words that mean the same, in pairs.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut aliases = Reader::new(self.section(section::ALIASES));
        std::iter::from_fn(move || (!aliases.is_empty()).then(|| (aliases.text(), aliases.text())))
    }

    /// The values of a field that may hold words, the last of them perhaps `unfinished`: those in which the rarest
    /// stands, where the field is searched, else all. So it is with texts, which are told apart by their length, and with
    /// signs, which are searched nowhere.
    #[cfg_attr(full, inline(never))]
    pub(crate) fn holding(&self, field: usize, words: &str, unfinished: bool) -> Vec<usize> {
        if field >= field::SEARCHED || field == field::TEXT || crate::text::words(words).next().is_none() {
            return (1..=self.values(field)).collect();
        }
        let lists = self.strings(section::POSTINGS);
        let mut rarest: Option<Range<usize>> = None;
        let length = |terms: &Range<usize>| lists.stretch(terms.start, terms.end).len();
        for (start, end) in pieces(words, ' ') {
            let word = slice(words, start, end);
            let mut terms = self.beginning(word);
            if end < words.len() || !unfinished {
                terms = self.term(word).map_or(0..0, |term| term..term + 1);
            }
            if rarest.as_ref().is_none_or(|rarest| length(&terms) < length(rarest)) {
                rarest = Some(terms);
            }
        }
        let mut values = BTreeSet::new();
        for term in rarest.into_iter().flatten() {
            each(lists.get(term), |quote, fields, _| {
                if fields >> field & 1 > 0 {
                    values.insert(self.value(quote, field));
                }
            });
        }
        values.into_iter().collect()
    }

    /// The value of a quote in a field, counted from 1; 0 for none.
    pub(crate) fn value(&self, quote: usize, field: usize) -> usize {
        self.numbers(section::COLUMNS + field).get(quote)
    }

    /// Which value each quote has in a field, as [`Self::value`].
    #[inline]
    pub(crate) fn column(&self, field: usize) -> impl Fn(usize) -> usize {
        let column = self.numbers(section::COLUMNS + field);
        move |quote| column.get(quote)
    }

    /// How many distinct values a field has.
    pub(crate) fn values(&self, field: usize) -> usize {
        let fields = self.numbers(section::FIELDS);
        fields.get(field + 1).saturating_sub(fields.get(field))
    }

    fn stored(&self, field: usize, value: usize) -> &[u8] {
        let at = value.checked_sub(1).map(|value| self.numbers(section::FIELDS).get(field) + value);
        at.map_or(&[], |at| self.strings(section::VALUES).get(at))
    }

    /// The transcript of a searched field of each quote.
    #[inline]
    pub(crate) fn transcripts<'a>(&'a self, field: usize) -> impl Fn(usize) -> &'a [u8] {
        let (value, first) = (self.column(field), self.numbers(section::FIELDS).get(field));
        let values = self.strings(section::VALUES);
        move |quote| value(quote).checked_sub(1).map_or(&[], |value| values.get(first + value))
    }

    /// Adds those words of some searched fields of a quote, a bit each, that are `wanted`: field by field, what is shown before
    /// its topic after those of the topic.
    #[inline]
    pub(crate) fn read_tokens(
        &self,
        quote: usize,
        fields: u8,
        wanted: impl Fn(usize) -> bool,
        tokens: &mut Vec<Token>,
    ) {
        let ranks = self.numbers(section::RANKS);
        let firsts = self.numbers(section::FIELDS);
        let values = self.strings(section::VALUES);
        for field in (0..field::SEARCHED).filter(|field| fields >> field & 1 > 0) {
            let Some(value) = self.value(quote, field).checked_sub(1) else { continue };
            // Tags are a line each.
            let gap = if field == field::TAGS { GAP } else { 0 };
            let mut read = |transcript, mut position| {
                transcript::words(transcript, gap > 0, |rank, new_line| {
                    if new_line {
                        position += gap;
                    }
                    let term = ranks.get(rank);
                    if wanted(term) {
                        tokens.push(Token { field, position, term });
                    }
                    position += 1;
                });
            };
            read(values.get(firsts.get(field) + value), 0);
            // `On` is shown before the topic, so it is found too, though it is never marked.
            if field == field::TOPIC {
                read(self.section(section::PREFIX), PREFIX);
            }
        }
    }

    /// The index of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        // No quote has an empty one, and a hundred thousand are many to ask.
        let sought = Some(id.as_bytes()).filter(|id| !id.is_empty())?;
        (0..self.quotes).find(|&quote| self.stored(field::ID, self.value(quote, field::ID)) == sought)
    }

    /// The id of a quote.
    #[must_use]
    pub fn id(&self, quote: usize) -> &str {
        text(self.stored(field::ID, self.value(quote, field::ID)))
    }
}

/// The values of a field as it is written: tags are a line each.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
}
