//! What follows from answers: section by section of the format's semantics, and nothing else.
//!
//! [`world`] works out which questions are asked and which facts hold, in three-valued logic; [`tally`] counts points
//! and finds the outcome of each decision. Both touch positions and integers only. [`Evaluation`] puts the words back:
//! who gets which points, from which rules, and why.
//!
//! Evaluation is total (any answers have one), pure, deterministic, and integer throughout. It prints nothing and
//! decides nothing about presentation.

mod world;
mod tally;
mod headline;
mod chart;
mod assessment;

pub use assessment::{AreaResult, AssessmentResult};
pub use chart::{DrawnBox, DrawnChart};
pub(crate) use tally::Tally;
pub use tally::Verdict;
pub(crate) use world::World;

use crate::answers::Answers;
use crate::rulebook::{Decision, DecisionOption, Question, Rule, RuleRef};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::truth::Truth;
use crate::unknown::{ItemKind, UnknownItem};

/// What follows from some answers. Made by [`Answers::evaluate`].
#[derive(Clone, Debug)]
pub struct Evaluation {
    answers: Answers,
    asked: Table<Question, Truth>,
    tallies: Table<Decision, Tally>,
}

/// The result for one decision.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DecisionResult<'e> {
    /// The decision.
    pub decision: &'e Decision,
    /// Whether it applies to these answers. If not, it has no outcome and no ranking.
    pub applies: bool,
    /// How sure the outcome is.
    pub verdict: Verdict,
    /// The options chosen, most points first. Empty if there is no outcome.
    pub outcome: Vec<&'e DecisionOption>,
    /// Choose one: the points by which the outcome leads. `None` where nothing else is in the running.
    pub margin: Option<i64>,
    /// All options in the order of the outcome, those that are ruled out last.
    pub ranking: Vec<Standing<'e>>,
}

/// Where one option stands.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Standing<'e> {
    /// The option.
    pub option: &'e DecisionOption,
    /// The sum of its points. A score among options, not a probability.
    pub points: i64,
    /// Whether it is in the outcome.
    pub chosen: bool,
    /// The rules that rule it out; empty while it is in the running.
    pub ruled_out_by: Vec<&'e Rule>,
    /// The rules that gave it points, in the order of the rulebook.
    pub reasons: Vec<Reason<'e>>,
}

/// A rule that fired, and what it did to one option.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Reason<'e> {
    /// The rule, with its rationale and sources.
    pub rule: &'e Rule,
    /// The points that it gave.
    pub points: i64,
}

impl Answers {
    /// What follows from these answers. Total: any answers have an evaluation, even none.
    pub fn evaluate(&self) -> Evaluation {
        Evaluation::of(self.clone())
    }
}

impl Evaluation {
    pub(crate) fn of(answers: Answers) -> Self {
        let book = answers.rulebook().book();
        let mut world = World::of(book, answers.given());
        let mut tallies = Table::default();
        for (ix, decision) in book.decisions.iter() {
            let tally = Tally::of(decision, &world, |_| true);
            world.decide(ix, tally.outcome_set());
            tallies.push(tally);
        }
        Evaluation { asked: world.into_asked(), tallies, answers }
    }

    /// The answers that were evaluated.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The results, in the order of the decisions.
    pub fn decisions(&self) -> impl Iterator<Item = DecisionResult<'_>> {
        self.book().decisions.indices().map(|ix| self.result(ix))
    }

    /// The result for the decision with this id.
    pub fn decision(&self, id: &str) -> Option<DecisionResult<'_>> {
        self.book().decisions.find(|decision| decision.id == id).map(|ix| self.result(ix))
    }

    /// The ids of the options in the outcome of a decision; empty if it has none.
    ///
    /// # Errors
    /// If the rulebook has no such decision.
    pub fn outcome(&self, decision: &str) -> Result<Vec<&str>, UnknownItem> {
        let ix = self.find_decision(decision)?;
        let options = &self.book().decisions[ix].options;
        Ok(self.tallies[ix].outcome().iter().map(|option| options[*option].id.as_str()).collect())
    }

    /// The questions that apply and have no answer.
    pub fn unanswered(&self) -> impl Iterator<Item = &Question> {
        self.questions(|asked, answered| asked == Truth::True && !answered)
    }

    /// The questions that have an answer which does not count, because they do not apply to these answers.
    pub fn ignored(&self) -> impl Iterator<Item = &Question> {
        self.questions(|asked, answered| asked != Truth::True && answered)
    }

    /// Whether the answers say that a question of this rulebook is not asked, and not only leave it open.
    pub(crate) fn is_never_asked(&self, question: &Question) -> bool {
        self.questions(|asked, _| asked == Truth::False).any(|other| other.id == question.id)
    }

    /// The questions that apply to these answers, answered or not.
    pub fn asked(&self) -> impl Iterator<Item = &Question> {
        self.questions(|asked, _| asked == Truth::True)
    }

    /// The questions that apply, or may still apply once others are answered.
    pub fn may_be_asked(&self) -> impl Iterator<Item = &Question> {
        self.questions(|asked, _| asked != Truth::False)
    }

    fn questions(&self, wanted: impl Fn(Truth, bool) -> bool) -> impl Iterator<Item = &Question> {
        let book = self.book();
        let given = self.answers.given();
        self.asked
            .iter()
            .filter(move |(ix, asked)| wanted(**asked, given[*ix].is_some()))
            .map(|(ix, _)| &book.questions[ix])
    }

    pub(crate) fn book(&self) -> &crate::rulebook::Book {
        self.answers.rulebook().book()
    }

    /// The place of the decision with this id.
    pub(crate) fn find_decision(&self, id: &str) -> Result<Ix<Decision>, UnknownItem> {
        self.answers.rulebook().find_decision(id)
    }

    /// The places of the decisions with these ids.
    pub(crate) fn find_decisions<I: AsRef<str>>(
        &self,
        ids: impl IntoIterator<Item = I>,
    ) -> Result<Vec<Ix<Decision>>, UnknownItem> {
        ids.into_iter().map(|id| self.find_decision(id.as_ref())).collect()
    }

    /// The place of the question with this id.
    pub(crate) fn find_question(&self, id: &str) -> Result<Ix<Question>, UnknownItem> {
        let questions = &self.book().questions;
        let known = || questions.rows().iter().map(|question| question.id.as_str());
        questions.find(|question| question.id == id).ok_or_else(|| UnknownItem::id(ItemKind::Question, id, known()))
    }

    pub(crate) fn asked_of(&self, question: Ix<Question>) -> Truth {
        self.asked[question]
    }

    pub(crate) fn tally(&self, decision: Ix<Decision>) -> &Tally {
        &self.tallies[decision]
    }

    /// What one decision would come to, were the outcome of another, above it or itself, this one. All answers stay as they are.
    pub(crate) fn outcome_supposing(&self, of: Ix<Decision>, supposed: Ix<Decision>, outcome: Set) -> Set {
        let book = self.book();
        let mut world = World::of(book, self.answers.given());
        let mut last = Set::default();
        for (ix, decision) in book.decisions.iter().take_while(|(ix, _)| *ix <= of) {
            last = if ix == supposed { outcome } else { Tally::of(decision, &world, |_| true).outcome_set() };
            world.decide(ix, last);
        }
        last
    }

    pub(crate) fn has_fired(&self, rule: RuleRef) -> bool {
        self.tallies[rule.decision].fired.contains(&rule.rule)
    }

    fn result(&self, ix: Ix<Decision>) -> DecisionResult<'_> {
        let decision = &self.book().decisions[ix];
        let tally = &self.tallies[ix];
        let fired = || tally.fired.iter().map(|rule| &decision.rules[*rule]);
        let standing = |option: &Ix<DecisionOption>| Standing {
            option: &decision.options[*option],
            points: tally.points[*option],
            chosen: tally.outcome().contains(option),
            ruled_out_by: fired().filter(|rule| rule.rules_out.contains(option.position())).collect(),
            reasons: fired()
                .flat_map(|rule| rule.points.iter().map(move |(to, points)| (rule, to, *points)))
                .filter(|(_, to, _)| *to == option)
                .map(|(rule, _, points)| Reason { rule, points })
                .collect(),
        };
        DecisionResult {
            decision,
            applies: tally.applies(),
            verdict: tally.verdict,
            outcome: tally.outcome().iter().map(|option| &decision.options[*option]).collect(),
            margin: tally.margin,
            ranking: tally.ranking.iter().map(standing).collect(),
        }
    }
}
