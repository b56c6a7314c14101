//! A climb to points under which many demands hold: quick, and no proof of anything.
//!
//! One number is moved by one or two at a time, as long as more holds than before, or as much with less change. Where no such
//! move is left, a demand that fails is forced to hold, the climb goes on from there, and is taken back if it ends lower
//! (B. Selman, H. Kautz and B. Cohen, *AAAI* 1994, do so for formulas). Which demand comes next follows from counting, not
//! from chance. How much each inequality has to spare is kept, so that a move looks only at those in which it has a say.

use super::branching::Problem;
use super::demand::{Demand, Way};
use super::variable::{Points, Variable};
use super::work::Work;
use crate::table::{Ix, Table};

/// So often each demand may be forced.
const TURNS: usize = 8;

/// An inequality of one of the ways.
struct Row {
    course: Ix<Course>,
    /// By how much its sum is more than it must be.
    spare: i64,
}

/// One of the ways to satisfy a demand.
struct Course {
    demand: Ix<Demand>,
    /// How many of its inequalities fail.
    failing: usize,
}

struct Climb<'p> {
    problem: Problem<'p>,
    rows: Table<Row>,
    courses: Table<Course>,
    /// How many ways of each demand are satisfied.
    satisfied: Table<Demand, usize>,
    /// The inequalities in which each variable has a say, and how many times.
    of: Table<Variable, Vec<(Ix<Row>, i64)>>,
    /// Demands that must hold outweigh all others.
    weights: Table<Demand, i64>,
    points: Points,
    /// The weight of the demands that hold.
    held: i64,
}

/// Climbs from these points. `firm` demands count more than all others together.
pub(super) fn climb(
    problem: Problem<'_>,
    firm: &[Ix<Demand>],
    loose: &[Ix<Demand>],
    from: &Points,
    work: &mut Work,
) -> Points {
    if work.is_spent() {
        return from.clone();
    }
    let all: Vec<Ix<Demand>> = firm.iter().chain(loose).copied().collect();
    let mut climb = Climb::at(problem, firm, loose, from);
    work.spend(all.iter().map(|demand| problem.demands[*demand].size()).sum());
    climb.rise(work);
    let mut best = climb.rank();
    for round in 0..TURNS * all.len() {
        let fails = |demand: &Ix<Demand>| climb.satisfied[*demand] == 0 && !problem.demands[*demand].ways.is_empty();
        let failing: Vec<Ix<Demand>> = all.iter().copied().filter(fails).collect();
        work.spend(all.len());
        let Some(next) = failing.get(round % failing.len().max(1)).filter(|_| !work.is_spent()) else { break };
        let before = climb.points.clone();
        climb.force(*next, work);
        climb.rise(work);
        let rank = climb.rank();
        if rank >= best {
            best = rank;
        } else {
            climb.return_to(&before, work);
        }
    }
    climb.points
}

impl<'p> Climb<'p> {
    fn at(problem: Problem<'p>, firm: &[Ix<Demand>], loose: &[Ix<Demand>], points: &Points) -> Self {
        let narrow = |weight: u64| i64::try_from(weight).unwrap_or(i64::MAX / 1_000_000);
        let total: i64 = loose.iter().map(|demand| narrow(problem.weights[*demand])).sum();
        let mut weights = problem.demands.column(|ix| narrow(problem.weights[ix]));
        firm.iter().for_each(|demand| weights[*demand] = total + 1);
        let mut climb = Climb {
            problem,
            rows: Table::default(),
            courses: Table::default(),
            satisfied: problem.demands.column(|_| 0),
            of: problem.space.variables.column(|_| Vec::new()),
            weights,
            points: points.clone(),
            held: 0,
        };
        for demand in firm.iter().chain(loose) {
            for way in &problem.demands[*demand].ways {
                let course = climb.courses.push(Course { demand: *demand, failing: 0 });
                for inequality in way {
                    let spare = inequality.spare(points);
                    let row = climb.rows.push(Row { course, spare });
                    inequality.terms.iter().for_each(|(variable, times)| climb.of[*variable].push((row, *times)));
                    climb.courses[course].failing += usize::from(spare < 0);
                }
                climb.satisfied[*demand] += usize::from(climb.courses[course].failing == 0);
            }
            if climb.satisfied[*demand] > 0 {
                climb.held += climb.weights[*demand];
            }
        }
        climb
    }

    /// What holds, and then how little changes.
    fn rank(&self) -> (i64, i64) {
        (self.held, -self.problem.space.change(&self.points))
    }

    /// Moves a number, and says what weight that gains.
    fn set(&mut self, variable: Ix<Variable>, value: i64, work: &mut Work) -> i64 {
        let by = value - std::mem::replace(&mut self.points[variable], value);
        work.spend(1 + self.of[variable].len());
        let mut gain = 0;
        for (row, times) in &self.of[variable] {
            let row = &mut self.rows[*row];
            let was = row.spare;
            row.spare += times * by;
            if (was < 0) == (row.spare < 0) {
                continue;
            }
            let course = &mut self.courses[row.course];
            let satisfied = &mut self.satisfied[course.demand];
            if row.spare < 0 {
                *satisfied -= usize::from(course.failing == 0);
                gain -= if course.failing == 0 && *satisfied == 0 { self.weights[course.demand] } else { 0 };
                course.failing += 1;
            } else {
                course.failing -= 1;
                gain += if course.failing == 0 && *satisfied == 0 { self.weights[course.demand] } else { 0 };
                *satisfied += usize::from(course.failing == 0);
            }
        }
        self.held += gain;
        gain
    }

    fn return_to(&mut self, points: &Points, work: &mut Work) {
        for ix in self.problem.space.variables.indices() {
            if self.points[ix] != points[ix] {
                self.set(ix, points[ix], work);
            }
        }
    }

    /// Moves single numbers as long as that is better.
    fn rise(&mut self, work: &mut Work) {
        loop {
            let mut moved = false;
            for (ix, own) in self.problem.space.variables.iter() {
                if self.of[ix].is_empty() {
                    continue;
                }
                let now = self.points[ix];
                for to in [own.today, now - 1, now + 1, now - 2, now + 2] {
                    let from = self.points[ix];
                    if to == from || !(own.least..=own.most).contains(&to) {
                        continue;
                    }
                    let nearer = (from - own.today).abs() - (to - own.today).abs();
                    if (self.set(ix, to, work), nearer) > (0, 0) {
                        moved = true;
                    } else {
                        self.set(ix, from, work);
                    }
                }
            }
            if !moved || work.is_spent() {
                return;
            }
        }
    }

    /// Moves numbers until a demand holds, in the way that lacks least.
    fn force(&mut self, demand: Ix<Demand>, work: &mut Work) {
        let problem = self.problem;
        let lacks = |way: &&Way| -> i64 { way.iter().map(|one| one.lacks(&self.points, 1)).sum() };
        work.spend(problem.demands[demand].size());
        let Some(way) = problem.demands[demand].ways.iter().min_by_key(lacks) else { return };
        for inequality in way {
            work.spend(inequality.terms.len());
            let mut lacks = inequality.lacks(&self.points, 1);
            for (ix, times) in &inequality.terms {
                if lacks == 0 {
                    break;
                }
                let own = &problem.space.variables[*ix];
                let from = self.points[*ix];
                let step = (lacks + times.abs() - 1) / times.abs() * times.signum();
                let to = (from + step).clamp(own.least, own.most);
                lacks = (lacks - (to - from) * times).max(0);
                self.set(*ix, to, work);
            }
        }
    }
}
