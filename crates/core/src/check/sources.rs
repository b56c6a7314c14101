//! Sources, and the citations of them.

use super::unique;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{self, Spanned};
use crate::rulebook::{Citation, Claim, Layers, Source, SourceKind};
use crate::table::Table;

pub(super) fn check(drafts: &[draft::Source], layers: &Layers, out: &mut Vec<Diagnostic>) -> Table<Source> {
    unique("sources", drafts.iter().map(|source| &source.id), out);
    let mut sources = Table::default();
    for draft in drafts {
        let claims = draft.claims.iter();
        sources.push(Source {
            id: draft.id.value.clone(),
            layer: layers.at(draft.id.span),
            title: draft.title.clone(),
            short: draft.short.clone(),
            kind: kind(draft, out),
            seller: draft.seller,
            published: draft.published.clone(),
            address: draft.address.clone(),
            claims: claims
                .map(|(id, text)| Claim { id: id.value.clone(), text: text.clone(), span: id.span })
                .collect(),
        });
    }
    sources
}

fn kind(draft: &draft::Source, out: &mut Vec<Diagnostic>) -> SourceKind {
    match draft.kind.as_ref().map(|kind| (kind.value.as_str(), kind.span)) {
        None | Some(("document", _)) => SourceKind::Document,
        Some(("field", _)) => SourceKind::Field,
        Some((wrong, span)) => {
            let problem = Diagnostic::new(Code::UnknownName, span, format!("`{wrong}` is no kind of source"));
            out.push(problem.near(wrong, ["document", "field"]));
            SourceKind::Document
        }
    }
}

/// The citations under a `sources:` of a rule, an option or a question.
pub(super) fn citations(
    cited: &[Spanned<String>],
    sources: &Table<Source>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Citation> {
    let mut citations = Vec::new();
    for citation in cited {
        match find(&citation.value, sources) {
            Ok(found) => citations.push(found),
            Err(problem) => out.push(problem(citation)),
        }
    }
    citations
}

type Problem<'s> = Box<dyn FnOnce(&Spanned<String>) -> Diagnostic + 's>;

fn find<'s>(citation: &'s str, sources: &'s Table<Source>) -> Result<Citation, Problem<'s>> {
    let (source_id, claim_id) = match citation.split_once('/') {
        Some((source, claim)) => (source, Some(claim)),
        None => (citation, None),
    };
    let Some(ix) = sources.find(|source| source.id == source_id) else {
        return Err(Box::new(move |at| {
            let known = sources.rows().iter().map(|source| source.id.as_str());
            Diagnostic::new(Code::UnknownName, at.span, format!("no source has the id `{source_id}`"))
                .near(source_id, known)
        }));
    };
    let source = &sources[ix];
    let Some(claim_id) = claim_id else { return Ok(Citation { source: ix, claim: None }) };
    match source.claim(claim_id) {
        Some(claim) => Ok(Citation { source: ix, claim: Some(claim) }),
        None => Err(Box::new(move |at| {
            let known = source.claims.iter().map(|claim| claim.id.as_str());
            let message = format!("the source `{source_id}` has no claim `{claim_id}`");
            Diagnostic::new(Code::UnknownName, at.span, message).near(claim_id, known)
        })),
    }
}
