//! One answer, in words.

use std::fmt;
use std::num::TryFromIntError;

use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Unexpected, Visitor};

use super::error::{AnswerError, answered_formerly};
use super::number;
use crate::near;
use crate::rulebook::{Given, NO, PossibleAnswer, Question, QuestionKind, YES};
use crate::set::Set;

/// An answer as people and files give it. Serialises as a string, a list of strings, a number or a boolean, and is read from
/// the same, so that a map of them is what programs exchange.
///
/// It converts from what stands for it in code: `"growth"`, `["brand", "leads"]`, `4200`, `true`. Its text is what
/// [`Answer::from_text`] reads. Any format of serde gives one, so this library needs none: for a `serde_json::Value`
/// that is `Answer::deserialize(&value)`.
///
/// ```
/// use leadership_advisor::Answer;
///
/// assert_eq!(Answer::from(["brand", "leads"]).to_string(), "brand|leads");
/// assert_eq!(Answer::from(true).to_string(), "yes");
///
/// use serde::Deserialize;
/// assert_eq!(Answer::deserialize(&serde_json::json!(["brand"]))?, Answer::from(["brand"]));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// The id of the answer to a *choice* question.
    Choice(String),
    /// The ids of the answers to a *many* question.
    Many(Vec<String>),
    /// The answer to a *number* question, in the question's unit.
    Number(i64),
    /// The answer to a *yes_no* question.
    YesNo(bool),
}

impl Answer {
    /// The words of a compiled answer.
    pub(crate) fn of(question: &Question, given: Given) -> Answer {
        let id = |position: usize| question.answers().get(position).map(|answer| answer.id.clone()).unwrap_or_default();
        match given {
            Given::Number(number) => Answer::Number(number),
            Given::Many(members) => Answer::Many(members.iter().map(id).collect()),
            Given::Choice(position) if question.kind == QuestionKind::YesNo => Answer::YesNo(position == YES),
            Given::Choice(position) => Answer::Choice(id(position)),
        }
    }

    /// What a person wrote, read as the question asks for it: an answer's id, several of them joined by `,` or `|`, a whole
    /// number as people write them (`1,200`, `750k`, `2.5m`), `yes` or `no`. Whether the question takes the answer is
    /// another matter: see [`Answers::set`](super::Answers::set).
    ///
    /// # Errors
    /// If a number cannot be read, or can be read in two ways, or the text is neither yes nor no.
    pub fn from_text(question: &Question, text: &str) -> Result<Answer, AnswerError> {
        Ok(match &question.kind {
            QuestionKind::Choice { .. } => Answer::Choice(text.to_owned()),
            QuestionKind::Many { .. } => {
                let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
                let members = inner.split([',', '|']).map(str::trim).filter(|member| !member.is_empty());
                Answer::Many(members.map(str::to_owned).collect())
            }
            QuestionKind::Number { unit, .. } => match number::read(text, unit) {
                Ok(number) => Answer::Number(number),
                Err((problem, help)) => {
                    let (question, text) = (question.id.clone(), text.to_owned());
                    return Err(AnswerError::UnclearNumber { question, text, problem, help });
                }
            },
            QuestionKind::YesNo => match text.to_ascii_lowercase().as_str() {
                "yes" | "y" | "true" => Answer::YesNo(true),
                "no" | "n" | "false" => Answer::YesNo(false),
                _ => return Err(AnswerError::wrong_type(question, format!("`{text}`"), &[text])),
            },
        })
    }

    /// The compiled answer, if the question takes this one.
    pub(crate) fn check(&self, question: &Question) -> Result<Given, AnswerError> {
        match (&question.kind, self) {
            (QuestionKind::Choice { .. }, Answer::Choice(id)) => Ok(Given::Choice(find(question, id)?)),
            (QuestionKind::YesNo, Answer::YesNo(yes)) => Ok(Given::Choice(if *yes { YES } else { NO })),
            // As in a file, where the words stand for themselves.
            (QuestionKind::YesNo, Answer::Choice(word)) => Answer::from_text(question, word)?.check(question),
            (QuestionKind::Many { at_most, .. }, Answer::Many(ids)) => {
                let mut members = Set::default();
                for id in ids {
                    members.insert(find(question, id)?);
                }
                match at_most {
                    Some(most) if members.len() > *most => {
                        Err(AnswerError::TooMany { question: question.id.clone(), at_most: *most })
                    }
                    _ => Ok(Given::Many(members)),
                }
            }
            (QuestionKind::Number { min, max, .. }, Answer::Number(number)) => {
                if min.is_some_and(|min| *number < min) || max.is_some_and(|max| *number > max) {
                    let question = question.id.clone();
                    return Err(AnswerError::OutOfRange { question, number: *number, min: *min, max: *max });
                }
                Ok(Given::Number(*number))
            }
            _ => {
                let own = self.to_string();
                let own: Vec<&str> = own.split([',', '|']).map(str::trim).collect();
                Err(AnswerError::wrong_type(question, self.kind().to_owned(), &own))
            }
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Answer::Choice(_) => "a word",
            Answer::Many(_) => "a list",
            Answer::Number(_) => "a number",
            Answer::YesNo(_) => "yes or no",
        }
    }
}

/// The position of an answer; an answer's label counts as a near name of its id.
pub(super) fn find(question: &Question, id: &str) -> Result<usize, AnswerError> {
    question.position(id).ok_or_else(|| {
        let labelled = |answer: &&PossibleAnswer| answer.label.eq_ignore_ascii_case(id.trim());
        let formerly = answered_formerly(question, id);
        let labelled = question.answers().iter().find(labelled).map(|answer| answer.id.clone());
        let known: Vec<&str> = question.answer_ids().collect();
        let near = labelled.or_else(|| near::nearest(id, &known).map(str::to_owned));
        let help = match &near {
            _ if formerly.is_some() => formerly,
            Some(near) => Some(format!("did you mean `{near}`?")),
            None => near::suggestion(id, known),
        };
        AnswerError::UnknownAnswer { question: question.id.clone(), answer: id.to_owned(), near, help }
    })
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Choice(id) => f.write_str(id),
            Answer::Many(ids) => f.write_str(&ids.join("|")),
            Answer::Number(number) => number.fmt(f),
            Answer::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
        }
    }
}

/// By hand, since a derived reading of such a type says of a mistake only that nothing fits.
impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a list of strings, a whole number, or true or false")
    }

    fn visit_str<E>(self, id: &str) -> Result<Answer, E> {
        Ok(Answer::from(id))
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Answer, E> {
        Ok(Answer::YesNo(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Answer, E> {
        Ok(Answer::Number(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Answer, E> {
        let too_large = |_| E::invalid_value(Unexpected::Unsigned(number), &"a number up to 9223372036854775807");
        i64::try_from(number).map(Answer::Number).map_err(too_large)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Answer, A::Error> {
        let mut ids = Vec::new();
        while let Some(id) = list.next_element()? {
            ids.push(id);
        }
        Ok(Answer::Many(ids))
    }
}

impl From<&str> for Answer {
    fn from(id: &str) -> Self {
        Answer::Choice(id.to_owned())
    }
}
impl From<&Answer> for Answer {
    fn from(answer: &Answer) -> Self {
        answer.clone()
    }
}
impl From<&String> for Answer {
    fn from(id: &String) -> Self {
        Answer::Choice(id.clone())
    }
}
impl From<String> for Answer {
    fn from(id: String) -> Self {
        Answer::Choice(id)
    }
}
macro_rules! from_integers {
    ($($kind:ty)+) => {$(
        impl From<$kind> for Answer {
            fn from(number: $kind) -> Self {
                Answer::Number(number.into())
            }
        }
    )+};
}

from_integers!(i8 i16 i32 i64 u8 u16 u32);

/// An integer that may be larger than the numbers that rulebooks count with.
macro_rules! try_from_integers {
    ($($kind:ty)+) => {$(
        impl TryFrom<$kind> for Answer {
            type Error = TryFromIntError;

            fn try_from(number: $kind) -> Result<Self, TryFromIntError> {
                i64::try_from(number).map(Answer::Number)
            }
        }
    )+};
}

try_from_integers!(u64 u128 usize i128 isize);

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        Answer::YesNo(yes)
    }
}
impl<S: Into<String>> From<Vec<S>> for Answer {
    fn from(ids: Vec<S>) -> Self {
        Answer::Many(ids.into_iter().map(Into::into).collect())
    }
}
impl<S: Into<String> + Clone> From<&[S]> for Answer {
    fn from(ids: &[S]) -> Self {
        Answer::Many(ids.iter().cloned().map(Into::into).collect())
    }
}
impl<S: Into<String>, const N: usize> From<[S; N]> for Answer {
    fn from(ids: [S; N]) -> Self {
        Answer::Many(ids.into_iter().map(Into::into).collect())
    }
}
