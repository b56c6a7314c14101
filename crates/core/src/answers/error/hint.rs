//! What to write instead of an answer of the wrong type: the reader's own answer where it is one, in the reader's notation.

use crate::answers::Answer;
use crate::rulebook::{Question, QuestionKind};

/// How the reader of a message writes answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notation {
    /// In an answers file: `[brand, leads]`.
    Yaml,
    /// In JSON: `["brand","leads"]`.
    Json,
    /// In a cell of a table: `brand|leads`.
    Cell,
}

impl Notation {
    pub(super) fn written(self, answer: &Answer) -> String {
        let quoted = |id: &String| format!("\"{id}\"");
        match (self, answer) {
            (Notation::Yaml, Answer::Many(ids)) => format!("[{}]", ids.join(", ")),
            (Notation::Json, Answer::Many(ids)) => {
                format!("[{}]", ids.iter().map(quoted).collect::<Vec<_>>().join(","))
            }
            (Notation::Json, Answer::Choice(id)) => quoted(id),
            (Notation::Json, Answer::YesNo(yes)) => yes.to_string(),
            (_, answer) => answer.to_string(),
        }
    }
}

/// What the reader meant, as the question takes it; else its first answer. The flag says which of the two it is.
pub(super) fn example(question: &Question, given: &[&str]) -> (Option<Answer>, bool) {
    let known: Vec<String> =
        given.iter().filter(|id| question.position(id).is_some()).map(|id| (*id).to_owned()).collect();
    let own = !known.is_empty() && known.len() == given.len();
    let first = || question.answers().first().map(|answer| answer.id.clone());
    match (&question.kind, given) {
        (QuestionKind::Many { .. }, _) if own => (Some(Answer::Many(known)), true),
        (QuestionKind::Many { .. }, _) => (first().map(|id| Answer::Many(vec![id])), false),
        (QuestionKind::Choice { .. }, [_]) if own => (known.into_iter().next().map(Answer::Choice), true),
        (QuestionKind::Choice { .. }, _) => (known.into_iter().next().or_else(first).map(Answer::Choice), false),
        (QuestionKind::Number { .. }, [text]) => match text.trim().parse() {
            Ok(number) => (Some(Answer::Number(number)), true),
            Err(_) => (None, false),
        },
        (QuestionKind::YesNo, [word]) => match word.trim().to_ascii_lowercase().as_str() {
            "1" => (Some(Answer::YesNo(true)), true),
            "0" => (Some(Answer::YesNo(false)), true),
            _ => (None, false),
        },
        (QuestionKind::Number { .. } | QuestionKind::YesNo, _) => (None, false),
    }
}
