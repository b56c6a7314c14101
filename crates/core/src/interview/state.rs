//! An interview as plain data, so that it can be put away between two questions: in a session, a database, a queue.
//!
//! What was passed over, in which order and how far the questions go is part of it, which answers alone do not tell. What
//! can be worked out again from the answers is not.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Interview, Scope};
use crate::answers::{Answer, AnswerErrors};
use crate::rulebook::{Question, Rulebook};
use crate::table::{Ix, Table};
use crate::truth::Truth;

/// Where an interview stands, to be kept and read with serde. Made by [`Interview::state`], taken up by
/// [`Interview::resume`]. What is in it is an affair of the library, and later versions read what earlier ones wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterviewState {
    /// The number of this shape. States that were kept before there were numbers have the first.
    #[serde(default = "first_format", deserialize_with = "known_format")]
    format: u32,
    fingerprint: String,
    company: Option<String>,
    answers: BTreeMap<String, Answer>,
    scope: Scope,
    past: Vec<String>,
    current: Option<String>,
    may_come: Vec<String>,
}

/// The number of the shape that is written. One that is read may be older: keys that came later have defaults.
const FORMAT: u32 = 1;

fn first_format() -> u32 {
    1
}

/// A state of a later version would be read wrongly without a word.
fn known_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        format @ 1..=FORMAT => Ok(format),
        format => Err(D::Error::custom(format_args!(
            "the state of an interview has the format {format}; this version reads formats up to {FORMAT}"
        ))),
    }
}

impl Interview {
    /// Where the interview stands, as plain data.
    ///
    /// ```
    /// use leadership_advisor::{Interview, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin();
    /// let mut interview = Interview::new(rulebook.answers());
    /// interview.skip();
    /// let kept = serde_json::to_string(&interview.state())?;
    /// // Later, and maybe elsewhere:
    /// let (resumed, mistakes) = Interview::resume(&rulebook, &serde_json::from_str(&kept)?);
    /// assert_eq!(resumed.question().map(|question| &question.id), interview.question().map(|question| &question.id));
    /// assert!(mistakes.is_empty());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn state(&self) -> InterviewState {
        let id = |ix: Ix<Question>| self.rulebook().book().questions[ix].id.clone();
        let answers = self.answers();
        InterviewState {
            format: FORMAT,
            fingerprint: self.rulebook().fingerprint().to_owned(),
            company: answers.company().map(str::to_owned),
            answers: answers.iter().map(|(question, answer)| (question.id.clone(), answer)).collect(),
            scope: self.scope,
            past: self.past.iter().copied().map(id).collect(),
            current: self.current.map(id),
            may_come: self.may_come.iter().filter(|(_, may)| **may).map(|(ix, _)| id(ix)).collect(),
        }
    }

    /// Takes an interview up where it stood. By the same rulebook, everything is as it was. If the rulebook has changed, answers
    /// that it does not take any more are left out and given back as errors, and what to ask is looked for anew.
    pub fn resume(rulebook: &Rulebook, state: &InterviewState) -> (Interview, AnswerErrors) {
        let (mut answers, mistakes) = rulebook.taken(&state.answers);
        answers.set_company(state.company.clone());
        let mut interview = Interview::before(answers, state.scope);
        let questions = &rulebook.book().questions;
        let find = |id: &String| questions.find(|question| question.id == *id);
        let mut past: Vec<Ix<Question>> = Vec::new();
        for ix in state.past.iter().filter_map(find) {
            if !past.contains(&ix) {
                past.push(ix);
            }
        }
        let given = interview.answers().given();
        let skipped = questions.column(|ix| past.contains(&ix) && given[ix].is_none());
        (interview.past, interview.skipped) = (past, skipped);
        interview.look(true, None);
        if state.fingerprint == rulebook.fingerprint() {
            interview.stand(state, find);
        }
        (interview, mistakes)
    }

    /// Asks what was asked when the state was made.
    fn stand(&mut self, state: &InterviewState, find: impl Fn(&String) -> Option<Ix<Question>>) {
        let may_come: Vec<Ix<Question>> = state.may_come.iter().filter_map(&find).collect();
        let open: Table<Question, bool> =
            self.rulebook().book().questions.column(|ix| may_come.contains(&ix) && self.is_open(ix));
        self.may_come = open;
        let current = state.current.as_ref().and_then(find);
        self.current = current.filter(|ix| self.evaluation().asked_of(*ix) == Truth::True);
    }
}
