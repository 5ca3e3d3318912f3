//! Gives equal strings one number, in the order of their first sight.
//!
//! Strings go in, numbers come out, and each string again for its number. An open hash table over one
//! buffer: the standard library's map is ten times the code. Strings that somebody chose for their places in it make it
//! slow, as they do with every table of which the hash is known.

/// Strings seen so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    bytes: Vec<u8>,
    /// Where each string ends in `bytes`.
    ends: Vec<u32>,
    /// The hash of each string, and the base of hashes to the power of its length.
    digits: Vec<Digits>,
    /// The key of each string, as [`key`] has it.
    keys: Vec<u64>,
    /// Numbers of strings, counted from 1, where they are looked for; 0 where free. A power of two long, never more than half
    /// full.
    slots: Vec<u32>,
}

impl Interner {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, number: usize) -> &[u8] {
        string(&self.bytes, &self.ends, number)
    }

    /// The number of a string, and whether it was not there before.
    pub(crate) fn add(&mut self, added: &[u8]) -> (usize, bool) {
        let key = key(added);
        match self.find(key, |known| key < LONG || known == added) {
            Some(number) => (number, false),
            None => (self.add_new(key, added), true),
        }
    }

    /// The same for a string of so many letters, which are the lowest bytes of a number, and not more than [`SHORT`].
    #[inline]
    pub(crate) fn add_short(&mut self, letters: u64, length: u32) -> (usize, bool) {
        let key = key_of_letters(letters, length);
        match self.find(key, |_| true) {
            Some(number) => (number, false),
            None => (self.add_new(key, letters.to_le_bytes().get(..wide(length)).unwrap_or_default()), true),
        }
    }

    #[inline(never)]
    fn add_new(&mut self, key: u64, added: &[u8]) -> usize {
        if self.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let number = self.len();
        self.bytes.extend_from_slice(added);
        self.ends.push(narrow(self.bytes.len()));
        let power = added.iter().fold(1, |power: u32, _| power.wrapping_mul(BASE));
        self.digits.push(Digits { hash: hash(added), power });
        self.keys.push(key);
        put(&mut self.slots, key, narrow(number + 1));
        number
    }

    #[cold]
    fn grow(&mut self) {
        let count = (self.slots.len() * 2).max(16);
        self.slots.clear();
        self.slots.resize(count, 0);
        for (&key, number) in self.keys.iter().zip(1..) {
            put(&mut self.slots, key, number);
        }
    }

    /// The number of the string of a key that it `is`.
    #[inline]
    fn find(&self, key: u64, is: impl Fn(&[u8]) -> bool) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = start(key, self.slots.len());
        loop {
            let number = wide(*self.slots.get(at)?).checked_sub(1)?;
            if self.keys.get(number) == Some(&key) && is(self.get(number)) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// Which hashes there are.
    pub(crate) fn hashes(&self) -> Hashes {
        let bits = (self.len() * SPARSE).next_power_of_two();
        let mut hashes = Hashes { bits: vec![0; bits.div_ceil(32)], mask: bits - 1 };
        for &Digits { hash, .. } in &self.digits {
            let at = place(hash) & hashes.mask;
            if let Some(word) = hashes.bits.get_mut(at / 32) {
                *word |= 1 << (at % 32);
            }
        }
        hashes
    }

    /// What a string adds to one before it.
    #[inline]
    pub(crate) fn digits(&self, number: usize) -> Digits {
        self.digits.get(number).copied().unwrap_or_default()
    }

    /// The number of the string that is one string and another after it; if it is there, of which `hashes` are.
    #[inline]
    pub(crate) fn joined(
        &self,
        (first, before): (usize, Digits),
        (second, after): (usize, Digits),
        hashes: &Hashes,
    ) -> Option<usize> {
        let hash = before.hash.wrapping_mul(after.power).wrapping_add(after.hash);
        let at = place(hash) & hashes.mask;
        if hashes.bits.get(at / 32).is_none_or(|word| word >> (at % 32) & 1 == 0) {
            return None;
        }
        let (one, other) = (self.get(first), self.get(second));
        let length = one.len() + other.len();
        let letters = || one.iter().chain(other).rev().fold(0, |letters, &byte| letters << 8 | u64::from(byte));
        let key = if length > SHORT { LONG | u64::from(hash) } else { key_of_letters(letters(), narrow(length)) };
        self.find(key, |known| known.strip_prefix(one) == Some(other))
    }
}

/// What is known of a string without a look at it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Digits {
    hash: u32,
    power: u32,
}

/// A bit for each hash, which others may share: few enough to stay at hand where most questions have no for an answer.
pub(crate) struct Hashes {
    bits: Vec<u32>,
    mask: usize,
}

/// Bits for each string.
const SPARSE: usize = 16;

/// The string of a number, where they lie one after the other and end there.
#[inline]
pub(crate) fn string<'a>(bytes: &'a [u8], ends: &[u32], number: usize) -> &'a [u8] {
    let end = |at: Option<usize>| at.and_then(|at| ends.get(at)).map_or(0, |&end| wide(end));
    bytes.get(end(number.checked_sub(1))..end(Some(number))).unwrap_or_default()
}

/// Things by their hashes, which alone it knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// The hash of each thing.
    hashes: Vec<u32>,
    /// Hash of a thing, and its number plus one, 0 where free; a power of two long, never more than half full.
    slots: Vec<(u32, u32)>,
    /// How many slots were looked at for all things that came.
    looks: usize,
}

impl Table {
    /// One that has room for so many things.
    pub(crate) fn for_things(count: usize) -> Self {
        let slots = vec![(0, 0); (count * 2).next_power_of_two()];
        Self { hashes: Vec::with_capacity(count), slots, looks: 0 }
    }

    /// The number of the thing of this hash that it `is`, and whether it was not there before.
    #[inline]
    pub(crate) fn add(&mut self, hash: u32, is: impl Fn(usize) -> bool) -> (usize, bool) {
        if self.hashes.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let (slot, found) = self.slot(hash, is);
        let before = slot.wrapping_sub(place(hash)) & (self.slots.len() - 1);
        self.looks = self.looks.saturating_add(1 + before);
        if let Some(number) = found {
            return (number, false);
        }
        self.hashes.push(hash);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = (hash, narrow(self.hashes.len()));
        }
        (self.hashes.len() - 1, true)
    }

    /// The hash of a thing that is these bytes, eight a step: the product carries each bit up, the shift brings the upper
    /// half down again.
    #[inline(never)]
    pub(crate) fn hash(bytes: &[u8]) -> u32 {
        let mix = |hash: u64, eight: u64| {
            let mixed = (hash ^ eight).wrapping_mul(GOLDEN);
            mixed ^ (mixed >> 32)
        };
        let (eights, rest) = bytes.as_chunks();
        let hash = eights.iter().fold(long(bytes.len()), |hash, eight| mix(hash, u64::from_le_bytes(*eight)));
        // The last eight, of which some or all came before; or all there are.
        let last = match bytes.last_chunk() {
            Some(last) => u64::from_le_bytes(*last),
            None => rest.iter().fold(0, |last, &byte| last << 8 | u64::from(byte)),
        };
        u32::try_from(mix(hash, last) >> 32).unwrap_or_default()
    }

    /// How many slots were looked at so far: of things that somebody chose for their hashes, very many for each.
    pub(crate) fn looks(&self) -> usize {
        self.looks
    }

    #[cold]
    fn grow(&mut self) {
        let count = (self.slots.len() * 2).max(16);
        self.slots.clear();
        self.slots.resize(count, (0, 0));
        for (number, &hash) in self.hashes.iter().enumerate() {
            let mut at = place(hash) & (count - 1);
            while self.slots.get(at).is_some_and(|&(_, taken)| taken > 0) {
                at = (at + 1) & (count - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (hash, narrow(number + 1));
            }
        }
    }

    /// Where a thing of this hash stands in the table, or would stand, and its number.
    #[inline]
    fn slot(&self, hash: u32, is: impl Fn(usize) -> bool) -> (usize, Option<usize>) {
        let mask = self.slots.len().saturating_sub(1);
        let mut at = place(hash) & mask;
        loop {
            let (known, number) = self.slots.get(at).copied().unwrap_or_default();
            let Some(number) = wide(number).checked_sub(1) else { return (at, None) };
            if known == hash && is(number) {
                return (at, Some(number));
            }
            at = (at + 1) & mask;
        }
    }
}

/// The base of hashes: odd, so that no bit of a byte is lost however many follow.
const BASE: u32 = 0x0100_0193;
const BASE_2: u32 = BASE.wrapping_mul(BASE);
const BASE_4: u32 = BASE_2.wrapping_mul(BASE_2);

/// Most letters of a string that are its key.
const SHORT: usize = 7;

/// The key of a string of more letters is its hash with this above it: others may have the same.
const LONG: u64 = 0xFF << 56;

/// Puts a string in the first free place from its key's on.
fn put(slots: &mut [u32], key: u64, number: u32) {
    let mask = slots.len().wrapping_sub(1);
    let mut at = start(key, slots.len());
    while slots.get(at).is_some_and(|taken| *taken > 0) {
        at = (at + 1) & mask;
    }
    if let Some(slot) = slots.get_mut(at) {
        *slot = number;
    }
}

/// What a string is looked for by, never 0.
#[inline]
fn key(string: &[u8]) -> u64 {
    if string.len() > SHORT {
        return LONG | u64::from(hash(string));
    }
    key_of_letters(string.iter().rev().fold(0, |letters, &byte| letters << 8 | u64::from(byte)), narrow(string.len()))
}

/// The key of a short string: its letters, and their number above them.
#[inline]
fn key_of_letters(letters: u64, length: u32) -> u64 {
    letters | u64::from(length + 1) << 56
}

/// Of a product with it the highest bits depend on all (Fibonacci hashing; Knuth, The Art of Computer Programming 3, 6.4).
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The place in a table of so many slots from which on a key is looked for.
#[inline]
fn start(key: u64, slots: usize) -> usize {
    let mixed = key.wrapping_mul(GOLDEN);
    usize::try_from(mixed.wrapping_shr(u64::BITS - slots.trailing_zeros())).unwrap_or_default()
}

/// The hash of a string from that of what stands before its last byte: bytes are the digits of a number, of which the
/// lowest 32 bits are kept. So the hash of two strings in a row is found without a look at them.
#[inline]
fn digit(hash: u32, byte: u8) -> u32 {
    hash.wrapping_mul(BASE).wrapping_add(u32::from(byte))
}

/// The hash of a string.
#[inline(never)]
fn hash(string: &[u8]) -> u32 {
    let mut hash = 0_u32;
    let mut rest = string;
    // Four at a time, so that no product waits for that of the byte before.
    while let [a, b, c, d, others @ ..] = rest {
        let two = |high: u8, low: u8| digit(u32::from(high), low);
        let four = two(*a, *b).wrapping_mul(BASE_2).wrapping_add(two(*c, *d));
        hash = hash.wrapping_mul(BASE_4).wrapping_add(four);
        rest = others;
    }
    rest.iter().fold(hash, |hash, &byte| digit(hash, byte))
}

/// A place in a table: mixed so that its low bits depend on all.
#[inline]
fn place(hash: u32) -> usize {
    let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x9E37_79B1);
    wide(mixed ^ (mixed >> 15))
}

/// A number as it is stored. Collections are far smaller than four thousand million of anything.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A stored number.
pub(crate) fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// A number of which products have room.
pub(crate) fn long(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
