//! Answers to an older version of a rulebook, as answers to this one.
//!
//! The author lists under `former` what older versions asked and where it is asked now. What is not listed keeps its name, if
//! this version still knows it. Nothing is guessed: what has no counterpart is dropped, and said.

use super::answer::Answer;
use super::error::unknown_question;
use super::read::{self, given_of};
use super::{Answers, Notation};
use crate::diagnostic::Diagnostics;
use crate::rulebook::{Former, Given, Question, QuestionKind, Rulebook};
use crate::set::Set;
use crate::table::Ix;
use crate::yaml::{Key, Node, Shape};

/// What became of answers to an older version. Made by [`Rulebook::parse_former_answers`] and
/// [`Rulebook::load_former_answers`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Migration {
    /// The answers, as answers to this version.
    pub answers: Answers,
    /// What was converted or dropped, in the order of the file. What stayed as it was is not here.
    pub steps: Vec<MigrationStep>,
}

/// What became of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MigrationStep {
    /// It says the same in other words.
    Converted {
        /// The question that it answered, and the answer.
        from: (String, String),
        /// The question that it answers now, and the answer.
        to: (String, Answer),
    },
    /// Nothing says the same now.
    Dropped {
        /// The question that it answered, and the answer.
        from: (String, String),
        /// Why, in a sentence without a full stop.
        why: String,
    },
}

impl Rulebook {
    /// Reads the text of an answers file that was made for an older version of this rulebook, and converts it by what the
    /// rulebook says under `former`. A file of this version comes out as it is.
    ///
    /// ```
    /// use leadership_advisor::{MigrationStep, Rulebook};
    ///
    /// let rulebook = Rulebook::parse("lunch.yaml", "
    ///     rulebook: {id: lunch, version: 2, format: 1, title: Lunch}
    ///     questions: [{id: hunger, ask: How hungry are you?, type: choice, answers: {some: A bit, wolf: Very}}]
    ///     former: [{question: hungry, now: hunger, answers: {yes: wolf}}]
    ///     decisions:
    ///       - {id: meal, title: What to eat?, choose: one, options: [{id: soup, title: Soup}], rules: []}
    /// ")?;
    /// let migration = rulebook.parse_former_answers("me.yaml", "answers: {hungry: yes}")?;
    /// assert_eq!(migration.answers.get("hunger"), Some("wolf".into()));
    /// assert!(matches!(migration.steps[..], [MigrationStep::Converted { .. }]));
    /// # Ok::<(), leadership_advisor::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// If the text is no answers file, or one for another rulebook. Answers that this version does not take are dropped.
    pub fn parse_former_answers(&self, name: &str, text: impl AsRef<[u8]>) -> Result<Migration, Diagnostics> {
        read::entries(self, name, text.as_ref(), |answers, entries, _| {
            let mut migrating = Migrating { rulebook: self, answers, steps: Vec::new() };
            entries.iter().filter(|(_, node)| !node.is_null()).for_each(|(key, node)| migrating.kept(key, node));
            entries.iter().filter(|(_, node)| !node.is_null()).for_each(|(key, node)| migrating.converted(key, node));
            Migration { answers: migrating.answers, steps: migrating.steps }
        })
    }

    /// What an older version asked under this id.
    pub(crate) fn former_question(&self, id: &str) -> Option<&Former> {
        self.former().iter().find(|former| former.question == id)
    }
}

struct Migrating<'r> {
    rulebook: &'r Rulebook,
    answers: Answers,
    steps: Vec<MigrationStep>,
}

impl Migrating<'_> {
    /// Takes what this version still asks under the same name and takes as it is.
    fn kept(&mut self, key: &Key, node: &Node) {
        let questions = &self.rulebook.book().questions;
        let Some(ix) = questions.find(|question| question.id == key.text) else { return };
        if let Some(given) = given_of(&questions[ix], node, &mut Vec::new()) {
            self.answers.given[ix] = Some(given);
        }
    }

    fn converted(&mut self, key: &Key, node: &Node) {
        let rulebook = self.rulebook;
        let questions = &rulebook.book().questions;
        let again = questions.find(|question| question.id == key.text);
        if again.is_some_and(|ix| self.answers.given[ix].is_some()) {
            return;
        }
        let Some(former) = rulebook.former_question(&key.text) else {
            let mut problems = Vec::new();
            match again {
                Some(ix) => _ = given_of(&questions[ix], node, &mut problems),
                None => problems.push(unknown_question(questions, &[], &key.text).at(key.span, Notation::Yaml)),
            }
            let why = problems.first().map(|problem| problem.message.to_string()).unwrap_or_default();
            return self.drop(key, &words(node).join(", "), why);
        };
        let Some(ix) = former.now else {
            let why = match former.because.trim().trim_end_matches('.') {
                "" => format!("`{}` is not asked any more", key.text),
                because => format!("`{}` is not asked any more: {because}", key.text),
            };
            return self.drop(key, &words(node).join(", "), why);
        };
        let mut found: Vec<(String, Given)> = Vec::new();
        for word in words(node) {
            match now(former, &questions[ix], &word) {
                Some(given) => found.push((word, given)),
                None => {
                    let why = format!("no answer to `{}` says the same", questions[ix].id);
                    self.drop(key, &word, why);
                }
            }
        }
        if matches!(&node.shape, Shape::List(list) if list.is_empty()) {
            found.push(("[]".to_owned(), Given::Many(Set::default())));
        }
        if !found.is_empty() {
            self.put(key, ix, &found);
        }
    }

    /// Answers a question with what several words of one older answer became.
    fn put(&mut self, key: &Key, ix: Ix<Question>, found: &[(String, Given)]) {
        let rulebook = self.rulebook;
        let question = &rulebook.book().questions[ix];
        let words = found.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(", ");
        let before = self.answers.given[ix];
        let all = || before.into_iter().chain(found.iter().map(|(_, given)| *given));
        let given = match question.kind {
            QuestionKind::Many { .. } => Some(Given::Many(all().flat_map(members).collect::<Set>())),
            _ => all().next().filter(|first| all().all(|other| other == *first)),
        };
        let Some(given) = given else {
            let why = format!("`{}` takes one answer, and another is given", question.id);
            return self.drop(key, &words, why);
        };
        let answer = Answer::of(question, given);
        if let Err(error) = answer.check(question) {
            return self.drop(key, &words, error.to_string());
        }
        self.answers.given[ix] = Some(given);
        let (from, to) = ((key.text.clone(), words), (question.id.clone(), answer));
        self.steps.push(MigrationStep::Converted { from, to });
    }

    fn drop(&mut self, key: &Key, answer: &str, why: String) {
        self.steps.push(MigrationStep::Dropped { from: (key.text.clone(), answer.to_owned()), why });
    }
}

/// What one word of an older answer says now. What the author does not list keeps its name.
fn now(former: &Former, question: &Question, word: &str) -> Option<Given> {
    match former.answer(word) {
        Some(listed) => listed,
        None => Answer::from_text(question, word).and_then(|answer| answer.check(question)).ok(),
    }
}

fn members(given: Given) -> Vec<usize> {
    match given {
        Given::Many(members) => members.iter().collect(),
        Given::Choice(position) => vec![position],
        Given::Number(_) => Vec::new(),
    }
}

/// An answer as the words that stand in the file.
fn words(node: &Node) -> Vec<String> {
    match &node.shape {
        Shape::List(list) => list.iter().flat_map(words).collect(),
        Shape::Scalar(scalar) => vec![scalar.text.trim_end().to_owned()],
        Shape::Map(_) => vec!["a mapping".to_owned()],
    }
}
