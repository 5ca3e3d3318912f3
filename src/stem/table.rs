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
    #[cfg(full)]
    pub(super) lasts: &'static Lasts,
}

/// An ending as one number, its last letter the lowest byte; the bits that it takes of such a number, how many letters
/// it has, and what becomes of it.
#[cfg(full)]
#[derive(Clone, Copy)]
pub(super) struct Rule {
    ending: u64,
    mask: u64,
    length: usize,
    becomes: &'static [u8],
}

/// With which two letters endings end: for each last letter a bit for each that may stand before it. Most words end with
/// none of them.
#[cfg(full)]
pub(super) type Lasts = [u32; 32];

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
        const LASTS: table::Lasts = table::lasts(&RULES);
        Table { rules: &RULES, lasts: &LASTS }
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
    let mut rules = [Rule { ending: 0, mask: 0, length: 0, becomes: &[] }; COUNT];
    let (mut left, mut rest): (&mut [Rule], _) = (&mut rules, lines);
    while let [rule, others @ ..] = left {
        let (mut ending, line) = rest.split_at(until(rest, b'>'));
        let (becomes, below) = line.split_at(until(line, b'\n'));
        rule.length = ending.len();
        while let [letter, after @ ..] = ending {
            // What `From` would say, but when it is compiled.
            rule.ending = rule.ending << 8 | u64::from_le_bytes([*letter, 0, 0, 0, 0, 0, 0, 0]);
            rule.mask = rule.mask << 8 | 0xFF;
            ending = after;
        }
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
pub(super) const fn lasts(rules: &[Rule]) -> Lasts {
    let (mut lasts, mut rest) = ([0; 32], rules);
    while let [rule, others @ ..] = rest {
        let [last, before, ..] = rule.ending.to_le_bytes();
        let (mut letter, mut left): (u8, &mut [u32]) = (0, &mut lasts);
        while let [befores, after @ ..] = left {
            if letter == last & 31 {
                // Of one letter it may stand after any.
                *befores |= if before == 0 { u32::MAX } else { 1 << (before & 31) };
            }
            letter += 1;
            left = after;
        }
        rest = others;
    }
    lasts
}

/// The same of several tables.
#[cfg(full)]
pub(super) const fn lasts_of_all(mut tables: &[Table]) -> Lasts {
    let mut all = [0; 32];
    while let [table, others @ ..] = tables {
        let (mut known, mut added): (&mut [u32], &[u32]) = (&mut all, table.lasts);
        while let ([befores, after @ ..], [more, rest @ ..]) = (known, added) {
            *befores |= *more;
            known = after;
            added = rest;
        }
        tables = others;
    }
    all
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

    /// Letters of the ending that a word begins with; 0 where it begins with none.
    #[cfg(full)]
    pub(super) fn beginning(self, word: &[u8]) -> usize {
        let first = match word.first_chunk() {
            Some(eight) => u64::from_be_bytes(*eight),
            None => number(word) << (64 - 8 * word.len().max(1)),
        };
        let begins = |rule: &&Rule| first >> (64 - 8 * rule.length) == rule.ending;
        self.rules.iter().find(begins).map_or(0, |rule| rule.length)
    }

    /// Where the first ending that a word has begins, or that is the `whole` of it, and what it becomes.
    #[cfg(full)]
    #[inline(never)]
    pub(super) fn find(self, word: &[u8], whole: bool) -> Option<(usize, &'static [u8])> {
        let last = word.last_chunk().map_or_else(|| number(word), |eight| u64::from_be_bytes(*eight));
        for rule in self.rules {
            if last & rule.mask == rule.ending && (!whole || word.len() == rule.length) {
                return Some((word.len() - rule.length, rule.becomes));
            }
        }
        None
    }
}

/// Letters as one number, the last the lowest byte.
#[cfg(full)]
fn number(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |number, &letter| number << 8 | u64::from(letter))
}

/// Whether a word has two letters with which some endings end.
#[cfg(full)]
#[inline]
pub(super) fn may_end(word: &[u8], lasts: &Lasts) -> bool {
    let [.., before, last] = *word else { return false };
    lasts.get(usize::from(last & 31)).is_some_and(|befores| befores >> (before & 31) & 1 > 0)
}

pub(super) use table;
