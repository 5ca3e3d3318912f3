//! JSON as the common quote APIs and data sets write it.
//!
//! ```text
//! [{"text": …, "author": …}, …]      an array of records, or of texts
//! {"quotes": [{…}, …], "title": …}   an object that holds one, at any name; `title`, `author`, `lang` and
//!                                    `aliases` beside it speak of the whole, `introduction` and `topicPrefix`
//!                                    for what is written from it
//! {…} ⏎ {…} ⏎ …                      JSON Lines: a record a line
//! ```
//!
//! A value of an unexpected type counts as absent, and of members with one name the last counts: no such value
//! costs a record. Where the syntax breaks, reading goes on at the next object.

mod scan;
mod value;

use super::draft::{Draft, present, quotation, tag};
use super::marks::quoted;
use super::names::{Field, Record, field};
use crate::error::Error;
use crate::quote::Collection;
use crate::work::{Boxed, Turn, Work};
use scan::Member;
use std::borrow::Cow;
use value::{Members, long_object, name, next, object, said, string, tags};

const BROKEN: &str = "found no JSON from here on, expected more of it; check that the file is whole";
const BROKEN_LINE: &str = "found no JSON object, expected one a line, such as {\"text\": …, \"author\": …}";
const BROKEN_RECORD: &str =
    "found no JSON from here to the next record, expected commas between values, and marks and braces in pairs";
const NO_TEXT: &str = "found no text, expected one under `text`, `quote` or `content`";

/// How deep an object may hide its quotes: `{"data": {"quotes": […]}}`.
const DEPTH: usize = 4;

/// How often what never closes is read again: each time may cost all of the source.
const AGAIN: usize = 8;

/// Reads JSON or JSON Lines. The quotes are lent from the source, most of which they are.
///
/// # Errors
/// `collection-invalid` where the syntax breaks and no quote was read.
pub(super) async fn read(source: Cow<'_, str>, work: &Work) -> Result<Collection, Error> {
    let mut collection = lent(&source, work).await?;
    collection.keep(source.into_owned());
    Ok(collection)
}

/// The same of a source that is still to be kept.
async fn lent(source: &str, work: &Work) -> Result<Collection, Error> {
    let mut file = File {
        draft: Draft::lending(source),
        work,
        rest: source.trim_start(),
        broken: None,
        unwrapped: false,
        again: AGAIN,
        depth: 0,
        met: Vec::new(),
        members: Members::default(),
    };
    while !file.rest.is_empty() {
        if let Some(inside) = file.rest.strip_prefix('[') {
            file.rest = inside;
            file.array().await;
        } else {
            file.top().await;
        }
        file.rest = file.rest.trim_start();
    }
    let collection = file.draft.collection;
    match file.broken {
        Some(place) if collection.is_empty() => Err(Error::not_json(place, collection.skipped)),
        _ => Ok(collection),
    }
}

struct File<'a> {
    draft: Draft<'a>,
    work: &'a Work,
    /// What is still to be read.
    rest: &'a str,
    /// Line and column of the first break.
    broken: Option<(usize, usize)>,
    /// Whether an object that breaks was entered already.
    unwrapped: bool,
    /// How often what never closes may yet be read again.
    again: usize,
    /// How many arrays the one at hand stands in.
    depth: usize,
    /// Names that were met, and what they mean: the records of a file mostly have the same.
    met: Vec<(String, Option<(Field, usize)>)>,
    /// Those of the record at hand.
    members: Members<'a>,
}

impl<'a> File<'a> {
    /// Reads an object at the top, or finds where to go on.
    async fn top(&mut self) {
        self.work.reached(self.draft.byte(self.rest)).await;
        let rest = self.rest;
        if let Some((Members(members), length)) = long_object(rest, self.work).await {
            self.rest = after(rest, length);
            for value in self.members(rest, &members, DEPTH) {
                self.whole(value, DEPTH - 1).await;
            }
            return;
        }
        let byte = match next(rest) {
            Ok(value) => {
                self.rest = after(rest, value.len());
                return self.whole(value, DEPTH).await;
            }
            Err(byte) => byte,
        };
        let broken = after(rest, byte);
        let line = rest.get(..byte).is_some_and(|before| !before.contains('\n'));
        let below = broken.split_once('\n').map_or("", |(_, below)| below.trim_start());
        if self.unwrapped {
            // What is left of the object that was entered has records, or nothing.
            self.go_on(byte, &['{']);
            self.array().await;
        } else if line && (below.starts_with('{') || !self.draft.collection.is_empty()) {
            self.broke(broken, BROKEN_LINE);
            self.rest = below;
        } else if rest.starts_with('{') {
            // What breaks holds records, it may be: they are looked for one by one.
            self.unwrapped = true;
            self.go_on(1, &['{']);
            if self.rest.is_empty() {
                self.broke(broken, BROKEN);
            }
            self.array().await;
        } else {
            self.go_on(byte, &['{']);
            self.broke(broken, if self.rest.is_empty() { BROKEN } else { BROKEN_RECORD });
            self.array().await;
        }
    }

    /// Reads the elements of an array up to its end, and past every break.
    async fn array(&mut self) {
        loop {
            let turn = self.records();
            if !turn.goes_on() {
                turn.await;
                continue;
            }
            let rest = self.rest;
            if rest.is_empty() {
                // Whatever opened is open still.
                return if self.broken.is_none() {
                    self.broke(rest, BROKEN)
                };
            }
            if let Some(outside) = rest.strip_prefix(']') {
                self.rest = outside;
                return;
            }
            match next(rest) {
                Ok(value) => {
                    self.rest = after(rest, value.len());
                    self.element(value).await;
                }
                // The end of an object that was entered.
                Err(0) if self.unwrapped && rest.starts_with('}') => return self.rest = after(rest, 1),
                Err(byte) => {
                    let open = rest.starts_with(['{', '[']) && byte >= rest.trim_end().len().saturating_sub(1);
                    if open && self.again > 0 {
                        // What never closes holds the records that follow it: in it at first, then a line below.
                        let below = rest.find('\n').filter(|_| self.again < AGAIN).unwrap_or(1);
                        self.again -= 1;
                        self.go_on(below, &['{']);
                    } else {
                        self.go_on(byte, if rest.starts_with('{') { &['{'] } else { &[',', '{'] });
                    }
                    self.broke(after(rest, byte), if self.rest.is_empty() { BROKEN } else { BROKEN_RECORD });
                    if self.rest.is_empty() {
                        return;
                    }
                }
            }
        }
    }

    /// Reads records up to where something else comes, or a stretch ends.
    #[inline(never)]
    fn records(&mut self) -> Turn {
        loop {
            let turn = self.work.reached(self.draft.byte(self.rest));
            if !turn.goes_on() {
                return turn;
            }
            let rest = scan::between(self.rest);
            self.rest = rest;
            // One list for the members of all of them.
            let mut members = std::mem::take(&mut self.members);
            let length = object(rest, &mut members);
            if let Some(length) = length {
                self.rest = after(rest, length);
                self.record(rest, &members.0);
            }
            self.members = members;
            if length.is_none() {
                return turn;
            }
        }
    }

    /// Goes on at the next of the signs from a byte of the rest on.
    fn go_on(&mut self, byte: usize, signs: &[char]) {
        // Never at the same place again.
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let past = after(self.rest, byte.max(first));
        self.rest = past.find(signs).map_or("", |at| after(past, at));
    }

    /// Notes a break.
    fn broke(&mut self, at: &str, reason: &'static str) {
        let byte = if at.is_empty() { self.draft.source.trim_end().len() } else { self.draft.byte(at) };
        self.draft.skip(byte, reason);
        let place = self.draft.collection.skipped.last().map(|skipped| (skipped.line, skipped.column));
        self.broken = self.broken.or(place);
    }

    /// Takes a value that stands at the top: records, an object that holds them, or a record.
    fn whole(&mut self, value: &'a str, depth: usize) -> Boxed<'_, ()> {
        Box::pin(async move {
            if value.starts_with('[') {
                let outside = self.rest;
                self.rest = after(value, 1);
                self.array().await;
                self.rest = outside;
            } else if let Some((Members(members), _)) = long_object(value, self.work).await {
                for inside in self.members(value, &members, depth) {
                    self.whole(inside, depth.saturating_sub(1)).await;
                }
            } else {
                self.without_text(value);
            }
        })
    }

    /// Takes the members of an object that stands at the top: the values in it that hold records, none where it is one.
    fn members(&mut self, value: &'a str, members: &[Member<'a>], depth: usize) -> Vec<&'a str> {
        let meaning = |(place, member): (usize, &Member<'a>)| self.meaning(&member.name, place).map(|(field, _)| field);
        let meanings: Vec<_> = members.iter().enumerate().map(meaning).collect();
        let meant = || members.iter().zip(&meanings);
        // What holds records has an array that is no field of a record; a record without a text has none.
        let holds = |sign: char| {
            meant().filter(move |(member, meaning)| {
                matches!(meaning, None | Some(Field::Text | Field::Other)) && member.value.starts_with(sign)
            })
        };
        let is_text =
            |(member, meaning): (&Member<'_>, &Option<Field>)| *meaning == Some(Field::Text) && said(member).is_some();
        let objects = depth > 0 && holds('{').next().is_some();
        let mut lists: Vec<_> = holds('[').map(|(member, _)| member.value).collect();
        // Records may stand under the name of a field, where nothing else could be records: `{"opera": [{"text": …}]}`.
        if lists.is_empty() && !objects {
            let listed =
                meant().filter(|(member, meaning)| **meaning != Some(Field::Tags) && first_has_text(member.value));
            lists.extend(listed.map(|(member, _)| member.value));
        }
        let arrays = !lists.is_empty();
        if meant().any(is_text) || !(arrays || objects) {
            self.record(value, members);
            return Vec::new();
        }
        let owned =
            |member: &Member<'_>, field| said(member).map(Cow::into_owned).or_else(|| called(field, member.value));
        let collection = &mut self.draft.collection;
        for (member, meaning) in meant() {
            match (*meaning, &*member.name) {
                (Some(Field::Source), _) => collection.title = owned(member, Field::Source).or(collection.title.take()),
                (Some(Field::Author), _) => collection.author = owned(member, Field::Author),
                (Some(Field::Lang), _) => {
                    collection.lang = said(member).and_then(|lang| tag(&lang).map(Cow::into_owned))
                }
                (_, "aliases") => aliases(member.value, collection),
                (_, "introduction") => collection.introduction = owned(member, Field::Other),
                // The space at its end is part of it.
                (_, "topicPrefix") => collection.topic_prefix = serde_json::from_str(member.value).unwrap_or_default(),
                _ => {}
            }
        }
        if arrays {
            return lists;
        }
        holds('{').filter(|(member, _)| member.name != "aliases").map(|(member, _)| member.value).collect()
    }

    async fn element(&mut self, value: &'a str) {
        if value.starts_with('{') {
            return self.without_text(value);
        }
        if value.starts_with('[') && self.depth < DEPTH && value.contains('{') {
            self.depth += 1;
            self.whole(value, 0).await;
            self.depth -= 1;
            return;
        }
        match value.starts_with('"').then(|| string(value)).flatten() {
            Some(said) => {
                let byte = self.draft.byte(value);
                self.draft.push(byte, &quotation(quoted(&said).and_then(present).unwrap_or(&said)));
            }
            None => self.without_text(value),
        }
    }

    fn without_text(&mut self, value: &str) {
        self.draft.skip(self.draft.byte(value), NO_TEXT);
    }

    /// What a name means, as [`field`] says; it most often stands at the same place as when it was first met.
    fn meaning(&mut self, name: &str, place: usize) -> Option<(Field, usize)> {
        let is = |met: &&(String, Option<(Field, usize)>)| met.0 == name;
        if let Some((_, meaning)) = self.met.get(place).filter(is).or_else(|| self.met.iter().find(is)) {
            return *meaning;
        }
        let meaning = field(name);
        if self.met.len() < MET {
            self.met.push((name.to_string(), meaning));
        }
        meaning
    }

    fn record(&mut self, value: &str, members: &[Member<'a>]) {
        let mut record = Record::default();
        for (place, member) in members.iter().enumerate() {
            match self.meaning(&member.name, place) {
                Some((Field::Tags, _)) => tags(member.value).iter().for_each(|tag| record.tag(tag)),
                Some((Field::Part, rank)) if member.value.starts_with('{') => part(member.value, rank, &mut record),
                Some((field, rank)) => {
                    let called = || called(field, member.value).map(Cow::Owned);
                    record.take((field, rank), said(member).or_else(called).unwrap_or_default());
                }
                None => {}
            }
        }
        if !record.push(self.draft.byte(value), &mut self.draft) {
            self.without_text(value);
        }
    }
}

/// What a person, a book or a subject is called that stands as an object, or several in an array: their names with commas
/// between them. Nothing where it is no such field, or has no name.
#[inline(never)]
fn called(field: Field, value: &str) -> Option<String> {
    let may = matches!(field, Field::Author | Field::Source | Field::Topic) && value.starts_with(['{', '[']);
    let names = may.then(|| if value.starts_with('{') { name(value).into_iter().collect() } else { tags(value) })?;
    present(&names.join(", ")).map(str::to_string)
}

/// Whether a value is an array whose first element is an object that has a text.
#[inline(never)]
fn first_has_text(value: &str) -> bool {
    let Some(first) = value.strip_prefix('[').map(str::trim_start) else { return false };
    let mut members = Members::default();
    let is_text = |member: &Member<'_>| matches!(field(&member.name), Some((Field::Text, _))) && said(member).is_some();
    object(first, &mut members).is_some() && members.0.iter().any(is_text)
}

/// Takes the part of a record that says more of it than a number or a title.
#[inline(never)]
fn part<'a>(value: &'a str, rank: usize, record: &mut Record<'a>) {
    let Members(members) = serde_json::from_str(value).unwrap_or_default();
    for member in &members {
        let field = match &*member.name {
            "number" => Field::Number,
            "title" => Field::Title,
            _ => continue,
        };
        record.take((field, rank), said(member).unwrap_or_default());
    }
}

/// How many names are kept: more than any record of quotes has, and few enough to go through.
const MET: usize = 32;

fn after(text: &str, byte: usize) -> &str {
    text.get(byte..).unwrap_or_default()
}

/// `{"LLM": ["large language model"]}`
fn aliases(value: &str, collection: &mut Collection) {
    let Members(members) = serde_json::from_str(value).unwrap_or_default();
    for Member { name, value, .. } in members {
        for other in tags(value) {
            collection.aliases.push((name.to_string(), other));
        }
    }
}
