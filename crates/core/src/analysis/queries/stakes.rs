//! What is still at stake in some decisions, for a questionnaire that looks at all of its questions after every answer.
//!
//! One look at the bounds tells for all questions at once which of them touch nothing any more; only of those that are
//! about to be asked it is worth searching whether they can matter.

use crate::analysis::bounds::outlook::{Outlook, Prospect, Slot};
use crate::analysis::{Analyst, Budget};
use crate::evaluation::Evaluation;
use crate::rulebook::{Choose, Decision, DecisionModel, Question, pick};
use crate::table::Ix;
use crate::truths::Truths;

/// More cases of one question than this are not looked at one by one.
const MOST_CASES: usize = 32;

/// Some decisions, and which of them are settled.
pub(crate) struct Stakes<'e> {
    analyst: Analyst<'e>,
    /// The decisions with what is proved of each: settled, not settled, or nothing.
    decisions: Vec<(Ix<Decision>, Option<bool>)>,
    /// The questions that some rule rests on which may still go either way, in a decision that is not settled.
    touching: Vec<bool>,
}

impl Evaluation {
    /// What is at stake in these decisions. The budget is for each search.
    pub(crate) fn stakes(&self, decisions: impl IntoIterator<Item = Ix<Decision>>, budget: Budget) -> Stakes<'_> {
        let analyst = Analyst::new(self, budget);
        let decisions = decisions.into_iter().map(|ix| (ix, analyst.settled(ix).ok())).collect();
        let mut stakes = Stakes { touching: vec![false; analyst.cases.len()], analyst, decisions };
        stakes.look();
        stakes
    }
}

impl Stakes<'_> {
    /// Whether a decision is settled. `None` if that is not proved, or it is none of these.
    pub(crate) fn settled(&self, decision: Ix<Decision>) -> Option<bool> {
        self.decisions.iter().find(|(ix, _)| *ix == decision).and_then(|(_, settled)| *settled)
    }

    /// Whether an open question touches anything that is not settled. Where not, it cannot matter.
    pub(crate) fn touches(&self, question: Ix<Question>) -> bool {
        self.touching.get(question.position()) == Some(&true)
    }

    /// Whether it is not proved that an open question cannot matter to any of these decisions.
    /// A question with very many cases is taken to matter: a search would have to look at each of them again and again.
    pub(crate) fn may_matter(&self, question: Ix<Question>) -> bool {
        if self.count(question) > MOST_CASES {
            return self.touches(question);
        }
        let matters = |decision| !matches!(self.analyst.can_matter(question.position(), decision), Ok(false));
        self.touches(question) && self.open().any(matters)
    }

    /// How much would still be in doubt after an answer to this open question, on average over its cases (of very many, over some
    /// that are spread evenly): the fewer points some option could still gain on the one that is safest, the better the question.
    pub(crate) fn doubt_after(&self, question: Ix<Question>) -> i64 {
        let model = self.analyst.model;
        let at = question.position();
        let count = self.count(question);
        let cases: Vec<usize> = (1..count).step_by(count / MOST_CASES + 1).collect();
        let mut outlook = Outlook::new(model);
        let mut slots = self.analyst.slots();
        let mut doubt = 0_i64;
        for decision in self.open() {
            let Some(target) = model.decisions.get(decision.position()) else { continue };
            for (nth, case) in cases.iter().enumerate() {
                slots.get_mut(at).into_iter().for_each(|slot| *slot = Slot::Fixed(*case));
                outlook.look_again(&slots, &target.closure, (nth > 0).then_some(at));
                let prospect = outlook.decisions.get(decision.position());
                doubt = doubt.saturating_add(prospect.map_or(0, |prospect| doubt_in(target, prospect)));
            }
        }
        doubt / i64::try_from(cases.len().max(1)).unwrap_or(1)
    }

    fn count(&self, question: Ix<Question>) -> usize {
        self.analyst.model.questions.get(question.position()).map_or(0, |question| question.cases.len())
    }

    fn open(&self) -> impl Iterator<Item = Ix<Decision>> {
        self.decisions.iter().filter(|(_, settled)| *settled != Some(true)).map(|(ix, _)| *ix)
    }

    fn look(&mut self) {
        let model = self.analyst.model;
        let mut outlook = Outlook::new(model);
        let slots = self.analyst.slots();
        for decision in self.open().collect::<Vec<_>>() {
            let Some(target) = model.decisions.get(decision.position()) else { continue };
            outlook.look(&slots, &target.closure);
            for at in &target.closure {
                let (Some(model), Some(prospect)) = (model.decisions.get(*at), outlook.decisions.get(*at)) else {
                    continue;
                };
                let rules = model.rules.iter().zip(&prospect.rules).filter(|(_, truths)| !truths.is_settled());
                let applies = (!prospect.applies.is_settled()).then_some(&model.support);
                for support in rules.map(|(rule, _)| &rule.support).chain(applies) {
                    self.touching.iter_mut().zip(support).for_each(|(on, also)| *on |= also);
                }
            }
        }
    }
}

/// Choose one: the points by which some other option may still pass the safest one. Choose many: the options in doubt.
fn doubt_in(model: &DecisionModel, prospect: &Prospect) -> i64 {
    if !prospect.applies.may_be(Truths::TRUE) {
        return 0;
    }
    let open = prospect.may_be_in;
    match model.choose {
        Choose::One { .. } => {
            let threat = |option: usize| {
                let rivals = open.iter().filter(|rival| *rival != option);
                rivals.map(|rival| pick(&prospect.bounds, rival * model.options + option).max(0)).max().unwrap_or(0)
            };
            open.iter().map(threat).min().unwrap_or(0)
        }
        Choose::Many { .. } => {
            let doubtful = open.iter().filter(|option| prospect.may_be_out.contains(*option)).count();
            i64::try_from(doubtful).unwrap_or(i64::MAX)
        }
    }
}
