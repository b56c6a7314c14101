//! Which open questions can still matter, and which of them is worth finding out next.
//!
//! A question can matter to a decision if, for some way of answering the others, an answer to it makes a difference. Two
//! worlds are searched side by side: one leaves the question open, one answers it, everything else is the same in both.

use super::Analyst;
use super::pair::{Difference, Pair};
use super::prospect::{Outlook, Slot};
use super::search::OutOfBudget;
use super::{Budget, Evaluation, Ternary};
use crate::rulebook::{Decision, Question, pick};
use crate::table::Ix;
use crate::truth::Truth;
use crate::unknown::UnknownItem;

/// So many questions are compared for what to ask next, those that can move most points.
const MOST_COMPARED: usize = 50;

impl Evaluation {
    /// Whether some way of answering makes this open question change the outcome of one of these decisions, or whether it
    /// applies. A question that has an answer that counts cannot matter.
    ///
    /// # Errors
    /// If the rulebook has no such question or decision.
    pub fn can_matter<I: AsRef<str>>(
        &self,
        question: &str,
        decisions: impl IntoIterator<Item = I>,
        budget: impl Into<Budget>,
    ) -> Result<Ternary, UnknownItem> {
        let question = self.find_question(question)?;
        let decisions = self.find_decisions(decisions)?;
        let analyst = Analyst::new(self, budget.into());
        let mut unproven = false;
        for decision in decisions {
            match analyst.can_matter(question.position(), decision) {
                Ok(true) => return Ok(Ternary::Yes),
                Ok(false) => {}
                Err(OutOfBudget) => unproven = true,
            }
        }
        Ok(if unproven { Ternary::Unproven } else { Ternary::No })
    }

    /// The open question that is most worth an answer for these decisions: one whose answer alone can change an outcome
    /// before others, then by how many points it can move. `None` if no open question can matter, as far as is proved.
    ///
    /// # Errors
    /// If the rulebook has no decision of such an id.
    pub fn next_question<I: AsRef<str>>(
        &self,
        decisions: impl IntoIterator<Item = I>,
        budget: impl Into<Budget>,
    ) -> Result<Option<&Question>, UnknownItem> {
        Ok(self.most_worth(&self.find_decisions(decisions)?, budget.into()))
    }

    /// As [`Evaluation::next_question`].
    pub(super) fn most_worth(&self, wanted: &[Ix<Decision>], budget: Budget) -> Option<&Question> {
        let book = self.book();
        let analyst = Analyst::new(self, budget);
        let mut ranked: Vec<(i64, usize)> = Vec::new();
        for ix in book.questions.indices() {
            if self.asked_of(ix) == Truth::True && self.answers().given()[ix].is_none() && budget.0 > 0 {
                let moves = wanted.iter().map(|decision| analyst.moves(ix.position(), *decision)).sum();
                ranked.push((moves, ix.position()));
            }
        }
        ranked.sort_by_key(|(moves, at)| (std::cmp::Reverse(*moves), *at));
        ranked.truncate(MOST_COMPARED);
        let alone = |at: &usize| wanted.iter().any(|decision| analyst.changes_alone(*at, *decision));
        let matters = |at: &usize| wanted.iter().any(|decision| matches!(analyst.can_matter(*at, *decision), Ok(true)));
        let candidates = || ranked.iter().map(|(_, at)| *at);
        let best = candidates().find(|at| alone(at)).or_else(|| candidates().find(|at| matters(at)))?;
        book.questions.rows().get(best)
    }
}

impl Analyst<'_> {
    /// Whether the question can matter to the decision.
    pub(super) fn can_matter(&self, question: usize, decision: Ix<Decision>) -> Result<bool, OutOfBudget> {
        let at = decision.position();
        let Some(model) = self.model.decisions.get(at) else { return Ok(false) };
        if self.cases.get(question) != Some(&0) || model.support.get(question) != Some(&true) {
            return Ok(false);
        }
        if self.budget.0 == 0 {
            return Err(OutOfBudget);
        }
        if self.changes_alone(question, decision) {
            return Ok(true);
        }
        if self.model.questions.get(question).is_some_and(|question| question.cut) {
            return Err(OutOfBudget);
        }
        let difference = Difference::Answered(question);
        let mut pair = Pair::new(self.model, difference, at, self.slots(), self.budget.0.min(self.left.get()));
        let differs = pair.can_differ();
        // Two worlds.
        self.left.set(self.left.get().saturating_sub(2 * pair.nodes()));
        differs
    }

    /// Whether some answer to the question changes the decision, all else being as it is.
    fn changes_alone(&self, question: usize, decision: Ix<Decision>) -> bool {
        let own = self.model.decisions.get(decision.position());
        if own.is_none_or(|own| own.support.get(question) != Some(&true)) {
            return false;
        }
        let goal = self.differs(decision);
        let mut outlook = Outlook::new(self.model);
        let mut slots: Vec<Slot> = self.cases.iter().map(|case| Slot::Fixed(*case)).collect();
        let closure = own.map(|own| own.closure.as_slice());
        let count = self.model.questions.get(question).map_or(0, |question| question.cases.len());
        (1..count).any(|case| {
            slots.get_mut(question).into_iter().for_each(|slot| *slot = Slot::Fixed(case));
            outlook.look_again(&slots, closure.unwrap_or_default(), (case > 1).then_some(question));
            goal.is_possible(&outlook.decisions)
        })
    }

    /// By how many points the question can move the option in front against another, or any option of several.
    fn moves(&self, question: usize, decision: Ix<Decision>) -> i64 {
        let Some(model) = self.model.decisions.get(decision.position()) else { return 0 };
        let winner = self.evaluation.tally(decision).outcome().first().map_or(0, |winner| winner.position());
        let bucket = model.buckets.iter().filter(|bucket| bucket.question == question);
        let points = bucket.flat_map(|bucket| &bucket.points);
        let swing =
            points.flat_map(|row| row.iter().map(|points| (points - pick(row, winner)).abs())).max().unwrap_or(0);
        let joint = model.rules.iter().filter(|rule| !rule.in_bucket && rule.support.get(question) == Some(&true));
        swing + joint.flat_map(|rule| rule.points.iter().map(|points| points.abs()).max()).max().unwrap_or(0)
    }
}
