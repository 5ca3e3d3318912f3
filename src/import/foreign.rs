//! Files that people choose by mistake, told by their first bytes.
//!
//! Bytes go in, what kind of file they are comes out, if it is one that cannot hold quotes; else whether they may have
//! lines. Tables without a quote are told apart by the importer of tables.

use super::decode::may_need;
use super::markdown;
use crate::error::Foreign;
use crate::work::Work;

/// What a pack begins with.
pub(crate) const MAGIC: &[u8] = b"EPIGRAPH";

/// So much of that is no text by chance.
const TELLING: usize = 4;

/// What files begin with.
const BEGINNINGS: [(&[u8], Foreign); 20] = [
    (b"{\\rtf", Foreign::RichText),
    (b"%PDF-", Foreign::Pdf),
    (b"PK\x03\x04", Foreign::Archive),
    (b"PK\x05\x06", Foreign::Archive),
    (b"\x1F\x8B", Foreign::Archive),
    (b"BZh", Foreign::Archive),
    (b"\xFD7zXZ\0", Foreign::Archive),
    (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
    (b"Rar!\x1A\x07", Foreign::Archive),
    (b"\x28\xB5\x2F\xFD", Foreign::Archive),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::Archive),
    (b"\x89PNG\r\n\x1A\n", Foreign::Picture),
    (b"\xFF\xD8\xFF", Foreign::Picture),
    (b"GIF87a", Foreign::Picture),
    (b"GIF89a", Foreign::Picture),
    (b"II*\0", Foreign::Picture),
    (b"MM\0*", Foreign::Picture),
    (b"RIFF", Foreign::Bytes),
    (b"SQLite format 3\0", Foreign::Bytes),
    (b"\x7FELF", Foreign::Bytes),
];

/// How pages begin, in lower case, and pieces of them.
const PAGES: [&str; 5] = ["<!doctype html", "<html", "<head", "<body", "<script"];
const PIECES: [&str; 7] = ["<div", "<p>", "<p ", "<table", "<ul", "<ol", "<blockquote"];

/// How many of a thousand bytes may be of a kind that no text has.
const STRAY: usize = 10;

/// Whether a source is a pack, or what is left of one that was cut off in its first bytes. [`crate::Index::open`] opens
/// the one and says what is wrong with the other; no importer reads either.
///
/// ```
/// assert!(epigraph::is_pack(epigraph::Index::build(&epigraph::builtin()).pack()));
/// assert!(epigraph::is_pack(b"EPIG") && !epigraph::is_pack(b"Epigraphs"));
/// ```
#[must_use]
pub fn is_pack(source: &[u8]) -> bool {
    source.starts_with(MAGIC) || source.len() >= TELLING && MAGIC.starts_with(source)
}

/// Looks through a source: whether it may have `lines`: control characters or byte order marks, as [`may_need`] says.
///
/// # Errors
/// The kind of a source that holds no quotes.
pub(super) async fn look(source: &[u8], work: &Work) -> Result<bool, Foreign> {
    if is_pack(source) {
        return Err(Foreign::Pack);
    }
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(beginning, _)| source.starts_with(beginning)) {
        return Err(*kind);
    }
    if source.get(4..8) == Some(b"ftyp") {
        return Err(Foreign::Picture);
    }
    if is_strfile(source) {
        return Err(Foreign::Strfile);
    }
    if source.starts_with(b"\xFF\xFE") || source.starts_with(b"\xFE\xFF") {
        return Ok(true);
    }
    // Escapes and backspaces are in fortune files.
    let (mut lines, mut stray) = (false, 0);
    for block in source.chunks(BLOCK) {
        if may_need(block) {
            lines = true;
            stray += strays(block);
        }
        work.did(block.len()).await;
    }
    if stray > source.len() / 1000 * STRAY + 2 { Err(Foreign::Bytes) } else { Ok(lines) }
}

/// Bytes that are gone through in one call: browsers make a function better between its calls.
const BLOCK: usize = 1 << 10;

/// How many bytes are of a kind that no text has.
#[inline(never)]
fn strays(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, 8..=13 | 0x1B)).count()
}

/// The kind of a text that holds no quotes.
pub(super) async fn kind_of_text(text: &str, work: &Work) -> Option<Foreign> {
    let mut text = text.trim_start();
    let mut kind = None;
    if text.starts_with("<?xml") {
        kind = Some(Foreign::Xml);
        text = text.split_once("?>").map_or("", |(_, rest)| rest.trim_start());
    }
    while text.starts_with("<!--") {
        let rest = text.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
        work.spent(text.len() - rest.len()).await;
        text = rest;
    }
    let begins = |page: &str| text.get(..page.len()).is_some_and(|start| start.eq_ignore_ascii_case(page));
    let page = PAGES.iter().any(|page| begins(page));
    // Markdown may begin with a piece of a page.
    let piece = PIECES.iter().any(|page| begins(page));
    if page || piece && !markdown::recognise(text, work).await { Some(Foreign::Html) } else { kind }
}

/// A header of six numbers, most significant byte first: version, strings, longest, shortest, flags; then the
/// sign between the strings and three bytes of nothing; then an offset a string, and one more.
fn is_strfile(source: &[u8]) -> bool {
    let number = |at: usize| source.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let strings = number(4).and_then(|strings| usize::try_from(strings).ok());
    matches!(number(0), Some(1 | 2))
        && source.get(21..24) == Some(&[0, 0, 0])
        && strings.is_some_and(|strings| source.len() / 4 >= strings.saturating_add(6))
}
