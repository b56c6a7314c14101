//! Branch and bound: points that satisfy demands, at the least change, or the proof that there are none.
//!
//! A node fixes how some demands are satisfied and between which numbers points lie. What follows from that for the bounds
//! is worked out first; then a linear program says what the change costs at least. Only the inequalities of demands that its
//! answer breaks are added, since most hold without being asked for. Where a demand can be satisfied in several ways, or
//! given up, each is a branch, and so are the two halves of a number that is not whole (A. H. Land and A. G. Doig,
//! *Econometrica* 28, 1960; the demands are J. N. Hooker's disjunctions, *Logic-Based Methods for Optimization*, 2000).
//!
//! The budget counts nodes with the size of what each had to solve, so that it ends at the same place everywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::conflict::{Conflict, packing};
use super::demand::{Demand, Inequality, Way};
use super::linear::{LinearColumn, LinearProgram, LinearRow, LinearSolver, Relaxed};
use super::propagation::tighten;
use super::variable::{Bounds, Points, Space, Variable};
use crate::rulebook::RuleRef;
use crate::table::{Ix, Table};

/// In millionths: values of a relaxation.
const UNIT: i64 = 1_000_000;
/// What a relaxation may be wrong by, in millionths.
const SLACK: i64 = 50;

/// So many nodes may be open before the search goes on from the last.
const MOST_OPEN: usize = 2_000;

/// What there is to work with.
#[derive(Clone, Copy)]
pub(super) struct Problem<'p> {
    pub(super) space: &'p Space,
    pub(super) demands: &'p Table<Demand>,
    pub(super) weights: &'p Table<Demand, u64>,
    pub(super) solver: &'p dyn LinearSolver,
}

/// What to look for.
pub(super) struct Task<'t> {
    /// The demands that must hold.
    pub(super) firm: Vec<Ix<Demand>>,
    /// Those that may be given up, as far as their weights together are no more than the allowance.
    pub(super) loose: Vec<Ix<Demand>>,
    pub(super) allowance: u64,
    /// Of each of these one demand must be given up.
    pub(super) conflicts: &'t [Conflict],
    /// Points to improve on: whatever does not cost less is passed over.
    pub(super) best: Option<Points>,
    /// Whether any points do, whatever they cost.
    pub(super) first: bool,
    /// Whether the number of rules that change decides where the change is equal.
    pub(super) count_rules: bool,
}

/// What was found.
pub(super) struct Solved {
    pub(super) best: Option<Points>,
    /// No points cost less than this. Beside the best points, if they are proved to be the best.
    pub(super) bound: i64,
    /// Whether everything was looked at.
    pub(super) finished: bool,
    /// The demands on which the proof rests.
    pub(super) used: BTreeSet<Ix<Demand>>,
}

/// What may still be spent.
pub(super) struct Work(pub(super) u64);

#[derive(Clone)]
struct Node<'p> {
    bounds: Bounds,
    rows: Vec<&'p Inequality>,
    kept: Vec<Ix<Demand>>,
    given_up: Vec<Ix<Demand>>,
    changed: BTreeSet<RuleRef>,
    bound: i64,
}

struct Search<'p, 't> {
    problem: Problem<'p>,
    task: &'t Task<'t>,
    solved: Solved,
    best_cost: Option<i64>,
    open: Vec<Node<'p>>,
}

/// Searches for the best points.
pub(super) fn search(problem: Problem<'_>, task: &Task<'_>, work: &mut Work) -> Solved {
    let solved = Solved { best: task.best.clone(), bound: 0, finished: false, used: BTreeSet::new() };
    let mut search = Search { problem, task, best_cost: None, solved, open: Vec::new() };
    search.best_cost = task.best.as_ref().map(|points| search.cost(points));
    search.open.push(Node {
        bounds: problem.space.bounds(),
        rows: Vec::new(),
        kept: Vec::new(),
        given_up: Vec::new(),
        changed: BTreeSet::new(),
        bound: 0,
    });
    let mut deeper = true;
    while let Some(node) = search.next(deeper) {
        if work.0 == 0 {
            search.open.push(node);
            break;
        }
        let before = search.open.len();
        search.visit(node, work);
        deeper = search.open.len() > before;
        if task.first && search.solved.best.is_some() {
            break;
        }
    }
    search.solved.finished = search.open.is_empty();
    let open = search.open.iter().map(|node| node.bound).min();
    let best = search.best_cost;
    search.solved.bound = open.into_iter().chain(best).min().unwrap_or(0);
    search.solved
}

impl<'p> Search<'p, '_> {
    /// The node to look at next: one below the last, as long as there is one, and then the most promising of all. Where too
    /// many are open, the last, so that memory does not grow.
    fn next(&mut self, deeper: bool) -> Option<Node<'p>> {
        if deeper || self.task.first || self.open.len() > MOST_OPEN {
            return self.open.pop();
        }
        let best = (0..self.open.len()).rev().min_by_key(|at| self.open.get(*at).map(|node| node.bound))?;
        Some(self.open.swap_remove(best))
    }

    /// What one point of change counts: more than all rules together, where those are counted.
    fn unit(&self) -> i64 {
        if self.task.count_rules {
            1 + i64::try_from(self.problem.space.variables.len()).unwrap_or(i64::MAX / 4)
        } else {
            1
        }
    }

    fn cost(&self, points: &Points) -> i64 {
        let space = self.problem.space;
        let rules = if self.task.count_rules { space.touched(points).len() } else { 0 };
        space.change(points) * self.unit() + i64::try_from(rules).unwrap_or(i64::MAX / 4)
    }

    fn weight(&self, demands: &[Ix<Demand>]) -> u64 {
        demands.iter().map(|demand| self.problem.weights[*demand]).sum()
    }

    fn may_give_up(&self, node: &Node<'_>, demand: Ix<Demand>) -> bool {
        self.task.loose.contains(&demand)
            && self.weight(&node.given_up) + self.problem.weights[demand] <= self.task.allowance
    }

    /// Takes points that do, if they are better than the best.
    fn offer(&mut self, points: &Points) {
        let fails = |demand: &&Ix<Demand>| !self.problem.demands[**demand].holds(points);
        if self.task.firm.iter().any(|demand| fails(&demand)) {
            return;
        }
        let lost: u64 = self.task.loose.iter().filter(fails).map(|demand| self.problem.weights[*demand]).sum();
        if lost > self.task.allowance {
            return;
        }
        let cost = self.cost(points);
        if self.best_cost.is_none_or(|best| cost < best) {
            self.best_cost = Some(cost);
            self.solved.best = Some(points.clone());
        }
    }

    fn visit(&mut self, mut node: Node<'p>, work: &mut Work) {
        loop {
            work.0 = work.0.saturating_sub(8 + node.rows.len() as u64);
            let lost = self.weight(&node.given_up);
            if !self.task.conflicts.is_empty() {
                let more = packing(self.task.conflicts, self.problem.weights, &node.given_up, &node.kept);
                if more.is_none_or(|more| lost + more > self.task.allowance) {
                    return;
                }
            }
            if !tighten(&node.rows, &mut node.bounds) {
                return;
            }
            let Some((bound, values, partly)) = self.relaxed(&node) else { return };
            node.bound = node.bound.max(bound);
            if !self.task.first && self.best_cost.is_some_and(|best| node.bound >= best) {
                return;
            }
            if self.task.first && self.solved.best.is_some() {
                return;
            }
            let whole = self.problem.space.variables.column(|ix| {
                let (least, most) = node.bounds[ix];
                ((values[ix] + UNIT / 2).div_euclid(UNIT)).clamp(least, most)
            });
            self.offer(&whole);
            let (forced, open) = match self.broken(&mut node, &values) {
                Some(broken) => broken,
                None => return,
            };
            if forced {
                continue;
            }
            match open {
                Some(demand) => self.branch_on_demand(&node, demand, &values),
                None => self.branch_on_number(node, &values, partly),
            }
            return;
        }
    }

    /// The demands that a relaxation breaks: those with one way left get its inequalities at once. Else the one with the
    /// fewest ways. None if one has no way left.
    fn broken(&mut self, node: &mut Node<'p>, values: &Points) -> Option<(bool, Option<Ix<Demand>>)> {
        let (mut forced, mut open) = (false, None::<(usize, Ix<Demand>)>);
        let task = self.task;
        for demand in task.firm.iter().chain(&task.loose) {
            if node.kept.contains(demand) || node.given_up.contains(demand) {
                continue;
            }
            let ways = &self.problem.demands[*demand].ways;
            let lacks = |way: &Way| way.iter().any(|inequality| inequality.lacks(values, UNIT) > SLACK);
            if ways.iter().any(|way| !lacks(way)) {
                continue;
            }
            let may_give_up = self.may_give_up(node, *demand);
            let mut possible = ways.iter().filter(|way| way.iter().all(|one| one.is_possible(&node.bounds)));
            let (first, more) = (possible.next(), possible.count());
            if more == 0 {
                self.solved.used.insert(*demand);
            }
            match (first, more, may_give_up) {
                (None, _, false) => return None,
                (None, _, true) => {
                    node.given_up.push(*demand);
                    forced = true;
                }
                (Some(way), 0, false) => {
                    node.rows.extend(way);
                    node.kept.push(*demand);
                    forced = true;
                }
                (Some(_), more, _) => {
                    let ways = 1 + more + usize::from(may_give_up);
                    if open.is_none_or(|(fewest, _)| ways < fewest) {
                        open = Some((ways, *demand));
                    }
                }
            }
        }
        Some((forced, open.map(|(_, demand)| demand)))
    }

    /// A branch for each way, the one that lacks least first.
    fn branch_on_demand(&mut self, node: &Node<'p>, demand: Ix<Demand>, values: &Points) {
        self.solved.used.insert(demand);
        let lacks = |way: &&Way| -> i64 { way.iter().map(|inequality| inequality.lacks(values, UNIT)).sum() };
        let ways = self.problem.demands[demand].ways.iter();
        let mut ways: Vec<&Way> = ways.filter(|way| way.iter().all(|one| one.is_possible(&node.bounds))).collect();
        ways.sort_by_key(lacks);
        if self.may_give_up(node, demand) {
            let mut without = node.clone();
            without.given_up.push(demand);
            self.open.push(without);
        }
        // The last is looked at first.
        for way in ways.into_iter().rev() {
            let mut with = node.clone();
            with.rows.extend(way);
            with.kept.push(demand);
            self.open.push(with);
        }
    }

    /// Two branches for the number that is farthest from whole; or, where all are, for a rule of which it is open whether it
    /// changes.
    fn branch_on_number(&mut self, node: Node<'p>, values: &Points, partly: Option<RuleRef>) {
        let off = |value: i64| (value.rem_euclid(UNIT)).min(UNIT - value.rem_euclid(UNIT));
        let variables = self.problem.space.variables.indices();
        let farthest = variables.max_by_key(|ix| (off(values[*ix]), std::cmp::Reverse(*ix)));
        let farthest = farthest.filter(|ix| off(values[*ix]) > SLACK);
        // Without a relaxation values are whole, and may break rows that are in force.
        let broken = || {
            let row = node.rows.iter().find(|row| row.lacks(values, UNIT) > SLACK)?;
            row.terms.iter().map(|(ix, _)| *ix).find(|ix| node.bounds[*ix].0 < node.bounds[*ix].1)
        };
        if let Some(ix) = farthest.or_else(broken) {
            let (least, most) = node.bounds[ix];
            let middle = values[ix].div_euclid(UNIT).clamp(least, most - 1);
            let (mut low, mut high) = (node.clone(), node);
            low.bounds[ix] = (least, middle);
            high.bounds[ix] = (middle + 1, most);
            let up = values[ix] - middle * UNIT > UNIT / 2;
            self.open.extend(if up { [low, high] } else { [high, low] });
        } else if let Some(rule) = partly {
            let (mut left, mut changed) = (node.clone(), node);
            for (ix, variable) in self.problem.space.variables.iter() {
                let (least, most) = left.bounds[ix];
                if variable.rule == rule && (least..=most).contains(&variable.today) {
                    left.bounds[ix] = (variable.today, variable.today);
                }
            }
            changed.changed.insert(rule);
            self.open.extend([changed, left]);
        }
    }

    /// What the change costs at least, with the values, in millionths, and a rule that changes in part. None if no values do.
    fn relaxed(&self, node: &Node<'_>) -> Option<(i64, Points, Option<RuleRef>)> {
        let space = self.problem.space;
        let is_moved = |ix: Ix<Variable>| {
            let (least, most) = node.bounds[ix];
            !(least..=most).contains(&space.variables[ix].today)
        };
        let mut active: BTreeSet<Ix<Variable>> =
            node.rows.iter().flat_map(|row| &row.terms).map(|(ix, _)| *ix).collect();
        active.extend(space.variables.indices().filter(|ix| is_moved(*ix)));
        let mut program = LinearProgram::default();
        let mut columns: BTreeMap<Ix<Variable>, usize> = BTreeMap::new();
        let unit = self.unit();
        for ix in &active {
            let ((least, most), today) = (node.bounds[*ix], space.variables[*ix].today);
            columns.insert(*ix, program.columns.len());
            // What it gains and what it loses.
            for (least, most) in [(least - today, most - today), (today - most, today - least)] {
                program.columns.push(LinearColumn { cost: unit, least: least.max(0), most: most.max(0) });
            }
        }
        for row in &node.rows {
            let today: i64 = row.terms.iter().map(|(ix, times)| space.variables[*ix].today * times).sum();
            let terms = row.terms.iter().filter_map(|(ix, times)| Some((columns.get(ix)?, times)));
            let terms = terms.flat_map(|(column, times)| [(*column, *times), (column + 1, -times)]).collect();
            program.rows.push(LinearRow { terms, at_least: row.at_least - today });
        }
        let mut rules: BTreeMap<RuleRef, usize> = BTreeMap::new();
        if self.task.count_rules {
            // All points of a rule together change by no more than the best points do.
            let far = self.task.best.as_ref().map_or(i64::MAX, |best| space.change(best)).max(1);
            let mut own: BTreeMap<RuleRef, (i64, Vec<(usize, i64)>)> = BTreeMap::new();
            let moved: BTreeSet<RuleRef> =
                active.iter().filter(|ix| is_moved(**ix)).map(|ix| space.variables[*ix].rule).collect();
            for (ix, column) in &columns {
                let ((least, most), today) = (node.bounds[*ix], space.variables[*ix].today);
                let (sum, terms) = own.entry(space.variables[*ix].rule).or_default();
                *sum += (today - least).max(most - today);
                terms.extend([(*column, -1), (column + 1, -1)]);
            }
            for (rule, (sum, mut terms)) in own {
                rules.insert(rule, program.columns.len());
                terms.push((program.columns.len(), sum.clamp(1, far)));
                // What must move has changed already.
                let least = i64::from(node.changed.contains(&rule) || moved.contains(&rule));
                program.columns.push(LinearColumn { cost: 1, least, most: 1 });
                program.rows.push(LinearRow { terms, at_least: 0 });
            }
        }
        match self.problem.solver.minimize(&program) {
            Relaxed::Infeasible => None,
            Relaxed::Solved { cost, values } => {
                let value = |column: usize| values.get(column).copied().unwrap_or_default();
                let points = space.variables.column(|ix| {
                    let moved = columns.get(&ix).map_or(0, |column| value(*column) - value(column + 1));
                    space.variables[ix].today * UNIT + moved
                });
                let partly = rules.iter().find(|(_, column)| (SLACK..=UNIT - SLACK).contains(&value(**column)));
                let bound = -(SLACK - cost).div_euclid(UNIT);
                Some((bound.max(0), points, partly.map(|(rule, _)| *rule)))
            }
            Relaxed::Unsolved => {
                let nearest = space.variables.column(|ix| {
                    let (least, most) = node.bounds[ix];
                    space.variables[ix].today.clamp(least, most)
                });
                let bound = space.change(&nearest) * unit;
                let points = space.variables.column(|ix| nearest[ix] * UNIT);
                Some((bound, points, None))
            }
        }
    }
}
