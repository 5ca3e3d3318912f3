//! Plain text: a quote a line, with who said it at the end, or on a line below.
//!
//! ```text
//! “Text.” — Author
//! 1. Text - Author
//!
//! Text over lines that
//! are broken in the middle.
//!     — Author, "Source"
//! ```
//!
//! A line goes on in the next one where it plainly does: it ends with a comma, or with no stop while the next
//! begins in lower case. Lines without a letter or digit part, and say nothing.

use super::draft::{Draft, lines, present, quotation};
use super::marks::{Attribution, attribution, ends_text, is_name, parted, quoted, signed};
use crate::quote::{Collection, Part, Quote};
use crate::work::Work;

/// Reads plain text. Never fails: every line with a word is part of a quote.
pub(super) async fn read(source: &str, work: &Work) -> Collection {
    let mut file = File { draft: Draft::new(source), part: None, begun: Vec::new(), listed: false, blank: true };
    for (at, line) in lines(source) {
        work.reached(at).await;
        file.line(at, line, work).await;
    }
    file.close(work).await;
    file.draft.collection
}

struct File<'a> {
    draft: Draft<'a>,
    part: Option<&'a str>,
    /// The lines of quotes that nobody has signed yet, with their bytes.
    begun: Vec<(usize, &'a str)>,
    /// Whether the last of them is an item of a list.
    listed: bool,
    /// Whether the last line was empty.
    blank: bool,
}

impl<'a> File<'a> {
    async fn line(&mut self, at: usize, line: &'a str, work: &Work) {
        let text = line.trim();
        if !text.contains(|c: char| c.is_alphanumeric()) {
            self.blank = true;
            return;
        }
        let byte = at + line.len() - line.trim_start().len();
        let blank = std::mem::replace(&mut self.blank, false);
        let heading = text.trim_start_matches('#');
        if heading.len() < text.len() && heading.starts_with(' ') {
            self.close(work).await;
            self.part = present(heading);
            return;
        }
        let (bullet, item) = unlisted(text);
        // Who said what stands above.
        let single = text.strip_prefix("- ").filter(|who| !self.listed && self.complete() && is_name(who, false));
        if let Some(who) = single.or(signed(text)).filter(|who| !self.begun.is_empty() && is_name(who, true)) {
            return self.sign(attribution(who));
        }
        if blank || bullet {
            self.close(work).await;
        }
        self.listed = bullet;
        match parted(item) {
            Some((said, who)) => {
                self.settle(work).await;
                if !self.goes_on(said) {
                    self.close(work).await;
                }
                self.begun.push((byte, said));
                self.sign(attribution(who));
            }
            None => self.begun.push((byte, item)),
        }
    }

    /// Whether the last line is at the end of a sentence.
    fn complete(&self) -> bool {
        self.begun.last().is_some_and(|(_, last)| last.ends_with(ends_text))
    }

    /// Whether the last line is not at its end, and the next goes on.
    fn goes_on(&self, next: &str) -> bool {
        quoted(next).is_none() && self.begun.last().is_some_and(|(_, last)| joins(last, next))
    }

    /// Adds what nobody signed.
    async fn close(&mut self, work: &Work) {
        self.settle(work).await;
        self.sign(Attribution::default());
    }

    /// Adds what nobody signed, but for the last line and those that go on in it.
    async fn settle(&mut self, work: &Work) {
        for (byte, line) in std::mem::take(&mut self.begun) {
            work.spent(line.len()).await;
            if !self.goes_on(line) {
                self.sign(Attribution::default());
            }
            self.begun.push((byte, line));
        }
    }

    /// Adds the lines begun as one quote.
    fn sign(&mut self, who: Attribution<'_>) {
        let Some(&(byte, _)) = self.begun.first() else { return };
        let mut text = String::new();
        for (_, line) in self.begun.drain(..) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        }
        let quote = Quote {
            author: who.author,
            source: who.source,
            url: who.url,
            part: self.part.map(|title| Part { number: None, title: Some(title) }),
            ..quotation(quoted(&text).and_then(present).unwrap_or(&text))
        };
        self.draft.push(byte, &quote);
    }
}

/// Whether a line of text goes on in the next.
fn joins(line: &str, next: &str) -> bool {
    if line.ends_with([',', ';', ':', '-', '–', '—', '，', '；', '、']) {
        return true;
    }
    !line.ends_with(ends_text) && next.starts_with(char::is_lowercase)
}

/// Whether a line is an item of a list, and what stands in it.
fn unlisted(line: &str) -> (bool, &str) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = line.get(digits..).filter(|_| (1..=4).contains(&digits));
    let numbered = numbered.and_then(|rest| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")));
    let item =
        numbered.or_else(|| ["- ", "* ", "+ ", "• ", "· ", "‣ "].iter().find_map(|bullet| line.strip_prefix(bullet)));
    (item.is_some(), item.unwrap_or(line).trim())
}
