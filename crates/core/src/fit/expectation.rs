//! What cases want: their outcomes, and the rules that they say must fire.

use super::demand::Demand;
use super::scenario::{Scenarios, Wanted};
use super::variable::{Bounds, Space};
use super::work::Work;
use crate::rulebook::{Book, Case, Decision, Expected, Rule};
use crate::set::Set;
use crate::table::Ix;

/// The expectations of one case.
struct OfCase<'c> {
    case: &'c Case,
    /// By how many points outcomes are to lead.
    margin: i64,
    /// The decisions that must lead by so many: those that the case is about, and what they follow.
    leading: Vec<Ix<Decision>>,
}

/// The demand of a case: its outcomes come, each with a lead of so many points.
pub(super) fn demand(book: &Book, space: &Space, bounds: &Bounds, case: &Case, margin: i64, work: &mut Work) -> Demand {
    let leading = case.expect.iter().map(|(decision, _)| match &book.decisions[*decision].follows {
        Some(followed) => book.decisions.find(|decision| decision.id == *followed).unwrap_or(*decision),
        None => *decision,
    });
    let wanted = OfCase { case, margin, leading: leading.collect() };
    Scenarios::new(book, space, bounds, &wanted.looks_at()).demand(&case.given(book), &wanted, work)
}

impl Wanted for OfCase<'_> {
    fn looks_at(&self) -> Vec<(Ix<Decision>, Set)> {
        let options = |(decision, expected): &(Ix<Decision>, Expected)| match expected {
            Expected::Members { includes, excludes } => (*decision, includes.iter().chain(excludes.iter()).collect()),
            Expected::OneOf { options, .. } => (*decision, *options),
        };
        let fired = self.case.reasons.iter().map(|rule| (rule.decision, Set::default()));
        self.case.expect.iter().map(options).chain(fired).collect()
    }

    fn accepts(&self, decision: Ix<Decision>, outcome: &Set, fired: &[Ix<Rule>]) -> bool {
        let expected = self.case.expect.iter().filter(|(at, _)| *at == decision);
        let reasons = self.case.reasons.iter().filter(|rule| rule.decision == decision);
        expected.into_iter().all(|(_, expected)| expected.accepts(outcome))
            && reasons.into_iter().all(|rule| fired.contains(&rule.rule))
    }

    fn margin(&self, decision: Ix<Decision>) -> i64 {
        if self.leading.contains(&decision) { self.margin } else { 0 }
    }
}
