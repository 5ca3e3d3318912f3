//! What a careful reader finds in a file of each format, as a table.
//!
//! The files in `tests/data/formats/` have the shapes that people's programs write, and the traps in them.

use epigraph::{Format, Quote, import, import_as, recognise};

/// A file, its format, how many quotes, and where and why records are skipped.
type Row = (&'static str, Format, usize, &'static [(usize, usize, &'static str)]);

const OPEN: &str = "found a mark that opens a value and none that closes it";
const NO_TEXT: &str = "found no text";
const TABLE: [Row; 17] = [
    ("readwise.csv", Format::Csv, 4, &[(7, 1, NO_TEXT)]),
    ("readwise-import.csv", Format::Csv, 1, &[]),
    ("semicolons-latin1.csv", Format::Csv, 3, &[]),
    ("goodreads.csv", Format::Csv, 3, &[]),
    ("tabs.tsv", Format::Csv, 2, &[]),
    ("pipes-utf16.csv", Format::Csv, 2, &[]),
    ("careless.csv", Format::Csv, 4, &[(3, 1, OPEN), (5, 1, "found more values"), (8, 1, NO_TEXT), (9, 1, OPEN)]),
    ("clippings.txt", Format::Kindle, 3, &[(27, 1, "found no line"), (37, 1, "found a notice")]),
    ("clippings-languages.txt", Format::Kindle, 4, &[]),
    ("fortunes", Format::Fortune, 7, &[]),
    ("fortunes-zh", Format::Fortune, 1, &[]),
    ("blockquotes.md", Format::Markdown, 10, &[]),
    ("lines.txt", Format::Text, 9, &[]),
    ("api.json", Format::Json, 3, &[(6, 5, NO_TEXT), (7, 43, "found no JSON from here to the next record")]),
    ("lines.jsonl", Format::Json, 2, &[(2, 14, "found no JSON object, expected one a line")]),
    ("nested.json", Format::Json, 1, &[]),
    ("topics.txt", Format::TopicList, 2, &[(5, 1, "found neither a part nor an entry")]),
];

/// Text, author and source of some quotes, in order.
type Fields = (&'static str, &'static str, &'static str);
const QUOTES: [(&str, &[Fields]); 12] = [
    (
        "readwise.csv",
        &[
            ("Waste no more time arguing what a good man should be. Be one.", "Marcus Aurelius", "Meditations"),
            (
                "\"Where are you going?\" asked the Cat, and grinned.",
                "Carroll, Lewis & Tenniel, John",
                "Alice in Wonderland",
            ),
            ("The woods are lovely, dark and deep,\nBut I have promises to keep.", "Robert Frost", "Poems"),
            ("All is flux.", "Heraclitus", "Fragments"),
        ],
    ),
    ("readwise-import.csv", &[("Well begun, half done.", "Aristotle", "Politics")]),
    (
        "semicolons-latin1.csv",
        &[
            ("Übung macht den Meister.", "Sprichwort", ""),
            ("Wer rastet; der rostet.", "Volksmund", ""),
            ("Grau, teurer Freund, ist alle Theorie.", "Goethe – Faust", ""),
        ],
    ),
    (
        "goodreads.csv",
        &[
            ("I can resist everything except temptation.", "Oscar Wilde", "Lady Windermere’s Fan"),
            ("The unexamined life is not worth living.", "Socrates", ""),
            ("I have a dream.", "Martin Luther King, Jr.", ""),
        ],
    ),
    (
        "tabs.tsv",
        &[("The early bird gets the worm.", "Proverb", ""), ("Say \"no\" often.", "A \"Nick\" Name", "Notes")],
    ),
    ("pipes-utf16.csv", &[("千里之行，始於足下。", "老子", ""), ("Festina lente 🐢", "Augustus", "")]),
    (
        "careless.csv",
        &[
            ("He said \"hi\" to me, twice", "First", ""),
            ("Closed, again", "Third", ""),
            ("Broken\nin two", "Fifth", ""),
            ("Eighth says this", "Eighth", ""),
        ],
    ),
    (
        "clippings.txt",
        &[
            ("The best revenge is not to be like your enemy.", "Marcus Aurelius", "Meditations"),
            ("I am the spirit\nthat denies!", "Johann Wolfgang von Goethe, Bayard Taylor", "Faust (Part One)"),
            ("An old device wrote this.", "", "A Book Without An Author"),
        ],
    ),
    (
        "clippings-languages.txt",
        &[
            ("Es irrt der Mensch, solang er strebt.", "Goethe", "Faust"),
            ("El que lee mucho y anda mucho, ve mucho y sabe mucho.", "Miguel de Cervantes", "Don Quijote"),
            ("Lassan járj, tovább érsz.", "Szerző", "Egy könyv"),
            ("学而不思则罔，思而不学则殆。", "孔子", "论语"),
        ],
    ),
    (
        "fortunes",
        &[
            ("A long line is broken\nby hand.", "Author Unknown", "A Work of Two Lines"),
            ("(1) First.\n(2) Second,\n    indented.", "", ""),
            ("\"Who is there?\"\n\"Nobody.\"", "", ""),
            ("A dash is no disaster -- it is an opportunity.", "", ""),
            ("Under, line and Bold and NEWer", "Somebody", ""),
            ("Green as grass.", "", ""),
            ("All in marks.", "Wm. Shakespeare", "\"Hamlet\", Act II"),
        ],
    ),
    ("fortunes-zh", &[("白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。", "王之涣", "登鹳雀楼")]),
    (
        "lines.txt",
        &[
            ("Know thyself.", "Delphi", ""),
            ("Festina lente.", "Augustus", ""),
            ("The unexamined life is not worth living.", "Socrates", ""),
            ("Nothing in excess", "Solon", ""),
            ("A bullet – and a dash inside", "Somebody Else", ""),
            ("A sentence that is broken\nover two lines,\nand a third.", "Author", "A Work"),
            ("No author", "", ""),
            ("Nor here", "", ""),
            ("\"Yes,\" she said, \"and no.\"", "Anonymous", ""),
        ],
    ),
];

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/formats/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn every_file_is_recognised_and_counted_and_what_is_skipped_has_its_place() {
    for (file, format, quotes, skipped) in TABLE {
        let bytes = bytes(file);
        assert_eq!(recognise(&bytes), Ok(format), "{file}");
        let collection = import(&bytes).unwrap();
        assert_eq!(collection.len(), quotes, "{file}");
        let found: Vec<_> = collection.skipped.iter().map(|skipped| (skipped.line, skipped.column)).collect();
        let places: Vec<_> = skipped.iter().map(|(line, column, _)| (*line, *column)).collect();
        assert_eq!(found, places, "{file}");
        for (skipped, (.., reason)) in collection.skipped.iter().zip(skipped) {
            assert!(skipped.reason.starts_with(reason), "{file}: {}", skipped.reason);
            assert!(skipped.reason.contains(", expected "), "{file}: {}", skipped.reason);
        }
    }
}

#[test]
fn words_and_who_said_them_are_what_one_reads_in_the_file() {
    for (file, quotes) in QUOTES {
        let collection = import(&bytes(file)).unwrap();
        let found: Vec<_> = collection
            .quotes()
            .map(|quote| (quote.text, quote.author.unwrap_or_default(), quote.source.unwrap_or_default()))
            .collect();
        assert_eq!(found, quotes, "{file}");
        assert!(collection.quotes().all(|quote| quote.kind == epigraph::Kind::Quotation), "{file}");
    }
}

#[test]
fn a_markdown_document_gives_parts_tags_topics_and_addresses() {
    let collection = import(&bytes("blockquotes.md")).unwrap();
    assert_eq!((collection.title.as_deref(), collection.lang.as_deref()), (Some("Front matter"), Some("en")));
    let quotes: Vec<Quote<'_>> = collection.quotes().collect();
    let part = |quote: &Quote<'_>| quote.part.and_then(|part| part.title).map(str::to_string);
    let said: Vec<_> = quotes.iter().map(|quote| (quote.text, quote.author.unwrap_or_default())).collect();
    assert_eq!(
        said,
        [
            ("Well begun is half done.", "Aristotle"),
            ("Festina lente.", "Augustus"),
            ("A text with no author at all,\nthat goes on without the sign.", ""),
            ("Outer words\nand inner words", ""),
            ("First in a block.", "One"),
            ("Second in a block, with a link and 2 * 3 = 6.\n\nIts second paragraph.", "Two"),
            ("Body of the callout.", "Three"),
            ("An item of a list.", "Four"),
            ("The style of topic lists.", ""),
            ("The last one says it itself.", "Six"),
        ]
    );
    assert_eq!((part(&quotes[0]).as_deref(), part(&quotes[4]).as_deref()), (Some("Work"), Some("Part Two")));
    assert_eq!((quotes[0].source, quotes[0].tags.as_slice()), (Some("Politics"), &["craft", "patience"][..]));
    assert_eq!((quotes[5].source, quotes[5].url), (Some("A Book"), Some("https://example.org/book")));
    assert_eq!((quotes[6].topic, quotes[6].tags.as_slice()), (Some("On haste"), &["slow", "sure"][..]));
    assert_eq!(
        (quotes[7].source, quotes[8].topic, quotes[8].source),
        (Some("Fifth Book"), Some("Topic"), Some("example.org"))
    );
}

#[test]
fn who_said_it_may_be_stressed_in_markdown() {
    for source in [
        "> Begin at once.\n> *— Horace*",
        "> Begin at once.\n>\n> **— Horace**",
        "> Begin at once.\n> ***— Horace***",
        "> Begin at once.\n> _— [Horace](https://example.org/the_poet_)_",
        "> Begin at once.\n>\n> _-- Horace_\n",
        "> Begin at once.\n\n*— Horace*\n",
        "> Begin at once. *— Horace*",
        "> Begin at once. **— Horace**",
    ] {
        let collection = import(source.as_bytes()).unwrap();
        let said: Vec<_> = collection.quotes().map(|quote| (quote.text, quote.author)).collect();
        assert_eq!(said, [("Begin at once.", Some("Horace"))], "{source}");
    }
    // Where the text is stressed too, its signs are its own.
    let both = import("> *Begin at once.* — Horace".as_bytes()).unwrap();
    assert_eq!(both.get(0).map(|quote| (quote.text, quote.author)), Some(("Begin at once.", Some("Horace"))));
}

#[test]
fn tags_are_read_below_a_markdown_quote_and_after_who_said_it_as_exports_write_them() {
    let quote = |below: &str| {
        let collection = import(format!("> Begin at once.\n{below}\n\n> Another.\n").as_bytes()).unwrap();
        let quote = collection.get(0).unwrap();
        assert_eq!(
            (quote.text, collection.len(), collection.get(1).unwrap().tags.len()),
            ("Begin at once.", 2, 0),
            "{below}"
        );
        let tags: Vec<String> = quote.tags.iter().map(|tag| (*tag).to_string()).collect();
        (quote.author.unwrap_or_default().to_string(), quote.source.unwrap_or_default().to_string(), tags)
    };
    for below in [
        "> — Seneca, *Letters* #slow #real-life",
        "> — Seneca, *Letters*\n> Tags: #slow #real-life",
        "> — Seneca, *Letters*\n>    - Tags: #slow, #real-life",
        "-- Seneca, *Letters*\n- Tags: [[slow]] [[real-life]]",
        "> — Seneca, *Letters*\n\n**Tags:** #[[slow]], #real-life",
        "> — Seneca, *Letters*\ntags:: #slow #real-life",
    ] {
        let expected = ("Seneca".to_string(), "Letters".to_string(), vec!["slow".to_string(), "real-life".to_string()]);
        assert_eq!(quote(below), expected, "{below}");
    }
    // Nobody is called that, and what is no tag by its sign is none.
    assert_eq!(
        quote("- Tags: #slow #[[Old Rome]]"),
        (String::new(), String::new(), vec!["slow".into(), "Old Rome".into()])
    );
    assert_eq!(quote("> — Someone, *Track #9*"), ("Someone".into(), "Track #9".into(), vec![]));
    let spoken = import("> Tags: are words.\n> And so are these. #not-said".as_bytes()).unwrap();
    assert_eq!(
        (spoken.get(0).unwrap().text, spoken.get(0).unwrap().tags.len()),
        ("Tags: are words.\nAnd so are these. #not-said", 0)
    );
}

#[test]
fn labels_addresses_and_ids_come_from_any_of_their_names() {
    let readwise = import(&bytes("readwise.csv")).unwrap();
    assert_eq!(readwise.get(0).unwrap().tags, ["action", "virtue"]);
    assert_eq!(readwise.get(1).unwrap().tags, ["cats"]);
    let template = import(&bytes("readwise-import.csv")).unwrap();
    assert_eq!(template.get(0).unwrap().url, Some("https://example.org/politics"));
    let german = import(&bytes("semicolons-latin1.csv")).unwrap();
    assert_eq!((german.get(0).unwrap().topic, german.get(0).unwrap().id), (Some("Fleiß"), "fleiss"));
    let api = import(&bytes("api.json")).unwrap();
    assert_eq!((api.get(0).unwrap().id, api.get(0).unwrap().text), ("x1", "Begin at the beginning."));
    assert_eq!(api.get(1).unwrap().text, "And go on \u{fffd} till you come to the end.");
    assert_eq!(api.get(2).unwrap().author, Some("Lewis Carroll"));
    assert_eq!(import(&bytes("lines.jsonl")).unwrap().get(1).unwrap().tags, ["x", "y"]);
    let nested = import(&bytes("nested.json")).unwrap();
    assert_eq!((nested.title.as_deref(), nested.get(0).unwrap().source), (Some("Sayings"), Some("Letters")));
}

#[test]
fn what_programs_write_in_place_of_a_value_is_no_quote() {
    for nothing in ["null", " undefined\n", "true", "false\n\n"] {
        let code = import(nothing.as_bytes()).map_err(|error| error.code());
        assert!(matches!(code, Err("collection-empty" | "collection-invalid")), "{nothing}: {code:?}");
    }
    assert_eq!(import(b"true love").unwrap().get(0).unwrap().text, "true love");
}

#[test]
fn the_line_under_the_header_of_a_markdown_table_is_no_record() {
    let table = "| Quote | Author |\n|:-----:|--------|\n| Begin. | Horace |\n| Dare. | Kant |\n";
    let collection = import(table.as_bytes()).unwrap();
    let said: Vec<_> = collection.quotes().map(|quote| (quote.text, quote.author)).collect();
    assert_eq!((said, collection.skipped.len()), (vec![("Begin.", Some("Horace")), ("Dare.", Some("Kant"))], 0));
}

#[test]
fn commas_at_the_end_of_a_name_are_no_part_of_it_unless_the_record_says_its_kind() {
    let source =
        r#"[{"text": "Begin.", "author": "Horace ,,"}, {"text": "Dare.", "author": "Horace,", "kind": "quotation"}]"#;
    let collection = import(source.as_bytes()).unwrap();
    let authors: Vec<_> = collection.quotes().map(|quote| quote.author).collect();
    assert_eq!(authors, [Some("Horace"), Some("Horace,")]);
}

#[test]
fn a_tag_that_a_markdown_heading_a_quote_and_who_said_it_name_is_there_once() {
    let source = "## Work #craft #slow\n\n> Begin. #slow\n> #craft #sure\n> — Horace #sure\n";
    let collection = import(source.as_bytes()).unwrap();
    assert_eq!(collection.get(0).unwrap().tags, ["craft", "slow", "sure"]);
}

#[test]
fn files_that_hold_no_quotes_are_refused_by_name() {
    let text = |text: &str| text.as_bytes().to_vec();
    let rows: [(Vec<u8>, &str); 16] = [
        (bytes("goodreads-library.csv"), "found a Goodreads library, which lists books and holds no quotes"),
        (bytes("books.csv"), "line 1: found a table without a column of quotes"),
        (bytes("index.dat"), "found the index of a fortune file (strfile)"),
        (text("\u{feff}\n<!DOCTYPE HTML>\n<title>Quotes</title>"), "found an HTML page"),
        (text("<!-- saved --><html lang=en>"), "found an HTML page"),
        (text("<?xml version=\"1.0\"?><rss/>"), "found an XML document"),
        (text("<?xml version=\"1.0\"?>\n<!DOCTYPE html><html/>"), "found an HTML page"),
        (text("{\\rtf1\\ansi Begin.}"), "found a rich text document"),
        (b"\x89PNG\r\n\x1A\n\0\0".to_vec(), "found a picture"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "found a picture"),
        (b"PK\x03\x04\x14\0".to_vec(), "found a compressed file"),
        (b"\x1F\x8B\x08\0\0".to_vec(), "found a compressed file"),
        (text("%PDF-1.7\n%"), "found a PDF document"),
        (text("EPIGRAPH\u{1}"), "found a pack"),
        ([7, 0, 0, 0].repeat(99), "found bytes that are no text"),
        (text("B\0e\0g\0i\0n\0.\0"), "found bytes that are no text"),
    ];
    for (bytes, message) in rows {
        for error in [import(&bytes).unwrap_err(), recognise(&bytes).unwrap_err()] {
            assert_eq!(error.code(), "collection-invalid", "{message}");
            assert!(error.to_string().starts_with(message), "{error}, not {message}");
            assert!(error.to_string().contains("; "), "{error} says nothing of what to do");
        }
    }
}

#[test]
fn a_format_can_be_asked_for() {
    let lines = epigraph::import_as("quote,author\nBegin.,Horace\n".as_bytes(), Format::Text).unwrap();
    assert_eq!(lines.get(0).unwrap().text, "quote,author");
    let refused = epigraph::import_as(b"Begin.", Format::Csv).unwrap_err();
    assert!(refused.to_string().starts_with("line 1: found a table without a column of quotes"), "{refused}");
    let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
    assert_eq!(names, ["topic-list", "json", "csv", "kindle", "fortune", "markdown", "text"]);
    assert!(Format::ALL.iter().all(|format| format.name().parse() == Ok(*format)));
    let unknown = "xml".parse::<Format>().unwrap_err();
    assert_eq!(
        (unknown.code(), unknown.to_string().as_str()),
        (
            "collection-invalid",
            "found the format `xml`, expected topic-list, json, csv, kindle, fortune, markdown, text or pack; leave it out, and the content says which it is"
        )
    );
}

#[test]
fn how_a_file_begins_does_not_deceive() {
    for (source, format) in [
        ("[1] Know thyself.\n[2] Nothing in excess.\n", Format::Text),
        ("[Chorus]\nKnow thyself.\n", Format::Text),
        ("[From a manual]\nBegin.\n%\nDare.\n", Format::Fortune),
        ("{Begin.}\n%\nDare.\n", Format::Fortune),
        ("[\n\"Begin.\"]", Format::Json),
        ("[oops", Format::Json),
        ("<!-- for the printer -->\n> Begin.\n", Format::Markdown),
        ("<div align=center>\n\n> Begin.\n", Format::Markdown),
        ("> Begin, q\n> Dare, too\n", Format::Markdown),
        ("Content, body and soul, are one.\nBegin.\n", Format::Text),
        ("Quote\nBegin, now.\n\"Dare, too.\"\n", Format::Csv),
        ("quote,author\n\"Begin.\n%\nDare.\",Horace\n", Format::Csv),
        ("quote,author\n\"Part 1: Begin.\n> Dare.\",Horace\n", Format::Csv),
        ("ЦИТАТА;Автор\nНачни.;Гораций\n", Format::Csv),
        ("# quote,author\nBegin.,Horace\n", Format::Csv),
        ("# Quotes\n\n> Begin.\n> — Horace\n", Format::Markdown),
        ("## Zitate\n> Begin.\n", Format::Markdown),
        ("# Quote | Author\n\n> Begin.\n> — Horace\n", Format::Markdown),
        ("Quotes\n======\n\n> Begin.\n", Format::Markdown),
        ("Quotes\n> Begin.\n", Format::Markdown),
        ("Quotes\n\nBegin. — Horace\n", Format::Text),
        ("Q:\tHow many?\nA:\tNone.\n%\nBegin.\n\t\t-- Horace\n%\n", Format::Fortune),
        ("Text, author\n%\nBegin, dare\n%\n", Format::Fortune),
        ("Title\n=====\n\n> Begin.\n", Format::Markdown),
        ("- Courage: begin\n- Wisdom: dare\n", Format::TopicList),
        ("- On A: b — Source: [C]\n- On D: e — Source: [F]\n> Begin.\n", Format::TopicList),
        ("- On A: b — Source: [C]\n\n> Begin.\n", Format::Markdown),
        ("- “Begin: now.” — Horace\n- Dare.\n", Format::Text),
    ] {
        assert_eq!(recognise(source.as_bytes()), Ok(format), "{source}");
        assert!(import(source.as_bytes()).is_ok() || source == "[oops", "{source}");
    }
    let column = import("Quote\nBegin, now.\n\"Dare, too.\"\n".as_bytes()).unwrap();
    assert_eq!(column.quotes().map(|quote| quote.text).collect::<Vec<_>>(), ["Begin, now.", "Dare, too."]);
}

#[test]
fn a_note_is_none_in_any_language_that_says_so() {
    let say = |what: &str, at: u32, text: &str| format!("T (A)\n- {what} | x {at} | d\n\n{text}\n==========\n");
    let words = [
        "Your Note",
        "Ihre Notiz",
        "Su nota",
        "Uw notitie",
        "Ваша Заметка",
        "您的笔记",
        "筆記",
        "メモ:",
        "내 노트",
        "내 메모",
    ];
    let marks = ["Your Highlight", "Ваш выделенный отрывок", "ハイライト", "내 하이라이트", "您的标注"];
    let mut source = String::new();
    for (at, what) in (1..).zip(words.iter().chain(&marks)) {
        source += &say(what, at * 10, &format!("{what} says this."));
    }
    let collection = import(source.as_bytes()).unwrap();
    let found: Vec<_> = collection.quotes().map(|quote| quote.text.to_string()).collect();
    assert_eq!(found, marks.map(|what| format!("{what} says this.")));
}

#[test]
fn a_separator_of_the_store_is_no_part_of_a_text() {
    let source = "\u{1f}The first thing that anybody ever said about it\nThe second thing of as many words\n";
    let collection = import_as(source.as_bytes(), Format::Text).unwrap();
    let first = collection.quotes().next().unwrap();
    assert_eq!(first.text, "The first thing that anybody ever said about it");
    let source = r#"[{"text": "\u001f"}, {"text": "Said"}]"#;
    let collection = import_as(source.as_bytes(), Format::Json).unwrap();
    assert_eq!((collection.len(), collection.skipped.len()), (1, 1));
    assert!(collection.skipped[0].reason.contains("nothing is seen"));
}

#[test]
fn an_escape_and_a_separator_are_found_wherever_they_stand() {
    for (before, after) in (0..20).flat_map(|before| (0..20).map(move |after| (before, after))) {
        let (before, after) =
            ("é".repeat(before % 3) + &"a".repeat(before), "b".repeat(after) + &"ß".repeat(after % 3));
        let source = format!(r#"[{{"text": "Said {before}\u001f{after} is.", "author": "{before}\\{after}"}}]"#);
        let collection = import_as(source.as_bytes(), Format::Json).unwrap();
        let quote = collection.get(0).unwrap();
        assert_eq!(quote.text, format!("Said {before} {after} is."));
        assert_eq!(quote.author, Some(format!(r"{before}\{after}").as_str()));
    }
}
