//! What a Kindle keeps as `My Clippings.txt`, in any of its languages.
//!
//! ```text
//! Title (Last, First;Last, First)
//! - Your Highlight on page 42 | Location 640-642 | Added on Sunday, May 14, 2023 8:21:37 AM
//!
//! the text
//! ==========
//! ```
//!
//! Only the second line is in the device's language: what it says is told by its numbers, and by a word where one
//! is known. Notes and bookmarks are no quotes and left out; of a highlight that was extended the longer stays.

use super::draft::{Draft, any_line, lines, present, quotation};
use crate::quote::{Collection, Quote};
use crate::sort::alphabetic;
use crate::text;
use crate::work::{Work, done};

const NO_PLACE: &str = "found no line that begins with `- ` under the title, expected where the highlight stands";
const LIMIT: &str =
    "found a notice in the place of the text, expected the highlight; the book's limit for clippings is reached";

/// What a note is called, and a highlight, in the languages that Kindle writes: as [`text::spaced`] has it, a space
/// around each word, and around each sign of scripts without spaces; Korean in its letters.
const NOTES: [&str; 11] = [
    " note ",
    " notiz ",
    " nota ",
    " notitie ",
    " notat ",
    " заметка ",
    " 笔 记 ",
    " 筆 記 ",
    " メ モ ",
    " \u{1102}\u{1169}\u{1110}\u{1173}",
    " \u{1106}\u{1166}\u{1106}\u{1169}",
];
const HIGHLIGHTS: [&str; 13] = [
    " highlight ",
    " markierung ",
    " subrayado ",
    " surlignement ",
    " evidenziazione ",
    " destaque ",
    " markering ",
    " выделение ",
    " выделенныи ",
    " 标 注 ",
    " 標 註 ",
    " ハ イ ラ イ ト ",
    " \u{1112}\u{1161}\u{110b}\u{1175}\u{1105}\u{1161}\u{110b}\u{1175}\u{1110}\u{1173}",
];

/// How many bytes of two texts one is looked for in the other by in the time that takes one byte of a source.
const QUICK: usize = 32;

/// How many highlights before one are compared with it, by their place in the book.
const NEAR: usize = 8;

/// Whether a line ends a record.
fn ends(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 8 && line.bytes().all(|byte| byte == b'=')
}

/// Whether a source has a record as Kindle writes them.
pub(super) async fn recognise(source: &str, work: &Work) -> bool {
    let mut record = 0;
    let mut placed = false;
    let ends_record = |line: &str| {
        if ends(line) {
            record = 0;
            return placed;
        }
        if record > 0 || !line.trim().is_empty() {
            record += 1;
            placed = if record == 1 { false } else { placed || (record == 2 && line.trim_start().starts_with("- ")) };
        }
        false
    };
    any_line(source, work, ends_record).await
}

/// A record as it stands, and where.
struct Clipping<'a> {
    byte: usize,
    title: &'a str,
    /// First and last location, or page.
    range: Option<(u64, u64)>,
    /// Whether a range was written, be it of one.
    ranged: bool,
    what: What,
    text: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Highlight,
    Note,
    Unknown,
}

/// Reads clippings. Never fails: what cannot be read is in `skipped`.
pub(super) async fn read(source: &str, work: &Work) -> Collection {
    let mut draft = Draft::new(source);
    let mut clippings = Vec::new();
    let (mut start, mut skipped) = (0, Vec::new());
    let [taken_apart, in_order, looked_through] = done::CLIPPED;
    work.stage(taken_apart, source.len());
    for (at, line) in lines(source) {
        work.reached(at).await;
        if ends(line) {
            clipping(source, start, at, &mut clippings, &mut skipped);
            start = at + line.len() + 1;
        }
    }
    clipping(source, start, source.len(), &mut clippings, &mut skipped);
    work.stage(in_order, clippings.len());
    let order = in_book_order(&clippings, work).await;
    work.stage(looked_through, clippings.len());
    let kept = quotes(&clippings, &order, work).await;
    let mut skipped = skipped.into_iter().peekable();
    work.stage(done::READ, source.len());
    for (clipping, kept) in clippings.iter().zip(kept) {
        work.reached(clipping.byte).await;
        while let Some((byte, reason)) = skipped.next_if(|(byte, _)| *byte < clipping.byte) {
            draft.skip(byte, reason);
        }
        if kept {
            let (title, author) = book(clipping.title);
            let quote = Quote { source: present(title), author: author.as_deref(), ..quotation(clipping.text) };
            draft.push(clipping.byte, &quote);
        }
    }
    skipped.for_each(|(byte, reason)| draft.skip(byte, reason));
    draft.collection
}

/// Reads the record between two bytes.
fn clipping<'a>(
    source: &'a str,
    start: usize,
    end: usize,
    clippings: &mut Vec<Clipping<'a>>,
    skipped: &mut Vec<(usize, &'static str)>,
) {
    let record = source.get(start..end).unwrap_or_default();
    let byte = start + record.len() - record.trim_start().len();
    let record = record.trim();
    if record.is_empty() {
        return;
    }
    let (title, rest) = record.split_once('\n').unwrap_or((record, ""));
    let (place, text) = rest.split_once('\n').unwrap_or((rest, ""));
    let Some(place) = place.trim().strip_prefix('-') else { return skipped.push((byte, NO_PLACE)) };
    // Nothing is said at a bookmark.
    let Some(text) = present(text) else { return };
    if text.starts_with('<') && text.ends_with('>') && !text.contains('\n') {
        return skipped.push((byte, LIMIT));
    }
    let (numbers, ranged) = location(place);
    clippings.push(Clipping { byte, title: title.trim(), range: numbers, ranged, what: what(place), text });
}

/// What the words before the numbers say.
fn what(place: &str) -> What {
    let said = text::spaced(place.split('|').next().unwrap_or_default());
    let says = |names: &[&str]| names.iter().any(|name| said.contains(name));
    if says(&HIGHLIGHTS) {
        What::Highlight
    } else if says(&NOTES) {
        What::Note
    } else {
        What::Unknown
    }
}

/// The last number, or range of two, before the date; and whether it is a range.
fn location(place: &str) -> (Option<(u64, u64)>, bool) {
    let place = place.rsplit_once('|').map_or(place, |(before, _)| before);
    let last = place
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–')))
        .rfind(|word| word.contains(|c: char| c.is_ascii_digit()));
    let Some(last) = last.map(|word| word.trim_matches(['-', '–'])) else { return (None, false) };
    let Some((first, second)) = last.split_once(['-', '–']) else {
        return (last.parse().ok().map(|only| (only, only)), false);
    };
    let (Ok(first), Ok(second)) = (first.parse::<u32>().map(u64::from), second.parse::<u32>().map(u64::from)) else {
        return (None, false);
    };
    // `1880-83` is short for `1880-1883`.
    let mut scale: u64 = 1;
    while scale <= second {
        scale *= 10;
    }
    let second = if second < first { (first / scale).saturating_mul(scale).saturating_add(second) } else { second };
    (Some((first, second.max(first))), true)
}

/// The clippings by their book, and by their place in it.
async fn in_book_order(clippings: &[Clipping<'_>], work: &Work) -> Vec<usize> {
    let (mut keys, mut ends) = (Vec::new(), vec![0]);
    for Clipping { title, range, .. } in clippings {
        keys.extend_from_slice(title.as_bytes());
        // Less than any sign of a title.
        keys.push(0);
        for number in range.iter().flat_map(|(first, last)| [first, last]) {
            keys.extend_from_slice(&number.to_be_bytes());
        }
        ends.push(keys.len());
        work.spent(1).await;
    }
    let end = |at: usize| ends.get(at).copied().unwrap_or_default();
    alphabetic(clippings.len(), &|at| keys.get(end(at)..end(at + 1)).unwrap_or_default(), work).await
}

/// Which clippings are quotes: no notes, and of highlights that overlap, where one holds the other, the longer.
async fn quotes(clippings: &[Clipping<'_>], order: &[usize], work: &Work) -> Vec<bool> {
    let mut kept: Vec<bool> = clippings.iter().map(|clipping| clipping.what != What::Note).collect();
    let mut near: Vec<usize> = Vec::new();
    for &at in order {
        work.did(1).await;
        let Some(this) = clippings.get(at) else { continue };
        let Some((start, end)) = this.range.filter(|_| this.what != What::Note) else { continue };
        for &other in near.iter().rev().take(NEAR) {
            let Some(that) = clippings.get(other).filter(|that| that.title == this.title) else { break };
            let Some((first, last)) = that.range.filter(|(_, last)| *last >= start) else { continue };
            work.spent((this.text.len() + that.text.len()) / QUICK).await;
            // A note stands where its highlight ends.
            let alone = this.what == What::Unknown && !this.ranged && start == end;
            let note = alone && that.ranged && end == last && first < last;
            let shorter = that.text.contains(this.text) && (that.text.len() > this.text.len() || at > other);
            if note || shorter {
                keep(&mut kept, at, false);
            } else if this.text.contains(that.text) {
                keep(&mut kept, other, false);
            }
        }
        near.push(at);
    }
    kept
}

fn keep(kept: &mut [bool], at: usize, whether: bool) {
    if let Some(kept) = kept.get_mut(at) {
        *kept = whether;
    }
}

/// Title and author of `Title (2nd Edition) (Last, First;Last, First)`: the last parenthesis is the author.
fn book(line: &str) -> (&str, Option<String>) {
    let (open, close) = if line.ends_with('）') { ('（', '）') } else { ('(', ')') };
    if !line.ends_with(close) {
        return (line, None);
    }
    let mut depth = 0_usize;
    for (at, c) in line.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                let title = line.get(..at).unwrap_or_default().trim();
                let inside = line.get(at + open.len_utf8()..line.len() - close.len_utf8()).unwrap_or_default();
                return if title.is_empty() { (line, None) } else { (title, authors(inside)) };
            }
        }
    }
    (line, None)
}

/// `Last, First;Last, First` as `First Last, First Last`.
fn authors(names: &str) -> Option<String> {
    let mut authors = String::new();
    for name in names.split([';', '；']).filter_map(present) {
        if !authors.is_empty() {
            authors.push_str(", ");
        }
        match name.split_once(", ") {
            Some((last, first)) if !first.contains(',') => {
                authors.push_str(first.trim());
                authors.push(' ');
                authors.push_str(last.trim());
            }
            _ => authors.push_str(name),
        }
    }
    present(&authors).map(str::to_string)
}
