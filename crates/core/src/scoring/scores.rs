//! The results of one profile, as views: nothing is copied, and ids stay with the rulebook.

use std::iter;

use super::Scorer;
use super::plan::DecisionPlan;
use super::sheet::{Conclusion, Results};
use crate::evaluation::Verdict;
use crate::rulebook::{Choose, Decision, DecisionOption};

/// What one profile comes to in every decision.
#[derive(Clone, Copy)]
pub struct Scores<'s> {
    pub(super) scorer: &'s Scorer,
    pub(super) results: &'s [Results],
    pub(super) lane: usize,
    pub(super) lanes: usize,
}

/// What one profile comes to in one decision: as [`crate::DecisionResult`], without reasons.
#[derive(Clone, Copy)]
pub struct Score<'s> {
    decision: &'s Decision,
    plan: &'s DecisionPlan,
    results: &'s Results,
    conclusion: Conclusion,
    lane: usize,
    lanes: usize,
}

impl<'s> Scores<'s> {
    /// The results, in the order of the decisions.
    pub fn decisions(&self) -> impl Iterator<Item = Score<'s>> + use<'s> {
        let Scores { scorer, results, lane, lanes } = *self;
        let plans = scorer.rulebook().decisions().iter().zip(&scorer.inner.plan.decisions).zip(results);
        plans.map(move |((decision, plan), results)| {
            let conclusion = results.conclusion(plan, lane);
            Score { decision, plan, results, conclusion, lane, lanes }
        })
    }

    /// The result for the decision with this id.
    pub fn decision(&self, id: &str) -> Option<Score<'s>> {
        self.decisions().find(|score| score.decision.id == id)
    }
}

impl<'s> Score<'s> {
    /// The decision.
    pub fn decision(&self) -> &'s Decision {
        self.decision
    }

    /// How sure the outcome is.
    pub fn verdict(&self) -> Verdict {
        self.conclusion.verdict
    }

    /// Choose one: the points by which the outcome leads. `None` where nothing else is in the running.
    pub fn margin(&self) -> Option<i64> {
        self.conclusion.margin
    }

    /// The options chosen, most points first. Empty if there is no outcome.
    pub fn outcome(&self) -> impl Iterator<Item = &'s DecisionOption> + use<'s> {
        let Score { plan, results, conclusion, lane, lanes, decision } = *self;
        let is_many = matches!(decision.choose, Choose::Many { .. });
        let next = move |after| results.next_chosen(plan, after, lane, lanes);
        let first = if is_many { next(None) } else { conclusion.winner };
        let chosen = iter::successors(first, move |after| if is_many { next(Some(*after)) } else { None });
        chosen.filter_map(|option| decision.options().get(option))
    }

    /// The points of every option, in the order in which they are listed, ruled out or not. Scores among options, not
    /// probabilities. Empty if the decision does not apply.
    pub fn points(&self) -> impl Iterator<Item = (&'s DecisionOption, i64)> + use<'s> {
        let Score { results, lane, lanes, decision, .. } = *self;
        let applies = self.verdict() != Verdict::NotApplicable;
        let options = decision.options().iter().enumerate().filter(move |_| applies);
        options.map(move |(at, option)| (option, results.points.of(at, lane, lanes)))
    }
}

impl std::fmt::Debug for Scores<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.decisions()).finish()
    }
}

impl std::fmt::Debug for Score<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let outcome: Vec<&str> = self.outcome().map(|option| option.id.as_str()).collect();
        let (decision, verdict) = (&self.decision.id, self.verdict());
        f.debug_struct("Score")
            .field("decision", decision)
            .field("outcome", &outcome)
            .field("margin", &self.margin())
            .field("verdict", &verdict)
            .finish()
    }
}
