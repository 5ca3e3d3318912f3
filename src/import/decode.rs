//! The bytes of a file in, its text out: lines end with a line feed, and no byte order mark is left.
//!
//! UTF-8, UTF-16 where a byte order mark says so, else windows-1252. Never fails; what is no text was refused
//! before.

use std::borrow::Cow;

/// The text of a source.
pub(super) fn decode(source: &[u8]) -> Cow<'_, str> {
    let text = match source {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        _ => match std::str::from_utf8(source) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(mixed(source)),
        },
    };
    // One by one, as a search for a single character skips through the text; `contains` does not, beyond ASCII.
    let marked = || text.match_indices('\u{feff}').next().is_some();
    if text.contains('\r') || text.contains('\0') || marked() { Cow::Owned(cleaned(&text)) } else { text }
}

/// UTF-16 code units; half a pair becomes U+FFFD.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let pairs = bytes.chunks(2).map(|pair| match pair {
        [one, other] => unit([*one, *other]),
        _ => 0xFFFD,
    });
    char::decode_utf16(pairs).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Bytes that are no whole UTF-8. Where most of what is beyond ASCII is, the rest is damage, and read as
/// windows-1252 byte by byte; else all of it is windows-1252.
fn mixed(bytes: &[u8]) -> String {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    let mut text = String::with_capacity(bytes.len());
    if whole > broken {
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
        }
    } else {
        text.extend(bytes.iter().map(|&byte| windows_1252(byte)));
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
pub(crate) fn cleaned(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\r' => cleaned.push('\n'),
            '\n' if before == '\r' => {}
            '\u{feff}' => {}
            '\0' => cleaned.push(char::REPLACEMENT_CHARACTER),
            _ => cleaned.push(c),
        }
        before = c;
    }
    cleaned
}
