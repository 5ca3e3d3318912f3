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
    /// What the last one was worth that had to go.
    age: usize,
}

#[derive(Debug)]
struct Kept {
    key: Key,
    crowd: Arc<Crowd>,
    work: usize,
    /// Its work, and the age when it was last asked for.
    worth: usize,
}

/// Of a clause that finds no room the share of its work by which the age grows: so often it is asked for before it is worth
/// the least of those that are kept, and more.
const PATIENCE: usize = 8;

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
    pub(crate) fn admit(&self, work: usize, quotes: usize, room: usize) -> bool {
        let Ok(mut shelf) = self.0.lock() else { return false };
        let worth = shelf.age.saturating_add(work);
        let admitted = shelf.bytes() + quotes / 2 <= room || shelf.kept.iter().any(|kept| kept.worth < worth);
        if !admitted {
            shelf.age = shelf.age.saturating_add(work / PATIENCE);
        }
        admitted
    }

    /// Keeps one, in place of those that are worth least where there is no room for all.
    pub(crate) fn keep(&self, key: Key, work: usize, crowd: &Arc<Crowd>, room: usize) {
        let Ok(mut shelf) = self.0.lock() else { return };
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
}

impl Crowds {
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
