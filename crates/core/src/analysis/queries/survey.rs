//! What answers can bring about in a rulebook, as far as its author should know: for every option, rule and question what
//! happens for some answers, and what for none.
//!
//! First many profiles of answers are evaluated, which shows most of what can happen at the cost of a look. Only what no
//! profile has shown is searched for, and found or proved to be impossible. All of it lives from one fund, counted in the
//! size of the rulebook and not in time: what is still open when it is spent is unproven, and nothing is claimed about it.

mod count;
mod profiles;
mod proving;
mod asking;
mod holding;
mod witness;

pub(in crate::analysis) use profiles::Draw;

use crate::analysis::Budget;
use crate::analysis::bounds::outlook::{Outlook, Slot};
use crate::analysis::one_world::search::Goal;
use crate::answers::Answers;
use crate::rulebook::{Choose, Decision, DecisionOption, Model, Question, Rule, Rulebook};
use crate::table::{Ix, Table};

/// What all searches of a survey may cost together, in looks at one rule, question or test: on the shipped rulebook some
/// tenths of a second if everything had to be searched for.
const FUND: u64 = 24_000_000;

/// Whether something happens for some answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Possible<T = ()> {
    Yes(T),
    /// That is proved.
    No,
    #[default]
    Unproven,
}

impl<T> Possible<T> {
    pub(crate) fn is_no(&self) -> bool {
        matches!(self, Possible::No)
    }

    pub(crate) fn is_unproven(&self) -> bool {
        matches!(self, Possible::Unproven)
    }

    /// The same, for something whose witness has yet to be made.
    fn not_yet<U>(self) -> Possible<U> {
        if self.is_no() { Possible::No } else { Possible::Unproven }
    }
}

/// What can happen in a rulebook. *Complete* answers leave out no question that is asked.
#[derive(Debug)]
pub(crate) struct Survey {
    pub(crate) decisions: Table<Decision, DecisionSurvey>,
    pub(crate) questions: Table<Question, QuestionSurvey>,
}

/// What can happen in a decision.
#[derive(Debug)]
pub(crate) struct DecisionSurvey {
    pub(crate) applies: Possible,
    /// Whether an option can be in the outcome.
    pub(crate) chosen: Table<DecisionOption, Possible>,
    pub(crate) rules: Table<Rule, RuleSurvey>,
    /// Every option ruled out. The answers are such that none can be left out.
    pub(crate) emptied: Possible<Answers>,
    /// Choose one: two options with the most points, for complete answers to the questions that have a say.
    pub(crate) tied: Possible<Answers>,
    /// Choose one: no rule fires, for complete answers to the questions that have a say.
    pub(crate) uncovered: Possible<Answers>,
    /// Rules that fire for the same answers: the second of them, and the first.
    pub(crate) twins: Vec<(Ix<Rule>, Ix<Rule>)>,
    /// How many pairs of rules may or may not be twins.
    pub(crate) unproven_twins: usize,
    /// The most points that an option is known to get for some answers, and more than which it cannot get.
    pub(crate) highest: Table<DecisionOption, (i64, i64)>,
}

/// What a rule can do where its decision applies.
#[derive(Clone, Debug, Default)]
pub(crate) struct RuleSurvey {
    pub(crate) fires: Possible,
    /// Not to fire, for complete answers.
    pub(crate) silent: Possible,
    /// To change an outcome: without it, it would be another. Of several options the order counts as well.
    pub(crate) matters: Possible,
}

/// What can come of a question.
#[derive(Clone, Debug, Default)]
pub(crate) struct QuestionSurvey {
    pub(crate) asked: Possible,
    /// Not to be asked, for complete answers.
    pub(crate) not_asked: Possible,
    /// To change an outcome, or whether a decision applies: it would be another if the question had no answer.
    pub(crate) matters: Possible,
}

/// A survey in the making.
pub(crate) struct Surveyor<'r> {
    rulebook: &'r Rulebook,
    model: &'r Model,
    budget: Budget,
    /// What is left to spend.
    fund: u64,
    outlook: Outlook<'r>,
    every_decision: Vec<usize>,
    survey: Survey,
    /// The profiles looked at, and for each rule the first of them in which it fires.
    profiles: Vec<Vec<Slot>>,
    first_fired: Table<Decision, Table<Rule, Option<usize>>>,
    /// For each rule, in which of the profiles it fires, boiled down to a number.
    signatures: Table<Decision, Table<Rule, u64>>,
    /// The smallest profiles so far in which all options are ruled out, and in which two tie.
    emptied: Table<Decision, Option<Vec<Slot>>>,
    tied: Table<Decision, Option<Vec<Slot>>>,
    /// The smallest complete profiles so far in which no rule of a decision fires.
    uncovered: Table<Decision, Option<Vec<Slot>>>,
}

impl<'r> Surveyor<'r> {
    /// Surveys a rulebook, with this budget for each search.
    pub(crate) fn new(rulebook: &'r Rulebook, budget: Budget) -> Self {
        let book = rulebook.book();
        let model = book.model();
        let decisions = book.decisions.column(|ix| {
            let decision = &book.decisions[ix];
            DecisionSurvey {
                applies: Possible::Unproven,
                chosen: decision.options.column(|_| Possible::Unproven),
                rules: decision.rules.column(|_| RuleSurvey::default()),
                emptied: Possible::Unproven,
                tied: if matches!(decision.choose, Choose::One { .. }) { Possible::Unproven } else { Possible::No },
                uncovered: if matches!(decision.choose, Choose::One { .. }) {
                    Possible::Unproven
                } else {
                    Possible::No
                },
                twins: Vec::new(),
                unproven_twins: 0,
                highest: decision.options.column(|_| (0, 0)),
            }
        });
        let rules = |ix: Ix<Decision>| &book.decisions[ix].rules;
        let mut surveyor = Surveyor {
            rulebook,
            model,
            budget,
            fund: FUND,
            outlook: Outlook::new(model),
            every_decision: (0..book.decisions.len()).collect(),
            survey: Survey { decisions, questions: book.questions.column(|_| QuestionSurvey::default()) },
            profiles: Vec::new(),
            first_fired: book.decisions.column(|ix| rules(ix).column(|_| None)),
            signatures: book.decisions.column(|ix| rules(ix).column(|_| 0)),
            emptied: book.decisions.column(|_| None),
            tied: book.decisions.column(|_| None),
            uncovered: book.decisions.column(|_| None),
        };
        surveyor.sample();
        surveyor.prove();
        surveyor
    }

    /// What was found.
    pub(crate) fn survey(&self) -> &Survey {
        &self.survey
    }

    /// What a look at everything costs.
    fn size(&self) -> u64 {
        self.model.size
    }

    /// Takes the cost of so many looks from the fund; false if there is no more.
    fn pay(&mut self, looks: u64) -> bool {
        let cost = looks.saturating_mul(self.size());
        let can = self.fund >= cost;
        self.fund = self.fund.saturating_sub(cost);
        can
    }

    /// What each rule of a decision rules out.
    fn rules_out(&self, decision: usize) -> Vec<crate::set::Set> {
        let rules = self.model.decisions.get(decision).map(|decision| decision.rules.as_slice()).unwrap_or_default();
        rules.iter().map(|rule| rule.rules_out).collect()
    }

    fn goal_of_ruling_out_all(&self, decision: usize) -> Goal {
        let options = self.model.decisions.get(decision).map_or(0, |decision| decision.options);
        Goal::Emptied { decision, options, rules_out: self.rules_out(decision) }
    }

    /// Choose many: the rule changes the order of the outcome.
    fn goal_of_another_order(&self, decision: usize, rule: usize) -> Option<Goal> {
        let model = self.model.decisions.get(decision)?;
        let points = model.rules.get(rule)?.points.clone();
        matches!(model.choose, Choose::Many { .. }).then_some(Goal::Reorders { decision, rule, points })
    }

    fn goal_of_a_tie(&self, decision: usize) -> Goal {
        let options = self.model.decisions.get(decision).map_or(0, |decision| decision.options);
        Goal::Tied { decision, options, rules_out: self.rules_out(decision) }
    }
}
