//! Source bytes in, a [`Collection`] out.
//!
//! One file a format under `import/`, each a function from text to a collection; what all formats
//! share is in files of its own there: encoding, refusals, names of fields, marks, the draft.

mod decode;
mod draft;
mod foreign;
mod marks;
mod names;
mod inline;
mod topic_list;
mod json;
mod csv;
mod kindle;
mod fortune;
mod markdown;
mod plain;
mod format;

pub(crate) use foreign::MAGIC;
pub use foreign::is_pack;
pub use format::Format;

use crate::error::{Error, Foreign};
use crate::intern::Table;
use crate::quote::Collection;
use crate::sort::{alphabetic, first};
use crate::work::{Work, boxed, done, finished};
use std::borrow::Cow;

/// Reads a collection from the bytes of a file, whatever its [`Format`].
///
/// UTF-8 with or without a byte order mark, UTF-16 with one, else windows-1252. What cannot be read is skipped, and
/// listed in [`Collection::skipped`].
///
/// # Errors
/// `collection-invalid` when the bytes are a file of a kind that holds no quotes, such as an HTML page or a picture,
/// or begin like JSON and are none; `collection-empty` when no record could be read as a quote.
///
/// ```
/// let source = "Part 1: Beginnings\n- On Courage: \"Begin.\" — Source: [Letters]\n";
/// let collection = epigraph::import(source.as_bytes())?;
/// let quote = collection.get(0).expect("one entry");
/// assert_eq!((quote.id, quote.text, quote.source), ("courage", "Begin.", Some("Letters")));
/// # Ok::<(), epigraph::Error>(())
/// ```
pub fn import(source: &[u8]) -> Result<Collection, Error> {
    finished(import_in(Cow::Borrowed(source), None, &Work::at_once()))
}

/// Reads a collection as a format, whatever its content looks like.
///
/// # Errors
/// As [`import`].
///
/// ```
/// let collection = epigraph::import_as("> “Begin.”".as_bytes(), epigraph::Format::Text)?;
/// assert_eq!(collection.get(0).map(|quote| quote.text), Some("> “Begin.”"));
/// # Ok::<(), epigraph::Error>(())
/// ```
pub fn import_as(source: &[u8], format: Format) -> Result<Collection, Error> {
    finished(import_in(Cow::Borrowed(source), Some(format), &Work::at_once()))
}

/// The same as work that may be stopped at and gone on with; unless a format is given the content tells it.
pub(crate) async fn import_in(source: Cow<'_, [u8]>, format: Option<Format>, work: &Work) -> Result<Collection, Error> {
    let (text, lines) = boxed(text(source, work)).await?;
    let format = match format {
        Some(format) => format,
        None => boxed(format::recognise(&text, lines, work)).await.map_err(Error::foreign)?,
    };
    boxed(read(text, format, work)).await
}

/// The format that [`import`] reads a source as.
///
/// # Errors
/// `collection-invalid` when the bytes are a file of a kind that holds no quotes.
///
/// ```
/// assert_eq!(epigraph::recognise(b"quote,author\nBegin.,Horace\n"), Ok(epigraph::Format::Csv));
/// ```
pub fn recognise(source: &[u8]) -> Result<Format, Error> {
    let work = Work::at_once();
    finished(async {
        let (text, lines) = text(Cow::Borrowed(source), &work).await?;
        format::recognise(&text, lines, &work).await.map_err(Error::foreign)
    })
}

/// Reads a text as a format, if anything can be; what kind of file it looks like does not matter.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn read_back(text: &str, format: Format) -> Option<Collection> {
    finished(read(Cow::Owned(cleaned(text)), format, &Work::at_once())).ok()
}

/// A text as [`import`] takes it.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn cleaned(text: &str) -> String {
    finished(decode::cleaned(text, &Work::at_once()))
}

/// The built-in collection: 69 entries on machine-learning engineering, in eight parts.
#[must_use]
pub fn builtin() -> Collection {
    import(include_bytes!("builtin/chip-huyen.txt")).unwrap_or_default()
}

/// The text of a source that may hold quotes, and whether it may have more than one line.
async fn text<'a>(source: Cow<'a, [u8]>, work: &Work) -> Result<(Cow<'a, str>, bool), Error> {
    work.stage(done::SEEN, source.len());
    let lines = boxed(foreign::look(&source, work)).await.map_err(Error::foreign)?;
    work.stage(done::DECODED, source.len());
    let text = boxed(decode::decode(source, lines, work)).await;
    match boxed(foreign::kind_of_text(&text, work)).await {
        Some(kind) => Err(Error::foreign(kind)),
        None => Ok((text, lines)),
    }
}

async fn read(source: Cow<'_, str>, format: Format, work: &Work) -> Result<Collection, Error> {
    let text = &*source;
    work.turn().await;
    // Each format says which byte it has reached; clippings are gone through more than once.
    if format != Format::Kindle {
        work.stage(done::READ, text.len());
    }
    let mut collection = match format {
        Format::TopicList => boxed(topic_list::read(text, work)).await,
        Format::Json => boxed(json::read(source, work)).await?,
        Format::Csv => match csv::layout(text).map_err(Error::foreign)? {
            Some(layout) => boxed(csv::read(text, &layout, work)).await,
            None => return Err(Error::foreign(Foreign::Table)),
        },
        Format::Kindle => boxed(kindle::read(text, work)).await,
        Format::Fortune => boxed(fortune::read(text, work)).await,
        Format::Markdown => boxed(markdown::read(text, work)).await,
        Format::Text => boxed(plain::read(text, work)).await,
    };
    if collection.is_empty() {
        return Err(Error::empty(collection.skipped));
    }
    boxed(make_ids_unique(&mut collection, work)).await;
    Ok(collection)
}

/// How many slots of a table are looked at for each id before it is given up: of ids that nobody chose for it, one or two.
/// Only importing is spared so; to index ids that somebody chose takes long.
const LOOKS: usize = 16;

/// What a look for an id among all others is counted as.
const SOUGHT: usize = 8;

/// Gives every quote but the first of each id another: `id-2`, `id-3`, … that none has yet.
async fn make_ids_unique(collection: &mut Collection, work: &Work) {
    let slug = |at: usize| collection.id(at);
    // Most often there is nothing to do.
    let mut names = Table::for_things(collection.len());
    let mut repeated = false;
    work.stage(done::NAMES_TOLD, collection.len());
    let mut add = |at: usize| {
        if !repeated {
            let (_, new) = names.add(Table::hash(slug(at).as_bytes()), |known| slug(known) == slug(at));
            // Where to look costs too much the sort will tell.
            repeated = !new || names.looks() > LOOKS * collection.len();
        }
        (1, 0)
    };
    work.each(collection.len(), &mut add).await;
    if !repeated {
        return;
    }
    let mut renamed = Vec::new();
    work.stage(done::NAMES_SORTED, collection.len());
    let order = alphabetic(collection.len(), &|at| slug(at).as_bytes(), work).await;
    work.stage(done::NAMED, collection.len());
    let place = |place: usize| order.get(place).map_or("", |&at| slug(at));
    let mut count = 1;
    let mut before = "";
    for &at in &order {
        work.did(1).await;
        if before != slug(at) {
            before = slug(at);
            count = 1;
            continue;
        }
        let mut id = String::new();
        while id.is_empty() || place(first(order.len(), &|at| place(at) < id.as_str())) == id {
            count += 1;
            id = format!("{before}-{count}");
            work.spent(SOUGHT).await;
        }
        renamed.push((at, id));
    }
    for (at, id) in renamed {
        collection.rename(at, &id);
        work.spent(1).await;
    }
}
