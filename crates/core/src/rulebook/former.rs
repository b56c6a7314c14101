//! What older versions of a rulebook asked, and where it is asked now.

use super::condition::Given;
use super::question::Question;
use crate::table::Ix;

/// A question of an older version that is asked differently now, or not at all.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Former {
    /// The id of the question in the older version.
    pub question: String,
    /// Why it changed, in the author's words. May be empty.
    pub because: String,
    /// The question that asks for it now. The same, where only its answers have other names.
    pub(crate) now: Option<Ix<Question>>,
    /// Its id; empty where there is none.
    pub(crate) now_id: String,
    /// Its answers as they were called, each with what says the same now. `None` where nothing does.
    pub(crate) answers: Vec<(String, Option<Given>)>,
}

impl Former {
    /// What says now what an answer of the older version said; `None` if the author does not list it.
    pub(crate) fn answer(&self, answer: &str) -> Option<Option<Given>> {
        let answer = flag(answer);
        self.answers.iter().find(|(listed, _)| flag(listed) == answer).map(|(_, now)| *now)
    }
}

/// The one spelling of yes and no.
fn flag(word: &str) -> &str {
    match word {
        "true" | "True" | "TRUE" | "Yes" | "YES" => "yes",
        "false" | "False" | "FALSE" | "No" | "NO" => "no",
        other => other,
    }
}
