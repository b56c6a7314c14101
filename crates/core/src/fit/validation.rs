//! Cross-validation: how well fitted points do on cases that the fit has not seen.
//!
//! Cases of one source resemble one another, so whole groups are left out, each in turn; the points are fitted to the others,
//! and the group is judged (M. Stone, *Journal of the Royal Statistical Society* B 36, 1974). What the rulebook gets right
//! without any fitting stands beside it. Conflicts hold whichever cases are there, and so do demands of properties; both are
//! found once.

use serde::Serialize;

use super::branching::{Problem, Work};
use super::demand::Demand;
use super::linear::LinearSolver;
use super::optimum::{carried, solve};
use super::options::{FitError, FitOptions, Frame};
use super::upkeep::Upkeep;
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

impl Cases {
    /// Leaves out each group in turn, fits the points to the others, and judges the group.
    ///
    /// Takes a fit for each group; each may take an eighth of the budget.
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
        let goals = Goals::of(&frame, &cases, options.margin);
        let mut upkeep = Upkeep::default();
        let (optimum, goals) = fitted(&frame, goals, &mut upkeep, solver, &mut Work(options.budget))?;
        let whole = Rulebook::new(book_with(&frame, &optimum.points));
        let of_case = |nth: Option<usize>| nth.and_then(|nth| cases.get(nth)).and_then(|case| case.group.as_deref());
        let (mut proved, mut rulebooks) = (0, Vec::new());
        for group in &groups {
            let is_there = |ix| goals.of[ix].is_some() && of_case(goals.of[ix]) != *group;
            let there: Table<Demand, bool> = goals.demands.column(is_there);
            let loose: Vec<_> = goals.loose.iter().copied().filter(|demand| there[*demand]).collect();
            let known = carried(&optimum.conflicts, &there);
            let problem = Problem { space: &frame.space, demands: &goals.demands, weights: &goals.weights, solver };
            let mut work = Work(options.budget / 8);
            // The points of today are allowed wherever nothing better is found.
            let solved = solve(problem, &goals.firm, &loose, &known, &mut work);
            let points = solved.map(|solved| {
                proved += u64::from(solved.lost == solved.least_lost);
                solved.points
            });
            rulebooks.push(points.unwrap_or_else(|_| frame.space.today()));
        }
        Ok(CrossValidation {
            groups: groups.len() as u64,
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
