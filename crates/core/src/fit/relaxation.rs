//! What the points of a node change at least: the linear program of its rows, where points need not be whole.
//!
//! A program counts as work before it is solved, by its size: the simplex method takes about one pivot for each row, and each
//! pivot looks at the rows and columns. One that is larger than what is left is not begun.

use std::collections::{BTreeMap, BTreeSet};

use super::demand::Inequality;
use super::linear::{LinearColumn, LinearProgram, LinearRow, LinearSolver, Relaxed};
use super::variable::{Bounds, Points, Space, Variable};
use super::work::Work;
use crate::rulebook::RuleRef;
use crate::table::{Ix, Table};

/// In millionths: values of a relaxation.
pub(super) const UNIT: i64 = 1_000_000;
/// What a relaxation may be wrong by, in millionths.
pub(super) const SLACK: i64 = 50;

/// A linear program takes more than is left to do.
pub(super) struct OutOfWork;

/// What is asked of a relaxation.
pub(super) struct Asked<'a, 'p> {
    pub(super) space: &'p Space,
    pub(super) solver: &'p dyn LinearSolver,
    pub(super) bounds: &'a Bounds,
    pub(super) rows: &'a [&'p Inequality],
    /// The rules that change in any case.
    pub(super) changed: &'a BTreeSet<RuleRef>,
    /// What one point of change costs.
    pub(super) unit: i64,
    /// Where each rule that changes costs one besides: points to improve on, if there are any.
    pub(super) count_rules: Option<Option<&'a Points>>,
}

/// What a relaxation says.
pub(super) struct Relaxation {
    /// No whole points cost less.
    pub(super) bound: i64,
    /// In millionths.
    pub(super) values: Points,
    /// A rule that changes in part.
    pub(super) partly: Option<RuleRef>,
}

/// Solves a program, if there is work left for one of its size.
pub(super) fn minimized(
    program: &LinearProgram,
    solver: &dyn LinearSolver,
    work: &mut Work,
) -> Result<Relaxed, OutOfWork> {
    let terms: usize = program.rows.iter().map(|row| row.terms.len()).sum();
    let looks = LEAST + (1 + program.rows.len()) * (program.rows.len() + program.columns.len()) + BUILT * terms;
    if looks as u64 > work.left() {
        work.end();
        return Err(OutOfWork);
    }
    work.spend(looks);
    Ok(solver.minimize(program))
}

/// What the smallest program takes, in looks.
const LEAST: usize = 5_000;
/// What it takes to write a term down and to read it.
const BUILT: usize = 20;

/// The least whole cost that is no less than one in millionths.
pub(super) fn whole_cost(cost: i64) -> i64 {
    (-(SLACK - cost).div_euclid(UNIT)).max(0)
}

/// What change costs at least under these rows. None if no points satisfy them.
pub(super) fn relaxation(asked: &Asked<'_, '_>, work: &mut Work) -> Result<Option<Relaxation>, OutOfWork> {
    let space = asked.space;
    let columns = columns(asked);
    let mut program = LinearProgram::default();
    for ix in columns.keys() {
        let ((least, most), today) = (asked.bounds[*ix], space.variables[*ix].today);
        // What it gains and what it loses.
        for (least, most) in [(least - today, most - today), (today - most, today - least)] {
            program.columns.push(LinearColumn { cost: asked.unit, least: least.max(0), most: most.max(0) });
        }
    }
    for row in asked.rows {
        let today: i64 = row.terms.iter().map(|(ix, times)| space.variables[*ix].today * times).sum();
        let terms = row.terms.iter().filter_map(|(ix, times)| Some((columns.get(ix)?, times)));
        let terms = terms.flat_map(|(column, times)| [(*column, *times), (column + 1, -times)]).collect();
        program.rows.push(LinearRow { terms, at_least: row.at_least - today });
    }
    let rules = asked.count_rules.map(|best| rules(asked, best, &columns, &mut program)).unwrap_or_default();
    Ok(match minimized(&program, asked.solver, work)? {
        Relaxed::Infeasible => None,
        Relaxed::Solved { cost, values } => {
            let value = |column: usize| values.get(column).copied().unwrap_or_default();
            let values = space.variables.column(|ix| {
                let moved = columns.get(&ix).map_or(0, |column| value(*column) - value(column + 1));
                space.variables[ix].today * UNIT + moved
            });
            let partly = rules.iter().find(|(_, column)| (SLACK..=UNIT - SLACK).contains(&value(**column)));
            Some(Relaxation { bound: whole_cost(cost), values, partly: partly.map(|(rule, _)| *rule) })
        }
        Relaxed::Unsolved => {
            let nearest = space.variables.column(|ix| {
                let (least, most) = asked.bounds[ix];
                space.variables[ix].today.clamp(least, most)
            });
            let values = space.variables.column(|ix| nearest[ix] * UNIT);
            Some(Relaxation { bound: space.change(&nearest) * asked.unit, values, partly: None })
        }
    })
}

fn is_moved(asked: &Asked<'_, '_>, ix: Ix<Variable>) -> bool {
    let (least, most) = asked.bounds[ix];
    !(least..=most).contains(&asked.space.variables[ix].today)
}

/// The first of two columns for each variable that rows or bounds move.
fn columns(asked: &Asked<'_, '_>) -> BTreeMap<Ix<Variable>, usize> {
    let variables = &asked.space.variables;
    let mut active: Table<Variable, bool> = variables.column(|ix| is_moved(asked, ix));
    asked.rows.iter().flat_map(|row| &row.terms).for_each(|(ix, _)| active[*ix] = true);
    let active = active.iter().filter(|(_, is_active)| **is_active).map(|(ix, _)| ix);
    active.enumerate().map(|(nth, ix)| (ix, 2 * nth)).collect()
}

/// A column for each rule, which is one where the rule changes, and the rows that make it so.
fn rules(
    asked: &Asked<'_, '_>,
    best: Option<&Points>,
    columns: &BTreeMap<Ix<Variable>, usize>,
    program: &mut LinearProgram,
) -> BTreeMap<RuleRef, usize> {
    let space = asked.space;
    // All points of a rule together change by no more than the best points do.
    let far = best.map_or(i64::MAX, |best| space.change(best)).max(1);
    let mut own: BTreeMap<RuleRef, (i64, Vec<(usize, i64)>)> = BTreeMap::new();
    let mut moved: BTreeSet<RuleRef> = asked.changed.clone();
    for (ix, column) in columns {
        let ((least, most), today) = (asked.bounds[*ix], space.variables[*ix].today);
        let rule = space.variables[*ix].rule;
        // What must move has changed already.
        if is_moved(asked, *ix) {
            moved.insert(rule);
        }
        let (sum, terms) = own.entry(rule).or_default();
        *sum += (today - least).max(most - today);
        terms.extend([(*column, -1), (column + 1, -1)]);
    }
    let mut rules = BTreeMap::new();
    for (rule, (sum, mut terms)) in own {
        rules.insert(rule, program.columns.len());
        terms.push((program.columns.len(), sum.clamp(1, far)));
        let least = i64::from(moved.contains(&rule));
        program.columns.push(LinearColumn { cost: 1, least, most: 1 });
        program.rows.push(LinearRow { terms, at_least: 0 });
    }
    rules
}
