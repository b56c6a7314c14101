//! What no profile has shown: searched for, and found or proved to be impossible.

use std::collections::HashMap;

use super::profiles::Draw;
use super::{Goal, Possible, Slot, Surveyor};
use crate::analysis::one_world::search::{OutOfBudget, Search};
use crate::analysis::two_worlds::pair::{Difference, Pair};
use crate::rulebook::{Choose, Decision, DecisionOption, Rule};
use crate::table::Ix;
use crate::truths::Truths;

/// So many profiles are drawn around one in which a rule fires, to see whether it matters in any of them.
const AROUND: u64 = 200;
/// A rule is compared with so many others that fired in the same profiles.
const MOST_COMPARED: usize = 4;

impl Surveyor<'_> {
    pub(super) fn prove(&mut self) {
        let book = self.rulebook.book();
        for ix in book.decisions.indices() {
            self.prove_decision(ix);
        }
        for ix in book.questions.indices() {
            let at = ix.position();
            let always = self.model.questions.get(at).is_some_and(|question| question.ask_if.is_none());
            if self.survey.questions[ix].asked.is_unproven() {
                self.survey.questions[ix].asked = self.asking(at, Truths::TRUE);
            }
            // A question without `ask_if` is always asked, and nobody has to be told.
            if self.survey.questions[ix].not_asked.is_unproven() && !always {
                self.survey.questions[ix].not_asked = self.asking(at, Truths::FALSE);
            }
            if self.survey.questions[ix].matters.is_unproven() {
                self.survey.questions[ix].matters = self.question_matters(at);
            }
        }
    }

    fn prove_decision(&mut self, ix: Ix<Decision>) {
        let at = ix.position();
        let book = self.rulebook.book();
        let Some(model) = self.model.decisions.get(at) else { return };
        if self.survey.decisions[ix].applies.is_unproven() {
            self.survey.decisions[ix].applies = match model.applies_if {
                None => Possible::Yes(()),
                Some(_) => self.search(&Goal::Applies { decision: at }, false),
            };
        }
        if self.survey.decisions[ix].applies.is_no() {
            return;
        }
        for option in book.decisions[ix].options.indices() {
            if self.survey.decisions[ix].chosen[option].is_unproven() {
                let goal = Goal::Outcome { decision: at, option: option.position() };
                self.survey.decisions[ix].chosen[option] = self.search(&goal, false);
            }
        }
        for rule in book.decisions[ix].rules.indices() {
            self.prove_rule(ix, rule);
        }
        if self.emptied[ix].is_none() {
            self.survey.decisions[ix].emptied = self.search(&self.goal_of_ruling_out_all(at), false).not_yet();
        }
        if self.emptied[ix].is_some() {
            self.survey.decisions[ix].emptied = self.emptying(ix);
        }
        if self.tied[ix].is_none() && matches!(model.choose, Choose::One { .. }) {
            self.survey.decisions[ix].tied = self.search(&self.goal_of_a_tie(at), true).not_yet();
        }
        if let Some(slots) = self.tied[ix].take() {
            self.survey.decisions[ix].tied = Possible::Yes(self.answers(&slots));
        }
        let chooses_one = matches!(model.choose, Choose::One { .. });
        if self.uncovered[ix].is_none() && chooses_one {
            self.survey.decisions[ix].uncovered = self.search(&Goal::Uncovered { decision: at }, true).not_yet();
        }
        if let Some(slots) = self.uncovered[ix].take().filter(|_| chooses_one) {
            self.survey.decisions[ix].uncovered = Possible::Yes(self.answers(&slots));
        }
        self.find_twins(ix);
        for option in book.decisions[ix].options.indices() {
            let bound = self.most_points(at, option);
            self.survey.decisions[ix].highest[option].1 = bound;
            self.climb(ix, option);
        }
    }

    fn prove_rule(&mut self, ix: Ix<Decision>, rule: Ix<Rule>) {
        let (decision, at) = (ix.position(), rule.position());
        if self.survey.decisions[ix].rules[rule].fires.is_unproven() {
            self.survey.decisions[ix].rules[rule].fires = self.search(&Goal::Fires { decision, rule: at }, false);
        }
        if self.survey.decisions[ix].rules[rule].fires != Possible::Yes(()) {
            return;
        }
        if self.survey.decisions[ix].rules[rule].silent.is_unproven() {
            self.survey.decisions[ix].rules[rule].silent = self.search(&Goal::Silent { decision, rule: at }, true);
        }
        if self.survey.decisions[ix].rules[rule].matters.is_unproven() {
            self.look_around(ix, rule);
        }
        if self.survey.decisions[ix].rules[rule].matters.is_unproven() {
            let difference = Difference::Missing { decision, rule: at };
            let changes_members = self.pair(difference, decision);
            let reorders = match self.goal_of_another_order(decision, at) {
                Some(goal) if changes_members.is_no() => self.search(&goal, false),
                _ => Possible::No,
            };
            let row = &mut self.survey.decisions[ix].rules[rule];
            row.matters = if changes_members.is_no() { reorders } else { changes_members };
        }
    }

    /// Draws profiles in which a rule fires.
    fn look_around(&mut self, ix: Ix<Decision>, rule: Ix<Rule>) {
        let fired = self.first_fired[ix][rule].and_then(|nth| self.profiles.get(nth)).cloned();
        let model = self.model.decisions.get(ix.position());
        let (Some(fired), Some(model)) = (fired, model) else { return };
        let Some(rule_model) = model.rules.get(rule.position()) else { return };
        let mut draw = Draw(1 + rule.position() as u64);
        for nth in 0..AROUND.min(self.budget.0) {
            // What decides whether the decision applies is kept in every second of them: it may be nearly everything.
            let carries = |at: usize| {
                let by_guard = nth % 2 == 0 && model.guard.get(at) == Some(&true);
                by_guard || rule_model.support.get(at) == Some(&true)
            };
            let is_needless = !self.survey.decisions[ix].rules[rule].matters.is_unproven();
            if is_needless || !self.pay(1) {
                return;
            }
            let slots = fired.iter().enumerate();
            let slots = slots.map(|(at, slot)| if carries(at) { *slot } else { self.drawn(at, true, &mut draw) });
            self.look_at(slots.collect(), false);
        }
    }

    /// Searches for answers, complete ones if so wanted, and notes all that they show.
    fn search(&mut self, goal: &Goal, complete: bool) -> Possible {
        let open = if complete { Slot::Changeable } else { Slot::Open };
        let cost = self.model.node_cost();
        let affordable = (self.fund / self.size()).saturating_mul(cost);
        let budget = self.budget.0.min(affordable);
        if budget < cost {
            return Possible::Unproven;
        }
        let mut search = Search::new(self.model, vec![open; self.model.questions.len()], budget);
        let found = search.reach(goal);
        let (spent, slots) = (search.nodes / cost, std::mem::take(&mut search.slots));
        // Each node is two looks: at its bounds, and at where a dive from it ends.
        self.pay(2 * spent.max(1));
        match found {
            Ok(true) => {
                let no_case = if complete { 1 } else { 0 };
                let fixed = slots.iter().enumerate().map(|(at, slot)| match slot {
                    Slot::Fixed(case) => Slot::Fixed(*case),
                    Slot::Open | Slot::Changeable => Slot::Fixed(self.case(at, no_case)),
                });
                self.look_at(fixed.collect(), complete);
                Possible::Yes(())
            }
            Ok(false) => Possible::No,
            Err(OutOfBudget) => Possible::Unproven,
        }
    }

    /// This case of a question, if it has so many.
    fn case(&self, question: usize, case: usize) -> usize {
        let cases = self.model.questions.get(question).map_or(0, |question| question.cases.len());
        if case < cases { case } else { 0 }
    }

    /// Whether a difference can show in a decision.
    fn pair(&mut self, difference: Difference, decision: usize) -> Possible {
        let cost = self.model.node_cost();
        let affordable = (self.fund / self.size()).saturating_mul(cost);
        let budget = self.budget.0.min(affordable);
        if budget < cost {
            return Possible::Unproven;
        }
        let slots = vec![Slot::Open; self.model.questions.len()];
        let mut pair = Pair::new(self.model, difference, decision, slots, budget);
        let found = pair.can_differ();
        let spent = pair.nodes() / cost;
        // Two worlds.
        self.pay(2 * spent.max(1));
        match found {
            Ok(true) => Possible::Yes(()),
            Ok(false) => Possible::No,
            Err(OutOfBudget) => Possible::Unproven,
        }
    }

    fn question_matters(&mut self, question: usize) -> Possible {
        let model = self.model;
        let mut matters = Possible::No;
        for (at, decision) in model.decisions.iter().enumerate() {
            if decision.support.get(question) != Some(&true) {
                continue;
            }
            if model.questions.get(question).is_some_and(|question| question.cut) {
                matters = Possible::Unproven;
                continue;
            }
            match self.pair(Difference::Answered(question), at) {
                Possible::Yes(()) => return Possible::Yes(()),
                Possible::Unproven => matters = Possible::Unproven,
                Possible::No => {}
            }
        }
        matters
    }

    /// Compares rules that fired in the same profiles, whichever they were.
    fn find_twins(&mut self, ix: Ix<Decision>) {
        let decision = &self.rulebook.book().decisions[ix];
        // As they are now: each search below looks at another profile, and changes them.
        let signatures = self.signatures[ix].clone();
        let mut alike: HashMap<u64, Vec<Ix<Rule>>> = HashMap::new();
        for (rule, row) in decision.rules.iter() {
            if self.survey.decisions[ix].rules[rule].fires != Possible::Yes(()) {
                continue;
            }
            let group = alike.entry(signatures[rule]).or_default();
            let mut twin = None;
            for first in group.iter().take(MOST_COMPARED) {
                let is_written_alike = decision.rules[*first].condition == row.condition;
                let goal = Goal::Apart { decision: ix.position(), rules: (first.position(), rule.position()) };
                match if is_written_alike { Possible::No } else { self.search(&goal, false) } {
                    Possible::No => {
                        twin = Some(*first);
                        break;
                    }
                    Possible::Unproven => self.survey.decisions[ix].unproven_twins += 1,
                    Possible::Yes(()) => {}
                }
            }
            match twin {
                Some(first) => self.survey.decisions[ix].twins.push((rule, first)),
                None => group.push(rule),
            }
        }
    }

    /// More points than this an option cannot get: each question at its best for it, and all that is left of the rules.
    fn most_points(&self, decision: usize, option: Ix<DecisionOption>) -> i64 {
        let Some(model) = self.model.decisions.get(decision) else { return 0 };
        let points = |row: &Vec<i64>| row.get(option.position()).copied().unwrap_or(0);
        let buckets = model.buckets.iter().map(|bucket| bucket.points.iter().map(points).max().unwrap_or(0));
        let others = model.rules.iter().filter(|rule| !rule.in_bucket).map(|rule| points(&rule.points).max(0));
        buckets.chain(others).sum()
    }

    /// Looks for answers that give an option many points: each question in turn is given the answer that is best for it.
    fn climb(&mut self, ix: Ix<Decision>, option: Ix<DecisionOption>) {
        let Some(model) = self.model.decisions.get(ix.position()) else { return };
        let mut slots = vec![Slot::Fixed(0); self.model.questions.len()];
        for at in (0..slots.len()).filter(|at| model.support.get(*at) == Some(&true)) {
            let cases = self.model.questions.get(at).map_or(0, |question| question.cases.len());
            let mut best = (self.survey.decisions[ix].highest[option].0, 0);
            let mut here = i64::MIN;
            for case in (1..cases).take(64) {
                if !self.pay(1) {
                    return;
                }
                slots.get_mut(at).into_iter().for_each(|slot| *slot = Slot::Fixed(case));
                let points = self.points_of(ix, option, &slots);
                if points > here {
                    here = points;
                    best = (best.0.max(points), case);
                }
            }
            slots.get_mut(at).into_iter().for_each(|slot| *slot = Slot::Fixed(best.1));
            self.survey.decisions[ix].highest[option].0 = best.0;
        }
    }

    /// The points of an option for a profile.
    fn points_of(&mut self, ix: Ix<Decision>, option: Ix<DecisionOption>, slots: &[Slot]) -> i64 {
        let closure = self.model.decisions.get(ix.position()).map(|model| model.closure.as_slice()).unwrap_or_default();
        self.outlook.look(slots, closure);
        let (Some(model), Some(prospect)) =
            (self.model.decisions.get(ix.position()), self.outlook.decisions.get(ix.position()))
        else {
            return 0;
        };
        let fired = model.rules.iter().zip(&prospect.rules).filter(|(_, truths)| truths.must_be(Truths::TRUE));
        let points = fired.map(|(rule, _)| rule.points.get(option.position()).copied().unwrap_or(0)).sum();
        if prospect.applies.must_be(Truths::TRUE) { points } else { 0 }
    }
}
