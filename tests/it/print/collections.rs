//! Random collections: hostile ones, and such as people write.

use super::tidy;
use epigraph::{Collection, Kind, Part, Quote};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// What formats give a meaning to, and what programs trip over.
const HOSTILE: [&str; 64] = [
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    "\"",
    "\"\"",
    "'",
    "“",
    "”",
    "«",
    "»",
    "„",
    "「",
    "」",
    ",",
    ";",
    "|",
    ":",
    "%",
    "\n%\n",
    "%%",
    ">",
    "> ",
    "\n> ",
    ">>",
    "#",
    "\n# ",
    "\n## Part 2: x\n",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "\\",
    "\\n",
    "[",
    "](",
    "](http://a.example)",
    "— ",
    "\n— Somebody, *Something*",
    "\n\t\t-- Nobody, \"Nothing\"",
    "-- ",
    "\n- ",
    "\n1. ",
    "\n==========\n",
    "\n---\n",
    "<b>",
    "&amp;",
    "{\"text\": 1}",
    "[1]",
    "\u{feff}",
    "\u{2028}",
    "\u{a0}",
    "\u{200d}",
    "e\u{301}",
    "名言",
    "。",
    "שלום",
    "\u{202e}",
    "مرحبا",
    "👩‍🚀",
    "𝔘",
];

/// A text of hostile pieces and plain words.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(HOSTILE.to_vec()).prop_map(String::from),
        3 => select(vec!["begin", "Dare", "the", "word", "5", "x"]).prop_map(String::from),
        // A file of few bytes and many control characters is taken for no text.
        1 => any::<char>().prop_filter_map("a character", |c| (!c.is_control()).then(|| String::from(c))),
    ];
    vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

/// A text of which something is left without the space around it and byte order marks.
fn some() -> impl Strategy<Value = String> {
    (text(), select(vec!["", "w"])).prop_map(|(text, word)| {
        if tidy(&text.replace('\u{feff}', "")).is_some() { text + word } else { text + "word" }
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
        |(text, id, paraphrase, fields, number, mut tags)| {
            // A tag is a line.
            tags.iter_mut().for_each(|tag| *tag = tag.replace('\r', ""));
            Record { text, id, paraphrase, fields, number, tags }
        },
    )
}

/// Collections as imports give them: ids are distinct, who names no author or language has the collection's, and the tags of
/// languages have hyphens.
pub(super) fn collection() -> impl Strategy<Value = Collection> {
    let heads = [(); 4].map(|()| option::of(some()));
    (heads, select(vec!["", "On ", "“"]), vec((some(), some()), 0..4), vec(record(), 1..6)).prop_map(
        |([title, author, lang, introduction], prefix, aliases, records)| {
            let mut collection = Collection::default();
            [collection.title, collection.author, collection.lang, collection.introduction] =
                [title, author, lang, introduction].map(|head| head.as_deref().and_then(tidy).map(str::to_string));
            // An underscore is no part of a language.
            collection.lang = collection.lang.map(|lang| lang.replace('_', "-"));
            collection.topic_prefix = String::from(prefix);
            collection.aliases = grouped(aliases);
            let (author, lang) = (collection.author.clone(), collection.lang.clone());
            for (at, record) in records.iter().enumerate() {
                let [topic, own_author, source, url, title, own_lang] = &record.fields;
                let title = title.as_deref();
                let own_lang = own_lang.as_ref().or(lang.as_ref()).map(|lang| lang.replace('_', "-"));
                collection.push(&Quote {
                    id: &format!("{}-{at}", record.id.trim()),
                    text: &record.text,
                    kind: if record.paraphrase { Kind::Paraphrase } else { Kind::Quotation },
                    topic: topic.as_deref(),
                    author: own_author.as_deref().or(author.as_deref()),
                    source: source.as_deref(),
                    url: url.as_deref(),
                    part: (record.number.is_some() || title.is_some()).then_some(Part { number: record.number, title }),
                    tags: record.tags.iter().map(String::as_str).collect(),
                    lang: own_lang.as_deref(),
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

/// Collections as people write them.
pub(super) fn plain() -> impl Strategy<Value = Collection> {
    let text = "[A-Z][a-z]{1,9}( [a-z]{1,9}|, [a-z]{1,9}|; “[a-z]{1,9}”| \\*[a-z]{1,9}\\*| [0-9]{1,3}|\n[A-Z][a-z]{1,5}|\n\n[A-Z][a-z]{1,5}){1,12}[.!?]";
    let name = "[A-Z][a-z]{1,9}( [A-Z]\\.)?( [A-Z][a-zé’]{1,9}){1,2}(, Jr\\.)?";
    let source = "[A-Z][a-z]{1,9}( [a-zA-Z]{1,9}){0,5}(: [A-Z][a-z]{1,9})?( \\([0-9]{4}\\))?";
    let quote = (
        text,
        option::of(name),
        option::of(source),
        option::of("[A-Z][a-z]{1,9}"),
        vec("[a-z]{2,9}(-[a-z]{2,5})?", 0..3),
    );
    vec(quote, 1..5).prop_map(|quotes| {
        let mut collection = Collection::default();
        for (at, (text, author, source, topic, tags)) in quotes.iter().enumerate() {
            collection.push(&Quote {
                id: &at.to_string(),
                text,
                kind: Kind::Quotation,
                topic: topic.as_deref(),
                author: author.as_deref(),
                source: source.as_deref(),
                url: source.as_ref().map(|_| "https://example.org/a?b=c_d#e"),
                part: None,
                tags: tags.iter().map(String::as_str).collect(),
                lang: None,
            });
        }
        collection
    })
}
