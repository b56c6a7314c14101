//! Where two versions of a decision part: answers for which one comes out with this and the other with that, and how many
//! of all answers there are of that kind.
//!
//! Both versions are bounded side by side, with every decision above that they share. What those come to is told apart into
//! scenarios, so that a node is given up where a decision above cannot part as it would have to, where the edit pays too
//! little, and where so many more answers cannot bring any of the options that are wanted to the front.

mod lack;
mod seek;

use std::collections::BTreeMap;

use lack::Lack;

use super::joint::{Joint, JointQuestion, Side};
use super::pairing::{Apart, Given, Pairing, Reading};
use super::scenario::{Above, choices, scenarios};
use super::state::{Known, Move};
use crate::alike::translated;
use crate::analysis::bounds::covering::Covering;
use crate::analysis::bounds::outlook::{Outlook, Slot};
use crate::analysis::bounds::reserve::{ByCase, Holders};
use crate::analysis::one_world::search::Goal;
use crate::analysis::one_world::smallest::Phenomenon;
use crate::rulebook::{Choose, DecisionModel};
use crate::set::Set;

/// A decision of both versions, with what they have in common.
pub(in crate::analysis) struct Parting<'j, 'r> {
    joint: &'j Joint<'r>,
    sides: [Side<'r>; 2],
    /// The decisions above that both versions rest on, in order; the decision itself last.
    pairings: Vec<Pairing>,
    /// The ways in which each decision above may part; nothing if they are not known.
    ways: Vec<Option<Vec<Move>>>,
    scenarios: Vec<Vec<Above>>,
    /// What is taken of the decisions above, and what follows from it, for each pairing.
    above: Vec<Above>,
    given: Vec<Given>,
    /// By whether something is taken of each of the decisions above.
    holders: BTreeMap<Vec<bool>, Sides<Vec<Holders>>>,
    by_case: Sides<Vec<ByCase>>,
    /// What is looked for, and the scenarios in which it may be; nothing for any difference.
    wanted: Option<Move>,
    possible: Vec<usize>,
    /// What is missing as things stand, and what questions may close of it.
    gaps: Vec<Lack>,
    covering: Covering,
    /// The nodes that were looked at since something was last looked for.
    spent: u64,
}

type Sides<T> = [T; 2];

impl<'j, 'r> Parting<'j, 'r> {
    /// `known` tells the ways in which decisions above may part, of those that were looked at.
    pub(in crate::analysis) fn new(joint: &'j Joint<'r>, decisions: [usize; 2], known: &Known) -> Self {
        let sides = joint.sides();
        let closure = |side: usize| {
            let model = decisions.get(side).and_then(|at| sides.get(side)?.model.decisions.get(*at));
            model.map(|model| model.closure.clone()).unwrap_or_default()
        };
        let [first, second] = [closure(0), closure(1)];
        let place = |at: usize| {
            let id = &joint.old.decisions().get(at)?.id;
            joint.new.decisions().iter().position(|other| other.id == *id)
        };
        let pairs = first.iter().filter_map(|at| Some([*at, place(*at)?]));
        let above: Vec<[usize; 2]> = pairs.filter(|pair| *pair != decisions && second.contains(&pair[1])).collect();
        let ways: Vec<Option<Vec<Move>>> = above
            .iter()
            .map(|pair| if joint.are_alike(*pair) { Some(Vec::new()) } else { known.get(pair).cloned().flatten() })
            .collect();
        let pairings: Vec<Pairing> =
            above.into_iter().chain([decisions]).filter_map(|pair| Pairing::new(joint, pair)).collect();
        let by_case = [0, 1].map(|which| {
            let decisions = pairings.iter().filter_map(|pairing| pairing.decisions.get(which));
            let models = decisions.filter_map(|at| Some((sides.get(which)?.model, *at)));
            models.filter_map(|(model, at)| Some(ByCase::of(model, model.decisions.get(at)?))).collect()
        });
        let mut parting = Parting {
            joint,
            sides,
            above: vec![Above::Any; ways.len()],
            scenarios: Vec::new(),
            pairings,
            given: Vec::new(),
            holders: BTreeMap::new(),
            by_case,
            wanted: None,
            possible: Vec::new(),
            gaps: Vec::new(),
            covering: Covering::default(),
            spent: 0,
            ways,
        };
        parting.focus(None);
        parting.suppose(None);
        parting
    }

    /// Looks for one way of parting. Whether it may be at all, as far as the bounds say before anything is answered.
    pub(in crate::analysis) fn want(&mut self, way: Move) -> bool {
        self.wanted = Some(way);
        self.spent = 0;
        let has_say = self.focus(Some(way));
        let above = self.pairings.iter().zip(&self.ways).zip(has_say);
        let choices = above.map(|((pairing, ways), has_say)| {
            let both_one = |[one, other]: [&DecisionModel; 2]| {
                [one, other].iter().all(|model| matches!(model.choose, Choose::One { .. }))
            };
            let both_one = self.models(pairing).is_some_and(both_one);
            if has_say { choices(pairing, ways, both_one) } else { vec![Above::Any] }
        });
        self.scenarios = scenarios(choices.collect());
        self.possible.clear();
        let open = vec![Slot::Open; self.joint.questions.len()];
        for scenario in 0..self.scenarios.len() {
            self.suppose(Some(scenario));
            self.look_at(&open);
            if self.meets(outlook) {
                self.possible.push(scenario);
            }
        }
        !self.possible.is_empty()
    }

    /// Has only those decisions looked at that have a say in a way of parting, or in any. Which of those above have one.
    fn focus(&mut self, way: Option<Move>) -> Vec<bool> {
        let [one, other] = &self.sides;
        let models = [one.model, other.model];
        let closure = |which: usize, at: usize| {
            let decision = models.get(which).and_then(|model| model.decisions.get(at));
            decision.map(|decision| decision.closure.clone()).unwrap_or_default()
        };
        let mut closures: Sides<Vec<usize>> = Sides::default();
        let mut has_say = Vec::new();
        for (nth, pairing) in self.pairings.iter().enumerate().rev() {
            let is_target = nth + 1 == self.pairings.len();
            let is_read = pairing.decisions.iter().zip(&closures).any(|(at, closure)| closure.contains(at));
            for ((which, at), looked_at) in pairing.decisions.iter().enumerate().zip(&mut closures) {
                match way.filter(|_| is_target) {
                    Some(way) => {
                        let reads = pairing.reads(self.joint, which, way);
                        looked_at.extend(reads.into_iter().flat_map(|above| closure(which, above)).chain([*at]));
                    }
                    None if is_target || is_read => looked_at.extend(closure(which, *at)),
                    None => {}
                }
            }
            has_say.push(is_read);
        }
        for (side, mut closure) in self.sides.iter_mut().zip(closures) {
            closure.sort_unstable();
            closure.dedup();
            side.focus(closure);
        }
        has_say.into_iter().rev().take(self.ways.len()).collect()
    }

    /// Takes the decisions above to come to this.
    fn take(&mut self, above: Vec<Above>) {
        self.above = above;
        for (pairing, above) in self.pairings.iter().zip(&self.above) {
            for (which, (side, decision)) in self.sides.iter_mut().zip(pairing.decisions).enumerate() {
                side.assume(decision, above.assumed(which));
            }
        }
        let agrees = |reading: &Reading| {
            let mut known = self.pairings.iter().zip(&self.above);
            let found = known.find(|(pairing, _)| pairing.decisions == reading.decisions);
            found
                .is_some_and(|(pairing, above)| above.agrees(reading, pairing, self.joint.are_alike(reading.decisions)))
        };
        self.given = self.pairings.iter().map(|pairing| pairing.given(agrees)).collect();
        let is_taken = self.is_taken();
        if !self.holders.contains_key(&is_taken) {
            let holders = self.holders_given(&is_taken);
            self.holders.insert(is_taken, holders);
        }
    }

    fn holders_given(&self, is_taken: &[bool]) -> Sides<Vec<Holders>> {
        let taken = self.pairings.iter().zip(is_taken).filter(|(_, taken)| **taken);
        let taken: Vec<Sides<usize>> = taken.map(|(pairing, _)| pairing.decisions).collect();
        let [one, other] = &self.sides;
        [(0, one), (1, other)].map(|(which, side)| {
            let decisions = self.pairings.iter().filter_map(|pairing| pairing.decisions.get(which));
            let models = decisions.filter_map(|at| side.model.decisions.get(*at));
            let is_taken = |at: usize| taken.iter().any(|decisions| decisions.get(which) == Some(&at));
            models.map(|own| Holders::of(side.model, own, is_taken)).collect()
        })
    }

    /// The questions that have a say in either version, by their joint positions.
    pub(in crate::analysis) fn support(&self) -> Vec<usize> {
        let Some(models) = self.pairings.last().and_then(|pairing| self.models(pairing)) else { return Vec::new() };
        let has_say = |question: &JointQuestion| {
            let mut sides = models.iter().zip(question.place);
            sides.any(|(model, at)| at.is_some_and(|at| model.support.get(at) == Some(&true)))
        };
        let all = self.joint.questions.iter().enumerate();
        all.filter(|(_, question)| has_say(question)).map(|(at, _)| at).collect()
    }

    /// What there is to the change of one profile of answers, all of them fixed.
    pub(in crate::analysis) fn moves(&self) -> Vec<Move> {
        self.target().map(|apart| apart.moves()).unwrap_or_default()
    }

    /// The decision itself as it was last looked at.
    fn target(&self) -> Option<Apart<'_>> {
        self.apart(self.pairings.len().checked_sub(1)?, outlook)
    }

    /// Looks at both versions with these slots.
    pub(in crate::analysis) fn look_at(&mut self, slots: &[Slot]) {
        for side in &mut self.sides {
            side.look(&self.joint.questions, slots);
        }
    }

    pub(in crate::analysis) fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether what was last looked at is settled in both versions.
    pub(in crate::analysis) fn is_settled(&self) -> bool {
        self.target().is_some_and(|apart| apart.prospects.iter().all(|prospect| prospect.state().is_some()))
    }

    fn models(&self, pairing: &Pairing) -> Option<[&'r DecisionModel; 2]> {
        let ([one, other], [first, second]) = (&self.sides, pairing.decisions);
        Some([one.model.decisions.get(first)?, other.model.decisions.get(second)?])
    }

    /// One of the pairings as it was last looked at.
    fn apart<'p>(&'p self, at: usize, of: for<'s> fn(&'s Side<'r>) -> &'s Outlook<'r>) -> Option<Apart<'p>> {
        let (pairing, given) = (self.pairings.get(at)?, self.given.get(at)?);
        let ([one, other], [first, second]) = (&self.sides, pairing.decisions);
        let prospects = [of(one).decisions.get(first)?, of(other).decisions.get(second)?];
        Some(Apart { pairing, given, models: self.models(pairing)?, prospects })
    }

    /// What each pairing must come to, where that is said.
    fn demands(&self) -> impl Iterator<Item = (usize, Above)> + '_ {
        let target = self.wanted.map(Above::Parts);
        let last = self.pairings.len().saturating_sub(1);
        let above = self.above.iter().copied().enumerate();
        above.chain(target.map(|target| (last, target)))
    }

    fn meets(&self, of: for<'s> fn(&'s Side<'r>) -> &'s Outlook<'r>) -> bool {
        let last = self.pairings.len().saturating_sub(1);
        self.demands().all(|(at, demand)| match demand {
            Above::Any | Above::Agrees => true,
            Above::Differs => self.apart(at, of).is_some_and(|apart| self.may_differ(&apart, of)),
            Above::Parts(way) => {
                self.apart(at, of).is_some_and(|apart| apart.may(way) && !(at == last && apart.is_inert()))
            }
        })
    }

    /// Whether the versions may differ at all.
    fn may_differ(&self, apart: &Apart<'_>, of: for<'s> fn(&'s Side<'r>) -> &'s Outlook<'r>) -> bool {
        if apart.is_inert() {
            return false;
        }
        let ([first, second], [forth, back]) = (apart.pairing.decisions, &apart.pairing.options);
        let another = |state: (bool, Set), map: &[Option<usize>], decision: usize, side: &Side<'r>| {
            let (applies, outcome) = (state.0, translated(&state.1, map));
            let is_missing = outcome.len() < state.1.len();
            is_missing || Goal::Differs { decision, applies, outcome }.is_possible(&of(side).decisions)
        };
        let ([one, other], [old, new]) = (apart.prospects, &self.sides);
        match (one.state(), other.state()) {
            (Some(state), _) => another(state, forth, second, new),
            (None, Some(state)) => another(state, back, first, old),
            (None, None) => true,
        }
    }

    /// For each decision above whether something is taken of it.
    fn is_taken(&self) -> Vec<bool> {
        self.above.iter().map(|above| matches!(above, Above::Parts(_))).collect()
    }
}

fn outlook<'s, 'r>(side: &'s Side<'r>) -> &'s Outlook<'r> {
    &side.outlook
}

fn now<'s, 'r>(side: &'s Side<'r>) -> &'s Outlook<'r> {
    &side.now
}
