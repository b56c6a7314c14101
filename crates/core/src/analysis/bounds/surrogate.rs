//! Leads that are within reach one by one and not together.
//!
//! What helps one lead often harms another. A weighted sum of leads has to come to the weighted sum of what they need, and its bound
//! counts one class of each question for all of them: a surrogate constraint (F. Glover, *Operations Research* 16, 1968). Weights are
//! found step by step: where the sum is greatest, the lead that is furthest from what it needs gets more weight (a subgradient:
//! M. Held and R. M. Karp, *Mathematical Programming* 1, 1971). Any weights give a bound that is never too low.

use crate::rulebook::pick;

/// So often weights are changed at one node.
const ROUNDS: usize = 8;

/// A lead over its table: what it has beyond what it needs, aside from the entries of the table that are counted.
pub(in crate::analysis) type Relaxed<'t> = (i64, &'t [i64]);

/// Weights for leads, and their sum. It is used over and over.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct Surrogate {
    pub(in crate::analysis) weights: Vec<i64>,
    /// The weighted sum of all tables.
    pub(in crate::analysis) table: Vec<i64>,
    /// The entries of the table that are counted where the sum is greatest.
    places: Vec<usize>,
}

impl Surrogate {
    /// By how much the leads miss what they need under the weights that were found; nothing if none were. `first` is the lead to begin
    /// with. `maximize` says what a table comes to at most, and which of its entries make that up.
    pub(in crate::analysis) fn missing(
        &mut self,
        leads: &[Relaxed<'_>],
        first: usize,
        mut maximize: impl FnMut(&[i64], &mut Vec<usize>) -> i64,
    ) -> Option<i64> {
        self.weights.clear();
        self.weights.resize(leads.len(), 0);
        self.table.clear();
        self.table.resize(leads.first().map_or(0, |(_, table)| table.len()), 0);
        let mut spare = 0;
        let mut next = first;
        for _ in 0..ROUNDS {
            let (own, table) = leads.get(next)?;
            spare += own;
            self.weights.get_mut(next).into_iter().for_each(|weight| *weight += 1);
            self.table.iter_mut().zip(*table).for_each(|(sum, points)| *sum += points);
            self.places.clear();
            let total = spare + maximize(&self.table, &mut self.places);
            if total < 0 {
                return Some(-total);
            }
            let has = |(own, table): &Relaxed<'_>| own + self.places.iter().map(|at| pick(table, *at)).sum::<i64>();
            let furthest = leads.iter().map(has).enumerate().min_by_key(|(_, has)| *has)?;
            if furthest.1 >= 0 {
                return None;
            }
            next = furthest.0;
        }
        None
    }

    /// How many leads are counted.
    pub(in crate::analysis) fn counted(&self) -> usize {
        self.weights.iter().filter(|weight| **weight > 0).count()
    }

    /// The weighted sum of something that each lead has.
    pub(in crate::analysis) fn sum(&self, of_leads: impl Iterator<Item = i64>) -> i64 {
        self.weights.iter().zip(of_leads).map(|(weight, points)| weight * points).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Relaxed, Surrogate};

    /// Three questions of three classes each.
    const CLASSES: usize = 3;
    const QUESTIONS: usize = 3;

    fn most(table: &[i64], places: &mut Vec<usize>) -> i64 {
        let mut sum = 0;
        for (question, part) in table.chunks(CLASSES).enumerate() {
            let best = (0..part.len()).max_by_key(|class| (part.get(*class), std::cmp::Reverse(*class))).unwrap_or(0);
            places.push(question * CLASSES + best);
            sum += part.get(best).copied().unwrap_or(0);
        }
        sum
    }

    /// Whether some class of each question reaches all leads at once.
    fn are_reached(leads: &[Relaxed<'_>]) -> bool {
        (0..CLASSES.pow(3)).any(|nth| {
            let at = |question: usize| {
                question * CLASSES + nth / CLASSES.pow(u32::try_from(question).unwrap_or(0)) % CLASSES
            };
            let has = |(own, table): &Relaxed<'_>| own + (0..QUESTIONS).filter_map(|q| table.get(at(q))).sum::<i64>();
            leads.iter().all(|lead| has(lead) >= 0)
        })
    }

    #[test]
    fn what_misses_together_is_reached_by_nothing() {
        let mut state = 88_172_645_463_325_252_u64;
        let mut draw = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            i64::try_from(state % 7).unwrap_or(0) - 3
        };
        let (mut found, mut alone) = (0, 0);
        for _ in 0..2_000 {
            let tables: Vec<Vec<i64>> = (0..3).map(|_| (0..CLASSES * QUESTIONS).map(|_| draw()).collect()).collect();
            let leads: Vec<Relaxed<'_>> = tables.iter().map(|table| (draw() - 2, table.as_slice())).collect();
            let mut surrogate = Surrogate::default();
            if surrogate.missing(&leads, 0, most).is_some() {
                found += 1;
                alone += usize::from(surrogate.counted() == 1);
                assert!(!are_reached(&leads), "{leads:?}");
            }
        }
        // Many are seen, and most of them by several leads together.
        assert!(found > 200 && alone * 2 < found, "{found} found, {alone} by one lead");
    }
}
