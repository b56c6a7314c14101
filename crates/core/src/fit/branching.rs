//! Branch and bound: points that satisfy demands, at the least change, or the proof that there are none.
//!
//! A node fixes how some demands are satisfied and between which numbers points lie. What follows from that for the bounds
//! is worked out first; then a linear program says what the change costs at least. Only the inequalities of demands that its
//! answer breaks are added, since most hold without being asked for. Where a demand can be satisfied in several ways, or
//! given up, each is a branch, and so are the two halves of a number that is not whole (A. H. Land and A. G. Doig,
//! *Econometrica* 28, 1960; the demands are J. N. Hooker's disjunctions, *Logic-Based Methods for Optimization*, 2000).
//!
//! A branch that waits is no more than its node and the step from there, since most are never looked at.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::conflict::{Conflict, Stance, packing};
use super::demand::{Demand, Inequality, Way, size};
use super::linear::LinearSolver;
use super::propagation::tighten;
use super::relaxation::{Asked, OutOfWork, Relaxation, SLACK, UNIT, relaxation};
use super::variable::{Bounds, Points, Space, Variable};
use super::work::Work;
use crate::rulebook::RuleRef;
use crate::table::{Ix, Table};

/// So many branches may wait before the search goes on from the last.
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

#[derive(Clone)]
struct Node<'p> {
    bounds: Bounds,
    rows: Vec<&'p Inequality>,
    demands: Table<Demand, Stance>,
    /// The weight of what was given up.
    lost: u64,
    changed: BTreeSet<RuleRef>,
    bound: i64,
}

/// A step from a node to one below.
enum Step<'p> {
    Stay,
    Keep(Ix<Demand>, &'p Way),
    GiveUp(Ix<Demand>),
    Between(Ix<Variable>, (i64, i64)),
    Unchanged(RuleRef),
    Changed(RuleRef),
}

/// A branch that waits.
struct Branch<'p> {
    from: Rc<Node<'p>>,
    step: Step<'p>,
    bound: i64,
}

struct Search<'p, 't> {
    problem: Problem<'p>,
    task: &'t Task<'t>,
    is_loose: Table<Demand, bool>,
    solved: Solved,
    best_cost: Option<i64>,
    open: Vec<Branch<'p>>,
}

/// Searches for the best points.
pub(super) fn search(problem: Problem<'_>, task: &Task<'_>, work: &mut Work) -> Solved {
    let solved = Solved { best: task.best.clone(), bound: 0, finished: false, used: BTreeSet::new() };
    let mut is_loose = problem.demands.column(|_| false);
    task.loose.iter().for_each(|demand| is_loose[*demand] = true);
    let mut search = Search { problem, task, is_loose, best_cost: None, solved, open: Vec::new() };
    search.best_cost = task.best.as_ref().map(|points| search.cost(points));
    let root = Node {
        bounds: problem.space.bounds(),
        rows: Vec::new(),
        demands: problem.demands.column(|_| Stance::Open),
        lost: 0,
        changed: BTreeSet::new(),
        bound: 0,
    };
    search.wait(&Rc::new(root), Step::Stay);
    let mut deeper = true;
    while let Some(branch) = search.next(deeper) {
        if work.is_spent() {
            search.open.push(branch);
            break;
        }
        if search.is_passed_over(branch.bound) {
            deeper = false;
            continue;
        }
        let before = search.open.len();
        let mut node = search.entered(branch, work);
        match search.visit(&mut node, work) {
            Ok(Some(steps)) => {
                let node = Rc::new(node);
                steps.into_iter().for_each(|step| search.wait(&node, step));
            }
            Ok(None) => {}
            Err(OutOfWork) => search.wait(&Rc::new(node), Step::Stay),
        }
        deeper = search.open.len() > before;
        if task.first && search.solved.best.is_some() {
            break;
        }
    }
    search.solved.finished = search.open.is_empty();
    let open = search.open.iter().map(|branch| branch.bound).min();
    let best = search.best_cost;
    search.solved.bound = open.into_iter().chain(best).min().unwrap_or(0);
    search.solved
}

impl<'p> Search<'p, '_> {
    fn wait(&mut self, from: &Rc<Node<'p>>, step: Step<'p>) {
        self.open.push(Branch { from: Rc::clone(from), step, bound: from.bound });
    }

    /// The branch to look at next: one below the last, as long as there is one, and then the most promising of all. Where
    /// too many wait, the last, so that memory does not grow.
    fn next(&mut self, deeper: bool) -> Option<Branch<'p>> {
        if deeper || self.task.first || self.open.len() > MOST_OPEN {
            return self.open.pop();
        }
        let best = (0..self.open.len()).rev().min_by_key(|at| self.open.get(*at).map(|branch| branch.bound))?;
        Some(self.open.swap_remove(best))
    }

    /// Whether nothing below such a bound is better than what is known.
    fn is_passed_over(&self, bound: i64) -> bool {
        if self.task.first { self.solved.best.is_some() } else { self.best_cost.is_some_and(|best| bound >= best) }
    }

    fn entered(&self, branch: Branch<'p>, work: &mut Work) -> Node<'p> {
        let mut node = Rc::unwrap_or_clone(branch.from);
        work.spend(node.bounds.len() + node.demands.len() + node.rows.len());
        match branch.step {
            Step::Stay => {}
            Step::Keep(demand, way) => self.keep(&mut node, demand, way),
            Step::GiveUp(demand) => self.give_up(&mut node, demand),
            Step::Between(ix, bounds) => node.bounds[ix] = bounds,
            Step::Unchanged(rule) => {
                for (ix, variable) in self.problem.space.variables.iter().filter(|(_, own)| own.rule == rule) {
                    let (least, most) = node.bounds[ix];
                    if (least..=most).contains(&variable.today) {
                        node.bounds[ix] = (variable.today, variable.today);
                    }
                }
            }
            Step::Changed(rule) => {
                node.changed.insert(rule);
            }
        }
        node
    }

    fn keep(&self, node: &mut Node<'p>, demand: Ix<Demand>, way: &'p Way) {
        node.rows.extend(way);
        node.demands[demand] = Stance::Kept;
    }

    fn give_up(&self, node: &mut Node<'p>, demand: Ix<Demand>) {
        node.demands[demand] = Stance::GivenUp;
        node.lost += self.problem.weights[demand];
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

    fn may_give_up(&self, node: &Node<'_>, demand: Ix<Demand>) -> bool {
        self.is_loose[demand] && node.lost + self.problem.weights[demand] <= self.task.allowance
    }

    /// Takes points that do, if they are better than the best.
    fn offer(&mut self, points: &Points, work: &mut Work) {
        let cost = self.cost(points);
        work.spend(2 * points.len());
        if self.best_cost.is_some_and(|best| cost >= best) {
            return;
        }
        let mut fails = |demand: &Ix<Demand>| {
            let demand = &self.problem.demands[*demand];
            work.spend(demand.size());
            !demand.holds(points)
        };
        if self.task.firm.iter().any(&mut fails) {
            return;
        }
        let mut lost = 0;
        for demand in &self.task.loose {
            lost += if fails(demand) { self.problem.weights[*demand] } else { 0 };
            if lost > self.task.allowance {
                return;
            }
        }
        self.best_cost = Some(cost);
        self.solved.best = Some(points.clone());
    }

    /// Works out what follows at a node. The steps from here, of which the last is looked at first; none where nothing below
    /// is better than what is known.
    fn visit(&mut self, node: &mut Node<'p>, work: &mut Work) -> Result<Option<Vec<Step<'p>>>, OutOfWork> {
        loop {
            if !self.task.conflicts.is_empty() {
                let more = packing(self.task.conflicts, self.problem.weights, &node.demands, work);
                if more.is_none_or(|more| node.lost + more > self.task.allowance) {
                    return Ok(None);
                }
            }
            if !tighten(&node.rows, &mut node.bounds, work) {
                return Ok(None);
            }
            let asked = Asked {
                space: self.problem.space,
                solver: self.problem.solver,
                bounds: &node.bounds,
                rows: &node.rows,
                changed: &node.changed,
                unit: self.unit(),
                count_rules: self.task.count_rules.then_some(self.task.best.as_ref()),
            };
            let Some(Relaxation { bound, values, partly }) = relaxation(&asked, work)? else { return Ok(None) };
            node.bound = node.bound.max(bound);
            if self.is_passed_over(node.bound) {
                return Ok(None);
            }
            let whole = self.problem.space.variables.column(|ix| {
                let (least, most) = node.bounds[ix];
                ((values[ix] + UNIT / 2).div_euclid(UNIT)).clamp(least, most)
            });
            self.offer(&whole, work);
            match self.broken(node, &values, work) {
                Broken::Hopeless => return Ok(None),
                Broken::Forced => {}
                Broken::Open(demand) => return Ok(Some(self.branch_on_demand(node, demand, &values))),
                Broken::Nothing => return Ok(Some(self.branch_on_number(node, &values, partly))),
            }
        }
    }

    /// The demands that a relaxation breaks: those with one way left get its inequalities at once. Else the one with the
    /// fewest ways.
    fn broken(&mut self, node: &mut Node<'p>, values: &Points, work: &mut Work) -> Broken {
        let (mut forced, mut open) = (false, None::<(usize, Ix<Demand>)>);
        let (task, demands) = (self.task, self.problem.demands);
        for demand in task.firm.iter().chain(&task.loose) {
            if node.demands[*demand] != Stance::Open {
                continue;
            }
            let ways = &demands[*demand].ways;
            let lacks = |way: &Way| way.iter().any(|inequality| inequality.lacks(values, UNIT) > SLACK);
            let mut holds = false;
            for way in ways {
                work.spend(size(way));
                holds = !lacks(way);
                if holds {
                    break;
                }
            }
            if holds {
                continue;
            }
            let may_give_up = self.may_give_up(node, *demand);
            work.spend(demands[*demand].size());
            let mut possible = ways.iter().filter(|way| way.iter().all(|one| one.is_possible(&node.bounds)));
            let (first, more) = (possible.next(), possible.count());
            if more == 0 {
                self.solved.used.insert(*demand);
            }
            match (first, more, may_give_up) {
                (None, _, false) => return Broken::Hopeless,
                (None, _, true) => {
                    self.give_up(node, *demand);
                    forced = true;
                }
                (Some(way), 0, false) => {
                    self.keep(node, *demand, way);
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
        match open {
            _ if forced => Broken::Forced,
            Some((_, demand)) => Broken::Open(demand),
            None => Broken::Nothing,
        }
    }

    /// A step for each way, the one that lacks least looked at first, and giving it up last.
    fn branch_on_demand(&mut self, node: &Node<'p>, demand: Ix<Demand>, values: &Points) -> Vec<Step<'p>> {
        self.solved.used.insert(demand);
        let lacks = |way: &&Way| -> i64 { way.iter().map(|inequality| inequality.lacks(values, UNIT)).sum() };
        let ways = self.problem.demands[demand].ways.iter();
        let mut ways: Vec<&'p Way> = ways.filter(|way| way.iter().all(|one| one.is_possible(&node.bounds))).collect();
        ways.sort_by_key(lacks);
        let without = self.may_give_up(node, demand).then_some(Step::GiveUp(demand));
        without.into_iter().chain(ways.into_iter().rev().map(|way| Step::Keep(demand, way))).collect()
    }

    /// Two steps for the number that is farthest from whole; or, where all are, for a rule of which it is open whether it
    /// changes.
    fn branch_on_number(&self, node: &Node<'p>, values: &Points, partly: Option<RuleRef>) -> Vec<Step<'p>> {
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
            let (low, high) = (Step::Between(ix, (least, middle)), Step::Between(ix, (middle + 1, most)));
            let up = values[ix] - middle * UNIT > UNIT / 2;
            return if up { vec![low, high] } else { vec![high, low] };
        }
        partly.map(|rule| vec![Step::Changed(rule), Step::Unchanged(rule)]).unwrap_or_default()
    }
}

/// What a relaxation does to the demands.
enum Broken {
    /// One has no way left.
    Hopeless,
    /// Some had one way left, and were given it.
    Forced,
    /// This one has the fewest ways.
    Open(Ix<Demand>),
    /// All hold.
    Nothing,
}
