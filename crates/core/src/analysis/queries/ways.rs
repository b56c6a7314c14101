//! Ways: flips that can happen. A company does not go back in time, and does not give up what it has; what is as it is
//! stays. What an answer may become is said by the nature of its question.
//!
//! Where none of the smallest flips to an option can happen, larger ones are looked for, up to a few changes: a person does
//! not read more than that.

use super::flips::{Change, Flip};
use crate::analysis::Analyst;
use crate::analysis::bounds::outlook::Slot;
use crate::analysis::one_world::hunt::Hunt;
use crate::analysis::one_world::search::Goal;
use crate::rulebook::{Decision, DecisionOption, Given, Nature, Question, QuestionKind};
use crate::table::Ix;

/// More changes than this at once are no advice.
const MOST_CHANGES: usize = 3;

impl<'e> Analyst<'e> {
    /// Of the flips of a decision those that can happen; for options that have none such, larger ones.
    pub(in crate::analysis) fn possible_flips(&self, ix: Ix<Decision>, flips: &[Flip<'e>]) -> Vec<Flip<'e>> {
        let decision = &self.evaluation.book().decisions[ix];
        let mut ways: Vec<Flip<'e>> = Vec::new();
        for (option_ix, option) in decision.options.iter() {
            let own = || flips.iter().filter(|flip| flip.reachable && std::ptr::eq(flip.to, option));
            let before = ways.len();
            ways.extend(own().filter(|flip| flip.changes.iter().all(|change| self.can_happen(change))).cloned());
            let Some(least) = own().map(|flip| flip.changes.len()).min().filter(|_| ways.len() == before) else {
                continue;
            };
            ways.extend(self.larger(ix, option_ix, least + 1));
        }
        ways
    }

    /// The smallest flips that can happen and have at least so many changes.
    fn larger(&self, ix: Ix<Decision>, option: Ix<DecisionOption>, least: usize) -> Vec<Flip<'e>> {
        let variants = self.feasible.get_or_init(|| (0..self.cases.len()).map(|at| self.feasible(at)).collect());
        // What is not proved is not said.
        if let Some(found) = self.changes_of(ix, option, variants, least..=MOST_CHANGES) {
            return self.flips_of(ix, option, &found.unwrap_or_default());
        }
        let goal = Goal::Outcome { decision: ix.position(), option: option.position() };
        let now: Vec<Slot> = self.cases.iter().map(|case| Slot::Fixed(*case)).collect();
        let Some(mut hunt) = Hunt::new(self.model, &self.cases, variants, self.search(now), goal) else {
            return Vec::new();
        };
        let found = (least..=MOST_CHANGES).find_map(|size| match hunt.sets_of(size) {
            Ok(found) if found.is_empty() => None,
            // What is not proved is not said.
            found => Some(found.unwrap_or_default()),
        });
        self.spend(hunt.nodes());
        self.flips_of(ix, option, &found.unwrap_or_default())
    }

    /// The cases that the answer to a question may come to be in, the nearest first.
    fn feasible(&self, at: usize) -> Vec<usize> {
        let cases = self.model.questions.get(at).map(|question| question.cases.as_slice()).unwrap_or_default();
        let Some(ix) = self.evaluation.book().questions.indices().nth(at) else { return Vec::new() };
        let (question, now) = (&self.evaluation.book().questions[ix], self.evaluation.answers().given()[ix]);
        let mut variants = self.variants().get(at).cloned().unwrap_or_default();
        variants.retain(|case| {
            let to = cases.get(*case).copied().flatten();
            to.is_some_and(|to| self.says_nothing_of_natures() || may_become(question, now, to))
        });
        variants
    }

    /// Whether the answer may come to be another one.
    fn can_happen(&self, change: &Change<'_>) -> bool {
        let Some(ix) = self.evaluation.book().questions.find(|question| std::ptr::eq(question, change.question)) else {
            return false;
        };
        let now = self.evaluation.answers().given()[ix];
        let to = change.to.check(change.question).ok();
        self.says_nothing_of_natures() || to.is_some_and(|to| may_become(change.question, now, to))
    }

    /// In a rulebook that says of no question what nature it has, all may change.
    fn says_nothing_of_natures(&self) -> bool {
        self.evaluation.book().questions.rows().iter().all(|question| question.nature == Nature::Given)
    }
}

/// Whether an answer may become another one. What is open may turn out to be anything.
fn may_become(question: &Question, now: Option<Given>, to: Given) -> bool {
    let Some(now) = now else { return true };
    let ordered = matches!(question.kind, QuestionKind::Choice { ordered: true, .. });
    match question.nature {
        Nature::Choice => true,
        Nature::Given => false,
        // Step by step down, at any speed up.
        Nature::Time => match (now, to) {
            (Given::Choice(now), Given::Choice(to)) if ordered => to + 1 >= now,
            _ => true,
        },
        Nature::Grows => match (now, to) {
            // No comes before yes.
            (Given::Choice(now), Given::Choice(to)) => to > now,
            (Given::Number(now), Given::Number(to)) => to > now,
            (Given::Many(now), Given::Many(to)) => now.and(&to).len() == now.len(),
            _ => false,
        },
    }
}
