//! The questionnaire as a state machine without a terminal, so that a web page or a bot can put its own face on it.
//!
//! It knows which question comes next, takes answers and "I don't know", goes back and to any earlier answer, says what is
//! settled, and counts. It draws nothing, saves nothing and asks nobody.
//!
//! Questions come section by section. The main decisions come first: as long as they are open, the question of a section
//! that leaves least in doubt about them is put first; what only the other decisions need is asked in the author's order,
//! once [`Interview::go_on`] is called. Where nothing is taken back, the questions that may still come only become fewer, so
//! each is looked at again only as long as it may.

mod progress;
mod state;

pub use progress::{Progress, Remainder};
pub use state::InterviewState;

use serde::{Deserialize, Serialize};

use crate::analysis::{Budget, Stakes, Ternary};
use crate::answers::{Answer, AnswerError, Answers};
use crate::evaluation::Evaluation;
use crate::rulebook::{Decision, Question, Rulebook, Section};
use crate::table::{Ix, Table};
use crate::truth::Truth;
use crate::unknown::UnknownItem;

/// A questionnaire in progress. [`Interview::state`] puts it away, [`Interview::resume`] takes it up again.
///
/// ```
/// use leadership_advisor::{Interview, Rulebook};
///
/// let mut interview = Interview::new(Rulebook::builtin().answers());
/// while let Some(question) = interview.question() {
///     // Show question.ask and question.answers(); this founder knows these five answers, and nothing else.
///     match question.id.as_str() {
///         "task" => interview.answer(["hands"])?,
///         "sales_lead" => interview.answer("founder")?,
///         "marketing_lead" => interview.answer("nobody")?,
///         "stage" => interview.answer("searching")?,
///         "money" => interview.answer("part_time")?,
///         _ => interview.skip(),
///     }
/// }
/// // Hands are missing and nothing sells yet: no answer changes who should lead.
/// assert!(interview.is_settled("leadership")?.is_yes());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Interview {
    /// What was answered, and what follows.
    evaluation: Evaluation,
    /// Questions that were passed over. They stay open, and are not asked again by themselves.
    skipped: Table<Question, bool>,
    /// The questions dealt with, in the order in which they were.
    past: Vec<Ix<Question>>,
    /// The question in front of the person, if any is left.
    current: Option<Ix<Question>>,
    /// All questions in the order of the sections, then as listed.
    order: Vec<Ix<Question>>,
    scope: Scope,
    /// The open questions that may still be asked.
    may_come: Table<Question, bool>,
    /// What is proved of each decision that the questions are about.
    settled: Table<Decision, Ternary>,
}

/// What questions are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Scope {
    /// The main decisions.
    Main,
    /// Every decision.
    Every,
    /// Whatever applies, whether it can still matter or not.
    All,
}

/// How far the proof that a question cannot matter may go. What is not proved is asked.
const PATIENCE: Budget = Budget(40);

/// So many questions are proved needless before one is asked without a proof, so that nobody waits.
const MOST_IN_VAIN: u32 = 2;

impl Interview {
    /// Begins, or goes on with what has been answered already. Asks what can still matter to the main decisions, then, if
    /// [`Interview::go_on`] says so, to the others.
    pub fn new(answers: Answers) -> Self {
        Interview::begin(answers, Scope::Main)
    }

    /// The same, asking everything that applies, whether it can still matter or not.
    pub fn asking_all(answers: Answers) -> Self {
        Interview::begin(answers, Scope::All)
    }

    fn begin(answers: Answers, scope: Scope) -> Self {
        let mut interview = Interview::before(answers, scope);
        // What was answered before counts as past, so that `back` leads there.
        interview.past = interview.order.iter().copied().filter(|ix| interview.is_answered(*ix)).collect();
        interview.look(true, None);
        interview
    }

    /// Before anything was looked at.
    fn before(answers: Answers, scope: Scope) -> Self {
        let book = answers.rulebook().book();
        let mut order: Vec<_> = book.questions.indices().collect();
        order.sort_by_key(|ix| section_of(&answers, *ix));
        Interview {
            skipped: book.questions.column(|_| false),
            past: Vec::new(),
            current: None,
            order,
            scope,
            may_come: book.questions.column(|_| false),
            settled: book.decisions.column(|_| Ternary::Unproven),
            evaluation: Evaluation::of(answers),
        }
    }

    /// The answers so far.
    pub fn answers(&self) -> &Answers {
        self.evaluation.answers()
    }

    /// Says whose answers they are.
    pub fn set_company(&mut self, company: Option<String>) {
        let mut answers = self.answers().clone();
        answers.set_company(company);
        self.evaluation = answers.evaluate();
    }

    /// Takes over answers that were given elsewhere meanwhile, in place of those so far. What they answer counts as dealt
    /// with.
    pub fn take_over(&mut self, answers: Answers) {
        self.evaluation = Evaluation::of(answers);
        let new: Vec<_> = self.order.iter().copied().filter(|ix| self.is_answered(*ix)).collect();
        for ix in new {
            self.skipped[ix] = false;
            if !self.past.contains(&ix) {
                self.past.push(ix);
            }
        }
        self.look(true, None);
    }

    /// What follows from the answers so far: the standings.
    pub fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// The rulebook that asks.
    pub fn rulebook(&self) -> &Rulebook {
        self.answers().rulebook()
    }

    /// The question to put next, or `None` if none is left that can matter. There may be more for other decisions than the
    /// main ones then: see [`Interview::remainder`] and [`Interview::go_on`].
    pub fn question(&self) -> Option<&Question> {
        self.current.map(|ix| &self.rulebook().book().questions[ix])
    }

    /// The section of the question to put next.
    pub fn section(&self) -> Option<&Section> {
        let id = self.question()?.section.as_deref()?;
        self.rulebook().sections().iter().find(|section| section.id == id)
    }

    /// Answers the current question, if it is this one: for faces from which an answer may come late or twice.
    ///
    /// # Errors
    /// If another question is the current one, and as [`Interview::answer`].
    pub fn answer_to(&mut self, question: &str, answer: impl Into<Answer>) -> Result<(), AnswerError> {
        self.must_ask(question)?;
        self.answer(answer)
    }

    /// Leaves the current question open, if it is this one, as [`Interview::skip`]: a second click skips nothing else.
    ///
    /// # Errors
    /// If another question is the current one, or none is.
    pub fn skip_question(&mut self, question: &str) -> Result<(), AnswerError> {
        self.must_ask(question)?;
        self.skip();
        Ok(())
    }

    /// Leaves the current question as it is, if it is this one, as [`Interview::keep`].
    ///
    /// # Errors
    /// If another question is the current one, or none is.
    pub fn keep_question(&mut self, question: &str) -> Result<bool, AnswerError> {
        self.must_ask(question)?;
        Ok(self.keep())
    }

    /// Goes back from this question to the one before, as [`Interview::back`].
    ///
    /// # Errors
    /// If another question is the current one, or none is.
    pub fn back_from(&mut self, question: &str) -> Result<bool, AnswerError> {
        self.must_ask(question)?;
        Ok(self.back())
    }

    /// An error unless this is the current question.
    fn must_ask(&self, question: &str) -> Result<(), AnswerError> {
        self.rulebook().find_question(question)?;
        match self.question() {
            Some(current) if current.id == question => Ok(()),
            Some(current) => Err(AnswerError::NotAsked {
                question: question.to_owned(),
                asked: current.id.clone(),
                help: format!("answer `{}`, or go back", current.id),
            }),
            None => Err(AnswerError::NothingAsked),
        }
    }

    /// Answers the current question and goes on to the next open one.
    ///
    /// # Errors
    /// If the question does not take this answer, or none is left. Nothing is changed then, and the question stays.
    pub fn answer(&mut self, answer: impl Into<Answer>) -> Result<(), AnswerError> {
        let (Some(ix), Some(id)) = (self.current, self.question().map(|question| question.id.clone())) else {
            return Err(AnswerError::NothingAsked);
        };
        let mut answers = self.answers().clone();
        answers.set(&id, answer)?;
        let earlier = self.answers().given()[ix];
        let changed = earlier.is_some() && earlier != answers.given()[ix];
        self.skipped[ix] = false;
        self.move_on(ix, answers, changed);
        Ok(())
    }

    /// Leaves the current question open ("I don't know"), taking back an earlier answer to it, and goes on.
    pub fn skip(&mut self) {
        let Some(ix) = self.current else { return };
        let taken_back = self.answers().given()[ix].is_some();
        let mut answers = self.answers().clone();
        if let Some(question) = self.question() {
            // The question exists, so taking its answer back cannot fail.
            let _ = answers.clear(&question.id);
        }
        self.skipped[ix] = true;
        self.move_on(ix, answers, taken_back);
    }

    /// Leaves the current question as it is, answered or passed over before, and goes on to the next open one. `false` if it
    /// was neither: then it stays.
    pub fn keep(&mut self) -> bool {
        let Some(ix) = self.current.filter(|ix| self.past.contains(ix)) else { return false };
        self.move_on(ix, self.answers().clone(), false);
        true
    }

    /// Goes back to the question before, with its answer kept until another is given. `false` at the first one.
    pub fn back(&mut self) -> bool {
        let before = self.past.iter().rev().skip_while(|ix| self.is_ahead(**ix));
        let found = before.copied().find(|ix| Some(*ix) != self.current && self.is_asked(*ix));
        self.current = found.or(self.current);
        found.is_some()
    }

    /// Goes to a question that was dealt with before, with its answer kept until another is given. `false` if it was not.
    pub fn revisit(&mut self, question: &str) -> bool {
        let found = self.rulebook().book().questions.find(|known| known.id == question);
        let found = found.filter(|ix| self.past.contains(ix) && self.is_asked(*ix));
        self.current = found.or(self.current);
        found.is_some()
    }

    /// The questions that were dealt with, in that order, each with its answer or `None` where it was passed over.
    pub fn past(&self) -> impl Iterator<Item = (&Question, Option<Answer>)> {
        let asked = self.past.iter().filter(|ix| self.is_asked(**ix));
        asked
            .map(|ix| &self.rulebook().book().questions[*ix])
            .map(|question| (question, self.answers().get(&question.id)))
    }

    /// Goes on to questions that matter to other decisions than the main ones.
    pub fn go_on(&mut self) {
        if self.scope == Scope::Main {
            self.scope = Scope::Every;
            self.look(true, None);
        }
    }

    /// Whether nothing that is still open can change if this decision applies or what its outcome is. Unproven as long as
    /// the questions are not about this decision.
    ///
    /// # Errors
    /// If the rulebook has no such decision.
    pub fn is_settled(&self, decision: &str) -> Result<Ternary, UnknownItem> {
        Ok(self.settled[self.evaluation.find_decision(decision)?])
    }

    /// Takes new answers and looks for what comes next; `again` if something that was known is not known any more.
    fn move_on(&mut self, from: Ix<Question>, answers: Answers, again: bool) {
        if !self.past.contains(&from) {
            self.past.push(from);
        }
        let answered = (self.answers().given()[from] != answers.given()[from]).then_some(from);
        self.evaluation = Evaluation::of(answers);
        self.look(again, answered);
    }

    /// Looks for what comes next after an answer, or after none; `again` if something that was known is not known any more.
    fn look(&mut self, again: bool, answered: Option<Ix<Question>>) {
        let evaluation = self.evaluation.clone();
        // More answers never unsettle, and an answer to a question that has no say in a decision changes nothing about it.
        let known = |ix| {
            let (settled, has_say) = (self.settled[ix], answered.is_some_and(|at| evaluation.has_say(at, ix)));
            (!again && (settled.is_yes() || !has_say)).then_some(settled)
        };
        let mut stakes = evaluation.stakes(self.decisions(self.scope), known, PATIENCE);
        for ix in self.rulebook().book().decisions.indices() {
            self.settled[ix] = stakes.settled(ix).into();
        }
        for ix in self.rulebook().book().questions.indices() {
            let open = (again || self.may_come[ix]) && self.is_open(ix);
            self.may_come[ix] = open && (self.scope == Scope::All || stakes.touches(ix));
        }
        self.current = self.next(&mut stakes);
    }

    /// The first section with questions that can be put now, and of those the one that moves most and may matter.
    fn next(&mut self, stakes: &mut Stakes<'_>) -> Option<Ix<Question>> {
        let mut in_vain = 0;
        loop {
            let mut candidates = self.order.iter().copied().filter(|ix| self.may_come[*ix] && self.is_asked(*ix));
            let first = candidates.next()?;
            let section = section_of(self.answers(), first);
            let rest = candidates.take_while(|ix| section_of(self.answers(), *ix) == section);
            let together: Vec<_> = std::iter::once(first).chain(rest).collect();
            let best = match together.as_slice() {
                [only] => *only,
                _ if self.in_order() => first,
                // Of those that do equally well the first.
                _ => together.into_iter().min_by_key(|ix| stakes.doubt_after(*ix))?,
            };
            if self.scope == Scope::All || in_vain == MOST_IN_VAIN || stakes.may_matter(best) {
                return Some(best);
            }
            self.may_come[best] = false;
            in_vain += 1;
        }
    }

    /// Whether questions are put in the author's order. Where the author says which decisions come first, those that help
    /// most with them come first.
    fn in_order(&self) -> bool {
        let decisions = self.rulebook().decisions();
        self.scope != Scope::Main || decisions.iter().all(|decision| decision.main)
    }

    fn decisions(&self, scope: Scope) -> Vec<Ix<Decision>> {
        let decisions = self.rulebook().book().decisions.iter();
        decisions.filter(|(_, decision)| scope != Scope::Main || decision.main).map(|(ix, _)| ix).collect()
    }

    /// Whether the current question was dealt with before this one.
    fn is_ahead(&self, ix: Ix<Question>) -> bool {
        let place = |wanted| self.past.iter().position(|past| *past == wanted);
        match (self.current.and_then(place), place(ix)) {
            (Some(current), Some(other)) => other >= current,
            _ => false,
        }
    }

    fn is_asked(&self, ix: Ix<Question>) -> bool {
        self.evaluation.asked_of(ix) == Truth::True
    }

    fn is_answered(&self, ix: Ix<Question>) -> bool {
        self.is_asked(ix) && self.answers().given()[ix].is_some()
    }

    /// Whether it may still be asked, as far as other questions have a say.
    fn is_open(&self, ix: Ix<Question>) -> bool {
        self.evaluation.asked_of(ix) != Truth::False && self.answers().given()[ix].is_none() && !self.skipped[ix]
    }
}

fn section_of(answers: &Answers, ix: Ix<Question>) -> Option<usize> {
    let book = answers.rulebook().book();
    let id = book.questions[ix].section.as_deref();
    book.sections.iter().position(|section| Some(section.id.as_str()) == id)
}
