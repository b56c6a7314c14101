//! Linear programs, solved by the simplex method of `microlp`.
//!
//! The library `leadership_advisor` works in integers alone and leaves its linear programs to whoever implements its
//! [`LinearSolver`]. This crate is the one place where numbers are floating point. It gives back integers again, in
//! millionths; the library checks what it builds on them by evaluation.
//!
//! ```
//! use leadership_advisor::{FitOptions, Rulebook};
//! use leadership_advisor_solver::Simplex;
//!
//! let rulebook = Rulebook::parse("lunch.yaml", "
//!     rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
//!     questions: [{id: cold, ask: Is it cold?, type: yes_no}]
//!     decisions:
//!       - id: meal
//!         title: What to eat?
//!         choose: one
//!         options: [{id: salad, title: Salad}, {id: soup, title: Soup}]
//!         rules:
//!           - {id: light, if: {}, points: {salad: 2}, because: It is light.}
//!           - {id: warm, if: {cold: true}, points: {soup: 1}, because: It warms.}
//!     cases: [{name: a cold day, answers: {cold: yes}, expect: {meal: soup}}]
//! ")?;
//! let fit = rulebook.own_cases().fit(&FitOptions::default(), &Simplex).unwrap();
//! // The scale is that of today's points, so that soup can get no more than 2.
//! assert_eq!((fit.held, fit.change), (1, 2));
//! assert!(fit.is_proved());
//! # Ok::<(), leadership_advisor::Diagnostics>(())
//! ```

use leadership_advisor::{LinearProgram, LinearSolver, Relaxed};
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOutcome, Variable};

/// In so many parts one is counted.
const UNIT: f64 = 1e6;
/// Beyond this a float does not hold whole numbers any more.
const FAR: i64 = 1 << 50;

/// The simplex method. The same program always gets the same answer: `microlp` draws nothing at random and goes by no clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Simplex;

impl LinearSolver for Simplex {
    fn minimize(&self, program: &LinearProgram) -> Relaxed {
        solved(program).unwrap_or(Relaxed::Unsolved)
    }
}

/// None where numbers are too large or the solver fails.
fn solved(program: &LinearProgram) -> Option<Relaxed> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut columns: Vec<Variable> = Vec::with_capacity(program.columns.len());
    for column in &program.columns {
        let bounds = (float(column.least)?, float(column.most)?);
        columns.push(problem.add_var(float(column.cost)?, bounds));
    }
    for row in &program.rows {
        let terms = row.terms.iter().map(|(column, times)| Some((*columns.get(*column)?, float(*times)?)));
        let terms: Vec<(Variable, f64)> = terms.collect::<Option<_>>()?;
        problem.add_constraint(&terms, ComparisonOp::Ge, float(row.at_least)?);
    }
    let solution = match problem.solve() {
        Ok(SolveOutcome::Solution(solution)) => solution,
        Err(Error::Infeasible) => return Some(Relaxed::Infeasible),
        Ok(SolveOutcome::Interrupted(_)) | Err(_) => return None,
    };
    let values = columns.iter().map(|column| millionths(solution.var_value(*column)));
    Some(Relaxed::Solved { cost: millionths(solution.objective())?, values: values.collect::<Option<_>>()? })
}

fn float(number: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "numbers this small are exact")]
    (-FAR..=FAR).contains(&number).then_some(number as f64)
}

fn millionths(value: f64) -> Option<i64> {
    #[expect(clippy::float_arithmetic, reason = "the solver works in floating point; this crate alone hears of it")]
    let value = (value * UNIT).round();
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and within what an i64 holds")]
    (value.abs() < 1e18).then_some(value as i64)
}
