//! How a decision that chooses one option could come out differently, as contests of which one has to be met.
//!
//! A decision that rests on another is looked at through what that one may come to: what makes it come out differently in any
//! case is one set of outcomes, and the weaker question whether the decision above leaves the others is asked at once.

use crate::analysis::bounds::ceiling::{Ceiling, may};
use crate::rulebook::{Assumed, Choose, Contest, Lead, Model, Requirements, Scenario};
use crate::set::Set;

/// More combinations of what the decisions above may come to are not told apart.
const MOST_SCENARIOS: usize = 64;

/// The contests of which one is met exactly where the decision comes out differently from this. Nothing where that cannot be said
/// by contests.
pub(in crate::analysis) fn differing(
    model: &Model,
    decision: usize,
    applies: bool,
    outcome: Set,
) -> Option<Vec<Contest>> {
    let own = model.decisions.get(decision)?;
    if !matches!(own.choose, Choose::One { .. }) {
        return None;
    }
    let above: Vec<usize> = own.closure.iter().copied().filter(|at| *at != decision).collect();
    let mut contests = Vec::new();
    // What one decision above comes to makes this one differ in any case.
    let mut surely = Set::default();
    for scenario in scenarios(model, &above)? {
        let other = differing_under(model, decision, applies, outcome, &scenario)?;
        let other: Vec<Requirements<'_>> = other.into_iter().filter(seems_possible).collect();
        if other.is_empty() {
            continue;
        }
        if let [(pivot, Assumed::Outcome(option))] = scenario.as_slice() {
            let alone = model.decisions.get(*pivot).is_some_and(|pivot| pivot.closure.len() == 1);
            if alone && !seems_possible(&same_under(model, decision, applies, outcome, &scenario)?) {
                surely.insert(*option);
                continue;
            }
        }
        for one in other {
            contests.push(one.with_scenario()?.contest());
        }
    }
    if let ([pivot], false) = (above.as_slice(), surely.is_empty()) {
        let options = model.decisions.get(*pivot)?.options;
        for option in surely.iter() {
            let rivals: Set = (0..options).filter(|rival| !surely.contains(*rival)).collect();
            let mut one = Requirements::bare(model, &[]);
            one.outcome(*pivot, option, rivals)?;
            contests.push(one.contest());
        }
    }
    // What is met most easily comes first.
    contests.sort_by_key(|contest| contest.leads.len());
    Some(contests)
}

/// Every combination of what these decisions may come to. Nothing if they are too many, or one chooses several options.
pub(in crate::analysis) fn scenarios(model: &Model, above: &[usize]) -> Option<Vec<Scenario>> {
    let mut scenarios: Vec<Scenario> = vec![Vec::new()];
    for at in above {
        let decision = model.decisions.get(*at).filter(|decision| matches!(decision.choose, Choose::One { .. }))?;
        if scenarios.len() * (decision.options + 1) > MOST_SCENARIOS {
            return None;
        }
        let outcomes = || (0..decision.options).map(Assumed::Outcome).chain([Assumed::Nothing]);
        let with =
            |scenario: &Scenario, outcome| scenario.iter().copied().chain([(*at, outcome)]).collect::<Scenario>();
        scenarios =
            scenarios.iter().flat_map(|scenario| outcomes().map(move |outcome| with(scenario, outcome))).collect();
    }
    Some(scenarios)
}

/// What makes the decision come out differently where those above come to this.
fn differing_under<'m>(
    model: &'m Model,
    decision: usize,
    applies: bool,
    outcome: Set,
    scenario: &[(usize, Assumed)],
) -> Option<Vec<Requirements<'m>>> {
    let options = model.decisions.get(decision)?.options;
    let bare = || Requirements::bare(model, scenario);
    let with = |demand: &dyn Fn(&mut Requirements<'m>) -> Option<()>| {
        let mut one = bare();
        demand(&mut one)?;
        Some(one)
    };
    if !applies {
        return Some(vec![with(&|one| one.applicable(decision))?]);
    }
    let mut ways = vec![with(&|one| one.inapplicable(decision))?];
    match outcome.iter().next() {
        None => ways.push(with(&|one| one.some_outcome(decision))?),
        Some(winner) => {
            ways.push(with(&|one| one.ruled_out(decision, winner))?);
            ways.push(with(&|one| one.silent(decision))?);
            for option in (0..options).filter(|option| *option != winner) {
                ways.push(with(&|one| one.outcome(decision, option, [winner].into_iter().collect()))?);
            }
        }
    }
    Some(ways)
}

/// That the decision comes out as it did where those above come to this.
fn same_under<'m>(
    model: &'m Model,
    decision: usize,
    applies: bool,
    outcome: Set,
    scenario: &[(usize, Assumed)],
) -> Option<Requirements<'m>> {
    let options = model.decisions.get(decision)?.options;
    let mut one = Requirements::bare(model, scenario);
    match (applies, outcome.iter().next()) {
        (false, _) => one.inapplicable(decision)?,
        (true, Some(winner)) => one.outcome(decision, winner, (0..options).collect())?,
        (true, None) => one.without(decision)?,
    }
    Some(one)
}

/// Whether it is not plain at once that no answers can bring this about.
pub(in crate::analysis) fn seems_possible(requirements: &Requirements<'_>) -> bool {
    if requirements.is_impossible() {
        return false;
    }
    let contest = requirements.clone().contest();
    let domains = contest.all.as_slice();
    let mut standings = vec![None; contest.rows.len()];
    let mut ceiling = Ceiling::default();
    let mut reaches = |(at, lead): (usize, &Lead)| {
        lead.escapes.iter().any(|escape| may(escape, domains)) || {
            ceiling.renew(&contest, at, domains, &mut standings);
            ceiling.total() >= lead.least
        }
    };
    contest.hard.iter().all(|formula| may(formula, domains)) && contest.leads.iter().enumerate().all(&mut reaches)
}
