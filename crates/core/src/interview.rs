//! The questionnaire as a state machine without a terminal, so that a web page or a bot can put its own face on it.
//!
//! It knows which question comes next, takes answers and "I don't know", goes back as often as wanted, and counts. It
//! draws nothing, saves nothing and asks nobody.

use crate::analysis::Budget;
use crate::answers::{Answer, AnswerError, Answers};
use crate::evaluation::Evaluation;
use crate::rulebook::{Question, Rulebook, Section};
use crate::table::{Ix, Table};
use crate::truth::Truth;

/// A questionnaire in progress.
///
/// ```
/// use leadership_advisor::{Interview, Rulebook};
///
/// let mut interview = Interview::new(Rulebook::builtin().answers());
/// while let Some(question) = interview.question() {
///     // Show question.ask and question.answers(); here, nobody knows anything.
///     interview.skip();
/// }
/// let evaluation = interview.answers().evaluate();
/// assert!(evaluation.decisions().all(|result| result.outcome.is_empty()));
/// ```
#[derive(Clone, Debug)]
pub struct Interview {
    answers: Answers,
    /// Questions that were passed over. They stay open, and are not asked again by themselves.
    skipped: Table<Question, bool>,
    /// The questions dealt with, in the order in which they were.
    past: Vec<Ix<Question>>,
    /// The question in front of the person, if any is left.
    current: Option<Ix<Question>>,
    /// All questions in the order of asking: by section, then as listed.
    order: Vec<Ix<Question>>,
    /// Whether questions that cannot matter any more are asked, too.
    all: bool,
}

/// How far the proof that a question cannot matter may go. What is not proved is asked.
const PATIENCE: Budget = Budget(300);

/// How far an interview has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The number of the current question, counted from 1.
    pub at: usize,
    /// How many questions there are at most. It falls when an answer makes others needless.
    pub of: usize,
}

impl Interview {
    /// Begins, or goes on with what has been answered already. Asks only what can still matter to some decision.
    pub fn new(answers: Answers) -> Self {
        Interview::begin(answers, false)
    }

    /// The same, asking everything that applies, whether it can still matter or not.
    pub fn asking_all(answers: Answers) -> Self {
        Interview::begin(answers, true)
    }

    fn begin(answers: Answers, all: bool) -> Self {
        let book = answers.rulebook().book();
        let section = |ix: &Ix<Question>| {
            let id = book.questions[*ix].section.as_deref();
            book.sections.iter().position(|section| Some(section.id.as_str()) == id)
        };
        let mut order: Vec<_> = book.questions.indices().collect();
        order.sort_by_key(section);
        let skipped = book.questions.column(|_| false);
        let mut interview = Interview { skipped, past: Vec::new(), current: None, order, all, answers };
        // What was answered before counts as past, so that `back` leads there.
        let evaluation = interview.answers.evaluate();
        interview.past = interview.order.iter().copied().filter(|ix| interview.is_answered(*ix, &evaluation)).collect();
        interview.current = interview.next_open();
        interview
    }

    /// The answers so far.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The rulebook that asks.
    pub fn rulebook(&self) -> &Rulebook {
        self.answers.rulebook()
    }

    /// The question to put next, or `None` if none is left.
    pub fn question(&self) -> Option<&Question> {
        self.current.map(|ix| &self.rulebook().book().questions[ix])
    }

    /// The section of the question to put next.
    pub fn section(&self) -> Option<&Section> {
        let id = self.question()?.section.as_deref()?;
        self.rulebook().sections().iter().find(|section| section.id == id)
    }

    /// Answers the current question and goes on to the next open one.
    ///
    /// # Errors
    /// If the question does not take this answer. Nothing is changed then, and the question stays.
    pub fn answer(&mut self, answer: impl Into<Answer>) -> Result<(), AnswerError> {
        let Some(ix) = self.current else { return Ok(()) };
        let id = self.rulebook().book().questions[ix].id.clone();
        self.answers.set(&id, answer)?;
        self.skipped[ix] = false;
        self.go_on(ix);
        Ok(())
    }

    /// Leaves the current question open ("I don't know"), taking back an earlier answer to it, and goes on.
    pub fn skip(&mut self) {
        let Some(ix) = self.current else { return };
        let id = self.rulebook().book().questions[ix].id.clone();
        // The question exists, so taking its answer back cannot fail.
        let _ = self.answers.clear(&id);
        self.skipped[ix] = true;
        self.go_on(ix);
    }

    /// Goes back to the question before, with its answer kept until another is given. `false` at the first one.
    pub fn back(&mut self) -> bool {
        let evaluation = self.answers.evaluate();
        while let Some(ix) = self.past.pop() {
            if Some(ix) != self.current && evaluation.asked_of(ix) == Truth::True {
                self.current = Some(ix);
                return true;
            }
        }
        false
    }

    /// Where the interview stands.
    pub fn progress(&self) -> Progress {
        let evaluation = self.answers.evaluate();
        let dealt_with = |ix: &Ix<Question>| {
            Some(*ix) != self.current && (self.is_answered(*ix, &evaluation) || self.is_skipped(*ix, &evaluation))
        };
        let may_come = |ix: &Ix<Question>| evaluation.asked_of(*ix) != Truth::False;
        let before = self.order.iter().filter(|ix| dealt_with(ix)).count();
        // What depends on a question that was skipped will not come: skipped questions are not asked again.
        let of = self.order.iter().filter(|ix| may_come(ix)).count();
        Progress { at: before + 1, of }
    }

    fn go_on(&mut self, from: Ix<Question>) {
        self.past.retain(|past| *past != from);
        self.past.push(from);
        self.current = self.next_open();
    }

    fn next_open(&self) -> Option<Ix<Question>> {
        let evaluation = self.answers.evaluate();
        let is_open = |ix: &Ix<Question>| {
            evaluation.asked_of(*ix) == Truth::True && self.answers.given()[*ix].is_none() && !self.skipped[*ix]
        };
        let book = self.rulebook().book();
        let decisions: Vec<&str> = book.decisions.rows().iter().map(|decision| decision.id.as_str()).collect();
        let can_matter = |ix: &Ix<Question>| {
            self.all || evaluation.can_matter(&book.questions[*ix].id, &decisions, PATIENCE) != Some(false)
        };
        self.order.iter().copied().filter(is_open).find(can_matter)
    }

    fn is_answered(&self, ix: Ix<Question>, evaluation: &Evaluation) -> bool {
        evaluation.asked_of(ix) == Truth::True && self.answers.given()[ix].is_some()
    }

    fn is_skipped(&self, ix: Ix<Question>, evaluation: &Evaluation) -> bool {
        evaluation.asked_of(ix) == Truth::True && self.skipped[ix]
    }
}
