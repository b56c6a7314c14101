//! Properties stay true: what breaks one becomes a further demand.
//!
//! Each property is proved of the rulebook with the new points. Answers that break one are a cutting plane (R. E. Gomory,
//! *Bulletin of the American Mathematical Society* 64, 1958): a demand that today's best points fail and every allowed ones
//! satisfy. The points that keep all properties are finitely many, so that it ends.

use std::collections::BTreeMap;

use super::book_with;
use super::demand::{Demand, Sum};
use super::options::Frame;
use super::scenario::{Scenarios, Standing, Wanted};
use super::variable::Points;
use super::work::Work;
use crate::analysis::{Budget, Counterexample, Ruling};
use crate::evaluation::World;
use crate::rulebook::{Book, Condition, Decision, DecisionOption, Property, PropertyClaim, Rule, Rulebook};
use crate::set::Set;
use crate::table::Ix;
use crate::truth::Truth;

/// So many times properties are proved anew. It is said where that was not enough.
const MOST_ROUNDS: usize = 40;
/// What the proofs of one round may take.
const PATIENCE: Budget = Budget(100_000);

/// What has become of the properties so far.
#[derive(Default)]
pub(super) struct Upkeep {
    /// By the property's position: how many demands stand for it.
    demands: BTreeMap<usize, usize>,
    /// The properties that are not proved of the last points.
    pub(super) open: Vec<usize>,
    /// Those that these points break, where the rounds ended.
    pub(super) failing: Vec<usize>,
    pub(super) rounds: usize,
    ids: Vec<String>,
}

impl Upkeep {
    /// The ids of the properties that had to be cared for.
    pub(super) fn broken(&self) -> impl Iterator<Item = String> {
        self.demands.keys().filter_map(|nth| self.ids.get(*nth).cloned())
    }

    pub(super) fn demands_of(&self, nth: usize) -> usize {
        self.demands.get(&nth).copied().unwrap_or(0)
    }

    /// What these points break, as demands.
    pub(super) fn demands(&mut self, frame: &Frame<'_>, points: &Points, work: &mut Work) -> Vec<Demand> {
        self.ids = frame.rulebook.properties().iter().map(|property| property.id.clone()).collect();
        (self.open, self.failing) = (Vec::new(), Vec::new());
        let fitted = Rulebook::new(book_with(frame, points));
        let is_last = self.rounds == MOST_ROUNDS || work.is_spent();
        let mut demands = Vec::new();
        for (nth, result) in fitted.prove_all(PATIENCE).enumerate() {
            match result.ruling {
                Ruling::Holds => {}
                Ruling::Unproven => self.open.push(nth),
                Ruling::Broken(_) if is_last => self.failing.push(nth),
                Ruling::Broken(example) => {
                    demands.push(demand(frame, result.property, &example, work));
                    *self.demands.entry(nth).or_default() += 1;
                }
            }
        }
        self.rounds += usize::from(!demands.is_empty());
        demands
    }
}

/// The demand that a property holds for some answers.
fn demand(frame: &Frame<'_>, property: &Property, example: &Counterexample<'_>, work: &mut Work) -> Demand {
    let kept = Kept::of(frame.book, property);
    let mut looks_at = kept.looks_at();
    let (PropertyClaim::Raising { decision, option, against, .. }, Some(raised)) = (&property.claim, &example.raised)
    else {
        let scenarios = Scenarios::new(frame.book, &frame.space, &frame.bounds, &looks_at);
        return scenarios.demand(example.answers.given(), &kept, work);
    };
    let above = conditions(&frame.book.decisions[*decision]);
    looks_at.extend(above.flat_map(decided));
    let scenarios = Scenarios::new(frame.book, &frame.space, &frame.bounds, &looks_at);
    let given = [example.answers.given(), raised.then.given()];
    let mut ways = Vec::new();
    let complete = scenarios.pairs(given, &kept, work, &mut |[(low_way, low), (high_way, high)]| {
        let Some(both) = scenarios.joined(low_way, high_way.clone()) else { return };
        let worlds = [low, high];
        let concerns =
            worlds.iter().all(|world| kept.when.as_ref().is_none_or(|when| world.truth(when) == Truth::True));
        let standings = worlds.map(|world| scenarios.standing(*decision, world));
        let [Some(low), Some(high)] = standings else {
            ways.push(both);
            return;
        };
        let stands =
            [&low, &high].map(|standing| i8::from(runs(standing, *option)) - i8::from(runs(standing, *against)));
        let [was, is] = stands;
        match concerns.then(|| is.cmp(&was)) {
            None | Some(std::cmp::Ordering::Greater) => ways.push(both),
            Some(std::cmp::Ordering::Less) => {}
            // Nobody is ahead by being alone in the running: the points decide.
            Some(std::cmp::Ordering::Equal) if is == 0 => {
                let lead = |standing: &Standing| {
                    sum(frame, *decision, standing, *option).less(&sum(frame, *decision, standing, *against))
                };
                ways.extend(scenarios.joined(&both, vec![lead(&high).less(&lead(&low)).at_least(0)]));
            }
            Some(std::cmp::Ordering::Equal) => ways.push(both),
        }
    });
    ways.sort();
    ways.dedup();
    Demand { ways, complete }
}

fn runs(standing: &Standing, option: Ix<DecisionOption>) -> bool {
    standing.running.iter().any(|(running, _)| *running == option)
}

/// The points of an option, ruled out or not.
fn sum(frame: &Frame<'_>, decision: Ix<Decision>, standing: &Standing, option: Ix<DecisionOption>) -> Sum {
    let mut sum = Sum::default();
    for rule in &standing.fired {
        let at = crate::rulebook::RuleRef { decision, rule: *rule };
        for (to, today, variable) in frame.space.points(frame.book, at).filter(|(to, ..)| *to == option) {
            debug_assert_eq!(to, option);
            match variable {
                Some(variable) => sum.add(variable, 1),
                None => sum.add_constant(today),
            }
        }
    }
    sum
}

/// What a property claims of one profile.
struct Kept {
    when: Option<Condition>,
    /// The condition that must not be true.
    never: Option<Condition>,
    /// The condition that must not be false.
    always: Option<Condition>,
}

impl Kept {
    fn of(_: &Book, property: &Property) -> Kept {
        let (never, always) = match &property.claim {
            PropertyClaim::Never(condition) => (Some(condition.clone()), None),
            PropertyClaim::Always(condition) => (None, Some(condition.clone())),
            PropertyClaim::Raising { .. } => (None, None),
        };
        Kept { when: property.when.clone(), never, always }
    }
}

impl Wanted for Kept {
    fn looks_at(&self) -> Vec<(Ix<Decision>, Set)> {
        self.when.iter().chain(&self.never).chain(&self.always).flat_map(decided).collect()
    }

    fn accepts(&self, _: Ix<Decision>, _: &Set, _: &[Ix<Rule>]) -> bool {
        true
    }

    fn holds(&self, world: &World) -> bool {
        if self.when.as_ref().is_some_and(|when| world.truth(when) != Truth::True) {
            return true;
        }
        self.never.as_ref().is_none_or(|never| world.truth(never) != Truth::True)
            && self.always.as_ref().is_none_or(|always| world.truth(always) != Truth::False)
    }
}

/// The decisions that a condition names, with the options that it tells apart.
fn decided(condition: &Condition) -> Vec<(Ix<Decision>, Set)> {
    let mut decided = Vec::new();
    condition.leaves(&mut |leaf| {
        if let Condition::Decided(decision, options) = leaf {
            decided.push((*decision, *options));
        }
    });
    decided
}

fn conditions(decision: &Decision) -> impl Iterator<Item = &Condition> {
    decision.rules.rows().iter().map(|rule| &rule.condition).chain(&decision.applies_if)
}
