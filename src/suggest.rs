//! "Did you mean …": the nearest query that the collection could answer.
//!
//! Clauses without an answer go in, a query text or nothing comes out.

use crate::index::Index;
use crate::query::Clause;
use crate::typo;

/// Edits within which a word of the collection counts as near: one more than a search forgives.
fn near_by(letters: usize) -> usize {
    typo::forgiven(letters) + usize::from(letters > 2)
}

/// The clauses with every unknown word replaced by the nearest known one, the commonest of equals;
/// `None` where no word is unknown or one has nothing near.
pub(crate) fn near(index: &Index, clauses: &[Clause]) -> Option<String> {
    let mut changed = false;
    let mut text = String::new();
    for word in clauses.iter().flat_map(|clause| &clause.words) {
        if !text.is_empty() {
            text.push(' ');
        }
        if index.term(word).is_some() {
            text.push_str(word);
        } else {
            text.push_str(nearest(index, word)?);
            changed = true;
        }
    }
    changed.then_some(text)
}

fn nearest<'a>(index: &'a Index, word: &str) -> Option<&'a str> {
    let typed: Vec<char> = word.chars().collect();
    let most = near_by(typed.len());
    index
        .terms()
        .filter_map(|term| {
            let letters: Vec<char> = index.word(term).chars().collect();
            let edits = typo::distance(&typed, &letters, false, most)?;
            Some((edits, std::cmp::Reverse(index.places(term).len()), term))
        })
        .min()
        .map(|(_, _, term)| index.word(term))
}
