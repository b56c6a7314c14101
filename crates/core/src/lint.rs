//! What is doubtful in a good rulebook.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::rulebook::{Citation, Decision, Rulebook};

impl Rulebook {
    /// Warnings about a rulebook that is valid: claims that nothing cites, rules that explain or do nothing.
    pub fn lint(&self) -> Diagnostics {
        let mut out = Vec::new();
        uncited_claims(self, &mut out);
        for rule in self.decisions().iter().flat_map(Decision::rules) {
            let warn =
                |code, message: &str| Diagnostic::new(code, rule.span, format!("the rule `{}` {message}", rule.id));
            if rule.because.trim().is_empty() {
                out.push(
                    warn(Code::NoRationale, "does not say why").help("add `because:` with a sentence for a reader"),
                );
            }
            if rule.sources.is_empty() && !self.sources().is_empty() {
                out.push(
                    warn(Code::NoSource, "cites no source").help("add `sources:` with the claim that it rests on"),
                );
            }
            if rule.points.is_empty() && rule.rules_out.is_empty() {
                out.push(warn(Code::NoEffect, "does nothing").help("add `points:` or `rules_out:`"));
            }
        }
        Diagnostics::new(self.files().clone(), out)
    }
}

fn uncited_claims(rulebook: &Rulebook, out: &mut Vec<Diagnostic>) {
    let decisions = rulebook.decisions().iter();
    let by_decisions = decisions.flat_map(|decision| {
        let by_options = decision.options().iter().flat_map(|option| &option.sources);
        by_options.chain(decision.rules().iter().flat_map(|rule| &rule.sources))
    });
    let by_questions = rulebook.questions().iter().flat_map(|question| &question.sources);
    let cited: HashSet<&Citation> = by_decisions.chain(by_questions).collect();
    for (ix, source) in rulebook.book().sources.iter() {
        for (position, claim) in source.claims.iter().enumerate() {
            if !cited.contains(&Citation { source: ix, claim: Some(position) }) {
                let message = format!("nothing cites the claim `{}/{}`", source.id, claim.id);
                let help = "cite it under `sources` of a rule, an option or a question, or remove it";
                out.push(Diagnostic::new(Code::UncitedClaim, claim.span, message).help(help));
            }
        }
    }
}
