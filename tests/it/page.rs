//! The page that reads without JavaScript: every quote, every address, and no text as markup.

use epigraph::{Collection, Kind, Part, Quote, builtin, page};

const TEMPLATE: &str = include_str!("../../www/index.html");

/// All markers, each on a line of its own.
const BARE: &str = "\
<!-- epigraph:title -->
<!-- epigraph:description -->
<!-- epigraph:count -->
<!-- epigraph:introduction -->
<!-- epigraph:first-quote -->
<!-- epigraph:contents -->
<!-- epigraph:quotes -->
<!-- epigraph:json-ld -->";

fn quote<'a>(id: &'a str, text: &'a str) -> Quote<'a> {
    Quote {
        id,
        text,
        kind: Kind::Quotation,
        topic: None,
        author: None,
        source: None,
        url: None,
        part: None,
        tags: vec![],
        lang: None,
    }
}

/// The page of one quote.
fn page_of(quote: Quote<'_>) -> String {
    let mut collection = Collection::default();
    collection.push(&quote);
    page(&collection, BARE).unwrap()
}

#[test]
fn every_entry_stands_once_under_its_own_address() {
    let collection = builtin();
    let page = page(&collection, TEMPLATE).unwrap();
    assert_eq!(page.matches("<figure ").count(), collection.len());
    for quote in collection.quotes() {
        assert_eq!(page.matches(&format!("<figure id=\"quote={}\"", quote.id)).count(), 1, "{}", quote.id);
        assert_eq!(page.matches(&format!("href=\"#quote={}\"", quote.id)).count(), 1, "{}", quote.id);
    }
    assert!(!page.contains("<!-- epigraph:"), "a marker was left");
}

#[test]
fn parts_stand_in_order_with_number_and_title() {
    let page = page(&builtin(), TEMPLATE).unwrap();
    let (_, quotes) = page.split_once("<div id=\"quotes\"").unwrap();
    let headings: Vec<String> =
        quotes.split("<h2 id=\"part-").skip(1).map(|rest| words(&rest[..rest.find("</h2>").unwrap()])).collect();
    assert_eq!(headings.len(), 8);
    assert_eq!(headings[4], "Part 5: Navigating LLMs and AI Agents");
}

/// Text of a piece of HTML that begins inside a tag.
fn words(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text)).collect()
}

#[test]
fn a_quotation_stands_between_marks_and_a_paraphrase_does_not() {
    let page = page(&builtin(), TEMPLATE).unwrap();
    assert!(page.contains("<p>“Deployment changes the problem, it does not end it.”</p>"));
    assert!(page.contains("<p>Prompts should be versioned"));
    assert_eq!(page.matches(">Paraphrase</span> — ").count(), 8);
}

#[test]
fn a_topic_is_shown_with_the_words_of_its_document() {
    let page = page(&builtin(), TEMPLATE).unwrap();
    assert!(page.contains("<a href=\"#quote=baselines\">On Baselines</a>"));
    assert!(page.contains(">On the &quot;It Depends&quot; Answer</a>"));
}

#[test]
fn the_fallback_of_the_widget_is_the_first_entry() {
    let page = page(&builtin(), TEMPLATE).unwrap();
    let (_, widget) = page.split_once("<epigraph-widget").unwrap();
    let (widget, _) = widget.split_once("</epigraph-widget>").unwrap();
    assert!(widget.contains("<p>“If you have to choose between engineering and ML, choose engineering."));
    assert!(!widget.contains("id="), "an id would stand twice on the page");
}

#[test]
fn the_data_for_machines_holds_every_entry() {
    let page = page(&builtin(), TEMPLATE).unwrap();
    assert_eq!(page.matches("\"@type\":\"Quotation\"").count(), 69);
    assert_eq!(page.matches("\"genre\":\"paraphrase\"").count(), 8);
    assert!(page.contains("\"about\":\"the \\\"It Depends\\\" Answer\""));
}

#[test]
fn no_text_becomes_markup() {
    let hostile = "</script><!-- epigraph:title --><img src=x onerror=alert(1)>\"&'";
    let page = page_of(Quote {
        topic: Some(hostile),
        author: Some(hostile),
        source: Some(hostile),
        lang: Some(hostile),
        part: Some(Part { number: None, title: Some(hostile) }),
        ..quote(hostile, hostile)
    });
    assert!(!page.contains("<img") && !page.contains("</script") && !page.contains("<!--"), "{page}");
    assert!(page.contains(
        "<p>“&lt;/script&gt;&lt;!-- epigraph:title --&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&amp;'”</p>"
    ));
}

#[test]
fn only_addresses_on_the_web_become_links() {
    let with = |url: &str| page_of(Quote { source: Some("A Book"), url: Some(url), ..quote("a", "b") });
    assert!(
        with("https://example.com/?a=1&b=2")
            .contains("<cite><a href=\"https://example.com/?a=1&amp;b=2\" rel=\"noopener\">A Book</a></cite>")
    );
    for url in ["javascript:alert(1)", "data:text/html,x", "javascript://http://x", "//example.com", "file:///etc"] {
        assert!(with(url).contains("<figcaption>— <cite>A Book</cite>"), "{url}");
    }
}

#[test]
fn an_entry_without_topic_or_part_still_has_a_heading_and_an_address() {
    let page = page_of(quote("größe", "Klein"));
    assert!(page.contains("<h2 id=\"part-1\">Quotes</h2>"));
    assert!(page.contains("<figure id=\"quote=größe\""));
    assert!(page.contains("href=\"#quote=gr%C3%B6%C3%9Fe\""));
}

#[test]
fn a_template_without_a_marker_is_refused_by_name() {
    let error = page(&builtin(), &BARE.replace("<!-- epigraph:quotes -->", "")).unwrap_err();
    assert_eq!(error.code(), "template-invalid");
    assert!(error.to_string().contains("`<!-- epigraph:quotes -->`"), "{error}");
}

#[test]
fn other_comments_are_left_alone() {
    let page = page(&builtin(), &format!("{BARE}<!-- mine --><!-- epigraph:unknown -->")).unwrap();
    assert!(page.ends_with("<!-- mine --><!-- epigraph:unknown -->"));
}
