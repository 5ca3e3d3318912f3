//! What a reader typed, understood: words, phrases, exclusions and field filters.
//!
//! Text goes in, a [`Query`] comes out. Nothing typed is an error: what has no meaning as syntax
//! is words. Nothing here knows what a collection holds.

use crate::text;

/// Longest query that is read, in characters; the rest is ignored.
pub(crate) const QUERY_CHARS: usize = 256;

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What every quote found must hold, in the order typed.
    pub clauses: Vec<Clause>,
    /// What no quote found may hold.
    pub without: Vec<Clause>,
    /// `field:value` terms.
    pub filters: Vec<Filter>,
}

/// One word, or several that must stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The folded words; never empty. One word may be inflected or misspelt, a phrase may not.
    pub words: Vec<String>,
    /// Whether the words were typed between quotation marks.
    pub phrase: bool,
    /// Whether the reader may still be typing the last word.
    pub unfinished: bool,
}

/// A field that can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterField {
    /// `part:5`, `part:evaluation`.
    Part,
    /// `source:"AI Engineering"`.
    Source,
    /// `author:huyen`.
    Author,
    /// `topic:baselines`.
    Topic,
    /// `tag:hiring`.
    Tag,
    /// `lang:en`, which takes `en-GB` along.
    Lang,
    /// `kind:paraphrase`.
    Kind,
}

impl FilterField {
    /// Every field by its name in queries, in the order of the facets.
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("part", Self::Part),
        ("source", Self::Source),
        ("author", Self::Author),
        ("topic", Self::Topic),
        ("tag", Self::Tag),
        ("lang", Self::Lang),
        ("kind", Self::Kind),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, field)| field)
    }
}

/// A `field:value` term. Terms of one field are alternatives, different fields must all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The field before the colon.
    pub field: FilterField,
    /// The folded words of the value; never empty.
    pub words: Vec<String>,
    /// Whether the value was typed between quotation marks, which means the whole of it.
    pub quoted: bool,
    /// Whether a `-` before it excludes what it names.
    pub without: bool,
}

impl Query {
    /// Reads what was typed.
    ///
    /// ```
    /// let query = epigraph::Query::parse(r#"real-tim -batch part:7 "never done""#);
    /// assert_eq!(query.clauses.len(), 3);
    /// assert_eq!(query.without[0].words, ["batch"]);
    /// assert_eq!(query.filters[0].words, ["7"]);
    /// ```
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let end = typed.char_indices().nth(QUERY_CHARS).map_or(typed.len(), |(at, _)| at);
        let mut rest = typed.get(..end).unwrap_or_default();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return query;
            }
            rest = query.take(rest);
        }
    }

    /// Reads the term that `rest` begins with; returns what is left.
    fn take<'a>(&mut self, rest: &'a str) -> &'a str {
        let (without, term) = match rest.strip_prefix('-') {
            Some(term) => (true, term),
            None => (false, rest),
        };
        if let Some((field, value)) = term.split_once(':').and_then(|(name, v)| Some((FilterField::named(name)?, v))) {
            let (value, quoted, left) = take_value(value);
            let words = folded(value);
            if !words.is_empty() {
                self.filters.push(Filter { field, words, quoted, without });
            }
            return left;
        }
        let (value, phrase, left) = take_value(term);
        let words = folded(value);
        let unfinished = left.trim_start().is_empty() && !(phrase && term.ends_with(is_mark));
        if without || phrase {
            if !words.is_empty() {
                let list = if without { &mut self.without } else { &mut self.clauses };
                list.push(Clause { words, phrase: true, unfinished: unfinished && !without });
            }
        } else {
            let last = words.len();
            self.clauses.extend(words.into_iter().enumerate().map(|(at, word)| Clause {
                words: vec![word],
                phrase: false,
                unfinished: unfinished && at + 1 == last,
            }));
        }
        left
    }
}

/// A value up to the closing mark, or up to the next space or mark; then whether it had marks and
/// what is left. A mark that is never closed reaches to the end.
fn take_value(rest: &str) -> (&str, bool, &str) {
    match rest.strip_prefix(is_mark) {
        Some(inner) => {
            let (value, left) = inner.split_once(is_mark).unwrap_or((inner, ""));
            (value, true, left)
        }
        None => {
            let end = rest.find(|c: char| c.is_whitespace() || is_mark(c)).unwrap_or(rest.len());
            let (value, left) = rest.split_at_checked(end).unwrap_or((rest, ""));
            (value, false, left)
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn folded(value: &str) -> Vec<String> {
    text::words(value).map(|word| word.folded).collect()
}
