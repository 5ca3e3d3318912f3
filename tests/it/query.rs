//! What readers type, and what it is read as.

use epigraph::Query;
use proptest::prelude::*;

/// A query written out: `word`, `word…` where unfinished, `"a phrase"`, `-without`, `field=value`.
fn read(typed: &str) -> String {
    let query = Query::parse(typed);
    let clause = |clause: &epigraph::Clause| {
        let words = &clause.words;
        let words = if clause.phrase { format!("\"{words}\"") } else { words.clone() };
        if clause.unfinished { words + "…" } else { words }
    };
    let mut terms: Vec<String> = query.clauses.iter().map(clause).collect();
    terms.extend(query.without.iter().map(|without| format!("-{}", clause(without))));
    terms.extend(query.filters.iter().map(|filter| {
        let (sign, marks) = (if filter.without { "-" } else { "" }, if filter.quoted { "\"" } else { "" });
        format!("{sign}{}={marks}{}{marks}", filter.name(), filter.words.trim())
    }));
    terms.join(" | ")
}

#[test]
fn plain_words_need_no_syntax_and_the_last_may_be_unfinished() {
    assert_eq!(read("Real-Time  evalu"), "real | time | evalu…");
    assert_eq!(read("   "), "");
}

#[test]
fn a_phrase_is_unfinished_until_its_mark_closes() {
    assert_eq!(read("\"make friends\" not"), "\"make friends\" | not…");
    assert_eq!(read("\"make frien"), "\"make frien\"…");
    assert_eq!(read("“make friends”"), "\"make friends\"");
    assert_eq!(read("\"make friends\" "), "\"make friends\"");
    assert_eq!(read("«one» \"\" x"), "\"one\" | x…");
}

#[test]
fn signs_typed_together_are_looked_for_together() {
    assert_eq!(read("中国"), "\"中 国\"");
    assert_eq!(read("人生は wisdom 愛"), "\"人 生\" | \"生 は\" | wisdom | 愛…");
    // What parts them, or is of another script, does so.
    assert_eq!(read("中 国 中、国"), "中 | 国 | 中 | 国…");
    assert_eq!(read("東京2024年ab"), "\"東 京\" | 2024 | 年 | ab…");
    assert_eq!(read("2024 ดี -中国 \"人生は\""), "2024 | \"ด ี\" | \"人 生 は\" | -\"中 国\"");
    assert_eq!(read("Été 愛"), "ete | 愛…");
    // One by itself is a word, excluded or not; and what is no word is nothing but a sign.
    assert_eq!(read("-愛 x"), "x… | -愛");
    assert_eq!(read("฿"), "฿…");
    // So many pairs and no more, though spaces part them; what follows them is read.
    assert_eq!(Query::parse(&format!("{} {} end", "東京".repeat(20), "東京".repeat(20))).clauses.len(), 33);
}

#[test]
fn a_minus_before_a_term_excludes_it_and_inside_a_word_splits_it() {
    assert_eq!(read("model -batch -\"in time\""), "model | -batch | -\"in time\"");
    assert_eq!(read("real-time - x"), "real | time | x…");
    assert_eq!(read("real & time ?!"), "real | time");
    assert_eq!(read("? & !"), "!…");
}

#[test]
fn filters_are_known_names_before_a_colon() {
    assert_eq!(
        read("part:5 SOURCE:\"AI Engineering\" -kind:paraphrase"),
        "part=\"5\" | source=\"ai engineering\" | -kind=paraphrase"
    );
    assert_eq!(read("note:this"), "note | this…");
    assert_eq!(read("part: source:\"\""), "");
    assert_eq!(read("lang:en"), "lang=en");
    assert_eq!(read("tag:\"❤\u{fe0f}\" -source:! tag:\u{fe0f} tag:\" \" length:!"), "tag=\"❤\" | -source=! | tag=");
}

#[test]
fn a_length_is_a_range_with_both_its_ends() {
    let range = |typed: &str| {
        let query = Query::parse(typed);
        assert!(query.clauses.is_empty() && query.filters.len() == 1, "{typed}");
        assert_eq!(query.filters[0].name(), "length", "{typed}");
        query.filters[0].range
    };
    assert_eq!(range("length:..140"), (0, 140));
    assert_eq!(range("-LENGTH:100..300"), (100, 300));
    assert_eq!(range("length:\"300..\""), (300, usize::MAX));
    assert_eq!(range("length:140"), (140, 140));
    assert_eq!(range("length:007..0140"), (7, 140));
    assert!(range("length:99999999999999999999999..").0 > 9_999_999);
    let odd =
        ["abc", "300..100", "100...300", "140.", ".140", "1..2..3", "-5", "<140", "1.5", "100..3oo", "100–300", "١٤٠"];
    for value in odd {
        let (least, most) = range(&format!("length:{value}"));
        assert!(least > most || most == 0, "{value}: {least} to {most}");
    }
    assert_eq!(read("length: length:.. length:\"\" -length:…"), "");
}

#[test]
fn names_of_object_members_are_words() {
    assert_eq!(read("constructor __proto__ x"), "constructor | proto | x…");
}

#[test]
fn a_query_ends_at_256_characters() {
    let typed = "é ".repeat(200);
    assert_eq!(Query::parse(&typed).clauses.len(), 128);
}

proptest! {
    #[test]
    fn nothing_typed_is_an_error(typed in "(\\PC|[\"“”:-]| |part:|-){0,300}") {
        let query = Query::parse(&typed);
        prop_assert!(query.clauses.iter().chain(&query.without).all(|clause| !clause.words.is_empty()));
        // One that names neither words nor signs is a space: it names nothing.
        prop_assert!(query.filters.iter().all(|filter| filter.words.starts_with(' ') && filter.words.ends_with(' ')));
    }
}
