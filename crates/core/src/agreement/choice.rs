//! Decisions that choose one option: which outcome was expected, which came, and how sure it was.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::only_excludes;
use crate::evaluation::{Evaluation, Verdict};
use crate::proportion::Proportion;
use crate::rulebook::{Choose, Decision, Expected};
use crate::set::Set;
use crate::table::Ix;

/// How well cases agree with a decision that chooses one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChoiceAgreement {
    /// The decision's id.
    pub decision: String,
    /// Whether people come for this decision.
    pub main: bool,
    /// The id of the decision that it only restates, if there is one.
    pub follows: Option<String>,
    /// Of the cases that say what must come out, those that agree.
    pub agree: Proportion,
    /// How many of those agree by another outcome than the first that they name.
    pub by_alternative: u64,
    /// Of the cases that only say what must not come out, those where it does not.
    pub avoided: Proportion,
    /// Every outcome that is expected or came, in the order of the options; no outcome last.
    pub outcomes: Vec<OutcomeAgreement>,
    /// How often each outcome came where one was expected: a row for each of `outcomes` as expected, and in it a number for each
    /// of them as it came.
    pub confusion: Vec<Vec<u64>>,
    /// How often it agrees where it is clear, and where it is not.
    pub surety: SuretyAgreement,
}

/// How well one outcome is told from the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OutcomeAgreement {
    /// The option's id. `None` for no outcome.
    pub outcome: Option<String>,
    /// Of the cases that expect it, those in which it came.
    pub recognized: Proportion,
    /// Of the cases that expect something else, those in which it came.
    pub false_alarms: Proportion,
}

/// How often results agree by how sure they are. A decision that restates another is as sure as that one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SuretyAgreement {
    /// Of the clear results, those that agree.
    pub clear: Proportion,
    /// Of all results, the close calls and ties.
    pub close: Proportion,
    /// Of the close calls and ties, those where an accepted outcome is named: it is the outcome, or behind it by no more than what
    /// counts as close.
    pub named: Proportion,
    /// How many have no verdict, since the decision does not apply or too little is known.
    pub open: u64,
}

/// An outcome by its position. That of no outcome is behind all options.
type Outcome = usize;

#[derive(Debug, Default)]
pub(super) struct ChoiceCount {
    agree: Proportion,
    by_alternative: u64,
    avoided: Proportion,
    /// Pairs of what was expected and what came.
    pairs: BTreeMap<(Outcome, Outcome), u64>,
    surety: SuretyAgreement,
}

impl ChoiceCount {
    pub(super) fn add(&mut self, evaluation: &Evaluation, ix: Ix<Decision>, expected: &Expected) {
        let decision = &evaluation.book().decisions[ix];
        let set = evaluation.tally(ix).outcome_set();
        let agrees = expected.accepts(&set);
        if only_excludes(decision, expected) {
            self.avoided.count(agrees);
            return;
        }
        let Expected::OneOf { first, .. } = expected else { return };
        let none = decision.options.len();
        let (came, first) = (set.iter().next().unwrap_or(none), first.unwrap_or(none));
        self.agree.count(agrees);
        self.by_alternative += u64::from(agrees && came != first);
        *self.pairs.entry((if agrees { came } else { first }, came)).or_default() += 1;
        self.add_surety(evaluation, ix, expected, agrees);
    }

    fn add_surety(&mut self, evaluation: &Evaluation, ix: Ix<Decision>, expected: &Expected, agrees: bool) {
        let basis = evaluation.basis(ix);
        let verdict = evaluation.tally(basis).verdict;
        let is_close = matches!(verdict, Verdict::Tie | Verdict::CloseCall);
        self.surety.close.count(is_close);
        match verdict {
            Verdict::Clear => self.surety.clear.count(agrees),
            Verdict::Tie | Verdict::CloseCall => {
                let named = evaluation.named(basis).any(|option| {
                    let outcome: Set = [option.position()].into_iter().collect();
                    expected.accepts(&evaluation.outcome_supposing(ix, basis, outcome))
                });
                self.surety.named.count(named);
            }
            Verdict::NotApplicable | Verdict::NotEnoughKnown => self.surety.open += 1,
        }
    }

    pub(super) fn finish(&self, decision: &Decision) -> Option<ChoiceAgreement> {
        if self.agree.of + self.avoided.of == 0 {
            return None;
        }
        let outcomes: BTreeSet<Outcome> = self.pairs.keys().flat_map(|(expected, came)| [*expected, *came]).collect();
        let times = |expected, came| self.pairs.get(&(expected, came)).copied().unwrap_or(0);
        let outcome = |at: &Outcome| {
            let sum = |is_meant: &dyn Fn(Outcome, Outcome) -> bool| -> u64 {
                self.pairs
                    .iter()
                    .filter(|((expected, came), _)| is_meant(*expected, *came))
                    .map(|(_, times)| times)
                    .sum()
            };
            let (expected, came) = (sum(&|expected, _| expected == *at), sum(&|_, came| came == *at));
            OutcomeAgreement {
                outcome: decision.options().get(*at).map(|option| option.id.clone()),
                recognized: Proportion::new(times(*at, *at), expected),
                false_alarms: Proportion::new(came - times(*at, *at), self.agree.of - expected),
            }
        };
        Some(ChoiceAgreement {
            decision: decision.id.clone(),
            main: decision.main,
            follows: decision.follows.clone(),
            agree: self.agree,
            by_alternative: self.by_alternative,
            avoided: self.avoided,
            outcomes: outcomes.iter().map(outcome).collect(),
            confusion: outcomes
                .iter()
                .map(|expected| outcomes.iter().map(|came| times(*expected, *came)).collect())
                .collect(),
            surety: self.surety,
        })
    }
}

impl Evaluation {
    /// The decision whose verdict says how sure one is: the one that it follows, or follows in the end, as far as those choose one.
    fn basis(&self, ix: Ix<Decision>) -> Ix<Decision> {
        let decisions = &self.book().decisions;
        let followed = decisions[ix].follows.as_ref().and_then(|id| decisions.find(|decision| decision.id == *id));
        // It stands above, so that this ends.
        match followed.filter(|above| *above < ix && matches!(decisions[*above].choose, Choose::One { .. })) {
            Some(above) => self.basis(above),
            None => ix,
        }
    }

    /// The options that a close call names: the outcome, and those behind it by no more than what counts as close.
    fn named(&self, ix: Ix<Decision>) -> impl Iterator<Item = Ix<crate::rulebook::DecisionOption>> {
        let tally = self.tally(ix);
        let close_call = match self.book().decisions[ix].choose {
            Choose::One { close_call } => close_call,
            Choose::Many { .. } => 0,
        };
        let most = tally.running().first().map_or(0, |first| tally.points[*first]);
        tally.running().iter().copied().filter(move |option| most - tally.points[*option] <= close_call)
    }
}
