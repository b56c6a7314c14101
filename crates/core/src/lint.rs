//! What is doubtful in a good rulebook.
//!
//! [`proved`] words what exact search found out about it: what no answers bring about, and what they should not. [`beside`]
//! does the same for what stands beside the rules: charts and properties. [`craft`] holds what makes a rulebook hard to
//! trust or to read, [`contrary`] what works against itself. [`allowed`] takes out what the author allows, with a reason, in the YAML. No lint claims what it cannot prove: what a search leaves open within its budget is counted and no finding.

mod proved;
mod beside;
mod rationale;
mod craft;
mod contrary;
mod allowed;

pub use allowed::Allowed;

use crate::analysis::{Budget, Surveyor};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Span;
use crate::rulebook::Rulebook;

/// How far each proof may go: enough for every one about the shipped rulebook.
const USUAL: Budget = Budget(5_000);

/// What is doubtful in a rulebook. Made by [`Rulebook::lint`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Lints {
    /// Warnings and notes, sorted by place.
    pub findings: Diagnostics,
    /// What would be found as well, and is allowed in the YAML, in the order of the places.
    pub allowed: Vec<Allowed>,
    /// How many questions about the rulebook stayed open within the budget. Nothing is claimed about them.
    pub unproven: usize,
}

/// What the lints have found so far.
#[derive(Debug, Default)]
struct Out {
    findings: Vec<Diagnostic>,
    /// What could not be proved: which finding there would be, and where.
    unproven: Vec<(Code, Span)>,
}

impl Rulebook {
    /// Warnings and notes about a rulebook that is valid, with the usual budget for each proof.
    ///
    /// ```
    /// use leadership_advisor::{Code, Rulebook};
    ///
    /// let text = "
    /// rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
    /// questions:
    ///   - {id: money, ask: What may it cost?, why: It decides., type: number, min: 0, max: 50}
    /// decisions:
    ///   - id: meal
    ///     title: What to eat?
    ///     choose: one
    ///     options: [{id: soup, title: Soup}, {id: oysters, title: Oysters}]
    ///     rules:
    ///       - {id: cheap, if: {money: {below: 20}}, points: {soup: 1}, because: Soup costs little.}
    ///       - {id: feast, if: {money: {above: 60}}, points: {oysters: 1}, because: They cost a lot.}
    /// ";
    /// let lints = Rulebook::parse("lunch.yaml", text)?.lint();
    /// let codes: Vec<Code> = lints.findings.iter().map(|finding| finding.code).collect();
    /// assert_eq!(codes, [Code::NoOutcome, Code::OptionNeverChosen, Code::TestNeverPasses]);
    /// # Ok::<(), leadership_advisor::Diagnostics>(())
    /// ```
    pub fn lint(&self) -> Lints {
        self.lint_within(USUAL)
    }

    /// The same with a budget for each proof. All proofs together are bounded by the size of the rulebook as well, so
    /// that one of thousands of rules takes a second or two; a larger budget does not change that.
    pub fn lint_within(&self, budget: Budget) -> Lints {
        let mut out = Out::default();
        let mut surveyor = Surveyor::new(self, budget);
        proved::lint(self, &mut surveyor, &mut out);
        beside::lint(self, &mut surveyor, &mut out);
        craft::lint(self, surveyor.survey(), &mut out);
        contrary::lint(self, &mut out);
        let (mut findings, allowed) = allowed::split(self.book(), out.findings, &out.unproven);
        // How the layers below are written is for their authors, who find it out by checking them alone.
        let layers = &self.book().layers;
        findings.retain(|finding| layers.is_highest(finding.span) || !is_craft(finding.code));
        // To add to what a rule below does, a layer has to repeat its condition.
        let apart = |a, b| layers.at(a) != layers.at(b);
        findings.retain(|finding| {
            finding.code != Code::SameCondition || !finding.related.iter().any(|(other, _)| apart(finding.span, *other))
        });
        Lints { findings: Diagnostics::new(self.files().clone(), findings), allowed, unproven: out.unproven.len() }
    }
}

/// Whether a finding is about how something is written, and not about what it brings about.
fn is_craft(code: Code) -> bool {
    use Code::{
        AnchorInText, AnswerNotAsked, AtMostAll, CasePinsNothing, CasesDisagree, CommentInText, EmptyAny, FollowsMore,
        NoEffect, NoRationale, NoSource, NoStatement, NoWhy, OptionNamedNone, PointsRuledOut,
        RationaleRepeatsCondition, SameProperty, UncitedClaim, UnusedAllow, UnusedFact,
    };
    matches!(
        code,
        AnchorInText
            | AnswerNotAsked
            | AtMostAll
            | CasePinsNothing
            | CasesDisagree
            | OptionNamedNone
            | PointsRuledOut
            | CommentInText
            | EmptyAny
            | FollowsMore
            | NoEffect
            | NoRationale
            | NoSource
            | NoStatement
            | NoWhy
            | RationaleRepeatsCondition
            | SameProperty
            | UncitedClaim
            | UnusedAllow
            | UnusedFact
    )
}

impl From<Diagnostics> for Lints {
    /// What there is to say about a rulebook with errors.
    fn from(findings: Diagnostics) -> Self {
        Lints { findings, ..Lints::default() }
    }
}
