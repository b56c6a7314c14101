//! Whether conditions outside of all decisions can hold at all: those of charts, of their boxes and of properties.
//!
//! As in the survey of the rules, profiles are looked at first, and only what they do not show is searched for.

use super::{Goal, Outlook, Possible, Slot, Surveyor};
use crate::analysis::one_world::search::{OutOfBudget, Search};
use crate::rulebook::{Condition, Decision, Model, cases_of};
use crate::truths::Truths;

/// So many of the profiles that were looked at before are looked at again: the rulebook's own cases, and drawn ones.
const MOST_PROFILES: usize = 256;

/// What is put aside for these conditions, in the same looks as the fund that all else lives from: most are shown to hold by a
/// profile or by the first dive of a search, and nothing should be said to be open because others were dear.
const RESERVE: u64 = 500_000;

/// Some conditions that may name anything, to be asked about one by one. Made by [`Surveyor::watch`].
pub(crate) struct Watch {
    /// The rulebook with one decision more, whose rules fire where the conditions are true.
    model: Model,
    /// Which of the conditions some profile makes true.
    shown: Vec<bool>,
}

impl Surveyor<'_> {
    /// Prepares for questions about these conditions.
    pub(crate) fn watch(&mut self, conditions: Vec<Condition>) -> Watch {
        self.fund = self.fund.saturating_add(RESERVE);
        let book = self.rulebook.book();
        let shown = vec![false; conditions.len()];
        let mut watch = Watch { model: Model::with(book, Some(&Decision::watching(conditions))), shown };
        for nth in 0..self.profiles.len().min(MOST_PROFILES) {
            let profile = self.profiles.get(nth).and_then(|profile| self.told_to(&watch.model, profile));
            if let Some(slots) = profile.filter(|_| self.pay(1)) {
                watch.look_at(&slots);
            }
        }
        watch
    }

    /// A profile in the cases of another model, which tells more answers apart.
    fn told_to(&self, model: &Model, profile: &[Slot]) -> Option<Vec<Slot>> {
        let given = self.rulebook.book().questions.column(|ix| {
            let Some(Slot::Fixed(case)) = profile.get(ix.position()) else { return None };
            self.model.questions.get(ix.position())?.cases.get(*case).copied().flatten()
        });
        Some(cases_of(model, &given)?.into_iter().map(Slot::Fixed).collect())
    }

    /// Whether some answers make one of the conditions true: the one at this place among them.
    pub(crate) fn can_hold(&mut self, watch: &mut Watch, condition: usize) -> Possible {
        if watch.shown.get(condition) == Some(&true) {
            return Possible::Yes(());
        }
        let decision = self.rulebook.book().decisions.len();
        let support = watch.support(condition);
        // What has no say in this condition is left out of the search, however many answers it may have.
        let slots = support.iter().map(|has_say| if *has_say { Slot::Open } else { Slot::Fixed(0) }).collect();
        let (cost, look) = (watch.model.node_cost(), self.size() + watch.shown.len() as u64);
        let budget = self.budget.0.min((self.fund / look).saturating_mul(cost));
        let mut search = Search::new(&watch.model, slots, budget);
        let found = search.reach(&Goal::Fires { decision, rule: condition });
        // Each node is two looks: at its bounds, and at where a dive from it ends.
        let looks = 2 * (search.nodes / cost).max(1);
        self.fund = self.fund.saturating_sub(looks.saturating_mul(look));
        match found {
            Ok(true) => Possible::Yes(()),
            Ok(false) => Possible::No,
            Err(OutOfBudget) => Possible::Unproven,
        }
    }
}

impl Watch {
    /// The questions that have a say in a condition.
    fn support(&self, condition: usize) -> Vec<bool> {
        let rules = self.model.decisions.last().map(|watching| watching.rules.as_slice()).unwrap_or_default();
        rules.get(condition).map(|rule| rule.support.clone()).unwrap_or_default()
    }

    /// Notes which conditions a profile makes true.
    fn look_at(&mut self, slots: &[Slot]) {
        let Some(watching) = self.model.decisions.last() else { return };
        let mut outlook = Outlook::new(&self.model);
        outlook.look(slots, &watching.closure);
        let Some(prospect) = outlook.decisions.last() else { return };
        for (shown, truths) in self.shown.iter_mut().zip(&prospect.rules) {
            *shown |= truths.must_be(Truths::TRUE);
        }
    }
}
