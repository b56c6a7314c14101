//! What the page asks for: the requests of `crates/web/README.md` as they arrive.

use std::collections::BTreeMap;

use leadership_advisor::{Answer, InterviewState};
use serde::Deserialize;

/// Answers by the ids of their questions.
pub(crate) type AnswerMap = BTreeMap<String, Answer>;

/// One request. Everything but the rulebook comes with it.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Request {
    Open(Open),
    Interview(Box<Asking>),
    Standings { state: InterviewState },
    Result(Given),
    Whatif(Supposed),
    Changes(Given),
    Read(Read),
    Write(Given),
}

/// The rulebook: layers, lowest first, each the names and texts of its files.
#[derive(Debug, Deserialize)]
pub(crate) struct Open {
    pub(crate) layers: Vec<Vec<RulebookFile>>,
    /// Whether it is the one that comes with the program.
    #[serde(default)]
    pub(crate) shipped: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RulebookFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Where an interview stands, and what is to be done there.
#[derive(Debug, Deserialize)]
pub(crate) struct Asking {
    /// Nothing at the beginning.
    #[serde(default)]
    pub(crate) state: Option<InterviewState>,
    /// What was answered before the beginning.
    #[serde(default)]
    pub(crate) answers: AnswerMap,
    #[serde(default)]
    pub(crate) company: Option<String>,
    #[serde(default)]
    pub(crate) action: Option<Action>,
}

/// What a person does to an interview. A question that is named must be the current one, so that a second click does nothing.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Action {
    Answer {
        question: String,
        answer: Answer,
    },
    /// "I don't know".
    Skip {
        question: String,
    },
    Keep {
        question: String,
    },
    Back {
        #[serde(default)]
        question: Option<String>,
    },
    Revisit {
        question: String,
    },
    GoOn,
    /// Answers that were changed elsewhere, in place of all those so far.
    TakeOver {
        answers: AnswerMap,
    },
}

/// A form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    Html,
    Board,
    Json,
}

/// Answers, and what stands on a page beside them.
#[derive(Debug, Deserialize)]
pub(crate) struct Given {
    pub(crate) answers: AnswerMap,
    #[serde(default)]
    pub(crate) company: Option<String>,
    /// The day on a page, in words.
    #[serde(default)]
    pub(crate) date: Option<String>,
    /// The forms of a result that are wanted.
    #[serde(default)]
    pub(crate) want: Vec<Form>,
}

/// Answers, and some that would be others; `null` takes one back.
#[derive(Debug, Deserialize)]
pub(crate) struct Supposed {
    pub(crate) answers: AnswerMap,
    #[serde(default)]
    pub(crate) company: Option<String>,
    #[serde(default)]
    pub(crate) set: BTreeMap<String, Option<Answer>>,
}

/// The text of an answers file, or what a link carries.
#[derive(Debug, Deserialize)]
pub(crate) struct Read {
    #[serde(default)]
    pub(crate) text: Option<String>,
    #[serde(default)]
    pub(crate) link: Option<String>,
}
