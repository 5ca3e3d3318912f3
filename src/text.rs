//! The fold and the word split, used by index and query alike, so that the two cannot drift.
//!
//! Text goes in; words come out, each with its place in the text and a folded form that forgets
//! case, diacritics, apostrophes and compatibility forms (`Café’s` → `cafes`). Hyphens split
//! words. Scripts written without spaces give one word a character.

/// A word of a text: where it stands, and what it is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte of the word in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The folded form; never empty.
    pub folded: String,
}

/// Splits `text` into its words, first to last.
///
/// ```
/// let words: Vec<_> = epigraph::text::words("Don’t re-use Él!").map(|w| w.folded).collect();
/// assert_eq!(words, ["dont", "re", "use", "el"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// Iterator over the words of a text; see [`words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        loop {
            let mut start = self.at;
            let mut first = char_at(self.text, start)?;
            while !is_word(first) {
                start += first.len_utf8();
                first = char_at(self.text, start)?;
            }
            let mut end = start + first.len_utf8();
            let alone = is_spaceless(first);
            while let Some(c) = char_at(self.text, end) {
                let goes_on = |c| !alone && is_word(c) && !is_spaceless(c);
                let joins = if is_apostrophe(c) {
                    char_at(self.text, end + c.len_utf8()).is_some_and(goes_on)
                } else {
                    is_mark(c) || goes_on(c)
                };
                if !joins {
                    break;
                }
                end += c.len_utf8();
            }
            self.at = end;
            let folded = fold(slice(self.text, start, end));
            if !folded.is_empty() {
                return Some(Word { start, end, folded });
            }
        }
    }
}

/// The letters of a word.
#[inline(never)]
pub(crate) fn letters(word: &str) -> Vec<char> {
    let mut letters = crate::room::list_of(word.len());
    for c in word.chars() {
        letters.push(c);
    }
    letters
}

/// The character that begins at a byte.
#[cfg_attr(not(full), inline(never))]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    slice(text, at, text.len()).chars().next()
}

#[cfg_attr(not(full), inline(never))]
fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_mark(c) || is_alphanumeric(c) }
}

/// Whether Unicode calls `c` alphabetic or a number.
#[cfg(any(full, not(target_family = "wasm")))]
fn is_alphanumeric(c: char) -> bool {
    c.is_alphanumeric()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '\u{ff07}')
}

/// Scripts that put no space between words: Thai to Burmese, Khmer, kana, Han and their extensions.
#[cfg(any(full, not(target_family = "wasm")))]
fn is_spaceless(c: char) -> bool {
    matches!(u32::from(c),
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3040..=0x30FF
        | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F
        | 0x20000..=0x3FFFF)
}

/// Signs that belong to the letter before them but are no letters themselves.
#[cfg(any(full, not(target_family = "wasm")))]
fn is_mark(c: char) -> bool {
    is_diacritic(c)
        || matches!(u32::from(c),
            0x93C | 0x94D | 0x951..=0x954 | 0x9BC | 0x9CD | 0xA3C | 0xA4D | 0xABC | 0xACD | 0xB3C | 0xB4D
            | 0xBCD | 0xC4D | 0xCBC | 0xCCD | 0xD4D | 0xDCA | 0xE47..=0xE4E | 0xEC8..=0xECE
            | 0x1039 | 0x103A | 0x17D2 | 0x200C | 0x200D | 0x3099 | 0x309A | 0xFE00..=0xFE0F)
}

/// Marks that a reader leaves out when typing: accents, Hebrew points, Arabic vowel signs.
#[cfg(any(full, not(target_family = "wasm")))]
fn is_diacritic(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36F | 0x483..=0x487 | 0x591..=0x5BD | 0x5BF | 0x5C1 | 0x5C2 | 0x5C4 | 0x5C5 | 0x5C7
        | 0x610..=0x61A | 0x640 | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6DC | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Whether `c` is no sign: in an English collection that is as much as need be known.
#[cfg(not(any(full, not(target_family = "wasm"))))]
fn is_alphanumeric(c: char) -> bool {
    !matches!(u32::from(c), 0x80..=0xBF | 0x2000..=0x2BFF | 0x3000..=0x303F | 0x1F000..)
}

#[cfg(not(any(full, not(target_family = "wasm"))))]
const LETTERS: [(char, &str); 0] = [];

/// The built-in collection is English: of all signs its words can only bear accents.
#[cfg(not(any(full, not(target_family = "wasm"))))]
fn is_diacritic(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F)
}

#[cfg(not(any(full, not(target_family = "wasm"))))]
use is_diacritic as is_mark;

#[cfg(not(any(full, not(target_family = "wasm"))))]
fn is_spaceless(_: char) -> bool {
    false
}

/// Letters that decomposition leaves whole, and how they are typed without them.
#[cfg(any(full, not(target_family = "wasm")))]
const LETTERS: [(char, &str); 10] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('ı', "i"),
    ('ς', "σ"),
];

/// Signs that only say how their neighbours are drawn.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Folds one word: compatibility decomposition, lower case, no diacritics, no apostrophes.
///
/// Folding a folded word changes nothing.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut folded = String::new();
    #[cfg(full)]
    folded.reserve(word.len());
    if is_ascii(word) {
        for c in word.chars().filter(char::is_ascii_alphanumeric) {
            folded.push(c.to_ascii_lowercase());
        }
        return folded;
    }
    #[cfg(all(full, target_family = "wasm"))]
    if word.chars().all(folds_alone) {
        for c in word.chars() {
            push_folded(&mut folded, c);
        }
        return folded;
    }
    push_any(&mut folded, word);
    folded
}

/// Letters of Latin, Greek, Cyrillic, kana, Han and Hangul that fold alike wherever they stand, and the apostrophe:
/// none joins the mark of another, for each decomposes into a letter and marks that follow it.
#[cfg(all(full, target_family = "wasm"))]
fn folds_alone(c: char) -> bool {
    matches!(u32::from(c),
        0..=0x7F | 0xC0..=0x2FF | 0x370..=0x482 | 0x48A..=0x52F | 0x1E00..=0x1FFF | 0x2019 | 0x3041..=0x3096
        | 0x30A1..=0x30FA | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3)
}

/// Folds such a letter, of which the browser is asked once.
#[cfg(all(full, target_family = "wasm"))]
fn push_folded(folded: &mut String, c: char) {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    thread_local! {
        static KNOWN: RefCell<BTreeMap<char, String>> = const { RefCell::new(BTreeMap::new()) };
    }
    KNOWN.with_borrow_mut(|known| {
        let fold = || {
            let mut folded = String::new();
            push_any(&mut folded, c.encode_utf8(&mut [0; 4]));
            folded
        };
        folded.push_str(known.entry(c).or_insert_with(fold));
    });
}

/// Folds any word.
fn push_any(folded: &mut String, word: &str) {
    for c in lower_decomposed(word).chars() {
        if let Some((_, plain)) = LETTERS.iter().find(|(letter, _)| *letter == c) {
            folded.push_str(plain);
        } else if is_word(c) && !(is_diacritic(c) || is_apostrophe(c) || is_joiner(c)) {
            folded.push(c);
        }
    }
}

/// A word as its language spells it: composed, in lower case, its apostrophes straight.
#[cfg(full)]
pub(crate) fn spelt(word: &str) -> String {
    if is_ascii(word) {
        return word.to_ascii_lowercase();
    }
    let spelt = |c| if is_apostrophe(c) { '\'' } else { c };
    lower_composed(word).chars().filter(|c| !is_joiner(*c)).map(spelt).collect()
}

/// Normalization form KC of a word in lower case, by the browser.
#[cfg(all(full, target_family = "wasm"))]
fn lower_composed(word: &str) -> String {
    js_sys::JsString::from(word).to_lower_case().normalize("NFKC").as_string().unwrap_or_default()
}

/// Normalization form KC of a word in lower case.
#[cfg(all(full, not(target_family = "wasm")))]
fn lower_composed(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.to_lowercase().nfkc().collect()
}

/// Normalization form KD, then lower case, by the browser: the tables for it are not shipped.
#[cfg(target_family = "wasm")]
fn lower_decomposed(word: &str) -> String {
    js_sys::JsString::from(word).normalize("NFKD").to_lower_case().as_string().unwrap_or_default()
}

/// Normalization form KD, then lower case.
#[cfg(not(target_family = "wasm"))]
fn lower_decomposed(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfkd().collect::<String>().to_lowercase()
}

/// The folded words of a text, a space before each and one at the end: ` ai engineering `.
#[must_use]
pub fn spaced(text: &str) -> String {
    let mut spaced = String::from(" ");
    for word in words(text) {
        spaced.push_str(&word.folded);
        spaced.push(' ');
    }
    spaced
}

/// The same, which is ` ` of a text without words; of such a one its signs: ` ❤ `.
#[cfg(full)]
pub(crate) fn spaced_or_signs(text: &str) -> String {
    let mut spaced = spaced(text);
    if spaced.len() == 1 {
        spaced.extend(text.chars().filter(|&c| !(c.is_whitespace() || is_joiner(c) || is_quotation_mark(c))));
        spaced.push_str(if spaced.len() > 1 { " " } else { "" });
    }
    spaced
}

#[cfg(not(full))]
pub(crate) use spaced as spaced_or_signs;

/// What a phrase and a value stand between.
pub(crate) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The first folded words of a text, at `most` so many, with a sign between them: `ai-engineering`.
pub(crate) fn joined(text: &str, sign: char, most: usize) -> String {
    let mut joined = String::new();
    #[cfg(full)]
    joined.reserve(text.len());
    for word in words(text).take(most) {
        if !joined.is_empty() {
            joined.push(sign);
        }
        joined.push_str(&word.folded);
    }
    joined
}

/// The bytes from `start` to `end` of `text`; empty where there are no such characters.
#[cfg_attr(not(full), inline(never))]
pub(crate) fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// As the standard library's, which is quicker in long texts, and four times the code.
#[cfg_attr(not(full), inline(never))]
pub(crate) fn is_ascii(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii())
}

/// Whether there is a byte of a control character, eight bytes a step.
#[inline(never)]
#[cfg(any(full, not(target_family = "wasm")))]
pub(crate) fn has_controls(bytes: &[u8]) -> bool {
    // Of a byte below 0x20 less 0x20 the highest bit is set, and so it is of one above 0x9F, but there in the byte as
    // well. What is lent from one byte to the next is lent by a control character.
    const LEAST: u64 = 0x2020_2020_2020_2020;
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    let (eights, rest) = bytes.as_chunks();
    let low = |eight: &[u8; 8]| {
        let eight = u64::from_le_bytes(*eight);
        eight.wrapping_sub(LEAST) & !eight
    };
    // To the end in any case: most often there is none.
    let found = eights.iter().fold(0, |found, eight| found | low(eight)) & HIGHEST > 0;
    found || rest.iter().any(|&byte| byte < 0x20)
}

/// Whether there is a byte, eight a step as above: what the standard library has for it is made for longer texts.
#[inline(never)]
#[cfg(any(full, not(target_family = "wasm")))]
pub(crate) fn has(bytes: &[u8], sought: u8) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (eights, rest) = bytes.as_chunks();
    // Of a byte that is 0, less 1, the highest bit is set.
    let zero = |eight: &[u8; 8]| {
        let eight = u64::from_le_bytes(*eight) ^ (ONES * u64::from(sought));
        eight.wrapping_sub(ONES) & !eight
    };
    eights.iter().fold(0, |found, eight| found | zero(eight)) & (ONES << 7) > 0 || rest.contains(&sought)
}

/// The first byte at which `sought` stands in `text`.
///
/// The standard library's search for a string is quick in long texts, at 4 KB of WebAssembly.
#[cfg(full)]
pub(crate) fn find(text: &str, sought: &str) -> Option<usize> {
    text.find(sought).filter(|&at| at < text.len())
}

/// The same in a tenth of the code.
#[cfg(not(full))]
pub(crate) fn find(text: &str, sought: &str) -> Option<usize> {
    (0..text.len()).find(|&at| stands(text, at, sought))
}

/// The last byte at which `sought` stands in `text`.
#[cfg(any(full, not(target_family = "wasm")))]
pub(crate) fn find_last(text: &str, sought: &str) -> Option<usize> {
    (0..text.len()).rev().find(|&at| stands(text, at, sought))
}

fn stands(text: &str, at: usize, sought: &str) -> bool {
    slice(text, at, text.len()).starts_with(sought)
}

/// What stands before and after `sought`, which begins at `at`.
#[cfg(any(full, not(target_family = "wasm")))]
pub(crate) fn split<'a>(text: &'a str, at: Option<usize>, sought: &str) -> Option<(&'a str, &'a str)> {
    let at = at?;
    Some((slice(text, 0, at), slice(text, at + sought.len(), text.len())))
}

/// What stands before and after a sign; all and nothing where there is none.
#[inline(never)]
pub(crate) fn halves(line: &[u8], sign: u8) -> (&[u8], &[u8]) {
    let at = line.iter().position(|&byte| byte == sign).unwrap_or(line.len());
    (line.get(..at).unwrap_or_default(), line.get(at + 1..).unwrap_or_default())
}

/// First byte of each stretch between the `sign`s of a text, an ASCII character, and one past its last;
/// what follows the last sign is one if it is not empty.
pub(crate) fn pieces(text: &str, sign: char) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if char::from(byte) == sign {
            pieces.push((start, at));
            start = at + 1;
        }
    }
    if start < text.len() {
        pieces.push((start, text.len()));
    }
    pieces
}

/// UTF-16 code units before a byte.
#[inline(never)]
#[cfg(any(not(full), feature = "web"))]
pub(crate) fn units(text: &str, byte: usize) -> usize {
    let mut units = 0;
    for c in slice(text, 0, byte).chars() {
        units += c.len_utf16();
    }
    units
}

/// Whether a text has a character of a script that puts no space between words.
#[cfg(full)]
pub(crate) fn has_spaceless(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_spaceless)
}
