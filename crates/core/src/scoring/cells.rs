//! Answers as the cells of a table: from the text of a cell to the bytes of a profile, without an allocation for a cell that
//! is as it should be. What is not goes the way of every other answer, so that there is one reading and one set of errors.

use super::layout::Layout;
use crate::answers::{Answer, AnswerError};
use crate::rulebook::{Book, Given, NO, Question, QuestionIx, QuestionKind, YES};
use crate::set::Set;
use crate::table::Table;

/// For each question how its answers are found, and what they come to.
#[derive(Debug)]
pub(super) struct Cells(Table<Question, Reading>);

#[derive(Debug)]
struct Reading {
    /// The ids of the answers in alphabetical order, and where each stands in the rulebook.
    ids: Vec<(Box<str>, usize)>,
    /// A place at which no two ids have the same byte, and for each byte where the id that has it there stands in `ids`.
    telling: Option<(usize, Box<[u8; 256]>)>,
    /// The numbers from which on a test on a number comes out differently.
    breaks: Vec<i64>,
    /// The bytes of each answer to a choice, or of the numbers between each two breaks, one after the other.
    codes: Vec<u8>,
}

impl Cells {
    pub(super) fn of(book: &Book, layout: &Layout) -> Cells {
        Cells(book.questions.column(|ix| {
            let question = &book.questions[ix];
            let answers = question.answers().iter().enumerate();
            let mut ids: Vec<(Box<str>, usize)> = answers.map(|(at, answer)| (answer.id.as_str().into(), at)).collect();
            ids.sort_unstable();
            let telling = telling(&ids);
            let breaks = layout.breaks(ix);
            let codes = match &question.kind {
                QuestionKind::Choice { answers, .. } => {
                    (0..answers.len()).flat_map(|at| layout.encode(ix, Given::Choice(at))).collect()
                }
                QuestionKind::Number { .. } => {
                    let numbers = [i64::MIN].into_iter().chain(breaks.iter().copied());
                    numbers.flat_map(|number| layout.encode(ix, Given::Number(number))).collect()
                }
                QuestionKind::YesNo | QuestionKind::Many { .. } => Vec::new(),
            };
            Reading { ids, telling, breaks, codes }
        }))
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
        if let Some(class) = self.class(question, ix, cell) {
            let own = bytes.get_mut(layout.bytes(ix)).unwrap_or_default();
            let codes = &self.0[ix].codes;
            match own {
                [own] => codes.get(class).into_iter().for_each(|code| *own = *code),
                own => {
                    let codes = codes.get(class * own.len()..(class + 1) * own.len());
                    codes.into_iter().for_each(|codes| own.copy_from_slice(codes));
                }
            }
            return Ok(());
        }
        let given = match self.plain(question, ix, cell) {
            Some(given) => given,
            None => match cell.trim() {
                "" => return Ok(()),
                // `1,200` or `2m` may be a person's way of writing, but in a table it is as likely a slip.
                text if matches!(question.kind, QuestionKind::Number { .. }) => {
                    let wrong = |_| AnswerError::wrong_type(question, format!("`{text}`"), &[text]);
                    // A column with a gap in it makes `45.0` of 45 in many programs. Two zeros more may be thousands.
                    let whole = text.strip_suffix(".0").unwrap_or(text);
                    Answer::Number(whole.parse().map_err(wrong)?).check(question)?
                }
                text => Answer::from_text(question, text)?.check(question)?,
            },
        };
        layout.write(ix, given, bytes);
        Ok(())
    }

    /// Which of a question's codes a plain cell has: the place of the answer to a choice, or of a number among the breaks.
    fn class(&self, question: &Question, ix: QuestionIx, cell: &str) -> Option<usize> {
        match question.kind {
            QuestionKind::Choice { .. } => self.position(ix, cell),
            QuestionKind::Number { min, max, .. } => {
                let number: i64 = cell.parse().ok()?;
                let fits = min.is_none_or(|min| min <= number) && max.is_none_or(|max| number <= max);
                // Counted and not searched: there are few, and it takes no branch.
                fits.then(|| self.0[ix].breaks.iter().filter(|from| **from <= number).count())
            }
            QuestionKind::YesNo | QuestionKind::Many { .. } => None,
        }
    }

    fn position(&self, ix: QuestionIx, id: &str) -> Option<usize> {
        let Reading { ids, telling, .. } = &self.0[ix];
        if let Some((place, by_byte)) = telling {
            let at = by_byte.get(usize::from(byte(id, *place)))?;
            return ids.get(usize::from(*at)).filter(|(known, _)| **known == *id).map(|(_, position)| *position);
        }
        let at = ids.binary_search_by(|(known, _)| known.as_bytes().cmp(id.as_bytes())).ok()?;
        ids.get(at).map(|(_, position)| *position)
    }

    /// What most other cells hold. Anything that is written otherwise, or wrong, is left to the usual reading.
    fn plain(&self, question: &Question, ix: QuestionIx, cell: &str) -> Option<Given> {
        match &question.kind {
            QuestionKind::Choice { .. } | QuestionKind::Number { .. } => None,
            QuestionKind::YesNo => match cell {
                "yes" | "true" => Some(Given::Choice(YES)),
                "no" | "false" => Some(Given::Choice(NO)),
                _ => None,
            },
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

/// The first place at which the ids differ from each other, if there is one.
fn telling(ids: &[(Box<str>, usize)]) -> Option<(usize, Box<[u8; 256]>)> {
    let longest = ids.iter().map(|(id, _)| id.len()).max()?;
    (0..longest).find_map(|place| {
        let mut by_byte = Box::new([0; 256]);
        let mut seen = Set::default();
        for (at, (id, _)) in ids.iter().enumerate() {
            let byte = usize::from(byte(id, place));
            if seen.contains(byte) {
                return None;
            }
            seen.insert(byte);
            *by_byte.get_mut(byte)? = u8::try_from(at).ok()?;
        }
        Some((place, by_byte))
    })
}

/// The byte at a place; 0, which is in no id, behind the end.
fn byte(id: &str, place: usize) -> u8 {
    id.as_bytes().get(place).copied().unwrap_or(0)
}
