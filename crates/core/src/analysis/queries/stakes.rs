//! What is still at stake in some decisions, for a questionnaire that looks at all of its questions after every answer.
//!
//! One look at the bounds tells for all questions at once which of them touch nothing any more; only of those that are
//! about to be asked it is worth searching whether they can matter.

use crate::analysis::bounds::outlook::{Outlook, Prospect, Slot};
use crate::analysis::{Analyst, Budget, Ternary};
use crate::evaluation::Evaluation;
use crate::rulebook::{Choose, Decision, DecisionModel, Question, pick};
use crate::table::Ix;
use crate::truths::Truths;

/// More cases of one question than this are not looked at one by one.
const MOST_CASES: usize = 32;

/// What all searches after one answer may take together, in the looks of [`Analyst`]: many times what the shipped rulebook needs.
const WORK: u64 = 2_000_000;

/// Some decisions, and which of them are settled.
pub(crate) struct Stakes<'e> {
    analyst: Analyst<'e>,
    /// The decisions with what is proved of each: settled, not settled, or nothing.
    decisions: Vec<(Ix<Decision>, Option<bool>)>,
    /// The questions that some rule rests on which may still go either way, in a decision that is not settled.
    touching: Vec<bool>,
    /// The open decisions, and those that they rest on.
    closure: Vec<usize>,
    /// What was found of questions so far: see [`Stakes::doubt_after`].
    doubts: Vec<Option<i64>>,
}

impl Evaluation {
    /// Whether answers to a question have a say in a decision, in any way.
    pub(crate) fn has_say(&self, question: Ix<Question>, decision: Ix<Decision>) -> bool {
        let own = self.book().model().decisions.get(decision.position());
        own.is_some_and(|own| own.support.get(question.position()) == Some(&true))
    }

    /// What is at stake in these decisions. The budget is for each search. Nothing is looked for where it is known what would be found:
    /// settled, not settled, or neither proved.
    pub(crate) fn stakes(
        &self,
        decisions: impl IntoIterator<Item = Ix<Decision>>,
        known: impl Fn(Ix<Decision>) -> Option<Ternary>,
        budget: Budget,
    ) -> Stakes<'_> {
        let analyst = Analyst::within(self, budget, WORK);
        let settled = |ix| match known(ix) {
            Some(Ternary::Yes) => Some(true),
            Some(Ternary::No) => Some(false),
            Some(Ternary::Unproven) => None,
            None => analyst.settled(ix).ok(),
        };
        let decisions: Vec<_> = decisions.into_iter().map(|ix| (ix, settled(ix))).collect();
        let count = analyst.cases.len();
        let mut stakes =
            Stakes { touching: vec![false; count], closure: Vec::new(), doubts: vec![None; count], analyst, decisions };
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
    /// A question with very many cases is taken to matter: a search would have to look at each of them again and again. So is every
    /// question of a rulebook in which the budget is not enough for a single node.
    pub(crate) fn may_matter(&self, question: Ix<Question>) -> bool {
        if self.count(question) > MOST_CASES || !self.analyst.can_search() {
            return self.touches(question);
        }
        let matters = |decision| !matches!(self.analyst.can_matter(question.position(), decision), Ok(false));
        self.touches(question) && self.open().any(matters)
    }

    /// How much would still be in doubt after an answer to this open question, on average over its cases (of very many, over some
    /// that are spread evenly): the fewer points some option could still gain on the one that is safest, the better the question.
    pub(crate) fn doubt_after(&mut self, question: Ix<Question>) -> i64 {
        let at = question.position();
        if let Some(known) = self.doubts.get(at).copied().flatten() {
            return known;
        }
        let model = self.analyst.model;
        let count = self.count(question);
        let cases: Vec<usize> = (1..count).step_by(count / MOST_CASES + 1).collect();
        let mut slots = self.analyst.slots();
        let before = slots.get(at).copied();
        let mut put = |slot: Slot, outlook: &mut Outlook<'_>| {
            slots.get_mut(at).into_iter().for_each(|place| *place = slot);
            outlook.look_again(&slots, &self.closure, Some(at));
        };
        let doubt = self.analyst.with_looks(|looks| {
            let mut doubt = 0_i64;
            for case in &cases {
                put(Slot::Fixed(*case), &mut looks.now);
                for decision in self.open().map(Ix::position) {
                    let (target, prospect) = (model.decisions.get(decision), looks.now.decisions.get(decision));
                    let own = target.zip(prospect).map_or(0, |(target, prospect)| doubt_in(target, prospect));
                    doubt = doubt.saturating_add(own);
                }
            }
            before.into_iter().for_each(|before| put(before, &mut looks.now));
            doubt
        });
        let doubt = doubt / i64::try_from(cases.len().max(1)).unwrap_or(1);
        self.doubts.get_mut(at).into_iter().for_each(|place| *place = Some(doubt));
        doubt
    }

    fn count(&self, question: Ix<Question>) -> usize {
        self.analyst.model.questions.get(question.position()).map_or(0, |question| question.cases.len())
    }

    fn open(&self) -> impl Iterator<Item = Ix<Decision>> {
        self.decisions.iter().filter(|(_, settled)| *settled != Some(true)).map(|(ix, _)| *ix)
    }

    fn look(&mut self) {
        let model = self.analyst.model;
        let open = self.open().filter_map(|decision| model.decisions.get(decision.position()));
        let mut closure: Vec<usize> = open.flat_map(|target| &target.closure).copied().collect();
        closure.sort_unstable();
        closure.dedup();
        let Stakes { analyst, touching, .. } = self;
        let mut mark = |outlook: &Outlook<'_>| {
            for at in &closure {
                let (Some(model), Some(prospect)) = (model.decisions.get(*at), outlook.decisions.get(*at)) else {
                    continue;
                };
                let rules = model.rules.iter().zip(&prospect.rules).filter(|(_, truths)| !truths.is_settled());
                let applies = (!prospect.applies.is_settled()).then_some(&model.support);
                for support in rules.map(|(rule, _)| &rule.support).chain(applies) {
                    touching.iter_mut().zip(support).for_each(|(on, also)| *on |= also);
                }
            }
        };
        if analyst.can_search() {
            analyst.with_looks(|looks| mark(&looks.now));
        } else {
            let mut outlook = Outlook::without_points(model);
            outlook.look(&analyst.slots(), &closure);
            mark(&outlook);
        }
        self.closure = closure;
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
