//! The fold and the word split, on words and as laws.

use epigraph::text::{fold, words};
use proptest::prelude::*;

fn split(text: &str) -> Vec<String> {
    words(text).map(|word| word.folded).collect()
}

#[test]
fn case_diacritics_quotes_and_hyphens_do_not_matter() {
    assert_eq!(split("Café CAFE\u{301} cafe"), ["cafe", "cafe", "cafe"]);
    assert_eq!(split("don't don’t donʼt"), ["dont", "dont", "dont"]);
    assert_eq!(split("real-time, real‑time; real–time"), ["real", "time", "real", "time", "real", "time"]);
    assert_eq!(split("Straße ŁÓDŹ œuvre ﬁn ΣΊΣΥΦΟΣ"), ["strasse", "lodz", "oeuvre", "fin", "σισυφοσ"]);
}

#[test]
fn apostrophes_at_the_edge_are_no_part_of_a_word() {
    assert_eq!(split("'It depends.' the users' data"), ["it", "depends", "the", "users", "data"]);
}

#[test]
fn scripts_without_spaces_give_a_word_a_character_and_marks_stay_with_letters() {
    assert_eq!(split("機械学習"), ["機", "械", "学", "習"]);
    assert_eq!(split("AI革命 2030"), ["ai", "革", "命", "2030"]);
    assert_eq!(split("हिन्दी שָׁלוֹם"), ["हिन्दी", "שלום"]);
    assert_eq!(split("がか"), ["か\u{3099}", "か"]);
}

proptest! {
    #[test]
    fn folding_a_folded_word_changes_nothing(text in "\\PC{0,12}") {
        for word in words(&text) {
            prop_assert_eq!(fold(&word.folded), word.folded);
        }
    }

    #[test]
    fn words_lie_in_order_on_character_boundaries(text in "(\\PC|[ '’-]|\\p{Han}|\\p{M}){0,24}") {
        let mut end = 0;
        for word in words(&text) {
            prop_assert!(end <= word.start && word.start < word.end);
            prop_assert_eq!(fold(&text[word.start..word.end]), word.folded);
            end = word.end;
        }
    }

    #[test]
    fn composed_and_decomposed_text_give_the_same_words(text in "[a-zà-ÿ ]{0,20}") {
        use unicode_normalization::UnicodeNormalization;
        prop_assert_eq!(split(&text.nfc().collect::<String>()), split(&text.nfd().collect::<String>()));
    }
}
