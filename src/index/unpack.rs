//! Quotes of an index as a collection again.
//!
//! An index goes in, and which of its quotes; a [`Collection`] of these comes out, in the words of the
//! original. What an index does not keep is not in it: the introduction and what could not be read; the
//! words of an alias are folded.

use super::{Index, section};
use crate::bytes::Reader;
use crate::quote::{Collection, Kind, Part, Quote, field};

impl Index {
    /// A collection of the quotes at these indices, in this order; one that is not there is left out.
    ///
    /// ```
    /// let index = epigraph::Index::build(&epigraph::builtin());
    /// let found = index.unpack([3, 1]);
    /// assert_eq!((found.len(), found.id(0)), (2, index.id(3)));
    /// ```
    #[must_use]
    pub fn unpack(&self, quotes: impl IntoIterator<Item = usize>) -> Collection {
        let some = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
        let [prefix, title, author, lang] = self.names();
        let mut collection = Collection::default();
        [collection.title, collection.author, collection.lang] = [title, author, lang].map(some);
        collection.topic_prefix.push_str(prefix);
        let mut aliases = Reader::new(self.section(section::ALIASES));
        while !aliases.is_empty() {
            collection.aliases.push((aliases.text().to_string(), aliases.text().to_string()));
        }
        for quote in quotes {
            self.unpack_one(quote, &mut collection);
        }
        collection
    }

    fn unpack_one(&self, quote: usize, collection: &mut Collection) {
        let fields: [String; field::ALL] = std::array::from_fn(|field| self.text(field, self.value(quote, field)));
        let get = |at: usize| fields.get(at).map(String::as_str).filter(|text| !text.is_empty());
        let (Some(id), Some(text)) = (get(field::ID), get(field::TEXT)) else { return };
        let number = get(field::NUMBER).and_then(|digits| digits.parse().ok());
        let title = get(field::PART);
        collection.push(&Quote {
            id,
            text,
            kind: if get(field::KIND) == Some("quotation") { Kind::Quotation } else { Kind::Paraphrase },
            topic: get(field::TOPIC),
            author: get(field::AUTHOR),
            source: get(field::SOURCE),
            url: get(field::URL),
            part: (number.is_some() || title.is_some()).then_some(Part { number, title }),
            tags: get(field::TAGS).map(|tags| tags.split('\n').collect()).unwrap_or_default(),
            lang: get(field::LANG),
        });
    }
}
