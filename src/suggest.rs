//! "Did you mean …": the nearest query that the collection could answer.
//!
//! Clauses without an answer go in, a query text or nothing comes out.

use crate::index::Index;
use crate::query::Clause;
use crate::{text, typo};

/// Edits within which a word of the collection counts as near: one more than a search forgives, while the
/// automaton counts so many; two in four letters would be another word.
fn near_by(letters: usize) -> usize {
    (typo::forgiven(letters) + usize::from(letters > 2 && letters != 4)).min(typo::MOST)
}

/// The clauses with every unknown word replaced by the nearest known one, the commonest of equals;
/// `None` where no word is unknown or one has nothing near.
#[cfg_attr(full, inline(never))]
pub(crate) fn near(index: &Index, clauses: &[Clause]) -> Option<String> {
    let mut changed = false;
    let mut near = String::new();
    for clause in clauses {
        for (start, end) in text::pieces(&clause.words, ' ') {
            let word = text::slice(&clause.words, start, end);
            if !near.is_empty() {
                near.push(' ');
            }
            if index.term(word).is_some() {
                near.push_str(word);
            } else {
                near.push_str(nearest(index, word)?);
                changed = true;
            }
        }
    }
    changed.then_some(near)
}

fn nearest<'a>(index: &'a Index, word: &str) -> Option<&'a str> {
    let all = index.near(word, false, near_by(text::letters(word).len()));
    let mut least = usize::MAX;
    for near in &all {
        least = least.min(near.slips);
    }
    let is_near = |term: usize| all.iter().any(|near| near.slips == least && near.start <= term && term < near.end);
    Some(index.word(index.commonest(&is_near)?))
}
