//! What a reader typed, understood: words, phrases, exclusions and field filters.
//!
//! Text goes in, a [`Query`] comes out. Nothing typed is an error: what has no meaning as syntax
//! is words. Nothing here knows what a collection holds.

use crate::quote::field;
use crate::text;

/// The fields that can be narrowed by, by their names in queries.
pub(crate) const FIELDS: [(&str, usize); 8] = [
    ("part", field::PART),
    ("source", field::SOURCE),
    ("author", field::AUTHOR),
    ("topic", field::TOPIC),
    ("tag", field::TAGS),
    ("lang", field::LANG),
    ("kind", field::KIND),
    // Of a text, how long it is.
    ("length", field::TEXT),
];
/// How many of them have values that are counted: the first.
pub(crate) const COUNTED: usize = 6;

/// Longest query that is read, in characters; the rest is ignored.
pub(crate) const QUERY_CHARS: usize = 256;
/// Longest filter that is read, in characters; the rest is ignored.
pub(crate) const FILTER_CHARS: usize = 2048;

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
    /// The folded words, a space between them; never empty. One word may be inflected or misspelt, a
    /// phrase may not. Of a query of signs alone the last of them, which no quote has.
    pub words: String,
    /// A word as it was typed, accents and all, by which its forms in other languages than English are told, or two signs
    /// that were typed together; empty for a phrase in quotation marks.
    #[cfg(full)]
    pub written: String,
    /// Whether the words were typed between quotation marks, or without a space between them in a script that has none.
    pub phrase: bool,
    /// Whether the reader may still be typing the last word.
    pub unfinished: bool,
}

/// A `field:value` term. Terms of one field are alternatives, different fields must all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The stored field named before the colon.
    pub(crate) field: usize,
    /// The folded words of the value, as [`text::spaced`], or where it has none its signs; a space where it has neither.
    pub words: String,
    /// The least and the greatest number of the range that the value is; where it is none, no length is both.
    pub range: (usize, usize),
    /// Whether the value was typed between quotation marks, which means the whole of it.
    pub quoted: bool,
    /// Whether a `-` before it excludes what it names.
    pub without: bool,
}

impl Filter {
    /// The name of its field: `part`, `source`, `author`, `topic`, `tag`, `lang`, `kind` or `length`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        FIELDS.iter().find(|(_, field)| *field == self.field).map_or("part", |(name, _)| name)
    }
}

#[cfg(full)]
impl Clause {
    /// Whether it is two signs that were typed together.
    pub(crate) fn is_together(&self) -> bool {
        self.phrase && !self.written.is_empty()
    }
}

impl Query {
    /// Reads what was typed.
    ///
    /// ```
    /// let query = epigraph::Query::parse(r#"real-tim -batch part:7 "never done""#);
    /// assert_eq!(query.clauses.len(), 3);
    /// assert_eq!(query.without[0].words, "batch");
    /// assert_eq!(query.filters[0].words, " 7 ");
    /// ```
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        Self::read(typed, QUERY_CHARS)
    }

    /// Reads a filter, which is written by the page and by chips, and may be longer.
    #[must_use]
    pub fn filter(written: &str) -> Self {
        Self::read(written, FILTER_CHARS)
    }

    fn read(text: &str, most: usize) -> Self {
        let mut query = Self::default();
        let mut end = 0;
        for c in text.chars().take(most) {
            end += c.len_utf8();
        }
        let mut rest = text::slice(text, 0, end);
        loop {
            rest = after_space(rest);
            if rest.is_empty() {
                return query;
            }
            rest = query.take(rest);
        }
    }

    /// Reads the term that `rest` begins with; returns what is left.
    fn take<'a>(&mut self, rest: &'a str) -> &'a str {
        let without = rest.starts_with('-');
        let term = text::slice(rest, usize::from(without), rest.len());
        if let Some((field, value)) = named_value(term) {
            let (value, quoted, _, left) = take_value(value);
            let words = text::spaced(value);
            // Signs are no length, but may be the whole of another value.
            if words.len() > 1 || field != field::TEXT && !after_space(value).is_empty() {
                #[cfg(full)]
                let words = text::spaced_or_signs(value);
                let digits = words.trim_ascii();
                // A number is that of a part, and the whole of it.
                let numbered = field == field::PART && number(digits.as_bytes()).1.is_empty();
                let field = if numbered { field::NUMBER } else { field };
                self.filters.push(Filter {
                    field,
                    words,
                    range: range(value.as_bytes()),
                    quoted: quoted || numbered,
                    without,
                });
            }
            return left;
        }
        let (value, phrase, closed, left) = take_value(term);
        let mut words = text::joined(value, ' ', usize::MAX);
        let last = after_space(left).is_empty();
        let unfinished = last && !closed;
        // Signs are passed over, but not where nothing else is asked for: then they are a word that no quote has.
        if words.is_empty() && last && !without && self.clauses.len() + self.filters.len() + self.without.len() == 0 {
            words.push_str(after_space(value));
        }
        let mut pieces = text::pieces(&words, ' ');
        // What is excluded must stand as it was typed.
        let phrase = phrase || without && pieces.len() > 1;
        if phrase {
            pieces.truncate(1);
        }
        #[cfg(full)]
        let mut written = text::words(value).map(|word| text::slice(value, word.start, word.end).to_string());
        #[cfg(full)]
        if !phrase && pieces.len() > 1 && text::has_spaceless(value) {
            run_together(value, unfinished, &mut self.clauses);
            return left;
        }
        let clauses = if without { &mut self.without } else { &mut self.clauses };
        for (start, end) in pieces {
            let end = if phrase { words.len() } else { end };
            clauses.push(Clause {
                words: text::slice(&words, start, end).to_string(),
                #[cfg(full)]
                written: written.next().filter(|_| !phrase).unwrap_or_default(),
                phrase,
                unfinished: unfinished && !without && end == words.len(),
            });
        }
        left
    }

    /// The clauses with the ideographs of signs that were typed together as words of their own; nothing where there are none.
    /// What inflects beside them is left out, and letters say nothing alone.
    #[cfg(full)]
    pub(crate) fn apart(clauses: &[Clause]) -> Option<Vec<Clause>> {
        let mut apart: Vec<Clause> = Vec::new();
        let mut any = false;
        for clause in clauses {
            if !clause.is_together() {
                apart.push(clause.clone());
                continue;
            }
            for sign in clause.words.split(' ').filter(|sign| sign.contains(is_ideograph)) {
                any = true;
                // The second of one pair is the first of the next.
                if apart.last().is_none_or(|last| last.words != sign) {
                    let words = sign.to_string();
                    apart.push(Clause { written: words.clone(), words, phrase: false, unfinished: false });
                }
            }
        }
        any.then_some(apart)
    }
}

/// Whether a sign is a word, or most of one, by itself.
#[cfg(full)]
fn is_ideograph(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A term's field and what follows its colon; `None` where no field has that name.
fn named_value(term: &str) -> Option<(usize, &str)> {
    let (name, _) = text::halves(term.as_bytes(), b':');
    let &(_, field) = FIELDS.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(name))?;
    Some((field, term.get(name.len() + 1..)?))
}

/// A value up to the closing mark, or up to the next space or mark; then whether it had marks, whether it was closed, and
/// what is left. A mark that is never closed reaches to the end.
fn take_value(rest: &str) -> (&str, bool, bool, &str) {
    let opening = text::char_at(rest, 0).filter(|&c| text::is_quotation_mark(c));
    let quoted = opening.is_some();
    let rest = text::slice(rest, opening.map_or(0, char::len_utf8), rest.len());
    let mut end = 0;
    let mut closing = 0;
    for c in rest.chars() {
        if text::is_quotation_mark(c) {
            closing = if quoted { c.len_utf8() } else { 0 };
            break;
        }
        if !quoted && c.is_whitespace() {
            break;
        }
        end += c.len_utf8();
    }
    (text::slice(rest, 0, end), quoted, closing > 0, text::slice(rest, end + closing, rest.len()))
}

/// The least and the greatest number of a range: `100..300`, `..140`, `300..`; a number alone is both. Where a value is no
/// range the greatest is 0, which no text is as short as.
fn range(value: &[u8]) -> (usize, usize) {
    let (low, mut rest) = number(value);
    let mut high = low;
    if let [b'.', b'.', end @ ..] = rest {
        (high, rest) = number(end);
        if end.is_empty() {
            high = usize::MAX;
        }
    }
    (low, if rest.is_empty() { high } else { 0 })
}

/// The number that a text begins with in decimal digits, 0 where there are none, and what is left.
#[cfg_attr(not(full), inline(never))]
fn number(mut text: &[u8]) -> (usize, &[u8]) {
    let mut number = 0;
    while let [digit @ b'0'..=b'9', rest @ ..] = text {
        // No text is as long, and no number greater than ten times that.
        number = number.min(1 << 20) * 10 + usize::from(digit - b'0');
        text = rest;
    }
    (number, text)
}

/// What follows the white space that a text begins with.
#[cfg_attr(not(full), inline(never))]
fn after_space(text: &str) -> &str {
    let mut rest = text;
    while let Some(space) = text::char_at(rest, 0).filter(|c| c.is_whitespace()) {
        rest = text::slice(rest, space.len_utf8(), rest.len());
    }
    rest
}

/// Pairs of signs that a query has at most: what is typed together behind them is not read.
#[cfg(full)]
const PAIRS: usize = 32;

/// Adds the words of a term of which some stand without a space between them: each two of these that follow each other are a
/// phrase, so that their signs are found where they stand together, and a run of any length without one of them missing.
#[cfg(full)]
fn run_together(value: &str, unfinished: bool, clauses: &mut Vec<Clause>) {
    let mut pairs = clauses.iter().filter(|clause| clause.is_together()).count();
    let words: Vec<_> = text::words(value).collect();
    let mut runs_on = false;
    for (at, word) in words.iter().enumerate() {
        let written = text::slice(value, word.start, word.end);
        let next = words.get(at + 1);
        let follows = |next: &&text::Word| {
            next.start == word.end
                && [written, text::slice(value, next.start, next.end)].into_iter().all(text::has_spaceless)
        };
        let together = next.filter(follows);
        match together {
            Some(_) if pairs == PAIRS => {}
            Some(next) => {
                pairs += 1;
                clauses.push(Clause {
                    words: format!("{} {}", word.folded, next.folded),
                    written: text::slice(value, word.start, next.end).to_string(),
                    phrase: true,
                    unfinished: false,
                });
            }
            // The last of a run stands in the phrase before.
            None if runs_on => {}
            None => clauses.push(Clause {
                words: word.folded.clone(),
                written: written.to_string(),
                phrase: false,
                unfinished: unfinished && next.is_none(),
            }),
        }
        runs_on = together.is_some();
    }
}
