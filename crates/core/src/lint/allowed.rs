//! Findings that the author allows, and allowances of nothing.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Span;
use crate::rulebook::Book;

/// A finding that the author allows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Allowed {
    /// What would have been found.
    pub finding: Diagnostic,
    /// Why it is as it should be, in the author's words.
    pub reason: String,
}

/// Takes the allowed findings out, and adds one for each `allow` of nothing: one that silences no finding, and none that
/// could still be proved.
pub(super) fn split(
    book: &Book,
    findings: Vec<Diagnostic>,
    unproven: &[(Code, Span)],
) -> (Vec<Diagnostic>, Vec<Allowed>) {
    let mut used = vec![false; book.allowances.len()];
    let (mut kept, mut allowed) = (Vec::new(), Vec::new());
    for finding in findings {
        let mut reason = None;
        for (used, allowance) in used.iter_mut().zip(&book.allowances) {
            if allowance.covers(&finding) {
                *used = true;
                reason.get_or_insert(&allowance.reason);
            }
        }
        match reason {
            Some(reason) => allowed.push(Allowed { finding, reason: reason.clone() }),
            None => kept.push(finding),
        }
    }
    allowed.sort_by_key(|allowed| (allowed.finding.span, allowed.finding.code));
    for (_, allowance) in used.iter().zip(&book.allowances).filter(|(used, _)| !**used) {
        let code = allowance.code;
        if !unproven.iter().any(|(open, span)| allowance.reaches(*open, *span)) {
            let message = format!("`{code}` is allowed here, and nothing of the kind is found");
            kept.push(Diagnostic::new(Code::UnusedAllow, allowance.span, message).help("remove it"));
        }
    }
    (kept, allowed)
}
