//! The three aims, one after the other: most cases, then the smallest change, then the fewest rules.
//!
//! Demands that share no points are solved apart, since what is best for one group has no say in the other. What is lost at
//! least follows from the conflicts; only members of conflicts can be given up at the best, and so all other demands are firm
//! from there on.

use super::ascent::climb;
use super::branching::{Problem, Solved, Task, search};
use super::conflict::{Conflict, hitting};
use super::demand::Demand;
use super::variable::Points;
use super::work::Work;
use crate::table::{Ix, Table};

/// What was found for all demands.
pub(super) struct Optimum {
    pub(super) points: Points,
    /// The weight of the demands that fail.
    pub(super) lost: u64,
    /// No points lose less.
    pub(super) least_lost: u64,
    /// No points that lose as little change less; only where that is the least.
    pub(super) least_change: i64,
    /// No points that lose as little and change as little touch fewer rules.
    pub(super) least_rules: usize,
    pub(super) conflicts: Vec<Conflict>,
}

/// Why there are no points at all.
pub(super) enum Impossible {
    /// What must hold cannot, whatever the points. That is proved.
    Proved,
    /// None were found within the budget.
    Open,
}

/// Solves everything. `known` are conflicts that were found before.
pub(super) fn solve(
    problem: Problem<'_>,
    firm: &[Ix<Demand>],
    loose: &[Ix<Demand>],
    known: &[Conflict],
    work: &mut Work,
) -> Result<Optimum, Impossible> {
    let today = problem.space.today();
    let mut optimum =
        Optimum { points: today.clone(), lost: 0, least_lost: 0, least_change: 0, least_rules: 0, conflicts: vec![] };
    let mut groups = groups(problem, firm, loose);
    // Small groups first: what they leave of the budget is for the large ones.
    groups.sort_by_key(|(firm, loose)| firm.len() + loose.len());
    let mut left: u64 = groups.iter().map(|(firm, loose)| (firm.len() + loose.len()) as u64).sum();
    for (firm, loose) in &groups {
        let size = (firm.len() + loose.len()) as u64;
        let share = work.left() / left.max(1) * size;
        left -= size;
        let mut is_there = problem.demands.column(|_| false);
        loose.iter().for_each(|demand| is_there[*demand] = true);
        let conflicts = carried(known, &is_there);
        let part = work.lend(share, |own| Part { problem, firm, loose, conflicts }.solve(own))?;
        for ix in problem.space.variables.indices() {
            if part.points[ix] != today[ix] {
                optimum.points[ix] = part.points[ix];
            }
        }
        optimum.lost += part.lost;
        optimum.least_lost += part.least_lost;
        optimum.least_change += part.least_change;
        optimum.least_rules += part.least_rules;
        optimum.conflicts.extend(part.conflicts);
    }
    Ok(optimum)
}

type Group = (Vec<Ix<Demand>>, Vec<Ix<Demand>>);

/// Demands that share points, or points of one rule, in groups. What holds anyway is in none.
fn groups(problem: Problem<'_>, firm: &[Ix<Demand>], loose: &[Ix<Demand>]) -> Vec<Group> {
    let mut of_rule = std::collections::BTreeMap::new();
    let mut group_of: Vec<usize> = Vec::new();
    fn root(group_of: &[usize], mut at: usize) -> usize {
        while let Some(above) = group_of.get(at).copied().filter(|above| *above != at) {
            at = above;
        }
        at
    }
    let open = |demand: &&Ix<Demand>| !problem.demands[**demand].is_certain();
    let all: Vec<(bool, Ix<Demand>)> = (firm.iter().filter(open).map(|demand| (true, *demand)))
        .chain(loose.iter().filter(open).map(|demand| (false, *demand)))
        .collect();
    for (nth, (_, demand)) in all.iter().enumerate() {
        group_of.push(nth);
        for variable in problem.demands[*demand].variables() {
            let first = *of_rule.entry(problem.space.variables[variable].rule).or_insert(nth);
            let (one, other) = (root(&group_of, first), root(&group_of, nth));
            if let Some(above) = group_of.get_mut(one.max(other)) {
                *above = one.min(other);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Group> = std::collections::BTreeMap::new();
    for (nth, (is_firm, demand)) in all.iter().enumerate() {
        let (firm, loose) = groups.entry(root(&group_of, nth)).or_default();
        if *is_firm { firm.push(*demand) } else { loose.push(*demand) }
    }
    groups.into_values().collect()
}

struct Part<'p, 'd> {
    problem: Problem<'p>,
    firm: &'d [Ix<Demand>],
    loose: &'d [Ix<Demand>],
    conflicts: Vec<Conflict>,
}

impl Part<'_, '_> {
    fn lost(&self, points: &Points) -> u64 {
        let fails = |demand: &&Ix<Demand>| !self.problem.demands[**demand].holds(points);
        self.loose.iter().filter(fails).map(|demand| self.problem.weights[*demand]).sum()
    }

    /// Whether all ways to satisfy what must hold are known, without which nothing is proved.
    fn is_complete(&self) -> bool {
        self.firm.iter().all(|demand| self.problem.demands[*demand].complete)
    }

    fn is_allowed(&self, points: &Points) -> bool {
        self.firm.iter().all(|demand| self.problem.demands[*demand].holds(points))
    }

    fn task(&self, firm: Vec<Ix<Demand>>) -> Task<'_> {
        Task { firm, loose: vec![], allowance: 0, conflicts: &[], best: None, first: false, count_rules: false }
    }

    /// Points under which these hold beside what must; none if it is proved that there are none, or the budget ends.
    fn together(&self, demands: &[Ix<Demand>], work: &mut Work) -> Solved {
        let firm = self.firm.iter().chain(demands).copied().collect();
        search(self.problem, &Task { first: true, ..self.task(firm) }, work)
    }

    fn solve(mut self, work: &mut Work) -> Result<Optimum, Impossible> {
        let today = self.problem.space.today();
        let mut best = work.lend(work.left() / 8, |own| climb(self.problem, self.firm, self.loose, &today, own));
        if !self.is_allowed(&best) {
            let found = self.together(&[], work);
            match found.best {
                Some(points) => best = points,
                None if found.finished && self.is_complete() => return Err(Impossible::Proved),
                None => return Err(Impossible::Open),
            }
        }
        let least_lost = self.give_up(&mut best, work);
        let lost = self.lost(&best);
        let (mut least_change, mut least_rules) = self.least(&mut best, lost == least_lost, work);
        if !self.is_complete() || !self.loose.iter().all(|demand| self.problem.demands[*demand].complete) {
            (least_change, least_rules) = (0, 0);
        }
        Ok(Optimum {
            lost: self.lost(&best),
            points: best,
            least_lost,
            least_change,
            least_rules,
            conflicts: self.conflicts,
        })
    }

    fn better(&self, points: &Points, best: &mut Points) {
        let rank = |points: &Points| (self.lost(points), self.problem.space.change(points));
        if self.is_allowed(points) && rank(points) < rank(best) {
            *best = points.clone();
        }
    }

    /// Finds conflicts until the least that must be given up is as much as the best points lose, and says what it is. A
    /// third of the work is left for what comes after.
    fn give_up(&mut self, best: &mut Points, work: &mut Work) -> u64 {
        let reserve = work.left() / 3;
        let bound = work.lend(work.left() - reserve, |own| self.conflicting(best, own));
        let lost = self.lost(best);
        if bound >= lost {
            return lost;
        }
        let last =
            work.lend(reserve / 4, |own| hitting(&self.conflicts, self.problem.weights, self.problem.solver, own));
        bound.max(last.bound).min(lost)
    }

    fn conflicting(&mut self, best: &mut Points, work: &mut Work) -> u64 {
        let known = std::mem::take(&mut self.conflicts);
        for demand in self.loose {
            let own = &self.problem.demands[*demand];
            if own.ways.is_empty() && own.complete {
                self.note(Conflict { members: vec![*demand], smallest: true }, work);
            }
        }
        for conflict in known {
            // What must hold by now may need fewer members to contradict.
            let conflict = if conflict.smallest { conflict } else { self.smallest(conflict.members, work) };
            self.note(conflict, work);
        }
        let (mut bound, mut patient) = (0, false);
        loop {
            // A set that is nearly the lightest finds conflicts as well; that it is the lightest counts at the end.
            let share = work.left() / if patient { 4 } else { 200 };
            let hitting =
                work.lend(share, |own| hitting(&self.conflicts, self.problem.weights, self.problem.solver, own));
            bound = hitting.bound.max(bound);
            if self.lost(best) <= bound || work.is_spent() {
                break;
            }
            if self.add_conflicts(&hitting.given_up, best, work) {
                patient = false;
            } else if hitting.finished || patient {
                break;
            } else {
                patient = true;
            }
        }
        bound.min(self.lost(best))
    }

    /// Looks for points that satisfy all but these. Where there are none, that is a conflict, and the others are looked at
    /// without its members, since conflicts that share nothing raise the bound fastest. False if none was found.
    fn add_conflicts(&mut self, given_up: &[Ix<Demand>], best: &mut Points, work: &mut Work) -> bool {
        let mut rest: Vec<Ix<Demand>> = self.loose.iter().copied().filter(|one| !given_up.contains(one)).collect();
        let mut found = false;
        loop {
            work.spend(rest.len() + self.conflicts.len());
            let solved = work.lend(work.left() / 4, |own| self.together(&rest, own));
            if let Some(points) = &solved.best {
                self.better(points, best);
                return found;
            }
            let core: Vec<Ix<Demand>> = rest.iter().copied().filter(|one| solved.used.contains(one)).collect();
            // An end of the budget proves nothing; nor do demands of which some ways were left out.
            let is_complete = |one: &Ix<Demand>| self.problem.demands[*one].complete;
            if !solved.finished || core.is_empty() || !self.is_complete() || !core.iter().all(is_complete) {
                return found;
            }
            let conflict = self.smallest(core, work);
            rest.retain(|demand| !conflict.members.contains(demand));
            self.note(conflict, work);
            found = true;
        }
    }

    /// Keeps a conflict, unless a smaller one is known, and no larger one beside it.
    fn note(&mut self, conflict: Conflict, work: &mut Work) {
        let within = |one: &Conflict, other: &Conflict| one.members.iter().all(|member| other.members.contains(member));
        work.spend(2 * self.conflicts.len() * (1 + conflict.members.len()));
        if !self.conflicts.iter().any(|known| within(known, &conflict)) {
            self.conflicts.retain(|known| !within(&conflict, known));
            self.conflicts.push(conflict);
        }
    }

    /// Leaves members out of a conflict as long as the others contradict one another.
    fn smallest(&self, mut members: Vec<Ix<Demand>>, work: &mut Work) -> Conflict {
        let (mut nth, mut smallest) = (0, true);
        while nth < members.len() {
            let mut others = members.clone();
            others.remove(nth);
            let solved = work.lend(work.left() / 30, |own| self.together(&others, own));
            match (solved.best, solved.finished) {
                // The proof may rest on still fewer.
                (None, true) => members = others.into_iter().filter(|one| solved.used.contains(one)).collect(),
                (best, _) => {
                    smallest &= best.is_some();
                    nth += 1;
                }
            }
        }
        Conflict { members, smallest }
    }

    /// Improves on points that lose as little as can be: less change, then fewer rules. Says what neither can be less than.
    fn least(&self, best: &mut Points, is_least_lost: bool, work: &mut Work) -> (i64, usize) {
        let lost = self.lost(best);
        let holds = |demand: &Ix<Demand>| self.problem.demands[*demand].holds(best);
        // First with what holds now, which is quick; then with all that may be given up instead.
        let firm: Vec<Ix<Demand>> = self.firm.iter().chain(self.loose).copied().filter(holds).collect();
        let quick = Task { best: Some(best.clone()), ..self.task(firm.clone()) };
        let solved = work.lend(work.left() / 2, |own| search(self.problem, &quick, own));
        let mut change = solved.bound;
        let mut all_lost = solved.finished;
        if let Some(points) = solved.best {
            *best = points;
        }
        let in_conflict = |demand: &Ix<Demand>| self.conflicts.iter().any(|one| one.members.contains(demand));
        // Where there is nothing to choose, what was solved was everything.
        let choice = is_least_lost && lost > 0;
        let (loose, others): (Vec<Ix<Demand>>, Vec<Ix<Demand>>) =
            self.loose.iter().copied().partition(|demand| choice && in_conflict(demand));
        let firm = if choice { self.firm.iter().copied().chain(others).collect() } else { firm };
        let whole = |best: &Points, count_rules: bool| Task {
            firm: firm.clone(),
            loose: loose.clone(),
            allowance: if choice { lost } else { 0 },
            conflicts: &self.conflicts,
            best: Some(best.clone()),
            first: false,
            count_rules,
        };
        if choice {
            let solved = work.lend(work.left() / 2, |own| search(self.problem, &whole(best, false), own));
            (change, all_lost) = (solved.bound, solved.finished);
            if let Some(points) = solved.best {
                *best = points;
            }
        }
        if !all_lost {
            return (change, 0);
        }
        let solved = work.lend(work.left() / 2, |own| search(self.problem, &whole(best, true), own));
        if let Some(points) = solved.best {
            *best = points;
        }
        let unit = 1 + i64::try_from(self.problem.space.variables.len()).unwrap_or(i64::MAX / 4);
        let rules = solved.bound - change * unit;
        (change, usize::try_from(rules).unwrap_or(0))
    }
}

/// Whether a conflict holds among other demands: it has all of its members there.
pub(super) fn carried(conflicts: &[Conflict], there: &Table<Demand, bool>) -> Vec<Conflict> {
    conflicts.iter().filter(|conflict| conflict.members.iter().all(|member| there[*member])).cloned().collect()
}
