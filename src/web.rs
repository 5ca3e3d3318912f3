//! The door to the browser: the library's verbs as JavaScript functions.
//!
//! Numbers, strings and bytes come in; flat lists go out, read in order by `engine.js` and `hits.js`. An answer of the
//! engine that holds any collection is read where it stands in the memory, before the next call. Nothing is decided here.
//! Besides this file only `text` calls JavaScript, for the browser's Unicode.
//!
//! Every verb speaks of the collection in hand: the built-in one, or with the feature `open` the last that was
//! opened or turned to.

#[cfg(full)]
use crate::flat::Numbers;
use crate::flat::{Flat, Text};
use crate::{Collection, Index, Options, Order, Results, text};
#[cfg(full)]
use std::sync::{Arc, LazyLock};
use wasm_bindgen::prelude::*;

/// A tenth of the standard allocator in bytes, and as quick here.
#[cfg(all(full, target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Smaller still. It looks for room from the beginning, of which there is little where few quotes are.
#[cfg(all(not(full), target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

/// The built-in collection as [`Collection::write`] has it.
const BUILTIN: &str = include_str!(concat!(env!("OUT_DIR"), "/builtin.table"));

/// The built-in collection, indexed when it is first asked for anything.
#[cfg(full)]
static BUILT_IN: LazyLock<Arc<Index>> = LazyLock::new(|| Arc::new(Index::build(&Collection::read(BUILTIN))));

/// The same, for good.
#[cfg(not(full))]
fn in_hand() -> &'static Index {
    thread_local! {
        static INDEX: std::cell::Cell<Option<&'static Index>> = const { std::cell::Cell::new(None) };
    }
    let index = INDEX.get().unwrap_or_else(|| Box::leak(Box::new(Index::build(Collection::read(BUILTIN)))));
    INDEX.set(Some(index));
    index
}

#[cfg(full)]
pub use shelf::*;

/// Collections that were opened.
#[cfg(full)]
mod shelf {
    use super::{Arc, BUILT_IN, Index, JsValue, wasm_bindgen};
    use crate::import::{import, import_in};
    use crate::index::Opening;
    use crate::intern::wide;
    use crate::work::{Going, WHOLE, Work};
    use crate::{Error, Format, Skipped, is_pack, print};
    use std::borrow::Cow;
    use std::sync::Mutex;

    struct Shelf {
        slots: Vec<Slot>,
        /// The place of the one in hand, counted from 1; 0 is the built-in one.
        in_hand: usize,
        /// The first [`LISTED`] records of the last source that could not be read, and how many there were.
        skipped: (Vec<Skipped>, usize),
    }

    enum Slot {
        Free,
        /// A pack of which more is to come.
        Filling(Opening),
        /// A source of which more is to come.
        Source(Vec<u8>),
        /// A source on its way to an index.
        Making(Going<Made>),
        Made(Box<Made>),
        /// A collection, and what is found ahead in it while there is more of it.
        Opened(Arc<Index>, Option<Going<()>>),
    }

    /// What a source became, with the first of what could not be read of it, and how many there were.
    type Made = Result<(Index, (Vec<Skipped>, usize)), Error>;

    /// How many records that could not be read are listed: each is an object of its own in JavaScript, and the worst of
    /// sources has millions.
    const LISTED: usize = 1000;

    static SHELF: Mutex<Shelf> = Mutex::new(Shelf { slots: Vec::new(), in_hand: 0, skipped: (Vec::new(), 0) });

    pub(super) fn in_hand() -> Arc<Index> {
        let found = SHELF.lock().ok().and_then(|shelf| match shelf.slots.get(shelf.in_hand.checked_sub(1)?)? {
            Slot::Opened(index, _) => Some(Arc::clone(index)),
            _ => None,
        });
        found.unwrap_or_else(|| Arc::clone(&BUILT_IN))
    }

    /// Takes the collection at a place in hand.
    #[wasm_bindgen]
    pub fn turn(place: usize) {
        if let Ok(mut shelf) = SHELF.lock() {
            shelf.in_hand = place;
        }
    }

    /// Lets go of the collection in hand.
    #[wasm_bindgen]
    pub fn close() {
        if let Ok(mut shelf) = SHELF.lock() {
            let place = shelf.in_hand;
            shelf.lay(place, Slot::Free);
            shelf.in_hand = 0;
        }
    }

    /// Makes room for a pack, or a source, of so many bytes, which [`fill`] brings: its place. In case of an error its code
    /// and message.
    #[wasm_bindgen]
    pub fn reserve(bytes: usize, pack: bool) -> JsValue {
        let mut room = Vec::new();
        if room.try_reserve_exact(bytes).is_err() {
            return told(&Error::no_room(bytes));
        }
        if !pack {
            make_room(bytes.saturating_mul(TIMES).min(MOST));
        }
        number(add(if pack { Slot::Filling(Opening::of(room)) } else { Slot::Source(room) }))
    }

    /// How many times the bytes of a source are used until its index is made, about; and how many bytes at most are had ahead
    /// for that.
    const TIMES: usize = 6;
    const MOST: usize = 1 << 24;

    /// Lets the memory grow once for all that follows. Where it grows bit by bit a browser takes its time for each, and of
    /// what is left of the bits no two together have room for anything.
    fn make_room(bytes: usize) {
        let mut room = Vec::<u8>::new();
        // Without it there are the bits.
        if room.try_reserve_exact(bytes).is_ok() {
            // Of a list that nobody looks at no room would be made.
            std::hint::black_box(&mut room);
        }
    }

    /// The next stretch of what comes to a place. A pack is checked when it comes: the page has its turn between two of
    /// them.
    #[wasm_bindgen]
    pub fn fill(place: usize, part: &[u8]) {
        let Ok(mut shelf) = SHELF.lock() else { return };
        match shelf.slot(place) {
            Some(Slot::Filling(opening)) => opening.fill(part),
            Some(Slot::Source(source)) => source.extend_from_slice(part),
            _ => {}
        }
    }

    /// Begins with the source that came to a place, as a format of that name if one is given.
    #[wasm_bindgen]
    pub fn begin(place: usize, format: Option<String>) {
        let Ok(mut shelf) = SHELF.lock() else { return };
        if let Some(Slot::Source(source)) = shelf.lay(place, Slot::Free) {
            let going = Going::on(source.len(), |work| make(source, format, work));
            shelf.lay(place, Slot::Making(going));
        }
    }

    /// Goes on with the source at a place for a stretch: how much is done, in thousandths; all of it means that it can be
    /// opened.
    #[wasm_bindgen]
    pub fn go_on(place: usize) -> usize {
        // Not held meanwhile.
        let taken = SHELF.lock().ok().and_then(|mut shelf| shelf.lay(place, Slot::Free));
        let Some(Slot::Making(mut going)) = taken else { return WHOLE };
        let (slot, share) = match going.go_on() {
            Some(made) => (Slot::Made(Box::new(made)), WHOLE),
            None => {
                let share = going.share();
                (Slot::Making(going), share)
            }
        };
        if let Ok(mut shelf) = SHELF.lock() {
            shelf.lay(place, slot);
        }
        share
    }

    async fn make(source: Vec<u8>, format: Option<String>, work: Arc<Work>) -> Made {
        let format = format.map(|name| name.parse::<Format>()).transpose()?;
        let mut collection = import_in(source.into(), format, &work).await?;
        let mut skipped = std::mem::take(&mut collection.skipped);
        let total = skipped.len();
        skipped.truncate(LISTED);
        skipped.shrink_to_fit();
        let index = Index::build_in(Cow::Owned(collection), &work).await;
        Ok((index, (skipped, total)))
    }

    /// Opens what came to a place and takes it in hand: its place. In case of an error its code and message, and the place
    /// is free again.
    #[wasm_bindgen]
    pub fn open(place: usize) -> JsValue {
        let taken = SHELF.lock().ok().and_then(|mut shelf| shelf.lay(place, Slot::Free));
        let opened = match taken {
            Some(Slot::Filling(opening)) => opening.open(),
            Some(Slot::Made(made)) => (*made).map(|(index, skipped)| {
                if let Ok(mut shelf) = SHELF.lock() {
                    shelf.skipped = skipped;
                }
                index
            }),
            _ => Err(Error::not_pack()),
        };
        match opened {
            Ok(index) => put(index),
            Err(error) => told(&error),
        }
    }

    fn put(index: Index) -> JsValue {
        let index = Arc::new(index);
        let ahead = Arc::clone(&index);
        let preparing = Going::on(index.pack().len(), |work| async move { ahead.prepare(&work).await });
        let place = add(Slot::Opened(index, Some(preparing)));
        turn(place);
        number(place)
    }

    /// Goes on for a stretch with what the first keys on the collection in hand would wait for: whether there is more.
    #[wasm_bindgen]
    pub fn prepare() -> bool {
        // Not held meanwhile.
        let taken = SHELF.lock().ok().and_then(|mut shelf| {
            let place = shelf.in_hand;
            let Some(Slot::Opened(_, preparing)) = shelf.slot(place) else { return None };
            Some((place, preparing.take()?))
        });
        let Some((place, mut going)) = taken else { return false };
        let more = going.go_on().is_none();
        if more
            && let Ok(mut shelf) = SHELF.lock()
            && let Some(Slot::Opened(_, preparing)) = shelf.slot(place)
        {
            *preparing = Some(going);
        }
        more
    }

    fn number(place: usize) -> JsValue {
        u32::try_from(place).unwrap_or_default().into()
    }

    /// Lays something into the first slot that is free: its place.
    fn add(slot: Slot) -> usize {
        let Ok(mut shelf) = SHELF.lock() else { return 0 };
        let free = shelf.slots.iter().position(|slot| matches!(slot, Slot::Free)).unwrap_or(shelf.slots.len());
        if free == shelf.slots.len() {
            shelf.slots.push(Slot::Free);
        }
        shelf.lay(free + 1, slot);
        free + 1
    }

    impl Shelf {
        fn slot(&mut self, place: usize) -> Option<&mut Slot> {
            self.slots.get_mut(place.checked_sub(1)?)
        }

        /// Lays something into the slot at a place, and gives back what was there.
        fn lay(&mut self, place: usize, new: Slot) -> Option<Slot> {
            self.slot(place).map(|slot| std::mem::replace(slot, new))
        }
    }

    /// The first records of the last source that could not be read, as objects: each [`Skipped`]; and how many there
    /// were.
    #[wasm_bindgen]
    pub fn skipped() -> JsValue {
        let skipped = SHELF.lock().map(|shelf| serde_wasm_bindgen::to_value(&shelf.skipped));
        // Numbers and strings can always be written.
        skipped.ok().and_then(Result::ok).unwrap_or_default()
    }

    /// The index of an id.
    #[wasm_bindgen]
    pub fn find(id: &str) -> Option<usize> {
        in_hand().find(id)
    }

    /// The stored fields of the quotes at these indices, as [`Index::records`] has them.
    #[wasm_bindgen]
    pub fn records(indices: &[u32]) -> JsValue {
        JsValue::from_str(&in_hand().records(indices.iter().map(|&index| wide(index))))
    }

    /// The bytes of the collection in hand.
    #[wasm_bindgen]
    pub fn pack() -> js_sys::Uint8Array {
        in_hand().pack().into()
    }

    /// A source or a pack as JSON, which is read again as the same; it begins with a brace. In case of an error its code
    /// and message.
    #[wasm_bindgen]
    pub fn json(source: Vec<u8>) -> JsValue {
        let read = if is_pack(&source) {
            Index::open(source).map(|index| index.unpack(0..index.len()))
        } else {
            import(&source)
        };
        let mut json = Vec::new();
        // Memory takes whatever is written.
        match read.map(|collection| print::json(&collection, &mut json)) {
            Ok(_) => String::from_utf8(json).unwrap_or_default().into(),
            Err(error) => told(&error),
        }
    }

    fn told(error: &Error) -> JsValue {
        JsValue::from_str(&format!("{}\n{error}", error.code()))
    }
}

/// What is shown before a topic, the title of the collection, and how many quotes there are.
#[wasm_bindgen]
pub fn head() -> JsValue {
    let index = in_hand();
    let [prefix, title, ..] = index.names();
    let mut flat = Text::default();
    flat.text(Some(prefix));
    flat.text(Some(title));
    flat.count(index.len());
    JsValue::from_str(flat.as_str())
}

/// The stored fields of the quote at an index, as [`Index::record`] has them.
#[wasm_bindgen]
pub fn at(index: usize) -> JsValue {
    JsValue::from_str(&in_hand().record(index))
}

/// The answer to a query, flat: total, partial (0 or 1), suggestion; the number of hits, and for
/// each its index, its score, the number of words read otherwise with each word and what it
/// matched, then the number of marks, and for each its field, start and end; the number of facets, and
/// for each its field, how many values are left out, how many are named, and each value with its count.
/// A field to mark is a number: topic, text, source, author, part. What is `asked` is a filter, U+001F and the query;
/// the options are those of [`Options`].
#[cfg(not(full))]
#[wasm_bindgen]
pub fn search(asked: &str, limit: usize, offset: usize, facets: bool) -> JsValue {
    let mut flat = Text::default();
    flat.results(&answer(asked, limit, offset, facets));
    JsValue::from_str(flat.as_str())
}

/// The same as numbers alone: where they begin in the memory, in bytes. They stay there until the next call.
#[cfg(full)]
#[wasm_bindgen]
pub fn search(asked: &str, limit: usize, offset: usize, facets: bool) -> usize {
    let results = answer(asked, limit, offset, facets);
    Numbers::of(&results)
}

/// The memory in which answers stand.
#[cfg(full)]
#[wasm_bindgen]
pub fn numbers() -> JsValue {
    wasm_bindgen::memory()
}

fn answer(asked: &str, limit: usize, offset: usize, facets: bool) -> Results {
    let (filter, query) = parted(asked);
    crate::search(&in_hand(), query, &Options { limit, offset, filter, facets })
}

/// The indices of the quotes that pass a filter; with a date, that of the day's quote alone. What is `asked` is a filter,
/// U+001F and the date, `YYYY-MM-DD` or nothing.
#[wasm_bindgen]
pub fn select(asked: &str) -> JsValue {
    let (filter, date) = parted(asked);
    let index = in_hand();
    let mut among = crate::select(&index, filter);
    if !date.is_empty() {
        let ids = among.iter().map(|&quote| index.id(quote));
        let place = crate::daily(date, ids);
        among = place.and_then(|place| among.get(place)).copied().into_iter().collect();
    }
    let mut flat = Text::default();
    flat.count(among.len());
    for quote in among {
        flat.count(quote);
    }
    JsValue::from_str(flat.as_str())
}

/// The place, among `count` quotes, of the one at a step of a rotation, as [`crate::pick`];
/// a negative `first` is none.
#[wasm_bindgen]
pub fn pick(sequence: bool, seed: u32, first: i32, count: usize, step: i32) -> Option<usize> {
    let order = if sequence { Order::Sequence } else { Order::Shuffle };
    crate::pick(order, seed, usize::try_from(first).ok(), count, step)
}

/// What stands before and after the first U+001F: each string that crosses the door costs code on both sides.
fn parted(asked: &str) -> (&str, &str) {
    let at = text::halves(asked.as_bytes(), 0x1F).0.len();
    (text::slice(asked, 0, at), text::slice(asked, at + 1, asked.len()))
}
