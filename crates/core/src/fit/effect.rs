//! What a few more points for an option would do to one case.

use std::collections::BTreeMap;

use crate::answers::Answers;
use crate::evaluation::{Evaluation, World};
use crate::rulebook::{Case, Choose, Decision, DecisionOption, Rulebook};
use crate::set::Set;
use crate::table::Ix;

/// Points more for an option of a decision.
pub(super) type Effect = (Ix<Decision>, Ix<DecisionOption>, i64);

/// What one case has to say.
pub(super) struct Hearing<'c> {
    pub(super) case: &'c Case,
    pub(super) part: usize,
    pub(super) world: World,
    /// For each effect that turns the case, whether the case holds with it and not without, or the other way round.
    pub(super) turns: BTreeMap<Effect, bool>,
}

/// What more points would do to a case. None if it expects nothing.
pub(super) fn heard<'c>(rulebook: &Rulebook, case: &'c Case, part: usize) -> Option<Hearing<'c>> {
    let book = rulebook.book();
    let last = case.expect.iter().map(|(decision, _)| *decision).max()?;
    let given = case.given(book);
    let evaluation = Answers::with_given(rulebook, case.given(book)).evaluate();
    let accepts = |supposed: Option<(Ix<Decision>, Set)>| {
        case.expect.iter().all(|(decision, expected)| expected.accepts(&outcome(&evaluation, *decision, supposed)))
    };
    let holds = accepts(None);
    let mut turns = BTreeMap::new();
    for (at, decision) in book.decisions.iter().filter(|(at, _)| *at <= last) {
        let Choose::One { .. } = decision.choose else { continue };
        let tally = evaluation.tally(at);
        if !tally.applies() {
            continue;
        }
        let mut known: BTreeMap<Ix<DecisionOption>, bool> = BTreeMap::new();
        for option in decision.options.indices() {
            for points in [1, 2] {
                let ranked = |own: &Ix<DecisionOption>| {
                    let more = if *own == option { points } else { 0 };
                    (std::cmp::Reverse(tally.points[*own] + more), *own)
                };
                let Some(first) = tally.running().iter().copied().min_by_key(ranked) else { continue };
                if tally.outcome() == [first] {
                    continue;
                }
                let set = Set::from_iter([first.position()]);
                let then = *known.entry(first).or_insert_with(|| accepts(Some((at, set))));
                if then != holds {
                    turns.insert((at, option, points), then);
                }
            }
        }
    }
    Some(Hearing { case, part, world: World::of(book, &given), turns })
}

fn outcome(evaluation: &Evaluation, of: Ix<Decision>, supposed: Option<(Ix<Decision>, Set)>) -> Set {
    match supposed {
        Some((at, outcome)) if at == of => outcome,
        Some((at, outcome)) if at < of => evaluation.outcome_supposing(of, at, outcome),
        _ => evaluation.tally(of).outcome_set(),
    }
}
