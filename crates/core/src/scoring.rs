//! Outcomes, points, margins and verdicts for many profiles, and nothing else: no reasons, no text, no allocation for a
//! profile.
//!
//! [`crate::Answers::evaluate`] explains one company. Whoever runs a rulebook over thousands compiles it once into a
//! [`Scorer`] and asks for results alone: [`Profile::score`] for one profile at a time, [`Batch::score`] for many side by
//! side, a bit for each. Both give what evaluation gives, to the point; the tests hold all of them against each other and
//! against a slow reading of the format.
//!
//! [`layout`] says how answers become bits, [`clauses`] how conditions become conjunctions of them; [`plan`] is the rulebook
//! in these terms. [`light`] carries a plan out for one profile, with a [`matcher`] for the rules of each decision. For many,
//! [`program`] makes it a [`circuit`] with few [`registers`], and [`block`] carries that out. [`sheet`] is what both leave
//! behind, and [`table`] turns its columns into slices. Explanations, proofs and questionnaires are deliberately not here.

mod layout;
mod clauses;
mod plan;
mod circuit;
mod registers;
mod sheet;
mod program;
mod block;
mod matcher;
mod light;
mod cells;
mod scores;
mod profile;
mod table;
mod batch;

use std::fmt;
use std::sync::{Arc, OnceLock};

pub use batch::{Batch, RowError};
pub use profile::{Profile, Scratch};
pub use scores::{Score, Scores};
pub use table::{DecisionColumns, OptionalColumn, ScoreTable};

use crate::answers::{Answer, AnswerError};
use crate::rulebook::{QuestionIx, Rulebook};
use cells::Cells;
use matcher::Matcher;
use plan::Plan;
use program::Program;

/// A rulebook compiled for many profiles. Made by [`Rulebook::scorer`]; cheap to clone and to share between threads.
///
/// ```
/// use leadership_advisor::{Rulebook, Scratch};
///
/// let scorer = Rulebook::builtin().scorer();
/// let mut scratch = Scratch::default();
/// let mut profile = scorer.profile();
/// profile.set("stage", "scaling")?;
/// profile.set("hurts", ["fight", "closing"])?;
/// for score in profile.score(&mut scratch).decisions() {
///     let outcome: Vec<&str> = score.outcome().map(|option| option.id.as_str()).collect();
///     println!("{}: {} ({})", score.decision().id, outcome.join(" and "), score.verdict());
/// }
/// # Ok::<(), leadership_advisor::AnswerError>(())
/// ```
#[derive(Clone)]
pub struct Scorer {
    inner: Arc<Inner>,
}

struct Inner {
    rulebook: Rulebook,
    plan: Plan,
    cells: Cells,
    /// What each of the two ways needs besides, made when it is first gone.
    matchers: OnceLock<Vec<Matcher>>,
    program: OnceLock<Program>,
}

impl Rulebook {
    /// Compiles the rulebook for many profiles. That takes far longer than to score one of them, so keep the result.
    pub fn scorer(&self) -> Scorer {
        let plan = Plan::of(self.book());
        let cells = Cells::of(self.book(), &plan.layout);
        let (matchers, program) = (OnceLock::new(), OnceLock::new());
        Scorer { inner: Arc::new(Inner { rulebook: self.clone(), plan, cells, matchers, program }) }
    }
}

impl Scorer {
    /// The rulebook that it scores by.
    pub fn rulebook(&self) -> &Rulebook {
        &self.inner.rulebook
    }

    /// A profile in which nothing is known yet.
    pub fn profile(&self) -> Profile {
        Profile::new(self.clone())
    }

    /// An empty batch whose rows hold answers to these questions, in this order.
    ///
    /// # Errors
    /// For the first column that names no question.
    pub fn batch<C: AsRef<str>>(&self, columns: impl IntoIterator<Item = C>) -> Result<Batch, AnswerError> {
        let columns: Result<Vec<QuestionIx>, AnswerError> =
            columns.into_iter().map(|id| self.rulebook().find_question(id.as_ref())).collect();
        Ok(Batch::new(self.clone(), columns?))
    }

    /// Puts an answer into the bytes of a profile.
    fn set(&self, question: &str, answer: &Answer, bytes: &mut [u8]) -> Result<(), AnswerError> {
        let ix = self.rulebook().find_question(question)?;
        let given = answer.check(&self.rulebook().book().questions[ix])?;
        self.inner.plan.layout.write(ix, given, bytes);
        Ok(())
    }

    fn matchers(&self) -> &[Matcher] {
        self.inner.matchers.get_or_init(|| self.inner.plan.decisions.iter().map(Matcher::of).collect())
    }

    fn program(&self) -> &Program {
        self.inner.program.get_or_init(|| Program::of(&self.inner.plan))
    }
}

impl fmt::Debug for Scorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scorer").field("rulebook", self.rulebook()).finish_non_exhaustive()
    }
}
