//! An author's word that a finding is as it should be.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Span;

/// One entry under an `allow:`.
#[derive(Clone, Debug)]
pub(crate) struct Allowance {
    /// The kind of finding.
    pub(crate) code: Code,
    /// Why it is as it should be, in the author's words. Never empty.
    pub(crate) reason: String,
    /// Where the entry stands.
    pub(crate) span: Span,
    pub(crate) scope: Scope,
}

/// What an `allow:` speaks of.
#[derive(Clone, Debug)]
pub(crate) enum Scope {
    /// It stands on `rulebook:`.
    Everything,
    /// It stands on a source, question, fact, decision, option, rule or case: the places of all that is written in it.
    Within(Arc<HashSet<Span>>),
}

impl Allowance {
    /// Whether it is about a finding.
    pub(crate) fn covers(&self, finding: &Diagnostic) -> bool {
        self.reaches(finding.code, finding.span)
    }

    /// Whether it would be about a finding of this kind at this place.
    pub(crate) fn reaches(&self, code: Code, span: Span) -> bool {
        let within = match &self.scope {
            Scope::Everything => true,
            Scope::Within(places) => places.contains(&span),
        };
        self.code == code && within
    }
}
