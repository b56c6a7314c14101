//! Why an answer was not taken.

mod hint;
mod list;

pub use hint::{Hint, Notation};
pub use list::AnswerErrors;

use std::fmt;

use crate::diagnostic::{Code, Diagnostic};
use crate::near;
use crate::place::Span;
use crate::rulebook::{Former, Question, QuestionKind};
use crate::table::Table;

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
        near: Option<String>,
        /// What to do about it.
        help: Option<String>,
    },
    /// The question does not offer this answer.
    #[error("`{answer}` is no answer to `{question}`")]
    UnknownAnswer {
        /// The question's id.
        question: String,
        /// The answer that was given.
        answer: String,
        /// A near answer, where there is one.
        near: Option<String>,
        /// The near answer, or all of them where they are few.
        help: Option<String>,
    },
    /// A text that can stand for several of the answers, or several groups of them.
    #[error("`{question}`: `{text}` can stand for several answers")]
    UnclearAnswer {
        /// The question's id.
        question: String,
        /// What was written.
        text: String,
        /// The ids of the answers that it may stand for.
        meant: Vec<String>,
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
        /// What to write instead.
        help: Option<Box<Hint>>,
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
        /// The id of the question that is.
        asked: String,
        /// What to do about it.
        help: String,
    },
    /// An answer to an interview that has no question left.
    #[error("no question is left to answer")]
    NothingAsked,
}

/// What kind of mistake an [`AnswerError`] is: for programs that tell their users in words of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AnswerErrorCode {
    /// The rulebook has no such question.
    UnknownQuestion,
    /// The question does not offer this answer.
    UnknownAnswer,
    /// A text that can stand for several answers.
    UnclearAnswer,
    /// The question takes another kind of answer.
    WrongType,
    /// A text that is no number, or not just one.
    UnclearNumber,
    /// More answers than the question allows.
    TooMany,
    /// A number outside of the question's range.
    OutOfRange,
    /// Another question is asked now.
    NotAsked,
    /// No question is left.
    NothingAsked,
}

impl AnswerErrorCode {
    /// The name that stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            AnswerErrorCode::UnknownQuestion => "unknown-question",
            AnswerErrorCode::UnknownAnswer => "unknown-answer",
            AnswerErrorCode::UnclearAnswer => "unclear-answer",
            AnswerErrorCode::WrongType => "wrong-type",
            AnswerErrorCode::UnclearNumber => "unclear-number",
            AnswerErrorCode::TooMany => "too-many",
            AnswerErrorCode::OutOfRange => "out-of-range",
            AnswerErrorCode::NotAsked => "not-asked",
            AnswerErrorCode::NothingAsked => "nothing-asked",
        }
    }
}

impl fmt::Display for AnswerErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl AnswerError {
    /// The id of the question that it is about, as it was given. `None` if there is no question left.
    pub fn question(&self) -> Option<&str> {
        match self {
            AnswerError::UnknownQuestion { question, .. }
            | AnswerError::UnknownAnswer { question, .. }
            | AnswerError::UnclearAnswer { question, .. }
            | AnswerError::WrongType { question, .. }
            | AnswerError::UnclearNumber { question, .. }
            | AnswerError::TooMany { question, .. }
            | AnswerError::OutOfRange { question, .. }
            | AnswerError::NotAsked { question, .. } => Some(question),
            AnswerError::NothingAsked => None,
        }
    }

    /// What kind of mistake it is.
    pub fn code(&self) -> AnswerErrorCode {
        match self {
            AnswerError::UnknownQuestion { .. } => AnswerErrorCode::UnknownQuestion,
            AnswerError::UnknownAnswer { .. } => AnswerErrorCode::UnknownAnswer,
            AnswerError::UnclearAnswer { .. } => AnswerErrorCode::UnclearAnswer,
            AnswerError::WrongType { .. } => AnswerErrorCode::WrongType,
            AnswerError::UnclearNumber { .. } => AnswerErrorCode::UnclearNumber,
            AnswerError::TooMany { .. } => AnswerErrorCode::TooMany,
            AnswerError::OutOfRange { .. } => AnswerErrorCode::OutOfRange,
            AnswerError::NotAsked { .. } => AnswerErrorCode::NotAsked,
            AnswerError::NothingAsked => AnswerErrorCode::NothingAsked,
        }
    }

    /// The id that was probably meant, where there is one: of a question, or of an answer.
    pub fn near(&self) -> Option<&str> {
        match self {
            AnswerError::UnknownQuestion { near, .. } | AnswerError::UnknownAnswer { near, .. } => near.as_deref(),
            AnswerError::NotAsked { asked, .. } => Some(asked),
            _ => None,
        }
    }

    /// The code that the same mistake has in a file.
    fn finding(&self) -> Code {
        match self {
            AnswerError::UnknownQuestion { .. } | AnswerError::NotAsked { .. } | AnswerError::NothingAsked => {
                Code::UnknownName
            }
            AnswerError::UnknownAnswer { .. } | AnswerError::UnclearAnswer { .. } => Code::UnknownAnswer,
            AnswerError::WrongType { .. } | AnswerError::UnclearNumber { .. } => Code::WrongType,
            AnswerError::TooMany { .. } | AnswerError::OutOfRange { .. } => Code::OutOfRange,
        }
    }

    /// An answer of another type than the question takes; `given` is what was answered, if that can be told.
    pub(crate) fn wrong_type(question: &Question, found: String, given: &[&str]) -> Self {
        let (wanted, help) = (wanted(&question.kind), Hint::of(question, given));
        AnswerError::WrongType { question: question.id.clone(), wanted, found, help: help.map(Box::new) }
    }

    /// As [`AnswerError::help`], for somebody who writes answers in this notation.
    ///
    /// ```
    /// use leadership_advisor::{Notation, Rulebook};
    ///
    /// let mistake = Rulebook::builtin().answers().set("hurts", "apart").expect_err("it takes a list");
    /// assert_eq!(mistake.help(), Some("write `[apart]`"));
    /// assert_eq!(mistake.help_in(Notation::Json), Some("write `[\"apart\"]`"));
    /// ```
    pub fn help_in(&self, notation: Notation) -> Option<&str> {
        match self {
            AnswerError::WrongType { help, .. } => help.as_ref().map(|hint| hint.written(notation)),
            _ => self.help(),
        }
    }

    /// What to do about it, where more can be said than the message says.
    pub fn help(&self) -> Option<&str> {
        match self {
            AnswerError::UnknownQuestion { help, .. } | AnswerError::UnknownAnswer { help, .. } => help.as_deref(),
            AnswerError::WrongType { help, .. } => help.as_ref().map(|hint| hint.written(Notation::Yaml)),
            AnswerError::UnclearNumber { help, .. } | AnswerError::NotAsked { help, .. } => Some(help),
            AnswerError::UnclearAnswer { .. } => Some("write ids, joined by `|` where there are several"),
            AnswerError::TooMany { .. } => Some("keep the most important ones"),
            AnswerError::OutOfRange { .. } => Some("look at the unit of the question"),
            AnswerError::NothingAsked => None,
        }
    }

    pub(crate) fn at(&self, span: Span, notation: Notation) -> Diagnostic {
        let finding = Diagnostic::new(self.finding(), span, self.to_string());
        match self.help_in(notation) {
            Some(help) => finding.help(help),
            None => finding,
        }
    }
}

/// That no question has this id, with what became of it or a near one.
pub(crate) fn unknown_question(questions: &Table<Question>, former: &[Former], id: &str) -> AnswerError {
    let known = || questions.rows().iter().map(|question| question.id.as_str());
    let few: Vec<&str> = known().take(near::MOST_NAMES).collect();
    let near = near::nearest(id, &few).map(str::to_owned);
    let help = asked_formerly(former, id).or_else(|| near::suggestion(id, known()));
    AnswerError::UnknownQuestion { question: id.to_owned(), near, help }
}

/// What became of a question that an older version asked.
fn asked_formerly(former: &[Former], question: &str) -> Option<String> {
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
fn wanted(kind: &QuestionKind) -> &'static str {
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
