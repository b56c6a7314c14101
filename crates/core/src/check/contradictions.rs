//! Contradictions.

use super::conditions::{Compiler, Scope};
use super::names::Names;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::rulebook::{Contradiction, Layers, Question};
use crate::table::Table;

pub(super) fn check(
    draft: &Draft,
    layers: &Layers,
    names: &Names<'_>,
    questions: &Table<Question>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Contradiction> {
    let compiler = Compiler { names, questions, decisions: None, scope: Scope::Answers };
    let mut contradictions = Vec::new();
    for contradiction in &draft.contradictions {
        contradictions.push(Contradiction {
            say: contradiction.say.value.clone(),
            layer: layers.at(contradiction.say.span),
            span: contradiction.say.span,
            condition: compiler.compile(&contradiction.condition, out),
        });
    }
    contradictions
}
