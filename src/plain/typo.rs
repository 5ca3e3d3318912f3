//! Which words of a small collection a typed word may have been meant as.
//!
//! A typed word and one of the collection go in; out comes how many slips of the finger part them. One slip is a
//! letter too many, too few or wrong, or two neighbours swapped (optimal string alignment; Damerau 1964).

use crate::sort::numbers;

/// Edits that are forgiven in a word of `letters` letters.
pub(crate) fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The edits that turn `typed` into `word`, or where `unfinished` into a beginning of it with the same first letter, which is one
/// more; `None` past `most`.
pub(crate) fn distance(typed: &[char], word: &[char], unfinished: bool, most: usize) -> Option<usize> {
    let begins = unfinished && typed.first() == word.first();
    if !begins && typed.len().abs_diff(word.len()) > most {
        return None;
    }
    // The table, row after row: a row for each letter of the word, and one for none before them; in each
    // a column for each letter typed, and one for none.
    let width = typed.len() + 1;
    let mut cells = numbers(width);
    let (mut best, mut whole) = (typed.len(), typed.len());
    let mut last = '\0';
    for &letter in word {
        let mut before = '\0';
        for column in 0..width {
            // One edit more than so many cells ago.
            let after = |ago: usize| cells.get(cells.len().wrapping_sub(ago)).map_or(usize::MAX, |edits| edits + 1);
            let mut edits = after(width);
            if let Some(&key) = typed.get(column.wrapping_sub(1)) {
                edits = edits.min(after(1)).min(after(width + 1) - usize::from(key == letter));
                if before == letter && key == last {
                    edits = edits.min(after(2 * width + 2));
                }
                before = key;
            }
            cells.push(edits);
            if column + 1 == width {
                whole = edits;
                best = if begins { best.min(edits) } else { edits };
            }
        }
        last = letter;
    }
    (best <= most).then_some(whole.min(best + 1))
}

/// Most slips that a suggestion mends.
pub(crate) const MOST: usize = 2;

/// Words of a dictionary, from a place up to another, that are this many slips from the typed one.
pub(crate) struct Near {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) slips: usize,
}
