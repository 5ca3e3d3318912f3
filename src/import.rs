//! Source bytes in, a [`Collection`] out.
//!
//! One file a format under `import/`, each a function from text to a draft; what all formats
//! share (encoding, ids, inherited author and language) is done here, once.

mod topic_list;

use crate::error::Error;
use crate::quote::{Collection, Quote};
use crate::text;
use std::collections::BTreeSet;

/// Reads a collection from the bytes of a file.
///
/// The format is the topic list, UTF-8 with or without a byte order mark. Records that cannot be
/// read are kept in [`Collection::skipped`].
///
/// # Errors
/// `collection-invalid` when the bytes are not UTF-8, `collection-empty` when no record could be
/// read as a quote.
///
/// ```
/// let source = "Part 1: Beginnings\n- On Courage: \"Begin.\" — Source: [Letters]\n";
/// let collection = epigraph::import(source.as_bytes())?;
/// assert_eq!(collection.quotes[0].text, "Begin.");
/// assert_eq!(collection.quotes[0].id, "courage");
/// # Ok::<(), epigraph::Error>(())
/// ```
pub fn import(source: &[u8]) -> Result<Collection, Error> {
    let mut collection = topic_list::read(decode(source)?);
    if collection.quotes.is_empty() {
        return Err(Error::empty());
    }
    let mut taken = BTreeSet::new();
    for quote in &mut collection.quotes {
        quote.author = quote.author.take().or_else(|| collection.author.clone());
        quote.lang = quote.lang.take().or_else(|| collection.lang.clone());
        quote.id = unique(slug(quote), &mut taken);
    }
    Ok(collection)
}

fn decode(source: &[u8]) -> Result<&str, Error> {
    let source = source.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source);
    std::str::from_utf8(source).map_err(|error| {
        let good = source.get(..error.valid_up_to()).unwrap_or_default();
        let line = good.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let start = good.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let column = good.get(start..).and_then(|line| std::str::from_utf8(line).ok()).map_or(0, |l| l.chars().count());
        Error::not_utf8(line, column + 1)
    })
}

/// The built-in collection: 69 entries on machine-learning engineering, in eight parts.
#[must_use]
pub fn builtin() -> Collection {
    import(include_bytes!("builtin/chip-huyen.txt")).unwrap_or_default()
}

/// How many words of a text without a topic name it in addresses.
const ID_WORDS: usize = 6;

/// The folded words of the topic, joined by hyphens; without a topic, of the first words.
fn slug(quote: &Quote) -> String {
    let (name, most) = match &quote.topic {
        Some(topic) => (topic, usize::MAX),
        None => (&quote.text, ID_WORDS),
    };
    let mut slug = String::new();
    for word in text::words(name).take(most) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word.folded);
    }
    if slug.is_empty() { "quote".to_string() } else { slug }
}

/// `slug`, or `slug-2`, `slug-3`, … where it is taken already.
fn unique(slug: String, taken: &mut BTreeSet<String>) -> String {
    let mut id = slug.clone();
    let mut count = 1;
    while !taken.insert(id.clone()) {
        count += 1;
        id.clone_from(&slug);
        id.push('-');
        id.push_str(&count.to_string());
    }
    id
}
