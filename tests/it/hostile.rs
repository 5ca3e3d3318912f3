//! Input that nobody writes by hand: the importers neither stop, nor take long, nor lose a good record to a bad one.

use epigraph::{Collection, Format, import, import_as};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Fifty times what the longest of them takes, and a fiftieth of what it would take at the square of its length.
const PATIENCE: Duration = Duration::from_secs(20);

/// Reads a source in good time.
#[track_caller]
fn read(source: &str) -> Result<Collection, epigraph::Error> {
    let start = Instant::now();
    let collection = import(source.as_bytes());
    assert!(start.elapsed() < PATIENCE, "{:?} for {:?}…", start.elapsed(), source.get(..40).unwrap_or(source));
    collection
}

/// A quarter of a megabyte of one thing.
fn many(fragment: &str) -> String {
    fragment.repeat(250_000 / fragment.len())
}

fn texts(collection: &Collection) -> Vec<&str> {
    collection.quotes().map(|quote| quote.text).collect()
}

#[test]
fn json_of_any_depth_and_breadth_has_its_result() {
    assert_eq!(read(&"[".repeat(5_000_000)).unwrap_err().code(), "collection-invalid");
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", many(open), close.repeat(many(open).len() / open.len()));
        assert_eq!(read(&deep).unwrap_err().code(), "collection-empty");
        assert_eq!(read(&many(open)).unwrap_err().code(), "collection-invalid");
        let inside = format!("[{{\"text\": \"One.\", \"x\": {deep}}}, {{\"text\": \"Two.\"}}]");
        assert_eq!(texts(&read(&inside).unwrap()), ["One.", "Two."]);
        let cut = format!("[{{\"text\": \"One.\"}}, {}", many(open));
        assert_eq!(texts(&read(&cut).unwrap()), ["One."]);
    }
    for bad in ["5,", "oops,", "{\"a\" \"b\"},", "{\"text\": \"x},\n", "{{", "],", "}", "[{\"a\":[1,", "\"\\"] {
        let source = format!("[{{\"text\": \"One.\"}},\n{}\n{{\"text\": \"Two.\"}}]", many(bad));
        let collection = read(&source).unwrap();
        assert_eq!(collection.get(0).unwrap().text, "One.", "{bad}");
        assert_eq!(texts(&collection).last(), Some(&"Two."), "{bad}");
        assert!(!collection.skipped.is_empty(), "{bad}");
    }
}

#[test]
fn one_line_without_an_end_costs_no_more_than_its_length() {
    let sources = [
        "quote,author\n".to_string() + &many("\""),
        "quote,author\n".to_string() + &many("c\",\"d\n"),
        "quote,author\n".to_string() + &many("c\",\"d\n") + "\"x\"y\n",
        "quote,author\n".to_string() + &many("\"a\"\"b\n"),
        "quote,author\n".to_string() + &many("\"a\n"),
        "quote,author\n".to_string() + &many("\"a\",\"\"x\n"),
        "quote,tags\nBegin.,\"".to_string() + &(0..40_000).map(|n| format!("{n},")).collect::<String>() + "\"\n",
        many(","),
        "%\n".to_string() + &many("\u{8}"),
        "%\n".to_string() + &many("a\u{8}"),
        "%\n".to_string() + &many("\u{1b}["),
        "%\n".to_string() + &many("%\n"),
        "%\nBegin.\n\t-- ".to_string() + &many(", [") + "\n%\n",
        "> ".to_string() + &many(">") + "a",
        "> Begin.\n> — ".to_string() + &many("*"),
        "> a ".to_string() + &many("*a "),
        "> a ".to_string() + &many("["),
        "> a ".to_string() + &many("_a_ **b"),
        "> Begin. ".to_string() + &many("#a "),
        "> a\n".to_string() + &many("> #a #b\n"),
        "> a\n".to_string() + &many("> — A\n"),
        "> a\n".to_string() + &many("— A\n"),
        "> a\n".to_string() + &many("> - a\n"),
        "Begin. ".to_string() + &many("— "),
        many("a,\n"),
        many("a,\n— A, \"B\"\n"),
        many("T\n- Your Highlight | Location 1-9 | x\n\na\n==========\n"),
        "T\n- Your Highlight | Location 1-9 | x\n\na\n==========\n".to_string() + &many("(") + ")\n- x\n\na\n",
        "- On A: ".to_string() + &many("— Source: "),
        many("\u{feff}"),
        many("Café "),
    ];
    for source in &sources {
        // An error or a collection: either will do here, but soon.
        let _ = read(source);
        let start = Instant::now();
        for format in Format::ALL {
            let _ = import_as(source.as_bytes(), format);
        }
        assert!(start.elapsed() < PATIENCE, "{:?} for {:?}…", start.elapsed(), source.get(..40).unwrap_or(source));
    }
}

#[test]
fn a_text_of_more_than_64_kib_is_skipped_and_its_neighbours_are_kept() {
    let long = "word ".repeat(13_200);
    let all = [
        format!("quote,author\nOne.,A\n\"{long}\",B\nThree.,C\n"),
        format!("[{{\"text\": \"One.\"}},\n\n{{\"text\": \"{long}\"}},\n{{\"text\": \"Three.\"}}]"),
        format!("One.\n%\n{long}\n%\nThree.\n%\n"),
        format!("> One.\n\n> {long}\n\n> Three.\n"),
        format!("One.\n\n{long}\n\nThree.\n"),
        format!("- On A: One.\n- On B: C\n- On L: {long}\n- On D: Three.\n"),
        format!("T\n- a | 1 | d\n\nOne.\n==========\nT\n- a | 2 | d\n\n{long}\n==========\nT\n- a | 3 | d\n\nThree.\n"),
    ];
    for source in all {
        let collection = read(&source).unwrap();
        let texts = texts(&collection);
        assert_eq!((texts.first(), texts.last()), (Some(&"One."), Some(&"Three.")));
        let reason = "found a text of more than 64 KiB, expected a quote; check the marks that should end it";
        assert_eq!(collection.skipped.iter().map(|skipped| skipped.reason).collect::<Vec<_>>(), [reason]);
        assert!(collection.skipped[0].line > 2, "{:?}", collection.skipped);
    }
    let whole = "a".repeat(64 * 1024);
    assert_eq!(read(&whole).unwrap().len(), 1);
}

#[test]
fn a_record_of_more_than_1_mib_is_skipped_whatever_makes_it_long_and_its_neighbours_are_kept() {
    let long = "word ".repeat(210_000);
    for field in ["author", "source", "url", "topic", "id", "lang"] {
        let source = format!(
            "[{{\"text\": \"One.\"}},\n{{\"text\": \"Two.\", \"{field}\": \"{long}\"}},\n{{\"text\": \"Three.\"}}]"
        );
        let collection = read(&source).unwrap();
        assert_eq!(texts(&collection).len() + collection.skipped.len(), 3, "{field}");
        // A value that makes no sense is left out, and the quote stays.
        let kept = collection.quotes().map(|quote| quote.text.len() + quote.author.map_or(0, str::len)).max();
        assert!(kept < Some(100), "{field}: {kept:?}");
        for skipped in &collection.skipped {
            let reason = "found a record of more than 1 MiB, expected a quote; check the marks that should end it";
            assert_eq!((skipped.line, skipped.reason), (2, reason), "{field}");
        }
    }
    let ends = format!("quote,author\nOne.,\"{long}\"\nTwo.,A\n");
    let collection = read(&ends).unwrap();
    assert_eq!((texts(&collection), collection.skipped.len()), (vec!["Two."], 1));
}

#[test]
fn what_the_whole_says_counts_after_a_record_that_is_too_long() {
    let long = "word ".repeat(210_000);
    let tags: Vec<_> = (0..40_000).map(|at| format!("\"a label of many words, number {at}\"")).collect();
    for record in [
        format!(r#""topic": "{long}""#),
        format!(r#""part": {{"number": 1, "title": "{long}"}}"#),
        format!(r#""tags": [{}]"#, tags.join(",")),
    ] {
        let source = format!(
            r#"{{"author": "Horace", "lang": "de", "quotes": [{{"text": "One."}}, {{"text": "Two.", {record}}}, {{"text": "Three."}}]}}"#
        );
        let collection = read(&source).unwrap();
        let said: Vec<_> = collection.quotes().map(|quote| (quote.text, quote.author, quote.lang)).collect();
        let by = |text| (text, Some("Horace"), Some("de"));
        assert_eq!(
            (said, collection.skipped.len()),
            (vec![by("One."), by("Three.")], 1),
            "{}",
            record.get(..9).unwrap()
        );
    }
}

#[test]
fn every_encoding_says_the_same() {
    let source = "quote,author\r\n“Fleiß” – c’est l’œuvre…,Émile\r\nÜbung €,Ž\r\n";
    let expected = import(source.as_bytes()).unwrap();
    let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(source.encode_utf16()).flat_map(unit).collect()
    };
    let windows: Vec<u8> = source
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            '’' => 0x92,
            'œ' => 0x9C,
            '…' => 0x85,
            '€' => 0x80,
            'Ž' => 0x8E,
            _ => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let marked = format!("\u{feff}{}", source.replace("Übung", "\u{feff}Übung"));
    for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), windows, marked.into_bytes()] {
        let collection = import(&bytes).unwrap();
        assert_eq!(texts(&collection), texts(&expected));
        assert_eq!(collection.get(1).unwrap().author, Some("Ž"));
    }
    // One bad byte among many good ones is damage, and costs nothing but itself.
    let damaged = [source.as_bytes(), b"caf\xE9,A\r\n"].concat();
    let collection = import(&damaged).unwrap();
    assert_eq!(texts(&collection), ["“Fleiß” – c’est l’œuvre…", "Übung €", "café"]);
    // Half a pair in UTF-16, and half a unit.
    let half = [&utf16(u16::to_le_bytes)[..], &[0x3D, 0xD8, b'a', 0, b',', 0, b'B', 0, b'\n']].concat();
    assert_eq!(import(&half).unwrap().get(2).unwrap().text, "\u{fffd}a");
    // One NUL makes no text into bytes.
    let mut text = source.repeat(20).into_bytes();
    text.extend(b"a\0b,C\r\n");
    assert_eq!(texts(&import(&text).unwrap()).last(), Some(&"a\u{fffd}b"));
}

const FRAGMENTS: [&str; 48] = [
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\0",
    "%",
    "%\n",
    "%%",
    "==========\n",
    "- ",
    "> ",
    ">>",
    "# ",
    "— ",
    "-- ",
    " - ",
    "~",
    "《",
    "》",
    "作者：",
    "“",
    "”",
    "„",
    "(",
    ")",
    "[",
    "](",
    "{\"text\":",
    "}",
    "]",
    "\\",
    "\\u",
    "d83d",
    "Part 1:",
    "- On A: ",
    "— Source: [",
    "quote,author\n",
    "sep=;\n",
    "\u{1b}[",
    "\u{8}",
    "- a | 1-2 | b\n",
    "*",
    "_",
];

fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => prop::sample::select(FRAGMENTS.to_vec()).prop_map(str::to_string),
        1 => "[a-zé字]{1,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(fragment, 0..60).prop_map(|fragments| fragments.concat())
}

/// What holds of every collection, whatever it was read from.
fn sound(collection: &Collection, source: &str) {
    let mut ids: Vec<_> = collection.quotes().map(|quote| quote.id.to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), collection.len(), "{source:?}");
    let lines = source.split(['\n', '\r']).count();
    for quote in collection.quotes() {
        assert!(!quote.text.trim().is_empty() && quote.text.len() <= 64 * 1024, "{quote:?} of {source:?}");
    }
    for skipped in &collection.skipped {
        assert!((1..=lines).contains(&skipped.line) && skipped.column > 0, "{skipped:?} of {source:?}");
    }
}

#[test]
fn a_broken_escape_ends_before_the_next_record() {
    for bad in [r#""\u,"#, r#"{"text": "\u"#, r#"{"text": "\u00"#] {
        let source = format!("[{{\"text\": \"One.\"}},\n{bad},\n{{\"text\": \"Two.\"}}\n]");
        let collection = import_as(source.as_bytes(), Format::Json).unwrap();
        assert_eq!(texts(&collection), ["One.", "Two."], "{source}");
    }
}

/// A record of each format with the text `Good NAME.`, and what frames one.
fn good(format: Format, name: &str) -> String {
    match format {
        Format::TopicList => format!("- On {name}: \"Good {name}.\" — Source: [S]\n"),
        Format::Json => format!("{{\"text\": \"Good {name}.\", \"author\": \"A\"}},\n"),
        Format::Csv => format!("\"Good {name}.\",\"A, B\"\n"),
        Format::Kindle => format!("{name} (A)\n- Your Highlight | Location 1-2 | d\n\nGood {name}.\n==========\n"),
        Format::Fortune => format!("Good {name}.\n\t\t-- A\n%\n"),
        Format::Markdown => format!("\n> Good {name}.\n> — A\n\n"),
        Format::Text => format!("“Good {name}.” — A\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_stops_an_importer(source in fragments(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = import(&bytes).map(|collection| assert!(!collection.is_empty()));
        let _ = import(source.as_bytes()).map(|collection| sound(&collection, &source));
        for format in Format::ALL {
            let _ = import_as(&bytes, format);
            let _ = import_as(source.as_bytes(), format).map(|collection| sound(&collection, &source));
        }
    }

    #[test]
    fn a_bad_record_costs_no_good_one(bad in fragments(), format in prop::sample::select(Format::ALL.to_vec())) {
        let bad = bad.replace(['\n', '\r', '\0'], " ");
        let (head, foot, end) = match format {
            Format::Csv => ("quote,author\n", "", "\n"),
            Format::Json => ("[", "\n]", ",\n"),
            Format::Kindle => ("", "", "\n==========\n"),
            Format::Fortune => ("", "", "\n%\n"),
            _ => ("", "", "\n"),
        };
        let [one, two, three] = ["one", "two", "three"].map(|name| good(format, name));
        let source = format!("{head}{one}{two}{bad}{end}{three}{foot}");
        let collection = import_as(source.as_bytes(), format).unwrap();
        let texts = texts(&collection);
        for text in ["Good one.", "Good two.", "Good three."] {
            prop_assert!(texts.contains(&text), "{text} of {source:?} is not in {texts:?}");
        }
        sound(&collection, &source);
    }
}
