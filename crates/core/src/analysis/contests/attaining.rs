//! The ways in which a decision that chooses one option comes to it, as contests.
//!
//! A decision that rests on another may come to an option by way of several outcomes of that one.

use super::differing::{scenarios, seems_possible};
use crate::rulebook::{Assumed, Model, Requirements, Way};

/// The ways in which an option may become the outcome, whatever is answered.
pub(in crate::analysis) fn attaining(model: &Model, decision: usize, option: usize) -> Option<Vec<Way>> {
    let own = model.decisions.get(decision)?;
    let above: Vec<usize> = own.closure.iter().copied().filter(|at| *at != decision).collect();
    let is_plain = |pivot: usize| model.decisions.get(pivot).is_some_and(|pivot| pivot.closure.len() == 1);
    let mut ways = Vec::new();
    for scenario in scenarios(model, &above)? {
        let mut demand = Requirements::bare(model, &scenario);
        demand.outcome(decision, option, (0..own.options).collect())?;
        if !seems_possible(&demand) {
            continue;
        }
        let by = match scenario.as_slice() {
            [(pivot, Assumed::Outcome(outcome))] if is_plain(*pivot) => Some((*pivot, *outcome)),
            _ => None,
        };
        let by_that_alone = by.is_some() && demand.clone().contest().is_void();
        ways.push(Way { contest: demand.with_scenario()?.contest(), by, by_that_alone });
    }
    Some(ways)
}
