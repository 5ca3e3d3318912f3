//! A line of Markdown in, its words out: no emphasis, links, escapes.
//!
//! Only what is in pairs is taken out; a sign by itself is one the author meant.

/// How far the end of a link is looked for, in bytes.
const LINK: usize = 2048;

/// The words of a Markdown text.
pub(super) fn words(text: &str) -> String {
    if !text.contains(['*', '_', '`', '[', '\\', '<', '=', '~']) {
        return text.to_string();
    }
    let mut words = Words::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = words.take(rest, first);
        rest = rest.get(taken..).unwrap_or_default();
    }
    words.pieces.concat()
}

#[derive(Default)]
struct Words<'a> {
    /// Words, and runs of signs that may prove to be emphasis.
    pieces: Vec<&'a str>,
    /// The places of runs that may be the first of a pair: by sign, then by length.
    open: Vec<(char, usize, Vec<usize>)>,
    before: Option<char>,
}

impl<'a> Words<'a> {
    /// Takes what begins `rest`: the number of its bytes.
    fn take(&mut self, rest: &'a str, first: char) -> usize {
        let length = first.len_utf8();
        let one = rest.get(..length).unwrap_or_default();
        let after = rest.get(length..).unwrap_or_default();
        match first {
            '\\' => {
                let next = after.chars().next();
                if next.is_some_and(|next| next.is_ascii_punctuation()) {
                    self.push(after.get(..1).unwrap_or_default());
                    return 2;
                }
                // At the end of a line it breaks the line.
                if next.is_some_and(|next| next != '\n') {
                    self.push(one);
                }
                length
            }
            '<' => {
                let end = after.get(..5.min(after.len())).and_then(|tag| tag.find('>'));
                let tag = end.and_then(|end| after.get(..end)).map(|tag| tag.trim_end_matches(['/', ' ']));
                if let (Some(end), Some(true)) = (end, tag.map(|tag| tag.eq_ignore_ascii_case("br"))) {
                    self.push("\n");
                    return end + 2;
                }
                self.push(one);
                length
            }
            '!' if after.starts_with('[') => length,
            '[' => self.link(after).unwrap_or_else(|| {
                self.push(one);
                length
            }),
            '*' | '_' | '`' | '~' | '=' => {
                let run = rest.len() - rest.trim_start_matches(first).len();
                self.run(
                    rest.get(..run).unwrap_or_default(),
                    first,
                    rest.get(run..).and_then(|rest| rest.chars().next()),
                );
                run
            }
            _ => {
                let plain = rest
                    .find(['*', '_', '`', '[', '\\', '<', '=', '~', '!'])
                    .filter(|&at| at > 0)
                    .unwrap_or(if first == '!' { length } else { rest.len() });
                self.push(rest.get(..plain).unwrap_or_default());
                plain
            }
        }
    }

    fn push(&mut self, text: &'a str) {
        self.before = text.chars().next_back().or(self.before);
        self.pieces.push(text);
    }

    /// `[text](url)` and `[[page|text]]` are their text, `[^1]` is nothing.
    fn link(&mut self, after: &'a str) -> Option<usize> {
        let mut near = after.len().min(LINK);
        while !after.is_char_boundary(near) {
            near -= 1;
        }
        let end = after.get(..near)?.find(']')?;
        let inside = after.get(..end)?;
        let beyond = after.get(end + 1..)?;
        if inside.starts_with('^') {
            return Some(end + 2);
        }
        if let Some(page) = inside.strip_prefix('[').filter(|_| beyond.starts_with(']')) {
            self.push(page.rsplit('|').next().unwrap_or(page));
            return Some(end + 3);
        }
        let url = beyond.strip_prefix('(')?;
        let mut near = url.len().min(LINK);
        while !url.is_char_boundary(near) {
            near -= 1;
        }
        let close = url.get(..near)?.find(')')?;
        self.push(inside);
        Some(1 + end + 1 + 1 + close + 1)
    }

    /// A run of signs: the second of a pair, perhaps the first, or itself.
    fn run(&mut self, run: &'a str, sign: char, after: Option<char>) {
        let length = run.len();
        let known = match sign {
            '~' | '=' => length == 2,
            '`' => true,
            _ => length <= 3,
        };
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (before, place) = (self.before, self.pieces.len());
        let inside = sign == '_' && letter(before) && letter(after);
        self.push(run);
        if !known || inside {
            return;
        }
        let at = self.open.iter().position(|(open, runs, _)| *open == sign && *runs == length).unwrap_or_else(|| {
            self.open.push((sign, length, Vec::new()));
            self.open.len() - 1
        });
        let Some((_, _, open)) = self.open.get_mut(at) else { return };
        let closes = !(space(before) || sign == '_' && letter(after));
        if let Some(first) = open.pop_if(|_| closes) {
            for place in [first, place] {
                if let Some(piece) = self.pieces.get_mut(place) {
                    *piece = "";
                }
            }
        } else if !(space(after) || sign == '_' && letter(before)) {
            open.push(place);
        }
    }
}
