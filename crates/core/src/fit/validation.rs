//! Cross-validation: how well fitted points do on cases that the fit has not seen.
//!
//! Cases of one source resemble one another, so whole groups are left out, each in turn; the points are fitted to the others,
//! and the group is judged (M. Stone, *Journal of the Royal Statistical Society* B 36, 1974). What the rulebook gets right
//! without any fitting stands beside it.
//!
//! What one fit proves helps the next: a conflict holds wherever all of its cases are there, and so do demands of properties.
//! Points are not handed on. Those of another fit have seen the group that is to be judged, so each fit begins from the points
//! of today.

use serde::Serialize;

use super::branching::Problem;
use super::demand::Demand;
use super::linear::LinearSolver;
use super::optimum::{carried, solve};
use super::options::{FitError, FitOptions, Frame};
use super::upkeep::Upkeep;
use super::work::Work;
use super::{Goals, book_with, fitted};
use crate::agreement::{Agreement, Cases};
use crate::rulebook::{Case, Rulebook};
use crate::table::Table;

/// How well fitted points do on groups that were left out. Made by [`Cases::cross_validate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CrossValidation {
    /// How many groups were left out, each in turn. Cases without a group are one.
    pub groups: u64,
    /// How much was spent, in steps of the budget.
    pub work: u64,
    /// Of the fits without a group, those that hold as many cases as is possible: proved.
    pub proved: u64,
    /// With the points of today.
    pub unfitted: Agreement,
    /// Each case with the points that were fitted without its group.
    pub fitted: Agreement,
    /// With the points that were fitted to all cases, of which each was seen. How much better this is than `fitted` is what
    /// was learned by heart.
    pub seen: Agreement,
}

impl CrossValidation {
    /// As many budgets are shared out among the groups.
    pub const FITS: u64 = 12;
}

impl Cases {
    /// Leaves out each group in turn, fits the points to the others, and judges the group.
    ///
    /// Takes a fit to all cases, with the budget of one, and one without each group. These have [`CrossValidation::FITS`]
    /// times the budget together; each takes an equal share of what those before it left.
    ///
    /// # Errors
    /// As [`Cases::fit`], and where there are fewer than two groups.
    pub fn cross_validate(&self, options: &FitOptions, solver: &dyn LinearSolver) -> Result<CrossValidation, FitError> {
        let frame = Frame::of(self, options)?;
        let cases: Vec<&Case> = self.iter().collect();
        let mut groups: Vec<Option<&str>> = Vec::new();
        for case in &cases {
            if !groups.contains(&case.group.as_deref()) {
                groups.push(case.group.as_deref());
            }
        }
        if groups.len() < 2 {
            return Err(FitError::TooFewGroups(groups.len()));
        }
        let mut work = Work::steps(options.budget);
        let goals = Goals::of(&frame, &cases, options.margin, &mut work);
        let mut upkeep = Upkeep::default();
        let (optimum, goals) = fitted(&frame, goals, &mut upkeep, solver, &mut work)?;
        let whole = Rulebook::new(book_with(&frame, &optimum.points));
        let of_case = |nth: Option<usize>| nth.and_then(|nth| cases.get(nth)).and_then(|case| case.group.as_deref());
        let (mut proved, mut rulebooks, mut conflicts) = (0, Vec::new(), optimum.conflicts);
        let mut shared = Work::steps(options.budget.saturating_mul(CrossValidation::FITS));
        for (nth, group) in groups.iter().enumerate() {
            let is_there = |ix| goals.of[ix].is_some() && of_case(goals.of[ix]) != *group;
            let there: Table<Demand, bool> = goals.demands.column(is_there);
            let loose: Vec<_> = goals.loose.iter().copied().filter(|demand| there[*demand]).collect();
            let mut known = carried(&conflicts, &there);
            // Nobody is shown these, so that none need be made smaller again.
            known.iter_mut().for_each(|conflict| conflict.smallest = true);
            let problem = Problem { space: &frame.space, demands: &goals.demands, weights: &goals.weights, solver };
            let share = shared.left() / (groups.len() - nth) as u64;
            let solved = shared.lend(share, |own| solve(problem, &goals.firm, &loose, &known, own));
            // The points of today are taken where none are found.
            let points = solved.map(|solved| {
                proved += u64::from(solved.lost == solved.least_lost);
                for found in solved.conflicts {
                    if !conflicts.iter().any(|conflict| conflict.members == found.members) {
                        conflicts.push(found);
                    }
                }
                solved.points
            });
            rulebooks.push(points.unwrap_or_else(|_| frame.space.today()));
        }
        Ok(CrossValidation {
            groups: groups.len() as u64,
            work: work.spent_steps() + shared.spent_steps(),
            proved,
            unfitted: self.agreement(),
            fitted: self.agreement_of(&groups, |nth| {
                let points = rulebooks.get(nth).cloned().unwrap_or_else(|| frame.space.today());
                Rulebook::new(book_with(&frame, &points))
            }),
            seen: self.agreement_of(&groups, |_| whole.clone()),
        })
    }
}
