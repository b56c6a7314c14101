//! The fewest answers to change so that a contest is met: branch and bound over which questions to change.
//!
//! Sets of questions of one size are built question by question, and one size is exhausted before the next is begun. What a
//! question may add is a table over its cases, so a partial set is given up where the best few questions that are left
//! cannot close the gap of some lead; a rule that would take more changes than are left is not counted on. Only where a whole set may do are
//! its questions given answers.

use super::candidate::Candidate;
use super::fill::{Changed, MOST_SETS};
use super::search::OutOfBudget;
use crate::analysis::bounds::changes::{Changes, LeadBound};
use crate::rulebook::{Cases, Contest, Model, pick};

pub(in crate::analysis) struct Counterfactual<'c> {
    contest: &'c Contest,
    /// For each question the cases that its answer may change to, in the order in which they are tried.
    variants: &'c [Vec<usize>],
    changes: Changes<'c>,
    /// The answers as given; while questions are given answers, with these.
    candidate: Option<Candidate<'c>>,
    chosen: Vec<usize>,
    /// For each set of questions that was found, the ways to answer them.
    found: Vec<Vec<Changed>>,
    cost: u64,
    budget: u64,
    /// How many nodes have been looked at.
    pub(in crate::analysis) nodes: u64,
}

impl<'c> Counterfactual<'c> {
    pub(in crate::analysis) fn new(
        model: &Model,
        contest: &'c Contest,
        now: &[usize],
        variants: &'c [Vec<usize>],
        budget: u64,
    ) -> Self {
        Counterfactual {
            changes: Changes::new(contest, now, variants),
            contest,
            variants,
            candidate: None,
            chosen: Vec::new(),
            found: Vec::new(),
            cost: model.node_cost(),
            budget,
            nodes: 0,
        }
    }

    /// Sets of exactly this size, if there are none of a smaller one: for each set of questions the ways to answer them.
    pub(in crate::analysis) fn sets_of(&mut self, size: usize) -> Result<Vec<Vec<Changed>>, OutOfBudget> {
        self.contest.order.iter().for_each(|at| self.changes.allow(*at, true));
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
        let Some(bounds) = self.changes.bounds(left) else { return Ok(()) };
        let done = if left == 0 { self.filled(&bounds) } else { self.choose_among(&bounds, from, left) };
        self.changes.give_back(bounds);
        done
    }

    /// Gives the chosen questions their cases.
    fn filled(&mut self, bounds: &[LeadBound]) -> Result<(), OutOfBudget> {
        let mut chosen = self.chosen.clone();
        chosen.sort_by_key(|at| self.variants.get(*at).map_or(0, Vec::len));
        let mut sets = Vec::new();
        self.candidate.get_or_insert_with(|| Candidate::new(self.contest, self.changes.as_answered().to_vec()));
        self.fill(bounds, &chosen, &mut Vec::new(), &mut sets)?;
        self.found.extend(Some(sets).filter(|sets| !sets.is_empty()));
        Ok(())
    }

    fn choose_among(&mut self, bounds: &[LeadBound], from: usize, left: usize) -> Result<(), OutOfBudget> {
        let order = &self.contest.order;
        let hopes: Vec<(i64, Vec<i64>)> =
            bounds.iter().map(|bound| (bound.missing(), self.best_from(bound, left - 1))).collect();
        for (position, at) in order.iter().copied().enumerate().skip(from) {
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
        order.get(from..).into_iter().flatten().for_each(|at| self.changes.allow(*at, true));
        Ok(())
    }

    /// For each position the most that so many questions from there on add.
    fn best_from(&self, bound: &LeadBound, left: usize) -> Vec<i64> {
        let mut greatest: Vec<i64> = Vec::with_capacity(left + 1);
        let mut best = vec![0; self.contest.order.len() + 1];
        for (position, at) in self.contest.order.iter().enumerate().rev() {
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

    /// Gives the first of these questions its cases in turn, and then the others, as far as the limit. What does not do for a case
    /// does not do for another one of its class.
    fn fill(
        &mut self,
        bounds: &[LeadBound],
        chosen: &[usize],
        changed: &mut Changed,
        sets: &mut Vec<Changed>,
    ) -> Result<(), OutOfBudget> {
        let (contest, variants) = (self.contest, self.variants);
        let Some((at, others)) = chosen.split_first() else { return Ok(()) };
        let mut failed = Cases::none(contest.count(*at));
        for case in variants.get(*at).into_iter().flatten() {
            if sets.len() >= MOST_SETS {
                break;
            }
            let class = contest.class(*at, *case);
            if failed.contains(class) || !bounds.iter().all(|bound| bound.allows(contest, *at, class)) {
                continue;
            }
            let before = sets.len();
            self.changes.fix(*at, class);
            self.put(*at, class);
            changed.push((*at, *case));
            let done = self.spend().and_then(|()| {
                if others.is_empty() {
                    let is_met = self.candidate.as_ref().is_some_and(|candidate| candidate.missing() == 0);
                    sets.extend(is_met.then(|| sorted(changed)));
                } else if let Some(bounds) = self.changes.bounds(0) {
                    let done = self.fill(&bounds, others, changed, sets);
                    self.changes.give_back(bounds);
                    done?;
                }
                Ok(())
            });
            changed.pop();
            self.changes.open(*at);
            self.put(*at, self.changes.as_answered().get(*at).copied().unwrap_or(0));
            done?;
            if sets.len() == before {
                failed.insert(class);
            }
        }
        Ok(())
    }

    fn put(&mut self, question: usize, class: usize) {
        self.candidate.iter_mut().for_each(|candidate| candidate.change(question, class));
    }
}

fn sorted(changed: &Changed) -> Changed {
    let mut set = changed.clone();
    set.sort_unstable();
    set
}
