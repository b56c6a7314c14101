//! A rulebook as a record: all that a form needs to ask its questions, and all that is needed to name what comes out.

mod condition;
mod making;

use serde::{Deserialize, Serialize};

pub use condition::{ConditionRecord, When};

use super::RulebookId;

/// A rulebook as plain data: what is asked, what is decided, and the documents behind it. As JSON it is what
/// `advisor rules show --format json` prints and `docs/catalogue.schema.json` describes. A form can be built from it alone:
/// each question comes with its answers and with the condition under which it is asked.
///
/// Rules and their points are not part of it: they stand in the rulebook.
///
/// ```
/// use leadership_advisor::Rulebook;
/// use leadership_advisor::record::Catalogue;
///
/// let catalogue = Catalogue::from(&Rulebook::builtin());
/// for question in &catalogue.questions {
///     println!("{} {}", question.id, question.ask);
///     if let Some(when) = &question.ask_if {
///         println!("  asked if {}", when.words);
///     }
/// }
/// let json = serde_json::to_string(&catalogue)?;
/// assert_eq!(serde_json::from_str::<Catalogue>(&json)?, catalogue);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Catalogue {
    /// The number of this shape: 1.
    pub format: u32,
    /// Which rulebook it is.
    pub rulebook: RulebookId,
    /// What it is called.
    pub title: String,
    /// What it is about. May be empty.
    pub summary: String,
    /// The parts of the questionnaire, in order.
    pub sections: Vec<SectionRecord>,
    /// The questions, in the order of the rulebook.
    pub questions: Vec<QuestionRecord>,
    /// The named conditions that others use.
    pub facts: Vec<FactRecord>,
    /// The decisions, in the order in which they are evaluated.
    pub decisions: Vec<DecisionRecord>,
    /// The documents that the rules rest on.
    pub sources: Vec<SourceRecord>,
}

/// A part of the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SectionRecord {
    /// The id that questions name.
    pub id: String,
    /// The heading that people read.
    pub title: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuestionRecord {
    /// The id that answers name.
    pub id: String,
    /// The section that it stands in, if the rulebook has sections.
    pub section: Option<String>,
    /// The question as it is asked.
    pub ask: String,
    /// Why it is asked. May be empty.
    pub why: String,
    /// What may be answered.
    #[serde(flatten)]
    pub takes: Takes,
    /// When it is asked. `None` if it always is.
    pub ask_if: Option<When>,
    /// What it rests on: `source/claim`.
    pub sources: Vec<String>,
}

/// What may be answered to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Takes {
    /// One of a few answers: the id of one, as a string.
    Choice {
        /// Whether the answers are in rising order.
        ordered: bool,
        /// The answers, in the author's order.
        answers: Vec<PossibleAnswerRecord>,
    },
    /// Any number of a few answers, even none: a list of ids.
    Many {
        /// How many may be chosen at most.
        at_most: Option<usize>,
        /// The answers, in the author's order.
        answers: Vec<PossibleAnswerRecord>,
    },
    /// A whole number.
    Number {
        /// What is counted. May be empty.
        unit: String,
        /// The least number that is accepted.
        min: Option<i64>,
        /// The greatest number that is accepted.
        max: Option<i64>,
    },
    /// True or false.
    YesNo,
}

/// One of the answers that a question offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PossibleAnswerRecord {
    /// The id to send.
    pub id: String,
    /// The answer as people read it.
    pub label: String,
    /// What tells it apart from the others. May be empty.
    pub help: String,
}

/// A named condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FactRecord {
    /// The name under which conditions use it.
    pub id: String,
    /// When it holds.
    pub holds_if: When,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DecisionRecord {
    /// The id that results name.
    pub id: String,
    /// The decision as a question.
    pub title: String,
    /// How the outcome follows from the points.
    #[serde(flatten)]
    pub chooses: Chooses,
    /// Whether people come for this decision.
    pub main: bool,
    /// How the chosen options are to be shown: `list`, `checklist` or `warnings`.
    pub display: String,
    /// The id of the decision that it only restates, if there is one.
    pub follows: Option<String>,
    /// When it applies. `None` if it always does.
    pub applies_if: Option<When>,
    /// The options, in the author's order.
    pub options: Vec<OptionRecord>,
}

/// How the outcome of a decision follows from the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "choose", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Chooses {
    /// The option with most points.
    One {
        /// A margin up to this many points is a close call.
        close_call: i64,
    },
    /// Every option that reaches the threshold.
    Many {
        /// The points that an option needs.
        threshold: i64,
    },
}

/// One of the options of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OptionRecord {
    /// The id that results name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it means, in a sentence or two. May be empty.
    pub summary: String,
    /// When it is to be done. May be empty.
    pub when: String,
    /// Who does it. May be empty.
    pub owner: String,
    /// Lists shown with the outcome.
    pub details: Vec<DetailRecord>,
    /// What the description rests on: `source/claim`.
    pub sources: Vec<String>,
}

/// A titled list that belongs to an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DetailRecord {
    /// The list's heading.
    pub title: String,
    /// Its entries.
    pub entries: Vec<String>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceRecord {
    /// The id that citations begin with.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// A short name for it. May be empty.
    pub short: String,
    /// `document`, the rulebook's own basis, or `field`, independent evidence.
    pub kind: String,
    /// When it was published. May be empty.
    pub published: String,
    /// Where it can be found. May be empty.
    pub address: String,
    /// What it says.
    pub claims: Vec<ClaimRecord>,
}

/// One thing that a document says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClaimRecord {
    /// The claim's id within its source.
    pub id: String,
    /// What it says.
    pub text: String,
}
