//! Markdown: block quotes with who said it, under headings.
//!
//! ```text
//! ---
//! author: …                            what every quote has that names none: author, language
//! ---
//! # Title
//! ## Part 5: Title of the part
//! > [!quote] Topic
//! > Text, whose lines end \
//! > where the author ended them.
//! >
//! > — Author, [Source](URL)
//! >
//! > #tag #another-tag
//! ```
//!
//! Signs that mean something in Markdown are escaped. Each block is read again before it is written; one that would
//! say something else is left out.

use super::lost::Lost;
use super::{Said, readings, settled};
use crate::import::{Format, read_back};
use crate::quote::{Collection, Part, Quote};
use std::io::{Result, Write};

/// Writes a collection as a Markdown document.
///
/// A quote that would be read as something else, whatever is escaped, is left out.
///
/// # Errors
/// What the writer fails with.
pub fn markdown(collection: &Collection, out: &mut dyn Write) -> Result<Vec<String>> {
    let mut lost = Lost::new("Markdown has", collection);
    head(collection, &mut lost, out)?;
    let (mut left_out, mut under_another) = (Vec::new(), Vec::new());
    let [mut topics, mut urls, mut tags, mut ids, mut parts] = [0; 5];
    let mut part: Option<Part<'_>> = None;
    for quote in collection.quotes() {
        let Some((block, read)) = block(&quote) else {
            left_out.push(quote.id.to_string());
            continue;
        };
        if quote.part != part {
            match quote.part.map(|part| heading(&part)) {
                Some(Some(heading)) => {
                    part = quote.part;
                    writeln!(out, "{heading}\n")?;
                }
                // Nothing ends a part.
                _ if part.is_some() => under_another.push(quote.id.to_string()),
                _ => parts += 1,
            }
        }
        writeln!(out, "{block}")?;
        let read = read.get(0);
        let has = |same: &dyn Fn(&Quote<'_>) -> bool| usize::from(!read.as_ref().is_some_and(same));
        topics += has(&|read| read.topic == quote.topic.and_then(settled).as_deref());
        urls += has(&|read| read.url == quote.url.and_then(settled).as_deref());
        tags += has(&|read| read.tags == quote.tags);
        ids += has(&|read| read.id == quote.id);
    }
    let why = "which would be read as something else";
    lost.quotes(&left_out, &format!("is left out, {why}"), &format!("are left out, {why}"));
    lost.quotes(&under_another, "stands under a part that is not its own", "stand under a part that is not theirs");
    for (many, count) in [("topics", topics), ("addresses", urls), ("parts", parts), ("tags", tags), ("ids", ids)] {
        lost.count(many, count);
    }
    lost.field("languages", |quote| quote.lang != collection.lang.as_deref());
    lost.field("kinds", |quote| quote.kind == crate::Kind::Paraphrase);
    Ok(lost.sentences())
}

/// What stands above the quotes, as far as it can be read again.
fn head(collection: &Collection, lost: &mut Lost<'_>, out: &mut dyn Write) -> Result<()> {
    let read = |head: &str| read_back(&format!("{head}> a"), Format::Markdown);
    let mut missing = vec!["introduction", "aliases", "prefix"];
    let mut front = String::new();
    for (name, value) in [("author", &collection.author), ("lang", &collection.lang)] {
        let Some(value) = value else { continue };
        let line = format!("{name}: {value}\n");
        let again = read(&format!("---\n{line}---\n"));
        let again = again.map(|read| if name == "author" { read.author } else { read.lang });
        if again.flatten().as_ref() == Some(value) {
            front.push_str(&line);
        } else {
            missing.push(name);
        }
    }
    if !front.is_empty() {
        write!(out, "---\n{front}---\n\n")?;
    }
    if let Some(title) = &collection.title {
        let heading = format!("# {}\n\n", escaped(title));
        if read(&heading).and_then(|read| read.title).as_ref() == Some(title) {
            out.write_all(heading.as_bytes())?;
        } else {
            missing.push("title");
        }
    }
    lost.heads(&missing);
    Ok(())
}

/// The heading of a part, if it can be read again.
fn heading(part: &Part<'_>) -> Option<String> {
    let title = part.title.map(escaped);
    let heading = match (part.number, title) {
        (Some(number), Some(title)) => format!("## Part {number}: {title}"),
        (Some(number), None) => format!("## Part {number}"),
        (None, Some(title)) => format!("## {title}"),
        (None, None) => return None,
    };
    let read = read_back(&format!("{heading}\n> a"), Format::Markdown)?;
    (read.get(0)?.part == Some(*part)).then_some(heading)
}

/// The block of a quote that is read as the quote, with as much else as it takes, and what is read in it.
fn block(quote: &Quote<'_>) -> Option<(String, Collection)> {
    let said = Said::of(quote)?;
    let texts: Vec<String> = readings(&said.text).map(|text| marked(&text)).collect();
    // Each of these is left out where the quote does not survive it.
    for bits in 0..8 {
        let kept = |bit: u8| bits & bit == 0;
        let topic = quote.topic.and_then(settled).filter(|_| kept(1));
        let tags = Some(&quote.tags).filter(|tags| kept(2) && !tags.is_empty());
        let url = quote.url.and_then(settled).filter(|_| kept(4));
        let above = topic.as_deref().map(|topic| format!("> [!quote] {}\n", escaped(topic)));
        let below = tags.map(|tags| format!(">\n> #{}\n", tags.join(" #")));
        let who = signature(&said, url.as_deref());
        for text in &texts {
            let block =
                [above.as_deref().unwrap_or_default(), text, &who, below.as_deref().unwrap_or_default()].concat();
            let Some(read) = read_back(&block, Format::Markdown) else { continue };
            let same = said.is_all_of(&read).is_some_and(|read| {
                let tags = tags.is_none_or(|tags| read.tags == *tags) && (tags.is_some() || read.tags.is_empty());
                read.topic == topic.as_deref() && read.url == url.as_deref() && tags
            });
            if same {
                return Some((block, read));
            }
        }
    }
    None
}

/// `— Author, [Source](URL)`; nothing where neither is known.
fn signature(said: &Said, url: Option<&str>) -> String {
    let author = said.author.as_deref().map(escaped);
    let source = said.source.as_deref().map(escaped);
    let link = |name: &str, url: &str| format!("[{name}]({})", url.trim());
    let who = match (author, source, url) {
        (Some(author), Some(source), Some(url)) => format!("{author}, {}", link(&source, url)),
        (Some(author), Some(source), None) => format!("{author}, *{source}*"),
        (Some(author), None, Some(url)) => link(&author, url),
        (Some(author), None, None) => author,
        (None, Some(source), Some(url)) => link(&format!("*{source}*"), url),
        (None, Some(source), None) => format!("*{source}*"),
        (None, None, _) => return String::new(),
    };
    format!(">\n> — {who}\n")
}

/// The lines of a text behind the sign of a block quote; a line that another follows ends with a break.
fn marked(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut marked = String::new();
    for (at, line) in lines.iter().enumerate() {
        let goes_on = !line.is_empty() && lines.get(at + 1).is_some_and(|next| !next.is_empty());
        let space = if line.is_empty() { "" } else { " " };
        let end = if goes_on { "\\" } else { "" };
        marked.push_str(&format!(">{space}{}{end}\n", escaped(line)));
    }
    marked
}

/// A line in which no sign means anything: a backslash stands before each that would.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let (mut before, mut begun, mut digits) = (None, false, false);
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let means = match sign {
            '\\' | '*' | '`' | '[' | '<' => true,
            '_' => !(letter(before) && letter(next)),
            '&' => letter(next) || next == Some('#'),
            '=' | '~' => !begun || before == Some(sign) || next == Some(sign),
            '#' => before.is_none_or(char::is_whitespace),
            '>' | '-' | '+' | '^' => !begun,
            '.' | ')' => digits,
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(sign);
        digits = sign.is_ascii_digit() && (digits || !begun);
        begun |= !sign.is_whitespace();
        before = Some(sign);
    }
    out
}
