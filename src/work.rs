//! Long work, a stretch at a time.
//!
//! What is long counts what it does, and stops wherever a stretch ends until it is asked to go on: a future that waits
//! for nothing else. So its state lies where the compiler puts it, and the same code goes through in one run, natively,
//! or leaves a page its turns. Nothing here knows a clock: the same work has the same stretches everywhere.

use std::future::Future;
use std::ops::Range;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::{Context, Poll, Waker};

/// All of the work, in the measure of [`Work::stage`] and [`Work::share`].
pub(crate) const WHOLE: usize = 1000;

/// How much of the [`WHOLE`] is done after each stage of making a source ready, as ten thousand quotes in JSON take it.
pub(crate) mod done {
    /// Told from files that hold no quotes.
    pub(crate) const SEEN: usize = 40;
    pub(crate) const DECODED: usize = 60;
    /// Looked through for the signs of one format after another: of some only where it is none of those before.
    pub(crate) const RECOGNISED: [usize; 5] = [70, 80, 85, 90, 95];
    /// Of Kindle's clippings, taken apart, put in order and looked through for the longer ones; then read as all are.
    pub(crate) const CLIPPED: [usize; 3] = [170, 200, 230];
    pub(crate) const READ: usize = 285;
    /// Told apart; of names that are there again, sorted and made others.
    pub(crate) const NAMES_TOLD: usize = 300;
    pub(crate) const NAMES_SORTED: usize = 315;
    pub(crate) const NAMED: usize = 330;
    /// Taken apart into words.
    pub(crate) const TAKEN: usize = 610;
    pub(crate) const WORDS_SORTED: usize = 640;
    pub(crate) const STEMMED: usize = 715;
    pub(crate) const STEMS_SORTED: usize = 735;
    /// Stemmed in languages besides English.
    pub(crate) const FOREIGN: usize = 750;
    /// Counted how many quotes hold each word, noted which, and listed.
    pub(crate) const COUNTED: usize = 795;
    pub(crate) const HELD: usize = 840;
    pub(crate) const LISTED: usize = 875;
    pub(crate) const VALUES: usize = 940;
    /// Answered ahead, of which ten thousand quotes have nothing: each answer has a stretch of its own.
    pub(crate) const CROWDED: usize = 945;
    pub(crate) const HEADS: usize = 950;
    pub(crate) const SEALED: usize = super::WHOLE;
}

/// Bytes of a source for which one stretch is made, from the first look at them to the last of the index: half of
/// what a frame takes, even of code that a browser has only begun to make better. Few where it is tested.
#[cfg(any(feature = "web", test))]
const STRETCH: usize = if cfg!(test) { 1 << 7 } else { 1 << 15 };

/// What a line, or a record, is counted as besides its bytes: of short ones there are many.
const LINE: usize = 8;

/// How far work is, and where its stretches end.
#[derive(Default)]
pub(crate) struct Work {
    /// How many stretches the whole has; 0 where it goes through in one.
    stretches: usize,
    /// What was done before the stage at hand, and what is after it.
    before: AtomicUsize,
    after: AtomicUsize,
    /// Of that stage how many steps there are, how many were taken, after how many more a stretch ends, and at which it
    /// does.
    steps: AtomicUsize,
    taken: AtomicUsize,
    every: AtomicUsize,
    end: AtomicUsize,
    /// What was done beside them in this stretch, as [`Work::spent`] counts, and at how much it ends.
    spent: AtomicUsize,
    most: usize,
}

impl Work {
    /// Work that goes through in one run.
    pub(crate) fn at_once() -> Self {
        let work = Self { most: usize::MAX, ..Self::default() };
        work.end.store(usize::MAX, Relaxed);
        work
    }

    /// Work on a source of so many bytes, in stretches.
    #[cfg(any(feature = "web", test))]
    pub(crate) fn in_stretches(bytes: usize) -> Self {
        Self { stretches: bytes.div_ceil(STRETCH).max(1), most: STRETCH, ..Self::default() }
    }

    /// Begins a stage of so many steps, after which so much of the [`WHOLE`] is done. What is one step ends a stretch.
    pub(crate) fn stage(&self, after: usize, steps: usize) {
        let before = self.after.load(Relaxed);
        self.before.store(before, Relaxed);
        self.after.store(after, Relaxed);
        self.steps.store(steps, Relaxed);
        self.taken.store(0, Relaxed);
        if !self.is_at_once() {
            let stretches = (self.stretches * after.saturating_sub(before)).div_ceil(WHOLE);
            let every = (steps / stretches.max(1)).max(1);
            self.every.store(every, Relaxed);
            self.end.store(every, Relaxed);
        }
    }

    /// Counts steps that were taken, and waits where a stretch ends.
    #[inline]
    pub(crate) fn did(&self, steps: usize) -> Turn {
        self.count(steps, 0)
    }

    /// Counts the steps up to one, the first of a line, a record or a word.
    #[inline]
    pub(crate) fn reached(&self, step: usize) -> Turn {
        self.count(step.saturating_sub(self.taken.load(Relaxed)), LINE)
    }

    /// Counts what no step of the stage tells, as so many bytes of a source that are gone through from first to last; and
    /// waits where a stretch ends.
    #[inline]
    pub(crate) fn spent(&self, bytes: usize) -> Turn {
        self.count(0, bytes)
    }

    /// Counts steps and what no step tells, as [`Self::did`] and [`Self::spent`] do; and waits where a stretch ends.
    #[inline(never)]
    pub(crate) fn count(&self, steps: usize, bytes: usize) -> Turn {
        let taken = self.taken.load(Relaxed).saturating_add(steps);
        let spent = self.spent.load(Relaxed).saturating_add(bytes);
        let ends = taken >= self.end.load(Relaxed) || spent >= self.most;
        if ends {
            self.end.store(taken.saturating_add(self.every.load(Relaxed)), Relaxed);
        }
        self.taken.store(taken, Relaxed);
        self.spent.store(if ends { 0 } else { spent }, Relaxed);
        Turn { over: !ends }
    }

    /// Takes so many steps, of which each says what it was. Between two stretches this is one call of a short function: what
    /// goes on in the long one that waits for it, a browser would take long to make better, for nothing.
    pub(crate) async fn each(&self, steps: usize, step: &mut (dyn FnMut(usize) -> Took + Send)) {
        let mut at = 0;
        while at < steps {
            let (end, took) = stretch(at..steps, self.left(), step);
            at = end;
            self.count(took.0, took.1).await;
        }
    }

    /// What ends the stretch at hand: so many steps, or so much that no step tells.
    fn left(&self) -> Took {
        let left = |end: usize, now: &AtomicUsize| end.saturating_sub(now.load(Relaxed));
        (left(self.end.load(Relaxed), &self.taken), left(self.most, &self.spent))
    }

    /// Ends a stretch: what comes next, or was before, takes some time of its own.
    pub(crate) fn turn(&self) -> Turn {
        Turn { over: self.is_at_once() }
    }

    /// Whether it goes through in one run.
    pub(crate) fn is_at_once(&self) -> bool {
        self.stretches == 0
    }

    /// How much is done, of the [`WHOLE`].
    #[cfg(any(feature = "web", test))]
    pub(crate) fn share(&self) -> usize {
        let (before, after) = (self.before.load(Relaxed), self.after.load(Relaxed));
        let steps = self.steps.load(Relaxed).max(1);
        let taken = self.taken.load(Relaxed).min(steps);
        // Numbers have 32 bits in the browser.
        let long = |number: usize| u64::try_from(number).unwrap_or_default();
        let part = long(taken) * long(after.saturating_sub(before)) / long(steps);
        before + usize::try_from(part).unwrap_or_default()
    }
}

/// What was done: steps of the stage as [`Work::did`] counts them, and beside them what [`Work::spent`] does.
pub(crate) type Took = (usize, usize);

/// Takes steps up to where a stretch ends, as [`Work::left`] says; returns the next, and what was done.
#[inline(never)]
fn stretch(steps: Range<usize>, left: Took, step: &mut dyn FnMut(usize) -> Took) -> (usize, Took) {
    let end = steps.end;
    let mut all = (0_usize, 0_usize);
    for at in steps {
        let (steps, bytes) = step(at);
        all = (all.0.saturating_add(steps), all.1.saturating_add(bytes));
        if all.0 >= left.0 || all.1 >= left.1 {
            return (at + 1, all);
        }
    }
    (end, all)
}

/// The end of a stretch: nothing comes of it the first time it is asked.
pub(crate) struct Turn {
    over: bool,
}

impl Turn {
    /// Whether the stretch goes on.
    pub(crate) fn goes_on(&self) -> bool {
        self.over
    }
}

impl Future for Turn {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.over, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Work of which only the outcome is known, so that it may call itself.
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The same work in a function of its own, not in that of the work it is part of: a browser takes longer to make a long
/// function better than the work takes.
#[inline(never)]
pub(crate) fn boxed<'a, T>(work: impl Future<Output = T> + Send + 'a) -> Boxed<'a, T> {
    Box::pin(work)
}

/// What comes of work, its stretches one after the other.
pub(crate) fn finished<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(made) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return made;
        }
    }
}

/// Work to be gone on with, and what comes of it.
#[cfg(feature = "web")]
pub(crate) struct Going<T> {
    work: std::sync::Arc<Work>,
    made: Boxed<'static, T>,
}

#[cfg(feature = "web")]
impl<T> Going<T> {
    /// Work on a source of so many bytes.
    pub(crate) fn on<F: Future<Output = T> + Send + 'static>(
        bytes: usize,
        begin: impl FnOnce(std::sync::Arc<Work>) -> F,
    ) -> Self {
        let work = std::sync::Arc::new(Work::in_stretches(bytes));
        Self { made: Box::pin(begin(std::sync::Arc::clone(&work))), work }
    }

    /// Goes on for a stretch: what came of it all, if it was the last.
    pub(crate) fn go_on(&mut self) -> Option<T> {
        match self.made.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(made) => Some(made),
            Poll::Pending => None,
        }
    }

    /// How much is done, of the [`WHOLE`]: less than that while there is more to do.
    pub(crate) fn share(&self) -> usize {
        self.work.share().min(WHOLE - 1)
    }
}
