//! What the fields of a record are called, for JSON and tables alike.
//!
//! A name and a value go in; once all of a record are there, a quote comes out. Case, accents, spaces, hyphens and
//! underscores of a name do not matter. Nothing here reads a file.

use super::draft::{Draft, present, quotation};
use super::marks::quoted;
use crate::quote::{Kind, Part, Quote};
use crate::text;
use std::borrow::Cow;

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Author,
    Source,
    Topic,
    Tags,
    Url,
    Id,
    Lang,
    Kind,
    /// A number alone, or a title.
    Part,
    /// Title of the part, whatever it looks like.
    Title,
    Number,
    /// Known to be nothing of a quote.
    Other,
}

/// Names, folded as words are, the likelier before the less likely: one text a field, which is smaller than as many.
const NAMES: [(Field, &str); 13] = [
    (
        Field::Text,
        "text quote content highlight quotetext quotation body q quotes zitat zitate spruch cita \
         citas frase frases citation citations citazione citazioni citacao citaat cytat citat цитата \
         цитаты текст текстцитаты texte texto testo 名言 语录 引用 句子 内容",
    ),
    (
        Field::Author,
        "author by from quoteauthor bookauthor authorname character a speaker who person creator autor autora \
         autorin verfasser auteur autore автор 作者 著者",
    ),
    (
        Field::Source,
        "source booktitle title book work show quelle buch titel werk fuente libro titulo livre titre \
         oeuvre fonte titolo livro bron zrodlo obra opera источник книга 出处 书名 来源",
    ),
    (Field::Topic, "topic subject thema theme tema sujet тема 主题"),
    (
        Field::Tags,
        "tags categories category genre genres tag documenttags keywords labels kategorie kategorien \
         categorie categoria categorias schlagworte schlagworter etiquette etiquettes etiqueta etiquetas \
         motscles genero категория категории теги 标签 分类",
    ),
    (Field::Url, "url link permalink sourceurl lien enlace ссылка 链接"),
    (Field::Id, "id quoteid"),
    (Field::Lang, "lang language sprache idioma langue lingua taal язык 语言"),
    (Field::Kind, "kind"),
    (Field::Part, "part section chapter"),
    (Field::Title, "parttitle"),
    (Field::Number, "partnumber"),
    (
        Field::Other,
        "note notes location locationtype highlightedat color amazonbookid date likes page isbn \
         isbn13 publisher rating myrating length dateadded datemodified authorslug",
    ),
];

/// What a name means; the smaller the rank, the surer.
pub(super) fn field(name: &str) -> Option<(Field, usize)> {
    let name = text::fold(name);
    NAMES.iter().find_map(|(field, names)| Some((*field, names.split(' ').position(|known| known == name)?)))
}

/// Among how many labels before it a label is looked for.
pub(super) const NEAR: usize = 64;

/// The rank of the name that a value came by, as [`field`] has it, and the value; if there is one.
type Value<'a> = Option<(usize, Cow<'a, str>)>;

/// The values of one record.
#[derive(Default)]
pub(super) struct Record<'a> {
    text: Value<'a>,
    author: Value<'a>,
    source: Value<'a>,
    topic: Value<'a>,
    url: Value<'a>,
    id: Value<'a>,
    lang: Value<'a>,
    kind: Value<'a>,
    part: Value<'a>,
    title: Value<'a>,
    number: Value<'a>,
    tags: Vec<String>,
}

impl<'a> Record<'a> {
    /// Takes a value; of several for one field the surest name counts, and of one name the last.
    pub(super) fn take(&mut self, (field, rank): (Field, usize), value: Cow<'a, str>) {
        let value = match value {
            Cow::Borrowed(value) => present(value).map(Cow::Borrowed),
            Cow::Owned(value) => present(&value).map(|value| Cow::Owned(value.to_string())),
        };
        let Some(value) = value else { return };
        let known = match field {
            Field::Text => &mut self.text,
            Field::Author => &mut self.author,
            Field::Source => &mut self.source,
            Field::Topic => &mut self.topic,
            Field::Url => &mut self.url,
            Field::Id => &mut self.id,
            Field::Lang => &mut self.lang,
            Field::Kind => &mut self.kind,
            Field::Part => &mut self.part,
            Field::Title => &mut self.title,
            Field::Number => &mut self.number,
            Field::Tags => return value.split([',', ';']).for_each(|tag| self.tag(tag)),
            Field::Other => return,
        };
        if known.as_ref().is_none_or(|(before, _)| *before >= rank) {
            *known = Some((rank, value));
        }
    }

    /// Takes one label, or several, a line each.
    pub(super) fn tag(&mut self, tag: &str) {
        for tag in tag.split('\n').filter_map(present) {
            // Repeats stand near each other; a list without end is not searched for each.
            if !self.tags.iter().rev().take(NEAR).any(|known| known == tag) {
                self.tags.push(tag.to_string());
            }
        }
    }

    /// Adds the quote; false where the record has no text.
    pub(super) fn push(&self, byte: usize, draft: &mut Draft<'_>) -> bool {
        let Some(text) = said(&self.text) else { return false };
        // A record that says its kind says what it means; of others some things are guessed.
        let kind = said(&self.kind);
        let is = |name: &str| kind.is_some_and(|kind| kind.eq_ignore_ascii_case(name));
        let paraphrase = is("paraphrase");
        let exact = paraphrase || is("quotation");
        let inner = quoted(text).and_then(present).filter(|_| !exact);
        let (mut author, mut source) = (said(&self.author), said(&self.source));
        // Lists of Goodreads quotes have the text in curly marks, and the book with the author.
        if text.starts_with('“')
            && inner.is_some()
            && source.is_none()
            && let Some((name, book)) = author.and_then(named)
        {
            (author, source) = (Some(name), Some(book));
        }
        let quote = Quote {
            id: said(&self.id).unwrap_or_default(),
            kind: if paraphrase { Kind::Paraphrase } else { Kind::Quotation },
            topic: said(&self.topic),
            author: author.map(|author| if exact { author } else { without_commas(author) }),
            source,
            url: said(&self.url),
            part: self.part(),
            tags: self.tags.iter().map(String::as_str).collect(),
            lang: said(&self.lang),
            ..quotation(inner.unwrap_or(text))
        };
        draft.push(byte, &quote);
        true
    }

    /// The part that it says it is of; most say of none.
    #[inline(never)]
    fn part(&self) -> Option<Part<'_>> {
        let part = said(&self.part);
        let (number, title) = (said(&self.number), said(&self.title));
        if part.is_none() && number.is_none() && title.is_none() {
            return None;
        }
        let alone = part.and_then(|part| part.parse().ok());
        let number = number.and_then(|number| number.parse().ok()).or(alone);
        let title = title.or(part.filter(|_| alone.is_none()));
        (number.is_some() || title.is_some()).then_some(Part { number, title })
    }
}

/// What a value says.
fn said<'a>(value: &'a Value<'_>) -> Option<&'a str> {
    value.as_ref().map(|(_, value)| &**value)
}

/// A name without commas at its end.
#[inline]
fn without_commas(name: &str) -> &str {
    // Few have one.
    if name.ends_with(',') { name.trim_end_matches(',').trim_end() } else { name }
}

/// `Name, Book`, but not `Name, Jr.`
#[inline(never)]
fn named(author: &str) -> Option<(&str, &str)> {
    const TITLES: [&str; 10] = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "dds", "frs"];
    let (name, book) = author.split_once(", ")?;
    let (name, book) = (present(name)?, present(book)?);
    (!TITLES.contains(&text::fold(book).as_str())).then_some((name, book))
}
