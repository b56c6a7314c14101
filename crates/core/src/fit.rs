//! Points fitted to cases: the smallest change of a rulebook's numbers under which its cases come out as expected.
//!
//! Reasons are written as rules and experience as cases; the points between them are guessed. Which rules fire in a case
//! follows from its answers, so that what it expects is a set of linear inequalities over the points. The search is for whole
//! numbers under which most cases hold, among those for the least change from today's points, and among those for the
//! fewest rules that change. It is exact: where the best is not proved within the budget, it says how far away it may be.
//!
//! What points cannot do is found on the way: sets of cases that contradict one another whatever the points are. There a
//! question or a rule is missing, or a case is wrong.
//!
//! Deliberately not here: changes of conditions, of thresholds, of what is ruled out, and new rules, except as
//! [suggestions](Suggestions) that the author decides on. Linear programs are solved outside, behind [`LinearSolver`].

mod work;
mod linear;
mod variable;
mod demand;
mod scenario;
mod expectation;
mod propagation;
mod relaxation;
mod conflict;
mod branching;
mod ascent;
mod optimum;
mod options;
mod upkeep;
mod rewriting;
mod account;
mod validation;
mod effect;
mod suggestion;

pub use account::{
    CaseFate, Fit, FitConflict, FitConflictKind, FitProperty, FitPropertyFate, IgnoredAnswers, PointChange,
    SharedAnswer,
};
pub use linear::{LinearColumn, LinearProgram, LinearRow, LinearSolver, Relaxed, WithoutRelaxation};
pub use options::{FitError, FitOptions};
pub use rewriting::{NumberEdit, Unwritable};
pub use suggestion::{Suggestion, Suggestions};
pub use validation::CrossValidation;

use account::Account;
use branching::Problem;
use demand::Demand;
use optimum::{Impossible, Optimum, solve};
use options::Frame;
use upkeep::Upkeep;
use variable::Points;
use work::Work;

use crate::agreement::Cases;
use crate::rulebook::{Book, Case, Rulebook};
use crate::table::{Ix, Table};

impl Cases {
    /// Looks for points under which most of these cases hold, with the least change, in the fewest rules.
    ///
    /// A rule keeps the sign of each of its points, and all stay on the scale. Properties that the rulebook states stay
    /// true: each is proved of what was fitted, and answers that break one become a further demand.
    ///
    /// # Errors
    /// Where there is nothing to fit, or the options do not fit the rulebook; where no points keep the properties.
    pub fn fit(&self, options: &FitOptions, solver: &dyn LinearSolver) -> Result<Fit, FitError> {
        let frame = Frame::of(self, options)?;
        let cases: Vec<&Case> = self.iter().collect();
        let mut work = Work::steps(options.budget);
        let goals = Goals::of(&frame, &cases, options.margin, &mut work);
        let mut upkeep = Upkeep::default();
        let (mut optimum, goals) = fitted(&frame, goals, &mut upkeep, solver, &mut work)?;
        let (today, weight) = (frame.space.today(), |rulebook: &Rulebook| -> u64 {
            let passing = cases.iter().filter(|case| account::passes(rulebook, case));
            passing.map(|case| u64::from(case.weight)).sum()
        });
        // A case may hold in a way that there was no work to follow. Evaluation says whether the new points are better.
        let are_worse = || weight(&Rulebook::new(book_with(&frame, &optimum.points))) < weight(frame.rulebook);
        if goals.are_cut_short() && goals.allow(&today) && are_worse() {
            upkeep = Upkeep::default();
            upkeep.demands(&frame, &today, &mut Work::steps(0));
            optimum = Optimum { points: today, least_change: 0, least_rules: 0, ..optimum };
        }
        Ok(Account { frame: &frame, cases: self, goals: &goals, optimum: &optimum, upkeep: &upkeep }.settle(&work))
    }
}

/// The demands of cases, with their weights.
struct Goals {
    demands: Table<Demand>,
    weights: Table<Demand, u64>,
    /// The position of the case that each is of. None for what properties demand.
    of: Table<Demand, Option<usize>>,
    /// Those that must hold.
    firm: Vec<Ix<Demand>>,
    /// Those that a case may fail.
    loose: Vec<Ix<Demand>>,
    /// As how much the outcome of a case counts against its margin.
    unit: u64,
}

impl Goals {
    /// Takes an eighth of the work at most, with an equal share for each case that is left. What a case leaves is there for
    /// those after it.
    fn of(frame: &Frame<'_>, cases: &[&Case], margin: i64, work: &mut Work) -> Goals {
        work.lend(work.left() / 8, |own| Goals::built(frame, cases, margin, own))
    }

    fn built(frame: &Frame<'_>, cases: &[&Case], margin: i64, work: &mut Work) -> Goals {
        let total: u64 = cases.iter().map(|case| u64::from(case.weight)).sum();
        let mut goals = Goals {
            demands: Table::default(),
            weights: Table::default(),
            of: Table::default(),
            firm: Vec::new(),
            loose: Vec::new(),
            unit: if margin > 1 { total + 1 } else { 1 },
        };
        for (nth, case) in cases.iter().enumerate() {
            if case.expect.is_empty() && case.reasons.is_empty() {
                continue;
            }
            let weight = u64::from(case.weight);
            let share = work.left() / (cases.len() - nth) as u64;
            let mut demand = |margin| {
                work.lend(share, |own| expectation::demand(frame.book, &frame.space, &frame.bounds, case, margin, own))
            };
            let held = goals.add(demand(0), weight * goals.unit, Some(nth));
            goals.loose.push(held);
            // A margin is a wish: it never costs a case.
            if margin > 1 {
                let led = goals.add(demand(margin), weight, Some(nth));
                goals.loose.push(led);
            }
        }
        goals
    }

    fn add(&mut self, demand: Demand, weight: u64, of: Option<usize>) -> Ix<Demand> {
        self.weights.push(weight);
        self.of.push(of);
        self.demands.push(demand)
    }

    /// Whether some ways to satisfy a demand are not known, so that a case may hold which the search takes for lost.
    fn are_cut_short(&self) -> bool {
        self.demands.rows().iter().any(|demand| !demand.complete)
    }

    fn allow(&self, points: &Points) -> bool {
        self.firm.iter().all(|demand| self.demands[*demand].holds(points))
    }

    fn add_firm(&mut self, demand: Demand) {
        let ix = self.add(demand, 0, None);
        self.firm.push(ix);
    }
}

/// Fits, proves the properties, and fits again with what breaks them, until all hold.
fn fitted(
    frame: &Frame<'_>,
    mut goals: Goals,
    upkeep: &mut Upkeep,
    solver: &dyn LinearSolver,
    work: &mut Work,
) -> Result<(Optimum, Goals), FitError> {
    let mut known = Vec::new();
    loop {
        let problem = Problem { space: &frame.space, demands: &goals.demands, weights: &goals.weights, solver };
        let half = work.left() / 2;
        let solved = work.lend(half, |own| solve(problem, &goals.firm, &goals.loose, &known, own));
        let optimum = match solved {
            Ok(optimum) => optimum,
            Err(Impossible::Proved) => return Err(FitError::NoPointsKeep(upkeep.broken().collect())),
            Err(Impossible::Open) => return Err(FitError::NoneFound(upkeep.broken().collect())),
        };
        known.clone_from(&optimum.conflicts);
        let more = upkeep.demands(frame, &optimum.points, work);
        if more.is_empty() {
            return Ok((optimum, goals));
        }
        // With more that must hold, what contradicts does so still, and perhaps with fewer cases.
        known.iter_mut().for_each(|conflict: &mut conflict::Conflict| conflict.smallest = false);
        more.into_iter().for_each(|demand| goals.add_firm(demand));
    }
}

/// The rulebook with other points.
fn book_with(frame: &Frame<'_>, points: &Points) -> Book {
    frame.space.book_with(frame.book, points)
}
