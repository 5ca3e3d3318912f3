//! How a word may go on that is typed with a slip of the finger or two: one automaton for all words.
//!
//! The places go in where a letter stands in the typed word, a bit each; out comes how many slips part what was read
//! from it. All states that there can be are found once, from where none is read: they differ by what is around the
//! letter that is next (Schulz and Mihov 2002), of which six at most tell anything, and not by the word. One slip is a
//! letter too many, too few or wrong, or two neighbours swapped (optimal string alignment; Damerau 1964).

use std::sync::LazyLock;

/// Most slips that are counted.
pub(crate) const MOST: usize = 2;

/// Letters from the first that may be next on, at which a state looks, and the ways in which these may be the one read.
const AROUND: usize = 6;
const WAYS: usize = 1 << AROUND;

static AUTOMATON: LazyLock<Automaton> = LazyLock::new(Automaton::build);

/// Where the automaton stands, beside a typed word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand {
    state: u16,
    /// The first letter that may be next.
    from: u32,
}

/// All states, and which follows which.
pub(crate) struct Automaton {
    /// For each state and way the state that follows, and how many letters later it begins.
    next: Vec<(u16, u16)>,
    states: Vec<State>,
}

/// What a state tells.
struct State {
    /// The fewest slips with which each of the letters around is next, …
    at: [u8; AROUND],
    /// … and with which it or one before it is.
    upto: [u8; AROUND],
    /// Where one slip, or two, are the most: the letters of which one must come, once so many were made.
    must: [u8; MOST],
}

/// A state while all are found: bit i of row s is set where i letters of the typed word are read with s slips, and of
/// those before a swap where the letter that was typed too late is yet to come.
#[derive(Clone, Copy, Default)]
struct Rows {
    rows: [u16; MOST + 1],
    swapped: [u16; MOST],
}

impl Rows {
    /// Before the first letter: some of the typed word may be left out.
    const START: Self = Self { rows: [0b1, 0b11, 0b111], swapped: [0; MOST] };

    /// What follows a letter that stands in these places of the typed word.
    #[inline(never)]
    fn step(&self, here: u16) -> Self {
        let mut next = Self::default();
        let (mut fewer, mut fewer_next, mut fewer_swapped) = (0, 0, 0);
        for (slips, (row, now)) in next.rows.iter_mut().zip(self.rows).enumerate() {
            // As typed; a letter too many in the word; a wrong one; one left out; two swapped.
            *row = (now & here) << 1 | fewer | fewer << 1 | fewer_next << 1 | (fewer_swapped & here) << 2;
            (fewer, fewer_next) = (now, *row);
            fewer_swapped = self.swapped.get(slips).copied().unwrap_or_default();
        }
        for (swapped, now) in next.swapped.iter_mut().zip(self.rows) {
            *swapped = now & here >> 1;
        }
        next
    }

    /// The same from the first letter that may be next on, and how many stand before it.
    #[inline(never)]
    fn at_first(mut self) -> (Self, u32) {
        let from = self.rows.iter().chain(&self.swapped).map(|row| row.trailing_zeros()).min().unwrap_or_default();
        for row in self.rows.iter_mut().chain(&mut self.swapped) {
            *row = row.checked_shr(from).unwrap_or_default();
        }
        (self, from % u16::BITS)
    }

    /// All of it in one number: from the first letter that may be next on there are no more than eight.
    fn key(&self) -> u64 {
        self.rows.iter().chain(&self.swapped).fold(0, |key, &row| key << 8 | u64::from(row))
    }

    #[inline(never)]
    fn told(&self) -> State {
        let mut state = State { at: [FAR; AROUND], upto: [FAR; AROUND], must: [0; MOST] };
        for (slips, row) in (0..).zip(self.rows) {
            for (letter, at) in state.at.iter_mut().enumerate() {
                *at = if row >> letter & 1 > 0 { slips.min(*at) } else { *at };
            }
        }
        let mut fewest = FAR;
        for (upto, at) in state.upto.iter_mut().zip(state.at) {
            fewest = at.min(fewest);
            *upto = fewest;
        }
        let mut swapped = 0;
        for (most, must) in state.must.iter_mut().enumerate() {
            swapped |= self.swapped.get(most).copied().unwrap_or_default();
            *must = u8::try_from(swapped | self.rows.get(most + 1).copied().unwrap_or_default()).unwrap_or_default();
        }
        state
    }
}

/// The number of a state among those that were found, to which it is added where it is new: they are few.
#[inline(never)]
fn number_of(state: Rows, found: &mut Vec<Rows>, keys: &mut Vec<u64>) -> usize {
    let key = state.key();
    let number = keys.iter().position(|known| *known == key).unwrap_or(keys.len());
    if number == keys.len() {
        keys.push(key);
        found.push(state);
    }
    number
}

/// More slips than are counted.
const FAR: u8 = u8::MAX;

impl Automaton {
    /// The automaton.
    pub(crate) fn get() -> &'static Self {
        &AUTOMATON
    }

    fn build() -> Self {
        let mut automaton = Self { next: Vec::new(), states: Vec::new() };
        let (mut found, mut keys) = (vec![Rows::START], vec![Rows::START.key()]);
        let mut at = 0;
        while let Some(rows) = found.get(at).copied() {
            automaton.states.push(rows.told());
            for way in (0..).take(WAYS) {
                let (next, later) = rows.step(way).at_first();
                let number = number_of(next, &mut found, &mut keys);
                automaton
                    .next
                    .push((u16::try_from(number).unwrap_or_default(), u16::try_from(later).unwrap_or_default()));
            }
            at += 1;
        }
        automaton
    }

    /// Before the first letter.
    pub(crate) fn start() -> Stand {
        Stand { state: 0, from: 0 }
    }

    /// After a letter that stands in these places of the typed word.
    #[inline]
    pub(crate) fn step(&self, Stand { state, from }: Stand, here: u32) -> Stand {
        let way = usize::try_from(here.checked_shr(from).unwrap_or_default()).unwrap_or_default() % WAYS;
        let (state, later) = self.next.get(usize::from(state) * WAYS + way).copied().unwrap_or_default();
        Stand { state, from: from + u32::from(later) }
    }

    fn state(&self, stand: Stand) -> Option<&State> {
        self.states.get(usize::from(stand.state))
    }

    /// The fewest slips that part what was read from a typed word of so many letters; more than [`MOST`] where more do.
    #[inline]
    pub(crate) fn whole(&self, stand: Stand, letters: u32) -> usize {
        let last = letters.checked_sub(stand.from).and_then(|last| usize::try_from(last).ok());
        last.and_then(|last| self.state(stand)?.at.get(last)).map_or(FAR, |slips| *slips).into()
    }

    /// The fewest slips that part what was read from any beginning of it.
    #[inline]
    pub(crate) fn fewest(&self, stand: Stand, letters: u32) -> usize {
        let last = letters.checked_sub(stand.from).and_then(|last| usize::try_from(last).ok());
        let upto = |last: usize| self.state(stand)?.upto.get(last.min(AROUND - 1));
        last.and_then(upto).map_or(FAR, |slips| *slips).into()
    }

    /// The places of the typed word whose letters alone can follow, where `most` slips are made.
    #[inline]
    pub(crate) fn must(&self, stand: Stand, most: usize) -> u32 {
        let must = self.state(stand).and_then(|state| state.must.get(most.checked_sub(1)?));
        must.map_or(0, |must| u32::from(*must)).checked_shl(stand.from).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_letters_tell_all_states_apart() {
        let automaton = Automaton::build();
        assert_eq!(automaton.states.len(), 92);
        assert_eq!(automaton.next.len(), automaton.states.len() * WAYS);
        assert!(automaton.next.iter().all(|&(state, _)| usize::from(state) < automaton.states.len()));
    }
}
