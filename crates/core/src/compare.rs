//! Two sets of answers side by side: what differs in the answers, in points and outcomes, and which reasons made the
//! difference.
//!
//! Points are sums, so that the difference of two standings is the sum of what the rules that fired in one of them alone
//! gave and took. Nothing is estimated here.

use crate::answers::Answer;
use crate::evaluation::{DecisionResult, Evaluation};
use crate::rulebook::{Choose, DecisionOption, Headline, Question, Rule, Rulebook};

/// How two evaluations differ. Made by [`Evaluation::compare`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison<'e> {
    /// The rulebook that both are about.
    pub rulebook: &'e Rulebook,
    /// The headline of each, if the rulebook has one that is true.
    pub headlines: (Option<&'e Headline>, Option<&'e Headline>),
    /// The questions with different answers, in the order of the rulebook.
    pub answers: Vec<AnswerDifference<'e>>,
    /// All decisions, in their order.
    pub decisions: Vec<DecisionDifference<'e>>,
}

/// A question with different answers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AnswerDifference<'e> {
    /// The question.
    pub question: &'e Question,
    /// The answer in the first set, if there is one.
    pub first: Option<Answer>,
    /// The answer in the second set, if there is one.
    pub second: Option<Answer>,
}

/// One decision in both evaluations.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DecisionDifference<'e> {
    /// The result of the first.
    pub first: DecisionResult<'e>,
    /// The result of the second.
    pub second: DecisionResult<'e>,
    /// Whether it applies to one of them alone, or other options are chosen.
    pub is_another: bool,
    /// The rules that fired in one of them alone, those that moved most first.
    pub reasons: Vec<ReasonDifference<'e>>,
}

/// A rule that fired in one of two evaluations alone.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReasonDifference<'e> {
    /// The rule.
    pub rule: &'e Rule,
    /// Whether it fired in the second; else in the first.
    pub is_new: bool,
    /// By how many points each option it touches stands otherwise in the second, for this rule.
    pub points: Vec<(&'e DecisionOption, i64)>,
    /// The options that it rules out where it fires.
    pub rules_out: Vec<&'e DecisionOption>,
    /// Choose one: by how much it moved the outcome of the second past that of the first; where the outcome stays, ahead of
    /// the next best of the first. Choose many: the points that it moved on options that came in or went out.
    pub swing: i64,
}

/// Two results that cannot be compared, since they are about different rulebooks, or versions of one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[error("these are answers to different rulebooks")]
#[non_exhaustive]
pub struct DifferentRulebooks {
    /// The id of the first rulebook.
    pub first: String,
    /// The id of the second one. Where both are the same, their texts differ.
    pub second: String,
}

impl Evaluation {
    /// Compares this evaluation, as the first, with a second one.
    ///
    /// # Errors
    /// Unless both are about the same rulebook, or about rulebooks with the same fingerprint.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let mut answers = Rulebook::builtin().answers();
    /// answers.set("stage", "scaling")?;
    /// let first = answers.evaluate();
    /// answers.set("hurts", ["apart", "fight"])?;
    /// let second = answers.evaluate();
    /// let comparison = first.compare(&second)?;
    /// assert_eq!(comparison.answers.len(), 1);
    /// let structure = &comparison.decisions[0];
    /// assert!(structure.reasons.iter().all(|reason| reason.is_new));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn compare<'e>(&'e self, second: &'e Evaluation) -> Result<Comparison<'e>, DifferentRulebooks> {
        let rulebook = self.answers().rulebook();
        if !rulebook.same_as(second.answers().rulebook()) {
            return Err(DifferentRulebooks {
                first: rulebook.id().to_owned(),
                second: second.answers().rulebook().id().to_owned(),
            });
        }
        let headlines = (self.headline(), second.headline());
        let answers = rulebook.questions().iter().filter_map(|question| {
            let (first, second) = (self.answers().get(&question.id), second.answers().get(&question.id));
            (first != second).then_some(AnswerDifference { question, first, second })
        });
        let decisions = self.decisions().zip(second.decisions()).map(|(first, second)| decision(first, second));
        Ok(Comparison { rulebook, headlines, answers: answers.collect(), decisions: decisions.collect() })
    }
}

fn decision<'e>(first: DecisionResult<'e>, second: DecisionResult<'e>) -> DecisionDifference<'e> {
    let mut was: Vec<&str> = first.outcome.iter().map(|option| option.id.as_str()).collect();
    let mut is: Vec<&str> = second.outcome.iter().map(|option| option.id.as_str()).collect();
    was.sort_unstable();
    is.sort_unstable();
    let is_another = was != is || first.applies != second.applies;
    let mut reasons: Vec<ReasonDifference<'e>> = Vec::new();
    for rule in first.decision.rules() {
        let (fired, fires) = (has_fired(&first, rule), has_fired(&second, rule));
        if fired == fires {
            continue;
        }
        let sign = if fires { 1 } else { -1 };
        let points: Vec<_> = rule.points(first.decision).map(|(option, points)| (option, points * sign)).collect();
        let options = first.decision.options().iter().enumerate();
        let rules_out = options.filter(|(at, _)| rule.rules_out.contains(*at)).map(|(_, option)| option).collect();
        let swing = swing(&first, &second, &points);
        reasons.push(ReasonDifference { rule, is_new: fires, points, rules_out, swing });
    }
    reasons.sort_by_key(|reason| (reason.rules_out.is_empty(), std::cmp::Reverse(reason.swing.abs())));
    DecisionDifference { first, second, is_another, reasons }
}

fn has_fired(result: &DecisionResult<'_>, rule: &Rule) -> bool {
    let same = |other: &Rule| rule.id == other.id;
    let gave = |reasons: &[crate::evaluation::Reason<'_>]| reasons.iter().any(|reason| same(reason.rule));
    result.ranking.iter().any(|row| gave(&row.reasons) || row.ruled_out_by.iter().any(|rule| same(rule)))
}

fn swing(first: &DecisionResult<'_>, second: &DecisionResult<'_>, points: &[(&DecisionOption, i64)]) -> i64 {
    let of = |id: Option<&str>| points.iter().find(|(option, _)| Some(option.id.as_str()) == id).map_or(0, |row| row.1);
    let chosen = |result: &DecisionResult<'_>, id: &str| result.outcome.iter().any(|option| option.id == id);
    match first.decision.choose {
        Choose::One { .. } => {
            let (was, is) = (first.outcome.first(), second.outcome.first());
            let next = first.ranking.get(1).map(|row| row.option.id.as_str());
            let was = was.map(|option| option.id.as_str());
            let is = is.map(|option| option.id.as_str());
            of(is) - of(if was == is { next } else { was })
        }
        Choose::Many { .. } => {
            let moved = points.iter().filter(|(option, _)| chosen(first, &option.id) != chosen(second, &option.id));
            moved.map(|(_, points)| points.abs()).sum()
        }
    }
}
