//! What to write instead of an answer of the wrong type: the reader's own answer where it is one, in the reader's notation.

use crate::rulebook::{Question, QuestionKind};

/// How the reader of a message writes answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notation {
    /// In an answers file: `[brand, leads]`.
    Yaml,
    /// In JSON: `["brand","leads"]`.
    Json,
    /// In a cell of a table: `brand|leads`.
    Cell,
}

/// What to write instead, in each notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    yaml: String,
    json: String,
    cell: String,
}

/// What the reader meant, or an example.
enum Meant<'a> {
    One(&'a str),
    Many(Vec<&'a str>),
    Number(i64),
    YesNo(bool),
}

impl Hint {
    /// The hint for a reader who writes answers so.
    pub fn written(&self, notation: Notation) -> &str {
        match notation {
            Notation::Yaml => &self.yaml,
            Notation::Json => &self.json,
            Notation::Cell => &self.cell,
        }
    }

    /// What to write for a question that was answered with these words; the first of its answers if they are none.
    pub(super) fn of(question: &Question, given: &[&str]) -> Option<Hint> {
        let known: Vec<&str> = given.iter().copied().filter(|id| question.position(id).is_some()).collect();
        let is_own = !known.is_empty() && known.len() == given.len();
        let first = || question.answer_ids().next();
        let (meant, is_own) = match (&question.kind, given) {
            (QuestionKind::Many { .. }, _) if is_own => (Meant::Many(known), true),
            (QuestionKind::Many { .. }, _) => (Meant::Many(vec![first()?]), false),
            (QuestionKind::Choice { .. }, [_]) if is_own => (Meant::One(known.first()?), true),
            (QuestionKind::Choice { .. }, _) => (Meant::One(known.first().copied().or_else(first)?), false),
            (QuestionKind::Number { .. }, [text]) => (Meant::Number(text.trim().parse().ok()?), true),
            (QuestionKind::Number { .. }, _) => return None,
            (QuestionKind::YesNo, ["1"]) => (Meant::YesNo(true), true),
            (QuestionKind::YesNo, ["0"]) => (Meant::YesNo(false), true),
            (QuestionKind::YesNo, _) => {
                let words = || "write `yes` or `no`".to_owned();
                return Some(Hint { yaml: words(), json: "write `true` or `false`".to_owned(), cell: words() });
            }
        };
        let instead = |notation| {
            let end = if is_own { "" } else { ", for instance" };
            format!("write `{}`{end}", meant.written(notation))
        };
        Some(Hint { yaml: instead(Notation::Yaml), json: instead(Notation::Json), cell: instead(Notation::Cell) })
    }
}

impl Meant<'_> {
    fn written(&self, notation: Notation) -> String {
        let quoted = |id: &&str| format!("\"{id}\"");
        match (self, notation) {
            (Meant::One(id), Notation::Json) => quoted(id),
            (Meant::One(id), _) => (*id).to_owned(),
            (Meant::Many(ids), Notation::Json) => format!("[{}]", ids.iter().map(quoted).collect::<Vec<_>>().join(",")),
            (Meant::Many(ids), Notation::Yaml) => format!("[{}]", ids.join(", ")),
            (Meant::Many(ids), Notation::Cell) => ids.join("|"),
            (Meant::Number(number), _) => number.to_string(),
            (Meant::YesNo(yes), Notation::Json) => yes.to_string(),
            (Meant::YesNo(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        }
    }
}
