//! The search for the smallest answers for which two versions of a decision part in one way.

use std::collections::BTreeMap;

use super::{Parting, now, outlook};
use crate::analysis::bounds::covering::part;
use crate::analysis::bounds::outlook::Slot;
use crate::analysis::one_world::smallest::Phenomenon;
use crate::analysis::two_worlds::joint::Side;
use crate::analysis::two_worlds::pairing::Apart;
use crate::analysis::two_worlds::scenario::Above;
use crate::analysis::two_worlds::state::Move;

impl Phenomenon for Parting<'_, '_> {
    fn cases(&self) -> Vec<usize> {
        self.joint.cases()
    }

    fn scenarios(&self) -> Vec<usize> {
        self.possible.clone()
    }

    fn suppose(&mut self, scenario: Option<usize>) {
        let above = scenario.and_then(|at| self.scenarios.get(at)).cloned();
        self.take(above.unwrap_or_else(|| vec![Above::Any; self.above.len()]));
    }

    fn look(&mut self, slots: &[Slot]) {
        self.look_at(slots);
        self.spent += self.cost();
        self.gaps.clear();
        self.covering.clear();
        if self.wanted.is_some() && self.meets(outlook) {
            self.sides.iter_mut().for_each(Side::look_now);
            self.gaps = self.gaps();
            let parts: Vec<Vec<i64>> = self.gaps.iter().map(|gap| self.parts(gap)).collect();
            let stirs = self.stirs();
            parts.into_iter().chain(stirs).for_each(|parts| self.covering.add(parts));
        }
    }

    fn may_show(&self) -> bool {
        match self.wanted {
            None => self.target().is_some_and(|apart| self.may_differ(&apart, outlook)),
            Some(_) => self.meets(outlook),
        }
    }

    fn may_show_within(&self, answers: usize) -> bool {
        self.covering.closes(answers)
    }

    fn shows_already(&self) -> bool {
        self.wanted.is_some() && self.gaps.is_empty() && self.meets(now)
    }

    fn next(&self, slots: &[Slot]) -> Option<usize> {
        let is_open = |at: usize| !matches!(slots.get(at), Some(Slot::Fixed(_)));
        // What the edit is about comes first: where it has no effect, nothing else needs to be looked at.
        let lacking: Vec<(Apart<'_>, Option<Move>)> = self
            .demands()
            .filter_map(|(nth, demand)| {
                let (then, now) = (self.apart(nth, outlook)?, self.apart(nth, now)?);
                match demand {
                    Above::Parts(way @ [from, to]) => (!now.may_turn(from, to)).then_some((then, Some(way))),
                    Above::Differs => Some((then, None)),
                    Above::Any | Above::Agrees => None,
                }
            })
            .collect();
        let edited = self.heaviest(&is_open, |side, at, rule| {
            lacking.iter().filter(|(apart, _)| apart.pairing.decisions.get(side) == Some(&at)).any(|(apart, way)| {
                let mut links = apart.links().filter(|link| link.0.rules.get(side) == Some(&Some(rule)));
                links.any(|link| way.map_or_else(|| apart.is_active(link), |way| apart.serves(link, way)))
            })
        });
        edited.or_else(|| self.covering.scarcest(&is_open)).or_else(|| self.heaviest(&is_open, |_, _, _| true))
    }

    fn promising(&self, question: usize, cases: usize, answers: usize) -> Vec<usize> {
        let Some(joint) = self.joint.questions.get(question) else { return (0..cases).collect() };
        let (rest, yields) = (self.covering.rest(answers.saturating_sub(1), question), self.yields(joint));
        let mut order: Vec<(i64, usize)> = Vec::new();
        for case in 1..cases {
            let parts = self.gaps.iter().zip(&yields).map(|(gap, yields)| {
                let adds = yields.as_ref().map_or(0, |yields| yields.of(joint.model_case(case, gap.side)));
                part(adds, gap.gap.missing)
            });
            let parts: Vec<i64> = parts.chain(self.covering.parts_behind(self.gaps.len(), question)).collect();
            if rest.closes(parts.iter().copied()) {
                order.push((parts.iter().sum(), case));
            }
        }
        order.sort_by_key(|(parts, case)| (std::cmp::Reverse(*parts), *case));
        order.into_iter().map(|(_, case)| case).chain([0]).collect()
    }

    fn cost(&self) -> u64 {
        self.sides.iter().map(|side| side.model.node_cost()).max().unwrap_or(1)
    }
}

impl Parting<'_, '_> {
    /// The open question with most weight on what is not settled, among the rules that are wanted: by side, decision, rule.
    fn heaviest(&self, is_open: &dyn Fn(usize) -> bool, wanted: impl Fn(usize, usize, usize) -> bool) -> Option<usize> {
        let mut weights: BTreeMap<usize, i64> = BTreeMap::new();
        let targets = self.pairings.last().map(|pairing| pairing.decisions).unwrap_or_default();
        for (which, (side, target)) in self.sides.iter().zip(targets).enumerate() {
            let mut relevant = vec![false; side.model.questions.len()];
            let mut mark = |support: &[bool]| relevant.iter_mut().zip(support).for_each(|(on, also)| *on |= also);
            let closure = side.model.decisions.get(target).map(|model| model.closure.as_slice()).unwrap_or_default();
            for at in closure {
                let (Some(model), Some(prospect)) = (side.model.decisions.get(*at), side.outlook.decisions.get(*at))
                else {
                    continue;
                };
                if !prospect.applies.is_settled() && wanted(which, *at, usize::MAX) {
                    mark(&model.guard);
                }
                for (rule, (model, truths)) in model.rules.iter().zip(&prospect.rules).enumerate() {
                    if !truths.is_settled() && wanted(which, *at, rule) {
                        mark(&model.support);
                    }
                }
            }
            for (at, question) in self.joint.questions.iter().enumerate().filter(|(at, _)| is_open(*at)) {
                let Some(place) = question.place.get(which).copied().flatten() else { continue };
                if relevant.get(place) == Some(&true) {
                    let weight = weights.entry(at).or_default();
                    *weight = weight.saturating_add(side.model.weight(target, place));
                }
            }
        }
        weights.into_iter().max_by_key(|(at, weight)| (*weight, std::cmp::Reverse(*at))).map(|(at, _)| at)
    }
}
