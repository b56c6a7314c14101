//! Why a case fails: the rules that put what came ahead of what was expected, and why a rule did not fire.
//!
//! Points are sums, so the difference of two options is the sum of the differences that each rule makes. Nothing here is
//! estimated.

use super::{CaseFailure, CaseResult};
use crate::evaluation::{Evaluation, Reason, Standing, World};
use crate::rulebook::{Book, Decision, Question, Rule};
use crate::set::Set;
use crate::table::Ix;
use crate::truth::Truth;

/// An option that came against one that was expected, and the rules that made the difference.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Contrast<'e> {
    /// The option that came.
    pub came: Standing<'e>,
    /// The option that was expected.
    pub expected: Standing<'e>,
    /// By how many points each rule put the one that came ahead of the one that was expected; below zero the other way
    /// round. Those that moved most come first. They add up to the difference of the points.
    pub rules: Vec<Reason<'e>>,
}

/// Why a rule did not fire.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Silence<'e> {
    /// Its decision does not apply.
    NotApplicable,
    /// Its condition is false.
    False,
    /// Its condition is unknown: these questions of it have no answer.
    Unknown(Vec<&'e Question>),
}

impl CaseResult<'_> {
    /// Choose one: the option that came against each of those that a failure expected. Empty for other failures, and where
    /// there was no outcome.
    pub fn contrasts(&self, failure: &CaseFailure<'_>) -> Vec<Contrast<'_>> {
        let (CaseFailure::Outcome { expected, .. }, Some(result)) = (failure, self.result(failure)) else {
            return Vec::new();
        };
        let Some(came) = result.ranking.iter().find(|row| row.chosen) else { return Vec::new() };
        let standing = |id: &str| result.ranking.iter().find(|row| row.option.id == id);
        let wanted = expected.iter().filter_map(|option| standing(&option.id));
        wanted.map(|row| contrast(result.decision.rules(), came, row)).collect()
    }

    /// Why the rule of a failure did not fire. `None` for other failures.
    pub fn silence(&self, failure: &CaseFailure<'_>) -> Option<Silence<'_>> {
        let CaseFailure::NotFired { rule, decision } = failure else { return None };
        let book = self.evaluation.book();
        let decision = book.decisions.find(|known| known.id == decision.id)?;
        if !self.evaluation.tally(decision).applies() {
            return Some(Silence::NotApplicable);
        }
        if truth(&self.evaluation, book, decision, rule) == Truth::False {
            return Some(Silence::False);
        }
        let mut tested = Set::default();
        let mut open = Vec::new();
        book.tested(&rule.condition, &mut |ix| {
            let is_open =
                self.evaluation.answers().given()[ix].is_none() && self.evaluation.asked_of(ix) != Truth::False;
            if is_open && !tested.contains(ix.position()) {
                tested.insert(ix.position());
                open.push(&book.questions[ix]);
            }
        });
        Some(Silence::Unknown(open))
    }
}

fn contrast<'e>(rules: &'e [Rule], came: &Standing<'e>, expected: &Standing<'e>) -> Contrast<'e> {
    let given = |row: &Standing<'e>, rule: &Rule| -> i64 {
        let reasons = row.reasons.iter().filter(|reason| std::ptr::eq(reason.rule, rule));
        reasons.map(|reason| reason.points).sum()
    };
    let difference = |rule: &'e Rule| Reason { rule, points: given(came, rule) - given(expected, rule) };
    let mut rules: Vec<Reason<'e>> = rules.iter().map(difference).filter(|reason| reason.points != 0).collect();
    rules.sort_by_key(|reason| std::cmp::Reverse(reason.points.abs()));
    Contrast { came: came.clone(), expected: expected.clone(), rules }
}

/// What the condition of a rule came to.
fn truth(evaluation: &Evaluation, book: &Book, decision: Ix<Decision>, rule: &Rule) -> Truth {
    let mut world = World::of(book, evaluation.answers().given());
    for above in book.decisions.indices().take_while(|above| *above < decision) {
        world.decide(above, evaluation.tally(above).outcome_set());
    }
    world.truth(&rule.condition)
}
