//! Words that very many quotes hold: what is kept of them from query to query changes no answer.

use epigraph::{Collection, Index, Kind, Options, Quote, Results, search};

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

fn index(quotes: &[(Option<&str>, String)]) -> Index {
    let mut collection = Collection::default();
    for (id, (topic, text)) in quotes.iter().enumerate() {
        collection.push(&Quote {
            id: &id.to_string(),
            text,
            kind: Kind::Quotation,
            topic: *topic,
            author: None,
            source: None,
            url: None,
            part: None,
            tags: Vec::new(),
            lang: None,
        });
    }
    Index::build(&collection)
}

fn ask(index: &Index, typed: &str, limit: usize) -> Results {
    search(index, typed, &Options { limit, facets: false, ..Options::default() })
}

#[test]
fn what_is_kept_of_a_query_changes_no_answer() {
    let quotes = quotes();
    let warm = index(&quotes);
    // Of so many bytes a sixteenth may be kept, a byte a quote: there is room for what this is about.
    assert!(warm.pack().len() / 16 > QUOTES, "{} bytes", warm.pack().len());
    let holds = |beginnings: &[&str]| {
        let begins = |word: &str| beginnings.iter().any(|beginning| word.starts_with(beginning));
        let held =
            move |(topic, text): &(Option<&str>, String)| topic.is_some_and(begins) || text.split(' ').any(begins);
        quotes.iter().map(held).collect::<Vec<bool>>()
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
