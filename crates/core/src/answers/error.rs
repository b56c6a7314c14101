//! Why an answer was not taken.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Span;
use crate::rulebook::{Former, Question, QuestionKind};

/// Why an answer was not taken. The message says what was wrong; [`AnswerError::help`] what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// The rulebook has no such question.
    #[error("no question has the id `{question}`")]
    UnknownQuestion {
        /// The id that was used.
        question: String,
        /// A near id, where there is one.
        help: Option<String>,
    },
    /// The question does not offer this answer.
    #[error("`{answer}` is no answer to `{question}`")]
    UnknownAnswer {
        /// The question's id.
        question: String,
        /// The answer that was given.
        answer: String,
        /// A near answer, or all of them where they are few.
        help: Option<String>,
    },
    /// The question takes another kind of answer.
    #[error("`{question}` takes {wanted}, not {found}")]
    WrongType {
        /// The question's id.
        question: String,
        /// What it takes.
        wanted: &'static str,
        /// What was given.
        found: String,
        /// An example of what it takes.
        help: Option<String>,
    },
    /// A text that is no number, or not just one.
    #[error("`{question}` takes a whole number, but `{text}` {problem}")]
    UnclearNumber {
        /// The question's id.
        question: String,
        /// What was written.
        text: String,
        /// What is wrong with it.
        problem: &'static str,
        /// What to write instead.
        help: String,
    },
    /// More answers than the question allows.
    #[error("`{question}` takes at most {at_most} answers")]
    TooMany {
        /// The question's id.
        question: String,
        /// How many it allows.
        at_most: usize,
    },
    /// A number outside of the question's range.
    #[error("{number} is out of range for `{question}`: {}", range(*min, *max))]
    OutOfRange {
        /// The question's id.
        question: String,
        /// The number that was given.
        number: i64,
        /// The least number that it takes.
        min: Option<i64>,
        /// The greatest number that it takes.
        max: Option<i64>,
    },
    /// An answer to a question that an interview does not ask now: sent twice, or from a page that was left.
    #[error("`{question}` is not asked now")]
    NotAsked {
        /// The id that was used.
        question: String,
        /// Which question is.
        help: String,
    },
    /// An answer to an interview that has no question left.
    #[error("no question is left to answer")]
    NothingAsked,
}

impl AnswerError {
    /// The id of the question that it is about, as it was given. `None` if there is no question left.
    pub fn question(&self) -> Option<&str> {
        match self {
            AnswerError::UnknownQuestion { question, .. }
            | AnswerError::UnknownAnswer { question, .. }
            | AnswerError::WrongType { question, .. }
            | AnswerError::UnclearNumber { question, .. }
            | AnswerError::TooMany { question, .. }
            | AnswerError::OutOfRange { question, .. }
            | AnswerError::NotAsked { question, .. } => Some(question),
            AnswerError::NothingAsked => None,
        }
    }

    /// What kind of mistake it is: the code that the same mistake has in a file.
    pub fn code(&self) -> Code {
        match self {
            AnswerError::UnknownQuestion { .. } | AnswerError::NotAsked { .. } | AnswerError::NothingAsked => {
                Code::UnknownName
            }
            AnswerError::UnknownAnswer { .. } => Code::UnknownAnswer,
            AnswerError::WrongType { .. } | AnswerError::UnclearNumber { .. } => Code::WrongType,
            AnswerError::TooMany { .. } | AnswerError::OutOfRange { .. } => Code::OutOfRange,
        }
    }

    pub(crate) fn wrong_type(question: &Question, wanted: &'static str, found: String) -> Self {
        let example = question.answers().first().map(|answer| match wanted {
            "a list of its answers" => format!("write `[{}]`", answer.id),
            _ => format!("write `{}`, for instance", answer.id),
        });
        AnswerError::WrongType { question: question.id.clone(), wanted, found, help: example }
    }

    /// As [`AnswerError::wrong_type`], with what the question wants by its own type.
    pub(crate) fn mismatch(question: &Question, found: &str) -> Self {
        Self::wrong_type(question, wanted(&question.kind), found.to_owned())
    }

    /// What to do about it, where more can be said than the message says.
    pub fn help(&self) -> Option<&str> {
        match self {
            AnswerError::UnknownQuestion { help, .. }
            | AnswerError::UnknownAnswer { help, .. }
            | AnswerError::WrongType { help, .. } => help.as_deref(),
            AnswerError::UnclearNumber { help, .. } | AnswerError::NotAsked { help, .. } => Some(help),
            AnswerError::TooMany { .. } => Some("keep the most important ones"),
            AnswerError::OutOfRange { .. } => Some("look at the unit of the question"),
            AnswerError::NothingAsked => None,
        }
    }

    pub(crate) fn at(&self, span: Span) -> Diagnostic {
        let finding = Diagnostic::new(self.code(), span, self.to_string());
        match self.help() {
            Some(help) => finding.help(help),
            None => finding,
        }
    }
}

/// What became of a question that an older version asked.
pub(super) fn asked_formerly(former: &[Former], question: &str) -> Option<String> {
    let former = former.iter().find(|former| former.question == question)?;
    Some(match (&former.now, former.because.trim().trim_end_matches('.')) {
        (Some(_), _) => {
            format!("`{question}` was asked by an older version; `{}` asks for it now. {CONVERTS}", former.now_id)
        }
        (None, "") => format!("`{question}` was asked by an older version, and is not asked any more. {CONVERTS}"),
        (None, because) => {
            format!("`{question}` was asked by an older version, and is not asked any more: {because}. {CONVERTS}")
        }
    })
}

/// What became of an answer that a question had in an older version.
pub(super) fn answered_formerly(question: &Question, answer: &str) -> Option<String> {
    let (_, now) = question.formerly.iter().find(|(formerly, _)| formerly == answer)?;
    let question = &question.id;
    Some(match now.as_str() {
        "" => format!("`{answer}` was an answer to `{question}` in an older version, and is none any more. {CONVERTS}"),
        now => format!("`{answer}` was an answer to `{question}` in an older version; it is `{now}` now. {CONVERTS}"),
    })
}

const CONVERTS: &str = "`advisor answers migrate FILE` converts the file";

/// What a question of this type wants, in words.
pub(super) fn wanted(kind: &QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Choice { .. } => "one of its answers",
        QuestionKind::Many { .. } => "a list of its answers",
        QuestionKind::Number { .. } => "a whole number",
        QuestionKind::YesNo => "yes or no",
    }
}

fn range(min: Option<i64>, max: Option<i64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("it takes {min} to {max}"),
        (Some(min), None) => format!("it takes {min} or more"),
        (None, Some(max)) => format!("it takes {max} or less"),
        (None, None) => "it takes any whole number".to_owned(),
    }
}
