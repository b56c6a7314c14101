//! Numbers as spreadsheets write them, in which a comma and a point change their places from country to country.

use crate::answers::{Answer, AnswerError};
use crate::rulebook::{Question, QuestionKind};

/// What stands before the tenths of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecimalMark {
    /// `1,200.50`
    Point,
    /// `1.200,50`
    Comma,
}

/// Reads a number, and says whether a mark in it stands between groups of three digits. Without a decimal mark only what is
/// one number in either way of writing is taken.
pub(super) fn read(
    question: &Question,
    text: &str,
    decimal: Option<DecimalMark>,
) -> Result<(Answer, bool), AnswerError> {
    let unit = match &question.kind {
        QuestionKind::Number { unit, .. } => unit.to_lowercase(),
        _ => String::new(),
    };
    // A share is counted in percent.
    let is_share = unit.contains('%') || unit.contains("percent");
    let amount = if is_share { text.trim_end_matches(['%', ' ']) } else { text };
    let (commas, points) = (amount.matches(',').count(), amount.matches('.').count());
    let mark = match decimal.or_else(|| own_mark(amount, commas, points)) {
        Some(mark) => mark,
        None => return Err(two_ways(question, text)),
    };
    let plain = match mark {
        DecimalMark::Point => amount.to_owned(),
        DecimalMark::Comma => amount.chars().map(swapped).collect(),
    };
    let answer = Answer::from_text(question, &plain).map_err(|error| match error {
        // The reader is shown what was written.
        AnswerError::UnclearNumber { question, problem, help, .. } => {
            AnswerError::UnclearNumber { question, text: text.to_owned(), problem, help }
        }
        error => error,
    })?;
    let groups = match mark {
        DecimalMark::Point => commas,
        DecimalMark::Comma => points,
    };
    Ok((answer, groups > 0))
}

/// The decimal mark that a number shows by itself. `None` where it may be either.
fn own_mark(text: &str, commas: usize, points: usize) -> Option<DecimalMark> {
    let behind = |mark: char| text.rsplit(mark).next().unwrap_or_default();
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    match (commas, points) {
        // The last mark is the decimal one where there are both.
        (1.., 1..) => Some(match behind(',').contains('.') {
            true => DecimalMark::Point,
            false => DecimalMark::Comma,
        }),
        (2.., _) | (0, 0) => Some(DecimalMark::Point),
        (_, 2..) => Some(DecimalMark::Comma),
        // Three digits behind the only mark may be a group or thousandths, if it could be the first group.
        (1, _) if digits(behind(',')) == 3 && is_first_group(text, ',') => None,
        (_, 1) if digits(behind('.')) == 3 && is_first_group(text, '.') => None,
        (1, _) => Some(DecimalMark::Comma),
        (_, 1) => Some(DecimalMark::Point),
    }
}

/// Whether what stands before a mark may be the first group of a number.
fn is_first_group(text: &str, mark: char) -> bool {
    let before = text.split(mark).next().unwrap_or_default();
    let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
    (1..=3).contains(&digits)
}

fn swapped(c: char) -> char {
    match c {
        ',' => '.',
        '.' => ',',
        c => c,
    }
}

fn two_ways(question: &Question, text: &str) -> AnswerError {
    AnswerError::UnclearNumber {
        question: question.id.clone(),
        text: text.to_owned(),
        problem: "can be read in two ways",
        help: "write digits alone, or say `--decimal point` where 1,200 is twelve hundred, `--decimal comma` where \
               1.200 is"
            .to_owned(),
    }
}
