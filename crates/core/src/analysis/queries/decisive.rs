//! Decisive answers: given answers that settle the outcome on their own, none of which can be left out. In the literature a sufficient
//! reason, prime implicant explanation or abductive explanation.
//!
//! One answer after the other is left out, the least influential first, as long as the others settle the outcome. A bound that rules
//! a contest out is brought up to date where it can be: an answer more that is open adds at most what its table and its rules add.

use crate::analysis::Analyst;
use crate::analysis::bounds::outlook::Slot;
use crate::analysis::one_world::completion::{Completion, Refutation};
use crate::analysis::one_world::search::OutOfBudget;
use crate::rulebook::{Contest, Decision, Question, pick};
use crate::table::Ix;

/// A contest in which the decision comes out differently, and why nothing meets it as things stand, as far as that is known.
struct Rival<'c> {
    completion: Completion<'c>,
    refutation: Option<Refutation>,
}

impl<'e> Analyst<'e> {
    /// Leaves out given answers one by one, the least influential first, as long as the others settle the outcome. Since
    /// more answers never unsettle, none of those that remain can be left out.
    pub(in crate::analysis) fn decisive(&self, ix: Ix<Decision>) -> Result<Vec<&'e Question>, OutOfBudget> {
        let mut slots = self.slots();
        let contests = self.contests(ix);
        let cost = self.model.node_cost();
        let rival = |contest| Rival { completion: Completion::new(contest, cost), refutation: None };
        let mut rivals: Option<Vec<Rival<'_>>> = contests.as_ref().map(|contests| contests.iter().map(rival).collect());
        for at in self.least_influential_first(ix) {
            let mut fewer = slots.clone();
            fewer.get_mut(at).into_iter().for_each(|slot| *slot = Slot::Open);
            let differs = match &mut rivals {
                Some(_) if self.left.get() == 0 || self.is_cut(ix, &fewer) => Err(OutOfBudget),
                Some(rivals) => self.is_met(rivals, at, &fewer),
                None => self.can_differ(ix, &fewer),
            };
            if !differs? {
                slots = fewer;
            }
        }
        let questions = self.evaluation.book().questions.rows().iter();
        Ok(questions.zip(&slots).filter(|(_, slot)| **slot != Slot::Open).map(|(question, _)| question).collect())
    }

    fn least_influential_first(&self, ix: Ix<Decision>) -> Vec<usize> {
        let (applies, _) = self.state(ix);
        let own = self.model.decisions.get(ix.position());
        // Where the decision does not apply, what decisions above decide is what it rests on.
        let weight = |at: usize| match own.filter(|_| applies) {
            Some(own) => own.weight.get(at).copied().unwrap_or(0),
            None => self.model.weight(ix.position(), at),
        };
        let mut given: Vec<usize> = (0..self.cases.len()).filter(|at| self.cases.get(*at) != Some(&0)).collect();
        given.sort_by_key(|at| (weight(*at), std::cmp::Reverse(*at)));
        given
    }

    /// Whether some completion meets one of the contests once this question is open too. One that is met comes first the next time.
    fn is_met(&self, rivals: &mut [Rival<'_>], question: usize, fewer: &[Slot]) -> Result<bool, OutOfBudget> {
        let mut found = Ok(false);
        let mut refutations: Vec<Option<Refutation>> = Vec::with_capacity(rivals.len());
        for nth in 0..rivals.len() {
            let Some(rival) = rivals.get_mut(nth) else { break };
            let contest = rival.completion.contest;
            if let Some(still) = rival.refutation.as_ref().and_then(|known| self.without(contest, known, question)) {
                refutations.push(Some(still));
                continue;
            }
            let exists = rival.completion.exists(fewer, self.allowance_in(contest));
            self.spend_in(contest, rival.completion.nodes);
            match exists {
                Ok(true) => {
                    rivals.get_mut(..=nth).into_iter().for_each(|rivals| rivals.rotate_right(1));
                    return Ok(true);
                }
                Ok(false) => refutations.push(rival.completion.refutation.take()),
                Err(OutOfBudget) => {
                    refutations.push(None);
                    found = Err(OutOfBudget);
                }
            }
        }
        if found.is_ok() {
            rivals.iter_mut().zip(refutations).for_each(|(rival, refutation)| rival.refutation = refutation);
        }
        found
    }

    /// What is left of a refutation once the answer to a question is left out.
    fn without(&self, contest: &Contest, refutation: &Refutation, question: usize) -> Option<Refutation> {
        if contest.is_in_conditions(question) {
            return None;
        }
        let Refutation::Leads(leads, missing) = refutation else { return Some(refutation.clone()) };
        let class = contest.class(question, self.cases.get(question).copied().unwrap_or(0));
        let sum = |of: &dyn Fn(usize) -> i64| leads.iter().map(|(lead, weight)| weight * of(*lead)).sum::<i64>();
        let points = |class: usize| {
            sum(&|lead| contest.leads.get(lead).map_or(0, |lead| pick(contest.part(&lead.alone, question), class)))
        };
        let now = points(class);
        let most = (0..contest.count(question)).map(points).max().unwrap_or(now);
        let rows = contest.rows_on(question).iter().filter_map(|row| contest.rows.get(*row));
        let missing = missing - (most - now) - rows.map(|row| sum(&|lead| pick(&row.gains, lead)).abs()).sum::<i64>();
        (missing > 0).then(|| Refutation::Leads(leads.clone(), missing))
    }
}
