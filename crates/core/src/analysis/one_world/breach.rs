//! Answers that make a condition true, whichever questions, facts and decisions it names.

//!
//! Where several decisions rest on the outcome of one, that one is taken to come to each of its options in turn: what rests on it
//! is then known at once, and a condition about several of them need not wait until answers settle the first.

use super::search::{Goal, OutOfBudget, Search};
use super::smallest::{Phenomenon, Witness, smallest};
use crate::analysis::bounds::outlook::{Outlook, Slot};
use crate::rulebook::{Assumed, Choose, DecisionModel, Model};

/// A rule of a decision that stands for the condition, and fires where it is true.
pub(in crate::analysis) struct Breach<'m> {
    model: &'m Model,
    outlook: Outlook<'m>,
    goal: Goal,
    decision: usize,
    rule: usize,
    /// The questions that the condition names itself, directly or through facts.
    named: Vec<bool>,
    /// The decision on which most others rest, with its number of options.
    pivot: Option<(usize, usize)>,
    /// What the pivot is taken to come to.
    supposed: Option<Assumed>,
}

impl<'m> Breach<'m> {
    /// The smallest answers for which the rule fires; none if it is proved that there are none.
    pub(in crate::analysis) fn find(
        model: &'m Model,
        decision: usize,
        rule: usize,
        named: Vec<bool>,
        budget: u64,
    ) -> Result<Option<Witness>, OutOfBudget> {
        let goal = Goal::Fires { decision, rule };
        let outlook = Outlook::new(model);
        let pivot = pivot(model, decision);
        let mut breach = Breach { model, outlook, goal: goal.clone(), decision, rule, named, pivot, supposed: None };
        match smallest(&mut breach, None, budget / 2) {
            Err(OutOfBudget) => {}
            found => return found,
        }
        // The search that dives comes upon answers that this one cannot reach in time.
        let mut search = Search::new(model, vec![Slot::Open; model.questions.len()], budget / 2);
        if !search.reach(&goal)? {
            return Ok(None);
        }
        let case = |slot: &Slot| if let Slot::Fixed(case) = slot { *case } else { 0 };
        let hint = search.slots.iter().map(case).collect();
        smallest(&mut breach, Some(hint), budget / 2)
    }

    fn own(&self) -> Option<&'m DecisionModel> {
        self.model.decisions.get(self.decision)
    }

    /// Whether the pivot may come to what it is taken to come to.
    fn pivot_may(&self) -> bool {
        let Some(((pivot, _), supposed)) = self.pivot.zip(self.supposed) else { return true };
        self.outlook.decisions.get(pivot).is_some_and(|prospect| prospect.may_be(supposed))
    }
}

/// The decision that chooses one option, and on which most of those rest that this one names, if it names any.
fn pivot(model: &Model, decision: usize) -> Option<(usize, usize)> {
    let closure = &model.decisions.get(decision)?.closure;
    let others = || closure.iter().filter(|at| **at != decision);
    let rest_on = |at: usize| {
        let rests = |other: &&usize| model.decisions.get(**other).is_some_and(|other| other.closure.contains(&at));
        others().filter(rests).count()
    };
    let one =
        |at: &&usize| model.decisions.get(**at).is_some_and(|decision| matches!(decision.choose, Choose::One { .. }));
    let most = others().filter(one).max_by_key(|at| (rest_on(**at), std::cmp::Reverse(**at)))?;
    Some((*most, model.decisions.get(*most)?.options))
}

impl Phenomenon for Breach<'_> {
    fn cases(&self) -> Vec<usize> {
        self.model.questions.iter().map(|question| question.cases.len()).collect()
    }

    fn scenarios(&self) -> Vec<usize> {
        (0..self.pivot.map_or(1, |(_, options)| options + 1)).collect()
    }

    fn suppose(&mut self, scenario: Option<usize>) {
        let Some((pivot, options)) = self.pivot else { return };
        let outcome = |option| if option < options { Assumed::Outcome(option) } else { Assumed::Nothing };
        self.supposed = scenario.map(outcome);
        self.outlook.assume(pivot, self.supposed);
    }

    fn look(&mut self, slots: &[Slot]) {
        let closure = self.own().map(|own| own.closure.as_slice()).unwrap_or_default();
        self.outlook.look(slots, closure);
    }

    fn may_show(&self) -> bool {
        self.goal.is_possible(&self.outlook.decisions) && self.pivot_may()
    }

    fn next(&self, slots: &[Slot]) -> Option<usize> {
        let rule = self.own()?.rules.get(self.rule)?;
        let truths = self.outlook.decisions.get(self.decision)?.rules.get(self.rule)?;
        let is_open = |at: &usize| slots.get(*at) == Some(&Slot::Open) && rule.support.get(*at) == Some(&true);
        // What the condition names comes first: most of it is decided there, and no decision needs to be looked at.
        let is_named = |at: &usize| self.named.get(*at) == Some(&true);
        let weight = |at: &usize| (is_named(at), self.model.weight(self.decision, *at), std::cmp::Reverse(*at));
        let of_condition = (0..slots.len()).filter(|_| !truths.is_settled()).filter(is_open).max_by_key(weight);
        // Whether the pivot does come to what it is taken to come to is left for the end.
        of_condition.or_else(|| {
            let (pivot, _) = self.pivot.filter(|_| self.supposed.is_some())?;
            let (model, prospect) = (self.model.decisions.get(pivot)?, self.outlook.decisions.get(pivot)?);
            let may_matter = |at: &usize| slots.get(*at) == Some(&Slot::Open) && model.support.get(*at) == Some(&true);
            let weight = |at: &usize| (self.model.weight(pivot, *at), std::cmp::Reverse(*at));
            let is_settled = prospect.state().is_some();
            (0..slots.len()).filter(|_| !is_settled).filter(may_matter).max_by_key(weight)
        })
    }

    fn cost(&self) -> u64 {
        self.model.node_cost()
    }
}
