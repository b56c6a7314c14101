//! Whether a question is ever asked, or always: a search over the questions that its `ask_if` rests on.

use super::{Outlook, Possible, Slot, Surveyor};
use crate::rulebook::Model;
use crate::truths::Truths;

impl Surveyor<'_> {
    /// Searches for complete answers for which it comes out like this whether the question is asked.
    pub(super) fn asking(&mut self, question: usize, wanted: Truths) -> Possible {
        let slots = vec![Slot::Changeable; self.model.questions.len()];
        let affordable = self.budget.0.min(self.fund / self.size());
        let outlook = Outlook::new(self.model);
        let mut asking = Asking { model: self.model, question, wanted, slots, outlook, left: affordable };
        let found = asking.search();
        let spent = affordable - asking.left;
        self.pay(spent.max(1));
        match found {
            Some(true) => Possible::Yes(()),
            Some(false) => Possible::No,
            None => Possible::Unproven,
        }
    }
}

struct Asking<'m> {
    model: &'m Model,
    question: usize,
    wanted: Truths,
    slots: Vec<Slot>,
    outlook: Outlook<'m>,
    /// How many looks are left.
    left: u64,
}

impl Asking<'_> {
    /// `None` if there are not enough looks.
    fn search(&mut self) -> Option<bool> {
        self.left = self.left.checked_sub(1)?;
        self.outlook.look(&self.slots, &[]);
        let asked = self.outlook.asked.get(self.question).copied().unwrap_or(Truths::TRUE);
        if !asked.may_be(self.wanted) {
            return Some(false);
        }
        if asked.must_be(self.wanted) {
            return Some(true);
        }
        let is_open = |at: &usize| self.slots.get(*at) == Some(&Slot::Changeable);
        let Some(next) = (0..self.slots.len()).filter(is_open).find(|at| self.model.decides_asking(*at, self.question))
        else {
            return Some(true);
        };
        let question = self.model.questions.get(next)?;
        if question.cut {
            return None;
        }
        for case in 1..question.cases.len() {
            self.fix(next, Slot::Fixed(case));
            if self.search()? {
                return Some(true);
            }
        }
        self.fix(next, Slot::Changeable);
        Some(false)
    }

    fn fix(&mut self, at: usize, slot: Slot) {
        self.slots.get_mut(at).into_iter().for_each(|place| *place = slot);
    }
}
