//! Words that very many quotes hold: what is kept of them from query to query changes no answer.

use epigraph::{Collection, Index, Kind, Options, Part, Quote, Results, Tier, search};

const QUOTES: usize = 4000;

/// Words of each quote: most begin as others do, some are others written together.
const WORDS: [&str; 12] =
    ["the", "a", "area", "arias", "aria", "theatre", "thea", "of", "ofa", "zest", "amber", "orange"];

/// The topic and the text of each quote.
fn quotes() -> Vec<(Option<&'static str>, String)> {
    let mut seed = 7_usize;
    let mut text = |at: usize| {
        let mut words = vec![format!("q{at}")];
        for _ in 0..8 {
            seed = seed * 48271 % 0x7FFF_FFFF;
            words.extend(WORDS.get(seed % (WORDS.len() + 3)).map(ToString::to_string));
        }
        words.join(" ")
    };
    (0..QUOTES).map(|at| (WORDS.get(at % (3 * WORDS.len())).copied(), text(at))).collect()
}

/// The author, source, part and tag of a quote: words in every field, so that there are more kinds of cells than are told
/// apart by half a byte.
fn others(id: usize) -> [Option<&'static str>; 4] {
    [41, 59, 67, 73].map(|by| WORDS.get(id % by).copied())
}

fn index(quotes: &[(Option<&str>, String)]) -> Index {
    let mut collection = Collection::default();
    for (id, (topic, text)) in quotes.iter().enumerate() {
        let [author, source, part, tag] = others(id);
        collection.push(&Quote {
            id: &id.to_string(),
            text,
            kind: Kind::Quotation,
            topic: *topic,
            author,
            source,
            url: None,
            part: part.map(|title| Part { number: None, title: Some(title) }),
            tags: tag.into_iter().collect(),
            lang: None,
        });
    }
    Index::build(&collection)
}

fn ask(index: &Index, typed: &str, limit: usize) -> Results {
    search(index, typed, &Options { limit, facets: false, ..Options::default() })
}

#[test]
fn a_beginning_is_answered_alike_however_often_it_is_asked_for() {
    // As many as are kept, fewer and more.
    for limits in [[10, 32, 40], [40, 3, 32]] {
        let index = index(&quotes());
        for (word, limit) in WORDS.into_iter().flat_map(|word| limits.map(|limit| (word, limit))) {
            for end in 1..=word.len() {
                let typed = &word[..end];
                // With the counts of values each quote is looked at.
                let counted = search(&index, typed, &Options { limit, ..Options::default() });
                let quick = ask(&index, typed, limit);
                assert_eq!((quick.total, quick.hits), (counted.total, counted.hits), "{typed:?}, {limit} at most");
            }
        }
    }
}

#[test]
fn the_length_of_a_field_thins_its_own_words_alone() {
    let text = |words: usize, zebra: bool| "word ".repeat(words) + if zebra { "zebra" } else { "word" };
    let kinds = [(1, 1, false), (1, 20, false), (20, 1, false), (1, 1, true), (20, 1, true), (1, 20, true)];
    // As many as it pays to remember for.
    let quotes: Vec<_> = (0..QUOTES).map(|at| kinds[at % kinds.len()]).collect();
    let topics: Vec<_> = quotes.iter().map(|&(topic, _, there)| text(topic, there)).collect();
    let texts = quotes.iter().map(|&(_, words, there)| text(words, !there));
    let pairs: Vec<_> = topics.iter().map(|topic| Some(topic.as_str())).zip(texts).collect();
    let found = ask(&index(&pairs), "zebra", QUOTES);
    let score = |kind: usize| found.hits.iter().find(|hit| hit.quote == kind).unwrap().score;
    assert_eq!(score(0), score(2));
    assert!(score(0) > score(1));
    assert_eq!(score(3), score(5));
    assert!(score(3) > score(4));
    for hit in &found.hits {
        assert_eq!(hit.score, score(hit.quote % kinds.len()));
    }
}

#[test]
fn what_is_kept_of_a_query_changes_no_answer() {
    let quotes = quotes();
    let warm = index(&quotes);
    // Of so many bytes a twelfth may be kept, half a byte a quote: there is room for what this is about.
    assert!(warm.pack().len() / 12 > QUOTES, "{} bytes", warm.pack().len());
    let holds = |beginnings: &[&str]| {
        let begins = |word: &str| beginnings.iter().any(|beginning| word.starts_with(beginning));
        let held = move |(id, (topic, text)): (usize, &(Option<&str>, String))| {
            text.split(' ').chain(*topic).chain(others(id).into_iter().flatten()).any(begins)
        };
        quotes.iter().enumerate().map(held).collect::<Vec<bool>>()
    };
    // `of a` is `ofa` as well, in one word.
    let both = holds(&["of"]).into_iter().zip(holds(&["a", "ofa"])).filter(|both| *both == (true, true)).count();
    let firsts = ["the", "of", "zest", "a"];
    let lasts = ["a", "ar", "a ", "th", "thea", "thea ", "o", "of"];
    for round in 0..2 {
        for typed in firsts.iter().flat_map(|first| lasts.map(|last| format!("{first} {last}"))) {
            let fresh = Index::open(warm.pack().to_vec()).unwrap();
            let limit = if round == 0 { 10 } else { QUOTES };
            assert_eq!(ask(&warm, &typed, limit), ask(&fresh, &typed, limit), "{typed:?}, round {round}");
        }
        assert_eq!(ask(&warm, "of a", 10).total, both);
    }
}

#[test]
fn several_words_that_many_hold_are_found_together_as_they_are_one_by_one() {
    let index = index(&quotes());
    let typed = [
        "the of a",
        "a of area",
        "zest amber o",
        "the a of zest",
        "of the amber ar",
        "zest of the area a",
        "orange the a of zest amber",
        "the a of area zest amber orange th",
        "q17 the of a",
        "q17 the of zest a area",
    ];
    for typed in typed {
        // With the counts of values each quote is looked at; nothing is kept yet.
        let fresh = Index::open(index.pack().to_vec()).unwrap();
        let counted = search(&fresh, typed, &Options { limit: 10, ..Options::default() });
        assert!(counted.total > 0, "{typed:?}");
        // And again, from what is kept of it.
        for _ in 0..2 {
            let quick = ask(&index, typed, 10);
            assert_eq!((quick.total, quick.hits), (counted.total, counted.hits.clone()), "{typed:?}");
        }
    }
}

#[test]
fn what_a_word_is_read_as_twice_over_counts_once_whether_it_is_kept_or_not() {
    let mut quotes = quotes();
    for (at, (topic, text)) in quotes.iter_mut().enumerate() {
        if at % 50 == 17 {
            // `an a` may be `ana…` as well, which begins with `a`.
            (*topic, *text) = (None, format!("q{at} analysis thetas inis"));
        } else {
            text.push_str(" an in initial to thetas");
        }
    }
    let warm = index(&quotes);
    ask(&warm, "the a", 10);
    ask(&warm, "the th", 10);
    for typed in ["q17 an a", "q67 an a", "q17 the t", "q17 in th", "q17 a an a"] {
        let fresh = Index::open(warm.pack().to_vec()).unwrap();
        assert_eq!(ask(&warm, typed, 10), ask(&fresh, typed, 10), "{typed:?}");
    }
}

#[test]
fn a_phrase_is_found_where_its_words_stand_side_by_side_and_nowhere_else() {
    let mut seed = 11_usize;
    let mut random = |below: usize| {
        seed = seed * 48271 % 0x7FFF_FFFF;
        seed % below
    };
    // The commonest of two hundred words are written in one byte, the others in two.
    let word = |random: &mut dyn FnMut(usize) -> usize| format!("w{}", random(200) * random(200) / 200);
    let gaps = [" ", " ", " ", ", ", "—", " (", "\n", " ... ", " ¶¶ ", "\u{2029}"];
    let mut collection = Collection::default();
    let mut quotes: Vec<[Vec<String>; 3]> = Vec::new();
    for id in 0..2500 {
        let words: Vec<String> = (0..3 + random(30)).map(|_| word(&mut random)).collect();
        let mut text = String::new();
        for word in &words {
            if !text.is_empty() {
                text.push_str(gaps[random(gaps.len())]);
            }
            text.push_str(&if random(5) == 0 { word.to_uppercase() } else { word.clone() });
        }
        let tags: Vec<String> = (0..random(3)).map(|_| word(&mut random)).collect();
        let author: Vec<String> = (0..2).map(|_| word(&mut random)).collect();
        collection.push(&Quote {
            id: &id.to_string(),
            text: &text,
            kind: Kind::Quotation,
            topic: None,
            author: Some(&author.join(" ")),
            source: None,
            url: None,
            part: None,
            tags: tags.iter().map(String::as_str).collect(),
            lang: None,
        });
        // A tag is no neighbour of the next.
        let [first, second] = [0, 1].map(|at| tags.get(at).cloned().into_iter().collect::<Vec<_>>());
        quotes.push([words, author, [first, vec![String::from(".")], second].concat()]);
    }
    let index = Index::build(&collection);
    let mut found = 0;
    for _ in 0..400 {
        let quote = &quotes[random(quotes.len())][0];
        let start = random(quote.len() - 1);
        let mut phrase = quote[start..quote.len().min(start + 2 + random(2))].to_vec();
        if random(4) == 0 {
            phrase.reverse();
        }
        // A space after it: it is finished; without a mark after it, the last word may go on.
        let unfinished = random(3) == 0;
        let typed = format!("\"{}{}", phrase.join(" "), if unfinished { "" } else { "\" " });
        let (last, others) = phrase.split_last().unwrap();
        let stands = |here: &[String]| {
            here[..others.len()] == *others
                && (here[others.len()] == *last || unfinished && here[others.len()].starts_with(last))
        };
        let holds = |words: &Vec<String>| words.windows(phrase.len()).any(stands);
        let total = quotes.iter().filter(|fields| fields.iter().any(holds)).count();
        let answer = ask(&index, &typed, quotes.len());
        let answered =
            if answer.partial || answer.hits.iter().any(|hit| hit.tier.corrected()) { 0 } else { answer.total };
        assert_eq!(answered, total, "{typed}");
        // Where it stands as it was typed comes before where it only begins so.
        let whole = |words: &Vec<String>| words.windows(phrase.len()).any(|here| here == phrase);
        for hit in answer.hits.iter().filter(|_| answered > 0) {
            assert_eq!(hit.tier == Tier::Whole, quotes[hit.quote].iter().any(whole), "{typed}: {}", hit.quote);
        }
        found += total;
    }
    assert!(found > 1000, "{found}");
}

#[test]
fn without_a_word_all_answer_in_their_order_and_a_page_of_them_is_shown() {
    let index = index(&quotes());
    for (offset, hits) in [(0, vec![0, 1, 2]), (QUOTES - 1, vec![QUOTES - 1]), (QUOTES, vec![])] {
        for facets in [false, true] {
            let options = Options { limit: 3, offset, facets, ..Options::default() };
            let found = search(&index, " \"", &options);
            assert_eq!(found.total, QUOTES);
            assert_eq!(found.hits.iter().map(|hit| hit.quote).collect::<Vec<_>>(), hits);
        }
    }
}

#[test]
fn of_answers_alike_the_first_comes_first_though_it_is_found_last() {
    let text = |at: usize| String::from(if at < 20 { "zzz is" } else { "zza is" });
    let few = (0..400).map(|at| (None, if at < 40 { text(at) } else { String::from("it is") }));
    let found = ask(&index(&few.collect::<Vec<_>>()), "zz", 5);
    assert_eq!(found.hits.iter().map(|hit| hit.quote).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
}

#[test]
fn a_phrase_that_stands_in_a_text_again_is_worth_more_and_three_times_no_more_than_two() {
    let text = |times: usize, apart: usize| "alpha, Beta ".repeat(times) + &"beta beta ".repeat(apart);
    let quotes: Vec<_> = (0..QUOTES).map(|at| (None, text(at % 4, 4 - at % 4))).collect();
    let index = index(&quotes);
    for typed in ["\"alpha beta\"", "\"alpha bet"] {
        let found = ask(&index, typed, QUOTES);
        let score = |times: usize| {
            let mut scores = found.hits.iter().filter(|hit| hit.quote % 4 == times && others(hit.quote) == [None; 4]);
            scores.next().unwrap().score
        };
        assert!(score(2) > score(1), "{typed}");
        assert_eq!(score(3), score(2), "{typed}");
    }
}
