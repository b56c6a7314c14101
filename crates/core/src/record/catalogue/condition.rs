//! Conditions as data, so that a form can tell by itself which question comes next.

use serde::{Deserialize, Serialize};

use crate::rulebook::{Clause, DecisionOption, PossibleAnswer};

/// A condition, for people and for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct When {
    /// In words, without a full stop.
    pub words: String,
    /// As a tree of tests.
    pub condition: ConditionRecord,
}

/// A condition as a tree of tests. It follows Kleene's three-valued logic: a test on a question without an answer is
/// unknown, and only what is true takes effect. A test on a question that is not asked is false.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "test", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ConditionRecord {
    /// Each of these holds. Without any: always.
    All {
        /// The parts.
        of: Vec<ConditionRecord>,
    },
    /// At least one of these holds. Without any: never.
    Any {
        /// The parts.
        of: Vec<ConditionRecord>,
    },
    /// This does not hold.
    Not {
        /// The part.
        of: Box<ConditionRecord>,
    },
    /// A choice is one of these answers.
    Choice {
        /// The question's id.
        question: String,
        /// The ids of the answers.
        among: Vec<String>,
    },
    /// A yes-or-no question is answered this way.
    YesNo {
        /// The question's id.
        question: String,
        /// The answer.
        is: bool,
    },
    /// A number lies in a range, both ends included.
    Number {
        /// The question's id.
        question: String,
        /// The least number, if there is one.
        least: Option<i64>,
        /// The greatest number, if there is one.
        most: Option<i64>,
    },
    /// A *many* answer has some members and lacks others.
    Members {
        /// The question's id.
        question: String,
        /// At least one of these, unless it is empty.
        any_of: Vec<String>,
        /// All of these.
        all_of: Vec<String>,
        /// None of these.
        none_of: Vec<String>,
    },
    /// A fact holds, or does not.
    Fact {
        /// The fact's id.
        fact: String,
        /// Whether it is to hold.
        holds: bool,
    },
    /// The outcome of a decision has one of these options.
    Outcome {
        /// The decision's id.
        decision: String,
        /// The ids of the options.
        among: Vec<String>,
    },
}

impl From<&Clause<'_>> for When {
    fn from(clause: &Clause<'_>) -> Self {
        When { words: clause.to_string(), condition: clause.into() }
    }
}

impl From<&Clause<'_>> for ConditionRecord {
    fn from(clause: &Clause<'_>) -> Self {
        let parts = |parts: &[Clause<'_>]| parts.iter().map(ConditionRecord::from).collect();
        match clause {
            Clause::All(of) => ConditionRecord::All { of: parts(of) },
            Clause::Any(of) => ConditionRecord::Any { of: parts(of) },
            Clause::Not(of) => ConditionRecord::Not { of: Box::new(of.as_ref().into()) },
            Clause::Choice { question, among } => {
                ConditionRecord::Choice { question: question.id.clone(), among: answers(among) }
            }
            Clause::YesNo { question, yes } => ConditionRecord::YesNo { question: question.id.clone(), is: *yes },
            Clause::Number { question, least, most } => {
                ConditionRecord::Number { question: question.id.clone(), least: *least, most: *most }
            }
            Clause::Members { question, any, all, none } => ConditionRecord::Members {
                question: question.id.clone(),
                any_of: answers(any),
                all_of: answers(all),
                none_of: answers(none),
            },
            Clause::Fact { fact, holds } => ConditionRecord::Fact { fact: fact.id.clone(), holds: *holds },
            Clause::Outcome { decision, among } => {
                ConditionRecord::Outcome { decision: decision.id.clone(), among: options(among) }
            }
        }
    }
}

fn answers(answers: &[&PossibleAnswer]) -> Vec<String> {
    answers.iter().map(|answer| answer.id.clone()).collect()
}

fn options(options: &[&DecisionOption]) -> Vec<String> {
    options.iter().map(|option| option.id.clone()).collect()
}
