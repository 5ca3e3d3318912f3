//! Reduces the forms of an English word to one stem: `retraining` and `retrain` to `retrain`.
//!
//! A folded word goes in, its stem comes out, by the Snowball "English" algorithm (Porter 2) of
//! Snowball 3.0, <https://snowballstem.org/algorithms/english/stemmer.html>, rule for rule. Words that
//! are not ASCII come out as they are. The library that Snowball generates weighs 3.5 KB in brotli, this
//! one a quarter; a test holds the two together.

/// Words with a stem of their own, and words that are none.
const WORDS: &[u8] = b"skis>ski
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
andes>andes";

/// Beginnings after which the first region begins.
const BEGINNINGS: &[u8] = b"arsen
commun
emerg
gener
inter
later
organ
past
univers";

/// What an ending becomes, and after `<` the letters of which one must stand before it. Of two
/// endings that fit, the longer stands first.
const STEP_2: &[u8] = b"ational>ate
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
li><cdeghkmnrt";

const STEP_3: &[u8] = b"ational>ate
tional>tion
alize>al
icate>ic
iciti>ic
ical>ic
ful>
ness>";

const STEP_4: &[u8] = b"ement>
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
ion><st";

/// The stem of a folded English word.
///
/// ```
/// assert_eq!(epigraph::stem::stem("retraining"), epigraph::stem::stem("retrain"));
/// ```
#[must_use]
pub fn stem(folded: &str) -> String {
    if folded.len() < 3 || !folded.is_ascii() {
        return folded.to_string();
    }
    let mut word = Word::new(folded.as_bytes());
    if !word.is_listed() {
        word.mark();
        word.plural();
        word.past();
        word.final_y();
        word.change(STEP_2, word.first);
        if !word.change(b"ative>", word.second) {
            word.change(STEP_3, word.first);
        }
        word.change(STEP_4, word.second);
        word.finish();
    }
    let mut stem = String::new();
    for letter in word.letters {
        stem.push(char::from(letter.to_ascii_lowercase()));
    }
    stem
}

/// A word on its way to its stem.
struct Word {
    /// In lower case, but for a `y` that stands for a consonant.
    letters: Vec<u8>,
    /// Where the first region begins: after the first consonant that follows a vowel.
    first: usize,
    /// Where the second begins: the same again, inside the first.
    second: usize,
}

impl Word {
    fn new(letters: &[u8]) -> Self {
        Self { letters: letters.to_vec(), first: 0, second: 0 }
    }

    /// The letter that has `after` letters after it; none is a 0.
    fn last(&self, after: usize) -> u8 {
        self.letter(self.letters.len().wrapping_sub(after + 1))
    }

    fn letter(&self, at: usize) -> u8 {
        self.letters.get(at).copied().unwrap_or_default()
    }

    /// Where `ending` begins, if the word ends so.
    fn ends(&self, ending: &[u8]) -> Option<usize> {
        self.letters.ends_with(ending).then(|| self.letters.len() - ending.len())
    }

    /// Whether a vowel stands before a place.
    fn has_vowel(&self, end: usize) -> bool {
        self.letters.iter().take(end).any(|&letter| is_vowel(letter))
    }

    /// Replaces what begins at a place.
    fn put(&mut self, at: usize, becomes: &[u8]) {
        self.letters.truncate(at);
        self.letters.extend_from_slice(becomes);
    }

    /// Whether the word is one with a stem of its own, which it then is.
    fn is_listed(&mut self) -> bool {
        for (whole, becomes) in rules(WORDS) {
            if self.letters == whole {
                self.put(0, becomes);
                return true;
            }
        }
        false
    }

    /// Tells consonant `y`s by capitals, and finds the regions.
    fn mark(&mut self) {
        let mut after_vowel = true;
        for letter in &mut self.letters {
            if *letter == b'y' && after_vowel {
                *letter = b'Y';
            }
            after_vowel = is_vowel(*letter);
        }
        self.first = self.region(0);
        for (beginning, _) in rules(BEGINNINGS) {
            if self.letters.starts_with(beginning) {
                self.first = beginning.len();
            }
        }
        self.second = self.region(self.first);
    }

    /// One past the first consonant that follows a vowel from a place on, or the end.
    fn region(&self, from: usize) -> usize {
        let mut at = from;
        for vowels in [false, true] {
            while at < self.letters.len() && is_vowel(self.letter(at)) == vowels {
                at += 1;
            }
        }
        self.letters.len().min(at + 1)
    }

    /// Applies the first rule whose ending the word has, if that lies in a region; returns whether
    /// there was one.
    fn change(&mut self, table: &[u8], region: usize) -> bool {
        for (ending, becomes) in rules(table) {
            if let Some(at) = self.ends(ending) {
                let (becomes, after) = split(becomes, b'<');
                if at >= region && (after.is_empty() || after.iter().any(|&letter| letter == self.last(ending.len()))) {
                    self.put(at, becomes);
                }
                return true;
            }
        }
        false
    }

    /// Step 1a.
    fn plural(&mut self) {
        if let Some(at) = self.ends(b"sses") {
            self.put(at, b"ss");
        } else if let Some(at) = self.ends(b"ied").or(self.ends(b"ies")) {
            self.put(at, if at > 1 { b"i" } else { b"ie" });
        } else if self.last(0) == b's' && !matches!(self.last(1), b's' | b'u') && self.has_vowel(self.letters.len() - 2)
        {
            self.letters.pop();
        }
    }

    /// Step 1b.
    fn past(&mut self) {
        if let Some(at) = self.ends(b"eed").or(self.ends(b"eedly")) {
            let whole = self.letters.get(..at).unwrap_or_default();
            if at >= self.first && !matches!(whole, b"succ" | b"proc" | b"exc") {
                self.put(at, b"ee");
            }
            return;
        }
        let Some(at) = self.ends(b"ing").or(self.ends(b"ed")).or(self.ends(b"edly")).or(self.ends(b"ingly")) else {
            return;
        };
        let rest = self.letters.get(..at).unwrap_or_default();
        if self.last(0) == b'g' {
            if let [consonant, b'y'] = rest
                && !is_vowel(*consonant)
            {
                return self.put(1, b"ie");
            }
            if matches!(rest, b"even" | b"cann" | b"inn" | b"earr" | b"herr" | b"out") {
                return;
            }
        }
        if !self.has_vowel(at) {
            return;
        }
        self.letters.truncate(at);
        match (self.last(1), self.last(0)) {
            (b'a', b't') | (b'b', b'l') | (b'i', b'z') => self.letters.push(b'e'),
            (before, last @ (b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't')) if before == last => {
                if !(at == 3 && matches!(self.last(2), b'a' | b'e' | b'o')) {
                    self.letters.pop();
                }
            }
            _ if at == self.first && self.is_short(at) => self.letters.push(b'e'),
            _ => {}
        }
    }

    /// Step 1c.
    fn final_y(&mut self) {
        let at = self.letters.len().saturating_sub(1);
        if at > 1 && self.last(0).eq_ignore_ascii_case(&b'y') && !is_vowel(self.last(1)) {
            self.put(at, b"i");
        }
    }

    /// Step 5.
    fn finish(&mut self) {
        let at = self.letters.len().saturating_sub(1);
        let goes = match self.last(0) {
            b'e' => at >= self.second || (at >= self.first && !self.is_short(at)),
            b'l' => at >= self.second && self.last(1) == b'l',
            _ => false,
        };
        if goes {
            self.letters.truncate(at);
        }
    }

    /// Whether what stands before `end` ends in a short syllable.
    fn is_short(&self, end: usize) -> bool {
        let letter = |before: usize| self.letter(end.wrapping_sub(before));
        let closed = !is_vowel(letter(1)) && is_vowel(letter(2));
        let syllable =
            if end == 2 { closed } else { closed && !is_vowel(letter(3)) && !matches!(letter(1), b'w' | b'x' | b'Y') };
        syllable || self.letters.get(..end).is_some_and(|rest| rest.ends_with(b"past"))
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The lines of a table: an ending, and what follows its `>`.
fn rules(table: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    table.split(|&byte| byte == b'\n').map(|line| split(line, b'>'))
}

/// What stands before and after a sign; all and nothing where there is none.
fn split(line: &[u8], sign: u8) -> (&[u8], &[u8]) {
    let mut parts = line.splitn(2, |&byte| byte == sign);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}
