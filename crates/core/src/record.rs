//! Results as plain data of their own: for files, databases, queues and other programs.
//!
//! An [`Evaluation`] and what is found about it borrow from their rulebook, which suits a program that shows them. A record
//! holds nothing but ids, numbers and texts; it serialises with serde and is read back. As JSON, a [`Recommendation`] is what
//! `advisor recommend --format json` prints and `docs/recommendation.schema.json` describes; a [`Comparison`] is what
//! `advisor compare --format json` prints, and [`Findings`] are what `advisor rules check --format json` prints. Keys may be added to them, none is changed, and what a newer version has added
//! is left out when it is read.
//!
//! A [`Catalogue`] is the rulebook itself, for those who build a form of their own: `advisor rules show --format json`.
//!
//! Records decide nothing and reckon nothing.
//!
//! ```
//! use leadership_advisor::{Budget, Rulebook};
//! use leadership_advisor::record::Recommendation;
//!
//! let mut answers = Rulebook::builtin().answers();
//! answers.set("stage", "scaling")?;
//! let evaluation = answers.evaluate();
//! let record = evaluation.analysed(Budget::default()).record();
//! let json = serde_json::to_string(&record)?;
//! let again: Recommendation = serde_json::from_str(&json)?;
//! assert_eq!(again, record);
//! assert_eq!(again.decisions[0].id, "structure");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Evaluation`]: crate::Evaluation

mod making;
mod comparison;
mod panel;
mod findings;
mod catalogue;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use catalogue::{
    Catalogue, Chooses, ClaimRecord, ConditionRecord, DecisionRecord, DetailRecord, FactRecord, OptionRecord,
    PossibleAnswerRecord, QuestionRecord, SectionRecord, SourceRecord, Takes, When,
};
pub use comparison::{AnswerDifference, Comparison, DecisionDifference, DecisionResult, Moved, ReasonDifference};
pub use findings::{AllowedFinding, Finding, Findings};
pub use panel::{Adoption, Concession, Disagreement, Panel, Person, PointDifference};

use crate::analysis::{Proof, Ternary};
use crate::answers::Answer;
use crate::evaluation::Verdict;
use crate::rulebook::BoxStyle;

/// What follows from the answers of one company, and what was found about it. Made by
/// [`Analysed::record`](crate::Analysed::record).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Recommendation {
    /// The number of this shape: 1.
    pub format: u32,
    /// The rulebook that led to it.
    pub rulebook: RulebookId,
    /// Whose answers they are, if that was said.
    pub company: Option<String>,
    /// The result in one or two sentences, if the rulebook has any that fit.
    #[serde(default)]
    pub headline: Option<String>,
    /// The answers, by the ids of their questions.
    pub answers: BTreeMap<String, Answer>,
    /// The ids of the questions that apply and have no answer.
    pub unanswered: Vec<String>,
    /// The id of the open question that is most worth an answer. `None` if none can matter, as far as was proved.
    #[serde(default)]
    pub next_question: Option<String>,
    /// The ids of the questions whose answers do not count, because they do not apply.
    pub ignored: Vec<String>,
    /// What does not fit together in the answers.
    #[serde(default)]
    pub contradictions: Vec<String>,
    /// The decisions, in the order of the rulebook.
    pub decisions: Vec<Decision>,
    /// Which decisions come out differently when one source is left out.
    #[serde(default)]
    pub without: Vec<Without>,
    /// The charts that are drawn with the result.
    #[serde(default)]
    pub charts: Vec<Chart>,
    /// The assessments of which at least one area is answered.
    #[serde(default)]
    pub assessments: Vec<Assessment>,
}

/// Which rulebook, to the byte. Made from a [`Rulebook`](crate::Rulebook).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RulebookId {
    /// Its id.
    pub id: String,
    /// The version that its author gave it.
    pub version: String,
    /// The SHA-256 of its text, as 64 hexadecimal digits.
    pub fingerprint: String,
    /// The rulebooks that it was made from, lowest first. Empty if it is one alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<Layer>,
}

/// One of several rulebooks that were laid over one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Layer {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What it is called.
    pub title: String,
    /// What it takes away from the layers below.
    pub removed: Vec<Departure>,
    /// What it puts something else in the place of.
    pub replaced: Vec<Departure>,
}

/// Something of the layers below that a layer removes or replaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Departure {
    /// What.
    pub name: String,
    /// Why, in its author's words.
    pub reason: String,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// The decision as a question.
    pub title: String,
    /// The id of the decision that it only restates, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
    /// Whether it applies to these answers.
    pub applies: bool,
    /// How sure the outcome is.
    pub verdict: Verdict,
    /// The ids of the chosen options, most points first.
    pub outcome: Vec<String>,
    /// Choose one: the points by which the outcome leads.
    pub margin: Option<i64>,
    /// Whether nothing that is still open can change the outcome. Unproven if it was not looked for.
    pub settled: Ternary,
    /// All options in the order of the outcome, those that are ruled out last.
    pub ranking: Vec<Standing>,
    /// What exact search found. `None` if this decision was not analysed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<Analysis>,
}

/// Where one option stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Standing {
    /// The option's id.
    pub option: String,
    /// What the option is called.
    #[serde(default)]
    pub title: String,
    /// The sum of its points. A score among options, not a probability.
    pub points: i64,
    /// The ids of the rules that rule it out.
    pub ruled_out_by: Vec<String>,
    /// The rules that gave it points.
    pub reasons: Vec<Reason>,
}

/// A rule that fired, and what it did to one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reason {
    /// The rule's id.
    pub rule: String,
    /// The points that it gave.
    pub points: i64,
    /// The author's rationale.
    pub because: String,
    /// What the rule rests on: `source/claim`.
    pub sources: Vec<String>,
    /// The id of the rulebook that it comes from, if there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
}

/// What exact search found about one decision: see [`crate::Analysis`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysis {
    /// Whether all of it was proved.
    pub proof: Proof,
    /// The ids of the questions whose answers settle the outcome on their own.
    pub decisive: Option<Vec<String>>,
    /// The smallest changes that would make another option the outcome.
    pub flips: Vec<Flip>,
    /// Those that can happen by the nature of their questions; for options that have none such, larger ones.
    #[serde(default)]
    pub ways: Vec<Flip>,
    /// How far the points of fired rules may move while the outcome stays.
    pub stability: Vec<Stability>,
    /// How far all of them may be wrong at once. `None` for several options, without an outcome, and for a decision that follows
    /// another.
    #[serde(default)]
    pub robustness: Option<Robustness>,
}

/// How much of an outcome stands if its points are wrong: see [`crate::Robustness`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Robustness {
    /// By how much all points may be wrong at once while the outcome stays; `None` if there is no limit.
    pub radius: Option<u64>,
    /// How often each option wins among drawn weightings.
    pub acceptability: Vec<Acceptability>,
    /// The ids of the fewest rules without which the outcome would be another, or none.
    pub fewest_wrong: Vec<String>,
}

/// How often an option wins if all points are drawn anew around what they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Acceptability {
    /// The option's id.
    pub option: String,
    /// Among weightings whose points differ by at most 1.
    pub within_one: Drawn,
    /// Among weightings whose points differ by at most 2.
    pub within_two: Drawn,
}

/// So many of those that were drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Drawn {
    /// Those that are meant.
    pub part: u64,
    /// All of them.
    pub of: u64,
    /// The standard error of the share, in millionths.
    pub standard_error: u64,
}

/// A smallest set of changes that would make another option the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Flip {
    /// The option's id.
    pub to: String,
    /// Whether any answers at all make it the outcome.
    pub reachable: bool,
    /// Whether the option would only tie, and come first by the order of the list.
    #[serde(default)]
    pub ties: bool,
    /// What would have to be answered differently.
    pub changes: Vec<Change>,
}

/// One answer that would be different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Change {
    /// The question's id.
    pub question: String,
    /// The answer as given, if there is one.
    pub from: Option<Answer>,
    /// The answer that it would take.
    pub to: Answer,
}

/// The points that a fired rule may give one option without changing the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stability {
    /// The rule's id.
    pub rule: String,
    /// The option's id.
    pub option: String,
    /// The points as they are.
    pub points: i64,
    /// The least points; `None` if there is no limit.
    pub min: Option<i64>,
    /// The most points; `None` if there is no limit.
    pub max: Option<i64>,
}

/// A decision that comes out differently without some source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Without {
    /// The source's id; `None` for all field evidence together.
    pub source: Option<String>,
    /// The decision's id.
    pub decision: String,
    /// The ids of the options that are chosen without it.
    pub outcome: Vec<String>,
}

/// A chart that is drawn with the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Chart {
    /// Its id.
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// The boxes at the top.
    pub boxes: Vec<ChartBox>,
}

/// A box of a chart, with those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChartBox {
    /// What stands in it.
    pub title: String,
    /// What stands below that. May be empty.
    pub note: String,
    /// How it is drawn.
    pub style: BoxStyle,
    /// The boxes below it.
    pub below: Vec<ChartBox>,
}

/// How the answers do in one assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Assessment {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its levels, lowest first.
    pub levels: Vec<String>,
    /// Its areas.
    pub areas: Vec<Area>,
}

/// Where one area of an assessment stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Area {
    /// What it is called.
    pub title: String,
    /// The id of the question that judges it.
    pub question: String,
    /// The position of its level, from 0. `None` if the question has no answer that counts.
    pub level: Option<usize>,
}
