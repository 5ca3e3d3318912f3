//! Objects as they stand in a source, found in one pass.
//!
//! A text goes in, the members of the object at its beginning come out, each as it stands there; nothing where that is no
//! object, is broken, long, or has much in each other: what `serde_json` says of it counts. It says the same of all others,
//! but takes a browser longer to make better than most sources take to be read.

use crate::text::slice;
use std::borrow::Cow;

/// A name and its value.
pub(super) struct Member<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) value: &'a str,
    /// Whether that is known to be a string without escapes: it says what stands between its marks.
    pub(super) plain: bool,
}

/// How many arrays and objects a value may stand in.
const DEPTH: usize = 8;

/// Bytes in which an object is looked for: no record may have more.
const LONGEST: usize = 1 << 20;

/// Adds the members of the object at the beginning of a text; how long it is.
pub(super) fn object<'a>(text: &'a str, members: &mut Vec<Member<'a>>) -> Option<usize> {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    if byte(bytes, 0) != b'{' {
        return None;
    }
    members_of(bytes, 0, DEPTH, |(start, end, escaped), value, after, plain| {
        let name = if escaped {
            Cow::Owned(serde_json::from_str(slice(text, start, end)).ok()?)
        } else {
            Cow::Borrowed(slice(text, start + 1, end - 1))
        };
        members.push(Member { name, value: slice(text, value, after), plain });
        Some(())
    })
}

/// A text without the space and the commas before its first value.
#[inline]
pub(super) fn between(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = space(bytes, 0);
    while byte(bytes, at) == b',' {
        at = space(bytes, at + 1);
    }
    slice(text, at, text.len())
}

/// Where a name stands with its marks, and whether it has escapes.
type Name = (usize, usize, bool);

/// Shows the members of the object that begins at a byte, each by its name, where its value begins and ends, and whether it is
/// a string without escapes; where the object ends.
#[inline]
fn members_of(
    bytes: &[u8],
    start: usize,
    depth: usize,
    mut show: impl FnMut(Name, usize, usize, bool) -> Option<()>,
) -> Option<usize> {
    let mut at = start + 1;
    if let Some(end) = next(bytes, at, b'}') {
        return Some(end);
    }
    loop {
        let name = space(bytes, at);
        let (end, escaped) = string(bytes, name)?;
        let value = space(bytes, next(bytes, end, b':')?);
        let (after, plain) = match byte(bytes, value) {
            b'"' => string(bytes, value).map(|(after, escaped)| (after, !escaped))?,
            _ => (value_at(bytes, value, depth)?, false),
        };
        show((name, end, escaped), value, after, plain)?;
        match next(bytes, after, b',') {
            Some(comma) => at = comma,
            None => return next(bytes, after, b'}'),
        }
    }
}

/// Where the value ends that begins at a byte.
#[inline(never)]
fn value_at(bytes: &[u8], start: usize, depth: usize) -> Option<usize> {
    match byte(bytes, start) {
        b'"' => string(bytes, start).map(|(end, _)| end),
        b'-' | b'0'..=b'9' => number(bytes, start),
        b'[' => array(bytes, start, depth.checked_sub(1)?),
        b'{' => inner_object(bytes, start, depth.checked_sub(1)?),
        _ => ["true", "false", "null"].iter().find_map(|word| {
            bytes.get(start..).is_some_and(|rest| rest.starts_with(word.as_bytes())).then_some(start + word.len())
        }),
    }
}

#[inline(never)]
fn inner_object(bytes: &[u8], start: usize, depth: usize) -> Option<usize> {
    members_of(bytes, start, depth, |_, _, _, _| Some(()))
}

#[inline(never)]
fn array(bytes: &[u8], start: usize, depth: usize) -> Option<usize> {
    let mut at = start + 1;
    if let Some(end) = next(bytes, at, b']') {
        return Some(end);
    }
    loop {
        at = value_at(bytes, space(bytes, at), depth)?;
        match next(bytes, at, b',') {
            Some(after) => at = after,
            None => return next(bytes, at, b']'),
        }
    }
}

#[inline(never)]
fn number(bytes: &[u8], start: usize) -> Option<usize> {
    let digits = |start: usize| {
        let count = bytes.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(start + count)
    };
    let whole = start + usize::from(byte(bytes, start) == b'-');
    let mut end = digits(whole)?;
    if byte(bytes, whole) == b'0' && end > whole + 1 {
        return None;
    }
    if byte(bytes, end) == b'.' {
        end = digits(end + 1)?;
    }
    if matches!(byte(bytes, end), b'e' | b'E') {
        end = digits(end + 1 + usize::from(matches!(byte(bytes, end + 1), b'+' | b'-')))?;
    }
    Some(end)
}

/// Where the string ends that begins at a byte, and whether it has escapes. Eight bytes are looked at together.
#[inline(never)]
fn string(bytes: &[u8], start: usize) -> Option<(usize, bool)> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let mut at = start + 1;
    let mut escaped = false;
    if byte(bytes, start) != b'"' {
        return None;
    }
    loop {
        while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            // As in `text::has` and `text::has_controls`: the lowest bit that is left is of the first such byte.
            let eight = u64::from_le_bytes(*eight);
            let (mark, escape) = (eight ^ (ONES * 0x22), eight ^ (ONES * 0x5C));
            let controls = eight.wrapping_sub(ONES * 0x20) & !eight;
            let found = controls | mark.wrapping_sub(ONES) & !mark | escape.wrapping_sub(ONES) & !escape;
            let first = (found & (ONES << 7)).trailing_zeros() / 8;
            at += usize::try_from(first).unwrap_or_default();
            if first < 8 {
                break;
            }
        }
        match byte(bytes, at) {
            b'"' => return Some((at + 1, escaped)),
            b'\\' => {
                escaped = true;
                at += match byte(bytes, at + 1) {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                    b'u' if bytes.get(at + 2..at + 6)?.iter().all(u8::is_ascii_hexdigit) => 6,
                    _ => return None,
                };
            }
            0..0x20 => return None,
            _ => at += 1,
        }
    }
}

/// Where what follows a sign begins, if it comes next but for space.
#[inline]
fn next(bytes: &[u8], at: usize, sign: u8) -> Option<usize> {
    let at = space(bytes, at);
    (byte(bytes, at) == sign).then_some(at + 1)
}

/// The first byte that is no space.
#[inline]
fn space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(byte(bytes, at), b' ' | b'\t' | b'\n' | b'\r') {
        at += 1;
    }
    at
}

/// A byte; past the end one that stands in no JSON.
#[inline]
fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or_default()
}
