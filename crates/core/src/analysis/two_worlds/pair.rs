//! Two worlds searched side by side: the same answers in both, but for one difference, and the question whether the
//! difference can ever show in a decision.
//!
//! The difference is an open question that one world leaves open and the other answers, or a rule that one of them lacks.

use crate::analysis::bounds::outlook::{Outlook, Prospect, Slot};
use crate::analysis::one_world::search::{Goal, OutOfBudget};
use crate::rulebook::{Model, pick};
use crate::truths::Truths;

/// In what the second world differs from the first.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) enum Difference {
    /// This question has some answer; in the first world it has none.
    Answered(usize),
    /// This rule of this decision is missing.
    Missing { decision: usize, rule: usize },
}

/// Two worlds, and the decision in which they should come out differently.
pub(in crate::analysis) struct Pair<'m> {
    model: &'m Model,
    difference: Difference,
    decision: usize,
    /// What is fixed so far. Once the worlds have been told apart it holds the answers that do so.
    pub(in crate::analysis) slots: Vec<Slot>,
    first: Outlook<'m>,
    second: Outlook<'m>,
    /// The slots as both worlds were last looked at; none before the first look.
    seen: Vec<Slot>,
    nodes: u64,
    budget: u64,
}

/// Where more than one in so many questions has changed, everything is looked at anew.
const FEW_OF: usize = 8;

impl<'m> Pair<'m> {
    pub(in crate::analysis) fn new(
        model: &'m Model,
        difference: Difference,
        decision: usize,
        slots: Vec<Slot>,
        budget: u64,
    ) -> Self {
        let mut second = Outlook::new(model);
        if let Difference::Missing { decision, rule } = difference {
            second.leave_out(decision, rule);
        }
        let (first, seen) = (Outlook::new(model), Vec::new());
        Pair { model, difference, decision, slots, first, second, seen, nodes: 0, budget }
    }

    /// How many nodes have been looked at.
    pub(in crate::analysis) fn nodes(&self) -> u64 {
        self.nodes
    }

    /// Whether some way of answering what is open makes the worlds come out differently.
    pub(in crate::analysis) fn can_differ(&mut self) -> Result<bool, OutOfBudget> {
        self.nodes += self.model.node_cost();
        if self.nodes > self.budget {
            return Err(OutOfBudget);
        }
        self.look();
        if !self.may_differ() {
            return Ok(false);
        }
        let Some(next) = self.next() else { return Ok(self.differs()) };
        if self.probe() {
            return Ok(true);
        }
        let Some(question) = self.model.questions.get(next) else { return Ok(false) };
        if question.cut {
            return Err(OutOfBudget);
        }
        for case in (0..question.cases.len()).rev() {
            self.fix(next, Slot::Fixed(case));
            if self.can_differ()? {
                return Ok(true);
            }
        }
        self.fix(next, Slot::Open);
        Ok(false)
    }

    fn fix(&mut self, at: usize, slot: Slot) {
        self.slots.get_mut(at).into_iter().for_each(|place| *place = slot);
    }

    fn closure(&self) -> &'m [usize] {
        self.model.decisions.get(self.decision).map(|model| model.closure.as_slice()).unwrap_or_default()
    }

    /// Looks at both worlds: at what depends on the questions that have changed since the last look, or at everything.
    fn look(&mut self) {
        let (closure, changed) = (self.closure(), self.changed());
        self.vary(Slot::Fixed(0));
        follow(&mut self.first, &self.slots, closure, changed.as_deref());
        self.vary(Slot::Changeable);
        follow(&mut self.second, &self.slots, closure, changed.as_deref());
        self.seen.clone_from(&self.slots);
    }

    /// The questions open to both worlds alike that have changed since the last look. Nothing if they are not few, or there was none.
    fn changed(&self) -> Option<Vec<usize>> {
        let mut changed = Vec::new();
        for (at, (slot, seen)) in self.slots.iter().zip(&self.seen).enumerate() {
            if slot != seen && !self.varies(at) {
                changed.push(at);
            }
        }
        (changed.len() * FEW_OF <= self.seen.len() && !self.seen.is_empty()).then_some(changed)
    }

    /// The question that is answered in one world has this slot from now on.
    fn vary(&mut self, slot: Slot) {
        if let Difference::Answered(question) = self.difference {
            self.fix(question, slot);
        }
    }

    fn varies(&self, at: usize) -> bool {
        matches!(self.difference, Difference::Answered(question) if question == at)
    }

    /// Whether the two worlds may still come out differently.
    fn may_differ(&self) -> bool {
        let prospects = |outlook: &'_ Outlook<'m>| outlook.decisions.get(self.decision).and_then(Prospect::state);
        if let Some((applies, outcome)) = prospects(&self.first) {
            return Goal::Differs { decision: self.decision, applies, outcome }.is_possible(&self.second.decisions);
        }
        if let Some((applies, outcome)) = prospects(&self.second) {
            return Goal::Differs { decision: self.decision, applies, outcome }.is_possible(&self.first.decisions);
        }
        // If everything that the difference touches is settled alike in both worlds, they are the same.
        self.closure().iter().any(|at| {
            let (Some(model), Some(first), Some(second)) =
                (self.model.decisions.get(*at), self.first.decisions.get(*at), self.second.decisions.get(*at))
            else {
                return false;
            };
            let differ = |a: Truths, b: Truths| a != b || !a.is_settled();
            let touched = |support: &[bool]| match self.difference {
                Difference::Answered(question) => support.get(question) == Some(&true),
                // What depends on the decision that lacks the rule may depend on the rule.
                Difference::Missing { decision, .. } => *at >= decision,
            };
            let mut rules = model.rules.iter().zip(first.rules.iter().zip(&second.rules));
            let by_rules = rules.any(|(rule, (first, second))| touched(&rule.support) && differ(*first, *second));
            by_rules || (model.applies_if.is_some() && differ(first.applies, second.applies))
        })
    }

    /// The open question with most weight on an unsettled rule of either world.
    fn next(&self) -> Option<usize> {
        let mut relevant = vec![false; self.slots.len()];
        for at in self.closure() {
            let Some(decision) = self.model.decisions.get(*at) else { continue };
            for prospect in [&self.first, &self.second].into_iter().filter_map(|outlook| outlook.decisions.get(*at)) {
                let rules = decision.rules.iter().zip(&prospect.rules).filter(|(_, truths)| !truths.is_settled());
                let applies = (!prospect.applies.is_settled()).then_some(&decision.support);
                for support in rules.map(|(rule, _)| &rule.support).chain(applies) {
                    relevant.iter_mut().zip(support).for_each(|(on, also)| *on |= also);
                }
            }
        }
        let weight = |at: usize| self.model.weight(self.decision, at);
        let candidates = relevant.iter().enumerate().filter(|(at, relevant)| **relevant && self.is_free(*at));
        candidates.map(|(at, _)| at).max_by_key(|at| (weight(*at), std::cmp::Reverse(*at)))
    }

    /// Whether a question is open in both worlds alike.
    fn is_free(&self, at: usize) -> bool {
        !self.varies(at) && !matches!(self.slots.get(at), Some(Slot::Fixed(_)))
    }

    /// All else being fixed, whether the difference shows. If so, an answered question is left fixed to its answer.
    fn differs(&mut self) -> bool {
        let Some((applies, outcome)) = self.first.decisions.get(self.decision).and_then(Prospect::state) else {
            return false;
        };
        let goal = Goal::Differs { decision: self.decision, applies, outcome };
        // What no answer to the question can bring about need not be tried.
        let may_show = goal.is_possible(&self.second.decisions);
        let Difference::Answered(question) = self.difference else { return may_show };
        if !may_show {
            return false;
        }
        let count = self.model.questions.get(question).map_or(0, |question| question.cases.len());
        let mut look = |slot: Slot| {
            self.fix(question, slot);
            self.second.look_again(&self.slots, self.closure(), Some(question));
            goal.is_possible(&self.second.decisions)
        };
        let shows = (1..count).any(|case| look(Slot::Fixed(case)));
        if !shows {
            look(Slot::Changeable);
        }
        shows
    }

    /// Tries a few completions: towards each option that may still win, question by question, looking after each step
    /// whether the difference shows there. If it never does, the slots are as before.
    fn probe(&mut self) -> bool {
        let Some(target) = self.model.decisions.get(self.decision) else { return false };
        let before = self.slots.clone();
        let may_be_in = self.first.decisions.get(self.decision).map(|first| first.may_be_in).unwrap_or_default();
        let open: Vec<usize> =
            (0..before.len()).filter(|at| self.is_free(*at) && target.support.get(*at) == Some(&true)).collect();
        for rival in may_be_in.iter() {
            self.slots.clone_from(&before);
            open.iter().for_each(|at| self.fix(*at, Slot::Fixed(0)));
            for at in open.iter().copied().map(Some).chain([None]) {
                // A probe costs as much as a node, and may end the search just the same.
                self.nodes += self.model.node_cost();
                self.look();
                if self.differs() {
                    return true;
                }
                let Some(at) = at.filter(|_| self.nodes <= self.budget) else { break };
                let rows = target.buckets.iter().find(|bucket| bucket.question == at).map(|bucket| &bucket.points);
                let lead =
                    |row: &Vec<i64>| pick(row, rival) * i64::try_from(row.len()).unwrap_or(1) - row.iter().sum::<i64>();
                let best = rows.into_iter().flatten().enumerate().skip(2).max_by_key(|(_, row)| lead(row));
                if let Some((row, _)) = best {
                    self.fix(at, Slot::Fixed(row - 1));
                }
            }
        }
        self.slots = before;
        false
    }
}

/// Looks at what depends on the questions that have changed, or at everything.
fn follow(outlook: &mut Outlook<'_>, slots: &[Slot], closure: &[usize], changed: Option<&[usize]>) {
    match changed {
        Some(changed) => changed.iter().for_each(|at| outlook.look_again(slots, closure, Some(*at))),
        None => outlook.look(slots, closure),
    }
}
