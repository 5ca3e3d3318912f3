//! Inflection in other languages than English: by the language that a quote says it is in.

use epigraph::{Collection, Index, Kind, Options, Quote, Tier, import, search};
use proptest::prelude::*;

/// A collection of these texts, each with its language.
fn collection(quotes: &[(Option<&str>, &str)]) -> Collection {
    let mut collection = Collection::default();
    for (at, (lang, text)) in quotes.iter().enumerate() {
        collection.push(&Quote {
            id: &at.to_string(),
            text,
            kind: Kind::Quotation,
            topic: None,
            author: None,
            source: None,
            url: None,
            part: None,
            tags: Vec::new(),
            lang: *lang,
        });
    }
    collection
}

/// The quotes that hold the words as typed or inflected.
fn found(index: &Index, typed: &str) -> Vec<usize> {
    let found = search(index, typed, &Options { limit: 100, ..Options::default() });
    found.hits.iter().filter(|hit| hit.tier <= Tier::Inflected).map(|hit| hit.quote).collect()
}

fn finds(lang: Option<&str>, text: &str, typed: &str) -> bool {
    !found(&Index::build(&collection(&[(lang, text)])), typed).is_empty()
}

/// A language, a word as a quote has it, words that are to find it, and words that are not.
const FORMS: [(&str, &str, &[&str], &[&str]); 14] = [
    ("da", "Frihed", &["friheden", "friheds"], &["fri"]),
    ("de", "Häuser", &["Haus", "Hauses", "häusern", "hauser", "haeuser", "HÄUSER"], &["Haut", "Maus"]),
    ("es", "canciones", &["canción", "cancion", "CANCIÓN"], &["cantar"]),
    ("fi", "talossa", &["talo", "talon", "talot"], &["tali"]),
    ("fr", "évaluées", &["évaluer", "évalue", "evaluee", "ÉVALUÉ"], &["valeur"]),
    ("hu", "könyvekben", &["könyv", "könyvek", "konyv", "KÖNYVET"], &["könnyek"]),
    ("it", "pensieri", &["pensiero"], &["pensare"]),
    ("nl", "gedachten", &["gedachte"], &["gedicht"]),
    ("no", "jentene", &["jente", "jenter"], &["gjenta"]),
    ("pl", "książkami", &["książka", "książkę", "ksiazki", "KSIĄŻKI"], &["książę"]),
    ("pt", "pensamentos", &["pensamento"], &["pesar"]),
    ("ru", "новыми", &["новый", "Новая", "нового"], &["ноль"]),
    ("sv", "flickorna", &["flicka", "flickor"], &["flit"]),
    ("tr", "kitaplarda", &["kitap", "kitaplar", "KİTAP"], &["kital"]),
];

#[test]
fn a_word_finds_its_forms_in_the_language_of_the_quote() {
    for (lang, word, forms, others) in FORMS {
        for form in forms {
            assert!(finds(Some(lang), &format!("– {word}!"), form), "{lang}: {form} for {word}");
            assert!(finds(Some(lang), form, word), "{lang}: {word} for {form}");
        }
        for other in others {
            assert!(!finds(Some(lang), word, other), "{lang}: {other} for {word}");
        }
    }
}

#[test]
fn the_first_part_of_a_tag_is_the_language() {
    for lang in ["de-AT", "de_AT", "DE", "de-Latn-CH-1996"] {
        assert!(finds(Some(lang), "Häuser", "Haus"), "{lang}");
    }
    for lang in ["nb", "nn-NO"] {
        assert!(finds(Some(lang), "jentene", "jente"), "{lang}");
    }
    for lang in [None, Some("en"), Some("cy"), Some("den"), Some("german"), Some("")] {
        assert!(!finds(lang, "Häuser", "Haus"), "{lang:?}");
        assert!(finds(lang, "Häuser", "hauser"), "{lang:?}");
        assert!(finds(lang, "evaluating", "evaluation"), "{lang:?}");
    }
}

#[test]
fn a_word_is_found_behind_what_is_elided_before_it() {
    assert!(finds(Some("fr"), "Qu’est-ce que l’homme ?", "hommes"));
    assert!(finds(Some("fr"), "les hommes", "d'homme"));
}

#[test]
fn two_words_typed_apart_find_the_forms_of_both_written_together() {
    assert!(finds(Some("de"), "Auf Hausbooten", "Haus Boot"));
}

#[test]
fn accents_may_be_left_out_by_the_reader_and_by_the_quote() {
    assert!(finds(Some("es"), "pensaríamos", "pensarias"));
    assert!(finds(Some("es"), "PENSARIAMOS", "pensarías"));
    assert!(!finds(None, "pensaríamos", "pensarias"));
}

#[test]
fn accents_may_be_written_as_signs_of_their_own() {
    assert!(finds(Some("fr"), "e\u{301}value\u{301}es", "évaluer"));
    assert!(finds(Some("ru"), "новыи\u{306}", "новая"));
}

#[test]
fn words_of_a_language_are_not_the_forms_of_words_of_another() {
    let quotes = [(Some("en"), "The rate of change"), (Some("de"), "Sie raten uns"), (Some("cy"), "rate")];
    let index = Index::build(&collection(&quotes));
    assert_eq!(found(&index, "raten"), [1]);
    assert_eq!(found(&index, "rate"), [2, 0, 1]);
}

#[test]
fn all_fields_of_a_quote_are_in_its_language_and_may_be_in_several() {
    let mut mixed = Collection::default();
    for (id, lang) in [("1", None), ("2", Some("ru")), ("3", Some("de"))] {
        mixed.push(&Quote {
            id,
            text: "42",
            kind: Kind::Quotation,
            topic: Some("Häuser"),
            author: None,
            source: Some("Die Gedanken"),
            url: None,
            part: None,
            tags: vec!["Bücher", "Maße"],
            lang,
        });
    }
    let index = Index::build(&mixed);
    for typed in ["Haus", "Gedanke", "Buch", "Maß"] {
        // Where a quote in German has a word, it is the same word in the others.
        assert_eq!(found(&index, typed), [0, 1, 2], "{typed}");
    }
}

#[test]
fn the_whole_word_is_marked_and_what_it_was_read_as_is_said() {
    let index = Index::build(&collection(&[(Some("fr"), "Voilà l’évaluée.")]));
    let found = search(&index, "évaluer", &Options::default());
    let hit = &found.hits[0];
    assert_eq!((hit.tier, hit.marks[0].start, hit.marks[0].end), (Tier::Inflected, 6, 15));
    assert_eq!(hit.via[0].matched, "l’évaluée");
}

#[test]
fn what_is_excluded_or_filtered_by_is_inflected_too() {
    let index = Index::build(&collection(&[(Some("de"), "Häuser brennen"), (Some("de"), "Wälder brennen")]));
    assert_eq!(found(&index, "brennen -Haus!"), [1]);
    let narrowed = search(&index, "brennen", &Options { filter: "Haus", ..Options::default() });
    assert_eq!(narrowed.hits.iter().map(|hit| hit.quote).collect::<Vec<_>>(), [0]);
}

#[test]
fn a_pack_says_which_languages_are_in_it_and_one_that_is_unknown_is_passed_over() {
    let quotes = [(Some("de"), "Häuser"), (Some("ru"), "новыми"), (None, "models")];
    let mut pack = Index::build(&collection(&quotes)).pack().to_vec();
    let opened = Index::open(pack.clone()).unwrap();
    assert_eq!((found(&opened, "Haus"), found(&opened, "новый"), found(&opened, "model")), (vec![0], vec![1], vec![2]));
    let at = pack.windows(6).position(|bytes| bytes == b"\x02de\x02ru").unwrap();
    pack[at + 1] = b'x';
    crate::pack::seal(&mut pack);
    let opened = Index::open(pack).unwrap();
    assert_eq!((found(&opened, "Haus"), found(&opened, "новый"), found(&opened, "Häuser")), (vec![], vec![1], vec![0]));
}

proptest! {
    /// The stemmers are made of rules on places in bytes.
    #[test]
    fn no_word_stops_a_search(words in "(([a-zäöüßéèêàçñåøœőășțğıłśążI' ’]|[а-яё]|\\PC){0,9}(heit|ungen|ées|ción|ость|larım|ościami|ssa)?[ ']){1,6}") {
        let langs = ["da", "de", "es", "fi", "fr", "hu", "it", "nl", "no", "pl", "pt", "ru", "sv", "tr"];
        let quotes: Vec<_> = langs.iter().map(|lang| (Some(*lang), words.as_str())).collect();
        let index = Index::build(&collection(&quotes));
        let found = search(&index, &words, &Options { limit: 100, ..Options::default() });
        // They are alike but for their languages, so that where one answers as typed all do.
        prop_assert!([0, langs.len()].contains(&found.total), "{}", found.total);
        prop_assert!(Index::open(index.pack().to_vec()).is_ok());
    }
}

/// Whether a query is answered in part, and by which quotes.
fn all(index: &Index, typed: &str) -> (bool, Vec<usize>) {
    let results = search(index, typed, &Options { limit: 100, ..Options::default() });
    (results.partial, results.hits.iter().map(|hit| hit.quote).collect())
}

#[test]
fn where_no_spaces_are_written_signs_typed_together_stand_together() {
    let index = Index::build(&collection(&[
        (Some("ja"), "人生は短いが、人は学ぶ。"),
        (Some("ja"), "先生と人"),
        (Some("th"), "ความสำเร็จ"),
    ]));
    let all = |typed: &str| all(&index, typed);
    assert_eq!(all("人生"), (false, vec![0]));
    // What nowhere stands together is there in part.
    assert_eq!(all("生人"), (true, vec![1, 0]));
    assert_eq!(all("สำเร็จ"), (false, vec![2]));
    // Apart they may stand apart.
    assert_eq!(all("人 生").1.len(), 2);
    // What is only there in part is said to be.
    assert_eq!(all("人生と先生"), (true, vec![1]));
    let marks: Vec<_> =
        search(&index, "人生は", &Options::default()).hits.iter().flat_map(|hit| hit.marks.clone()).collect();
    assert_eq!(marks.iter().map(|mark| (mark.start, mark.end)).collect::<Vec<_>>(), [(0, 3)]);
}

#[test]
fn where_no_spaces_are_written_another_form_and_another_field_answer_in_part() {
    let index = Index::build(&collection(&[
        (Some("ja"), "本を読んだ。"),
        (Some("ja"), "人生は短い。"),
        (Some("ja"), "時は金なり。"),
        (Some("ja"), "道を歩け。"),
    ]));
    let found = search(&index, "読む", &Options::default());
    assert_eq!((found.partial, found.total), (true, 1));
    let quotes = r#"[{"text": "智に働けば", "author": "夏目漱石"}, {"text": "人生"}, {"text": "石の上にも"}]"#;
    let found = search(&Index::build(&import(quotes.as_bytes()).unwrap()), "漱石智", &Options::default());
    assert_eq!(found.hits.iter().map(|hit| hit.quote).collect::<Vec<_>>(), [0]);
    // One ideograph of a word is not the word, and letters are none.
    for (typed, quotes) in [("苹果", r#"["如果明天下雨", "人生"]"#), ("โรงเรียน", r#"["ความสำเร็จ", "เรา"]"#)]
    {
        assert_eq!(search(&Index::build(&import(quotes.as_bytes()).unwrap()), typed, &Options::default()).total, 0);
    }
    // Runs longer than any that is sought as one.
    assert_eq!(search(&index, &"人生は短い。".repeat(40), &Options::default()).total, 1);
}

#[test]
fn how_long_a_word_is_counts_in_letters_of_any_script() {
    let index = Index::build(&collection(&[(Some("ru"), "Стол стоит.")]));
    assert_eq!(search(&index, "стул", &Options::default()).total, 1);
    // Short, and with a slip: no part.
    assert_eq!(search(&index, "стул ксилофон", &Options::default()).total, 0);
}

#[test]
fn an_alias_may_be_several_signs_that_are_written_together() {
    let quotes =
        r#"{"aliases": {"AI": ["人工知能"]}, "quotes": ["AI will win.", "人工知能は勝つ", "人工の光", "知能と人工"]}"#;
    let index = Index::build(&import(quotes.as_bytes()).unwrap());
    let all = |typed: &str| all(&index, typed);
    assert_eq!(all("人工知能"), (false, vec![1, 0]));
    let said = search(&index, "人工知能", &Options::default());
    let via: Vec<_> = said.hits.iter().flat_map(|hit| &hit.via).map(|via| (&*via.word, &*via.matched)).collect();
    assert_eq!(via, [("人工知能", "AI")]);
    assert_eq!(all("AI"), (false, vec![0, 1]));
    assert_eq!(all("人工知能は"), (false, vec![1]), "は stands in no alias");
    assert_eq!(all("勝つ 人工知能"), (false, vec![1]));
    assert_eq!(all("win 人工知能"), (false, vec![0]));
}
