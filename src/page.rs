//! The collection as a page: fills the marked places of an HTML template.
//!
//! In goes a [`Collection`] and a template with comments such as `<!-- epigraph:quotes -->`, out
//! comes a page that is complete without JavaScript. Every quote stands there once, under its
//! part, with `quote=ID` as its `id`, so that the addresses which the widget writes lead to it
//! too. No text of the collection ever becomes markup; nothing here reads or writes a file.

use crate::{Collection, Error, Kind, Part, Quote};

/// Beginning and end of a marker; its name stands between.
const MARKER: (&str, &str) = ("<!-- epigraph:", " -->");

/// Fills every marker of `template` with its piece of `collection`.
///
/// | marker | becomes |
/// |---|---|
/// | `title` | the title as text, also fit for `<title>` |
/// | `description` | the first sentence of the introduction as text, fit for an attribute |
/// | `count` | `69 entries in 8 parts` |
/// | `introduction` | one `<p>` for each paragraph |
/// | `first-quote` | the first quote as `<blockquote>` and its attribution: the widget's fallback |
/// | `contents` | one `<li>` with a link for each part |
/// | `quotes` | one `<section>` for each part, one `<figure id="quote=ID">` for each quote |
/// | `json-ld` | schema.org `Quotation`s, for a `<script type="application/ld+json">` |
///
/// A marker may stand more than once, and all but `quotes` may be missing. Other comments are left alone.
///
/// # Errors
///
/// `template-invalid` when there is no place for the quotes.
pub fn page(collection: &Collection, template: &str) -> Result<String, Error> {
    let parts = parts(collection);
    let pieces = [
        ("title", escape(title(collection))),
        ("description", escape(description(collection))),
        ("count", count(collection, &parts)),
        ("introduction", introduction(collection)),
        ("first-quote", collection.quotes().next().as_ref().map(fallback).unwrap_or_default()),
        ("contents", join(&parts, |part| contents_line(collection, part))),
        ("quotes", join(&parts, |part| section(collection, part))),
        ("json-ld", json_ld(collection)),
    ];
    fill(template, &pieces)
}

/// Puts each piece in the place of its marker, in one pass, so that no piece is searched for
/// markers itself.
fn fill(template: &str, pieces: &[(&str, String)]) -> Result<String, Error> {
    let marker = format!("{}quotes{}", MARKER.0, MARKER.1);
    if !template.contains(&marker) {
        return Err(Error::no_marker(&marker));
    }
    let mut page = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(MARKER.0) {
        page.push_str(before);
        let found = pieces.iter().find_map(|(name, piece)| {
            let tail = after.strip_prefix(name)?.strip_prefix(MARKER.1)?;
            Some((piece, tail))
        });
        rest = if let Some((piece, tail)) = found {
            page.push_str(piece);
            tail
        } else {
            page.push_str(MARKER.0);
            after
        };
    }
    page.push_str(rest);
    Ok(page)
}

/// A run of quotes of one part, in document order.
struct Section<'a> {
    /// The address of its heading: `part-1`, `part-2`, … by position.
    id: String,
    part: Option<Part<'a>>,
    quotes: Vec<Quote<'a>>,
}

fn parts(collection: &Collection) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for quote in collection.quotes() {
        match sections.last_mut() {
            Some(section) if section.part == quote.part => section.quotes.push(quote),
            _ => {
                let id = format!("part-{}", sections.len() + 1);
                sections.push(Section { id, part: quote.part, quotes: vec![quote] });
            }
        }
    }
    sections
}

fn title(collection: &Collection) -> &str {
    collection.title.as_deref().unwrap_or("Quotes")
}

fn description(collection: &Collection) -> &str {
    let Some(text) = collection.introduction.as_deref() else { return title(collection) };
    let paragraph = text.split('\n').next().unwrap_or(text);
    // The full stop belongs to the sentence, the space after it does not.
    paragraph.find(". ").and_then(|at| paragraph.get(..=at)).unwrap_or(paragraph)
}

fn count(collection: &Collection, parts: &[Section<'_>]) -> String {
    let entries = collection.len();
    let named = parts.iter().filter(|section| section.part.is_some()).count();
    let entries = format!("{entries} {}", if entries == 1 { "entry" } else { "entries" });
    match named {
        0 => entries,
        1 => format!("{entries} in 1 part"),
        _ => format!("{entries} in {named} parts"),
    }
}

fn introduction(collection: &Collection) -> String {
    let lang = lang(collection.lang.as_deref());
    let text = collection.introduction.as_deref().unwrap_or_default();
    let paragraphs: Vec<&str> = text.split('\n').filter(|line| !line.trim().is_empty()).collect();
    join(&paragraphs, |line| format!("<p{lang}>{}</p>", escape(line)))
}

/// What the widget shows until it is ready: the same words as the page's first entry.
fn fallback(quote: &Quote<'_>) -> String {
    let attribution = attribution(quote);
    let attribution = if attribution.is_empty() { attribution } else { format!("\n<p>{attribution}</p>") };
    format!("{}{attribution}", blockquote(quote))
}

fn contents_line(collection: &Collection, section: &Section<'_>) -> String {
    format!("<li><a href=\"#{}\">{}</a></li>", section.id, part_heading(collection, section.part))
}

fn section(collection: &Collection, section: &Section<'_>) -> String {
    let id = &section.id;
    let heading = part_heading(collection, section.part);
    let figures = join(&section.quotes, |quote| figure(quote, &collection.topic_prefix));
    format!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n{figures}\n</section>")
}

/// `Part 5: Evaluation`, the two halves apart so that a style can set them on lines of their own.
fn part_heading(collection: &Collection, part: Option<Part<'_>>) -> String {
    let lang = lang(collection.lang.as_deref());
    let number = part.and_then(|part| part.number);
    let title = part.and_then(|part| part.title).map(|title| format!("<span{lang}>{}</span>", escape(title)));
    match (number, title) {
        (Some(number), Some(title)) => {
            format!("<span class=\"number\">Part {number}<span class=\"colon\">:</span></span> {title}")
        }
        (Some(number), None) => format!("Part {number}"),
        (None, Some(title)) => title,
        (None, None) => String::from("Quotes"),
    }
}

fn figure(quote: &Quote<'_>, topic_prefix: &str) -> String {
    let id = format!("quote={}", quote.id);
    let (name, address) = (escape(&id), encode(&id));
    let kind = quote.kind.name();
    let lang = lang(quote.lang);
    let text = blockquote(quote);
    let attribution = attribution(quote);
    match quote.topic {
        Some(topic) => {
            let topic = escape(&format!("{topic_prefix}{topic}"));
            format!(
                "<figure id=\"{name}\" class=\"{kind}\">\n<h3{lang} dir=\"auto\"><a href=\"#{address}\">{topic}</a></h3>\n{text}\n<figcaption>{attribution}</figcaption>\n</figure>"
            )
        }
        // Without a topic the address is shown with the attribution.
        None => format!(
            "<figure id=\"{name}\" class=\"{kind}\">\n{text}\n<figcaption>{attribution} <a class=\"permalink\" href=\"#{address}\" aria-label=\"Link to this entry\">#</a></figcaption>\n</figure>"
        ),
    }
}

fn blockquote(quote: &Quote<'_>) -> String {
    let lang = lang(quote.lang);
    let text = escape(quote.text);
    let text = match quote.kind {
        Kind::Quotation => format!("“{text}”"),
        Kind::Paraphrase => text,
    };
    format!("<blockquote{lang} dir=\"auto\"><p>{text}</p></blockquote>")
}

/// `Paraphrase — Author, Source`, as far as each is known; the source links to its address.
fn attribution(quote: &Quote<'_>) -> String {
    let author = quote.author.map(|author| format!("<span class=\"author\">{}</span>", escape(author)));
    let source = quote.source.or(web_address(quote)).map(|source| {
        let source = escape(source);
        match web_address(quote) {
            Some(url) => format!("<cite><a href=\"{}\" rel=\"noopener\">{source}</a></cite>", escape(url)),
            None => format!("<cite>{source}</cite>"),
        }
    });
    let by = match (author, source) {
        (Some(author), Some(source)) => format!("— {author}, {source}"),
        (Some(one), None) | (None, Some(one)) => format!("— {one}"),
        (None, None) => String::new(),
    };
    match quote.kind {
        Kind::Quotation => by,
        Kind::Paraphrase if by.is_empty() => String::from("<span class=\"kind\">Paraphrase</span>"),
        Kind::Paraphrase => format!("<span class=\"kind\">Paraphrase</span> {by}"),
    }
}

/// The quote's address if it leads to the web: no other scheme becomes a link.
fn web_address<'a>(quote: &Quote<'a>) -> Option<&'a str> {
    let url = quote.url?;
    let (scheme, _) = url.split_once("://")?;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(url)
}

fn json_ld(collection: &Collection) -> String {
    let author = collection.author.as_deref().map(|name| thing("Person", name));
    let quotes = collection.quotes().map(|quote| json_quote(&quote)).collect::<Vec<_>>().join(",\n");
    let members = [
        Some(String::from("\"@context\":\"https://schema.org\",\"@type\":\"Collection\"")),
        Some(member("name", &json(title(collection)))),
        collection.lang.as_deref().map(|lang| member("inLanguage", &json(lang))),
        author.map(|author| member("author", &author)),
        Some(format!("\"hasPart\":[\n{quotes}\n]")),
    ];
    format!("{{{}}}", join_present(members))
}

fn json_quote(quote: &Quote<'_>) -> String {
    let paraphrase = quote.kind == Kind::Paraphrase;
    let source = quote.source.map(|name| thing("CreativeWork", name));
    let members = [
        Some(String::from("\"@type\":\"Quotation\"")),
        Some(member("@id", &json(&format!("#{}", encode(&format!("quote={}", quote.id)))))),
        Some(member("text", &json(quote.text))),
        paraphrase.then(|| member("genre", &json(quote.kind.name()))),
        quote.topic.map(|topic| member("about", &json(topic))),
        quote.author.map(|author| member("author", &thing("Person", author))),
        source.map(|source| member("isPartOf", &source)),
        web_address(quote).map(|url| member("url", &json(url))),
        quote.lang.map(|lang| member("inLanguage", &json(lang))),
    ];
    format!("{{{}}}", join_present(members))
}

fn thing(kind: &str, name: &str) -> String {
    format!("{{\"@type\":\"{kind}\",{}}}", member("name", &json(name)))
}

fn member(name: &str, value: &str) -> String {
    format!("\"{name}\":{value}")
}

fn join_present<const N: usize>(members: [Option<String>; N]) -> String {
    members.into_iter().flatten().collect::<Vec<_>>().join(",")
}

/// A JSON string that may also stand inside a `<script>`: no `<` is left to end it.
fn json(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '<' => out.push_str("\\u003c"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Text for between tags and for inside a double-quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Percent-encodes an id for use behind `#`, as UTF-8; letters, digits and `-._~=` stay.
fn encode(id: &str) -> String {
    id.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'=' => {
                String::from(char::from(byte))
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The attribute; empty where the language is unknown, so that the page's own is not inherited.
fn lang(lang: Option<&str>) -> String {
    format!(" lang=\"{}\"", escape(lang.unwrap_or_default()))
}

fn join<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    items.iter().map(write).collect::<Vec<_>>().join("\n")
}
