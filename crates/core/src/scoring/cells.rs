//! Answers as the cells of a table: from the text of a cell to the bytes of a profile, without an allocation for a cell that
//! is as it should be. What is not goes the way of every other answer, so that there is one reading and one set of errors.

use super::layout::Layout;
use crate::answers::{Answer, AnswerError};
use crate::rulebook::{Book, Given, NO, Question, QuestionIx, QuestionKind, YES};
use crate::set::Set;
use crate::table::Table;

/// For each question the ids of its answers in alphabetical order, and where each stands in the rulebook.
#[derive(Debug)]
pub(super) struct Cells {
    ids: Table<Question, Vec<(Box<str>, usize)>>,
    /// The bytes of each answer to a choice, one answer after the other.
    codes: Table<Question, Vec<u8>>,
}

impl Cells {
    pub(super) fn of(book: &Book, layout: &Layout) -> Cells {
        let ids = book.questions.column(|question| {
            let answers = book.questions[question].answers().iter().enumerate();
            let mut ids: Vec<(Box<str>, usize)> = answers.map(|(at, answer)| (answer.id.as_str().into(), at)).collect();
            ids.sort_unstable();
            ids
        });
        let codes = book.questions.column(|question| match &book.questions[question].kind {
            QuestionKind::Choice { answers, .. } => {
                (0..answers.len()).flat_map(|at| layout.encode(question, Given::Choice(at))).collect()
            }
            _ => Vec::new(),
        });
        Cells { ids, codes }
    }

    /// Puts the answer that a cell holds into the bytes of a profile; an empty cell is unknown.
    pub(super) fn read(
        &self,
        book: &Book,
        layout: &Layout,
        ix: QuestionIx,
        cell: &str,
        bytes: &mut [u8],
    ) -> Result<(), AnswerError> {
        if cell.is_empty() {
            return Ok(());
        }
        let question = &book.questions[ix];
        if let QuestionKind::Choice { .. } = question.kind
            && let Some(at) = self.position(ix, cell)
        {
            let own = bytes.get_mut(layout.bytes(ix)).unwrap_or_default();
            let codes = self.codes[ix].get(at * own.len()..(at + 1) * own.len());
            codes.into_iter().for_each(|codes| own.copy_from_slice(codes));
            return Ok(());
        }
        let given = match self.plain(question, ix, cell) {
            Some(given) => given,
            None => match cell.trim() {
                "" => return Ok(()),
                // `1,200` or `2m` may be a person's way of writing, but in a table it is as likely a slip.
                text if matches!(question.kind, QuestionKind::Number { .. }) => {
                    let wrong = |_| AnswerError::mismatch(question, &format!("`{text}`"));
                    Answer::Number(text.parse().map_err(wrong)?).check(question)?
                }
                text => Answer::from_text(question, text)?.check(question)?,
            },
        };
        layout.write(ix, given, bytes);
        Ok(())
    }

    fn position(&self, ix: QuestionIx, id: &str) -> Option<usize> {
        let ids = &self.ids[ix];
        let at = ids.binary_search_by(|(known, _)| known.as_bytes().cmp(id.as_bytes())).ok()?;
        ids.get(at).map(|(_, position)| *position)
    }

    /// What most cells hold. Anything that is written otherwise, or wrong, is left to the usual reading.
    fn plain(&self, question: &Question, ix: QuestionIx, cell: &str) -> Option<Given> {
        match &question.kind {
            QuestionKind::Choice { .. } => None,
            QuestionKind::YesNo => match cell {
                "yes" | "true" => Some(Given::Choice(YES)),
                "no" | "false" => Some(Given::Choice(NO)),
                _ => None,
            },
            QuestionKind::Number { min, max, .. } => {
                let number = cell.parse().ok()?;
                let fits = min.is_none_or(|min| min <= number) && max.is_none_or(|max| number <= max);
                fits.then_some(Given::Number(number))
            }
            QuestionKind::Many { at_most, .. } => {
                let mut members = Set::default();
                for id in cell.split('|') {
                    members.insert(self.position(ix, id)?);
                }
                at_most.is_none_or(|most| members.len() <= most).then_some(Given::Many(members))
            }
        }
    }
}
