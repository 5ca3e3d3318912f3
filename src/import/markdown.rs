//! Markdown: what stands in block quotes, and items and lines that are a quote by their marks.
//!
//! ```text
//! # Title
//! ## Part 5: Title #tag
//! > Text.
//! > — Author, *Source* #tag
//! - Tags: #another, [[and another]]
//!
//! > [!quote] Topic
//! > Text that goes on
//! without the sign.
//! -- Author
//!
//! - “Text.” — Author, [Source](URL)
//! - On Topic: "Text." — Source: [Source](URL)
//! ```
//!
//! All other text of the document is no quote and left out.

use super::draft::{Draft, any_line, lines, present, quotation, tag};
use super::inline::words;
use super::marks::{attribution, ends_text, is_name, parted, quoted, signed};
use super::names::NEAR;
use super::topic_list;
use crate::quote::{Collection, Part, Quote};
use crate::work::Work;
use std::borrow::Cow;

/// Whether a source has a block quote.
pub(super) async fn recognise(source: &str, work: &Work) -> bool {
    any_line(source, work, |line| marked(line).is_some_and(|text| text.contains(char::is_alphanumeric))).await
}

/// What follows the signs of a line in a block quote, at any depth.
fn marked(line: &str) -> Option<&str> {
    let mut text = line.trim_start();
    if line.len() - text.len() > 3 || !text.starts_with('>') {
        return None;
    }
    while let Some(inner) = text.strip_prefix('>') {
        let spaces = inner.len() - inner.trim_start().len();
        text = if inner.trim_start().starts_with('>') { inner.trim_start() } else { inner.get(spaces.min(1)..)? };
    }
    Some(text)
}

/// Reads Markdown. Never fails: what cannot be read is in `skipped`.
pub(super) async fn read(source: &str, work: &Work) -> Collection {
    let fence = |line: &str| matches!(line.trim_start().get(..3), Some("```" | "~~~"));
    let mut all = Vec::new();
    let (mut fences, mut heads) = (0, 0);
    for (at, line) in lines(source) {
        work.reached(at / 4).await;
        all.push((at, line));
        fences += usize::from(fence(line));
        heads += usize::from(heading(line).is_some_and(|(level, _)| level == 1));
    }
    // A fence that never ends is none.
    let fenced = fences % 2 == 0;
    let mut file = File {
        draft: Draft::new(source),
        part: None,
        tags: Vec::new(),
        block: Vec::new(),
        topic: None,
        signable: false,
    };
    let mut code = false;
    let mut before = None;
    for &(at, line) in all.iter().skip(front(&all, &mut file.draft.collection)) {
        work.reached(source.len() / 4 + at / 4 * 3).await;
        let paragraph = before.replace((at, line));
        if fenced && fence(line) {
            code = !code;
            file.close(work).await;
        } else if code {
        } else if let Some((level, name)) = heading(line) {
            file.close(work).await;
            file.heading(level, name, heads == 1);
        } else if let Some(level) = underline(line).filter(|_| file.block.is_empty()) {
            if let Some((_, name)) = paragraph.filter(|(_, name)| !name.trim().is_empty() && marked(name).is_none()) {
                file.close(work).await;
                file.heading(level, name, true);
            }
        } else {
            if marked(line).is_some() && !file.signable {
                file.close(work).await;
            }
            if let Some((byte, text)) = file.line(at, line) {
                file.close(work).await;
                file.loose(byte, text);
            }
        }
    }
    file.close(work).await;
    file.draft.collection
}

/// The number of lines of the front matter between `---`, whose title, author and language are the collection's.
fn front(all: &[(usize, &str)], collection: &mut Collection) -> usize {
    let rule = |(_, line): &(usize, &str)| line.trim_end() == "---";
    let Some(end) = all.iter().skip(1).position(rule).filter(|_| all.first().is_some_and(rule)) else { return 0 };
    for (_, line) in all.iter().skip(1).take(end) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = present(value).map(|value| quoted(value).unwrap_or(value).to_string());
        match name {
            "title" => collection.title = value,
            "author" => collection.author = value,
            "lang" => collection.lang = value.as_deref().and_then(tag).map(Cow::into_owned),
            _ => {}
        }
    }
    end + 2
}

/// Level and name of a line `## Name`.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim();
    let name = text.trim_start_matches('#');
    let level = text.len() - name.len();
    ((1..=6).contains(&level) && name.starts_with([' ', '\t']))
        .then(|| (level, name.trim().trim_end_matches('#').trim_end()))
}

/// The level that a line of `===` or `---` gives to the one above.
fn underline(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let all = |sign: u8| line.len() > 2 && line.bytes().all(|byte| byte == sign);
    if all(b'=') { Some(1) } else { all(b'-').then_some(2) }
}

struct File<'a> {
    draft: Draft<'a>,
    part: Option<String>,
    /// Of the heading.
    tags: Vec<String>,
    /// The lines of the block quote at hand.
    block: Vec<(usize, &'a str)>,
    /// Title of the callout.
    topic: Option<&'a str>,
    /// Whether the next line, if it is not of the block, may say who.
    signable: bool,
}

impl<'a> File<'a> {
    /// Begins a part; the only heading of the first level names the collection.
    fn heading(&mut self, level: usize, name: &str, alone: bool) {
        let (name, tags) = tagged(name);
        let name = words(name);
        let first = self.draft.collection.is_empty() && self.part.is_none() && self.draft.collection.title.is_none();
        self.tags = tags;
        if level == 1 && alone && first {
            self.draft.collection.title = present(&name).map(str::to_string);
        } else {
            self.part = present(&name).map(str::to_string);
        }
    }

    /// Takes a line; what is of no block comes back, with its first byte.
    fn line(&mut self, at: usize, line: &'a str) -> Option<(usize, &'a str)> {
        let byte = at + line.len() - line.trim_start().len();
        let text = unwrapped(line.trim());
        if let Some(said) = marked(line).map(unwrapped) {
            let callout = said.trim_start().strip_prefix("[!").filter(|_| self.block.is_empty());
            if let Some((_, title)) = callout.and_then(|callout| callout.split_once(']')) {
                self.topic = present(title.trim_start_matches(['+', '-']));
            } else {
                self.block.push((byte, said));
            }
            self.signable = true;
        } else if text.is_empty() || !self.block.is_empty() && self.outside(byte, text) {
            self.signable = false;
        } else if self.signable && !self.block.is_empty() && listed(text).is_none() {
            // A paragraph goes on without the sign.
            self.block.push((byte, text));
        } else {
            return Some((byte, listed(text).unwrap_or(text)));
        }
        None
    }

    /// Takes a line below a block that says who, or names its tags; false where it does neither.
    fn outside(&mut self, byte: usize, text: &'a str) -> bool {
        let single =
            text.strip_prefix("- ").filter(|who| self.signable && is_name(who, false) && parted(who).is_none());
        let says = signed(text).or(single).is_some_and(|who| is_name(who, true));
        let free = || !self.block.iter().any(|(_, line)| signed(line).is_some());
        let takes = labelled(text).is_some() || says && free();
        if takes {
            self.block.push((byte, text));
        }
        takes
    }

    /// Takes a line outside of block quotes, if it is a quote.
    fn loose(&mut self, byte: usize, text: &str) {
        if text.contains(topic_list::BEFORE_SOURCE) && text.starts_with("On ") {
            let part = self.part.clone();
            topic_list::entry(text, byte, part.as_deref().map(self::part), &mut self.draft);
        } else if let Some((said, who)) = parted(text).filter(|(said, _)| quoted(said).is_some()) {
            self.push(byte, said, Some(who), &[], None);
        }
    }

    /// Adds the quotes of the block: each ends where somebody is said to have said it.
    async fn close(&mut self, work: &Work) {
        self.signable = false;
        let topic = self.topic.take();
        let (mut block, mut tags) = (Vec::new(), Vec::new());
        for (byte, line) in std::mem::take(&mut self.block) {
            work.spent(line.len()).await;
            let (name, more) = tagged(line.trim());
            let alone = Some(more).filter(|more| name.is_empty() && !more.is_empty()).or_else(|| labelled(line));
            // `^name` is that of a block, for links to it.
            if alone.is_none() && (!name.starts_with('^') || name.contains(' ')) {
                block.push((byte, line));
            }
            tags.extend(alone.into_iter().flatten());
        }
        let mut said: Vec<(usize, &str)> = Vec::new();
        let mut lines = block.iter().peekable();
        while let Some(&(byte, line)) = lines.next() {
            work.spent(line.len()).await;
            let next = lines.peek().map_or("", |(_, next)| next.trim());
            let list = said.last().is_some_and(|(_, last)| listed(last).is_some());
            let single = line.trim().strip_prefix("- ").filter(|who| !list && is_name(who, false));
            let who = signed(line).filter(|who| is_name(who, true)).or(single);
            let text = said.iter().any(|(_, line)| !line.trim().is_empty());
            match who {
                Some(who) if text && (next.is_empty() || who.ends_with(',')) => {
                    let mut who = who.to_string();
                    if who.ends_with(',') && !next.is_empty() {
                        lines.next();
                        who.push(' ');
                        who.push_str(next);
                    }
                    self.lines(&mut said, Some(&who), &tags, topic);
                }
                _ => said.push((byte, line)),
            }
        }
        self.lines(&mut said, None, &tags, topic);
    }

    fn lines(&mut self, said: &mut Vec<(usize, &str)>, who: Option<&str>, tags: &[String], topic: Option<&str>) {
        let Some(&(byte, _)) = said.iter().find(|(_, line)| !line.trim().is_empty()) else { return said.clear() };
        let mut text = String::new();
        for (_, line) in said.drain(..) {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        let text = text.trim();
        // Who said it may stand at the end of its last line.
        let last = text.rfind('\n').map_or(0, |end| end + 1);
        let inline = text
            .get(last..)
            .and_then(parted)
            .map(without_emphasis)
            .filter(|(said, _)| who.is_none() && said.ends_with(ends_text));
        match inline {
            Some((end, who)) => {
                let said = text.get(..last).unwrap_or_default().to_string() + end;
                self.push(byte, &said, Some(who), tags, topic);
            }
            None => self.push(byte, text, who, tags, topic),
        }
    }

    fn push(&mut self, byte: usize, said: &str, who: Option<&str>, tags: &[String], topic: Option<&str>) {
        let (who, more) = who.map(tagged).unwrap_or_default();
        let who = attribution(who);
        let [author, source, topic] = [who.author, who.source, topic].map(|name| name.map(words));
        let text = words(said);
        let text = quoted(text.trim()).and_then(present).unwrap_or(text.trim());
        if text.is_empty() {
            return;
        }
        let mut all: Vec<&str> = Vec::new();
        for tag in self.tags.iter().chain(tags).chain(&more) {
            if !all.iter().rev().take(NEAR).any(|known| known == tag) {
                all.push(tag);
            }
        }
        let quote = Quote {
            topic: topic.as_deref(),
            author: author.as_deref(),
            source: source.as_deref(),
            url: who.url,
            part: self.part.as_deref().map(part),
            tags: all,
            ..quotation(text)
        };
        self.draft.push(byte, &quote);
    }
}

/// A part by its heading: `Part 5: Title`, `Part 5`, or a title.
fn part(name: &str) -> Part<'_> {
    let number = name.strip_prefix("Part ").and_then(|number| number.parse().ok());
    let alone = number.map(|number| Part { number: Some(number), title: None });
    alone.or_else(|| topic_list::part_heading(name)).unwrap_or(Part { number: None, title: Some(name) })
}

/// The signs around words that are stressed.
const EMPHASIS: [&str; 6] = ["***", "___", "**", "__", "*", "_"];

/// A line that says who without such signs around all of it: `*— Author*`; any other as it is.
fn unwrapped(line: &str) -> &str {
    let inside = |sign| line.trim().strip_prefix(sign)?.strip_suffix(sign);
    EMPHASIS.into_iter().find_map(inside).filter(|inside| signed(inside).is_some()).unwrap_or(line)
}

/// A text and who said it without such signs around the dash and the name: `Text. *— Author*`.
fn without_emphasis<'a>((said, who): (&'a str, &'a str)) -> (&'a str, &'a str) {
    let apart = |sign| {
        let before = said.strip_suffix(sign).filter(|before| before.ends_with(' '))?;
        Some((before.trim_end(), who.strip_suffix(sign)?))
    };
    EMPHASIS.into_iter().find_map(apart).unwrap_or((said, who))
}

/// What stands in an item of a list.
fn listed(line: &str) -> Option<&str> {
    ["- ", "* ", "+ "].iter().find_map(|bullet| line.trim_start().strip_prefix(bullet)).map(str::trim)
}

/// The tags of a line that has nothing else, below a label as the exports of Readwise and notes in Obsidian write it:
/// `Tags: #one #two`, `- **Tags:** [[one]], #[[two]]`, `tags:: #one`.
fn labelled(line: &str) -> Option<Vec<String>> {
    let bare = listed(line).unwrap_or(line.trim()).trim_start_matches(['*', '_']);
    let (label, tags) = bare.split_once(':')?;
    let plain = label.trim_end_matches(['*', '_']);
    if !["tag", "tags"].iter().any(|name| plain.eq_ignore_ascii_case(name)) {
        return None;
    }
    let mut rest = tags.trim_start_matches([':', '*', '_']).trim();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let page = rest.strip_prefix('#').unwrap_or(rest).strip_prefix("[[");
        let (tag, after) = match page {
            Some(page) => page.split_once("]]")?,
            None => rest.split_at(rest.find([' ', ',']).unwrap_or(rest.len())),
        };
        let tag = if page.is_some() { tag } else { tag.strip_prefix('#')? };
        found.extend(present(tag).map(str::to_string));
        rest = after.trim_start_matches([' ', ',']);
    }
    (!found.is_empty()).then_some(found)
}

/// A name and the `#tags` that follow it.
fn tagged(line: &str) -> (&str, Vec<String>) {
    let mut name = line.trim_end();
    let mut tags = Vec::new();
    while let Some(at) = name.rfind('#') {
        let tag = name.get(at + 1..).unwrap_or_default();
        let apart = name.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(' '));
        let is_tag = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
        if !apart || !tag.chars().all(is_tag) || !tag.contains(char::is_alphabetic) {
            break;
        }
        tags.push(tag.to_string());
        name = name.get(..at).unwrap_or_default().trim_end();
    }
    tags.reverse();
    (name, tags)
}
