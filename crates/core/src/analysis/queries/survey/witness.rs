//! Witnesses made small: answers are left out as long as they still show what they are a witness of.
//!
//! What remains is smallest in the sense that none of it can be left out. Other answers, fewer of them, may show the same.

use super::{Possible, Slot, Surveyor};
use crate::answers::Answers;
use crate::evaluation::Evaluation;
use crate::rulebook::{Decision, Given, Question, Rule};
use crate::table::{Ix, Table};

impl Surveyor<'_> {
    /// Answers for which these rules of a decision fire, none of which can be left out; nothing if none are known, or
    /// making them small costs too much.
    pub(crate) fn firing(&mut self, decision: Ix<Decision>, rules: &[Ix<Rule>]) -> Option<Answers> {
        let first = rules.first()?;
        let slots = self.profiles.get(self.first_fired[decision][*first]?)?.clone();
        let shows = |evaluation: &Evaluation| rules.iter().all(|rule| evaluation.tally(decision).fired.contains(rule));
        self.smallest(&slots, shows)
    }

    /// Answers for which every option of a decision is ruled out.
    pub(super) fn emptying(&mut self, decision: Ix<Decision>) -> Possible<Answers> {
        let Some(slots) = self.emptied[decision].take() else { return Possible::No };
        let is_emptied = |evaluation: &Evaluation| {
            let tally = evaluation.tally(decision);
            tally.applies() && !tally.fired.is_empty() && tally.running().is_empty()
        };
        self.smallest(&slots, is_emptied).map_or(Possible::Unproven, Possible::Yes)
    }

    /// Leaves answers out in the order of the rulebook, one by one, until none can be: what a decision above comes to may
    /// let an answer go that was needed before.
    fn smallest(&mut self, slots: &[Slot], shows: impl Fn(&Evaluation) -> bool) -> Option<Answers> {
        let mut given = self.given(slots);
        let holds = |surveyor: &mut Self, given: &Table<Question, Option<Given>>| {
            surveyor.pay(1).then(|| shows(&Answers::with_given(surveyor.rulebook, given.clone()).evaluate()))
        };
        if !holds(self, &given)? {
            return None;
        }
        let mut again = true;
        while again {
            again = false;
            for question in self.rulebook.book().questions.indices() {
                let Some(kept) = given[question].take() else { continue };
                if holds(self, &given)? {
                    again = true;
                } else {
                    given[question] = Some(kept);
                }
            }
        }
        Some(Answers::with_given(self.rulebook, given))
    }

    pub(super) fn answers(&self, slots: &[Slot]) -> Answers {
        Answers::with_given(self.rulebook, self.given(slots))
    }

    fn given(&self, slots: &[Slot]) -> Table<Question, Option<Given>> {
        self.rulebook.book().questions.column(|ix| {
            let question = self.model.questions.get(ix.position())?;
            match slots.get(ix.position()) {
                Some(Slot::Fixed(case)) => question.cases.get(*case).copied().flatten(),
                _ => None,
            }
        })
    }
}
