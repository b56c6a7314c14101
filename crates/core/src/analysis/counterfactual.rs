//! The fewest answers to change so that a contest is met: branch and bound over which questions to change.
//!
//! Sets of questions of one size are built question by question, and one size is exhausted before the next is begun. What a
//! question may add is a table over its cases, so a partial set is given up where the best few questions that are left
//! cannot close the gap of some lead; a rule that would take more changes than are left is not counted on. Only where a whole set may do are
//! its questions given answers.

use super::changes::{Changes, LeadBound};
use super::contest::Contest;
use super::fill::{Changed, MOST_SETS};
use super::search::OutOfBudget;
use crate::rulebook::{Cases, Model, pick};

pub(super) struct Counterfactual<'c, 'm> {
    contest: &'c Contest<'m>,
    /// For each question the cases that its answer may change to, in the order in which they are tried.
    variants: &'c [Vec<usize>],
    changes: Changes,
    /// The questions that matter, in the order of building.
    order: Vec<usize>,
    chosen: Vec<usize>,
    /// For each set of questions that was found, the ways to answer them.
    found: Vec<Vec<Changed>>,
    cost: u64,
    budget: u64,
    /// How many nodes have been looked at.
    pub(super) nodes: u64,
}

impl<'c, 'm> Counterfactual<'c, 'm> {
    pub(super) fn new(
        model: &Model,
        contest: &'c Contest<'m>,
        now: &[usize],
        variants: &'c [Vec<usize>],
        budget: u64,
    ) -> Self {
        let matters = contest.questions();
        let together = contest.together();
        let mut order: Vec<usize> = (0..now.len()).filter(|at| matters.get(*at) == Some(&true)).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(pick(&together, *at)), *at));
        Counterfactual {
            changes: Changes::new(contest, now, variants),
            contest,
            variants,
            order,
            chosen: Vec::new(),
            found: Vec::new(),
            cost: model.node_cost(),
            budget,
            nodes: 0,
        }
    }

    /// Sets of exactly this size, if there are none of a smaller one: for each set of questions the ways to answer them.
    pub(super) fn sets_of(&mut self, size: usize) -> Result<Vec<Vec<Changed>>, OutOfBudget> {
        self.order.iter().for_each(|at| self.changes.allow(*at, true));
        let chosen = self.choose(0, size);
        chosen?;
        Ok(std::mem::take(&mut self.found))
    }

    fn spend(&mut self) -> Result<(), OutOfBudget> {
        self.nodes += self.cost;
        if self.nodes > self.budget { Err(OutOfBudget) } else { Ok(()) }
    }

    /// Changes so many more questions, from this position of the order on.
    fn choose(&mut self, from: usize, left: usize) -> Result<(), OutOfBudget> {
        self.spend()?;
        let Some(bounds) = self.changes.bounds(self.contest, left) else { return Ok(()) };
        if left == 0 {
            let mut chosen = self.chosen.clone();
            chosen.sort_by_key(|at| self.variants.get(*at).map_or(0, Vec::len));
            let (mut changed, mut sets) = (Vec::new(), Vec::new());
            self.fill(&chosen, &mut changed, &mut sets)?;
            self.found.extend(Some(sets).filter(|sets| !sets.is_empty()));
            return Ok(());
        }
        let hopes: Vec<(i64, Vec<i64>)> =
            bounds.iter().map(|bound| (bound.missing(), self.best_from(bound, left - 1))).collect();
        for position in from..self.order.len() {
            let Some(at) = self.order.get(position).copied() else { break };
            let closes = |(bound, (missing, best)): (&LeadBound, &(i64, Vec<i64>))| {
                bound.gain(at) + pick(best, position + 1) >= *missing
            };
            let hopeful = bounds.iter().zip(&hopes).all(closes);
            // From here on this question is either changed or stays as it is.
            self.changes.allow(at, false);
            if hopeful && self.variants.get(at).is_some_and(|variants| !variants.is_empty()) {
                self.changes.open(at);
                self.chosen.push(at);
                let done = self.choose(position + 1, left - 1);
                self.chosen.pop();
                self.changes.close(at);
                done?;
                if self.found.len() >= MOST_SETS {
                    break;
                }
            }
        }
        self.order.get(from..).into_iter().flatten().for_each(|at| self.changes.allow(*at, true));
        Ok(())
    }

    /// For each position the most that so many questions from there on add.
    fn best_from(&self, bound: &LeadBound, left: usize) -> Vec<i64> {
        let mut greatest: Vec<i64> = Vec::with_capacity(left + 1);
        let mut best = vec![0; self.order.len() + 1];
        for (position, at) in self.order.iter().enumerate().rev() {
            let gain = bound.gain(*at);
            if gain > 0 && left > 0 {
                let place = greatest.partition_point(|known| *known >= gain);
                greatest.insert(place, gain);
                greatest.truncate(left);
            }
            best.get_mut(position).into_iter().for_each(|place| *place = greatest.iter().sum());
        }
        best
    }

    /// Gives the chosen questions their cases, as far as the limit.
    fn fill(&mut self, chosen: &[usize], changed: &mut Changed, sets: &mut Vec<Changed>) -> Result<(), OutOfBudget> {
        self.spend()?;
        let Some(bounds) = self.changes.bounds(self.contest, 0) else { return Ok(()) };
        let Some((at, others)) = chosen.split_first() else {
            let mut set = changed.clone();
            set.sort_unstable();
            sets.push(set);
            return Ok(());
        };
        let variants = self.variants;
        for case in variants.get(*at).into_iter().flatten() {
            if sets.len() >= MOST_SETS {
                break;
            }
            if !bounds.iter().all(|bound| bound.allows(*at, *case)) {
                continue;
            }
            self.changes.fix(*at, *case);
            changed.push((*at, *case));
            let done = self.fill(others, changed, sets);
            changed.pop();
            self.changes.open(*at);
            done?;
        }
        Ok(())
    }
}

impl Contest<'_> {
    /// The questions that have a say.
    fn questions(&self) -> Vec<bool> {
        let mut questions: Vec<bool> =
            self.alone.iter().map(|rows| rows.iter().flatten().any(|points| *points != 0)).collect();
        self.formulas(&mut |formula| {
            formula.literals(&mut |question, _: &Cases| {
                questions.get_mut(question).into_iter().for_each(|has_say| *has_say = true);
            });
        });
        questions
    }

    /// How much rests on each question together with others.
    fn together(&self) -> Vec<i64> {
        let mut points = vec![0; self.all.len()];
        for row in &self.rows {
            let weight: i64 = row.gains.iter().map(|gain| gain.abs()).sum();
            let mut named = vec![false; points.len()];
            row.firing.fires.literals(&mut |question, _| {
                named.get_mut(question).into_iter().for_each(|named| *named = true);
            });
            points.iter_mut().zip(named).filter(|(_, named)| *named).for_each(|(points, _)| *points += weight);
        }
        points
    }
}
