//! Questions and what may be answered to them.

use std::sync::Arc;

use super::Condition;
use super::layer::Layer;
use super::source::Citation;
use crate::place::Span;

/// A question of the questionnaire.
#[derive(Clone)]
#[non_exhaustive]
pub struct Question {
    /// The id that conditions and answers files use.
    pub id: String,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    /// The id of the section it stands in, if the rulebook has sections.
    pub section: Option<String>,
    /// The question as it is asked.
    pub ask: String,
    /// Why it is asked. May be empty.
    pub why: String,
    /// What kind of thing its answer is about.
    pub nature: Nature,
    /// For yes or no: what completes "If …" where the answer would be yes, and where it would be no. May be empty.
    pub if_so: (String, String),
    /// What may be answered.
    pub kind: QuestionKind,
    /// What the question rests on.
    pub sources: Vec<Citation>,
    pub(crate) ask_if: Option<Condition>,
    /// Answers by the names that they had in older versions, with their names now; nothing for those that are gone.
    pub(crate) formerly: Vec<(String, String)>,
    pub(crate) span: Span,
}

/// Whether an answer can be changed, for telling a person what a flip would take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Nature {
    /// The company can choose it: a budget, what it looks for.
    Choice,
    /// It changes with time: revenue, the size of a team.
    Time,
    /// It changes with time and only upwards: what a company has, it keeps; a later answer, a greater number, more answers,
    /// yes after no.
    Grows,
    /// It is as it is: who the customers are.
    #[default]
    Given,
}

/// The type of a question, with the answers that it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuestionKind {
    /// One of a few answers.
    Choice {
        /// Whether the answers are in rising order.
        ordered: bool,
        /// The answers, in the author's order.
        answers: Vec<PossibleAnswer>,
    },
    /// Any number of a few answers, even none.
    Many {
        /// How many may be chosen at most.
        at_most: Option<usize>,
        /// The answers, in the author's order.
        answers: Vec<PossibleAnswer>,
    },
    /// A whole number.
    Number {
        /// What is counted: "thousand USD". May be empty.
        unit: String,
        /// The least number that is accepted.
        min: Option<i64>,
        /// The greatest number that is accepted.
        max: Option<i64>,
    },
    /// Yes or no.
    YesNo,
}

/// One of the answers that a question offers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PossibleAnswer {
    /// The id that conditions and answers files use.
    pub id: String,
    /// The answer as people read it.
    pub label: String,
    /// What tells it apart from the others. May be empty.
    pub help: String,
    /// What completes "If …" where it would be the answer: "you had a car". May be empty.
    pub if_so: String,
}

impl Question {
    /// The answers that it offers; none for a number, and none for yes or no, which need no list.
    pub fn answers(&self) -> &[PossibleAnswer] {
        match &self.kind {
            QuestionKind::Choice { answers, .. } | QuestionKind::Many { answers, .. } => answers,
            QuestionKind::Number { .. } | QuestionKind::YesNo => &[],
        }
    }

    pub(crate) fn position(&self, answer: &str) -> Option<usize> {
        self.answers().iter().position(|possible| possible.id == answer)
    }

    /// The ids of the answers that it offers.
    pub(crate) fn answer_ids(&self) -> impl Iterator<Item = &str> {
        self.answers().iter().map(|answer| answer.id.as_str())
    }
}
