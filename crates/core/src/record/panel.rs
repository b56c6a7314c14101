//! Several people's results side by side as records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Comparison, RulebookId};
use crate::analysis::Proof;
use crate::answers::Answer;
use crate::compare;
use crate::panel;

/// Several people's answers: where they disagree, and what of it matters. Made by [`Panel::record`](crate::Panel::record).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Panel {
    /// The number of this shape: 1.
    pub format: u32,
    /// The rulebook that all are about.
    pub rulebook: RulebookId,
    /// The people, in the order in which they were given.
    pub people: Vec<Person>,
    /// The people by their result, as positions in `people`: those with the same one together.
    pub camps: Vec<Vec<usize>>,
    /// The questions that everybody was asked and not everybody answers alike.
    pub disagreements: Vec<Disagreement>,
    /// The ids of the questions that only some were asked.
    pub asked_of_some: Vec<String>,
    /// What it takes each person to come to each result of others.
    pub concessions: Vec<Concession>,
    /// Of two people: how their points differ, and which rules made the difference.
    #[serde(default, skip_serializing_if = "Option::is_none", flatten)]
    pub comparison: Option<PointDifference>,
}

/// What [`Comparison`] says beside the format and the rulebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PointDifference {
    /// The headline of the first, if there is one.
    pub first_headline: Option<String>,
    /// The headline of the second, if there is one.
    pub second_headline: Option<String>,
    /// The questions with different answers, whoever was asked them.
    pub answers: Vec<super::AnswerDifference>,
    /// All decisions, in their order.
    pub decisions: Vec<super::DecisionDifference>,
}

/// One of the people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Person {
    /// What this person is called.
    pub name: String,
    /// The company that the answers name.
    pub company: Option<String>,
    /// The headline of the result, if there is one.
    pub headline: Option<String>,
    /// The ids of the chosen options, by the id of the decision.
    pub outcomes: BTreeMap<String, Vec<String>>,
}

/// A question that people answer differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Disagreement {
    /// The question's id.
    pub question: String,
    /// Each person's answer.
    pub answers: Vec<Option<Answer>>,
    /// Whose result would change with the answer of somebody else. Empty where nobody's would.
    pub adoptions: Vec<Adoption>,
}

/// What would follow for one person from one answer of somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Adoption {
    /// Who would adopt it, as a position in `people`.
    pub person: usize,
    /// Whose answer it is.
    pub from: Vec<usize>,
    /// The headline that there would be.
    pub headline: Option<String>,
    /// The new outcome of each decision that would come out differently: the id of an option, or nothing.
    pub outcomes: BTreeMap<String, Option<String>>,
    /// How many questions would come up that this person has not answered.
    pub newly_asked: usize,
}

/// The fewest answers with which somebody comes to another's result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Concession {
    /// Who adopts answers, as a position in `people`.
    pub person: usize,
    /// Whose answers, and whose result.
    pub to: usize,
    /// The first few of the smallest sets of questions, by their ids.
    pub questions: Vec<Vec<String>>,
    /// Whether it is proved that no fewer do.
    pub proof: Proof,
}

impl panel::Panel<'_> {
    /// This panel as plain data that serialises with serde. `names` are what the people are called, in their order; of two
    /// people a comparison may be added.
    pub fn record(&self, names: &[String], comparison: Option<&compare::Comparison<'_>>) -> Panel {
        let person = |(evaluation, name): (&&crate::Evaluation, String)| Person {
            name,
            company: evaluation.answers().company().map(str::to_owned),
            headline: evaluation.headline().map(|headline| headline.say.clone()),
            outcomes: evaluation
                .decisions()
                .map(|result| (result.decision.id.clone(), super::making::ids(&result.outcome)))
                .collect(),
        };
        let names = names.iter().cloned().chain(std::iter::repeat(String::new()));
        let ids = |questions: &[&crate::Question]| questions.iter().map(|question| question.id.clone()).collect();
        let concession = |one: &panel::Concession<'_>| Concession {
            person: one.person,
            to: one.to,
            questions: one.questions.iter().map(|questions| ids(questions)).collect(),
            proof: one.proof,
        };
        Panel {
            format: 1,
            rulebook: self.rulebook.into(),
            people: self.people.iter().zip(names).map(person).collect(),
            camps: self.camps(),
            disagreements: self.disagreements.iter().map(disagreement).collect(),
            asked_of_some: ids(&self.asked_of_some),
            concessions: self.concessions.iter().map(concession).collect(),
            comparison: comparison.map(|comparison| point_difference(comparison.record())),
        }
    }
}

fn point_difference(comparison: Comparison) -> PointDifference {
    let Comparison { first_headline, second_headline, answers, decisions, .. } = comparison;
    PointDifference { first_headline, second_headline, answers, decisions }
}

fn disagreement(one: &panel::Disagreement<'_>) -> Disagreement {
    let adoption = |one: &panel::Adoption<'_>| Adoption {
        person: one.person,
        from: one.from.clone(),
        headline: one.headline.clone(),
        outcomes: one
            .decisions
            .iter()
            .map(|(decision, option)| (decision.id.clone(), option.map(|option| option.id.clone())))
            .collect(),
        newly_asked: one.newly_asked,
    };
    Disagreement {
        question: one.question.id.clone(),
        answers: one.answers.clone(),
        adoptions: one.adoptions.iter().map(adoption).collect(),
    }
}
