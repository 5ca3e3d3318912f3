//! The topic list as people write it, and as they get it wrong.

use epigraph::{Collection, Format, Kind, import};

fn read(source: &str) -> Collection {
    import(source.as_bytes()).unwrap()
}

#[track_caller]
fn refused(source: &[u8], code: &str, message: &str) {
    let error = import(source).unwrap_err();
    assert_eq!(error.code(), code);
    assert_eq!(error.to_string(), message);
}

#[test]
fn an_entry_without_a_source_or_on() {
    let collection = read("- Courage: \"Begin.\"");
    let quote = collection.get(0).unwrap();
    assert_eq!((quote.topic, quote.text, quote.source), (Some("Courage"), "Begin.", None));
    assert_eq!(quote.kind, Kind::Quotation);
}

#[test]
fn a_source_with_an_address_and_one_without_brackets() {
    let quotes = read("- On A: b — Source: [Letters](https://example.org/)\n- On C: d — Source: Notes");
    let quotes: Vec<_> = quotes.quotes().collect();
    assert_eq!(quotes[0].source, Some("Letters"));
    assert_eq!(quotes[0].url, Some("https://example.org/"));
    assert_eq!(quotes[1].source, Some("Notes"));
    assert_eq!(quotes[1].url, None);
}

#[test]
fn curly_marks_around_a_text_are_taken_off_and_marks_inside_stay() {
    assert_eq!(read("- On A: “He said “no” twice.”").get(0).unwrap().text, "He said “no” twice.");
    assert_eq!(read("- On A: \"Say \"no\" twice.\"").get(0).unwrap().text, "Say \"no\" twice.");
}

#[test]
fn marks_at_both_ends_that_are_no_pair_belong_to_a_paraphrase() {
    let collection = read("- On A: \"Yes,\" she said, \"and no.\"");
    let quote = collection.get(0).unwrap();
    assert_eq!((quote.kind, quote.text), (Kind::Paraphrase, "\"Yes,\" she said, \"and no.\""));
}

#[test]
fn the_head_gives_author_and_language_to_every_entry() {
    let collection = read("title: T\nauthor: A\nlang: de\n\nVorwort.\nMehr.\n\nPart 1: Eins\n- On X: y");
    assert_eq!(collection.title.as_deref(), Some("T"));
    assert_eq!(collection.introduction.as_deref(), Some("Vorwort.\nMehr."));
    assert_eq!(collection.get(0).unwrap().author, Some("A"));
    assert_eq!(collection.get(0).unwrap().lang, Some("de"));
}

#[test]
fn equal_topics_get_distinct_ids_and_topics_without_letters_get_one() {
    let collection = read("- On A: b\n- On A: c\n- On !: d\n- On A: e\n- On A 3: f");
    let ids: Vec<_> = collection.quotes().map(|quote| quote.id).collect();
    assert_eq!(ids, ["a", "a-2", "quote", "a-4", "a-3"]);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_leave_no_trace() {
    let collection = read("\u{feff}Part 1: One\r\n- On A: \"b\" — Source: [C]\r\n");
    assert_eq!(collection.get(0).unwrap().source, Some("C"));
    assert_eq!(collection.get(0).unwrap().part.unwrap().title, Some("One"));
}

#[test]
fn what_cannot_be_read_is_skipped_with_its_place() {
    let collection = read("Part 1: One\n- On A: b\n  - no colon here\nstray words\n- On C: d");
    assert_eq!(collection.len(), 2);
    let skipped: Vec<_> = collection.skipped.iter().map(|s| (s.line, s.column, s.reason)).collect();
    assert_eq!(
        skipped,
        [
            (3, 3, "found no colon after a topic, expected `- On TOPIC: TEXT — Source: [SOURCE]`"),
            (4, 1, "found neither a part nor an entry, expected `Part N: TITLE` or a line that begins with `- `"),
        ]
    );
}

#[test]
fn a_file_without_entries_is_refused_in_a_sentence() {
    refused(
        b"",
        "collection-empty",
        "found no quote in the source, expected JSON, a table with a header, or text with a quote a line; check that this is the right file",
    );
}

fn json(source: &str) -> epigraph::Collection {
    import(source.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn json_is_read_as_the_common_quote_sources_write_it() {
    for source in [
        r#"[{"text": "Begin.", "author": "Horace"}]"#,
        r#"{"count": 1, "results": [{"_id": "x", "content": "Begin.", "author": "Horace", "length": 6}]}"#,
        r#"{"quotes": [{"quote": "Begin.", "by": "Horace"}], "total": 1}"#,
        r#"[{"q": "Begin.", "a": "Horace", "h": "<b>Begin.</b>"}]"#,
        "\u{feff}[{\"TEXT\": \"Begin.\", \"From\": \"Horace\"}]",
        "{\"text\": \"Begin.\", \"author\": \"Horace\"}\n{\"text\": \"Dare.\", \"author\": null}\n",
        "{\"text\": \"Begin.\", \"author\": \"Horace\"}",
    ] {
        let collection = json(source);
        let quote = collection.get(0).unwrap();
        assert_eq!((quote.text, quote.author), ("Begin.", Some("Horace")), "{source}");
        assert_eq!(collection.skipped, [], "{source}");
    }
}

#[test]
fn every_field_of_a_quote_has_a_member() {
    let collection = json(
        r#"{"title": "T", "author": "A", "lang": "la", "aliases": {"LLM": ["large language model"]}, "quotes": [
        {"id": 7, "text": "Begin.", "kind": "paraphrase", "topic": "Courage", "source": "Letters", "url": "https://a.example/",
         "part": {"number": 2, "title": "Two"}, "tags": ["a", " b "]}, {"text": "Dare.", "author": "B", "tags": "c, d", "part": 3}, "Third."]}"#,
    );
    let quote = collection.get(0).unwrap();
    assert_eq!((quote.id, quote.kind, quote.topic), ("7", epigraph::Kind::Paraphrase, Some("Courage")));
    assert_eq!((quote.author, quote.source, quote.lang), (Some("A"), Some("Letters"), Some("la")));
    assert_eq!(quote.part, Some(epigraph::Part { number: Some(2), title: Some("Two") }));
    assert_eq!((quote.url, quote.tags), (Some("https://a.example/"), vec!["a", "b"]));
    let quote = collection.get(1).unwrap();
    assert_eq!((quote.author, quote.tags, quote.part.unwrap().number), (Some("B"), vec!["c", "d"], Some(3)));
    assert_eq!(collection.get(2).unwrap().text, "Third.");
    assert_eq!(collection.title.as_deref(), Some("T"));
    assert_eq!(collection.aliases, [(String::from("LLM"), String::from("large language model"))]);
}

#[test]
fn what_stands_as_an_object_says_its_name() {
    for (source, author, work, tags) in [
        (
            r#"[{"text": "Begin.", "author": {"id": 1, "Name": "Horace"}, "book": {"title": "Epistles"}}]"#,
            "Horace",
            Some("Epistles"),
            vec![],
        ),
        (
            r#"{"@type": "Quotation", "text": "Begin.", "creator": {"@type": "Person", "name": "Horace"}}"#,
            "Horace",
            None,
            vec![],
        ),
        (
            r#"{"author": {"name": "Horace"}, "title": ["A", "B"], "quotes": [{"text": "Begin."}]}"#,
            "Horace",
            None,
            vec![],
        ),
        (
            r#"[{"text": "Begin.", "author": ["Horace", {"name": "Ovid"}, 7, null, {"born": 1}], "tags": [{"name": "a"}, "b", {"id": 2}]}]"#,
            "Horace, Ovid, 7",
            None,
            vec!["a", "b"],
        ),
        (r#"{"opera": [{"text": "Begin.", "by": "Horace", "tags": {"name": "a"}}]}"#, "Horace", None, vec!["a"]),
    ] {
        let collection = json(source);
        let quote = collection.get(0).unwrap();
        assert_eq!(
            (quote.text, quote.author, quote.source, quote.tags),
            ("Begin.", Some(author), work, tags),
            "{source}"
        );
        assert_eq!((collection.len(), collection.skipped.len()), (1, 0), "{source}");
    }
    // What is no record is none under the name of a field either.
    for source in [
        r#"{"tags": [{"name": "life"}], "data": {"quotes": [{"text": "One."}, {"text": "Two."}]}}"#,
        r#"{"author": [{"name": "Horace"}], "result": [{"text": "One."}, {"text": "Two."}]}"#,
        r#"{"tags": [{"text": "life"}], "data": {"quotes": [{"text": "One."}, {"text": "Two."}]}}"#,
        "{\"text\": \"One.\"}\n{\"author\": \"Horace\", \"lang\": \"la\", \"tags\": [{\"name\": \"x\"}]}\n{\"text\": \"Two.\"}",
    ] {
        let texts: Vec<_> = json(source).quotes().map(|quote| (quote.text.to_string(), quote.lang.is_some())).collect();
        assert_eq!(texts, [("One.".into(), false), ("Two.".into(), false)], "{source}");
    }
    for source in [
        r#"{"result": {"quote": "One.", "author": "H"}, "categories": [{"id": 1, "name": "x"}]}"#,
        r#"{"author": [{"name": "Horace"}], "result": {"text": "One."}}"#,
    ] {
        assert_eq!(json(source).quotes().map(|quote| quote.text).collect::<Vec<_>>(), ["One."], "{source}");
    }
    // What has no name says nothing, and an address or a text is no object.
    let odd = json(
        r#"[{"text": "One.", "author": {}, "source": [], "topic": [{"name": " "}], "url": {"name": "x"}}, {"text": {"name": "Two."}}]"#,
    );
    let quote = odd.get(0).unwrap();
    assert_eq!((quote.author, quote.source, quote.topic, quote.url), (None, None, None, None));
    assert_eq!((odd.len(), odd.skipped.len()), (1, 1));
}

#[test]
fn a_language_is_a_tag_that_browsers_know() {
    let collection = json(r#"{"lang": "pt_BR", "quotes": [{"text": "One.", "lang": "zh_Hant_TW"}, {"text": "Two."}]}"#);
    let langs: Vec<_> = collection.quotes().map(|quote| quote.lang).collect();
    assert_eq!(langs, [Some("zh-Hant-TW"), Some("pt-BR")]);
    assert_eq!(collection.lang.as_deref(), Some("pt-BR"));
    let none = json(r#"[{"text": "One.", "lang": "_"}]"#);
    assert_eq!(none.quotes().next().unwrap().lang, None);
    let list = import(b"lang: pt_BR\n\nPart 1: One\n- On This: \"That.\" \xe2\x80\x94 Source: [There]\n").unwrap();
    assert_eq!((list.lang.as_deref(), list.quotes().next().unwrap().lang), (Some("pt-BR"), Some("pt-BR")));
}

#[test]
fn no_odd_value_costs_a_record() {
    let odd = r#"[{"text": "One.", "n": 1e999, "deep": [[[{"a": []}]]], "__proto__": {"x": 1}, "author": {"name": "x"}},
        {"text": "Half \ud83d here", "text": "Last \ude00 counts \ud83d\ude00"}, {"author": "nobody"}, 5, null, {"text": 6}]"#;
    let collection = json(odd);
    let texts: Vec<_> = collection.quotes().map(|quote| quote.text).collect();
    assert_eq!(texts, ["One.", "Last \u{fffd} counts 😀", "6"]);
    let skipped: Vec<_> = collection.skipped.iter().map(|skipped| (skipped.line, skipped.column)).collect();
    assert_eq!(skipped, [(2, 82), (2, 104), (2, 107)]);
    assert!(collection.skipped.iter().all(|skipped| skipped.reason.starts_with("found no text, expected one under")));
}

#[test]
fn what_stands_before_a_break_is_kept_and_lines_after_it_too() {
    let cut = json("[{\"text\": \"One.\"},\n {\"text\": \"Two.\"}, {\"text\": \"Th");
    assert_eq!(cut.len(), 2);
    assert_eq!(cut.skipped.len(), 1);
    assert_eq!(cut.skipped[0].line, 2);
    let lines = json("{\"text\": \"One.\"}\n{\"text\": oops}\n{\"text\": \"Three.\"}\n");
    assert_eq!(lines.len(), 2);
    let skipped = &lines.skipped[0];
    assert_eq!((skipped.line, skipped.column), (2, 10));
    assert!(skipped.reason.starts_with("found no JSON object, expected one a line"));
    refused(
        b"[oops",
        "collection-invalid",
        "line 1, column 2: found no JSON, expected an array of objects like {\"text\": …, \"author\": …}; check that the file is whole",
    );
    let deep = format!("[{{\"text\": \"One.\", \"x\": {}{}}}]", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(json(&deep).len(), 1);
}

#[test]
fn aliases_stand_in_the_head_of_a_topic_list() {
    let collection = import("alias: LLM = large language model\n- On A: \"An LLM.\"".as_bytes()).unwrap();
    assert_eq!(collection.aliases, [(String::from("LLM"), String::from("large language model"))]);
}

#[test]
fn a_line_without_a_text_says_nothing_of_the_others() {
    let lines = json("{\"author\": \"X\", \"lang\": \"la\", \"tags\": [\"a\"]}\n{\"text\": \"One.\"}\n");
    let quotes: Vec<_> = lines.quotes().map(|quote| (quote.text, quote.author, quote.lang)).collect();
    assert_eq!(quotes, [("One.", None, None)]);
    assert_eq!((lines.skipped.len(), lines.skipped[0].line), (1, 1));
    refused(
        b"{\"author\": \"X\"}",
        "collection-empty",
        "found no quote that can be read; line 1, column 1: found no text, expected one under `text`, `quote` or `content`",
    );
    refused(
        b"{\"author\": \"X\"}\n5\n",
        "collection-empty",
        "found no quote that can be read; the first of 2 records, line 1, column 1: found no text, expected one under `text`, `quote` or `content`",
    );
    let places = |source: &[u8]| {
        let error = import(source).unwrap_err();
        error.skipped().iter().map(|skipped| (skipped.line, skipped.column)).collect::<Vec<_>>()
    };
    assert_eq!(places(b"{\"author\": \"X\"}\n5\n"), [(1, 1), (2, 1)]);
    assert_eq!(places(b"[oops"), [(1, 2)]);
    assert_eq!(places(b"<html>"), []);
}

#[test]
fn a_label_of_several_lines_is_several_labels_without_the_space_around_them() {
    for source in
        ["quote,tags\nBegin.,\"one\t\n two,one\"\n", "[{\"text\": \"Begin.\", \"tags\": [\"one\\t\\n two\", \"one\"]}]"]
    {
        let collection = import(source.as_bytes()).unwrap();
        assert_eq!(collection.get(0).unwrap().tags, ["one", "two"], "{source}");
    }
}

#[test]
fn space_inside_the_marks_of_an_entry_is_not_of_its_text() {
    let collection = import(b"- On A: \" Begin. \" \xE2\x80\x94 Source: [S]\n- On B: \" \"\n").unwrap();
    assert_eq!(collection.quotes().map(|quote| quote.text).collect::<Vec<_>>(), ["Begin."]);
    assert_eq!(collection.skipped.len(), 1);
}

#[test]
fn an_object_of_any_length_is_read_as_a_short_one() {
    // Longer than what is read at once: then it is gone through value by value.
    let longer = format!("{{{}", " \n".repeat(40_000));
    let record =
        r#"{"text": "Begin, é \u00e9 \"at\" once.", "author": "A", "tags": ["a", ["b"], {"c": 1}], "n": -1.5e3}"#;
    for (object, after) in [
        (
            format!(
                r#"{{"title": "T", "quotes": [{record}, {record} ,"Two words." , 5, null, [{record}]], "lang": "en"}}"#
            ),
            "",
        ),
        (format!(r#"{{"data": {{"x": true, "quotes": [{record}], "empty": {{}}}}, "none": []}}"#), ""),
        (format!(r#"{{"a": {{"b": {{"c": {{"d": {{"e": [{record}]}}}}}}}}}}"#), ""),
        (String::from(r#"{"text": "Alone.", "author": "B"}"#), ""),
        (String::from(r#"{"text": "First.", "author": "B"}"#), "\n{\"text\": \"Second.\"}\n"),
        (String::from(r#"{"\u0074ext": "Its name has an escape.", "quotes": 3}"#), ""),
        // What no JSON is, in the one as in the other.
        (format!(r#"{{"quotes": [{record},, {record}]}}"#), ""),
        (format!(r#"{{"quotes": [{record},]}}"#), ""),
        (format!(r#"{{"quotes": [{record}],}}"#), ""),
        (format!(r#"{{"quotes": [{record} {record}]}}"#), ""),
        (format!(r#"{{"quotes" [{record}]}}"#), ""),
        (format!(r#"{{"quotes": [{record}], 5: 6}}"#), ""),
        (format!(r#"{{"\ud800": 1, "quotes": [{record}]}}"#), ""),
        (format!(r#"{{"quotes": [{record}}}]"#), ""),
        (format!(r#"{{, "quotes": [{record}]}}"#), ""),
        (format!(r#"{{"quotes": [{record}"#), ""),
    ] {
        let read = |source: String| match epigraph::import_as(source.as_bytes(), Format::Json) {
            Ok(collection) => {
                let quotes: Vec<_> = collection.quotes().map(|quote| format!("{quote:?}")).collect();
                let skipped: Vec<_> = collection.skipped.iter().map(|skipped| skipped.reason).collect();
                (Some(quotes), skipped, collection.title, collection.lang)
            }
            Err(error) => (None, error.skipped().iter().map(|skipped| skipped.reason).collect(), None, None),
        };
        let long = object.replacen('{', &longer, 1);
        assert_eq!(read(long + after), read(object.clone() + after), "{object}");
    }
}

#[test]
fn no_character_is_cut_however_long_the_text() {
    let said = |source: &[u8]| epigraph::import_as(source, Format::Text).unwrap().get(0).unwrap().text.to_string();
    for sign in ["é", "日", "😀", "abcd"] {
        for before in 0..4 {
            let text = format!("{}{}", "a".repeat(before), sign.repeat(4_096));
            assert_eq!(said(&[text.as_bytes(), &[0xFC]].concat()), format!("{text}ü"), "a byte that is no UTF-8");
            assert_eq!(said(format!("{text}\u{feff}b").as_bytes()), format!("{text}b"), "a mark of the order of bytes");
            assert_eq!(said(format!("{text}\0b").as_bytes()), format!("{text}\u{fffd}b"), "a NUL");
            let (start, end) = text.split_at((4_094..).find(|&at| text.is_char_boundary(at)).unwrap());
            for line_end in ["\r\n", "\r"] {
                let source = format!("{start}x{line_end}b{end}");
                assert_eq!(said(source.as_bytes()), format!("{start}x\nb{end}"), "{line_end:?}");
            }
        }
    }
}

#[test]
fn the_header_of_a_table_may_be_in_other_languages() {
    for header in [
        "Zitat;Autor;Buch;Schlagwörter;Sprache",
        "Texte;Auteur;Œuvre;Étiquettes;Langue",
        "Citation;Auteur;Livre;Mots-clés;Langue",
        "Texto;Autor;Obra;Etiquetas;Idioma",
        "Frase;Autora;Libro;Categorías;Idioma",
        "Testo;Autore;Opera;Etiqueta;Lingua",
        "Цитата;Автор;Книга;Категории;Язык",
        "名言;作者;书名;标签;语言",
    ] {
        let collection = import(format!("{header}\nBegin.;Horace;Odes;time;la\n").as_bytes()).unwrap();
        let quotes: Vec<_> = collection.quotes().collect();
        let read: Vec<_> =
            quotes.iter().map(|quote| (quote.text, quote.author, quote.source, &quote.tags[..], quote.lang)).collect();
        assert_eq!(read, [("Begin.", Some("Horace"), Some("Odes"), &["time"][..], Some("la"))], "{header}");
    }
}
