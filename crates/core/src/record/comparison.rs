//! Two results side by side as records.

use serde::{Deserialize, Serialize};

use super::making::{ids, standing};
use super::{RulebookId, Standing};
use crate::answers::Answer;
use crate::compare;
use crate::evaluation::{self, Verdict};
use crate::rulebook::Rulebook;

/// How two results differ. Made by [`Comparison::record`](crate::Comparison::record).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The number of this shape: 1.
    pub format: u32,
    /// The rulebook that both are about.
    pub rulebook: RulebookId,
    /// The headline of the first, if there is one.
    #[serde(default)]
    pub first_headline: Option<String>,
    /// The headline of the second, if there is one.
    #[serde(default)]
    pub second_headline: Option<String>,
    /// The questions with different answers.
    pub answers: Vec<AnswerDifference>,
    /// All decisions, in their order.
    pub decisions: Vec<DecisionDifference>,
}

/// A question with different answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerDifference {
    /// The question's id.
    pub question: String,
    /// The answer in the first set, if there is one.
    pub first: Option<Answer>,
    /// The answer in the second set, if there is one.
    pub second: Option<Answer>,
}

/// One decision in both results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DecisionDifference {
    /// Its id.
    pub id: String,
    /// The decision as a question.
    pub title: String,
    /// Whether it applies to one of them alone, or other options are chosen.
    pub is_another: bool,
    /// What came of it first.
    pub first: DecisionResult,
    /// What came of it second.
    pub second: DecisionResult,
    /// The rules that fired in one of them alone, those that moved most first.
    pub reasons: Vec<ReasonDifference>,
}

/// What came of one decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DecisionResult {
    /// Whether it applies.
    pub applies: bool,
    /// How sure the outcome is.
    pub verdict: Verdict,
    /// The ids of the chosen options, most points first.
    pub outcome: Vec<String>,
    /// Choose one: the points by which the outcome leads.
    pub margin: Option<i64>,
    /// All options in the order of the outcome, those that are ruled out last.
    pub ranking: Vec<Standing>,
}

/// A rule that fired in one of two results alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReasonDifference {
    /// The rule's id.
    pub rule: String,
    /// Whether it fired in the second; else in the first.
    pub is_new: bool,
    /// The author's rationale.
    pub because: String,
    /// What it added to each option from the first to the second.
    pub points: Vec<Moved>,
    /// The ids of the options that it rules out.
    pub rules_out: Vec<String>,
    /// How many points it moved for the option that came against the one that was: see [`crate::ReasonDifference`].
    pub swing: i64,
}

/// Points that an option gained or lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Moved {
    /// The option's id.
    pub option: String,
    /// The points.
    pub points: i64,
}

impl compare::Comparison<'_> {
    /// This comparison as plain data that serialises with serde.
    pub fn record(&self) -> Comparison {
        let answer = |difference: &compare::AnswerDifference<'_>| AnswerDifference {
            question: difference.question.id.clone(),
            first: difference.first.clone(),
            second: difference.second.clone(),
        };
        Comparison {
            format: 1,
            rulebook: self.rulebook.into(),
            first_headline: self.headlines.0.map(|headline| headline.say.clone()),
            second_headline: self.headlines.1.map(|headline| headline.say.clone()),
            answers: self.answers.iter().map(answer).collect(),
            decisions: self.decisions.iter().map(|difference| decision(self.rulebook, difference)).collect(),
        }
    }
}

fn decision(rulebook: &Rulebook, difference: &compare::DecisionDifference<'_>) -> DecisionDifference {
    let result = |result: &evaluation::DecisionResult<'_>| DecisionResult {
        applies: result.applies,
        verdict: result.verdict,
        outcome: ids(&result.outcome),
        margin: result.margin,
        ranking: result.ranking.iter().map(|row| standing(rulebook, row)).collect(),
    };
    let reason = |reason: &compare::ReasonDifference<'_>| ReasonDifference {
        rule: reason.rule.id.clone(),
        is_new: reason.is_new,
        because: reason.rule.because.clone(),
        points: reason.points.iter().map(|(to, points)| Moved { option: to.id.clone(), points: *points }).collect(),
        rules_out: ids(&reason.rules_out),
        swing: reason.swing,
    };
    DecisionDifference {
        id: difference.second.decision.id.clone(),
        title: difference.second.decision.title.clone(),
        is_another: difference.is_another,
        first: result(&difference.first),
        second: result(&difference.second),
        reasons: difference.reasons.iter().map(reason).collect(),
    }
}
