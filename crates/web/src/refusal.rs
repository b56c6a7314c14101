//! Why a request got no result: a code for the page, a sentence for its reader, and a place in a text where there is one.

use leadership_advisor::{AnswerError, AnswerErrors, Diagnostic, Diagnostics};
use serde::Serialize;

/// What stands under `error` in a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Refusal {
    /// What kind of mistake it is, for the page.
    pub(crate) code: &'static str,
    /// What is wrong, for its reader.
    pub(crate) message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<String>,
    /// The question that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) question: Option<String>,
    /// Each mistake of its own, if there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) all: Vec<Mistake>,
}

/// One mistake in a text or in a set of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Mistake {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// The question's id, where it is known.
    pub(crate) question: Option<String>,
    /// Where it stands in a text: `name:line:column`.
    pub(crate) place: Option<String>,
}

impl Refusal {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Refusal { code, message: message.into(), help: None, question: None, all: Vec::new() }
    }

    /// Several mistakes under one sentence.
    pub(crate) fn of(code: &'static str, message: &str, all: Vec<Mistake>) -> Self {
        Refusal { all, ..Refusal::new(code, message) }
    }
}

impl From<&AnswerError> for Mistake {
    fn from(error: &AnswerError) -> Self {
        Mistake {
            code: error.code().name(),
            message: error.to_string(),
            help: error.help().map(str::to_owned),
            question: error.question().map(str::to_owned),
            place: None,
        }
    }
}

impl From<&AnswerError> for Refusal {
    fn from(error: &AnswerError) -> Self {
        let Mistake { code, message, help, question, .. } = error.into();
        Refusal { code, message, help, question, all: Vec::new() }
    }
}

impl From<AnswerErrors> for Refusal {
    fn from(errors: AnswerErrors) -> Self {
        Refusal::of("answers", "Some answers couldn't be used.", mistakes(&errors))
    }
}

/// Each of them.
pub(crate) fn mistakes(errors: &AnswerErrors) -> Vec<Mistake> {
    errors.iter().map(Mistake::from).collect()
}

/// What is wrong with a text, each with its place.
pub(crate) fn findings(problems: &Diagnostics) -> Vec<Mistake> {
    let mistake = |finding: &Diagnostic| Mistake {
        code: finding.code.name(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        question: None,
        place: Some(problems.place(finding).to_string()),
    };
    problems.iter().map(mistake).collect()
}
