//! Whether two collections say the same, whatever they were read from.

use super::{Collection, field};

impl PartialEq for Collection {
    fn eq(&self, other: &Self) -> bool {
        let alike = |quote| (0..field::ALL).all(|field| self.field(quote, field) == other.field(quote, field));
        self.title == other.title
            && self.author == other.author
            && self.lang == other.lang
            && self.introduction == other.introduction
            && self.aliases == other.aliases
            && self.topic_prefix == other.topic_prefix
            && self.skipped == other.skipped
            && self.len() == other.len()
            && (0..self.len()).all(alike)
    }
}

impl Eq for Collection {}
