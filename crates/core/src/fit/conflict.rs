//! Demands that contradict one another, and the least that must be given up to satisfy the rest.
//!
//! Of each set of demands that no points satisfy together, one must be given up. The least that hits all known sets is a
//! bound on what is lost; where the rest can be satisfied, it is the answer, and where not, that yields another set (R. Reiter,
//! *Artificial Intelligence* 32, 1987; E. Amaldi and V. Kann, *Theoretical Computer Science* 147, 1995, on why it is hard).

use super::demand::Demand;
use crate::table::{Ix, Table};

/// Demands that no points satisfy together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    pub(super) members: Vec<Ix<Demand>>,
    /// Whether it is proved that the others can be satisfied when any one of them is left out.
    pub(super) smallest: bool,
}

/// So many nodes the search for the least hitting set may visit.
const MOST_NODES: usize = 4_000;

/// What hits every conflict.
pub(super) struct Hitting {
    pub(super) given_up: Vec<Ix<Demand>>,
    /// No set that hits every conflict weighs less.
    pub(super) bound: u64,
}

/// What must still be given up at least, when some demands are given up and others kept: the sum over conflicts that
/// share nothing. None if a conflict is kept whole.
pub(super) fn packing(
    conflicts: &[Conflict],
    weights: &Table<Demand, u64>,
    given_up: &[Ix<Demand>],
    kept: &[Ix<Demand>],
) -> Option<u64> {
    let mut taken = weights.column(|_| false);
    let mut sum = 0;
    for conflict in conflicts {
        if conflict.members.iter().any(|member| given_up.contains(member)) {
            continue;
        }
        let free: Vec<Ix<Demand>> = conflict.members.iter().copied().filter(|one| !kept.contains(one)).collect();
        let lightest = free.iter().map(|member| weights[*member]).min()?;
        if free.iter().any(|member| taken[*member]) {
            continue;
        }
        free.iter().for_each(|member| taken[*member] = true);
        sum += lightest;
    }
    Some(sum)
}

/// The lightest set that hits every conflict, or the best within the budget.
pub(super) fn hitting(conflicts: &[Conflict], weights: &Table<Demand, u64>) -> Hitting {
    let mut conflicts: Vec<&Conflict> = conflicts.iter().collect();
    conflicts.sort_by_key(|conflict| conflict.members.len());
    let ordered: Vec<Conflict> = conflicts.into_iter().cloned().collect();
    let mut search = Cover { conflicts: &ordered, weights, best: None, nodes: 0 };
    let root = packing(&ordered, weights, &[], &[]).unwrap_or(0);
    search.visit(&mut Vec::new(), &mut Vec::new(), 0);
    let finished = search.nodes < MOST_NODES;
    let (weight, given_up) = search.best.unwrap_or_default();
    Hitting { given_up, bound: if finished { weight } else { root.min(weight) } }
}

struct Cover<'c> {
    conflicts: &'c [Conflict],
    weights: &'c Table<Demand, u64>,
    best: Option<(u64, Vec<Ix<Demand>>)>,
    nodes: usize,
}

impl Cover<'_> {
    fn visit(&mut self, given_up: &mut Vec<Ix<Demand>>, kept: &mut Vec<Ix<Demand>>, weight: u64) {
        self.nodes += 1;
        // Whatever the budget, the first way down is gone to its end.
        if self.nodes >= MOST_NODES && self.best.is_some() {
            return;
        }
        let Some(more) = packing(self.conflicts, self.weights, given_up, kept) else { return };
        if self.best.as_ref().is_some_and(|(best, _)| weight + more >= *best) {
            return;
        }
        let is_hit = |conflict: &&Conflict| conflict.members.iter().any(|member| given_up.contains(member));
        let open: Vec<&Conflict> = self.conflicts.iter().filter(|conflict| !is_hit(conflict)).collect();
        let Some(first) = open.first() else {
            self.best = Some((weight, given_up.clone()));
            return;
        };
        let hits =
            |member: &Ix<Demand>| open.iter().filter(|conflict| conflict.members.contains(member)).count() as u64;
        let mut members: Vec<Ix<Demand>> = first.members.iter().copied().filter(|one| !kept.contains(one)).collect();
        // Those first that hit most for what they weigh.
        members.sort_by_key(|member| (self.weights[*member] * 1_000 / hits(member).max(1), *member));
        let before = kept.len();
        for member in members {
            given_up.push(member);
            self.visit(given_up, kept, weight + self.weights[member]);
            given_up.pop();
            // What was tried is kept from here on, so that no set is looked at twice.
            kept.push(member);
        }
        kept.truncate(before);
    }
}
