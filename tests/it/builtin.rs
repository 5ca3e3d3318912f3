//! The built-in collection says what its document says: every part, entry and source, and every
//! irregular line by name.

use epigraph::{Collection, Kind, Quote, builtin};
use std::collections::{BTreeMap, BTreeSet};

const DOCUMENT: &str = include_str!("../../src/builtin/chip-huyen.txt");

/// Text, kind, source and id of the entry on a topic.
struct Entry {
    text: String,
    kind: Kind,
    source: String,
    id: String,
}

fn topic(name: &str) -> Entry {
    let collection = builtin();
    let found = collection.quotes().find(|quote| quote.topic == Some(name));
    let Quote { text, kind, source, id, .. } = found.unwrap_or_else(|| panic!("no entry on {name}"));
    Entry { text: text.into(), kind, source: source.unwrap().into(), id: id.into() }
}

#[test]
fn every_character_of_a_text_is_one_code_unit_by_which_the_plain_engine_counts_them() {
    for quote in builtin().quotes() {
        assert_eq!(quote.text.chars().count(), quote.text.encode_utf16().count(), "{}", quote.id);
    }
}

#[test]
fn holds_69_entries_in_8_parts_from_7_sources() {
    let collection = builtin();
    let quotes: Vec<Quote> = collection.quotes().collect();
    assert_eq!(quotes.len(), 69);
    assert_eq!(collection.skipped, []);
    let mut parts = BTreeMap::new();
    for quote in &quotes {
        let part = quote.part.as_ref().unwrap();
        *parts.entry((part.number.unwrap(), part.title.unwrap())).or_insert(0) += 1;
    }
    let counts: Vec<_> = parts.iter().map(|((number, title), count)| (*number, *title, *count)).collect();
    assert_eq!(
        counts,
        [
            (1, "The Engineering First Mindset", 8),
            (2, "The Reality of Production and Deployment", 9),
            (3, "Data Quality Over Algorithms", 9),
            (4, "System Complexity and Design", 8),
            (5, "Navigating LLMs and AI Agents", 9),
            (6, "Evaluation and Metrics", 8),
            (7, "Real-Time Machine Learning", 9),
            (8, "Careers, Interviews, and Open Source", 9),
        ]
    );
    let sources: BTreeSet<_> = quotes.iter().filter_map(|quote| quote.source).collect();
    assert_eq!(
        sources.into_iter().collect::<Vec<_>>(),
        [
            "AI Engineering",
            "CS 329S Lecture Notes",
            "Designing Machine Learning Systems",
            "Introduction to Machine Learning Interviews",
            "Shift Mag",
            "Substack",
            "huyenchip.com",
        ]
    );
}

#[test]
fn every_line_can_be_written_back_from_its_entry() {
    let entries: Vec<&str> = DOCUMENT.lines().filter(|line| line.starts_with("- ")).collect();
    let collection = builtin();
    assert_eq!(entries.len(), collection.len());
    for (line, quote) in entries.iter().zip(collection.quotes()) {
        let marks = if quote.kind == Kind::Quotation { "\"" } else { "" };
        let (topic, source) = (quote.topic.unwrap(), quote.source.unwrap());
        let prefix = &collection.topic_prefix;
        assert_eq!(*line, format!("- {prefix}{topic}: {marks}{}{marks} — Source: [{source}]", quote.text));
    }
}

#[test]
fn head_and_introduction_are_kept() {
    let collection = builtin();
    assert_eq!(collection.author.as_deref(), Some("Chip Huyen"));
    assert_eq!(collection.title.as_deref(), Some("Chip Huyen on machine learning engineering"));
    let introduction = collection.introduction.as_deref().unwrap();
    assert!(introduction.starts_with("Chip Huyen is an engineer, author, and educator"));
    assert!(introduction.ends_with("large language models, and technical hiring."));
    assert!(collection.quotes().all(|quote| quote.author == Some("Chip Huyen")));
}

#[test]
fn the_paraphrases_are_the_eight_entries_without_marks_around_them() {
    let collection = builtin();
    let paraphrases = collection.quotes().filter(|quote| quote.kind == Kind::Paraphrase);
    let paraphrases: Vec<_> = paraphrases.filter_map(|quote| quote.topic).collect();
    assert_eq!(
        paraphrases,
        [
            "Managing Prompts",
            "Building LLM Apps",
            "Latency Priorities",
            "Handling State",
            "Freshness",
            "Feedback Loops",
            "Infrastructure Costs",
            "Clarifying Questions",
        ]
    );
}

#[test]
fn clarifying_questions_is_a_paraphrase_that_keeps_its_inner_marks_and_its_bracket() {
    let quote = topic("Clarifying Questions");
    assert_eq!(quote.kind, Kind::Paraphrase);
    assert!(quote.text.starts_with("When faced with an ambiguous question, candidates should ask: \"To better"));
    assert!(quote.text.ends_with("is it to evaluate my understanding of [X]?\""));
    assert_eq!(quote.source, "Introduction to Machine Learning Interviews");
}

#[test]
fn the_it_depends_answer_has_marks_in_its_topic_and_in_its_text() {
    let quote = topic("the \"It Depends\" Answer");
    assert_eq!(quote.id, "the-it-depends-answer");
    assert!(
        quote.text.starts_with("My short answer to all these questions about ML design is always: 'It depends.' My")
    );
    assert!(quote.text.ends_with("trying to achieve."));
}

#[test]
fn building_llm_apps_keeps_the_dash_inside_its_text() {
    assert!(topic("Building LLM Apps").text.contains("demands a new stack—one that bridges"));
}

#[test]
fn starting_before_ml_keeps_the_colon_inside_its_text() {
    assert_eq!(topic("Starting Before ML").text, "Before ML: Use heuristics and rule-based systems.");
}

#[test]
fn the_shift_to_real_time_keeps_colons_and_parentheses() {
    let text = topic("the Shift to Real-Time").text;
    assert!(text.contains(
        "There are two levels: Level 1: Your ML system makes predictions in real-time (online predictions)."
    ));
}

#[test]
fn curly_and_straight_apostrophes_stay_as_written() {
    assert!(topic("the Value of 15 Minutes").text.contains("I’ve"));
    assert!(topic("the Demo-to-Production Gap").text.contains("It’s"));
    assert!(topic("Overfitting in LLMs").text.contains("there’s"));
    assert!(topic("Human Insight").text.contains("I’ve"));
    assert!(topic("the Engineering Premium").text.contains("It's"));
}

#[test]
fn topics_with_abbreviations_digits_and_capital_articles_stay_as_written() {
    assert_eq!(topic("Data Science vs. ML Engineering").id, "data-science-vs-ml-engineering");
    assert_eq!(topic("The Data Catch-22").id, "the-data-catch-22");
    assert_eq!(topic("the Value of 15 Minutes").id, "the-value-of-15-minutes");
}

#[test]
fn the_last_line_needs_no_newline() {
    assert!(!DOCUMENT.ends_with('\n'));
    assert_eq!(builtin().quotes().last().unwrap().topic, Some("Open Source Ethics"));
}

#[test]
fn ids_are_distinct_and_fit_for_an_address() {
    let collection = builtin();
    let ids: BTreeSet<_> = collection.quotes().map(|quote| quote.id).collect();
    assert_eq!(ids.len(), 69);
    for id in ids {
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{id}");
    }
}

#[test]
fn the_table_that_the_engine_carries_reads_back_as_the_document() {
    let collection = builtin();
    let read = Collection::read(&collection.write());
    assert_eq!(read.quotes().collect::<Vec<_>>(), collection.quotes().collect::<Vec<_>>());
    assert_eq!((read.title, read.topic_prefix), (collection.title, collection.topic_prefix));
}
