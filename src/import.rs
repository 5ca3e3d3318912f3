//! Source bytes in, a [`Collection`] out.
//!
//! One file a format under `import/`, each a function from text to a draft; what all formats
//! share (encoding, ids, inherited author and language) is done here, once.

mod json;
mod topic_list;

use crate::error::Error;
use crate::quote::{Collection, Quote, Skipped};
use crate::sort::{first, sorted};
use crate::text;

/// Reads a collection from the bytes of a file.
///
/// JSON, JSON Lines or a topic list, told apart by the first character; UTF-8 with or without a byte order
/// mark. What cannot be read is skipped, and listed in [`Collection::skipped`].
///
/// # Errors
/// `collection-invalid` when the bytes are not UTF-8, or begin like JSON and are none; `collection-empty` when no
/// record could be read as a quote.
///
/// ```
/// let source = "Part 1: Beginnings\n- On Courage: \"Begin.\" — Source: [Letters]\n";
/// let collection = epigraph::import(source.as_bytes())?;
/// let quote = collection.get(0).expect("one entry");
/// assert_eq!((quote.id, quote.text, quote.source), ("courage", "Begin.", Some("Letters")));
/// # Ok::<(), epigraph::Error>(())
/// ```
pub fn import(source: &[u8]) -> Result<Collection, Error> {
    let source = decode(source)?;
    let json = source.trim_start().starts_with(['[', '{']);
    let mut collection = if json { json::read(source)? } else { topic_list::read(source) };
    if collection.is_empty() {
        return Err(Error::empty());
    }
    make_ids_unique(&mut collection);
    Ok(collection)
}

/// The built-in collection: 69 entries on machine-learning engineering, in eight parts.
#[must_use]
pub fn builtin() -> Collection {
    import(include_bytes!("builtin/chip-huyen.txt")).unwrap_or_default()
}

fn decode(source: &[u8]) -> Result<&str, Error> {
    let source = source.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source);
    std::str::from_utf8(source).map_err(|error| {
        let (mut line, mut column) = (1, 1);
        for &byte in source.get(..error.valid_up_to()).unwrap_or_default() {
            if byte == b'\n' {
                line += 1;
                column = 1;
            } else if byte & 0xC0 != 0x80 {
                column += 1;
            }
        }
        Error::not_utf8(line, column)
    })
}

/// Adds a quote to the collection, with the collection's author and language where it has none of
/// its own, and a first id where it has none.
fn push(collection: &mut Collection, quote: &Quote<'_>) {
    let (author, lang) = (collection.author.clone(), collection.lang.clone());
    let id = if quote.id.is_empty() { slug(quote.topic, quote.text) } else { quote.id.to_string() };
    collection.push(&Quote {
        id: &id,
        author: quote.author.or(author.as_deref()),
        lang: quote.lang.or(lang.as_deref()),
        ..quote.clone()
    });
}

/// Notes that nothing could be read at a place.
fn skip(collection: &mut Collection, line: usize, column: usize, reason: &'static str) {
    collection.skipped.push(Skipped { line, column, reason });
}

/// How many words of a text without a topic name it in addresses.
const ID_WORDS: usize = 6;

/// The folded words of the topic, joined by hyphens; without a topic, of the first words.
fn slug(topic: Option<&str>, said: &str) -> String {
    let (name, most) = topic.map_or((said, ID_WORDS), |topic| (topic, usize::MAX));
    let slug = text::joined(name, '-', most);
    if slug.is_empty() { String::from("quote") } else { slug }
}

/// Gives every quote but the first of each id another: `id-2`, `id-3`, … that none has yet.
fn make_ids_unique(collection: &mut Collection) {
    let mut renamed = Vec::new();
    let slug = |at: usize| collection.id(at);
    let order = sorted(collection.len(), &|a: usize, b: usize| slug(a).cmp(slug(b)));
    let place = |place: usize| order.get(place).map_or("", |&at| slug(at));
    let mut count = 1;
    let mut before = "";
    for &at in &order {
        if before != slug(at) {
            before = slug(at);
            count = 1;
            continue;
        }
        let mut id = String::new();
        while id.is_empty() || place(first(order.len(), &|at| place(at) < id.as_str())) == id {
            count += 1;
            id = format!("{before}-{count}");
        }
        renamed.push((at, id));
    }
    for (at, id) in renamed {
        collection.rename(at, &id);
    }
}
