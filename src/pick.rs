//! Which quote comes next: pure functions of a seed and a step, or of a date.
//!
//! No clock and no state: the same input gives the same quote, on every machine.

/// The orders of a rotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Every quote once, in a random order, then again in another.
    #[default]
    Shuffle,
    /// As in the document.
    Sequence,
}

/// The place, from 0 to `count - 1`, of the quote at `step` of a rotation over `count` quotes.
///
/// Steps run in both directions from 0; every `count` steps make a round, and a round shows every
/// quote once. Where one round ends and the next begins the same quote never stands twice. `first`
/// is the place shown at step 0. `None` where there is nothing to show.
///
/// ```
/// use epigraph::{Order, pick};
/// let mut round: Vec<_> = (0..5).filter_map(|step| pick(Order::Shuffle, 7, None, 5, step)).collect();
/// round.sort();
/// assert_eq!(round, [0, 1, 2, 3, 4]);
/// ```
#[must_use]
pub fn pick(order: Order, seed: u32, first: Option<usize>, count: usize, step: i32) -> Option<usize> {
    let whole = i64::try_from(count).ok().filter(|&whole| whole > 0)?;
    let step = i64::from(step);
    let place = usize::try_from(step.rem_euclid(whole)).ok()?;
    let start = match order {
        Order::Sequence => first.unwrap_or(0),
        // Two quotes have but one order without a repeat across the seam: to and fro.
        Order::Shuffle if count <= 2 => first.unwrap_or(usize::from(seed & 1 > 0)),
        Order::Shuffle => return Some(mended(seed, first, count, step.div_euclid(whole), place)),
    };
    Some((start % count + place) % count)
}

/// What stands at a place of a round of three quotes or more, so that no seam repeats one.
fn mended(seed: u32, first: Option<usize>, count: usize, round: i64, mut place: usize) -> usize {
    let at = |round, place| opened(seed, first, count, round, place);
    let last = count - 1;
    // Round -1 ends before round 0 begins: mended at its end, on places that are never its first.
    if round == -1 && place + 1 >= last && at(-1, last) == at(0, 0) {
        place = 2 * last - 1 - place;
    }
    // The seam: what ended the round before must not begin this one. Places 0 and 1 are never the
    // last, so mending one seam moves no other. Round 0 keeps its first; round 1 looks back at it.
    if round != 0 && place < 2 && at(round, 0) == at(round - 1, last) {
        place = 1 - place;
    }
    at(round, place)
}

/// What stands at a place of a shuffled round; in round 0 `first` and what came first change places.
fn opened(seed: u32, first: Option<usize>, count: usize, round: i64, place: usize) -> usize {
    let key = mix(u64::from(seed) ^ mix(round.unsigned_abs() << 1 | u64::from(round < 0)));
    let found = shuffled(key, count, place);
    match first.filter(|&first| round == 0 && first < count) {
        Some(first) if place == 0 => first,
        Some(first) if found == first => shuffled(key, count, 0),
        _ => found,
    }
}

/// How often each place may be exchanged for a partner: every order of few, and any place of many, comes up about as
/// often as any other.
const EXCHANGES: usize = 40;

/// Swap-or-not (Hoang, Morris and Rogaway 2012): what stands at one place of a random order of `count`, without the
/// order. Each key pairs the places off, and a pair is exchanged or not.
fn shuffled(mut key: u64, count: usize, mut place: usize) -> usize {
    for _ in 0..EXCHANGES {
        key = mix(key);
        let partner = (below(key, count) + count - place) % count;
        if mix(key ^ u64::try_from(place.max(partner)).unwrap_or_default()) & 1 > 0 {
            place = partner;
        }
    }
    place
}

/// A number below `bound` (at least 1), near enough to uniform for 64 random bits.
fn below(random: u64, bound: usize) -> usize {
    let bound = u64::try_from(bound).unwrap_or(1).max(1);
    usize::try_from(random % bound).unwrap_or_default()
}

/// The quote of a day: the one whose hash with the date is highest (rendezvous hashing; Thaler and
/// Ravishankar 1998). One more quote among n changes about one day in n + 1, and only to itself.
///
/// `date` is `YYYY-MM-DD`, compared as text; `ids` are the quotes to choose from. Returns a place
/// in `ids`, `None` where there are none.
pub fn daily<'a>(date: &str, ids: impl Iterator<Item = &'a str>) -> Option<usize> {
    let day = hash(date.as_bytes(), 0);
    let mut best = None;
    let mut highest = (0, "");
    for (place, id) in ids.enumerate() {
        // Equal hashes are settled by id, so that the order of the quotes has no say.
        let chance = (hash(id.as_bytes(), day), id);
        if chance >= highest {
            (best, highest) = (Some(place), chance);
        }
    }
    best
}

/// FNV-1a, then mixed so that every bit depends on every byte.
fn hash(bytes: &[u8], start: u64) -> u64 {
    let fold = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    mix(bytes.iter().fold(0xcbf2_9ce4_8422_2325 ^ start, fold))
}

/// The SplitMix64 step (Steele, Lea and Flood 2014).
fn mix(state: u64) -> u64 {
    let z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
