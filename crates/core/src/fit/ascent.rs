//! A climb to points under which many demands hold: quick, and no proof of anything.
//!
//! One number is moved by one or two at a time, as long as more holds than before, or as much with less change. Where no such
//! move is left, a demand that fails is forced to hold, the climb goes on from there, and is taken back if it ends lower
//! (B. Selman, H. Kautz and B. Cohen, *AAAI* 1994, do so for formulas). Which demand comes next follows from counting, not
//! from chance.

use std::collections::BTreeSet;

use super::branching::{Problem, Work};
use super::demand::{Demand, Way};
use super::variable::{Points, Variable};
use crate::table::{Ix, Table};

struct Climb<'p> {
    problem: Problem<'p>,
    demands: &'p [Ix<Demand>],
    /// The demands in which each variable has a say.
    of: Table<Variable, Vec<Ix<Demand>>>,
    /// Demands that must hold outweigh all others.
    weights: Table<Demand, i64>,
    points: Points,
    holds: Table<Demand, bool>,
}

/// Climbs from these points. `firm` demands count more than all others together.
pub(super) fn climb(
    problem: Problem<'_>,
    firm: &[Ix<Demand>],
    loose: &[Ix<Demand>],
    from: &Points,
    work: &mut Work,
) -> Points {
    let all: Vec<Ix<Demand>> = firm.iter().chain(loose).copied().collect();
    let narrow = |weight: u64| i64::try_from(weight).unwrap_or(i64::MAX / 1_000_000);
    let total: i64 = loose.iter().map(|demand| narrow(problem.weights[*demand])).sum();
    let mut weights = problem.demands.column(|ix| narrow(problem.weights[ix]));
    firm.iter().for_each(|demand| weights[*demand] = total + 1);
    let mut of: Table<Variable, Vec<Ix<Demand>>> = problem.space.variables.column(|_| Vec::new());
    for demand in &all {
        let variables: BTreeSet<Ix<Variable>> = problem.demands[*demand].variables().collect();
        variables.into_iter().for_each(|variable| of[variable].push(*demand));
    }
    let holds = problem.demands.column(|ix| problem.demands[ix].holds(from));
    let mut climb = Climb { problem, demands: &all, of, weights, points: from.clone(), holds };
    climb.rise(work);
    let (mut best, mut rounds) = (climb.rank(), 0);
    // Each failing demand has some turns.
    while work.0 > 0 && rounds < 4 * all.len() {
        let failing: Vec<Ix<Demand>> = all.iter().copied().filter(|demand| !climb.holds[*demand]).collect();
        let Some(next) = failing.get(rounds % failing.len().max(1)) else { break };
        let before = (climb.points.clone(), climb.holds.clone());
        climb.force(*next);
        climb.rise(work);
        rounds += 1;
        if climb.rank() >= best {
            best = climb.rank();
        } else {
            (climb.points, climb.holds) = before;
        }
    }
    climb.points
}

impl Climb<'_> {
    /// What holds, and then how little changes.
    fn rank(&self) -> (i64, i64) {
        let held = self.demands.iter().filter(|demand| self.holds[**demand]).map(|demand| self.weights[*demand]).sum();
        (held, -self.problem.space.change(&self.points))
    }

    fn set(&mut self, variable: Ix<Variable>, value: i64) {
        self.points[variable] = value;
        for demand in &self.of[variable] {
            self.holds[*demand] = self.problem.demands[*demand].holds(&self.points);
        }
    }

    /// Moves single numbers as long as that is better.
    fn rise(&mut self, work: &mut Work) {
        let variables: Vec<Ix<Variable>> = self.problem.space.variables.indices().collect();
        loop {
            let mut moved = false;
            for ix in &variables {
                if self.of[*ix].is_empty() {
                    continue;
                }
                let own = self.problem.space.variables[*ix].clone();
                let now = self.points[*ix];
                for to in [own.today, now - 1, now + 1, now - 2, now + 2] {
                    if to == self.points[*ix] || !(own.least..=own.most).contains(&to) {
                        continue;
                    }
                    work.0 = work.0.saturating_sub(1 + self.of[*ix].len() as u64 / 8);
                    let gain = self.gain(*ix, to);
                    let nearer = (self.points[*ix] - own.today).abs() - (to - own.today).abs();
                    if (gain, nearer) > (0, 0) {
                        self.set(*ix, to);
                        moved = true;
                    }
                }
            }
            if !moved || work.0 == 0 {
                return;
            }
        }
    }

    /// The weight that a move gains.
    fn gain(&mut self, variable: Ix<Variable>, to: i64) -> i64 {
        let from = std::mem::replace(&mut self.points[variable], to);
        let mut gain = 0;
        for demand in &self.of[variable] {
            let (was, is) = (self.holds[*demand], self.problem.demands[*demand].holds(&self.points));
            gain += self.weights[*demand] * (i64::from(is) - i64::from(was));
        }
        self.points[variable] = from;
        gain
    }

    /// Moves numbers until a demand holds, in the way that lacks least.
    fn force(&mut self, demand: Ix<Demand>) {
        let problem = self.problem;
        let lacks = |way: &&Way| -> i64 { way.iter().map(|one| one.lacks(&self.points, 1)).sum() };
        let Some(way) = problem.demands[demand].ways.iter().min_by_key(lacks) else { return };
        for inequality in way {
            for (ix, times) in &inequality.terms {
                let lacks = inequality.lacks(&self.points, 1);
                if lacks == 0 {
                    break;
                }
                let own = &problem.space.variables[*ix];
                let step = (lacks + times.abs() - 1) / times.abs() * times.signum();
                let to = (self.points[*ix] + step).clamp(own.least, own.most);
                self.set(*ix, to);
            }
        }
    }
}
