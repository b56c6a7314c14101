//! Which open questions can still matter, and which of them is worth finding out next.
//!
//! A question can matter to a decision if, for some way of answering the others, an answer to it makes a difference. Two
//! worlds are searched side by side: one leaves the question open, one answers it, everything else is the same in both.

use crate::analysis::Analyst;
use crate::analysis::bounds::outlook::{Outlook, Slot};
use crate::analysis::one_world::search::{Goal, OutOfBudget};
use crate::analysis::two_worlds::pair::{Difference, Pair};
use crate::analysis::{Budget, Evaluation, Ternary};
use crate::rulebook::{Decision, DecisionModel, Model, Question, pick};
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
        Ok(self.most_worth(&self.find_decisions(decisions)?, |_| false, budget.into()))
    }

    /// As [`Evaluation::next_question`], given which decisions are settled as far as that is proved: nothing matters to those.
    pub(in crate::analysis) fn most_worth(
        &self,
        wanted: &[Ix<Decision>],
        is_settled: impl Fn(Ix<Decision>) -> bool,
        budget: Budget,
    ) -> Option<&Question> {
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
        let open: Vec<Ix<Decision>> = wanted.iter().copied().filter(|decision| !is_settled(*decision)).collect();
        let mut views: Vec<Alone<'_>> = open.iter().map(|decision| analyst.alone(*decision)).collect();
        let mut alone = |at: &usize| views.iter_mut().any(|view| analyst.pays_for_a_look() && view.is_changed_by(*at));
        let matters = |at: &usize| open.iter().any(|decision| matches!(analyst.can_matter(*at, *decision), Ok(true)));
        let candidates = || ranked.iter().map(|(_, at)| *at);
        let best = candidates().find(|at| alone(at)).or_else(|| candidates().find(|at| matters(at)))?;
        book.questions.rows().get(best)
    }
}

impl Analyst<'_> {
    /// Whether the question can matter to the decision.
    pub(in crate::analysis) fn can_matter(&self, question: usize, decision: Ix<Decision>) -> Result<bool, OutOfBudget> {
        let at = decision.position();
        let Some(model) = self.model.decisions.get(at) else { return Ok(false) };
        if self.cases.get(question) != Some(&0) || model.support.get(question) != Some(&true) {
            return Ok(false);
        }
        if self.budget.0 == 0 || !self.pays_for_a_look() {
            return Err(OutOfBudget);
        }
        if self.alone(decision).is_changed_by(question) {
            return Ok(true);
        }
        if self.model.questions.get(question).is_some_and(|question| question.cut) {
            return Err(OutOfBudget);
        }
        let difference = Difference::Answered(question);
        let mut pair = Pair::new(
            self.model,
            difference,
            at,
            self.slots(),
            self.budget.0.min(self.model.nodes_for(self.left.get() / 2)),
        );
        let differs = pair.can_differ();
        // Two worlds.
        self.take(self.model.work_of(pair.nodes()).saturating_mul(2));
        differs
    }

    fn alone(&self, decision: Ix<Decision>) -> Alone<'_> {
        Alone {
            own: self.model.decisions.get(decision.position()),
            goal: self.differs(decision),
            outlook: Outlook::new(self.model),
            slots: self.cases.iter().map(|case| Slot::Fixed(*case)).collect(),
            is_new: true,
            model: self.model,
        }
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

/// A decision while all questions but one are as they were answered.
struct Alone<'m> {
    model: &'m Model,
    own: Option<&'m DecisionModel>,
    /// To come out differently.
    goal: Goal,
    outlook: Outlook<'m>,
    slots: Vec<Slot>,
    /// Whether nothing has been looked at yet.
    is_new: bool,
}

impl Alone<'_> {
    /// Whether some answer to an open question changes the decision.
    fn is_changed_by(&mut self, question: usize) -> bool {
        let Some(own) = self.own.filter(|own| own.support.get(question) == Some(&true)) else { return false };
        if std::mem::take(&mut self.is_new) {
            self.outlook.look(&self.slots, &own.closure);
        }
        let count = self.model.questions.get(question).map_or(0, |question| question.cases.len());
        let mut look = |slot: Slot| {
            self.slots.get_mut(question).into_iter().for_each(|place| *place = slot);
            self.outlook.look_again(&self.slots, &own.closure, Some(question));
            self.goal.is_possible(&self.outlook.decisions)
        };
        let is_changed = look(Slot::Changeable) && (1..count).any(|case| look(Slot::Fixed(case)));
        look(Slot::Fixed(0));
        is_changed
    }
}
