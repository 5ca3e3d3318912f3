//! The search over the built-in collection, as a reader meets it.

use epigraph::{Collection, Facet, Index, Kind, Options, Part, Quote, Results, builtin, search, select};

struct Shelf {
    collection: Collection,
    index: Index,
}

impl Shelf {
    fn open() -> Self {
        Self::of(builtin())
    }

    fn of(collection: Collection) -> Self {
        Self { index: Index::build(&collection), collection }
    }

    fn find(&self, typed: &str) -> Results {
        self.narrowed(typed, "")
    }

    fn narrowed(&self, typed: &str, filter: &str) -> Results {
        search(&self.index, typed, &Options { limit: 100, filter, ..Options::default() })
    }

    /// The topics found, best first.
    fn topics(&self, typed: &str) -> Vec<&str> {
        self.find(typed).hits.iter().filter_map(|hit| self.collection.get(hit.quote).unwrap().topic).collect()
    }
}

fn facet<'a>(found: &'a Results, field: &str) -> &'a Facet {
    found.facets.iter().find(|facet| facet.field == field).unwrap()
}

fn sum(facet: &Facet) -> usize {
    facet.values.iter().map(|value| value.count).sum()
}

fn value(facet: &Facet, name: &str) -> usize {
    facet.values.iter().find(|value| value.value.as_deref() == Some(name)).map_or(0, |value| value.count)
}

#[test]
fn each_entry_is_found_first_by_its_topic() {
    let shelf = Shelf::open();
    for quote in shelf.collection.quotes() {
        let topic = quote.topic.unwrap();
        for typed in [topic.to_string(), format!("On {topic}"), topic.to_lowercase()] {
            assert_eq!(shelf.topics(&typed).first(), Some(&topic), "typed {typed:?}");
        }
    }
}

#[test]
fn all_words_must_match_and_the_last_may_be_unfinished() {
    let shelf = Shelf::open();
    assert_eq!(shelf.topics("passion culti"), ["Passion"]);
    assert_eq!(shelf.topics("overfit"), ["Overfitting in LLMs"]);
    assert_eq!(shelf.find("").total, 69);
}

#[test]
fn real_time_is_found_however_it_is_written() {
    let shelf = Shelf::open();
    let spaced = shelf.topics("real time");
    assert!(spaced.len() > 4);
    assert_eq!(shelf.topics("real-time"), spaced);
    let mut joined = shelf.topics("realtime");
    joined.sort_unstable();
    let mut apart = shelf.topics("\"real time\"");
    apart.sort_unstable();
    assert_eq!(joined, apart);
    assert_eq!(shelf.topics("catch22"), ["The Data Catch-22"]);
}

#[test]
fn a_few_letters_are_no_unfinished_compound() {
    let collection = epigraph::import("- On A: a term, in real time".as_bytes()).unwrap();
    let index = Index::build(&collection);
    let total = |typed| search(&index, typed, &Options::default()).total;
    assert_eq!([total("ate"), total("realti"), total("realtim"), total("realtime")], [0, 0, 1, 1]);
    assert_eq!(total("aterm"), 1);
}

#[test]
fn inflection_finds_and_says_so() {
    let shelf = Shelf::open();
    let found = shelf.find("retrain ");
    let hit = &found.hits[0];
    assert_eq!(shelf.collection.get(hit.quote).unwrap().topic, Some("Monitoring"));
    assert_eq!((hit.via[0].word.as_str(), hit.via[0].matched.as_str()), ("retrain", "retraining"));
    let text: Vec<u16> = shelf.collection.get(hit.quote).unwrap().text.encode_utf16().collect();
    let marked = hit.marks.iter().filter(|mark| mark.name() == "text");
    let marked = marked.map(|mark| String::from_utf16(&text[mark.start..mark.end]).unwrap());
    assert_eq!(marked.collect::<Vec<_>>(), ["retraining"]);
}

#[test]
fn slips_are_forgiven_only_where_nothing_matches_as_typed() {
    let shelf = Shelf::open();
    assert_eq!(shelf.topics("passoin"), ["Passion"]);
    assert_eq!(shelf.topics("overfiting"), ["Overfitting in LLMs"]);
    let data = shelf.find("data");
    assert!(data.hits.iter().all(|hit| !hit.tier.corrected() && hit.via.iter().all(|via| via.matched != "date")));
    assert_eq!(shelf.find("zzzzzz").total, 0);
}

#[test]
fn phrases_and_exclusions() {
    let shelf = Shelf::open();
    assert_eq!(shelf.topics("\"make friends\""), ["Making Connections"]);
    assert!(shelf.topics("\"friends make\"").is_empty());
    assert!(shelf.topics("evaluation -human").iter().all(|topic| !topic.contains("Human")));
    assert!(shelf.find("evaluation").total > shelf.find("evaluation -human").total);
}

#[test]
fn filters_narrow_by_number_word_and_whole_value() {
    let shelf = Shelf::open();
    assert_eq!(shelf.find("part:5").total, 9);
    assert_eq!(shelf.find("part:evaluation").total, 8);
    assert_eq!(shelf.find("part:eval").total, 8);
    assert_eq!(shelf.find("source:\"AI Engineering\"").total, 8);
    assert_eq!(shelf.find("kind:paraphrase").total, 8);
    assert_eq!(shelf.find("-kind:paraphrase").total, 61);
    assert_eq!(shelf.find("part:5 part:6").total, 17);
    // By number or by title, what is named of one field are alternatives; of what is excluded each counts.
    assert_eq!(shelf.find("part:5 part:evaluation").total, 17);
    assert_eq!(shelf.find("-part:5 -part:evaluation").total, 69 - 17);
    assert_eq!(shelf.find("part:5 part:evaluation -part:5").total, 8);
    assert_eq!(shelf.find("part:5 part:evaluation topic:baselines").total, shelf.find("part:5 topic:baselines").total);
    assert_eq!(facet(&shelf.find("part:5 part:evaluation"), "part"), facet(&shelf.find(""), "part"));
    assert_eq!(shelf.find("part:5 source:\"shift mag\"").total, 1);
    assert_eq!(shelf.find("lang:en author:huyen topic:baselines").total, 1);
    assert_eq!(shelf.find("tag:any").total, 0);
}

#[test]
fn filters_by_length_are_alternatives_and_know_the_characters_of_any_script() {
    let shelf = Shelf::open();
    let of = |least: usize, most: usize| {
        shelf.collection.quotes().filter(|quote| (least..=most).contains(&quote.text.chars().count())).count()
    };
    for (filter, found) in [
        ("length:..100", of(0, 100)),
        ("length:101..200", of(101, 200)),
        ("length:..100 length:201..", of(0, 100) + of(201, usize::MAX)),
        ("-length:..100", of(101, usize::MAX)),
        ("-length:..100 -length:201..", of(101, 200)),
        ("length:long", 0),
        ("-length:long", 69),
        ("length:0", 0),
        ("length:0..", 69),
    ] {
        assert_eq!(shelf.narrowed("", filter).total, found, "{filter}");
        assert_eq!(shelf.find(filter).total, found, "{filter}");
        assert_eq!(select(&shelf.index, filter).len(), found, "{filter}");
    }
    assert_eq!(shelf.find("length:..100 part:5").total, select(&shelf.index, "length:..100 part:5").len());
    // Nor do they change what the other fields count, but by what they take away.
    let short = shelf.find("length:..100");
    assert_eq!((sum(facet(&short, "part")), short.facets.len()), (short.total, 6));

    let mut collection = Collection::default();
    // 3 words, an emoji of one scalar value, one of three, and a letter with its accent apart.
    for text in ["早起き", "ok 🎉", "👩\u{200d}🚀", "e\u{301}", "a\nb — c", "…", "ΣΊΣΥΦΟΣ", "Maße 50 % …"]
    {
        collection.push(&quote(text, None, &[]));
    }
    let shelf = Shelf::of(collection);
    for (at, quote) in shelf.collection.quotes().enumerate() {
        let length = quote.text.chars().count();
        assert!(select(&shelf.index, &format!("length:{length}")).contains(&at), "{}", quote.text);
        assert!(!select(&shelf.index, &format!("-length:{length}..{length}")).contains(&at), "{}", quote.text);
    }
    assert_eq!(select(&shelf.index, "length:3"), [0, 2]);
}

#[test]
fn a_value_of_signs_alone_is_named_by_its_signs() {
    let mut collection = Collection::default();
    let tags: [&[&str]; 8] =
        [&["❤\u{fe0f}"], &["💛", "a"], &["❤\u{fe0f}", "💛"], &["👩\u{200d}🚀"], &["★★★★"], &["★★★"], &["«!»"], &[]];
    for (at, tags) in tags.iter().enumerate() {
        let mut quote = quote(["One.", "Two."][at % 2], None, tags);
        quote.source = Some(["🎬", "A ! B", "🎬 🎬", "—"][at % 4]);
        collection.push(&quote);
    }
    let shelf = Shelf::of(collection);
    for (filter, found) in [
        ("tag:\"❤\u{fe0f}\"", &[0, 2][..]),
        ("tag:❤", &[0, 2]),
        ("-tag:\"❤\u{fe0f}\"", &[1, 3, 4, 5, 6, 7]),
        ("tag:\"💛\"", &[1, 2]),
        ("tag:\"💛\" tag:\"★★★\"", &[1, 2, 5]),
        ("tag:\"❤\" tag:💛 source:\"🎬\"", &[0]),
        // The whole of a value or none; without marks it may be unfinished, as words may.
        ("tag:\"★★★\"", &[5]),
        ("tag:\"★★\"", &[]),
        ("tag:★★", &[4, 5]),
        ("tag:\"👩\"", &[]),
        ("tag:\"!\"", &[6]),
        ("tag:\"?\"", &[]),
        ("-tag:\"?\"", &[0, 1, 2, 3, 4, 5, 6, 7]),
        ("source:\"🎬\"", &[0, 4]),
        ("source:\"🎬 🎬\"", &[2, 6]),
        ("source:\"!\"", &[]),
        ("part:\"!\"", &[]),
        ("lang:\"!\"", &[]),
        ("kind:\"!\"", &[]),
        ("tag:\"\" source:", &[0, 1, 2, 3, 4, 5, 6, 7]),
        // Beside words signs are passed over.
        ("tag:\"a !\"", &[1]),
        ("tag:\"❤\" & tag:💛", &[0, 1, 2]),
    ] {
        assert_eq!(select(&shelf.index, filter), found, "{filter}");
        assert_eq!(shelf.narrowed("", filter).total, found.len(), "{filter}");
        assert_eq!(shelf.find(filter).total, found.len(), "{filter}");
    }
    for count in &facet(&shelf.find(""), "tag").values {
        let Some(value) = &count.value else { continue };
        let filter = format!("tag:\"{}\"", value.replace(['«', '»'], " "));
        assert_eq!(shelf.narrowed("", &filter).total, count.count, "{filter}");
    }
}

#[test]
fn a_query_of_signs_alone_finds_nothing_and_beside_words_they_are_passed_over() {
    let shelf = Shelf::open();
    for signs in [
        "!",
        "❤\u{fe0f}",
        "?! …",
        "\"!!!\"",
        "\"!!!",
        "!!!!!!!!",
        "…",
        "👩\u{200d}🚀",
        "- !",
        "::",
        "& \u{1f1e9}\u{1f1ea}",
    ] {
        let found = shelf.find(signs);
        assert_eq!((found.total, found.partial, found.suggestion), (0, false, None), "{signs}");
        assert!(select(&shelf.index, signs).is_empty(), "{signs}");
        assert_eq!(shelf.narrowed(signs, "part:5").total, 0, "{signs}");
    }
    for (typed, words) in [
        ("data !", "data"),
        ("? data", "data"),
        ("data ❤ model", "data model"),
        ("part:5 &", "part:5"),
        ("& part:5 |", "part:5"),
        ("-data !", "-data"),
    ] {
        let (found, expected) = (shelf.find(typed), shelf.find(words));
        assert_eq!((found.total, found.partial), (expected.total, expected.partial), "{typed}");
        assert!(found.total > 0, "{typed}");
    }
    // What only begins a term asks for nothing, and what excludes signs excludes no quote.
    for begun in ["", " ", "-", "\"", "“", "\"\"", "\" ", "-\"", "tag:", "-part:\"", "length:..", "-❤", "! -", "---"]
    {
        assert_eq!(shelf.find(begun).total, 69, "{begun}");
    }
}

#[test]
fn a_filter_from_outside_holds_whatever_is_typed() {
    let shelf = Shelf::open();
    assert_eq!(shelf.narrowed("part:6", "part:5").total, 0);
    assert_eq!(shelf.narrowed("", "part:5").total, 9);
    assert_eq!(shelf.narrowed("", "prompt").total, select(&shelf.index, "prompt").len());
    assert_eq!(select(&shelf.index, "part:5 prompt -rigor").len(), 1);
}

#[test]
fn counts_of_parts_and_sources_equal_the_total() {
    let shelf = Shelf::open();
    for typed in ["data", "model", "the", "", "real time", "how do you evaluate a model in production"] {
        let found = shelf.find(typed);
        assert_eq!(sum(facet(&found, "part")), found.total, "{typed}");
        assert_eq!(sum(facet(&found, "source")), found.total, "{typed}");
        assert_eq!(value(facet(&found, "author"), "Chip Huyen"), found.total);
    }
}

#[test]
fn the_counts_of_a_field_leave_its_own_filter_aside() {
    let shelf = Shelf::open();
    let free = shelf.find("data");
    for narrow in [shelf.find("data part:5"), shelf.narrowed("data", "part:5")] {
        assert_eq!(facet(&narrow, "part"), facet(&free, "part"));
        assert_eq!(sum(facet(&narrow, "source")), narrow.total);
        assert!(narrow.total < sum(facet(&free, "part")));
    }
}

#[test]
fn at_most_twenty_values_are_named_and_the_rest_counted() {
    let shelf = Shelf::open();
    let found = shelf.find("");
    let (topic, tag) = (facet(&found, "topic"), facet(&found, "tag"));
    assert_eq!((topic.values.len(), topic.more), (20, 49));
    assert_eq!((tag.values[0].value.as_deref(), tag.values[0].count), (None, 69));
}

#[test]
fn what_matches_only_in_part_says_so_and_nonsense_gets_nothing() {
    let shelf = Shelf::open();
    let found = shelf.find("interview latency");
    assert!(found.partial && found.total > 0);
    let none = shelf.find("xylophone quasar");
    assert_eq!((none.total, none.partial), (0, false));
    // What is only there but for a slip (cool) is no part, unless it is long.
    assert_eq!(shelf.find("how do I cook xylophone").total, 0);
    assert!(shelf.find("machine lerning xylophone").partial);
    assert!(shelf.find("deplyment xylophone").partial);
    assert!(shelf.find("can you get their").partial);
}

#[test]
fn a_near_word_is_suggested_only_where_nothing_is_found() {
    let shelf = Shelf::open();
    assert_eq!(shelf.find("pshion").suggestion.as_deref(), Some("passion"));
    assert_eq!(shelf.find("passion").suggestion, None);
    assert_eq!(shelf.find("xylophone").suggestion, None);
    assert_eq!(shelf.find("dta").suggestion.as_deref(), Some("data"));
    assert_eq!(shelf.find("how do I cook rice").suggestion, None);
}

#[test]
fn a_suggestion_is_one_that_the_filter_lets_through() {
    let shelf = Shelf::open();
    assert_eq!(shelf.narrowed("pshion", "part:8").suggestion.as_deref(), Some("passion"));
    assert_eq!(shelf.narrowed("pshion", "part:1").suggestion, None);
}

#[test]
fn a_filter_of_many_chips_is_read_to_its_end() {
    let shelf = Shelf::open();
    let all = shelf.find("");
    let titles = facet(&all, "part").values.iter().filter_map(|value| value.value.as_deref()).collect::<Vec<_>>();
    let filter: String = titles.iter().map(|title| format!("part:\"{title}\" ")).collect();
    assert!(filter.chars().count() > 256);
    assert_eq!(shelf.narrowed("", &filter).total, 69);
}

fn quote<'a>(text: &'a str, part: Option<Part<'a>>, tags: &[&'a str]) -> Quote<'a> {
    let none = None;
    Quote {
        id: text,
        text,
        kind: Kind::Quotation,
        topic: none,
        author: none,
        source: none,
        url: none,
        part,
        tags: tags.to_vec(),
        lang: none,
    }
}

#[test]
fn parts_of_one_title_or_none_are_told_apart_by_number() {
    let part = |number, title| Some(Part { number: Some(number), title });
    let mut collection = Collection::default();
    collection.push(&quote("nowhere", None, &[]));
    collection.push(&quote("third", part(3, None), &[]));
    collection.push(&quote("fourth", part(4, None), &[]));
    collection.push(&quote("fifth", part(5, Some("Exercises")), &[]));
    collection.push(&quote("sixth", part(6, Some("Exercises")), &[]));
    let shelf = Shelf::of(collection);
    for (filter, found) in
        [("part:3", 1), ("part:4", 1), ("part:5", 1), ("part:6", 1), ("part:exercises", 2), ("-part:3", 4)]
    {
        assert_eq!(shelf.find(filter).total, found, "{filter}");
    }
    assert_eq!(sum(facet(&shelf.find(""), "part")), 5);
}

#[test]
fn a_line_break_in_a_text_moves_no_mark_and_a_word_of_a_later_tag_is_told() {
    let mut collection = Collection::default();
    collection.push(&quote("one line\nand another", None, &["first", "early retraining"]));
    let shelf = Shelf::of(collection);
    let found = shelf.find("another");
    assert_eq!((found.hits[0].marks[0].start, found.hits[0].marks[0].end), (13, 20));
    assert_eq!(shelf.find("retrained").hits[0].via[0].matched, "retraining");
}

#[test]
fn a_quote_that_is_not_there_is_none_however_far_away() {
    let shelf = Shelf::open();
    for index in [69, usize::MAX / 11 + 1, usize::MAX] {
        assert_eq!(shelf.collection.get(index), None);
    }
}

#[test]
fn a_question_is_answered_by_its_telling_words_and_never_by_the_others_alone() {
    let shelf = Shelf::open();
    let topics = shelf.topics("should I start with a simple model?");
    assert!(topics.iter().take(3).any(|topic| ["Simplicity", "Baselines"].contains(topic)), "{topics:?}");
    assert!(shelf.find("data zebra model").partial);
    for nonsense in ["what is the pizza", "how do I do that with a zebra", "why is it so purple"] {
        assert_eq!(shelf.find(nonsense).total, 0, "{nonsense}");
    }
    // Nothing but such words is still a query.
    assert!(shelf.find("it depends").total > 0);
    assert!(shelf.find("what is").total > 0);
}

#[test]
fn aliases_find_both_ways_below_inflections_and_say_so() {
    let list = "alias: LLM = large language model\nalias: hard = difficult\n\n- On A: \"An LLM is hard.\"\n- On B: \"Large language models are difficult.\"\n- On C: \"A language is large.\"";
    let shelf = Shelf::of(epigraph::import(list.as_bytes()).unwrap());
    assert_eq!(shelf.topics("llm"), ["A", "B"]);
    assert_eq!(shelf.topics("large language models"), ["B", "A"]);
    assert_eq!(shelf.topics("language model"), ["B"]);
    assert_eq!(shelf.topics("hard "), ["A", "B"]);
    let found = shelf.find("llm ");
    let via: Vec<_> = found.hits[1].via.iter().map(|via| (via.word.as_str(), via.matched.as_str())).collect();
    assert_eq!(via, [("llm", "Large language models")]);
    assert_eq!(found.hits[1].tier, epigraph::Tier::Alias);
}

#[test]
fn the_first_letter_of_a_word_that_is_not_finished_is_as_typed() {
    let shelf = Shelf::of(
        epigraph::import(br#"["Learning goes on.", "Gear up.", "Feature by feature.", "\u00c9crire."]"#).unwrap(),
    );
    let found = |typed: &str| {
        let mut quotes: Vec<_> = shelf.find(typed).hits.iter().map(|hit| hit.quote).collect();
        quotes.sort_unstable();
        quotes
    };
    // `gear` is whole, `feat` is not; of `learning` only the beginning would be one slip away.
    assert_eq!(found("fear"), [1, 2]);
    // What is whole comes first.
    assert_eq!(shelf.find("fear").hits.first().map(|hit| (hit.quote, hit.tier)), Some((1, epigraph::Tier::Typo)));
    assert_eq!(found("kear"), [1]);
    // A swap of the first two is a slip in the first.
    assert_eq!((found("elarn"), found("elarning"), found("laerni")), (vec![], vec![0], vec![0]));
    // Of a word that another follows all is known.
    assert_eq!((found("mearning goes"), found("xcrire"), found("xcri")), (vec![0], vec![3], vec![]));
}
