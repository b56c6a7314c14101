//! A linear program over whole numbers, and what solves its relaxation.
//!
//! The library works in integers alone. A simplex method works in floating point, so it stands outside, behind
//! [`LinearSolver`], and says what it found in millionths. Nothing is believed that evaluation does not confirm; only that
//! *no* points would do rests on the solver's word, and the oracle holds that to trying everything.

/// A linear program: the least cost of columns within their bounds for which every row holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinearProgram {
    /// The columns.
    pub columns: Vec<LinearColumn>,
    /// The rows.
    pub rows: Vec<LinearRow>,
}

/// A column of a linear program: a number that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinearColumn {
    /// What one of it costs.
    pub cost: i64,
    /// The least that it may be.
    pub least: i64,
    /// The most that it may be.
    pub most: i64,
}

/// A row of a linear program: the sum of some columns, each so many times, is at least a number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinearRow {
    /// Positions of columns, each once, and how many times it counts.
    pub terms: Vec<(usize, i64)>,
    /// What the sum must reach.
    pub at_least: i64,
}

/// What a solver says of a linear program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relaxed {
    /// These values, which need not be whole, cost least.
    Solved {
        /// The cost, in millionths.
        cost: i64,
        /// A value for each column, in millionths.
        values: Vec<i64>,
    },
    /// No values satisfy every row.
    Infeasible,
    /// The solver cannot say: it met numbers that it cannot tell apart, for instance.
    Unsolved,
}

/// Something that solves linear programs. The same program must always get the same answer.
pub trait LinearSolver {
    /// The values that cost least, whole or not.
    fn minimize(&self, program: &LinearProgram) -> Relaxed;
}

/// Solves nothing. The search then goes on without relaxations, which proves the same and takes far longer.
#[derive(Clone, Copy, Debug, Default)]
pub struct WithoutRelaxation;

impl LinearSolver for WithoutRelaxation {
    fn minimize(&self, _: &LinearProgram) -> Relaxed {
        Relaxed::Unsolved
    }
}
