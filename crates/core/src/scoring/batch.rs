//! Many profiles side by side.

use serde::Serialize;

use super::Scorer;
use super::block::{Block, turn};
use super::program::Program;
use super::scores::Scores;
use super::sheet::{Column, Columns, LANES};
use super::table::ScoreTable;
use crate::answers::{Answer, AnswerErrors, Answers};
use crate::rulebook::{Decision, QuestionIx};
use crate::unknown::UnknownItem;

/// Profiles to be scored together: rows of a table whose columns are questions. Made by [`Scorer::batch`].
///
/// The profiles are worked on in blocks of 512, a bit for each. To stream, fill a batch with some thousands, score it,
/// [`Batch::clear`] it and fill it again: nothing is allocated from the second time on.
///
/// ```
/// use leadership_advisor::Rulebook;
///
/// let scorer = Rulebook::builtin().scorer();
/// let mut batch = scorer.batch(["stage", "hurts"])?;
/// batch.push(["scaling", "fight|closing"])?;
/// batch.push(["searching", ""])?;
/// let mut verdicts = Vec::new();
/// batch.score(|scores| verdicts.extend(scores.decision("leadership").map(|score| score.verdict())));
/// assert_eq!(verdicts.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Batch {
    scorer: Scorer,
    columns: Vec<QuestionIx>,
    /// Blocks of profiles; in each the first byte of all of them, then the second, and so on. Those of a block that is full
    /// are turned into bits.
    bytes: Vec<u8>,
    rows: usize,
    row: Vec<u8>,
    block: Block,
    /// The last block turned into bits, where it is not full.
    rest: Vec<u8>,
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RowError {
    /// More or fewer cells than the batch has columns.
    #[error("{cells} cells, where there are {columns} columns")]
    Cells {
        /// How many columns there are.
        columns: usize,
        /// How many cells the row has.
        cells: usize,
    },
    /// Answers that their questions do not take: all of them.
    #[error("{errors}")]
    Answers {
        /// What is wrong with each.
        errors: AnswerErrors,
    },
}

impl Batch {
    pub(super) fn new(scorer: Scorer, columns: Vec<QuestionIx>) -> Self {
        let row = vec![0; scorer.inner.plan.layout.width];
        Batch { scorer, columns, bytes: Vec::new(), rows: 0, row, block: Block::default(), rest: Vec::new() }
    }

    /// Adds a profile whose answers are written in cells, in the order of the columns: an answer's id, several of them joined
    /// by `|`, a whole number, `yes` or `no`. An empty cell is unknown.
    ///
    /// # Errors
    /// Everything that is wrong with the row. It is not added then.
    pub fn push<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<(), RowError> {
        self.row.fill(0);
        let mut found = 0;
        let mut errors = AnswerErrors::default();
        let super::Inner { rulebook, plan, cells: reading, .. } = &*self.scorer.inner;
        for cell in cells {
            if let Some(question) = self.columns.get(found) {
                let cell = cell.as_ref();
                errors.extend(reading.read(rulebook.book(), &plan.layout, *question, cell, &mut self.row).err());
            }
            found += 1;
        }
        if found != self.columns.len() {
            return Err(RowError::Cells { columns: self.columns.len(), cells: found });
        }
        self.push_row(errors)
    }

    /// Adds a profile by its answers and the ids of their questions, whatever the columns are: from a map, or anything that
    /// gives such pairs.
    ///
    /// # Errors
    /// Everything that is wrong with the answers. The profile is not added then.
    pub fn push_pairs<Q: AsRef<str>, A: Into<Answer>>(
        &mut self,
        answers: impl IntoIterator<Item = (Q, A)>,
    ) -> Result<(), RowError> {
        self.row.fill(0);
        let set = |(question, answer): (Q, A)| self.scorer.set(question.as_ref(), &answer.into(), &mut self.row).err();
        let errors = answers.into_iter().filter_map(set).collect();
        self.push_row(errors)
    }

    /// Adds a profile by its answers, whatever the columns are.
    ///
    /// # Errors
    /// If they are answers to another rulebook that this one does not take: everything that is wrong with them.
    pub fn push_answers(&mut self, answers: &Answers) -> Result<(), RowError> {
        if !answers.rulebook().same_as(self.scorer.rulebook()) {
            return self.push_pairs(answers.iter().map(|(question, answer)| (&question.id, answer)));
        }
        self.row.fill(0);
        let layout = &self.scorer.inner.plan.layout;
        for (question, given) in answers.given().iter() {
            if let Some(given) = given {
                layout.write(question, *given, &mut self.row);
            }
        }
        self.push_row(AnswerErrors::default())
    }

    fn push_row(&mut self, errors: AnswerErrors) -> Result<(), RowError> {
        if !errors.is_empty() {
            return Err(RowError::Answers { errors });
        }
        let (block, lane) = (self.rows / LANES, self.rows % LANES);
        let size = self.row.len() * LANES;
        if lane == 0 {
            self.bytes.resize((block + 1) * size, 0);
        }
        let block = self.bytes.get_mut(block * size..).unwrap_or_default();
        let columns = block.as_chunks_mut::<LANES>().0;
        for (column, byte) in columns.iter_mut().zip(&self.row) {
            column.get_mut(lane).into_iter().for_each(|own| *own = *byte);
        }
        if lane == LANES - 1 {
            columns.iter_mut().for_each(turn);
        }
        self.rows += 1;
        Ok(())
    }

    /// How many profiles it holds.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Takes all profiles out.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.rows = 0;
    }

    /// Scores the profiles, and calls `each` with the results of every one of them, in order.
    pub fn score(&mut self, mut each: impl FnMut(Scores<'_>)) {
        self.blocks(|scorer, program, sheet, profiles| {
            (0..profiles).for_each(|lane| each(Scores::lane(scorer, &program.decisions, sheet, lane)));
        });
    }

    /// Scores the profiles, and puts the results for these decisions into a table, by column: faster than
    /// [`Batch::score`] where many are to be counted, sorted or written out. What the table held before is gone.
    ///
    /// ```
    /// use leadership_advisor::{Rulebook, ScoreTable, Verdict};
    ///
    /// let mut batch = Rulebook::builtin().scorer().batch(["stage"])?;
    /// batch.push(["scaling"])?;
    /// batch.push([""])?;
    /// let mut table = ScoreTable::default();
    /// batch.tabulate(["leadership"], &mut table)?;
    /// let leadership = table.decision("leadership").expect("it was asked for");
    /// let open = leadership.verdicts().iter().filter(|verdict| **verdict == Verdict::NotEnoughKnown).count();
    /// let outcomes: Vec<Option<u16>> = leadership.outcomes().iter().collect();
    /// assert_eq!(outcomes.iter().filter(|outcome| outcome.is_none()).count(), open);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the rulebook has no decision of such an id.
    pub fn tabulate<I: AsRef<str>>(
        &mut self,
        decisions: impl IntoIterator<Item = I>,
        table: &mut ScoreTable,
    ) -> Result<(), UnknownItem> {
        let book = self.scorer.rulebook().clone();
        let found = decisions.into_iter().map(|id| book.find_decision(id.as_ref()));
        let found: Vec<_> = found.collect::<Result<_, _>>()?;
        let wanted: Vec<&Decision> = found.iter().map(|ix| &book.book().decisions[*ix]).collect();
        table.begin(&wanted);
        self.blocks(|_, program, sheet, profiles| {
            let columns: Vec<&Columns> = found.iter().filter_map(|ix| program.decisions.get(ix.position())).collect();
            table.extend(&columns, sheet, profiles);
        });
        Ok(())
    }

    /// Scores block by block, and calls `each` with the results and the number of profiles of each.
    fn blocks(&mut self, mut each: impl FnMut(&Scorer, &Program, &[Column], usize)) {
        let Batch { scorer, bytes, rows, row, block, rest, .. } = self;
        let program = scorer.program();
        let size = row.len() * LANES;
        for first in (0..*rows).step_by(LANES) {
            let start = first / LANES * size;
            let mut profiles = bytes.get(start..start + size).unwrap_or_default();
            if *rows - first < LANES {
                rest.clear();
                rest.extend_from_slice(profiles);
                rest.as_chunks_mut::<LANES>().0.iter_mut().for_each(turn);
                profiles = rest;
            }
            block.score(program, profiles);
            each(scorer, program, &block.sheet, LANES.min(*rows - first));
        }
    }
}

impl std::fmt::Debug for Batch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batch").field("scorer", &self.scorer).field("rows", &self.rows).finish_non_exhaustive()
    }
}
