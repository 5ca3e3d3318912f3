//! Quotation marks around a text, and who said it at its end.
//!
//! ```text
//! “Text.” — Author, *Source*
//! ```
//!
//! Stretches of text go in and come out; where it is in doubt, a text stays as it is.

use super::draft::present;

/// Marks that open a text and close it, in the languages that have them.
const PAIRS: [(char, char); 9] =
    [('"', '"'), ('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('»', '«'), ('‹', '›'), ('「', '」'), ('『', '』')];

/// What stands between the marks that enclose the whole of `text`; `None` where none do.
///
/// `"Yes," she said, "and no."` begins and ends with marks which are no pair: the first mark
/// inside it then closes, that is, it follows a letter and not a space.
pub(super) fn quoted(text: &str) -> Option<&str> {
    // Most texts begin with a letter.
    let first = text.chars().next()?;
    PAIRS.iter().filter(|(open, _)| *open == first).find_map(|&(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        let mut before = ' ';
        for c in inner.chars() {
            if c == open || c == close {
                return matches!(before, ' ' | '\n' | '\t' | '(' | '[' | '—').then_some(inner);
            }
            before = c;
        }
        Some(inner)
    })
}

/// How many bytes of an attribution are looked into.
const LONGEST: usize = 1000;

/// Who said a text and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attribution<'a> {
    pub(super) author: Option<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) url: Option<&'a str>,
}

/// Reads `Author`, `Author, "Source"`, `Author, *Source*`, `Author, [Source](URL)`, `[Author](URL)`, `"Source"`.
///
/// A comma alone parts nothing: `King, Jr.`, `January 1901`.
pub(super) fn attribution(who: &str) -> Attribution<'_> {
    const OPEN: [char; 9] = ['"', '“', '„', '«', '「', '『', '《', '*', '_'];
    let who = who.trim();
    let who = who.strip_prefix("by ").unwrap_or(who);
    if who.len() > LONGEST {
        return Attribution { author: present(who), ..Attribution::default() };
    }
    let opens = |rest: &str| rest.starts_with(OPEN) && !rest.starts_with("**") && !rest.starts_with("__");
    let link = |rest: &str| rest.starts_with('[') && rest.contains("](");
    let parts = who.match_indices(", ").find_map(|(at, comma)| {
        let (author, source) = (who.get(..at)?, who.get(at + comma.len()..)?.trim_start());
        let whole = |open, close| author.matches(open).count() == author.matches(close).count();
        let whole = whole('(', ')') && whole('[', ']') && !opens(author);
        (whole && (opens(source) || link(source))).then_some((author, source))
    });
    if let Some((author, source)) = parts {
        let (source, url) = linked(source);
        return Attribution { author: bare(author), source: bare(source), url: url.and_then(present) };
    }
    let (name, url) = linked(who);
    let url = url.and_then(present);
    // Names of works stand in marks, names of people do not: but `"Work", 1901` and not `"Nickname" Name`.
    let inner = bare(name).filter(|inner| opens(name) && inner.len() < name.len());
    let work = opens(name) && name.contains(['"', '”', '»', '*', '_', '》', '」']) && {
        let mut after = name.split(['"', '”', '»', '*', '_', '》', '」', '“']).filter(|piece| !piece.trim().is_empty());
        after.nth(1).is_some_and(|after| after.starts_with(','))
    };
    match (inner, work) {
        (Some(source), _) => Attribution { author: None, source: Some(source), url },
        (None, true) => Attribution { author: None, source: present(name), url },
        (None, false) => Attribution { author: bare(name), source: None, url },
    }
}

/// `[Name](url)` as name and address.
pub(super) fn linked(text: &str) -> (&str, Option<&str>) {
    let inside = text.strip_prefix('[').and_then(|rest| rest.trim_end().strip_suffix(')'));
    match inside.and_then(|inside| inside.split_once("](")) {
        Some((name, url)) => (name, Some(url)),
        None => (text, None),
    }
}

/// A name without the marks or the emphasis that enclose it.
fn bare(name: &str) -> Option<&str> {
    let mut name = name.trim();
    for sign in ["**", "__", "*", "_"] {
        let inner = name.strip_prefix(sign).and_then(|rest| rest.strip_suffix(sign));
        name = inner.filter(|inner| !inner.is_empty() && !inner.contains(sign)).unwrap_or(name);
    }
    let work = name.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
    present(work.or_else(|| quoted(name)).unwrap_or(name))
}

/// What follows the dash of a line that says who: `— Author`, `-- Author`, `~ Author`.
pub(super) fn signed(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = line.strip_prefix(['—', '―', '–', '⸺', '~']).or_else(|| {
        let rest = line.strip_prefix("--")?;
        Some(rest.strip_prefix('-').unwrap_or(rest))
    })?;
    present(rest.trim_start_matches(['—', '―']))
        .filter(|who| who.starts_with(|c: char| c.is_alphanumeric() || OPENING.contains(&c)))
}

/// What a name may begin with, besides a letter or a digit.
const OPENING: [char; 13] = ['"', '“', '„', '«', '「', '『', '《', '*', '_', '[', '(', '@', '?'];

/// Parts a line from who said it, at its last dash: `“Text.” — Author`, `Text - Author`.
pub(super) fn parted(line: &str) -> Option<(&str, &str)> {
    const DASHES: [&str; 9] = [" — ", " – ", " ― ", " -- ", " --- ", " - ", " ~ ", "\t- ", " —"];
    let last = DASHES.iter().filter_map(|dash| Some((line.rfind(dash)?, dash.len())));
    let spaced = last.max_by_key(|&(at, length)| (at + length, length));
    let tight = line.rfind(['—', '―']).and_then(|at| {
        let dash = line.get(at..)?.chars().next()?.len_utf8();
        line.get(..at)?.ends_with(ends_text).then_some((at, dash))
    });
    let (at, length) = [spaced, tight].into_iter().flatten().max_by_key(|&(at, length)| (at + length, length))?;
    let (said, who) = (line.get(..at)?.trim(), line.get(at + length..)?.trim());
    (!said.is_empty() && is_name(who, said.ends_with(ends_text))).then_some((said, who))
}

/// Whether a text may end with a character: of a sentence, or of what is quoted.
pub(super) fn ends_text(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '"'
            | '”'
            | '“'
            | '»'
            | '«'
            | '›'
            | '」'
            | '』'
            | '’'
            | ')'
            | '*'
    )
}

/// Whether words are likelier a name than the rest of a sentence: few, and begun like one. After a text that is
/// complete nearly anything is.
pub(super) fn is_name(who: &str, complete: bool) -> bool {
    let Some(first) = who.chars().next() else { return false };
    let words = who.split_whitespace().count();
    let capital = !first.is_lowercase();
    let last = who.split_whitespace().next_back().unwrap_or_default();
    // `Jr.`, `1901.` and `J. R. R.` end no sentence.
    let short = last.chars().count() <= 4 || last.contains(|c: char| c.is_ascii_digit());
    let ends = who.ends_with(['!', '?', ';', ':', ',']) || (who.ends_with('.') && !short);
    if !(first.is_alphanumeric() || OPENING.contains(&first)) || who.len() > 300 {
        return false;
    }
    if complete { !ends && words <= if capital { 24 } else { 6 } } else { capital && words <= 8 && !ends }
}
