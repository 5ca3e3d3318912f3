//! Tables: CSV, TSV and their kin, with a header that says what the columns are.
//!
//! ```text
//! quote,author,tags               any of `,` `;` tab `|` `^` between values
//! "He said, ""no"".",Somebody,"a, b"
//! ```
//!
//! A value in marks may hold delimiters, line ends and, doubled, marks. The reading is `csv-core`'s; what is done
//! here is to tell where people's files break that rule, so that a bad record never takes the next one with it.

use super::draft::Draft;
use super::markdown;
use super::names::{Field, Record, field};
use crate::error::Foreign;
use crate::quote::Collection;
use crate::work::Work;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::borrow::Cow;

const DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', b'^'];
/// Parts nothing: a table of one column.
const NONE: u8 = 0x1F;

const NO_TEXT: &str = "found no text in the record, expected one in the column of the quotes";
const TOO_MANY: &str =
    "found more values than the header has columns, expected as many; put marks around a text with a delimiter in it";
const OPEN: &str =
    "found a mark that opens a value and none that closes it, expected both; double the marks inside a text";

/// How the records of a table are written.
pub(super) struct Layout {
    delimiter: u8,
    columns: Vec<Option<(Field, usize)>>,
    /// First byte of the first record.
    body: usize,
}

/// The layout of a source that begins with the header of a table; none where it does not.
///
/// # Errors
/// The kind of a table that holds no quotes.
pub(super) fn layout(source: &str) -> Result<Option<Layout>, Foreign> {
    let mut start = source.len() - source.trim_start_matches([' ', '\n']).len();
    let mut delimiters = DELIMITERS.to_vec();
    // A line for spreadsheets only: `sep=;`
    let (first, after) = line(source, start);
    if let Some(delimiter) = first.strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        delimiters = vec![delimiter];
        start = after;
    }
    let (header, body) = line(source, start);
    // A block quote of Markdown, whatever commas are in it.
    if header.len() > 4096 || header.starts_with('>') {
        return Ok(None);
    }
    // Of Markdown, it may be.
    let heading = markdown::heading(header).is_some();
    let mut best: Option<Layout> = None;
    for delimiter in delimiters {
        let Some(names) = Table::new(source, delimiter).values(header) else { continue };
        let columns: Vec<_> = names.iter().map(|name| field(name)).collect();
        let known = |layout: &Layout| layout.columns.iter().flatten().count();
        let layout = Layout { delimiter, columns, body };
        if layout.columns.len() > 1 && best.as_ref().is_none_or(|best| known(best) < known(&layout)) {
            let folded = |wanted: &str| names.iter().any(|name| name.trim().eq_ignore_ascii_case(wanted));
            if folded("Book Id") && folded("Bookshelves") {
                return Err(Foreign::Library);
            }
            best = Some(layout);
        }
    }
    let is = |layout: &Layout, wanted| layout.columns.iter().flatten().any(|(field, _)| *field == wanted);
    let Some(layout) = best else {
        let alone = field(header.trim().trim_matches('"')).filter(|(field, _)| *field == Field::Text);
        // What stands above an empty line, a rule or a block quote is a title.
        let first = line(source, body).0.trim();
        let titled = heading || first.starts_with('>') || first.trim_start_matches(['=', '-']).is_empty();
        let alone = alone.filter(|_| !titled);
        return Ok(alone.map(|column| Layout { delimiter: NONE, columns: vec![Some(column)], body }));
    };
    let known = layout.columns.iter().flatten().count();
    let even = || {
        let next = Table::new(source, layout.delimiter).values(line(source, body).0);
        next.is_some_and(|next| next.len() == layout.columns.len())
    };
    let begins = header.len() <= 1024 && known > 0 && (known > 1 && !heading || even());
    if is(&layout, Field::Text) && begins {
        Ok(Some(layout))
    } else if known > 1 && 2 * known >= layout.columns.len() && even() {
        Err(Foreign::Table)
    } else {
        Ok(None)
    }
}

/// Reads a table. Never fails: what cannot be read is in `skipped`.
pub(super) async fn read(source: &str, layout: &Layout, work: &Work) -> Collection {
    let mut draft = Draft::new(source);
    let mut table = Table::new(source, layout.delimiter);
    let mut at = layout.body;
    // Up to here a value may not hold a line end: a mark left open was seen.
    let mut alone = 0;
    while at < source.len() {
        work.reached(at).await;
        let (first, after) = line(source, at);
        if first.trim().is_empty() {
            at = after;
            continue;
        }
        let mut end = after;
        let mut values = None;
        match fault(source.get(at..).unwrap_or_default(), layout.delimiter, at < alone) {
            Ok(length) => {
                end = at + length;
                values = table.values(source.get(at..end).unwrap_or_default());
            }
            Err(fault) => {
                if fault.line_end {
                    // As if the value had ended with its line: the next record is whole again.
                    alone =
                        source.get(..at + fault.byte).and_then(|before| before.rfind('\n')).map_or(at, |end| end + 1);
                }
                if let Some(mended) = mended(first, layout.delimiter) {
                    values = table.values(&mended);
                } else {
                    draft.skip(at + fault.mark, OPEN);
                }
            }
        }
        if let Some(values) = values {
            record(&mut draft, at, &layout.columns, &values);
        }
        at = end;
    }
    draft.collection
}

fn record(draft: &mut Draft<'_>, at: usize, columns: &[Option<(Field, usize)>], values: &[String]) {
    let is_rule = |value: &String| value.trim().trim_matches(':').bytes().all(|byte| byte == b'-');
    // A line of nothing, or what stands under the header in Markdown: `|---|:-:|`.
    if values.iter().all(is_rule) {
        return;
    }
    if values.iter().skip(columns.len()).any(|value| !value.trim().is_empty()) {
        return draft.skip(at, TOO_MANY);
    }
    let mut record = Record::default();
    for (column, value) in columns.iter().zip(values) {
        if let Some(column) = column {
            record.take(*column, Cow::Borrowed(value));
        }
    }
    if !record.push(at, draft) {
        draft.skip(at, NO_TEXT);
    }
}

/// The line that begins at a byte, and the first byte after it.
fn line(source: &str, at: usize) -> (&str, usize) {
    let rest = source.get(at..).unwrap_or_default();
    match rest.find('\n') {
        Some(end) => (rest.get(..end).unwrap_or_default(), at + end + 1),
        None => (rest, source.len()),
    }
}

/// Where a record breaks the rule of marks.
struct Fault {
    /// The mark that opens the value.
    mark: usize,
    /// What should not be there: a mark in the middle, or the end.
    byte: usize,
    /// Whether the value held a line end by then.
    line_end: bool,
}

/// The length of the record at the beginning of `rest`, or what breaks it.
fn fault(rest: &str, delimiter: u8, alone: bool) -> Result<usize, Fault> {
    let mut mark = None;
    let mut line_end = false;
    let mut begun = false;
    let mut bytes = rest.bytes().enumerate().peekable();
    while let Some((byte, sign)) = bytes.next() {
        let next = bytes.peek().map(|(_, next)| *next);
        match (mark, sign) {
            (None, b'"') if !begun => mark = Some(byte),
            (None, b'\n') => return Ok(byte + 1),
            (None, _) => begun = sign != delimiter,
            (Some(_), b'"') if next == Some(b'"') => {
                bytes.next();
            }
            (Some(mark), b'"') if next.is_some_and(|next| next != delimiter && next != b'\n') => {
                return Err(Fault { mark, byte, line_end });
            }
            (Some(_), b'"') => {
                mark = None;
                begun = true;
            }
            (Some(mark), b'\n') if alone => return Err(Fault { mark, byte, line_end }),
            (Some(_), b'\n') => line_end = true,
            _ => {}
        }
    }
    match mark {
        Some(mark) => Err(Fault { mark, byte: rest.len(), line_end }),
        None => Ok(rest.len()),
    }
}

/// The line of a record with every mark doubled that stands in the middle of a value; none where a value stays
/// open.
fn mended(line: &str, delimiter: u8) -> Option<String> {
    let mut mended = String::with_capacity(line.len() + 8);
    let (mut open, mut begun, mut inner) = (false, false, false);
    let mut signs = line.chars().peekable();
    let delimiter = char::from(delimiter);
    while let Some(sign) = signs.next() {
        mended.push(sign);
        if !open {
            open = sign == '"' && !begun;
            begun = sign != delimiter;
            inner = false;
        } else if sign == '"' {
            let next = signs.peek().copied();
            let ends = |next: Option<char>| next.is_none_or(|next| next == delimiter);
            if ends(next) {
                open = false;
                begun = true;
            } else if next == Some('"') && !inner {
                signs.next();
                mended.push('"');
            } else {
                inner = true;
                mended.push('"');
            }
        }
    }
    (!open).then_some(mended)
}

/// The values of records, by `csv-core`.
struct Table {
    reader: Reader,
    values: Vec<u8>,
    ends: Vec<usize>,
}

impl Table {
    fn new(source: &str, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        // Grown as records ask for it; no record is longer than the source.
        Self { reader, values: vec![0; source.len().min(256)], ends: vec![0; 8] }
    }

    /// The values of one record.
    fn values(&mut self, record: &str) -> Option<Vec<String>> {
        self.reader.reset();
        if self.values.len() < record.len() {
            self.values.resize(record.len(), 0);
        }
        let (mut input, mut written, mut ended) = (record.as_bytes(), 0, 0);
        loop {
            let (output, ends) = (self.values.get_mut(written..)?, self.ends.get_mut(ended..)?);
            let (result, read, wrote, ends) = self.reader.read_record(input, output, ends);
            input = input.get(read..)?;
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::OutputFull => self.values.resize(self.values.len() * 2 + 1, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2 + 1, 0),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        let mut start = 0;
        let mut values = Vec::with_capacity(ended);
        for &end in self.ends.get(..ended)? {
            values.push(String::from_utf8_lossy(self.values.get(start..end)?).into_owned());
            start = end;
        }
        Some(values)
    }
}
