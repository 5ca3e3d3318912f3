//! The rules of a stemmer, as lines of text.
//!
//! Each line is an ending, `>`, and what it becomes; the lines go in, the rules for a word come out. What a reader
//! downloads reads the lines as it goes, in the fewest bytes; what makes large collections ready has them taken apart
//! when it is compiled.

#[cfg(not(full))]
use crate::text;

/// Endings, and what becomes of each.
#[derive(Clone, Copy)]
pub(super) struct Table {
    #[cfg(not(full))]
    pub(super) lines: &'static [u8],
    #[cfg(full)]
    pub(super) rules: &'static [Rule],
    /// With which two letters they end, a bit each: most words have none of them.
    #[cfg(full)]
    pub(super) lasts: u64,
}

/// An ending, and what becomes of it.
#[cfg(full)]
#[derive(Clone, Copy)]
pub(super) struct Rule {
    last: u8,
    ending: &'static [u8],
    becomes: &'static [u8],
}

/// A table of these lines.
#[cfg(not(full))]
macro_rules! table {
    ($lines:literal) => {
        Table { lines: $lines }
    };
}

/// A table of these lines, taken apart when it is compiled.
#[cfg(full)]
macro_rules! table {
    ($lines:literal) => {{
        const RULES: [table::Rule; table::count($lines)] = table::read($lines);
        Table { rules: &RULES, lasts: table::lasts(&RULES) }
    }};
}

/// How many lines there are.
#[cfg(full)]
pub(super) const fn count(lines: &[u8]) -> usize {
    let (mut count, mut rest) = (1, lines);
    while let [byte, others @ ..] = rest {
        if *byte == b'\n' {
            count += 1;
        }
        rest = others;
    }
    count
}

#[cfg(full)]
pub(super) const fn read<const COUNT: usize>(lines: &'static [u8]) -> [Rule; COUNT] {
    let mut rules = [Rule { last: 0, ending: &[], becomes: &[] }; COUNT];
    let (mut left, mut rest): (&mut [Rule], _) = (&mut rules, lines);
    while let [rule, others @ ..] = left {
        let (ending, line) = rest.split_at(until(rest, b'>'));
        let (becomes, below) = line.split_at(until(line, b'\n'));
        if let [.., last] = ending {
            rule.last = *last;
        }
        rule.ending = ending;
        rule.becomes = if let [_, becomes @ ..] = becomes { becomes } else { becomes };
        rest = if let [_, below @ ..] = below { below } else { below };
        left = others;
    }
    rules
}

/// How many bytes stand before a sign or the end of the line.
#[cfg(full)]
const fn until(line: &[u8], sign: u8) -> usize {
    let (mut at, mut rest) = (0, line);
    while let [byte, others @ ..] = rest {
        if *byte == sign || *byte == b'\n' {
            break;
        }
        at += 1;
        rest = others;
    }
    at
}

#[cfg(full)]
pub(super) const fn lasts(rules: &[Rule]) -> u64 {
    let (mut lasts, mut rest) = (0, rules);
    while let [rule, others @ ..] = rest {
        lasts |= match *rule.ending {
            [.., before, last] => pair(before, last),
            // Of one letter it may stand after any.
            _ => u64::MAX,
        };
        rest = others;
    }
    lasts
}

/// The bit of two letters; others may share it.
#[cfg(full)]
pub(super) const fn pair(before: u8, last: u8) -> u64 {
    1 << ((before.wrapping_mul(7) ^ last) & 63)
}

impl Table {
    /// The lines: an ending, and what follows its `>`.
    #[cfg(not(full))]
    pub(super) fn rules(self) -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
        self.lines.split(|&byte| byte == b'\n').map(|line| text::halves(line, b'>'))
    }

    /// Those whose ending a word may have.
    #[cfg(not(full))]
    pub(super) fn ending(self, _: &[u8]) -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
        self.rules()
    }

    /// Those that a word may begin with.
    #[cfg(not(full))]
    pub(super) fn beginning(self, _: &[u8]) -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
        self.rules()
    }

    #[cfg(full)]
    pub(super) fn beginning(self, word: &[u8]) -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
        self.rules.iter().filter(|rule| rule.ending.first() == word.first()).map(|rule| (rule.ending, rule.becomes))
    }

    #[cfg(full)]
    pub(super) fn ending(self, word: &[u8]) -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
        let last = word.last().copied().unwrap_or_default();
        self.rules.iter().filter(move |rule| rule.last == last).map(|rule| (rule.ending, rule.becomes))
    }
}

pub(super) use table;
