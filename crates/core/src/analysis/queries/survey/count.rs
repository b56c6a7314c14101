//! The points of one decision for one profile, and what they would be without one of the rules.

use std::cmp::Reverse;

use crate::rulebook::{Choose, DecisionModel, RuleModel};
use crate::set::Set;
use crate::truths::Truths;

/// What the rules that fire add up to.
pub(super) struct Count<'m> {
    decision: &'m DecisionModel,
    pub(super) points: Vec<i64>,
    /// By how many rules each option is ruled out.
    out_by: Vec<usize>,
    fired: usize,
}

impl<'m> Count<'m> {
    /// Counts the rules that are true.
    pub(super) fn of(decision: &'m DecisionModel, truths: &[Truths]) -> Self {
        let (points, out_by) = (vec![0; decision.options], vec![0; decision.options]);
        let mut count = Count { decision, points, out_by, fired: 0 };
        for (rule, _) in decision.rules.iter().zip(truths).filter(|(_, truths)| truths.must_be(Truths::TRUE)) {
            count.fired += 1;
            count.points.iter_mut().zip(&rule.points).for_each(|(sum, points)| *sum += points);
            for option in rule.rules_out.iter() {
                count.out_by.get_mut(option).into_iter().for_each(|by| *by += 1);
            }
        }
        count
    }

    /// The options in the outcome, as evaluation would have it.
    pub(super) fn outcome_set(&self) -> Set {
        self.outcome().into_iter().collect()
    }

    /// The outcome, in its order.
    pub(super) fn outcome(&self) -> Vec<usize> {
        self.outcome_with(self.fired, |option| (self.points_of(option), self.ruled_out(option) == 0))
    }

    /// The outcome if one rule that fired were not there.
    pub(super) fn outcome_without(&self, rule: &RuleModel) -> Vec<usize> {
        self.outcome_with(self.fired.saturating_sub(1), |option| {
            let points = self.points_of(option) - rule.points.get(option).copied().unwrap_or(0);
            (points, self.ruled_out(option) == usize::from(rule.rules_out.contains(option)))
        })
    }

    fn outcome_with(&self, fired: usize, option: impl Fn(usize) -> (i64, bool)) -> Vec<usize> {
        let all = (0..self.decision.options).map(|at| (at, option(at)));
        let running = all.filter(|(_, (_, runs))| fired > 0 && *runs).map(|(at, (points, _))| (Reverse(points), at));
        match self.decision.choose {
            Choose::Many { threshold } => {
                let mut chosen: Vec<_> = running.filter(|(Reverse(points), _)| *points >= threshold).collect();
                chosen.sort_unstable();
                chosen.into_iter().map(|(_, at)| at).collect()
            }
            // Of those with the most points the one that is listed first.
            Choose::One { .. } => running.min().map(|(_, at)| at).into_iter().collect(),
        }
    }

    /// Whether every option is ruled out.
    pub(super) fn is_emptied(&self) -> bool {
        self.fired > 0 && self.out_by.iter().all(|by| *by > 0)
    }

    /// Choose one: whether two options that are not ruled out have the most points.
    pub(super) fn is_tied(&self) -> bool {
        if matches!(self.decision.choose, Choose::Many { .. }) {
            return false;
        }
        let running = || (0..self.decision.options).filter(|at| self.ruled_out(*at) == 0).map(|at| self.points_of(at));
        let most = running().max();
        self.fired > 0 && running().filter(|points| Some(*points) == most).count() > 1
    }

    fn points_of(&self, option: usize) -> i64 {
        self.points.get(option).copied().unwrap_or(0)
    }

    fn ruled_out(&self, option: usize) -> usize {
        self.out_by.get(option).copied().unwrap_or(0)
    }
}
