//! Profiles of answers to look at: those of the rulebook's own cases, and drawn ones. Drawn by a fixed rule, so that the
//! same rulebook gives the same findings everywhere.

use super::count::Count;
use super::{Possible, Slot, Surveyor};
use crate::rulebook::{DecisionModel, cases_of};
use crate::set::Set;
use crate::table::Ix;
use crate::truths::Truths;

/// So many profiles are drawn, fewer in a large rulebook, and no more than a search may look at.
const DRAWN: u64 = 192;
/// All profiles together may cost this part of the fund.
const SHARE: u64 = 4;
/// So many of the rulebook's own cases are looked at.
const MOST_CASES: usize = 200;

/// Numbers without a pattern: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014).
pub(in crate::analysis) struct Draw(pub(in crate::analysis) u64);

impl Draw {
    pub(in crate::analysis) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let bound = bound.max(1) as u64;
        usize::try_from((word ^ (word >> 31)) % bound).unwrap_or(0)
    }
}

impl Surveyor<'_> {
    /// Looks at the rulebook's own cases, then at profiles with an answer to every question, then at some with gaps.
    pub(super) fn sample(&mut self) {
        for case in self.rulebook.book().cases.iter().take(MOST_CASES) {
            if let Some(cases) = cases_of(self.model, &case.given(self.rulebook.book())).filter(|_| self.pay(1)) {
                self.look_at(cases.into_iter().map(Slot::Fixed).collect(), false);
            }
        }
        let mut draw = Draw(0);
        let affordable = self.fund / SHARE / self.size();
        for nth in 0..DRAWN.min(affordable.max(8)).min(self.budget.0) {
            let gaps = nth % 4 == 3;
            let slots = (0..self.model.questions.len()).map(|at| self.drawn(at, gaps, &mut draw)).collect();
            if self.pay(1) {
                self.look_at(slots, !gaps);
            }
        }
    }

    /// Some answer to a question; with gaps, now and then none.
    pub(super) fn drawn(&self, question: usize, gaps: bool, draw: &mut Draw) -> Slot {
        let answers = self.model.questions.get(question).map_or(0, |question| question.cases.len().saturating_sub(1));
        let none = answers == 0 || (gaps && draw.below(3) == 0);
        Slot::Fixed(if none { 0 } else { 1 + draw.below(answers) })
    }

    /// Evaluates a profile in which every question is fixed, and notes all that it shows.
    pub(super) fn look_at(&mut self, slots: Vec<Slot>, complete: bool) {
        self.outlook.look(&slots, &self.every_decision);
        let nth = self.profiles.len();
        let book = self.rulebook.book();
        for ix in book.questions.indices() {
            let asked = self.outlook.asked.get(ix.position()).copied().unwrap_or(Truths::TRUE);
            let row = &mut self.survey.questions[ix];
            if asked.must_be(Truths::TRUE) {
                row.asked = Possible::Yes(());
            } else if complete {
                row.not_asked = Possible::Yes(());
            }
        }
        for ix in book.decisions.indices() {
            self.look_at_decision(ix, nth, &slots, complete);
        }
        if complete {
            self.look_without_answers(&slots);
        }
        // Only one in which a rule fired for the first time is looked for again.
        let is_first = self.first_fired.rows().iter().any(|rules| rules.rows().contains(&Some(nth)));
        self.profiles.push(if is_first { slots } else { Vec::new() });
    }

    fn look_at_decision(&mut self, ix: Ix<crate::rulebook::Decision>, nth: usize, slots: &[Slot], complete: bool) {
        let at = ix.position();
        let (Some(model), Some(prospect)) = (self.model.decisions.get(at), self.outlook.decisions.get(at)) else {
            return;
        };
        let applies = prospect.applies.must_be(Truths::TRUE);
        let row = &mut self.survey.decisions[ix];
        let count = Count::of(model, &prospect.rules);
        let outcome = count.outcome();
        let rules = self.rulebook.book().decisions[ix].rules.indices();
        for ((rule, truths), model) in rules.zip(&prospect.rules).zip(&model.rules) {
            let fires = applies && truths.must_be(Truths::TRUE);
            let signature = &mut self.signatures[ix][rule];
            *signature = signature.wrapping_mul(0x0000_0100_0000_01B3).wrapping_add(1 + u64::from(fires));
            let row = &mut row.rules[rule];
            if fires {
                row.fires = Possible::Yes(());
                self.first_fired[ix][rule].get_or_insert(nth);
                if row.matters.is_unproven() && count.outcome_without(model) != outcome {
                    row.matters = Possible::Yes(());
                }
            } else if applies && complete {
                row.silent = Possible::Yes(());
            }
        }
        if !applies {
            return;
        }
        row.applies = Possible::Yes(());
        for option in self.rulebook.book().decisions[ix].options.indices() {
            if outcome.contains(&option.position()) {
                row.chosen[option] = Possible::Yes(());
            }
            let attained = count.points.get(option.position()).copied().unwrap_or(0);
            row.highest[option].0 = row.highest[option].0.max(attained);
        }
        let asked = &self.outlook.asked;
        if count.is_emptied() && is_smaller(slots, self.emptied[ix].as_deref(), model, asked) {
            self.emptied[ix] = Some(slots.to_vec());
        }
        let covered = prospect.rules.iter().any(|truths| truths.must_be(Truths::TRUE));
        if complete && !covered && is_smaller(slots, self.uncovered[ix].as_deref(), model, asked) {
            let kept = slots.iter().enumerate().map(|(at, slot)| kept(at, *slot, model, asked));
            self.uncovered[ix] = Some(kept.collect());
        }
        if complete && count.is_tied() && is_smaller(slots, self.tied[ix].as_deref(), model, asked) {
            self.tied[ix] = Some(slots.iter().enumerate().map(|(at, slot)| kept(at, *slot, model, asked)).collect());
        }
    }

    /// Takes each answer that is not known to matter away in turn, and sees whether anything comes out differently.
    fn look_without_answers(&mut self, slots: &[Slot]) {
        let book = self.rulebook.book();
        let before = self.conclusions();
        let mut slots = slots.to_vec();
        for ix in book.questions.indices() {
            let at = ix.position();
            let asked = self.outlook.asked.get(at).is_some_and(|asked| asked.must_be(Truths::TRUE));
            if !asked || !self.survey.questions[ix].matters.is_unproven() || !self.pay(1) {
                continue;
            }
            let Some(given) = slots.get(at).copied() else { continue };
            slots.get_mut(at).into_iter().for_each(|slot| *slot = Slot::Fixed(0));
            self.outlook.look_again(&slots, &self.every_decision, Some(at));
            if self.conclusions() != before {
                self.survey.questions[ix].matters = Possible::Yes(());
            }
            slots.get_mut(at).into_iter().for_each(|slot| *slot = given);
            self.outlook.look_again(&slots, &self.every_decision, Some(at));
        }
    }

    /// Whether each decision applies, and its outcome, as last looked at.
    fn conclusions(&self) -> Vec<(bool, Set)> {
        let prospects = self.model.decisions.iter().zip(&self.outlook.decisions);
        let conclusion = prospects.map(|(model, prospect)| {
            let applies = prospect.applies.must_be(Truths::TRUE);
            (applies, if applies { Count::of(model, &prospect.rules).outcome_set() } else { Set::default() })
        });
        conclusion.collect()
    }
}

/// An answer, if its question is asked and has a say in the decision.
fn kept(at: usize, slot: Slot, decision: &DecisionModel, asked: &[Truths]) -> Slot {
    let has_say = decision.support.get(at) == Some(&true);
    let is_asked = asked.get(at).is_some_and(|asked| asked.must_be(Truths::TRUE));
    if has_say && is_asked { slot } else { Slot::Fixed(0) }
}

/// Whether a profile has fewer answers that count than the smallest so far.
fn is_smaller(slots: &[Slot], smallest: Option<&[Slot]>, decision: &DecisionModel, asked: &[Truths]) -> bool {
    let answered = |slots: &[Slot]| slots.iter().filter(|slot| **slot != Slot::Fixed(0)).count();
    let counting = slots.iter().enumerate().filter(|(at, slot)| kept(*at, **slot, decision, asked) != Slot::Fixed(0));
    smallest.is_none_or(|smallest| counting.count() < answered(smallest))
}
