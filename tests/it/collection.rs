//! A collection says the same wherever its quotes came from.

use epigraph::{Collection, Index, Quote, import};

#[test]
fn what_was_read_and_what_is_added_make_one_collection() {
    // As it stands in its source, with escapes, with a separator in it, by itself, and said twice.
    let source = r#"[{"text": "Begin.", "author": "Horace"}, {"text": "D\u00e9j\u00e0 vu.", "author": "Horace"},
        {"text": "One\u001fother.", "author": "A"}, "Alone.", {"text": "Begin.", "author": "Horace", "id": "alone"}]"#;
    let mut read = import(source.as_bytes()).unwrap();
    let before = read.clone();
    let first = before.get(0).unwrap();
    read.push(&Quote { id: "added", text: "Go on.", author: Some("A"), ..first.clone() });
    let mut made = Collection::default();
    for quote in read.quotes() {
        made.push(&quote);
    }
    let records = |all: &Collection| (0..all.len()).map(|at| all.record(at)).collect::<Vec<_>>();
    assert_eq!(read.len(), 6);
    assert_eq!(records(&read), records(&made));
    assert_eq!(read, made);
    assert_eq!(Index::build(&read).pack(), Index::build(&made).pack());
    let texts: Vec<_> = read.quotes().map(|quote| (quote.id, quote.text, quote.author)).collect();
    let expected = [
        ("begin", "Begin.", Some("Horace")),
        ("deja-vu", "Déjà vu.", Some("Horace")),
        ("one-other", "One other.", Some("A")),
        ("alone", "Alone.", None),
        ("alone-2", "Begin.", Some("Horace")),
        ("added", "Go on.", Some("A")),
    ];
    assert_eq!(texts, expected);
    made.push(&Quote { id: "last", ..first });
    assert_ne!(read, made);
}

#[test]
fn what_is_written_is_read_again_though_its_names_have_separators() {
    let source = r#"{"title": "T\u001fU", "topicPrefix": "On\u001f", "aliases": {"a\u001fb": ["c\nd"], "e": ["f"]},
        "quotes": ["Begin.", "Go on."]}"#;
    let made = import(source.as_bytes()).unwrap();
    let read = Collection::read(&made.write());
    let records = |all: &Collection| (0..all.len()).map(|at| all.record(at)).collect::<Vec<_>>();
    assert_eq!(records(&read), records(&made));
    assert_eq!((read.title.as_deref(), &*read.topic_prefix), (Some("T U"), "On "));
    let aliases: Vec<_> = read.aliases.iter().map(|(one, other)| (&**one, &**other)).collect();
    assert_eq!(aliases, [("a b", "c d"), ("e", "f")]);
}
