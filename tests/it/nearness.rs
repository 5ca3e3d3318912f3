//! That words which stand near each other lift a quote, however each of them is read there.

use epigraph::{Index, Options, import, search};

/// The numbers of the quotes that answer, best first.
fn order(list: &str, typed: &str) -> Vec<usize> {
    let index = Index::build(&import(list.as_bytes()).unwrap());
    search(&index, typed, &Options::default()).hits.iter().map(|hit| hit.quote).collect()
}

#[test]
fn a_word_counts_where_it_is_read_worse_than_in_another_field() {
    // As typed it stands in the topic, as the beginning of another word in the text.
    let list = "- On Serve: \"Model this and that and then the server.\"\n\
        - On Serve: \"This and that and then the model server.\"";
    assert_eq!(order(list, "model serve"), [1, 0]);
    assert_eq!(order(list, "then model serve"), [1, 0]);
}

#[test]
fn words_in_a_row_count_where_one_word_is_read_better() {
    let list = "alias: LLM = large language model\n\n\
        - On LLM: \"Cost for this and that and then a large language model.\"\n\
        - On LLM: \"For this and that and then a large language model cost.\"";
    assert_eq!(order(list, "llm cost"), [1, 0]);
    assert_eq!(order(list, "llm cost "), [1, 0]);
}

#[test]
fn a_corrected_word_counts() {
    let list = "- On Serve: \"Model this and that and then the server.\"\n\
        - On Serve: \"This and that and then the model server.\"";
    assert_eq!(order(list, "modle serve"), [1, 0]);
}

#[test]
fn words_that_tell_little_count_in_an_answer_in_part() {
    // Nothing holds the last word, and the first is one that is passed over while those that answer are sought.
    let list = "- On A: \"Model this and that and then the server.\"\n\
        - On B: \"This and that and then the model server.\"\n\
        - On C: \"Of cats.\"\n- On D: \"Of dogs.\"\n- On E: \"Of birds.\"\n- On F: \"Of fish.\"";
    assert_eq!(order(list, "the model zzzzzz"), [1, 0]);
}

#[test]
fn what_is_shown_before_a_topic_is_found_as_two_words_too() {
    let json =
        r#"{"topicPrefix": "Every day ", "quotes": [{"topic": "A", "text": "One."}, {"text": "Everyday things."}]}"#;
    assert_eq!(order(json, "everyday "), [0, 1]);
}

#[test]
fn words_that_meet_count_in_each_field_and_in_packs_of_any_size() {
    // What follows is more than is kept at hand of a small collection, and holds none of the words.
    let others: String = (0..4000).map(|at| format!(r#", {{"text": "Other words: {at} of them."}}"#)).collect();
    for field in ["topic", "text", "source", "author", "part", "tags"] {
        let quote = |words: &str| match field {
            "text" => format!(r#"{{"text": "{words}"}}"#),
            "tags" => format!(r#"{{"text": "Begin.", "tags": ["{words}"]}}"#),
            _ => format!(r#"{{"text": "Begin.", "{field}": "{words}"}}"#),
        };
        let two =
            [quote("Model this and that and then server"), quote("This and that and then model server")].join(", ");
        for others in ["", &others] {
            let list = format!("[{two}{others}]");
            assert_eq!(order(&list, "model server "), [1, 0], "{field}, {} bytes", list.len());
        }
    }
}

#[test]
fn words_that_meet_count_beside_others_that_meet_in_another_field() {
    let list = r#"[{"text": "Model this and that and then server.", "topic": "Cost", "source": "Cost"},
        {"text": "This and that and then model server.", "topic": "Cost", "source": "Cost"}]"#;
    assert_eq!(order(list, "model server cost "), [1, 0]);
}
