//! Where among the words typed an alias stands.
//!
//! The clauses of a query go in; out comes which of them an alias covers. Nothing here knows what is read for it.

use crate::query::Clause;
use crate::stem::stem;
use crate::text;

/// The words typed, in which aliases are looked for.
pub(crate) struct Typed {
    /// The stem of each, a space around each.
    stems: String,
    /// Of each clause its first and its last word: two signs that were typed together are two words, of which the pair before
    /// has the first.
    #[cfg(full)]
    places: Vec<(usize, usize)>,
}

impl Typed {
    pub(crate) fn read(clauses: &[Clause]) -> Self {
        let mut stems = String::from(" ");
        #[cfg(full)]
        let mut places = Vec::new();
        #[cfg(full)]
        let (mut words, mut end) = (0, "");
        for clause in clauses {
            #[cfg(full)]
            if let Some((first, last)) = clause.words.split_once(' ').filter(|_| clause.is_together()) {
                for sign in [first, last].into_iter().skip(usize::from(end == first)) {
                    stems.push_str(sign);
                    stems.push(' ');
                    words += 1;
                }
                places.push((words - 2, words - 1));
                end = last;
                continue;
            }
            // A phrase in marks is no word of a row.
            stems.push_str(&if clause.phrase { String::from("-") } else { stem(&clause.words) });
            stems.push(' ');
            #[cfg(full)]
            {
                places.push((words, words));
                (words, end) = (words + 1, "");
            }
        }
        Self {
            stems,
            #[cfg(full)]
            places,
        }
    }

    /// Whether `row` stands among them, and covers the clause at a place.
    pub(crate) fn covers(&self, at: usize, row: &str) -> bool {
        #[cfg(full)]
        let (at, last) = self.places.get(at).copied().unwrap_or((at, at));
        #[cfg(not(full))]
        let last = at;
        let mut sought = String::from(" ");
        sought.push_str(row);
        sought.push(' ');
        let words = |text: &str| text.bytes().filter(|&byte| byte == b' ').count();
        text::find(&self.stems, &sought).is_some_and(|start| {
            let first = words(text::slice(&self.stems, 0, start));
            first <= at && last <= first + words(row)
        })
    }
}
