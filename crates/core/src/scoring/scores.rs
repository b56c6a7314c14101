//! The results of one profile, as views: nothing is copied, and ids stay with the rulebook.

use std::iter;

use super::Scorer;
use super::sheet::{Column, Columns, LANES, Results, Single};
use crate::evaluation::Verdict;
use crate::rulebook::{Choose, Decision, DecisionOption};

/// What one profile comes to in every decision.
#[derive(Clone, Copy)]
pub struct Scores<'s> {
    scorer: &'s Scorer,
    results: All<'s>,
}

#[derive(Clone, Copy)]
enum All<'s> {
    Single(&'s [Single]),
    Lane { columns: &'s [Columns], sheet: &'s [Column], lane: usize },
}

/// What one profile comes to in one decision: as [`crate::DecisionResult`], without reasons.
#[derive(Clone, Copy)]
pub struct Score<'s> {
    decision: &'s Decision,
    results: Results<'s>,
}

impl<'s> Scores<'s> {
    pub(super) fn single(scorer: &'s Scorer, results: &'s [Single]) -> Self {
        Scores { scorer, results: All::Single(results) }
    }

    /// `lane` is below [`LANES`].
    pub(super) fn lane(scorer: &'s Scorer, columns: &'s [Columns], sheet: &'s [Column], lane: usize) -> Self {
        debug_assert!(lane < LANES, "a block has no more profiles");
        Scores { scorer, results: All::Lane { columns, sheet, lane } }
    }

    fn results(&self, decision: usize) -> Option<Results<'s>> {
        match self.results {
            All::Single(all) => all.get(decision).map(Results::Single),
            All::Lane { columns, sheet, lane } => {
                columns.get(decision).map(|columns| Results::Lane { columns, sheet, lane })
            }
        }
    }

    /// The results, in the order of the decisions.
    pub fn decisions(&self) -> impl Iterator<Item = Score<'s>> + use<'s> {
        let scores = *self;
        let decisions = scores.scorer.rulebook().decisions().iter().enumerate();
        decisions.filter_map(move |(at, decision)| Some(Score { decision, results: scores.results(at)? }))
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
        self.results.verdict()
    }

    /// Choose one: the points by which the outcome leads. `None` where nothing else is in the running.
    pub fn margin(&self) -> Option<i64> {
        self.results.margin()
    }

    /// The options chosen, most points first. Empty if there is no outcome.
    pub fn outcome(&self) -> impl Iterator<Item = &'s DecisionOption> + use<'s> {
        let Score { decision, results } = *self;
        let is_many = matches!(decision.choose, Choose::Many { .. });
        let options = decision.options();
        let first = match results.has_outcome() {
            false => None,
            true if is_many => results.next_chosen(options.len(), None),
            true => Some(results.winner()),
        };
        let next = move |after: &usize| if is_many { results.next_chosen(options.len(), Some(*after)) } else { None };
        iter::successors(first, next).filter_map(|option| options.get(option))
    }

    /// The points of every option, in the order in which they are listed, ruled out or not. Scores among options, not
    /// probabilities. Empty if the decision does not apply.
    pub fn points(&self) -> impl Iterator<Item = (&'s DecisionOption, i64)> + use<'s> {
        let Score { decision, results } = *self;
        let applies = self.verdict() != Verdict::NotApplicable;
        let options = if applies { decision.options() } else { &[] };
        options.iter().enumerate().map(move |(at, option)| (option, results.points(at)))
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
