//! What is printed is read again: `import(print(collection))` is the collection, in all that the format holds.

mod collections;

use collections::{collection, plain};
use epigraph::{Collection, Format, Kind, Part, Quote, builtin, import, import_as, print, recognise};
use proptest::prelude::*;
use std::io::{Error, ErrorKind, Result, Write};

/// One of the printers.
type Print = fn(&Collection, &mut dyn Write) -> Result<Vec<String>>;

/// A field as every import leaves it: without the space around it, and absent where nothing is left.
fn tidy(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn tidied<'a>(quote: &Quote<'a>) -> Quote<'a> {
    let title = quote.part.and_then(|part| part.title).and_then(tidy);
    let number = quote.part.and_then(|part| part.number);
    Quote {
        id: quote.id.trim(),
        text: quote.text.trim(),
        kind: quote.kind,
        topic: quote.topic.and_then(tidy),
        author: quote.author.and_then(tidy),
        source: quote.source.and_then(tidy),
        url: quote.url.and_then(tidy),
        part: (number.is_some() || title.is_some()).then_some(Part { number, title }),
        tags: quote.tags.iter().filter_map(|tag| tidy(tag)).fold(Vec::new(), |mut tags, tag| {
            // A tag is there once.
            if !tags.contains(&tag) {
                tags.push(tag);
            }
            tags
        }),
        lang: quote.lang.and_then(tidy),
    }
}

/// Prints, and gives the file with what was said to be lost.
fn printed(print: Print, collection: &Collection) -> (String, Vec<String>) {
    let mut file = Vec::new();
    let lost = print(collection, &mut file).unwrap();
    (String::from_utf8(file).unwrap(), lost)
}

/// What the collection says of itself.
fn heads(collection: &Collection) -> [Option<&str>; 5] {
    let Collection { title, author, lang, introduction, topic_prefix, .. } = collection;
    [title.as_deref(), author.as_deref(), lang.as_deref(), introduction.as_deref(), Some(topic_prefix.as_str())]
}

#[track_caller]
fn same(one: &Collection, other: &Collection) {
    assert_eq!(heads(one), heads(other));
    assert_eq!(one.aliases, other.aliases);
    assert_eq!(one.quotes().collect::<Vec<_>>(), other.quotes().collect::<Vec<_>>());
}

/// A quote as imports of files of lines leave it.
#[derive(Clone, Debug, PartialEq)]
struct Owned {
    id: String,
    text: String,
    kind: Kind,
    topic: Option<String>,
    author: Option<String>,
    source: Option<String>,
    url: Option<String>,
    number: Option<u32>,
    part: Option<String>,
    tags: Vec<String>,
    lang: Option<String>,
}

impl Owned {
    fn of(quote: &Quote<'_>) -> Self {
        let quote = tidied(quote);
        // Line ends are line feeds, and no byte order mark stays.
        let clean = |text: &str| {
            let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{feff}', "").replace('\0', "\u{fffd}");
            text.trim().to_string()
        };
        let field = |field: Option<&str>| field.map(clean).filter(|text| !text.is_empty());
        let mut tags: Vec<String> = Vec::new();
        // A tag is a line, and there once.
        for tag in quote.tags.iter().map(|tag| clean(tag)) {
            for tag in tag.split('\n').filter_map(tidy) {
                if !tags.iter().any(|known| known == tag) {
                    tags.push(tag.to_string());
                }
            }
        }
        Self {
            id: clean(quote.id),
            text: clean(quote.text),
            kind: quote.kind,
            topic: field(quote.topic),
            author: field(quote.author),
            source: field(quote.source),
            url: field(quote.url),
            number: quote.part.and_then(|part| part.number),
            part: field(quote.part.and_then(|part| part.title)),
            tags,
            lang: field(quote.lang),
        }
    }

    /// The same without the space at the ends of lines.
    fn settled(mut self) -> Self {
        let ends = |text: &str| text.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_string();
        let text = ends(&self.text);
        self.text = text;
        for field in [&mut self.topic, &mut self.author, &mut self.source, &mut self.url, &mut self.part] {
            *field = field.as_deref().map(ends);
        }
        self
    }
}

/// Reads a file again and finds in it, in order, every quote that was not said to be left out, and no other.
#[track_caller]
fn kept(
    collection: &Collection,
    file: &str,
    format: Format,
    lost: &[String],
    odd: bool,
    more: impl Fn(&Owned, &Owned) -> bool,
) -> Option<Collection> {
    let left_out = lost
        .iter()
        .find(|sentence| sentence.contains("left out"))
        .map_or(0, |sentence| sentence.split(' ').next().and_then(|count| count.parse().ok()).unwrap());
    if left_out == collection.len() {
        return None;
    }
    if !odd {
        assert_eq!(recognise(file.as_bytes()).unwrap(), format, "{file}");
    }
    let read = import_as(file.as_bytes(), format).unwrap();
    assert_eq!(read.skipped, [], "{file}");
    assert_eq!(read.len() + left_out, collection.len(), "{lost:?} {file}");
    let mut quotes = collection.quotes().map(|quote| Owned::of(&quote).settled());
    for quote in read.quotes().map(|quote| Owned::of(&quote)) {
        let said = (&quote.text, &quote.author, &quote.source);
        let known = quotes.find(|known| (&known.text, &known.author, &known.source) == said);
        let Some(known) = known else { panic!("{quote:?} was never there: {file}") };
        assert!(more(&quote, &known), "{quote:?} for {known:?} in {file}");
    }
    Some(read)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn csv_holds_every_field_of_a_quote(collection in collection()) {
        let (file, lost) = printed(print::csv, &collection);
        let again = import(file.as_bytes()).unwrap();
        prop_assert_eq!(recognise(file.as_bytes()).unwrap(), Format::Csv);
        prop_assert_eq!(&again.skipped, &[]);
        let mut parted = false;
        let quotes: Vec<_> = collection.quotes().map(|quote| Owned::of(&quote)).map(|quote| {
            let mut quote = quote;
            parted |= quote.tags.iter().any(|tag| tag.contains([',', ';']));
            quote.tags.retain(|tag| !tag.contains([',', ';']));
            quote
        }).collect();
        prop_assert_eq!(again.quotes().map(|quote| Owned::of(&quote)).collect::<Vec<_>>(), quotes, "{}", file);
        prop_assert_eq!(lost.iter().any(|sentence| sentence.contains("with a comma or semicolon")), parted);
    }

    #[test]
    fn fortune_files_hold_who_said_what_where(collection in collection()) {
        let (file, lost) = printed(print::fortune, &collection);
        let odd = lost.iter().any(|sentence| sentence.contains("look like one of another format"));
        kept(&collection, &file, Format::Fortune, &lost, odd, |_, _| true);
    }

    #[test]
    fn markdown_holds_who_said_what_where_and_more(collection in collection()) {
        let (file, lost) = printed(print::markdown, &collection);
        let said = |words: &str| lost.iter().any(|sentence| sentence.contains(words));
        let elsewhere = said("under a part") || said("place for parts");
        let read = kept(&collection, &file, Format::Markdown, &lost, true, |read, quote| {
            (read.topic.is_none() && said("topics") || read.topic == quote.topic)
                && (read.url.is_none() && said("addresses") || read.url == quote.url)
                && (read.tags.is_empty() && said("tags") || read.tags == quote.tags)
                && (elsewhere || read.number == quote.number && read.part == quote.part)
        });
        let Some(read) = read else { return Ok(()) };
        for (name, read, printed) in [
            ("title", read.title, &collection.title),
            ("author", read.author, &collection.author),
            ("language", read.lang, &collection.lang),
        ] {
            assert!(read == *printed || (read.is_none() && said(name)), "{name}: {read:?} for {printed:?} in {file}");
        }
    }

    /// Of what people write nothing is left out.
    #[test]
    fn no_plain_quote_is_left_out(collection in plain()) {
        let printers: [(Print, Format); 2] =
            [(print::fortune, Format::Fortune), (print::markdown, Format::Markdown)];
        for (print, format) in printers {
            let (file, lost) = printed(print, &collection);
            assert!(lost.iter().all(|sentence| !sentence.contains("left out")), "{lost:?}");
            kept(&collection, &file, format, &lost, false, |_, _| true);
        }
    }

    #[test]
    fn json_holds_everything(collection in collection()) {
        let (file, lost) = printed(print::json, &collection);
        prop_assert_eq!(lost, Vec::<String>::new());
        let again = import(file.as_bytes()).unwrap();
        prop_assert_eq!(heads(&again), heads(&collection), "{}", file);
        prop_assert_eq!(&again.aliases, &collection.aliases, "{}", file);
        prop_assert_eq!(&again.skipped, &[]);
        let quotes: Vec<_> = collection.quotes().map(|quote| tidied(&quote)).collect();
        prop_assert_eq!(again.quotes().collect::<Vec<_>>(), quotes, "{}", file);
        // What was read once is printed to the letter.
        prop_assert_eq!(printed(print::json, &again).0, printed(print::json, &import(file.as_bytes()).unwrap()).0);
        same(&import(printed(print::json, &again).0.as_bytes()).unwrap(), &again);
    }
}

#[test]
fn the_built_in_collection_is_in_its_json_to_the_letter() {
    let (file, lost) = printed(print::json, &builtin());
    same(&import(file.as_bytes()).unwrap(), &builtin());
    assert_eq!(lost, Vec::<String>::new());
    assert_eq!(file.lines().filter(|line| line.starts_with("    {\"id\":\"")).count(), 69);
}

#[test]
fn json_of_one_quote() {
    let collection = import(r#"[{"text": "Begin.", "author": "Horace", "tags": ["a"], "id": 1}]"#.as_bytes()).unwrap();
    assert_eq!(
        printed(print::json, &collection).0,
        "{\n  \"quotes\": [\n    {\"id\":\"1\",\"text\":\"Begin.\",\"kind\":\"quotation\",\"topic\":null,\"author\":\"Horace\",\
         \"source\":null,\"url\":null,\"part\":null,\"tags\":[\"a\"],\"lang\":null}\n  ]\n}\n"
    );
    assert_eq!(printed(print::json, &Collection::default()).0, "{\n  \"quotes\": [\n  ]\n}\n");
}

/// A writer that takes nothing.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> Result<usize> {
        Err(Error::from(ErrorKind::StorageFull))
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[test]
fn a_writer_that_fails_is_an_error_of_the_same_kind() {
    let printers: [Print; 4] = [print::json, print::csv, print::markdown, print::fortune];
    for print in printers {
        assert_eq!(print(&builtin(), &mut Full).unwrap_err().kind(), ErrorKind::StorageFull);
    }
}
