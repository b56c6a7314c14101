//! Answers for which a higher answer to one question lowers the lead of an option over a rival.
//!
//! Two worlds differ in that one answer. Rules that do not depend on the question fire in both or in neither, so only the
//! others can move the lead, and only the questions that those look at need to be answered. The lead is the difference of
//! points; an option that is ruled out stands behind one that is not, whatever the points.

use crate::analysis::bounds::outlook::{Outlook, Prospect, Slot};
use crate::analysis::one_world::smallest::Phenomenon;
use crate::rulebook::{DecisionModel, Model, RuleModel, pick};
use crate::truths::Truths;

pub(in crate::analysis) struct Lowered<'m> {
    pub(in crate::analysis) model: &'m Model,
    pub(in crate::analysis) question: usize,
    /// The lower case and the higher one.
    pub(in crate::analysis) steps: [usize; 2],
    pub(in crate::analysis) decision: usize,
    pub(in crate::analysis) option: usize,
    pub(in crate::analysis) against: usize,
    /// A decision with a rule that fires where the property need hold.
    pub(in crate::analysis) when: (usize, usize),
    pub(in crate::analysis) worlds: [Outlook<'m>; 2],
}

impl<'m> Lowered<'m> {
    fn own(&self) -> Option<&'m DecisionModel> {
        self.model.decisions.get(self.decision)
    }

    fn prospects(&self) -> Option<[&Prospect; 2]> {
        let [low, high] = &self.worlds;
        Some([low.decisions.get(self.decision)?, high.decisions.get(self.decision)?])
    }

    fn gain(&self, rule: &RuleModel) -> i64 {
        pick(&rule.points, self.option) - pick(&rule.points, self.against)
    }

    fn rules_out_either(&self, rule: &RuleModel) -> bool {
        rule.rules_out.contains(self.option) || rule.rules_out.contains(self.against)
    }

    fn depends(&self, rule: &RuleModel) -> bool {
        rule.support.get(self.question) == Some(&true)
    }

    /// The lowest that the lead may fall by, as a number below zero.
    fn least_change(&self, own: &DecisionModel, [low, high]: [&Prospect; 2]) -> i64 {
        let rules = own.rules.iter().zip(low.rules.iter().zip(&high.rules));
        rules
            .filter(|(rule, _)| self.depends(rule))
            .map(|(rule, (low, high))| {
                let (gain, fires) = (self.gain(rule), |truths: &Truths| truths.may_be(Truths::TRUE));
                let may_not = |truths: &Truths| !truths.must_be(Truths::TRUE);
                let (may_go, may_come) = (fires(low) && may_not(high), may_not(low) && fires(high));
                let may_stay = (fires(low) && fires(high)) || (may_not(low) && may_not(high));
                let changes = [may_go.then_some(-gain), may_come.then_some(gain), may_stay.then_some(0)];
                changes.into_iter().flatten().min().unwrap_or(0)
            })
            .sum()
    }

    /// Which of -1 (the option alone is ruled out), 0 and 1 (the rival alone is) may be so, and whether an edge of that
    /// kind may be told apart between the worlds.
    fn standing(&self, own: &DecisionModel, prospect: &Prospect) -> [bool; 3] {
        let fires = |option: usize, sure: bool| {
            own.excluding.iter().any(|at| {
                let truths = prospect.rules.get(*at).copied().unwrap_or(Truths::FALSE);
                let fires = if sure { truths.must_be(Truths::TRUE) } else { truths.may_be(Truths::TRUE) };
                fires && own.rules.get(*at).is_some_and(|rule| rule.rules_out.contains(option))
            })
        };
        let (out, rival_out) = (|sure| fires(self.option, sure), |sure| fires(self.against, sure));
        let behind = out(false) && !rival_out(true);
        let ahead = rival_out(false) && !out(true);
        let level = (!out(true) && !rival_out(true)) || (out(false) && rival_out(false));
        [behind, level, ahead]
    }
}

impl Phenomenon for Lowered<'_> {
    fn cases(&self) -> Vec<usize> {
        self.model.questions.iter().map(|question| question.cases.len()).collect()
    }

    fn look(&mut self, slots: &[Slot]) {
        let mut closure = self.own().map(|own| own.closure.clone()).unwrap_or_default();
        closure.extend(self.model.decisions.get(self.when.0).iter().flat_map(|when| &when.closure));
        closure.sort_unstable();
        closure.dedup();
        let mut slots = slots.to_vec();
        for (world, case) in self.worlds.iter_mut().zip(self.steps) {
            slots.get_mut(self.question).into_iter().for_each(|slot| *slot = Slot::Fixed(case));
            world.look(&slots, &closure);
        }
    }

    fn may_show(&self) -> bool {
        let (Some(own), Some(prospects)) = (self.own(), self.prospects()) else { return false };
        let holds = |world: &Outlook<'_>| {
            let when = world.decisions.get(self.when.0).and_then(|when| when.rules.get(self.when.1));
            when.is_some_and(|truths| truths.may_be(Truths::TRUE))
        };
        if !self.worlds.iter().all(holds) || !prospects.iter().all(|one| one.applies.may_be(Truths::TRUE)) {
            return false;
        }
        let [low, high] = prospects.map(|prospect| self.standing(own, prospect));
        let ([_, low_level, low_ahead], [high_behind, high_level, _]) = (low, high);
        let may_fall = self.least_change(own, prospects) < 0;
        // Whom rules of both worlds alike rule out is ruled out in both.
        let may_turn = own
            .excluding
            .iter()
            .filter_map(|at| own.rules.get(*at))
            .any(|rule| self.depends(rule) && self.rules_out_either(rule));
        let falls_behind = may_turn && ((low_ahead && (high_level || high_behind)) || (low_level && high_behind));
        falls_behind || (low_level && high_level && may_fall)
    }

    fn next(&self, slots: &[Slot]) -> Option<usize> {
        let (own, prospects) = (self.own()?, self.prospects()?);
        let mut relevant = vec![false; slots.len()];
        let mut mark = |support: &[bool]| relevant.iter_mut().zip(support).for_each(|(on, also)| *on |= also);
        let is_open = |truths: &[Option<&Truths>]| truths.iter().flatten().any(|truths| !truths.is_settled());
        if let Some(when) = self.model.decisions.get(self.when.0).and_then(|when| when.rules.get(self.when.1)) {
            let truths = self.worlds.each_ref().map(|world| world.decisions.get(self.when.0)?.rules.get(self.when.1));
            if is_open(&truths) {
                mark(&when.support);
            }
        }
        let is_free = |at: &usize| *at != self.question && slots.get(*at) == Some(&Slot::Open);
        let weight = |at: &usize| (self.model.weight(self.decision, *at), std::cmp::Reverse(*at));
        let best = |relevant: &[bool]| {
            let marked = relevant.iter().enumerate().filter(|(_, on)| **on).map(|(at, _)| at);
            marked.filter(is_free).max_by_key(weight)
        };
        // Whether the property need hold at all comes first.
        if let Some(found) = best(&relevant) {
            return Some(found);
        }
        let mut mark = |support: &[bool]| relevant.iter_mut().zip(support).for_each(|(on, also)| *on |= also);
        if prospects.iter().any(|prospect| !prospect.applies.is_settled()) {
            mark(&own.guard);
        }
        for (at, rule) in own.rules.iter().enumerate() {
            let matters = (self.depends(rule) && self.gain(rule) != 0) || self.rules_out_either(rule);
            if matters && is_open(&prospects.map(|prospect| prospect.rules.get(at))) {
                mark(&rule.support);
            }
        }
        best(&relevant)
    }

    fn cost(&self) -> u64 {
        self.model.node_cost()
    }
}
