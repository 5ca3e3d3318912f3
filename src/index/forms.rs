//! Which words of a collection are forms of one another.
//!
//! Words go in as quotes in each language write them, and come out again by what their forms share. English stems are
//! kept of every word, since titles and names in it stand in quotes of all languages; those of another language, of the
//! words of its own quotes alone, so that one quote in German makes no English word a form of another.

use super::build::Written;
use super::{Index, Initials, section};
use crate::bytes::{Reader, push_varint, text};
use crate::intern::Interner;
use crate::language::{Language, Spelling};
use crate::quote::field;
use crate::sort::{first, nearly_alphabetic};
use crate::stem::Word;
use crate::work::{Work, boxed, done};
use std::collections::{BTreeMap, BTreeSet};

/// Most languages of one collection: a bit each, and a bound to what a pack can ask for at every key.
pub(super) const MOST: usize = 32;

/// Bytes of a source that go through in the time that the keys of a word in another language than English take.
const KEYED: usize = 1 << 9;

impl Index {
    /// The terms of an English stem.
    pub(crate) fn inflected(&self, stem: &str) -> Vec<usize> {
        let mut terms = Vec::new();
        if !self.add_members(stem, &mut terms)
            && let Some(term) = self.term(stem).filter(|_| crate::stem::stem(stem) == stem)
        {
            terms.push(term);
        }
        terms
    }

    /// The terms that are forms of a written word in any language of the collection besides English.
    pub(crate) fn forms(&self, written: &str) -> Vec<usize> {
        let mut terms = Vec::new();
        if self.languages.is_empty() {
            return terms;
        }
        let word = Spelling::of(written);
        for key in self.languages.iter().flat_map(|language| language.keys(&word)) {
            self.add_members(&key, &mut terms);
        }
        terms
    }

    /// Adds the terms that are listed for a stem; returns whether it has a list.
    fn add_members(&self, stem: &str, terms: &mut Vec<usize>) -> bool {
        let stems = self.strings(section::STEMS);
        let places = self.stem_initials.get_or_init(|| Initials::of(stems)).range(stem.as_bytes());
        let at = stems.less(places, stem.as_bytes());
        if stems.get(at) != stem.as_bytes() {
            return false;
        }
        let mut members = Reader::new(self.strings(section::MEMBERS).get(at));
        while !members.is_empty() {
            terms.push(members.varint());
        }
        true
    }
}

/// The words of a collection by the languages of the quotes that hold them, English left out.
#[derive(Default)]
pub(super) struct Spoken {
    /// The languages, each with the words as they are written.
    languages: Vec<(Language, Interner)>,
    /// The one of the quotes that come now, counted from 1; 0 is English or unknown.
    now: usize,
    /// For each value of each field a bit for each language in which it has been taken: there are fewer than [`MOST`].
    taken: [Vec<u32>; field::SEARCHED],
}

impl Spoken {
    /// Turns to quotes with this tag.
    pub(super) fn turn(&mut self, tag: &str) {
        let Some(language) = Language::of(tag) else { return self.now = 0 };
        let known = self.languages.iter().position(|(known, _)| known.tag == language.tag);
        self.now = known.unwrap_or(self.languages.len()) + 1;
        if known.is_none() {
            self.languages.push((language, Interner::default()));
        }
    }

    /// Where the words of a value of a field go; nowhere if they went there before, or in a quote in English.
    pub(super) fn written(&mut self, field: usize, value: usize) -> Option<&mut Interner> {
        let bit = 1_u32 << self.now.checked_sub(1)?;
        let taken = self.taken.get_mut(field)?;
        if taken.len() <= value {
            taken.resize(value + 1, 0);
        }
        let known = taken.get_mut(value)?;
        if *known & bit > 0 {
            return None;
        }
        *known |= bit;
        self.languages.get_mut(self.now - 1).map(|(_, words)| words)
    }

    /// The tags of the languages.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|(language, _)| language.tag)
    }

    /// Lists each English stem with its terms, but for a term that is alone with its stem and equal to it; and each stem
    /// of another language. `order` are the terms by the alphabet.
    pub(super) async fn put_stems(
        &self,
        terms: &Interner,
        order: &[usize],
        work: &Work,
        put: &mut (dyn FnMut(usize, Vec<u8>) + Send),
    ) {
        let (mut stems, mut word) = (Written::default(), Word::default());
        work.stage(done::STEMMED, order.len());
        let mut add = |at: usize| {
            word.push_stem(order.get(at).map_or(&[], |&term| terms.get(term)), &mut stems.bytes);
            stems.end();
            (1, 0)
        };
        work.each(order.len(), &mut add).await;
        let of = |at: usize| stems.get(at);
        work.stage(done::STEMS_SORTED, order.len());
        let by_stem = boxed(nearly_alphabetic(order.len(), &of, work)).await;
        let mut foreign = boxed(self.keys(terms, order, work)).await.into_iter().peekable();
        let mut lists = Lists::default();
        let steps = by_stem.len() + foreign.len();
        // The term at hand, and the first that is not of a group which was listed.
        let (mut at, mut next) = (0, 0);
        let mut add = |_| {
            let first = by_stem.get(at).copied();
            let before = |key: &str| at == next && first.is_none_or(|first| key.as_bytes() < of(first));
            if let Some((key, members)) = foreign.next_if(|(key, _)| before(key)) {
                lists.add(key.as_bytes(), members.into_iter());
                return (0, KEYED);
            }
            if at == next
                && let Some(first) = first
            {
                let (stem, group) = (of(first), by_stem.get(at..).unwrap_or_default());
                let alike = group.iter().take_while(|&&term| of(term) == stem).count();
                next = at + alike;
                if alike > 1 || order.get(first).is_none_or(|&term| terms.get(term) != stem) {
                    lists.add(stem, group.iter().take(alike).copied());
                }
            }
            at += 1;
            (0, 2)
        };
        work.each(steps, &mut add).await;
        lists.names.put(section::STEMS, put);
        lists.members.put(section::MEMBERS, put);
    }

    /// What words of languages besides English are looked up by, and the places of the terms that they are.
    async fn keys(&self, terms: &Interner, order: &[usize], work: &Work) -> BTreeMap<String, BTreeSet<usize>> {
        let term = |at: usize| order.get(at).map_or(&[][..], |&term| terms.get(term));
        let mut keys: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        work.stage(done::FOREIGN, self.languages.iter().map(|(_, words)| words.len()).sum());
        for (language, words) in &self.languages {
            for word in 0..words.len() {
                work.did(1).await;
                work.spent(KEYED).await;
                let word = Spelling::of(text(words.get(word)));
                let place = first(order.len(), &|at: usize| term(at) < word.folded().as_bytes());
                for key in language.keys(&word) {
                    keys.entry(key).or_default().insert(place);
                }
            }
        }
        keys
    }
}

/// Stems and their terms on their way to a pack.
#[derive(Default)]
struct Lists {
    names: Written,
    members: Written,
}

impl Lists {
    fn add(&mut self, stem: &[u8], terms: impl Iterator<Item = usize>) {
        self.names.bytes.extend_from_slice(stem);
        self.names.end();
        terms.for_each(|term| push_varint(&mut self.members.bytes, term));
        self.members.end();
    }
}
