//! What is printed is read again: `import(print(collection))` is the collection, in all that the format holds.

use epigraph::{Collection, Kind, Part, Quote, builtin, import, print};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::io::{Error, ErrorKind, Result, Write};

/// One of the printers.
type Print = fn(&Collection, &mut dyn Write) -> Result<Vec<String>>;

/// What formats give a meaning to, and what programs trip over.
const HOSTILE: [&str; 64] = [
    "\n", "\n\n", "\r\n", "\t", " ", "  ", "\"", "\"\"", "'", "“", "”", "«", "»", "„", "「", "」", ",", ";", "|", ":", "%", "\n%\n",
    "%%", ">", "> ", "\n> ", ">>", "#", "\n# ", "\n## Part 2: x\n", "*", "**", "_", "`", "```\n", "\\", "\\n", "[", "](", "](http://a.example)",
    "— ", "\n— Somebody, *Something*", "\n\t\t-- Nobody, \"Nothing\"", "-- ", "\n- ", "\n1. ", "\n==========\n", "\n---\n", "<b>", "&amp;",
    "{\"text\": 1}", "[1]", "\u{feff}", "\u{2028}", "\u{a0}", "\u{200d}", "e\u{301}", "名言", "。", "שלום", "\u{202e}", "مرحبا", "👩‍🚀", "𝔘",
];

/// A text of hostile pieces and plain words.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(HOSTILE.to_vec()).prop_map(String::from),
        3 => select(vec!["begin", "Dare", "the", "word", "5", "x"]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

/// A text of which something is left without the space around it.
fn some() -> impl Strategy<Value = String> {
    (text(), select(vec!["", "w"])).prop_map(|(text, word)| {
        if tidy(&text).is_some() { text + word } else { text + "word" }
    })
}

#[derive(Clone, Debug)]
struct Record {
    text: String,
    id: String,
    paraphrase: bool,
    fields: [Option<String>; 6],
    number: Option<u32>,
    tags: Vec<String>,
}

fn record() -> impl Strategy<Value = Record> {
    let fields = [(); 6].map(|()| option::of(some()));
    let number = option::of(any::<u32>());
    (some(), text(), any::<bool>(), fields, number, vec(some(), 0..3)).prop_map(
        |(text, id, paraphrase, fields, number, tags)| Record { text, id, paraphrase, fields, number, tags },
    )
}

/// Collections as imports give them: ids are distinct, and who names no author or language has the collection's.
fn collection() -> impl Strategy<Value = Collection> {
    let heads = [(); 4].map(|()| option::of(some()));
    (heads, select(vec!["", "On ", "“"]), vec((some(), some()), 0..4), vec(record(), 1..6)).prop_map(
        |([title, author, lang, introduction], prefix, aliases, records)| {
            let mut collection = Collection::default();
            [collection.title, collection.author, collection.lang, collection.introduction] =
                [title, author, lang, introduction].map(|head| head.as_deref().and_then(tidy).map(str::to_string));
            collection.topic_prefix = String::from(prefix);
            collection.aliases = grouped(aliases);
            let (author, lang) = (collection.author.clone(), collection.lang.clone());
            for (at, record) in records.iter().enumerate() {
                let [topic, own_author, source, url, title, own_lang] = &record.fields;
                let title = title.as_deref();
                collection.push(&Quote {
                    id: &format!("{}-{at}", record.id.trim()),
                    text: &record.text,
                    kind: if record.paraphrase { Kind::Paraphrase } else { Kind::Quotation },
                    topic: topic.as_deref(),
                    author: own_author.as_deref().or(author.as_deref()),
                    source: source.as_deref(),
                    url: url.as_deref(),
                    part: (record.number.is_some() || title.is_some())
                        .then_some(Part { number: record.number, title }),
                    tags: record.tags.iter().map(String::as_str).collect(),
                    lang: own_lang.as_deref().or(lang.as_deref()),
                });
            }
            collection
        },
    )
}

/// Aliases of one word stand together.
fn grouped(aliases: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut grouped: Vec<(String, String)> = Vec::new();
    for (one, other) in aliases {
        let after = grouped.iter().rposition(|(known, _)| *known == one).map_or(grouped.len(), |at| at + 1);
        grouped.insert(after, (one, other.trim().to_string()));
    }
    grouped
}

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

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
    for print in [print::json as Print, print::csv, print::markdown, print::fortune] {
        assert_eq!(print(&builtin(), &mut Full).unwrap_err().kind(), ErrorKind::StorageFull);
    }
}
