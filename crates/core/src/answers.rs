//! Answers to the questions of one rulebook, checked when they are given.
//!
//! [`Answers`] holds on to its rulebook, so answers can never be evaluated against another one, and to nothing but
//! valid answers. A question without an answer is *unknown*, which is different from every answer.

mod error;
mod number;
mod answer;
mod read;
mod migration;
mod write;

pub use answer::Answer;
pub(crate) use error::unknown_question;
pub use error::{AnswerError, AnswerErrorCode, AnswerErrors, Hint, Notation};
pub use migration::{Migration, MigrationStep};
pub(crate) use read::{answers_from, given_of};

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::rulebook::{Given, Question, Rulebook};
use crate::table::{Ix, Table};

/// Answers to the questions of a rulebook, partial as they may be.
///
/// They are kept as an answers file: as YAML for people ([`Answers::to_yaml`]), or by serde for programs, as JSON for instance.
/// [`Rulebook::parse_answers`] reads both back; [`Answers::carried_to`] takes over what another version still takes.
///
/// ```
/// use leadership_advisor::Rulebook;
///
/// let rulebook = Rulebook::parse(
///     "lunch.yaml",
///     "
///     rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
///     questions:
///       - {id: hungry, ask: Are you hungry?, type: yes_no}
///     decisions:
///       - id: meal
///         title: What to eat?
///         choose: one
///         options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
///         rules:
///           - {id: hungry-wants-stew, if: {hungry: true}, points: {stew: 2}, because: Stew fills you.}
///     ",
/// )?;
/// let mut answers = rulebook.answers();
/// answers.set("hungry", true)?;
/// assert_eq!(answers.evaluate().outcome("meal")?, ["stew"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Answers {
    rulebook: Rulebook,
    company: Option<String>,
    given: Table<Question, Option<Given>>,
}

impl Rulebook {
    /// Answers to nothing yet.
    pub fn answers(&self) -> Answers {
        let given = self.book().questions.column(|_| None);
        Answers { rulebook: self.clone(), company: None, given }
    }

    /// Answers given by question, as programs exchange them.
    ///
    /// ```
    /// use leadership_advisor::{Answer, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin();
    /// let answers = rulebook.answers_from([("stage", Answer::from("scaling")), ("hurts", Answer::from(["apart"]))]);
    /// assert_eq!(answers.map(|answers| answers.len()), Ok(2));
    ///
    /// let mistakes = rulebook.answers_from([("stgae", "scaling"), ("stage", "scalling")]).expect_err("two are wrong");
    /// assert_eq!(mistakes.len(), 2);
    /// assert_eq!((mistakes[0].question(), mistakes[0].help()), (Some("stgae"), Some("did you mean `stage`?")));
    /// ```
    ///
    /// # Errors
    /// One for each answer that is not taken, in their order.
    pub fn answers_from<Q: AsRef<str>, A: Into<Answer>>(
        &self,
        given: impl IntoIterator<Item = (Q, A)>,
    ) -> Result<Answers, AnswerErrors> {
        match self.taken(given) {
            (answers, mistakes) if mistakes.is_empty() => Ok(answers),
            (_, mistakes) => Err(mistakes),
        }
    }

    /// The answers that the rulebook takes, and why it does not take the others.
    pub(crate) fn taken<Q: AsRef<str>, A: Into<Answer>>(
        &self,
        given: impl IntoIterator<Item = (Q, A)>,
    ) -> (Answers, AnswerErrors) {
        let mut answers = self.answers();
        let set = |(question, answer): (Q, A)| answers.set(question.as_ref(), answer).err();
        let mistakes = given.into_iter().filter_map(set).collect();
        (answers, mistakes)
    }

    /// Reads the text of an answers file, YAML or JSON.
    ///
    /// `name` stands for the file in messages.
    ///
    /// # Errors
    /// Everything that is wrong with the text, each with its place: unknown questions and answers, values of the wrong
    /// type, numbers out of range, or a text that is no YAML.
    pub fn parse_answers(&self, name: &str, text: impl AsRef<[u8]>) -> Result<Answers, Diagnostics> {
        read::parse(self, name, text.as_ref())
    }
}

impl Answers {
    /// The rulebook that these are answers to.
    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// Whose answers they are, if that was said.
    pub fn company(&self) -> Option<&str> {
        self.company.as_deref()
    }

    /// Says whose answers they are.
    pub fn set_company(&mut self, company: Option<String>) {
        self.company = company.filter(|name| !name.trim().is_empty());
    }

    /// Answers a question, in place of any earlier answer.
    ///
    /// # Errors
    /// If there is no such question, or the answer is none of those that it takes. Nothing is changed then.
    pub fn set(&mut self, question: &str, answer: impl Into<Answer>) -> Result<(), AnswerError> {
        let ix = self.find(question)?;
        let given = answer.into().check(&self.rulebook.book().questions[ix])?;
        self.given[ix] = Some(given);
        Ok(())
    }

    /// Answers a question with the text that a person wrote for it on a command line: an answer's id, several of them
    /// joined by `,` or `|`, a whole number as people write them (`1,200`, `2.5m`), `yes` or `no`. An empty text takes the answer back.
    ///
    /// # Errors
    /// As [`Answers::set`].
    pub fn set_text(&mut self, question: &str, text: &str) -> Result<(), AnswerError> {
        let ix = self.find(question)?;
        self.given[ix] = match text.trim() {
            "" => None,
            text => {
                let question = &self.rulebook.book().questions[ix];
                Some(Answer::from_text(question, text)?.check(question)?)
            }
        };
        Ok(())
    }

    /// Takes an answer back; the question is unknown again.
    ///
    /// # Errors
    /// If there is no such question.
    pub fn clear(&mut self, question: &str) -> Result<(), AnswerError> {
        let ix = self.find(question)?;
        self.given[ix] = None;
        Ok(())
    }

    /// The answer to a question, if it has one.
    pub fn get(&self, question: &str) -> Option<Answer> {
        let ix = self.find(question).ok()?;
        self.given[ix].map(|given| Answer::of(&self.rulebook.book().questions[ix], given))
    }

    /// The questions that have an answer, in the order of the rulebook, with their answers.
    pub fn iter(&self) -> impl Iterator<Item = (&Question, Answer)> {
        let questions = &self.rulebook.book().questions;
        self.given.iter().filter_map(|(ix, given)| {
            let question = &questions[ix];
            Some((question, Answer::of(question, (*given)?)))
        })
    }

    /// The answers by the ids of their questions, as programs exchange them. [`Rulebook::answers_from`] takes them back.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let rulebook = Rulebook::builtin();
    /// let mut answers = rulebook.answers();
    /// answers.set("stage", "scaling")?;
    /// assert_eq!(rulebook.answers_from(answers.to_map())?, answers);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_map(&self) -> BTreeMap<String, Answer> {
        self.iter().map(|(question, answer)| (question.id.clone(), answer)).collect()
    }

    /// How many questions have an answer.
    pub fn len(&self) -> usize {
        self.given.rows().iter().flatten().count()
    }

    /// Whether no question has an answer.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// These answers as answers to another rulebook, a later version of it for instance: those that it takes, and why it does
    /// not take the others.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let text = |questions| format!("
    ///     rulebook: {{id: lunch, version: 1, format: 1, title: Lunch}}
    ///     questions: [{questions}]
    ///     decisions:
    ///       - {{id: meal, title: What to eat?, choose: one, options: [{{id: soup, title: Soup}}], rules: []}}
    /// ");
    /// let old = text("{id: hungry, ask: Hungry?, type: yes_no}, {id: cold, ask: Cold?, type: yes_no}");
    /// let new = text("{id: hungry, ask: Hungry?, type: yes_no}");
    /// let mut answers = Rulebook::parse("old", old)?.answers();
    /// answers.set("hungry", true)?;
    /// answers.set("cold", true)?;
    /// let (carried, mistakes) = answers.carried_to(&Rulebook::parse("new", new)?);
    /// assert_eq!((carried.len(), mistakes[0].question()), (1, Some("cold")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn carried_to(&self, rulebook: &Rulebook) -> (Answers, AnswerErrors) {
        let (mut answers, mistakes) = rulebook.taken(self.iter().map(|(question, answer)| (&question.id, answer)));
        answers.company.clone_from(&self.company);
        (answers, mistakes)
    }

    /// The text of an answers file that gives these answers back, as YAML, with each question as a comment.
    pub fn to_yaml(&self) -> String {
        write::to_yaml(self)
    }

    /// These answers as they stand behind `  answers: ` in a case of a rulebook.
    pub fn in_case(&self) -> String {
        write::in_case(self)
    }

    pub(crate) fn with_given(rulebook: &Rulebook, given: Table<Question, Option<Given>>) -> Answers {
        Answers { rulebook: rulebook.clone(), company: None, given }
    }

    pub(crate) fn given(&self) -> &Table<Question, Option<Given>> {
        &self.given
    }

    fn find(&self, question: &str) -> Result<Ix<Question>, AnswerError> {
        self.rulebook.find_question(question)
    }
}

impl Rulebook {
    /// Where the question with this id stands.
    pub(crate) fn find_question(&self, question: &str) -> Result<Ix<Question>, AnswerError> {
        let questions = &self.book().questions;
        let unknown = || error::unknown_question(questions, self.former(), question);
        questions.find(|known| known.id == question).ok_or_else(unknown)
    }
}

impl PartialEq for Answers {
    /// Whether they are the same answers to the same rulebook.
    fn eq(&self, other: &Self) -> bool {
        self.rulebook.same_as(&other.rulebook) && self.company == other.company && self.given == other.given
    }
}

impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter().map(|(question, answer)| (&question.id, answer))).finish()
    }
}
