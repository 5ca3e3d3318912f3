//! How far a typed word is from a word of the collection, in slips of the finger.
//!
//! Two words go in, a number of edits comes out, or nothing past a bound. One edit is a letter
//! too many, too few or wrong, or two neighbours swapped (optimal string alignment; Damerau 1964).

use crate::sort::numbers;

/// Edits that are forgiven in a word of `letters` letters.
#[must_use]
pub fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The edits that turn `typed` into `word`, or into a beginning of it where `unfinished`; `None`
/// past `most`.
///
/// ```
/// use epigraph::typo::{distance, letters};
/// assert_eq!(distance(&letters("snese"), &letters("sense"), false, 1), Some(1));
/// assert_eq!(distance(&letters("evalau"), &letters("evaluation"), true, 1), Some(1));
/// assert_eq!(distance(&letters("date"), &letters("drama"), false, 1), None);
/// ```
#[must_use]
pub fn distance(typed: &[char], word: &[char], unfinished: bool, most: usize) -> Option<usize> {
    let reach = typed.len() + most;
    if typed.len() > word.len() + most || (!unfinished && word.len() > reach) {
        return None;
    }
    // The table, row after row: a row for each letter of the word, and one for none before them; in each
    // a column for each letter typed, and one for none.
    let width = typed.len() + 1;
    let mut cells = numbers(width);
    let mut best = typed.len();
    let mut last = '\0';
    for &letter in word.iter().take(reach) {
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
                best = if unfinished { best.min(edits) } else { edits };
            }
        }
        last = letter;
    }
    (best <= most).then_some(best)
}

/// The letters of a word, for [`distance`].
#[must_use]
pub fn letters(word: &str) -> Vec<char> {
    let mut letters = Vec::new();
    for c in word.chars() {
        letters.push(c);
    }
    letters
}
