//! JSON values as they stand in a source.
//!
//! A text goes in, the value at its beginning comes out, lent from it wherever it can be; or the byte at which it
//! breaks. Nothing here knows of quotes.

use super::present;
use super::scan::{self, Member};
use crate::text::has;
use crate::work::Work;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Bytes of an escape such as `\u00e9`, and the one at which it is told broken.
const ESCAPE: usize = 7;

/// The value at the beginning of a text, or the byte at which it breaks.
pub(super) fn next(text: &str) -> Result<&str, usize> {
    match serde_json::Deserializer::from_str(text).into_iter::<&RawValue>().next() {
        Some(Ok(value)) => Ok(value.get()),
        Some(Err(error)) => {
            // The line feeds before the line, then bytes of it.
            let above = error.line().checked_sub(2).and_then(|above| text.match_indices('\n').nth(above));
            let mut byte = above.map_or(0, |(at, _)| at + 1).saturating_add(error.column().saturating_sub(1));
            byte = byte.min(text.len());
            // An escape is told broken only after the four characters that should have been its digits.
            let before = text.as_bytes().get(byte.saturating_sub(ESCAPE)..byte).unwrap_or_default();
            if let Some(at) = before.windows(2).position(|pair| pair == b"\\u") {
                byte -= before.len() - at - 2;
            }
            while !text.is_char_boundary(byte) {
                byte -= 1;
            }
            Err(byte)
        }
        None => Err(text.len()),
    }
}

/// What a member says, as [`text`].
#[inline]
pub(super) fn said<'a>(member: &Member<'a>) -> Option<Cow<'a, str>> {
    if !member.plain {
        return text(member.value);
    }
    let inside = member.value.get(1..member.value.len().saturating_sub(1))?;
    present(inside).map(Cow::Borrowed)
}

/// A string or a number as text; half a surrogate pair in it becomes U+FFFD.
pub(super) fn text(json: &str) -> Option<Cow<'_, str>> {
    if json.starts_with('"') {
        return string(json);
    }
    json.starts_with(|first: char| first.is_ascii_digit() || first == '-').then_some(Cow::Borrowed(json))
}

pub(super) fn string(json: &str) -> Option<Cow<'_, str>> {
    // What has no escapes is what it says.
    if let Some(said) =
        json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|said| !has(said.as_bytes(), b'\\'))
    {
        return present(said).map(Cow::Borrowed);
    }
    escaped(json)
}

/// A string with escapes.
#[inline(never)]
fn escaped(json: &str) -> Option<Cow<'_, str>> {
    let read = serde_json::from_str::<String>(json).or_else(|_| serde_json::from_str(&mended(json)));
    read.ok().as_deref().and_then(present).map(|said| Cow::Owned(said.to_string()))
}

/// A JSON string in which every escape that is half of a pair says U+FFFD.
fn mended(json: &str) -> String {
    let mut mended = String::new();
    let mut rest = json;
    let unit = |at: &str| u16::from_str_radix(at.strip_prefix("\\u")?.get(..4)?, 16).ok();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => 0,
            _ => 2,
        };
        let (taken, after) = escape.split_at(if length == 0 { 6 } else { length.min(escape.len()) });
        mended.push_str(if length == 0 { "\u{FFFD}" } else { taken });
        rest = after;
    }
    mended + rest
}

/// The name of what stands as an object, else its title.
pub(super) fn name(json: &str) -> Option<String> {
    let Members(members) = serde_json::from_str(json).ok()?;
    let of = |name: &str| members.iter().rev().find(|member| member.name.eq_ignore_ascii_case(name)).and_then(said);
    of("name").or_else(|| of("title")).map(Cow::into_owned)
}

/// The texts of an array, of objects in it their names; those of a text with commas between them; or the name of an object.
pub(super) fn tags(value: &str) -> Vec<String> {
    let mut tags = Vec::new();
    if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(value) {
        let said = |value: &&RawValue| text(value.get()).map(Cow::into_owned).or_else(|| name(value.get()));
        tags.extend(list.iter().filter_map(said));
    } else if let Some(list) = text(value) {
        tags.extend(list.split(',').filter_map(present).map(str::to_string));
    } else {
        tags.extend(name(value));
    }
    tags
}

/// The members of the object at the beginning of a text, in place of those that are there, and how long it is; none where
/// another value begins there, or it breaks.
pub(super) fn object<'a>(text: &'a str, members: &mut Members<'a>) -> Option<usize> {
    members.0.clear();
    scan::object(text, &mut members.0).or_else(|| any_object(text, members))
}

/// The same of an object of any kind.
#[inline(never)]
fn any_object<'a>(text: &'a str, members: &mut Members<'a>) -> Option<usize> {
    let mut objects = text.starts_with('{').then(|| serde_json::Deserializer::from_str(text).into_iter())?;
    *members = objects.next()?.ok()?;
    Some(objects.byte_offset())
}

/// Bytes within which most objects end: so many are read at once.
const NEAR: usize = 1 << 15;

/// The same for an object that may hold all there is, as work that may be stopped at.
pub(super) async fn long_object<'a>(text: &'a str, work: &Work) -> Option<(Members<'a>, usize)> {
    let near = (NEAR..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
    let mut members = Members::default();
    let length = object(text.get(..near)?, &mut members);
    if length.is_some() || near == text.len() {
        return Some((members, length?));
    }
    members.0.clear();
    let mut walk = Walk { text, at: 0, open: Vec::new(), state: State::Between, member: None, members };
    walk.open(text.chars().next().filter(|&sign| sign == '{')?);
    let mut turned = 0;
    while !walk.open.is_empty() {
        walk.step()?;
        if walk.at > turned + NEAR {
            turned = walk.at;
            work.turn().await;
        }
    }
    Some((walk.members, walk.at))
}

/// A walk through an object, from value to value; arrays and objects of its members are gone into, what arrays hold is
/// taken as it is.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    /// The signs that will close what is open.
    open: Vec<char>,
    state: State,
    /// The name of the outermost member at hand, and where its value begins.
    member: Option<(Cow<'a, str>, usize)>,
    members: Members<'a>,
}

#[derive(PartialEq)]
enum State {
    Begun,
    /// After a value.
    Between,
    /// After a comma.
    Next,
}

impl<'a> Walk<'a> {
    /// Takes what comes next; nothing where it should not come.
    fn step(&mut self) -> Option<()> {
        let close = *self.open.last()?;
        let next = self.next()?;
        if next == close && self.state != State::Next {
            self.open.pop();
            self.at += 1;
            self.close();
        } else if self.state == State::Between {
            self.at += usize::from(next == ',');
            self.state = State::Next;
            return (next == ',').then_some(());
        } else {
            self.item(close == '}')?;
        }
        Some(())
    }

    /// Takes a value, in an object with its name.
    fn item(&mut self, named: bool) -> Option<()> {
        if named {
            let mut names = serde_json::Deserializer::from_str(self.rest()).into_iter::<Name<'a>>();
            let Name(name) = names.next()?.ok()?;
            self.at += names.byte_offset();
            self.next().filter(|&sign| sign == ':')?;
            self.at += 1;
            let value = self.next()?;
            if self.open.len() == 1 {
                self.member = Some((name, self.at));
            }
            if matches!(value, '{' | '[') {
                self.open(value);
                return Some(());
            }
        }
        self.at += next(self.rest()).ok()?.len();
        self.close();
        Some(())
    }

    fn open(&mut self, sign: char) {
        self.open.push(if sign == '{' { '}' } else { ']' });
        self.at += 1;
        self.state = State::Begun;
    }

    /// Notes the end of a value.
    fn close(&mut self) {
        self.state = State::Between;
        if self.open.len() == 1
            && let Some((name, start)) = self.member.take()
        {
            self.members.0.push(Member {
                name,
                value: self.text.get(start..self.at).unwrap_or_default(),
                plain: false,
            });
        }
    }

    /// The first sign that is no space.
    fn next(&mut self) -> Option<char> {
        self.at = self.text.len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// The members of an object, in order.
#[derive(Default)]
pub(super) struct Members<'a>(pub(super) Vec<Member<'a>>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Self(Vec::with_capacity(FEW)))
    }
}

/// Members that most records have no more of.
const FEW: usize = 8;

impl<'de> Visitor<'de> for Members<'de> {
    type Value = Self;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some((Name(name), value)) = map.next_entry::<_, &RawValue>()? {
            self.0.push(Member { name, value: value.get(), plain: false });
        }
        Ok(self)
    }
}

/// The name of a member, lent where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Self(Cow::Borrowed("")))
    }
}

impl<'de> Visitor<'de> for Name<'de> {
    type Value = Self;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self, E> {
        Ok(Self(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self, E> {
        Ok(Self(Cow::Owned(name.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cow, Members, any_object, said, scan};
    use proptest::prelude::*;

    /// What an object is broken with.
    const PIECES: [&str; 44] = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"a\"",
        "\"a\":",
        "\"text\": ",
        "{\"b\":",
        "\\",
        "\\\"",
        "\\n",
        "\\/",
        "\\x",
        "\\u00e9",
        "\\ud83d",
        "\\u12",
        "\u{1f}",
        "\n",
        "\t",
        " ",
        "é",
        "“”",
        "0",
        "12",
        "-",
        "-3",
        ".5",
        "1.",
        "e",
        "E+",
        "01",
        "true",
        "false",
        "null",
        "nul",
        "Begin",
        "Begin and go on. ",
        "[]",
        "{}",
        "[1, \"b\"]",
        "\u{7f}",
    ];

    /// Members, each with its name, its value and what it says; and how long the object is.
    type Found<'a> = Option<(Vec<(String, &'a str, Option<String>)>, usize)>;

    /// What the scan says of the object at the beginning of a text, and what is read there.
    fn both(text: &str) -> [Found<'_>; 2] {
        let (mut scanned, mut read) = (Members::default(), Members::default());
        let lengths = [scan::object(text, &mut scanned.0), any_object(text, &mut read)];
        let mut all = [scanned, read].into_iter().zip(lengths).map(|(Members(members), length)| {
            let members = members.into_iter().map(|member| {
                let said = said(&member).map(Cow::into_owned);
                (member.name.into_owned(), member.value, said)
            });
            Some((members.collect(), length?))
        });
        [all.next().flatten(), all.next().flatten()]
    }

    /// A value as it may be written.
    fn value() -> impl Strategy<Value = String> {
        let string = r#""([ -!#-\[\]-~é“”]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,20}""#;
        let number = r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?";
        let leaf = prop_oneof![string, number, "true|false|null"];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let member = (r#""[a-z]{0,9}"[ \n]?"#, inner.clone()).prop_map(|(name, value)| format!("{name}:{value}"));
            let several = |one: BoxedStrategy<String>| prop::collection::vec(one, 0..4);
            prop_oneof![
                several(inner.boxed()).prop_map(|all| format!("[{}]", all.join(" ,\t"))),
                several(member.boxed()).prop_map(|all| format!("{{ {}}}", all.join(","))),
            ]
        })
    }

    /// An object, and what follows it.
    fn whole() -> impl Strategy<Value = String> {
        let members = prop::collection::vec((r#" ?"([a-z é]{0,9}|\\n|\\u00e9)"\t?"#, value()), 0..6);
        (members, "[ ,}a]{0,9}").prop_map(|(members, after)| {
            let members: Vec<_> = members.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
            format!("{{{}}}{after}", members.join(","))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn objects_are_scanned_as_they_are_read(text in whole()) {
            let [scanned, read] = both(&text);
            prop_assert!(scanned.is_some());
            prop_assert_eq!(scanned, read);
        }

        #[test]
        fn what_is_broken_is_not_scanned_where_it_is_not_read(
            text in whole(),
            place in any::<prop::sample::Index>(),
            (removed, put) in (0..3_usize, prop::sample::select(&PIECES[..])),
        ) {
            let signs: Vec<char> = text.chars().collect();
            let (before, after) = signs.split_at(place.index(signs.len()));
            let broken: String = before.iter().copied().chain(put.chars()).chain(after.iter().skip(removed).copied()).collect();
            let [scanned, read] = both(&broken);
            prop_assert!(scanned.is_none() || scanned == read, "{scanned:?} {read:?}");
        }
    }

    #[test]
    fn what_is_deep_or_long_or_broken_in_its_name_is_left_to_be_read() {
        let deep = format!("{{\"a\": {}{}}}", "[".repeat(9), "]".repeat(9));
        let long = format!("{{\"a\": \"{}\"}}", "b".repeat(1 << 20));
        for (text, found) in [(deep.as_str(), true), (&long, true), (r#"{"\ud800": 1}"#, false)] {
            let [scanned, read] = both(text);
            assert!(scanned.is_none() && read.is_some() == found, "{text:.20}");
        }
    }
}
