//! What older versions of a rulebook asked.

use super::fields::id_problem;
use super::format::FORMER;
use super::{Fields, Former};
use crate::diagnostic::Diagnostic;
use crate::yaml::Node;

pub(super) fn former(node: &Node, out: &mut Vec<Diagnostic>) -> Option<Former> {
    let mut fields = Fields::open(node, &FORMER, out)?;
    let question = fields.text("question");
    if !question.value.is_empty() {
        fields.out().extend(id_problem(&question.value, question.span));
    }
    Some(Former {
        question,
        now: fields.optional_text("now"),
        answers: fields.map("answers").to_vec(),
        because: fields.plain_text("because"),
    })
}
