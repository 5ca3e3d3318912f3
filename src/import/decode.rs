//! The bytes of a file in, its text out: lines end with a line feed, and no byte order mark is left.
//!
//! UTF-8, UTF-16 where a byte order mark says so, else windows-1252. Never fails; what is no text was refused
//! before.

use crate::work::Work;
use std::borrow::Cow;

/// Bytes that are gone through before a stretch may end: few where it is tested, so that short texts have many.
const BLOCK: usize = if cfg!(test) { 5 } else { 1 << 12 };

/// Bytes that are told to be a text in one run, and are it then: longer ones are copied, a stretch at a time. In a browser that
/// has made nothing better yet it takes a millisecond or two, and three times that beyond ASCII.
const SHORT: usize = if cfg!(test) { 64 } else { 1 << 22 };

/// The text of a source; where it has no `lines`, nothing is to be cleaned.
pub(super) async fn decode<'a>(source: Cow<'a, [u8]>, lines: bool, work: &Work) -> Cow<'a, str> {
    let text = match &*source {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes, work).await),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes, work).await),
        _ => match utf8(source, work).await {
            Ok(text) => text,
            Err(source) => Cow::Owned(mixed(&source, work).await),
        },
    };
    if lines && needs_cleaning(&text, work).await { Cow::Owned(cleaned(&text, work).await) } else { text }
}

/// Whether anything in a text is not as [`cleaned`] leaves it.
async fn needs_cleaning(text: &str, work: &Work) -> bool {
    let mut at = 0;
    for block in blocks(text.as_bytes()) {
        let end = at + block.len();
        if may_need(block) && text.get(at..end).is_some_and(needs) {
            return true;
        }
        at = end;
        work.spent(block.len() / 4).await;
    }
    false
}

/// The same of a block.
fn needs(block: &str) -> bool {
    // One by one, as a search for a single character skips through the text; one for several does not, nor does
    // `contains`, beyond ASCII.
    block.contains('\r') || block.contains('\0') || block.match_indices('\u{feff}').next().is_some()
}

/// Whether a block has control characters, line feeds among them, or what begins as a byte order mark does: eight bytes a
/// step.
#[inline(never)]
pub(super) fn may_need(block: &[u8]) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let (eights, rest) = block.as_chunks();
    // Of a byte below 0x20, less 0x20, the highest bit is set that is not in the byte itself; and so it is, less 1, of the
    // first byte of a mark, of which `^` makes nothing. Only such a byte borrows from its neighbour.
    let found = eights.iter().fold(0, |found, eight| {
        let eight = u64::from_le_bytes(*eight);
        let mark = eight ^ (ONES * 0xEF);
        found | (eight.wrapping_sub(ONES * 0x20) & !eight) | (mark.wrapping_sub(ONES) & !mark)
    });
    found & (ONES << 7) > 0 || rest.iter().any(|byte| matches!(byte, 0..0x20 | 0xEF))
}

/// The text that bytes are, if they are UTF-8; else these bytes.
async fn utf8<'a>(bytes: Cow<'a, [u8]>, work: &Work) -> Result<Cow<'a, str>, Cow<'a, [u8]>> {
    if work.is_at_once() || bytes.len() <= SHORT {
        let length = bytes.len();
        let text = match bytes {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Cow::Borrowed(bytes)),
            Cow::Owned(bytes) => {
                String::from_utf8(bytes).map(Cow::Owned).map_err(|error| Cow::Owned(error.into_bytes()))
            }
        };
        work.did(length).await;
        return text;
    }
    let mut text = String::with_capacity(bytes.len());
    for block in blocks(&bytes) {
        let Ok(block) = std::str::from_utf8(block) else { break };
        text.push_str(block);
        work.did(block.len()).await;
    }
    if text.len() == bytes.len() { Ok(Cow::Owned(text)) } else { Err(bytes) }
}

/// Bytes in blocks that cut no character.
fn blocks(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let begins = |&end: &usize| rest.get(end).is_none_or(|byte| byte & 0xC0 != 0x80);
        // None goes on for more than three bytes.
        let end = (BLOCK..BLOCK + 3).find(begins).unwrap_or(BLOCK + 3).min(rest.len());
        let (block, after) = rest.split_at(end);
        rest = after;
        Some(block).filter(|block| !block.is_empty())
    })
}

/// UTF-16 code units; half a pair becomes U+FFFD.
async fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, work: &Work) -> String {
    let units = (0..bytes.len()).step_by(2).map(|at| match bytes.get(at..at + 2) {
        Some([one, other]) => unit([*one, *other]),
        _ => 0xFFFD,
    });
    let mut signs = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).peekable();
    let mut text = String::with_capacity(bytes.len() / 2);
    while signs.peek().is_some() {
        text.extend(signs.by_ref().take(BLOCK));
        work.did(2 * BLOCK).await;
    }
    text
}

/// Bytes that are no whole UTF-8. Where most of what is beyond ASCII is, the rest is damage, and read as
/// windows-1252 byte by byte; else all of it is windows-1252.
async fn mixed(bytes: &[u8], work: &Work) -> String {
    let (mut whole, mut broken) = (0, 0);
    for block in blocks(bytes) {
        for chunk in block.utf8_chunks() {
            whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            broken += chunk.invalid().len();
        }
        work.did(block.len() / 2).await;
    }
    let mut text = String::with_capacity(bytes.len());
    for block in blocks(bytes) {
        if whole > broken {
            for chunk in block.utf8_chunks() {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
            }
        } else {
            text.extend(block.iter().map(|&byte| windows_1252(byte)));
        }
        work.did(block.len() / 2).await;
    }
    text
}

/// Differs from Latin-1 in 0x80 to 0x9F; the five bytes that mean nothing there stay control characters, as the
/// [Encoding Standard](https://encoding.spec.whatwg.org/#windows-1252) has them.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let high = usize::from(byte).checked_sub(0x80).and_then(|at| HIGH.get(at));
    high.copied().unwrap_or(char::from(byte))
}

/// Carriage returns end lines; byte order marks, which joined files have in the middle, are dropped; a NUL shows
/// as U+FFFD.
pub(super) async fn cleaned(text: &str, work: &Work) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut before = ' ';
    let mut at = 0;
    for block in blocks(text.as_bytes()) {
        clean(text.get(at..at + block.len()).unwrap_or_default(), &mut before, &mut cleaned);
        at += block.len();
        work.did(block.len()).await;
    }
    cleaned
}

/// Adds a block, which follows the character `before`.
#[inline(never)]
fn clean(block: &str, before: &mut char, cleaned: &mut String) {
    for c in block.chars() {
        match c {
            '\r' => cleaned.push('\n'),
            '\n' if *before == '\r' => {}
            '\u{feff}' => {}
            '\0' => cleaned.push(char::REPLACEMENT_CHARACTER),
            _ => cleaned.push(c),
        }
        *before = c;
    }
}
