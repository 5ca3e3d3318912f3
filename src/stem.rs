//! Reduces the forms of an English word to one stem: `retraining` and `retrain` to `retrain`.
//!
//! A folded word goes in, its stem comes out, by the Snowball "English" algorithm (Porter 2) of
//! Snowball 3.0, <https://snowballstem.org/algorithms/english/stemmer.html>, rule for rule. Words that
//! are not ASCII come out as they are. The library that Snowball generates weighs 3.5 KB in brotli, this
//! one a quarter; a test holds the two together.

mod table;

use crate::text;
#[cfg(not(full))]
use crate::text::is_ascii;
use table::{Table, table};

/// Words with a stem of their own. Each line of a table is an ending, `>`, what it becomes, and perhaps
/// `<` with the letters of which one must stand before it; of two endings that fit, the longer stands
/// first.
const WORDS: Table = table!(
    b"skis>ski
skies>sky
idly>idl
gently>gentl
ugly>ugli
early>earli
only>onli
singly>singl
sky>sky
news>news
howe>howe
atlas>atlas
cosmos>cosmos
bias>bias
andes>andes"
);

/// Beginnings after which the first region begins.
const BEGINNINGS: Table = table!(
    b"arsen
commun
emerg
gener
inter
later
organ
past
univers"
);

const STEP_1A: Table = table!(
    b"sses>ss
ied>i
ies>i
ss>ss
us>us
s>"
);

const STEP_1B: Table = table!(
    b"eedly>ee
eed>ee
ingly>
edly>
ing>
ed>"
);

/// What stands before `eed` or `ing` in words that keep it.
const KEEP_EED: Table = table!(b"succ\nproc\nexc");
const KEEP_ING: Table = table!(b"even\ncann\ninn\nearr\nherr\nout");

/// What an ending is mended to where `ed` or `ing` left it bare.
const BARE: Table = table!(
    b"at>ate
bl>ble
iz>ize
bb>b
dd>d
ff>f
gg>g
mm>m
nn>n
pp>p
rr>r
tt>t"
);

const STEP_2: Table = table!(
    b"ational>ate
tional>tion
enci>ence
anci>ance
abli>able
entli>ent
izer>ize
ization>ize
ation>ate
ator>ate
alism>al
aliti>al
alli>al
fulness>ful
fulli>ful
ousli>ous
ousness>ous
iveness>ive
iviti>ive
biliti>ble
bli>ble
ogist>og
ogi>og<l
lessli>less
li><cdeghkmnrt"
);

const STEP_3: Table = table!(
    b"ational>ate
tional>tion
alize>al
icate>ic
iciti>ic
ical>ic
ful>
ness>"
);

const STEP_3_SECOND: Table = table!(b"ative>");

const STEP_4: Table = table!(
    b"ement>
ment>
ent>
ance>
ence>
able>
ible>
ant>
al>
er>
ic>
ism>
ate>
iti>
ous>
ive>
ize>
ion><st"
);

/// What else changes at the end of a word.
#[cfg(full)]
const OTHERS: Table = table!(b"y>\ne>\nll>");

/// With which two letters the words end that may have another stem than themselves.
#[cfg(full)]
const CHANGED: table::Lasts =
    table::lasts_of_all(&[WORDS, STEP_1A, STEP_1B, STEP_2, STEP_3, STEP_3_SECOND, STEP_4, OTHERS]);

/// Makes a word its stem, where it is called: what a reader downloads is the shorter for it.
macro_rules! reduce {
    ($word:ident) => {
        if let Some((_, becomes)) = rule(WORDS, &$word.letters, true) {
            $word.put(0, becomes);
        } else {
            $word.mark();
            $word.plural();
            $word.past();
            $word.final_y();
            $word.change(STEP_2, $word.first);
            if !$word.change(STEP_3_SECOND, $word.second) {
                $word.change(STEP_3, $word.first);
            }
            $word.change(STEP_4, $word.second);
            $word.finish();
        }
    };
}

/// The stem of a folded English word.
///
/// ```
/// assert_eq!(epigraph::stem::stem("retraining"), epigraph::stem::stem("retrain"));
/// ```
#[must_use]
#[cfg(full)]
pub fn stem(folded: &str) -> String {
    let mut stem = Vec::new();
    Word::default().push_stem(folded.as_bytes(), &mut stem);
    String::from_utf8(stem).unwrap_or_default()
}

/// The stem of a folded English word.
#[must_use]
#[cfg(not(full))]
pub fn stem(folded: &str) -> String {
    if folded.len() < 3 || !is_ascii(folded) {
        return folded.to_string();
    }
    let mut word = Word { letters: folded.as_bytes().to_vec(), first: 0, second: 0 };
    reduce!(word);
    let mut stem = String::new();
    for letter in word.letters {
        stem.push(char::from(letter.to_ascii_lowercase()));
    }
    stem
}

/// The stems of the words of a text, a space between them.
pub(crate) fn stems(words: &str) -> String {
    let mut stems = String::new();
    for word in text::words(words) {
        if !stems.is_empty() {
            stems.push(' ');
        }
        stems.push_str(&stem(&word.folded));
    }
    stems
}

/// A word on its way to its stem.
#[cfg_attr(full, derive(Default))]
pub(crate) struct Word {
    /// In lower case, but for a `y` that stands for a consonant.
    letters: Vec<u8>,
    /// Where the first region begins: after the first consonant that follows a vowel.
    first: usize,
    /// Where the second begins: the same again, inside the first.
    second: usize,
}

impl Word {
    /// Adds the stem of a folded English word to others.
    #[cfg(full)]
    pub(crate) fn push_stem(&mut self, folded: &[u8], stems: &mut Vec<u8>) {
        if folded.len() < 3 || !table::may_end(folded, &CHANGED) || !folded.is_ascii() {
            return stems.extend_from_slice(folded);
        }
        self.letters.clear();
        self.letters.extend_from_slice(folded);
        reduce!(self);
        self.letters.make_ascii_lowercase();
        stems.extend_from_slice(&self.letters);
    }

    /// The letter at a place; none is a 0.
    #[cfg_attr(not(full), inline(never))]
    fn letter(&self, at: usize) -> u8 {
        self.letters.get(at).copied().unwrap_or_default()
    }

    /// What stands before a place.
    fn before(&self, at: usize) -> &[u8] {
        self.letters.get(..at).unwrap_or_default()
    }

    /// Replaces what begins at a place.
    #[inline(never)]
    fn put(&mut self, at: usize, becomes: &[u8]) {
        self.letters.truncate(at);
        self.letters.extend_from_slice(becomes);
    }

    /// Tells consonant `y`s by capitals, and finds the regions: in one go, since each begins after a consonant.
    #[cfg(full)]
    fn mark(&mut self) {
        let (mut first, mut second) = (BEGINNINGS.beginning(&self.letters), 0);
        let mut after_vowel = true;
        for (after, letter) in (1..).zip(&mut self.letters) {
            if *letter == b'y' && after_vowel {
                *letter = b'Y';
            }
            let vowel = is_vowel(*letter);
            if after_vowel && !vowel && after > 1 {
                if first == 0 {
                    first = after;
                } else if second == 0 && after > first {
                    second = after;
                }
            }
            after_vowel = vowel;
        }
        let end = self.letters.len();
        self.first = if first == 0 { end } else { first };
        self.second = if second == 0 { end } else { second };
    }

    /// Tells consonant `y`s by capitals, and finds the regions.
    #[cfg(not(full))]
    fn mark(&mut self) {
        let mut after_vowel = true;
        for letter in &mut self.letters {
            if *letter == b'y' && after_vowel {
                *letter = b'Y';
            }
            after_vowel = is_vowel(*letter);
        }
        self.first = self.region(0);
        for (beginning, _) in BEGINNINGS.beginning(&self.letters) {
            if self.letters.starts_with(beginning) {
                self.first = beginning.len();
            }
        }
        self.second = self.region(self.first);
    }

    /// One past the first consonant that follows a vowel from a place on, or the end.
    #[cfg(not(full))]
    #[inline(never)]
    fn region(&self, from: usize) -> usize {
        let mut at = from;
        for vowels in [false, true] {
            while at < self.letters.len() && is_vowel(self.letter(at)) == vowels {
                at += 1;
            }
        }
        self.letters.len().min(at + 1)
    }

    /// Applies the rule whose ending the word has, if that lies in a region; returns whether there
    /// was one.
    #[inline(never)]
    fn change(&mut self, table: Table, region: usize) -> bool {
        let Some((at, becomes)) = rule(table, &self.letters, false) else { return false };
        let (becomes, after) = text::halves(becomes, b'<');
        let before = self.letter(at.wrapping_sub(1));
        let mut allowed = after.is_empty();
        for &letter in after {
            allowed |= letter == before;
        }
        if allowed && at >= region {
            self.put(at, becomes);
        }
        true
    }

    /// Step 1a.
    fn plural(&mut self) {
        match rule(STEP_1A, &self.letters, false) {
            Some((at, b"i")) if at < 2 => self.put(at, b"ie"),
            Some((at, b"")) if !self.before(at - 1).iter().any(|&letter| is_vowel(letter)) => {}
            Some((at, becomes)) => self.put(at, becomes),
            None => {}
        }
    }

    /// Step 1b.
    fn past(&mut self) {
        let Some((at, becomes)) = rule(STEP_1B, &self.letters, false) else { return };
        let rest = self.before(at);
        if becomes == b"ee" {
            if at >= self.first && rule(KEEP_EED, rest, true).is_none() {
                self.put(at, becomes);
            }
            return;
        }
        if self.letters.ends_with(b"ing") {
            if at == 2 && rest.ends_with(b"y") && !is_vowel(self.letter(0)) {
                return self.put(1, b"ie");
            }
            if rule(KEEP_ING, rest, true).is_some() {
                return;
            }
        }
        if !rest.iter().any(|&letter| is_vowel(letter)) {
            return;
        }
        self.put(at, b"");
        match rule(BARE, &self.letters, false) {
            Some((1, [_])) if matches!(self.letter(0), b'a' | b'e' | b'o') => {}
            Some((at, becomes)) => self.put(at, becomes),
            None if at == self.first && self.is_short(at) => self.put(at, b"e"),
            None => {}
        }
    }

    /// Step 1c.
    fn final_y(&mut self) {
        let at = self.letters.len().saturating_sub(1);
        if at > 1 && self.letter(at).eq_ignore_ascii_case(&b'y') && !is_vowel(self.letter(at - 1)) {
            self.put(at, b"i");
        }
    }

    /// Step 5.
    fn finish(&mut self) {
        let at = self.letters.len().saturating_sub(1);
        let goes = match self.letter(at) {
            b'e' => at >= self.second || (at >= self.first && !self.is_short(at)),
            b'l' => at >= self.second && self.letter(at.wrapping_sub(1)) == b'l',
            _ => false,
        };
        if goes {
            self.put(at, b"");
        }
    }

    /// Whether what stands before `end` ends in a short syllable.
    #[inline(never)]
    fn is_short(&self, end: usize) -> bool {
        let letter = |before: usize| self.letter(end.wrapping_sub(before));
        let closed = !is_vowel(letter(1)) && is_vowel(letter(2));
        let open = end == 2 || !(is_vowel(letter(3)) || matches!(letter(1), b'w' | b'x' | b'Y'));
        (closed && open) || self.before(end).ends_with(b"past")
    }
}

#[cfg_attr(not(full), inline(never))]
fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Where the first ending of a table that a word has begins, or that is the `whole` of it, and what
/// follows its `>`.
#[cfg(not(full))]
#[inline(never)]
fn rule(table: Table, word: &[u8], whole: bool) -> Option<(usize, &'static [u8])> {
    for (ending, becomes) in table.ending(word) {
        if word.ends_with(ending) && (!whole || word.len() == ending.len()) {
            return Some((word.len() - ending.len(), becomes));
        }
    }
    None
}

/// The same. Most often the last two letters tell that there is none.
#[cfg(full)]
#[inline]
fn rule(table: Table, word: &[u8], whole: bool) -> Option<(usize, &'static [u8])> {
    if table::may_end(word, table.lasts) { table.find(word, whole) } else { None }
}
