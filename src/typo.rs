//! How far a typed word is from a word of the collection, in slips of the finger.
//!
//! Two words go in, a number of edits comes out, or nothing past a bound. One edit is a letter
//! too many, too few or wrong, or two neighbours swapped (optimal string alignment; Damerau 1964,
//! with the banded table of Ukkonen 1985).

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
    // Rows of the table, a column a letter typed: two back, one back, this one.
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=typed.len()).collect();
    let mut best = if unfinished { above.last().copied()? } else { usize::MAX };
    let mut last = '\0';
    for (row, &letter) in word.iter().take(reach).enumerate() {
        let mut here = vec![row + 1];
        let mut least = row + 1;
        for (column, &key) in typed.iter().enumerate() {
            let swap = match column.checked_sub(1) {
                Some(left) if row > 0 && key == last && typed.get(left) == Some(&letter) => {
                    before.get(left).map_or(usize::MAX, |edits| edits + 1)
                }
                _ => usize::MAX,
            };
            let kept = above.get(column)? + usize::from(key != letter);
            let edits = kept.min(above.get(column + 1)? + 1).min(here.last()? + 1).min(swap);
            least = least.min(edits);
            here.push(edits);
        }
        if unfinished {
            best = best.min(*here.last()?);
        }
        if least > most && above.iter().min()? > &most {
            break;
        }
        last = letter;
        before = std::mem::replace(&mut above, here);
        if row + 1 == word.len() && !unfinished {
            best = *above.last()?;
        }
    }
    (best <= most).then_some(best)
}

/// The letters of a word, for [`distance`].
#[must_use]
pub fn letters(word: &str) -> Vec<char> {
    word.chars().collect()
}
