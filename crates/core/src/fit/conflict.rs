//! Demands that contradict one another, and the least that must be given up to satisfy the rest.
//!
//! Of each set of demands that no points satisfy together, one must be given up. The least that hits all known sets is a
//! bound on what is lost; where the rest can be satisfied, it is the answer, and where not, that yields another set (R. Reiter,
//! *Artificial Intelligence* 32, 1987; E. Amaldi and V. Kann, *Theoretical Computer Science* 147, 1995, on why it is hard).

use super::demand::Demand;
use super::linear::{LinearColumn, LinearProgram, LinearRow, LinearSolver, Relaxed};
use super::relaxation::{OutOfWork, minimized, whole_cost};
use super::work::Work;
use crate::table::{Ix, Table};

/// Demands that no points satisfy together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    pub(super) members: Vec<Ix<Demand>>,
    /// Whether it is proved that the others can be satisfied when any one of them is left out.
    pub(super) smallest: bool,
}

/// What is decided about a demand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stance {
    Open,
    Kept,
    GivenUp,
}

/// What hits every conflict.
pub(super) struct Hitting {
    pub(super) given_up: Vec<Ix<Demand>>,
    /// No set that hits every conflict weighs less.
    pub(super) bound: u64,
    /// Whether that is the least: proved.
    pub(super) finished: bool,
}

/// What must still be given up at least, when some demands are given up and others kept: the sum over conflicts that
/// share nothing. None if a conflict is kept whole.
pub(super) fn packing(
    conflicts: &[Conflict],
    weights: &Table<Demand, u64>,
    stances: &Table<Demand, Stance>,
    work: &mut Work,
) -> Option<u64> {
    let mut taken = weights.column(|_| false);
    let mut sum = 0;
    work.spend(weights.len() / 8);
    for conflict in conflicts {
        work.spend(conflict.members.len());
        let is_at = |stance: Stance| conflict.members.iter().any(|member| stances[*member] == stance);
        if is_at(Stance::GivenUp) {
            continue;
        }
        let free = || conflict.members.iter().filter(|member| stances[**member] != Stance::Kept);
        let lightest = free().map(|member| weights[*member]).min()?;
        if free().any(|member| taken[*member]) {
            continue;
        }
        free().for_each(|member| taken[*member] = true);
        sum += lightest;
    }
    Some(sum)
}

/// The lightest set that hits every conflict, or the best within the work that may be done. The first way down is gone to
/// its end in any case.
pub(super) fn hitting(
    conflicts: &[Conflict],
    weights: &Table<Demand, u64>,
    solver: &dyn LinearSolver,
    work: &mut Work,
) -> Hitting {
    let mut ordered: Vec<&Conflict> = conflicts.iter().collect();
    ordered.sort_by_key(|conflict| conflict.members.len());
    let ordered: Vec<Conflict> = ordered.into_iter().cloned().collect();
    let mut stances = weights.column(|_| Stance::Open);
    let root = packing(&ordered, weights, &stances, work).unwrap_or(0);
    let root = root.max(relaxed(&ordered, weights, solver, work));
    let mut search = Cover { conflicts: &ordered, weights, root, best: None, cut: false };
    search.visit(&mut stances, 0, work);
    let finished = !search.cut;
    let (weight, given_up) = search.best.unwrap_or_default();
    Hitting { given_up, bound: if finished { weight } else { root.min(weight) }, finished }
}

/// What a set that hits every conflict weighs at least, by a linear program that may take demands in part.
fn relaxed(conflicts: &[Conflict], weights: &Table<Demand, u64>, solver: &dyn LinearSolver, work: &mut Work) -> u64 {
    let mut columns = weights.column(|_| None);
    let mut program = LinearProgram::default();
    for conflict in conflicts {
        let mut terms = Vec::new();
        for member in &conflict.members {
            let column = *columns[*member].get_or_insert_with(|| {
                let cost = i64::try_from(weights[*member]).unwrap_or(i64::MAX);
                program.columns.push(LinearColumn { cost, least: 0, most: 1 });
                program.columns.len() - 1
            });
            terms.push((column, 1));
        }
        program.rows.push(LinearRow { terms, at_least: 1 });
    }
    match minimized(&program, solver, work) {
        Ok(Relaxed::Solved { cost, .. }) => u64::try_from(whole_cost(cost)).unwrap_or(0),
        Ok(Relaxed::Infeasible | Relaxed::Unsolved) | Err(OutOfWork) => 0,
    }
}

struct Cover<'c> {
    conflicts: &'c [Conflict],
    weights: &'c Table<Demand, u64>,
    /// No set weighs less.
    root: u64,
    best: Option<(u64, Vec<Ix<Demand>>)>,
    /// Whether something was left out for want of work.
    cut: bool,
}

impl Cover<'_> {
    fn visit(&mut self, stances: &mut Table<Demand, Stance>, weight: u64, work: &mut Work) {
        if self.best.as_ref().is_some_and(|(best, _)| *best <= self.root) {
            return;
        }
        if work.is_spent() && self.best.is_some() {
            self.cut = true;
            return;
        }
        let Some(more) = packing(self.conflicts, self.weights, stances, work) else { return };
        if self.best.as_ref().is_some_and(|(best, _)| weight + more >= *best) {
            return;
        }
        let mut hits = self.weights.column(|_| 0);
        let mut first: Option<&Conflict> = None;
        for conflict in self.conflicts {
            work.spend(conflict.members.len());
            if conflict.members.iter().any(|member| stances[*member] == Stance::GivenUp) {
                continue;
            }
            first = first.or(Some(conflict));
            conflict.members.iter().for_each(|member| hits[*member] += 1_u64);
        }
        let Some(first) = first else {
            let given_up = stances.iter().filter(|(_, stance)| **stance == Stance::GivenUp);
            self.best = Some((weight, given_up.map(|(member, _)| member).collect()));
            return;
        };
        let is_open = |one: &Ix<Demand>| stances[*one] == Stance::Open;
        let mut members: Vec<Ix<Demand>> = first.members.iter().copied().filter(is_open).collect();
        // Those first that hit most for what they weigh.
        members.sort_by_key(|member| (self.weights[*member] * 1_000 / hits[*member].max(1), *member));
        for member in &members {
            stances[*member] = Stance::GivenUp;
            self.visit(stances, weight + self.weights[*member], work);
            // What was tried is kept from here on, so that no set is looked at twice.
            stances[*member] = Stance::Kept;
        }
        members.iter().for_each(|member| stances[*member] = Stance::Open);
    }
}
