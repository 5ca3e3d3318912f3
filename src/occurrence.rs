//! Where the words of a query stand in a collection, and how each was read.
//!
//! A clause and an index go in; its occurrences come out, in the order of the quotes. Nothing
//! here weighs or ranks.

use crate::index::{Index, Place};
use crate::query::Clause;
use crate::typo;

/// How a typed word was read, best first. The worst word of a quote decides its tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// As typed.
    Whole,
    /// As another form of the same word: `retrain`, `retraining`.
    Inflected,
    /// As the beginning of a word.
    Prefix,
    /// As a slip of the finger.
    Typo,
    /// As two slips of the finger.
    Typos,
}

impl Tier {
    /// Whether the word had to be corrected.
    #[must_use]
    pub fn corrected(self) -> bool {
        self >= Self::Typo
    }
}

/// One match of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) place: Place,
    pub(crate) tier: Tier,
    /// Words that it covers, from its place on.
    pub(crate) words: usize,
}

/// Least bytes of the two halves of a compound whose second half is unfinished: below that, `ate`
/// would find `a te…`.
const HEAD: usize = 2;
const TAIL: usize = 3;

/// The occurrences of every clause, each list sorted by place, one occurrence a place.
///
/// With `typos`, words may be corrected as well.
pub(crate) fn find(index: &Index, clauses: &[Clause], typos: bool) -> Vec<Vec<Occurrence>> {
    let mut found: Vec<Vec<Occurrence>> = clauses.iter().map(|clause| clause_at(index, clause, typos)).collect();
    // `real time` also finds `realtime`: two words in a row, typed apart but written together.
    for (at, pair) in clauses.windows(2).enumerate() {
        if let [first, second] = pair
            && let ([a], [b]) = (first.words.as_slice(), second.words.as_slice())
            && !(first.phrase || second.phrase)
        {
            let joined = occurrences(index, &[a.as_str(), b].concat(), second.unfinished, false);
            for list in found.iter_mut().skip(at).take(2) {
                list.extend_from_slice(&joined);
            }
        }
    }
    for list in &mut found {
        list.sort_unstable();
        list.dedup_by_key(|occurrence| occurrence.place);
    }
    found
}

fn clause_at(index: &Index, clause: &Clause, typos: bool) -> Vec<Occurrence> {
    match clause.words.as_slice() {
        [word] if !clause.phrase => {
            let mut found = occurrences(index, word, clause.unfinished, typos);
            // `realtime` also finds `real time` and `real-time`.
            for (at, _) in word.char_indices().skip(1) {
                if let Some((head, tail)) = word.split_at_checked(at) {
                    let unfinished = clause.unfinished && head.len() >= HEAD && tail.len() >= TAIL;
                    side_by_side(index, &[head, tail], unfinished, &mut found);
                }
            }
            found
        }
        words => {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let mut found = Vec::new();
            side_by_side(index, &words, clause.unfinished, &mut found);
            found
        }
    }
}

/// The places of one word, however it is read.
fn occurrences(index: &Index, word: &str, unfinished: bool, typos: bool) -> Vec<Occurrence> {
    terms(index, word, unfinished, typos)
        .into_iter()
        .flat_map(|(term, tier)| index.places(term).iter().map(move |&place| Occurrence { place, tier, words: 1 }))
        .collect()
}

/// The terms that `word` may stand for; a term may come up more than once.
fn terms(index: &Index, word: &str, unfinished: bool, typos: bool) -> Vec<(usize, Tier)> {
    let whole = index.term(word).map(|term| (term, Tier::Whole));
    let stem = crate::text::stem(word);
    let mut terms: Vec<(usize, Tier)> =
        whole.into_iter().chain(index.inflected(&stem).iter().map(|&term| (term, Tier::Inflected))).collect();
    if unfinished {
        terms.extend(index.beginning(word).map(|term| (term, Tier::Prefix)));
    }
    if typos {
        let typed: Vec<char> = word.chars().collect();
        let most = typo::forgiven(typed.len());
        for term in index.terms().take(if most == 0 { 0 } else { usize::MAX }) {
            let letters: Vec<char> = index.word(term).chars().collect();
            match typo::distance(&typed, &letters, unfinished, most) {
                Some(0 | 1) => terms.push((term, Tier::Typo)),
                Some(_) => terms.push((term, Tier::Typos)),
                None => {}
            }
        }
    }
    terms
}

/// Adds the places where all `words` stand side by side, the last perhaps unfinished.
fn side_by_side(index: &Index, words: &[&str], unfinished: bool, found: &mut Vec<Occurrence>) {
    let Some((last, before)) = words.split_last() else { return };
    let Some(before) = before.iter().map(|word| index.term(word)).collect::<Option<Vec<usize>>>() else { return };
    let mut lasts: Vec<(usize, Tier)> = index.term(last).map(|term| (term, Tier::Whole)).into_iter().collect();
    if unfinished {
        lasts.extend(index.beginning(last).map(|term| (term, Tier::Prefix)));
    }
    for (term, tier) in lasts {
        for &end in index.places(term) {
            let Some(position) = end.position.checked_sub(before.len()) else { continue };
            let stands = |(at, &term): (usize, &usize)| {
                index.places(term).binary_search(&Place { position: position + at, ..end }).is_ok()
            };
            if before.iter().enumerate().all(stands) {
                found.push(Occurrence { place: Place { position, ..end }, tier, words: words.len() });
            }
        }
    }
}
