//! Whether a decision can still come out differently.

use std::sync::Arc;

use crate::analysis::bounds::outlook::Slot;
use crate::analysis::contests::differing::differing;
use crate::analysis::one_world::completion::Completion;
use crate::analysis::one_world::search::{OutOfBudget, Search, glance};
use crate::analysis::{Analyst, Looks};
use crate::rulebook::{Contest, Decision};
use crate::table::Ix;

impl<'e> Analyst<'e> {
    pub(in crate::analysis) fn settled(&self, ix: Ix<Decision>) -> Result<bool, OutOfBudget> {
        let slots = self.slots();
        if self.left.get() == 0 || self.is_cut(ix, &slots) {
            return Err(OutOfBudget);
        }
        let cost = self.model.node_cost();
        if self.allowance() < cost {
            return Err(OutOfBudget);
        }
        self.spend(cost);
        let goal = self.differs(ix);
        // One look and one dive often say it, and take nothing to prepare.
        let look = |looks: &mut Looks<'e>| glance(self.model, &slots, &goal, &mut looks.now, &mut looks.trial);
        if let Ok(differs) = self.with_looks(look) {
            return Ok(!differs);
        }
        self.can_differ_slowly(ix, &slots).map(|differs| !differs)
    }

    /// Whether some completion of these slots makes the decision come out differently from now.
    pub(in crate::analysis) fn can_differ(&self, ix: Ix<Decision>, slots: &[Slot]) -> Result<bool, OutOfBudget> {
        let goal = self.differs(ix);
        if self.left.get() == 0 || self.is_cut(ix, slots) {
            return Err(OutOfBudget);
        }
        // One look and one dive often say it, and take nothing to prepare.
        let mut look = Search::new(self.model, slots.to_vec(), self.allowance().min(self.model.node_cost()));
        let found = look.reach(&goal);
        self.spend(look.nodes);
        if found.is_ok() {
            return found;
        }
        self.can_differ_slowly(ix, slots)
    }

    fn can_differ_slowly(&self, ix: Ix<Decision>, slots: &[Slot]) -> Result<bool, OutOfBudget> {
        let goal = self.differs(ix);
        let Some(contests) = self.contests(ix) else { return self.reach(slots.to_vec(), &goal) };
        let mut open = false;
        for contest in contests.iter() {
            let mut completion = Completion::new(contest, self.model.node_cost());
            let found = completion.exists(slots, self.allowance_in(contest));
            self.spend_in(contest, completion.nodes);
            match found {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(OutOfBudget) => open = true,
            }
        }
        if open { Err(OutOfBudget) } else { Ok(false) }
    }

    /// The ways to come out differently from now.
    pub(in crate::analysis) fn contests(&self, ix: Ix<Decision>) -> Option<Arc<Vec<Contest>>> {
        let at = ix.position();
        let made = || {
            let (applies, outcome) = self.state(ix);
            let made = || differing(self.model, at, applies, outcome).map(Arc::new);
            let state = if applies { outcome.iter().next().map_or(1, |option| option + 2) } else { 0 };
            match self.model.decisions.get(at).and_then(|own| own.contests.differing.get(state)) {
                Some(place) if self.model.holds_contests() => place.get_or_init(made).clone(),
                _ => made(),
            }
        };
        self.contests.borrow_mut().entry(at).or_insert_with(made).clone()
    }

    /// Whether an open question has answers that are not told apart.
    pub(in crate::analysis) fn is_cut(&self, ix: Ix<Decision>, slots: &[Slot]) -> bool {
        let support = self.model.decisions.get(ix.position()).map(|own| own.support.as_slice()).unwrap_or_default();
        let rows = self.model.questions.iter().zip(support).zip(slots);
        rows.into_iter().any(|((question, has_say), slot)| question.cut && *has_say && !matches!(slot, Slot::Fixed(_)))
    }
}
