//! The answers to a question, and the questions of a rulebook, by whatever they may be called.

use std::collections::HashMap;

use super::folded::folded;
use crate::answers::AnswerError;
use crate::near;
use crate::rulebook::Question;

/// What a spelling stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    One(usize),
    Several(Vec<usize>),
}

impl Match {
    pub(super) fn one(&self) -> Option<usize> {
        match self {
            Match::One(at) => Some(*at),
            Match::Several(_) => None,
        }
    }
}

/// Adds a spelling.
pub(super) fn note(known: &mut HashMap<String, Match>, spelling: &str, at: usize) {
    let folded = folded(spelling);
    if folded.is_empty() {
        return;
    }
    // `not-yet` is written `Not yet`.
    let without = folded.replace('-', "");
    let others = (without != folded && spelling.chars().all(|c| !c.is_whitespace())).then_some(without);
    for spelling in [folded].into_iter().chain(others) {
        match known.get_mut(&spelling) {
            None => {
                known.insert(spelling, Match::One(at));
            }
            Some(Match::One(own)) if *own == at => {}
            Some(Match::Several(all)) if all.contains(&at) => {}
            Some(Match::Several(all)) => all.push(at),
            Some(other) => {
                let own = other.one().into_iter();
                *other = Match::Several(own.chain([at]).collect());
            }
        }
    }
}

/// The nearest of some folded spellings. Of those that are equally near the first in the alphabet.
pub(super) fn nearest<'k>(known: impl Iterator<Item = &'k String>, folded: &str) -> Option<&'k str> {
    let mut names: Vec<&str> = known.map(String::as_str).collect();
    names.sort_unstable();
    if names.len() > 2 * near::MOST_NAMES {
        return None;
    }
    near::nearest(folded, &names)
}

/// The answers to one question.
#[derive(Clone, Debug)]
pub(super) struct Labels(HashMap<String, Match>);

impl Labels {
    pub(super) fn of(question: &Question) -> Labels {
        let mut known = HashMap::new();
        for (at, answer) in question.answers().iter().enumerate() {
            note(&mut known, &answer.id, at);
            note(&mut known, &answer.label, at);
        }
        Labels(known)
    }

    pub(super) fn find(&self, folded: &str) -> Option<&Match> {
        self.0.get(folded)
    }

    /// The error, with the nearest label where it knows of no near answer.
    pub(super) fn or_near(&self, question: &Question, folded: &str, error: AnswerError) -> AnswerError {
        let AnswerError::UnknownAnswer { question: id, answer, near: None, help } = error else { return error };
        let found = nearest(self.0.keys(), folded).and_then(|near| self.0.get(near)).and_then(Match::one);
        let found = found.and_then(|at| question.answers().get(at));
        let (near, help) = match found {
            Some(found) => (Some(found.id.clone()), Some(format!("did you mean “{}” (`{}`)?", found.label, found.id))),
            None => (None, help),
        };
        AnswerError::UnknownAnswer { question: id, answer, near, help }
    }
}
