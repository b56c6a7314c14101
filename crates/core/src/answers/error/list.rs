//! Several mistakes in one set of answers, and how each goes to another program.

use std::fmt;
use std::ops::Deref;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{AnswerError, Notation};

/// Everything that is wrong with some answers, in their order. It can be read like a slice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AnswerErrors(Vec<AnswerError>);

impl AnswerErrors {
    /// The mistakes, in the order of the answers.
    pub fn into_vec(self) -> Vec<AnswerError> {
        self.0
    }
}

impl Deref for AnswerErrors {
    type Target = [AnswerError];

    fn deref(&self) -> &[AnswerError] {
        &self.0
    }
}

impl FromIterator<AnswerError> for AnswerErrors {
    fn from_iter<I: IntoIterator<Item = AnswerError>>(errors: I) -> Self {
        AnswerErrors(errors.into_iter().collect())
    }
}

impl Extend<AnswerError> for AnswerErrors {
    fn extend<I: IntoIterator<Item = AnswerError>>(&mut self, errors: I) {
        self.0.extend(errors);
    }
}

impl IntoIterator for AnswerErrors {
    type Item = AnswerError;
    type IntoIter = std::vec::IntoIter<AnswerError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a AnswerErrors {
    type Item = &'a AnswerError;
    type IntoIter = std::slice::Iter<'a, AnswerError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for AnswerErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, error) in self.0.iter().enumerate() {
            f.write_str(if nth == 0 { "" } else { "; " })?;
            error.fmt(f)?;
            if let Some(help) = error.help() {
                write!(f, " ({help})")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for AnswerErrors {}

/// As `{"code", "question", "message", "near", "help"}`. What has no value is `null`. The help is written for a program that
/// sends JSON.
impl Serialize for AnswerError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut error = serializer.serialize_struct("AnswerError", 5)?;
        error.serialize_field("code", self.code().name())?;
        error.serialize_field("question", &self.question())?;
        error.serialize_field("message", &self.to_string())?;
        error.serialize_field("near", &self.near())?;
        error.serialize_field("help", &self.help_in(Notation::Json))?;
        error.end()
    }
}
