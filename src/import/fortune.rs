//! Files of the program `fortune`: records between lines that are `%`.
//!
//! ```text
//! %% a comment
//! The text, whose line ends
//!     and indents are its own.
//!         -- Author, "Source"
//! %
//! 《Title》
//! 作者：Author
//! the text
//! ```
//!
//! Colours and overstrikes are of the terminal, and taken out.

use super::draft::{Draft, any_line, lines, present, quotation};
use super::marks::{attribution, quoted, signed};
use crate::quote::{Collection, Quote};
use crate::work::Work;
use std::borrow::Cow;

/// What stands before an author's name above the text.
const AUTHORS: [&str; 4] = ["作者：", "作者:", "著者：", "著者:"];

/// How many lines an attribution may have.
const SIGNED: usize = 4;

/// A line as it is printed, with its first byte.
type Line<'a> = (usize, Cow<'a, str>);

fn ends(line: &str) -> bool {
    matches!(line.trim_end(), "%" | "%%")
}

/// Whether a source has records between `%`.
pub(super) async fn recognise(source: &str, work: &Work) -> bool {
    any_line(source, work, |line| line.trim_end() == "%").await
}

/// Whether such a source begins with a record, and not with a table of which a value has the line in its marks.
pub(super) fn begins(source: &str) -> bool {
    let mut marks = 0;
    for (_, line) in lines(source).take_while(|(_, line)| line.trim_end() != "%") {
        marks += line.matches('"').count();
    }
    marks % 2 == 0
}

/// Reads a fortune file. Never fails: what cannot be read is in `skipped`.
pub(super) async fn read(source: &str, work: &Work) -> Collection {
    let mut draft = Draft::new(source);
    let mut record: Vec<Line<'_>> = Vec::new();
    for (at, line) in lines(source) {
        work.reached(at).await;
        if ends(line) {
            fortune(&mut draft, &record);
            record.clear();
        } else if !line.starts_with("%%") {
            record.push((at, printed(line)));
        }
    }
    fortune(&mut draft, &record);
    draft.collection
}

fn fortune(draft: &mut Draft<'_>, record: &[Line<'_>]) {
    let blank = |line: &Line<'_>| line.1.trim().is_empty();
    let Some(first) = record.iter().position(|line| !blank(line)) else { return };
    let last = record.iter().rposition(|line| !blank(line)).unwrap_or(first);
    let mut lines = record.get(first..=last).unwrap_or_default();
    let byte = lines.first().map_or(0, |(byte, _)| *byte);

    // Above the text: `《Title》` and `作者：Author`.
    let (mut title, mut author) = (None, None);
    if let [(_, one), (_, other), text @ ..] = lines {
        let name = AUTHORS.iter().find_map(|said| other.trim().strip_prefix(said)).and_then(present);
        if let (Some(work), Some(name), false) = (work(one), name, text.is_empty()) {
            (title, author) = (Some(work.to_string()), Some(name.to_string()));
            lines = text;
        }
    }
    let (text, who) = signature(lines);
    let joined = |lines: &[Line<'_>]| {
        let mut joined = String::new();
        // What all lines are indented by is no layout of theirs.
        let all = lines.iter().filter(|line| !blank(line)).map(|(_, line)| line.len() - line.trim_start().len()).min();
        for (_, line) in lines {
            joined.push_str(line.get(all.unwrap_or(0)..).unwrap_or_default().trim_end());
            joined.push('\n');
        }
        joined
    };
    let text = joined(text);
    let text = text.trim();
    let who = joined(who).split_whitespace().collect::<Vec<_>>().join(" ");
    let said = signed(&who).map(attribution).unwrap_or_default();
    let quote = Quote {
        author: author.as_deref().or(said.author),
        source: title.as_deref().or(said.source),
        url: said.url,
        ..quotation(quoted(text).and_then(present).unwrap_or(text))
    };
    if !text.is_empty() {
        draft.push(byte, &quote);
    }
}

/// The title in `《…》`.
fn work(line: &str) -> Option<&str> {
    present(line.trim().strip_prefix('《')?.strip_suffix('》')?)
}

/// Parts the lines of a text from those that say who, which begin with a dash and end the record.
fn signature<'a, 'b>(lines: &'a [Line<'b>]) -> (&'a [Line<'b>], &'a [Line<'b>]) {
    for (at, (_, line)) in lines.iter().enumerate().rev().take(SIGNED) {
        if line.trim().is_empty() || at == 0 {
            break;
        }
        let indent = |line: &str| line.len() - line.trim_start().len();
        if signed(line).is_some() {
            // Its further lines are indented as it is, or more.
            let further = lines.get(at + 1..).unwrap_or_default();
            if further.iter().all(|(_, further)| indent(further) >= indent(line) && indent(further) > 0) {
                return lines.split_at(at);
            }
            break;
        }
    }
    (lines, &[])
}

/// A line as a terminal leaves it: escapes gone, of signs struck over each other the last that is no underline.
fn printed(line: &str) -> Cow<'_, str> {
    if !line.contains(['\u{1b}', '\u{8}', '\u{7}', '\u{c}', '\u{e}', '\u{f}']) {
        return Cow::Borrowed(line);
    }
    let mut printed: Vec<char> = Vec::new();
    // What was struck back over, in order.
    let mut under: Vec<char> = Vec::new();
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\u{1b}' => match signs.next() {
                Some('[') => while signs.next().is_some_and(|c| !matches!(c, '@'..='~')) {},
                Some(']') => while signs.next().is_some_and(|c| c != '\u{7}' && c != '\u{1b}') {},
                Some('(' | ')' | '#') => drop(signs.next()),
                _ => {}
            },
            '\u{8}' => under.extend(printed.pop()),
            '\u{7}' | '\u{c}' | '\u{e}' | '\u{f}' => {}
            _ => {
                let below = under.pop();
                printed.push(below.filter(|_| sign == '_').unwrap_or(sign));
            }
        }
    }
    // Struck back over and left: it stays to be read.
    printed.extend(under.into_iter().rev());
    Cow::Owned(printed.into_iter().collect())
}
