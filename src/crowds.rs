//! The clauses that very many quotes hold which are kept from query to query.
//!
//! A clause goes in with how it is held, and comes out again for the very same words. Kept are as many as have room: those
//! that take long to fill, the longer the less they were asked for of late (GreedyDual: Young, "The k-server dual and
//! loose competitiveness for paging", 1994).

use crate::crowd::Crowd;
use std::sync::{Arc, Mutex};

/// A stretch of the dictionary, from one term up to another, and the rank of how it is read.
pub(crate) type Stretch = (usize, usize, u16);
/// By what a clause is known again.
pub(crate) type Key = Vec<Stretch>;

/// Those that are kept.
#[derive(Debug, Default)]
pub(crate) struct Crowds(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    kept: Vec<Kept>,
    /// What the last one was worth that had to go, and a share of the work of each that found no room since.
    age: u64,
}

#[derive(Debug)]
struct Kept {
    key: Key,
    crowd: Arc<Crowd>,
    work: u64,
    /// Its work, and the age when it was last asked for.
    worth: u64,
}

/// One of so many parts of its work is what the age grows by for a clause that finds no room: asked for again and again it
/// is worth more than the least of those that are kept.
const PATIENCE: u64 = 8;

impl Crowds {
    pub(crate) fn get(&self, key: &Key) -> Option<Arc<Crowd>> {
        let mut shelf = self.0.lock().ok()?;
        let Shelf { kept, age } = &mut *shelf;
        let found = kept.iter_mut().find(|kept| kept.key == *key)?;
        found.worth = age.saturating_add(found.work);
        Some(Arc::clone(&found.crowd))
    }

    /// Whether a clause that takes so much work, of a collection of so many quotes, is to be kept in `room` bytes. If not
    /// now, then where it is asked for again and again.
    pub(crate) fn admit(&self, work: u64, quotes: usize, room: usize) -> bool {
        let Ok(mut shelf) = self.0.lock() else { return false };
        let worth = shelf.age.saturating_add(work);
        let admitted = shelf.bytes() + quotes / 2 <= room || shelf.kept.iter().any(|kept| kept.worth < worth);
        if !admitted {
            shelf.age = shelf.age.saturating_add(work / PATIENCE);
        }
        admitted
    }

    /// Keeps one, in place of those that are worth least where there is no room for all.
    pub(crate) fn keep(&self, key: Key, work: u64, crowd: &Arc<Crowd>, room: usize) {
        let Ok(mut shelf) = self.0.lock() else { return };
        if crowd.bytes() > room || shelf.kept.iter().any(|kept| kept.key == key) {
            return;
        }
        while shelf.bytes() + crowd.bytes() > room
            && let Some((at, worth)) =
                shelf.kept.iter().map(|kept| kept.worth).enumerate().min_by_key(|(_, worth)| *worth)
        {
            shelf.kept.swap_remove(at);
            shelf.age = shelf.age.max(worth);
        }
        let worth = shelf.age.saturating_add(work);
        shelf.kept.push(Kept { key, crowd: Arc::clone(crowd), work, worth });
    }

    /// Bytes that they take.
    #[cfg(any(feature = "web", test))]
    pub(crate) fn bytes(&self) -> usize {
        self.0.lock().map_or(0, |shelf| shelf.bytes())
    }

    /// How many there are.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.0.lock().map_or(0, |shelf| shelf.kept.len())
    }
}

impl Shelf {
    fn bytes(&self) -> usize {
        self.kept.iter().map(|kept| kept.crowd.bytes()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Crowds, Key};
    use crate::cells::Cells;
    use crate::crowd::Crowd;
    use std::sync::Arc;

    const QUOTES: usize = 1000;

    fn crowd() -> Arc<Crowd> {
        let mut cells = Cells::default();
        cells.clear(QUOTES);
        Arc::new(Crowd::of(&cells))
    }

    fn key(nth: usize) -> Key {
        vec![(nth, nth + 1, 6)]
    }

    fn keep(crowds: &Crowds, nth: usize, work: u64, room: usize) -> bool {
        let admitted = crowds.admit(work, QUOTES, room);
        if admitted {
            crowds.keep(key(nth), work, &crowd(), room);
        }
        admitted
    }

    #[test]
    fn what_takes_long_stays_until_it_is_asked_for_no_more() {
        let crowds = Crowds::default();
        let room = 3 * crowd().bytes();
        for (nth, work) in [(0, 100), (1, 900), (2, 500)] {
            assert!(keep(&crowds, nth, work, room));
        }
        // Less than any of them, but asked for again and again.
        let turned_away = (0..100).take_while(|_| !keep(&crowds, 3, 60, room)).count();
        assert!((1..20).contains(&turned_away), "{turned_away}");
        assert!(crowds.get(&key(0)).is_none());
        assert!(crowds.get(&key(3)).is_some());
        // What is asked for stays, however much comes and goes beside it.
        for nth in 10..60 {
            assert!(crowds.get(&key(1)).is_some(), "{nth}");
            keep(&crowds, nth, 400, room);
        }
        assert!(crowds.get(&key(2)).is_none());
        assert!(crowds.bytes() <= room);
        assert_eq!(crowds.count(), 3);
    }

    #[test]
    fn what_finds_no_room_at_all_takes_that_of_no_other() {
        let crowds = Crowds::default();
        let room = crowd().bytes();
        assert!(keep(&crowds, 0, 100, room));
        crowds.keep(key(1), 1_000_000, &crowd(), room - 1);
        crowds.keep(key(0), 1_000_000, &crowd(), room);
        assert_eq!(crowds.count(), 1);
        assert!(crowds.get(&key(0)).is_some());
    }
}
