//! Quotes that hold several clauses at once, of which very many may hold each.
//!
//! The first clause goes in, filled, and what is to be looked for with it; the quotes that hold all come out, or the best
//! of them. Each clause has cells of its own, so that nothing is written down of a quote that lacks the second.

use super::{Candidate, Class, Gatherer, key};
use crate::holding;
use crate::intern::{narrow, wide};
use crate::query::Clause;
use crate::reading::LOOK;
use crate::sort;

/// Most clauses besides the first that have cells of their own at once.
const TOGETHER: usize = 3;

impl<'a> Gatherer<'a> {
    /// Of the quotes that hold the clause in the cells those that hold others as well, each told by its work and its place;
    /// where these are the last, the `most` best alone. Returns those that are still to be looked for.
    #[inline(never)]
    pub(super) fn gather_several<'b>(
        &mut self,
        clauses: &[Clause],
        class: &mut Class,
        mut rest: &'b [(usize, usize)],
        most: usize,
    ) -> &'b [(usize, usize)] {
        let mut others: Vec<Self> = Vec::new();
        let mut quotes: Option<Vec<u32>> = None;
        while let Some((&(work, at), after)) = rest.split_first()
            && others.len() < TOGETHER
            && work / LOOK <= quotes.as_ref().map_or_else(|| self.held.count(), Vec::len)
        {
            let mut other = Self::new(self.index);
            other.weigh(clauses, class, at);
            rest = after;
            // Of the last nothing is written down.
            if !rest.is_empty() {
                match &mut quotes {
                    Some(quotes) => quotes.retain(|&quote| other.held.get(wide(quote)) > 0),
                    None => quotes = Some(self.quotes(&other)),
                }
            }
            others.push(other);
        }
        match quotes {
            _ if rest.is_empty() => self.best_of_several(&mut others, quotes.as_deref(), class, most),
            None => class.candidates = self.all(),
            Some(quotes) => class.candidates = self.all_of_several(&mut others, &quotes),
        }
        rest
    }

    /// Of quotes that hold them all the candidates.
    #[inline(never)]
    fn all_of_several(&mut self, others: &mut [Self], quotes: &[u32]) -> Vec<Candidate> {
        let mut all = Vec::with_capacity(quotes.len());
        for quote in quotes.iter().map(|&quote| wide(quote)) {
            let mut candidate = Candidate::of(quote);
            candidate.take(self.held.get(quote), self.held.lowest, &mut self.worth);
            for other in others.iter_mut() {
                candidate.take(other.held.get(quote), other.held.lowest, &mut other.worth);
            }
            all.push(candidate);
        }
        all
    }

    /// Those that hold the clause in the cells, and another.
    #[inline(never)]
    fn quotes(&self, other: &Self) -> Vec<u32> {
        let mut quotes = Vec::new();
        self.held.each(|quote, _| {
            if other.held.get(quote) > 0 {
                quotes.push(narrow(quote));
            }
        });
        quotes
    }

    /// The best of those that hold them all, which are among the `quotes`, where these are known.
    #[inline(never)]
    fn best_of_several(&mut self, others: &mut [Self], quotes: Option<&[u32]>, class: &mut Class, most: usize) {
        let Self { held, worth, .. } = self;
        let mut best: Vec<Candidate> = Vec::new();
        // The rank of the worst, once they are as many, and its key.
        let (mut least, mut worst) = (0, u64::MAX);
        let mut total = 0;
        let mut take = |quote: usize, cell: u16| {
            let mut cells = [0; TOGETHER];
            let mut poorest = cell;
            for (slot, other) in cells.iter_mut().zip(others.iter()) {
                *slot = other.held.get(quote);
                poorest = poorest.min(*slot);
            }
            if poorest == 0 {
                return;
            }
            total += 1;
            // Most often the rank alone decides, of which the poorest counts, or else the score.
            let rank = holding::rank_of(poorest);
            if rank < least {
                return;
            }
            let mut score = worth.of(quote, cell);
            for (&cell, other) in cells.iter().zip(others.iter_mut()) {
                score += other.worth.of(quote, cell);
            }
            if key(rank, score, quote) > worst {
                return;
            }
            let mut candidate = Candidate { tier: holding::held(poorest).0, score, ..Candidate::of(quote) };
            candidate.stand(holding::standing(cell, held.lowest));
            for (&cell, other) in cells.iter().zip(others.iter()) {
                candidate.stand(holding::standing(cell, other.held.lowest));
            }
            best.push(candidate);
            // Now and then, so that each is compared with few.
            if best.len() == most.saturating_mul(2) {
                sort::least(&mut best, most, Candidate::key);
                if let Some(last) = best.last() {
                    (least, worst) = (holding::rank(last.tier), last.key());
                }
            }
        };
        match quotes {
            None => held.each(take),
            Some(quotes) => quotes.iter().for_each(|&quote| take(wide(quote), held.get(wide(quote)))),
        }
        class.total = Some(total);
        class.candidates = best;
    }
}
