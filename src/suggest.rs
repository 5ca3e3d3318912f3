//! "Did you mean …": the nearest query that the collection could answer.
//!
//! Clauses without an answer go in, a query text or nothing comes out.

use crate::index::Index;
use crate::query::Clause;
use crate::{text, typo};

/// Edits within which a word of the collection counts as near: one more than a search forgives.
fn near_by(letters: usize) -> usize {
    typo::forgiven(letters) + usize::from(letters > 2)
}

/// The clauses with every unknown word replaced by the nearest known one, the commonest of equals;
/// `None` where no word is unknown or one has nothing near.
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
    let typed = typo::letters(word);
    let mut most = near_by(typed.len());
    let mut nearest = None;
    let mut commonest = 0;
    for term in index.terms() {
        if let Some(edits) = typo::distance(&typed, &typo::letters(index.word(term)), false, most) {
            let count = index.places(term).len();
            if edits < most || count > commonest {
                (most, commonest, nearest) = (edits, count, Some(index.word(term)));
            }
        }
    }
    nearest
}
