//! One profile at a time.

use super::Scorer;
use super::light::{self, Buffers};
use super::scores::Scores;
use crate::answers::{Answer, AnswerError, Answers};

/// The answers of one company, kept as what the rulebook's conditions make of them: a few bytes. See [`Scorer`].
#[derive(Clone)]
pub struct Profile {
    scorer: Scorer,
    bytes: Box<[u8]>,
}

/// Room to score profiles in, to be used again for the next one, of any rulebook.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    buffers: Buffers,
}

impl Profile {
    pub(super) fn new(scorer: Scorer) -> Self {
        let bytes = vec![0; scorer.inner.plan.layout.width].into();
        Profile { scorer, bytes }
    }

    /// Answers a question, in place of any earlier answer.
    ///
    /// # Errors
    /// As [`Answers::set`]. Nothing is changed then.
    pub fn set(&mut self, question: &str, answer: impl Into<Answer>) -> Result<(), AnswerError> {
        self.scorer.set(question, &answer.into(), &mut self.bytes)
    }

    /// Takes over all answers, in place of earlier ones to the same questions.
    ///
    /// # Errors
    /// As [`Answers::set`]; there are none if both belong to the same rulebook. Answers before the mistaken one are taken.
    pub fn set_all(&mut self, answers: &Answers) -> Result<(), AnswerError> {
        answers.iter().try_for_each(|(question, answer)| self.set(&question.id, answer))
    }

    /// Takes all answers back.
    pub fn clear(&mut self) {
        self.bytes.fill(0);
    }

    /// What the answers come to. Nothing is allocated once the scratch has been used for this rulebook.
    pub fn score<'s>(&'s self, scratch: &'s mut Scratch) -> Scores<'s> {
        light::score(&self.scorer.inner.plan, self.scorer.matchers(), &self.bytes, &mut scratch.buffers);
        Scores::single(&self.scorer, &scratch.buffers.decisions)
    }
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Profile").field("rulebook", self.scorer.rulebook()).finish_non_exhaustive()
    }
}
