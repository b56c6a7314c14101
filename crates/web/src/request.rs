//! What the page asks for: the requests of `crates/web/README.md` as they arrive.
//!
//! One flat shape for all of them, of which each takes what it needs: types of their own would cost the engine some fifty
//! kilobytes of code that only reads.

use std::collections::BTreeMap;

use leadership_advisor::{Answer, AnswerError, InterviewState, QuestionKind, Rulebook};
use leadership_advisor_report::Brand;
use serde::Deserialize;

/// Answers by the ids of their questions.
pub(crate) type AnswerMap = BTreeMap<String, Answer>;

/// One request. Everything but the rulebook comes with it.
#[derive(Debug, Deserialize)]
pub(crate) struct Request {
    /// What is asked for.
    #[serde(rename = "do")]
    pub(crate) what: String,
    /// `open`: the layers of a rulebook, lowest first, each the names and texts of its files.
    #[serde(default)]
    pub(crate) layers: Vec<Vec<RulebookFile>>,
    /// `open`: whether it is the one that comes with the program.
    #[serde(default)]
    pub(crate) shipped: bool,
    /// `open`: in whose name results are told, if in anybody's.
    #[serde(default)]
    pub(crate) brand: Brand,
    /// Where an interview stands. Nothing at its beginning.
    #[serde(default)]
    pub(crate) state: Option<InterviewState>,
    /// What is done to it.
    #[serde(default)]
    pub(crate) action: Option<Action>,
    /// What was answered.
    #[serde(default)]
    pub(crate) answers: AnswerMap,
    #[serde(default)]
    pub(crate) company: Option<String>,
    /// `whatif`: answers that would be others; `null` takes one back.
    #[serde(default)]
    pub(crate) set: BTreeMap<String, Option<Answer>>,
    /// `result`: the day on a page, as year, month and day.
    #[serde(default)]
    pub(crate) date: Option<[u64; 3]>,
    /// `result`: the forms that are wanted: `html`, `board`, `json`.
    #[serde(default)]
    pub(crate) want: Vec<String>,
    /// `read`: the text of an answers file.
    #[serde(default)]
    pub(crate) text: Option<String>,
    /// `read`: what a link carries.
    #[serde(default)]
    pub(crate) link: Option<String>,
}

/// A file of a rulebook.
#[derive(Debug, Deserialize)]
pub(crate) struct RulebookFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What a person does to an interview. A question that is named must be the current one, so that a second click does nothing.
#[derive(Debug, Deserialize)]
pub(crate) struct Action {
    /// `answer`, `skip` ("I don't know"), `keep`, `back`, `revisit`, `go_on`, or `take_over`.
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) question: Option<String>,
    #[serde(default)]
    pub(crate) answer: Option<Answer>,
    /// `take_over`: answers that were changed elsewhere, in place of all those so far.
    #[serde(default)]
    pub(crate) answers: AnswerMap,
}

/// An answer as the question takes it: a number may come as a person wrote it, `1,200` or `2.5m`.
pub(crate) fn as_meant(rulebook: &Rulebook, question: &str, answer: Answer) -> Result<Answer, AnswerError> {
    match (rulebook.question(question), answer) {
        (Some(asked), Answer::Choice(text)) if matches!(asked.kind, QuestionKind::Number { .. }) => {
            Answer::from_text(asked, &text)
        }
        (_, answer) => Ok(answer),
    }
}
