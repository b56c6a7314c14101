//! From a draft to a rulebook, or to every reason why there is none.
//!
//! Each check takes part of the draft and gives the checked part; what is mistaken is reported and replaced by something
//! harmless, so that one run finds all mistakes. A [`Book`] leaves this module only if nothing was reported.

mod extent;
mod names;
mod sources;
mod conditions;
mod questions;
mod order;
mod decisions;
mod contradictions;
mod headlines;
mod charts;
mod assessments;
mod cases;
mod properties;
mod former;
mod allowances;
mod scale;

use names::Names;

use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{Draft, Header, Spanned};
use crate::place::{Files, Span};
use crate::rulebook::{Book, Case, Layers, Section};

/// Checks a whole draft, made from these layers. `None` if anything is wrong; `out` then says what.
pub(crate) fn check(
    draft: &Draft,
    layers: Layers,
    files: &Files,
    fingerprint: String,
    out: &mut Vec<Diagnostic>,
) -> Option<Book> {
    if !extent::check(draft, out) {
        return None;
    }
    let sections: Vec<Section> = draft.headers.iter().flat_map(sections).collect();
    unique("sections", draft.headers.iter().flat_map(|header| &header.sections).map(|(id, _)| id), out);
    let sources = sources::check(&draft.sources, &layers, out);
    let names = Names::of(draft, out);
    let mut questions = questions::check(draft, &sections, &layers, &sources, &names, out);
    let facts = questions::facts(draft, &layers, &names, &questions, out);
    let order = order::order(draft, &questions, &facts, out);
    let decisions = decisions::check(draft, &layers, &sources, &names, &questions, out);
    let contradictions = contradictions::check(draft, &layers, &names, &questions, out);
    let headlines = headlines::check(draft, &layers, &names, &questions, &decisions, out);
    let charts = charts::check(draft, &names, &questions, &decisions, out);
    let assessments = assessments::check(&draft.assessments, &questions, out);
    let cases = cases::check(&draft.cases, &layers, &questions, &decisions, Some(&names), out);
    let properties = properties::check(&draft.properties, &names, &questions, &decisions, out);
    let former = former::check(&draft.former, &mut questions, out);
    let allowances = allowances::check(&draft.allows, out);
    let scale = scale::check(draft, out);
    if !out.is_empty() {
        return None;
    }
    Some(Book {
        layers,
        sections,
        sources,
        questions,
        facts,
        decisions,
        contradictions,
        headlines,
        charts,
        assessments,
        cases,
        properties,
        former,
        allowances,
        scale,
        cuts: draft.cuts.clone(),
        order,
        fingerprint,
        files: files.clone(),
        model: std::sync::OnceLock::new(),
    })
}

/// Checks cases against a rulebook that they are no part of. They belong to none of its layers.
pub(crate) fn check_cases(draft: &Draft, book: &Book, out: &mut Vec<Diagnostic>) -> Vec<Case> {
    cases::check(&draft.cases, &Layers::default(), &book.questions, &book.decisions, None, out)
}

fn sections(header: &Header) -> impl Iterator<Item = Section> {
    header.sections.iter().map(|(id, title)| Section { id: id.value.clone(), title: title.clone() })
}

/// Reports every id that stands in a list for the second time.
fn unique<'d>(what: &str, ids: impl IntoIterator<Item = &'d Spanned<String>>, out: &mut Vec<Diagnostic>) {
    let mut seen = std::collections::HashMap::new();
    for id in ids.into_iter().filter(|id| !id.value.is_empty()) {
        if let Some(first) = seen.get(&id.value) {
            out.push(twice(what, id, *first));
        } else {
            seen.insert(&id.value, id.span);
        }
    }
}

fn twice(what: &str, id: &Spanned<String>, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, id.span, format!("two {what} have the id `{}`", id.value))
        .help("give one of them another id")
        .related(first, "used first here")
}
