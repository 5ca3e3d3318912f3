//! The fields of a quote as they are stored; the first six are searched.

pub(crate) const TOPIC: usize = 0;
pub(crate) const TEXT: usize = 1;
pub(crate) const SOURCE: usize = 2;
pub(crate) const AUTHOR: usize = 3;
/// Title of the part.
pub(crate) const PART: usize = 4;
/// One tag a line.
pub(crate) const TAGS: usize = 5;
/// How many are searched.
pub(crate) const SEARCHED: usize = 6;
/// In a set of searched fields, a bit each: that the text holds what is spoken of more than once.
pub(crate) const REPEATED: u8 = 1 << SEARCHED;
/// The set of all searched fields.
#[cfg(full)]
pub(crate) const ANYWHERE: u8 = REPEATED - 1;

/// A set of searched fields, and one more.
pub(crate) fn with(fields: u8, field: usize) -> u8 {
    let bit = 1 << field;
    fields | bit | if field == TEXT && fields & bit != 0 { REPEATED } else { 0 }
}

pub(crate) const ID: usize = 6;
pub(crate) const URL: usize = 7;
pub(crate) const LANG: usize = 8;
/// Number of the part, in decimal digits.
pub(crate) const NUMBER: usize = 9;
/// `quotation` or `paraphrase`.
pub(crate) const KIND: usize = 10;
pub(crate) const ALL: usize = 11;
