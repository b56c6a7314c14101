//! Answers that make a condition true, whichever questions, facts and decisions it names.

use super::prospect::{Outlook, Slot};
use super::search::{Goal, OutOfBudget, Search};
use super::smallest::{Phenomenon, Witness, smallest};
use crate::rulebook::{DecisionModel, Model};

/// A rule of a decision that stands for the condition, and fires where it is true.
pub(super) struct Breach<'m> {
    model: &'m Model,
    outlook: Outlook<'m>,
    goal: Goal,
    decision: usize,
    rule: usize,
    /// The questions that the condition names itself, directly or through facts.
    named: Vec<bool>,
}

impl<'m> Breach<'m> {
    /// The smallest answers for which the rule fires; none if it is proved that there are none.
    pub(super) fn find(
        model: &'m Model,
        decision: usize,
        rule: usize,
        named: Vec<bool>,
        budget: u64,
    ) -> Result<Option<Witness>, OutOfBudget> {
        let goal = Goal::Fires { decision, rule };
        let mut breach = Breach { model, outlook: Outlook::new(model), goal: goal.clone(), decision, rule, named };
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
}

impl Phenomenon for Breach<'_> {
    fn cases(&self) -> Vec<usize> {
        self.model.questions.iter().map(|question| question.cases.len()).collect()
    }

    fn look(&mut self, slots: &[Slot]) {
        let closure = self.own().map(|own| own.closure.as_slice()).unwrap_or_default();
        self.outlook.look(slots, closure);
    }

    fn may_show(&self) -> bool {
        self.goal.is_possible(&self.outlook.decisions)
    }

    fn next(&self, slots: &[Slot]) -> Option<usize> {
        let rule = self.own()?.rules.get(self.rule)?;
        let truths = self.outlook.decisions.get(self.decision)?.rules.get(self.rule)?;
        let is_open = |at: &usize| slots.get(*at) == Some(&Slot::Open) && rule.support.get(*at) == Some(&true);
        // What the condition names comes first: most of it is decided there, and no decision needs to be looked at.
        let is_named = |at: &usize| self.named.get(*at) == Some(&true);
        let weight = |at: &usize| (is_named(at), self.model.weight(self.decision, *at), std::cmp::Reverse(*at));
        (0..slots.len()).filter(|_| !truths.is_settled()).filter(is_open).max_by_key(weight)
    }

    fn cost(&self) -> u64 {
        self.model.node_cost()
    }
}
