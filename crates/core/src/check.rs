//! From a draft to a rulebook, or to every reason why there is none.
//!
//! Each check takes part of the draft and gives the checked part; what is mistaken is reported and replaced by something
//! harmless, so that one run finds all mistakes. A [`Book`] leaves this module only if nothing was reported.

mod names;
mod sources;
mod conditions;
mod questions;
mod order;
mod decisions;
mod charts;
mod assessments;
mod cases;
mod allowances;

use names::Names;

use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{Draft, Header, Spanned};
use crate::place::{Files, Span};
use crate::rulebook::{Book, Section};

/// Checks a whole draft. `None` if anything is wrong; `out` then says what.
pub(crate) fn check(draft: &Draft, files: &Files, fingerprint: String, out: &mut Vec<Diagnostic>) -> Option<Book> {
    let header = header(draft, out);
    let sections = header.map(sections).unwrap_or_default();
    let sources = sources::check(&draft.sources, out);
    let names = Names::of(draft, out);
    let questions = questions::check(draft, &sections, &sources, &names, out);
    let facts = questions::facts(draft, &names, &questions, out);
    let order = order::order(draft, &questions, &facts, out);
    let decisions = decisions::check(draft, &sources, &names, &questions, out);
    let charts = charts::check(draft, &names, &questions, &decisions, out);
    let assessments = assessments::check(&draft.assessments, &questions, out);
    let cases = cases::check(&draft.cases, &questions, &decisions, out);
    let allowances = allowances::check(&draft.allows, out);
    let header = header.filter(|_| out.is_empty())?;
    Some(Book {
        id: header.id.value.clone(),
        version: header.version.clone(),
        title: header.title.clone(),
        summary: header.summary.clone(),
        sections,
        sources,
        questions,
        facts,
        decisions,
        charts,
        assessments,
        cases,
        allowances,
        order,
        fingerprint,
        files: files.clone(),
        model: std::sync::OnceLock::new(),
    })
}

/// The one `rulebook:` of all files.
fn header<'d>(draft: &'d Draft, out: &mut Vec<Diagnostic>) -> Option<&'d Header> {
    let first = draft.headers.first();
    if first.is_none() && out.is_empty() {
        let message = "no file has the key `rulebook`";
        let help = "add `rulebook:` with `id`, `version`, `format: 1` and `title`";
        out.push(Diagnostic::new(Code::MissingKey, Span::start_of(0), message).help(help));
    }
    for again in draft.headers.iter().skip(1) {
        let problem = Diagnostic::new(Code::DuplicateKey, again.span, "`rulebook` stands in two files");
        let problem = problem.help("keep one of the two");
        out.push(match first {
            Some(first) => problem.related(first.span, "first here"),
            None => problem,
        });
    }
    first
}

fn sections(header: &Header) -> Vec<Section> {
    header.sections.iter().map(|(id, title)| Section { id: id.value.clone(), title: title.clone() }).collect()
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
