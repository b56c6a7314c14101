//! Where two versions of a decision part: answers for which one comes out with this and the other with that, and how many
//! of all answers there are of that kind.
//!
//! Both versions are bounded side by side. Rules that are alike in both fire together, so for the lead of one option in the
//! first version and of another in the second only what was edited can pay; where the edit can pay too little the node is
//! given up. Without such a joint bound every proof that nothing moved would have to walk through all answers.

use std::collections::BTreeMap;

use super::joint::{Joint, JointQuestion, Side};
use super::prospect::{Prospect, Slot};
use super::search::Goal;
use super::smallest::Phenomenon;
use crate::alike::{same_choice, translated};
use crate::rulebook::{Choose, DecisionModel, pick};
use crate::set::Set;
use crate::truths::Truths;

/// What a decision comes to. Options are positions in their own version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    NotApplicable,
    /// It applies, whatever comes of it.
    Applies,
    /// Choose one: it applies and has no outcome.
    Nothing,
    /// Choose one: this option.
    Outcome(usize),
    /// Of several: with this option, without it, and with or without an option that this version does not have.
    In(usize),
    Out(usize),
    Missing,
}

/// What parts: from which state to which.
pub(crate) type Move = [State; 2];

/// A decision of both versions, with what they have in common.
pub(super) struct Parting<'j, 'r> {
    pub(super) joint: &'j Joint<'r>,
    sides: [Side<'r>; 2],
    decisions: [usize; 2],
    links: Vec<Link>,
    /// Whether the versions choose in the same way among the same options, and apply to the same answers.
    same_frame: bool,
    /// Where each option of the one version stands in the other, both ways.
    options: [Vec<Option<usize>>; 2],
    /// What is looked for; nothing for any difference.
    wanted: Option<Move>,
}

/// A rule in both versions, or in one.
struct Link {
    rules: [Option<usize>; 2],
    /// Whether it fires in both for the same answers.
    together: bool,
}

impl<'j, 'r> Parting<'j, 'r> {
    pub(super) fn new(joint: &'j Joint<'r>, decisions: [usize; 2], wanted: Option<Move>) -> Self {
        let (old, new) = (joint.old.book(), joint.new.book());
        let [first, second] = decisions;
        let rows = (old.decisions.rows().get(first), new.decisions.rows().get(second));
        let (mut links, mut same_frame, mut options) = (Vec::new(), false, [Vec::new(), Vec::new()]);
        if let (Some(one), Some(other)) = rows {
            for (at, rule) in one.rules().iter().enumerate() {
                let twin = other.rules().iter().position(|twin| twin.id == rule.id);
                let together = twin.and_then(|twin| other.rules().get(twin));
                let together = together.is_some_and(|twin| joint.alike.conditions(&rule.condition, &twin.condition));
                links.push(Link { rules: [Some(at), twin], together });
            }
            let is_new = |id: &str| !one.rules().iter().any(|rule| rule.id == id);
            let added = other.rules().iter().enumerate().filter(|(_, rule)| is_new(&rule.id));
            links.extend(added.map(|(at, _)| Link { rules: [None, Some(at)], together: false }));
            same_frame = same_choice(one.choose, other.choose)
                && one.option_ids().eq(other.option_ids())
                && joint.alike.applies_if(one, other);
            options = [(one, other), (other, one)].map(|(one, other)| {
                one.option_ids().map(|id| other.option_ids().position(|known| known == id)).collect()
            });
        }
        Parting { joint, sides: joint.sides(), decisions, links, same_frame, options, wanted }
    }

    /// The questions that have a say in either version, by their joint positions.
    pub(super) fn support(&self) -> Vec<usize> {
        let has_say = |question: &JointQuestion| {
            self.models()
                .into_iter()
                .zip(question.place)
                .any(|(model, at)| at.is_some_and(|at| model.is_some_and(|model| model.support.get(at) == Some(&true))))
        };
        let all = self.joint.questions.iter().enumerate();
        all.filter(|(_, question)| has_say(question)).map(|(at, _)| at).collect()
    }

    /// What there is to the change of one profile of answers, all of them fixed: one move, or one for each option of
    /// several.
    pub(super) fn moves(&self) -> Vec<Move> {
        let [Some(one), Some(other)] = self.prospects() else { return Vec::new() };
        let (Some((applied, was)), Some((applies, is))) = (one.state(), other.state()) else { return Vec::new() };
        let [Some(first), Some(second)] = self.models() else { return Vec::new() };
        let both_one = [first, second].iter().all(|model| matches!(model.choose, Choose::One { .. }));
        let state = |applies: bool, outcome: Set| match outcome.iter().next() {
            _ if !applies => State::NotApplicable,
            None => State::Nothing,
            Some(option) => State::Outcome(option),
        };
        let [forth, back] = &self.options;
        let position = |row: &[Option<usize>], at: usize| row.get(at).copied().flatten();
        if both_one || applied != applies {
            let same = applied == applies && was.len() == is.len() && translated(&was, forth) == is;
            let coarse = |applies: bool, outcome: Set, one: bool| match (applies, one) {
                (true, false) => State::Applies,
                _ => state(applies, outcome),
            };
            let pair = [coarse(applied, was, both_one), coarse(applies, is, both_one)];
            return if same { Vec::new() } else { vec![pair] };
        }
        let gone = was.iter().filter(|at| position(forth, *at).is_none_or(|there| !is.contains(there)));
        let gone = gone.map(|at| [State::In(at), position(forth, at).map_or(State::Missing, State::Out)]);
        let come = is.iter().filter(|at| position(back, *at).is_none_or(|there| !was.contains(there)));
        let come = come.map(|at| [position(back, at).map_or(State::Missing, State::Out), State::In(at)]);
        gone.chain(come).collect()
    }

    /// Looks at both versions with these slots.
    pub(super) fn look_at(&mut self, slots: &[Slot]) {
        for (side, decision) in self.sides.iter_mut().zip(self.decisions) {
            side.look(&self.joint.questions, slots, decision);
        }
    }

    /// Whether what was last looked at is settled in both versions.
    pub(super) fn is_settled(&self) -> bool {
        self.prospects().iter().all(|prospect| prospect.is_some_and(|prospect| prospect.state().is_some()))
    }

    fn prospects(&self) -> [Option<&Prospect>; 2] {
        let [one, other] = &self.sides;
        let [first, second] = self.decisions;
        [one.outlook.decisions.get(first), other.outlook.decisions.get(second)]
    }

    fn models(&self) -> [Option<&'r DecisionModel>; 2] {
        let [one, other] = &self.sides;
        let [first, second] = self.decisions;
        [one.model.decisions.get(first), other.model.decisions.get(second)]
    }

    /// Whether every rule that is not the same in both versions has no effect, or the same in both.
    fn is_inert(&self) -> bool {
        self.same_frame && self.links.iter().all(|link| !self.is_active(link))
    }

    fn is_active(&self, link: &Link) -> bool {
        let truths = self.truths(link);
        let effect = |side: usize| {
            let model = self.models().get(side).copied().flatten()?;
            let rule = model.rules.get(link.rules.get(side).copied().flatten()?)?;
            Some((&rule.points, rule.rules_out))
        };
        let may_fire = truths.iter().any(|truths| truths.may_be(Truths::TRUE));
        let fires_in_both = link.together || truths.iter().all(|truths| truths.must_be(Truths::TRUE));
        may_fire && !(fires_in_both && effect(0) == effect(1))
    }

    /// What the rule may come to in each version.
    fn truths(&self, link: &Link) -> [Truths; 2] {
        let of = |prospect: Option<&Prospect>, rule: Option<usize>| {
            prospect.zip(rule).and_then(|(prospect, rule)| prospect.rules.get(rule)).copied().unwrap_or(Truths::FALSE)
        };
        let ([one, other], [first, second]) = (self.prospects(), link.rules);
        [of(one, first), of(other, second)]
    }

    /// Choose one: whether one option may lead in the first version and the other in the second, as far as the edit pays.
    fn may_turn(&self, from: usize, to: usize) -> bool {
        let [forth, back] = &self.options;
        let position = |row: &[Option<usize>], at: usize| row.get(at).copied().flatten();
        let (Some(from_there), Some(to_here)) = (position(forth, from), position(back, to)) else { return true };
        let [Some(first), Some(second)] = self.models() else { return false };
        let [Some(one), Some(other)] = self.prospects() else { return false };
        let may_go = |model: &DecisionModel, prospect: &Prospect, option: usize| {
            let mut rules = model.excluding.iter().filter(|at| {
                let may_fire = prospect.rules.get(**at).is_some_and(|truths| truths.may_be(Truths::TRUE));
                may_fire && model.rules.get(**at).is_some_and(|rule| rule.rules_out.contains(option))
            });
            rules.next().is_some()
        };
        if may_go(first, one, to_here) || may_go(second, other, from_there) {
            return true;
        }
        let gain = |model: &DecisionModel, rule: Option<usize>, ahead: usize, behind: usize| {
            let points = rule.and_then(|rule| model.rules.get(rule)).map(|rule| rule.points.as_slice());
            points.map_or(0, |points| pick(points, ahead) - pick(points, behind))
        };
        let most = |truths: Truths, gain: i64| match (truths.may_be(Truths::TRUE), truths.must_be(Truths::TRUE)) {
            (_, true) => gain,
            (true, false) => gain.max(0),
            (false, false) => 0,
        };
        let paid: i64 = self
            .links
            .iter()
            .map(|link| {
                let ([was, is], [before, after]) = (self.truths(link), link.rules);
                let (lead, turn) = (gain(first, before, from, to_here), gain(second, after, to, from_there));
                if link.together { most(was, lead + turn) } else { most(was, lead) + most(is, turn) }
            })
            .sum();
        paid >= i64::from(to_here < from) + i64::from(from_there < to)
    }

    /// Whether the versions may differ at all.
    fn may_differ(&self) -> bool {
        let [Some(one), Some(other)] = self.prospects() else { return false };
        if self.is_inert() {
            return false;
        }
        let ([first, second], [forth, back]) = (self.decisions, &self.options);
        let another = |state: (bool, Set), map: &[Option<usize>], decision: usize, side: &Side<'_>| {
            let (applies, outcome) = (state.0, translated(&state.1, map));
            let is_missing = outcome.len() < state.1.len();
            is_missing || Goal::Differs { decision, applies, outcome }.is_possible(&side.outlook.decisions)
        };
        let [old, new] = &self.sides;
        match (one.state(), other.state()) {
            (Some(state), _) => another(state, forth, second, new),
            (None, Some(state)) => another(state, back, first, old),
            (None, None) => true,
        }
    }
}

impl Phenomenon for Parting<'_, '_> {
    fn cases(&self) -> Vec<usize> {
        self.joint.cases()
    }

    fn look(&mut self, slots: &[Slot]) {
        self.look_at(slots);
    }

    fn may_show(&self) -> bool {
        let Some([from, to]) = self.wanted else { return self.may_differ() };
        let [Some(one), Some(other)] = self.prospects() else { return false };
        let turns = match (from, to) {
            (State::Outcome(from), State::Outcome(to)) => self.may_turn(from, to),
            _ => true,
        };
        turns && may_come_to(one, from) && may_come_to(other, to) && !self.is_inert()
    }

    fn next(&self, slots: &[Slot]) -> Option<usize> {
        let is_open = |at: usize| !matches!(slots.get(at), Some(Slot::Fixed(_)));
        // What the edit is about comes first: where it has no effect, nothing else needs to be looked at.
        let edited = self.heaviest(&is_open, |side, at, rule| {
            let link = |link: &&Link| link.rules.get(side) == Some(&Some(rule));
            self.decisions.get(side) == Some(&at)
                && self.links.iter().find(link).is_some_and(|link| self.is_active(link))
        });
        edited.or_else(|| self.heaviest(&is_open, |_, _, _| true))
    }

    fn promising(&self, question: usize, cases: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (1..cases).chain([0]).collect();
        let Some([State::Outcome(from), State::Outcome(to)]) = self.wanted else { return order };
        let Some(joint) = self.joint.questions.get(question) else { return order };
        let lead = |side: usize, option: usize, case: usize| -> i64 {
            let (model, at) = (self.models().get(side).copied().flatten(), joint.place.get(side).copied().flatten());
            let bucket =
                model.zip(at).and_then(|(model, at)| model.buckets.iter().find(|bucket| bucket.question == at));
            let row = bucket.and_then(|bucket| bucket.points.get(joint.model_case(case, side) + 1));
            row.map_or(0, |row| row.iter().map(|points| pick(row, option) - points).sum())
        };
        order.sort_by_key(|case| std::cmp::Reverse(lead(0, from, *case) + lead(1, to, *case)));
        order
    }

    fn cost(&self) -> u64 {
        self.sides.iter().map(|side| side.model.node_cost()).max().unwrap_or(1)
    }
}

impl Parting<'_, '_> {
    /// The open question with most weight on what is not settled, among the rules that are wanted: by side, decision, rule.
    fn heaviest(&self, is_open: &dyn Fn(usize) -> bool, wanted: impl Fn(usize, usize, usize) -> bool) -> Option<usize> {
        let mut weights: BTreeMap<usize, i64> = BTreeMap::new();
        for (which, (side, target)) in self.sides.iter().zip(self.decisions).enumerate() {
            let mut relevant = vec![false; side.model.questions.len()];
            let mut mark = |support: &[bool]| relevant.iter_mut().zip(support).for_each(|(on, also)| *on |= also);
            let closure = side.model.decisions.get(target).map(|model| model.closure.as_slice()).unwrap_or_default();
            for at in closure {
                let (Some(model), Some(prospect)) = (side.model.decisions.get(*at), side.outlook.decisions.get(*at))
                else {
                    continue;
                };
                if !prospect.applies.is_settled() && wanted(which, *at, usize::MAX) {
                    mark(&model.guard);
                }
                for (rule, (model, truths)) in model.rules.iter().zip(&prospect.rules).enumerate() {
                    if !truths.is_settled() && wanted(which, *at, rule) {
                        mark(&model.support);
                    }
                }
            }
            for (at, question) in self.joint.questions.iter().enumerate().filter(|(at, _)| is_open(*at)) {
                let Some(place) = question.place.get(which).copied().flatten() else { continue };
                if relevant.get(place) == Some(&true) {
                    let weight = weights.entry(at).or_default();
                    *weight = weight.saturating_add(side.model.weight(target, place));
                }
            }
        }
        weights.into_iter().max_by_key(|(at, weight)| (*weight, std::cmp::Reverse(*at))).map(|(at, _)| at)
    }
}

/// Whether a decision may come to a state. Exact where everything is settled.
fn may_come_to(prospect: &Prospect, state: State) -> bool {
    let may_apply = prospect.applies.may_be(Truths::TRUE);
    match state {
        State::NotApplicable => !prospect.applies.must_be(Truths::TRUE),
        State::Applies | State::Missing => may_apply,
        State::Nothing => prospect.may_be_empty,
        State::Outcome(option) | State::In(option) => prospect.may_be_in.contains(option),
        State::Out(option) => may_apply && prospect.may_be_out.contains(option),
    }
}
