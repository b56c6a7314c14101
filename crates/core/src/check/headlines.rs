//! Headlines.

use super::conditions::{Compiler, Scope};
use super::names::Names;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::rulebook::{Decision, Headline, Layers, Question};
use crate::table::Table;

pub(super) fn check(
    draft: &Draft,
    layers: &Layers,
    names: &Names<'_>,
    questions: &Table<Question>,
    decisions: &Table<Decision>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Headline> {
    let compiler = Compiler { names, questions, decisions: Some(decisions), scope: Scope::Result };
    let mut headlines = Vec::new();
    for headline in &draft.headlines {
        headlines.push(Headline {
            say: headline.say.value.clone(),
            layer: layers.at(headline.say.span),
            condition: headline.condition.as_ref().map(|condition| compiler.compile(condition, out)),
            span: headline.say.span,
        });
    }
    headlines
}
