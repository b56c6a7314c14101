//! One profile at a time: the steps of a plan, with a [`Matcher`] for the rules of each decision.

use super::clauses::{Clauses, Step};
use super::layout::{KNOWN, Literal};
use super::matcher::{Matcher, Standing};
use super::plan::{DecisionPlan, Plan};
use super::sheet::{self, CLEAR, Results, Single};
use crate::evaluation::Verdict;
use crate::rulebook::Choose;

/// Buffers, so that nothing is allocated for a profile.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    bytes: Vec<u8>,
    standing: Standing,
    pub(super) decisions: Vec<Single>,
}

fn hold(clauses: &Clauses, bytes: &[u8]) -> bool {
    let holds = |literal: &Literal| bytes.get(literal.column).is_some_and(|byte| literal.holds(*byte));
    clauses.iter().any(|term| term.iter().all(holds))
}

/// The byte of something that comes out true, false, or neither.
fn derived(is_true: bool, is_false: bool) -> u8 {
    match (is_true, is_false) {
        (true, _) => KNOWN | 1 << 1,
        (false, true) => KNOWN,
        (false, false) => 0,
    }
}

/// Carries out the plan for one profile.
pub(super) fn score(plan: &Plan, matchers: &[Matcher], profile: &[u8], buffers: &mut Buffers) {
    let Buffers { bytes, standing, decisions } = buffers;
    decisions.resize_with(plan.decisions.len(), Single::default);
    if plan.is_plain {
        let parts = plan.decisions.iter().zip(matchers).zip(decisions);
        parts.for_each(|((plan, matcher), results)| decide(plan, matcher, profile, standing, results));
        return;
    }
    bytes.clear();
    bytes.extend_from_slice(profile);
    bytes.resize(plan.columns, 0);
    let set = |bytes: &mut Vec<u8>, column: usize, byte: u8| {
        bytes.get_mut(column).into_iter().for_each(|own| *own = byte);
    };
    for step in &plan.steps {
        match step {
            Step::Derive { column, when_true, when_false } => {
                let byte = derived(hold(when_true, bytes), hold(when_false, bytes));
                set(bytes, *column, byte);
            }
            Step::Gate { bytes: own, asked, not_asked } => {
                if !hold(asked, bytes) {
                    let byte = if hold(not_asked, bytes) { KNOWN } else { 0 };
                    bytes.get_mut(own.clone()).unwrap_or_default().fill(byte);
                }
            }
            Step::Decide(at) => {
                let parts = plan.decisions.get(*at).zip(matchers.get(*at)).zip(decisions.get_mut(*at));
                if let Some(((plan, matcher), results)) = parts {
                    decide(plan, matcher, bytes, standing, results);
                }
            }
            Step::Decided { column, decision, options } => {
                let parts = plan.decisions.get(*decision).zip(decisions.get(*decision));
                let is_chosen = parts.is_some_and(|(plan, single)| {
                    let results = Results::Single(single);
                    results.has_outcome()
                        && match plan.choose {
                            Choose::One { .. } => options.contains(results.winner()),
                            Choose::Many { .. } => options.iter().any(|option| results.is_chosen(option)),
                        }
                });
                set(bytes, *column, derived(is_chosen, true));
            }
        }
    }
}

fn decide(plan: &DecisionPlan, matcher: &Matcher, bytes: &[u8], standing: &mut Standing, results: &mut Single) {
    let Single { verdict, winner, margin, chosen, points } = results;
    (*verdict, *winner, *margin) = (Verdict::NotApplicable, 0, None);
    if !plan.applies_always && !hold(&plan.applies, bytes) {
        return;
    }
    matcher.stand(bytes, standing);
    points.clear();
    points.extend(matcher.points(standing));
    *verdict = if standing.fired { Verdict::Clear } else { Verdict::NotEnoughKnown };
    match plan.choose {
        Choose::Many { threshold } => {
            chosen.clear();
            let points = points.iter().enumerate();
            chosen.extend(points.map(|(at, points)| *points >= threshold && !standing.ruled_out.contains(at)));
        }
        Choose::One { close_call } if standing.fired => {
            let Some((best, second, place)) = best_two(points, standing) else {
                *verdict = Verdict::NotEnoughKnown;
                return;
            };
            (*winner, *margin) = (place, second.map(|second| best - second));
            let is_tie = *margin == Some(0);
            let is_close = margin.is_some_and(|margin| margin <= close_call);
            *verdict = sheet::verdict(CLEAR - u8::from(is_tie || is_close) - u8::from(is_tie));
        }
        Choose::One { .. } => {}
    }
}

/// The most points and the next most of any option in the running, and the place of the first that has the most.
fn best_two(points: &[i64], standing: &Standing) -> Option<(i64, Option<i64>, usize)> {
    // Less than any sum of points.
    let (mut best, mut second, mut winner) = (i64::MIN, i64::MIN, 0);
    let nobody_is_out = standing.ruled_out.is_empty();
    for (at, points) in points.iter().enumerate() {
        let points = if nobody_is_out || !standing.ruled_out.contains(at) { *points } else { i64::MIN };
        let leads = points > best;
        second = if leads { best } else { second.max(points) };
        winner = if leads { at } else { winner };
        best = best.max(points);
    }
    let known = |points: i64| if points == i64::MIN { None } else { Some(points) };
    Some((known(best)?, known(second), winner))
}
