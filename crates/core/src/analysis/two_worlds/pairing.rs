//! A decision in two versions of a rulebook: what both have in common, and how far they may come apart.
//!
//! Rules that are alike fire together, so for the lead of one option in the first version and of another in the second only
//! what was edited can pay; where the edit can pay too little the versions cannot part in that way. A rule that reads a decision
//! above is alike where that decision comes to the same in both, or to two things that the rule takes for the same.

use super::joint::Joint;
use super::state::{Move, State};
use crate::alike::{Decided, same_choice, same_effect, translated};
use crate::analysis::bounds::outlook::{Prospect, counted};
use crate::rulebook::{Choose, Condition, Decision, DecisionModel, RuleModel, pick};
use crate::set::Set;
use crate::truths::Truths;

/// A decision of both versions.
pub(in crate::analysis) struct Pairing {
    /// Its places in the first version and in the second.
    pub(in crate::analysis) decisions: [usize; 2],
    pub(in crate::analysis) links: Vec<Link>,
    applies_if: Likeness,
    /// Whether the versions choose in the same way among the same options.
    same_choice: bool,
    /// Where each option of the one version stands in the other, both ways.
    pub(in crate::analysis) options: [Vec<Option<usize>>; 2],
}

/// A rule in both versions, or in one.
pub(in crate::analysis) struct Link {
    pub(in crate::analysis) rules: [Option<usize>; 2],
    likeness: Likeness,
    /// Whether it does the same in both when it fires.
    same_effect: bool,
    rules_out: bool,
}

/// Whether two conditions are true for the same answers: not, as far as is known, or where all of these readings agree.
type Likeness = Option<Vec<Reading>>;

/// A decision above, read in both versions: its places, and the options that are looked for.
pub(in crate::analysis) struct Reading {
    pub(in crate::analysis) decisions: [usize; 2],
    pub(in crate::analysis) options: [Set; 2],
}

impl Pairing {
    pub(in crate::analysis) fn new(joint: &Joint<'_>, decisions: [usize; 2]) -> Option<Pairing> {
        let [first, second] = decisions;
        let one = joint.old.decisions().get(first)?;
        let other = joint.new.decisions().get(second)?;
        let mut links = Vec::new();
        for (at, rule) in one.rules().iter().enumerate() {
            let twin = other.rules().iter().position(|twin| twin.id == rule.id);
            let found = twin.and_then(|twin| other.rules().get(twin));
            links.push(Link {
                rules: [Some(at), twin],
                likeness: found.and_then(|found| likeness(joint, &rule.condition, &found.condition)),
                same_effect: found.is_some_and(|found| same_effect(rule, found)),
                rules_out: !rule.rules_out.is_empty() || found.is_some_and(|found| !found.rules_out.is_empty()),
            });
        }
        let is_new = |id: &str| !one.rules().iter().any(|rule| rule.id == id);
        for (at, rule) in other.rules().iter().enumerate().filter(|(_, rule)| is_new(&rule.id)) {
            let rules_out = !rule.rules_out.is_empty();
            links.push(Link { rules: [None, Some(at)], likeness: None, same_effect: false, rules_out });
        }
        let places = |one: &Decision, other: &Decision| {
            one.option_ids().map(|id| other.option_ids().position(|known| known == id)).collect()
        };
        Some(Pairing {
            decisions,
            links,
            applies_if: match (&one.applies_if, &other.applies_if) {
                (None, None) => Some(Vec::new()),
                (Some(one), Some(other)) => likeness(joint, one, other),
                _ => None,
            },
            same_choice: same_choice(one.choose, other.choose) && one.option_ids().eq(other.option_ids()),
            options: [places(one, other), places(other, one)],
        })
    }

    /// The decisions above, by their places in one version, that have a say in a way of parting, by the rules that have to do
    /// with it and by what decides whether the decision applies.
    pub(in crate::analysis) fn reads(&self, joint: &Joint<'_>, side: usize, way: Move) -> Vec<usize> {
        let rulebook = if side == 0 { joint.old } else { joint.new };
        let decision = self.decisions.get(side).and_then(|at| rulebook.decisions().get(*at));
        let model = self.decisions.get(side).and_then(|at| rulebook.book().model().decisions.get(*at));
        let (Some(decision), Some(model)) = (decision, model) else { return Vec::new() };
        // Of several options each stands by itself, if none can be in where nothing fires.
        let alone = match (way.get(side), decision.choose) {
            (Some(State::In(option) | State::Out(option)), Choose::Many { threshold }) if threshold > 0 => {
                Some(*option)
            }
            _ => None,
        };
        let has_say = |rule: &&RuleModel| {
            alone.is_none_or(|option| pick(&rule.points, option) != 0 || rule.rules_out.contains(option))
        };
        let mut reads = Vec::new();
        let rules = model.rules.iter().filter(has_say).map(|rule| &rule.condition);
        for condition in rules.chain(&model.applies_if) {
            condition.decisions(&mut |at| reads.push(at));
        }
        reads
    }

    /// What is alike, given which readings of decisions above agree.
    pub(in crate::analysis) fn given(&self, agrees: impl Fn(&Reading) -> bool) -> Given {
        let alike = |likeness: &Likeness| likeness.as_ref().is_some_and(|readings| readings.iter().all(&agrees));
        Given {
            together: self.links.iter().map(|link| alike(&link.likeness)).collect(),
            same_guard: alike(&self.applies_if),
        }
    }
}

/// What is alike under what is taken of the decisions above.
pub(in crate::analysis) struct Given {
    /// For each link whether it fires in both versions for the same answers.
    together: Vec<bool>,
    /// Whether both versions apply to the same answers.
    same_guard: bool,
}

/// A pairing with what is alike in it, both models, and what may come of both.
pub(in crate::analysis) struct Apart<'p> {
    pub(in crate::analysis) pairing: &'p Pairing,
    pub(in crate::analysis) given: &'p Given,
    pub(in crate::analysis) models: [&'p DecisionModel; 2],
    pub(in crate::analysis) prospects: [&'p Prospect; 2],
}

impl Apart<'_> {
    /// What there is to the change of one profile of answers, all of them fixed: one move, or one for each option of
    /// several.
    pub(in crate::analysis) fn moves(&self) -> Vec<Move> {
        let [one, other] = self.prospects;
        let (Some((applied, was)), Some((applies, is))) = (one.state(), other.state()) else { return Vec::new() };
        let both_one = self.models.iter().all(|model| matches!(model.choose, Choose::One { .. }));
        let state = |applies: bool, outcome: Set| match outcome.iter().next() {
            _ if !applies => State::NotApplicable,
            None => State::Nothing,
            Some(option) => State::Outcome(option),
        };
        let [forth, back] = &self.pairing.options;
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

    /// Whether the decision may come to the first state in the first version and to the second in the second. Exact where
    /// everything is settled.
    pub(in crate::analysis) fn may(&self, [from, to]: Move) -> bool {
        let [one, other] = self.prospects;
        may_come_to(one, from) && may_come_to(other, to) && self.may_turn(from, to)
    }

    /// Whether every rule that is not the same in both versions has no effect, or the same in both.
    pub(in crate::analysis) fn is_inert(&self) -> bool {
        self.given.same_guard && self.pairing.same_choice && self.links().all(|link| !self.is_active(link))
    }

    /// Whether a rule may do something in one version that it does not do in the other.
    pub(in crate::analysis) fn is_active(&self, (link, together): (&Link, bool)) -> bool {
        let truths = self.truths(link);
        let may_fire = truths.iter().any(|truths| truths.may_be(Truths::TRUE));
        let fires_in_both = together || truths.iter().all(|truths| truths.must_be(Truths::TRUE));
        may_fire && !(fires_in_both && link.same_effect)
    }

    /// Whether a rule that may do something in one version alone has to do with this difference.
    pub(in crate::analysis) fn serves(&self, link: (&Link, bool), way: Move) -> bool {
        let bears = |(side, state): (usize, &State)| {
            let rule = link.0.rules.get(side).copied().flatten();
            let rule = self.models.get(side).zip(rule).and_then(|(model, rule)| model.rules.get(rule));
            let other = match way.get(1 - side.min(1)) {
                Some(State::Outcome(there)) => {
                    self.pairing.options.get(1 - side.min(1)).and_then(|map| *map.get(*there)?)
                }
                _ => None,
            };
            match (rule, state) {
                (Some(rule), State::Outcome(option)) => {
                    pick(&rule.points, *option) != other.map_or(0, |other| pick(&rule.points, other))
                        || !rule.rules_out.is_empty()
                }
                (Some(rule), State::In(option) | State::Out(option)) => {
                    pick(&rule.points, *option) != 0 || rule.rules_out.contains(*option)
                }
                (rule, _) => rule.is_some(),
            }
        };
        // Where nothing fires there is no outcome, and no option in it: then a rule without points for it counts as well.
        let needs_none = |model: &&DecisionModel| matches!(model.choose, Choose::Many { threshold } if threshold <= 0);
        let firing_counts = way.contains(&State::Nothing) || self.models.iter().any(needs_none);
        self.is_active(link) && (firing_counts || way.iter().enumerate().any(bears))
    }

    /// The rules, each with whether it fires in both versions for the same answers.
    pub(in crate::analysis) fn links(&self) -> impl Iterator<Item = (&Link, bool)> {
        self.pairing.links.iter().zip(self.given.together.iter().copied())
    }

    /// What the rule may come to in each version.
    fn truths(&self, link: &Link) -> [Truths; 2] {
        let ([one, other], [first, second]) = (self.prospects, link.rules);
        let of = |prospect: &Prospect, rule: Option<usize>| {
            rule.and_then(|rule| prospect.rules.get(rule)).copied().unwrap_or(Truths::FALSE)
        };
        [of(one, first), of(other, second)]
    }

    /// Whether what is not alike can bring about this difference.
    pub(in crate::analysis) fn may_turn(&self, from: State, to: State) -> bool {
        let [forth, back] = &self.pairing.options;
        let position = |row: &[Option<usize>], at: usize| row.get(at).copied().flatten();
        match (from, to) {
            (State::NotApplicable, State::NotApplicable) | (State::Nothing, State::Nothing) => true,
            (State::NotApplicable, _) | (_, State::NotApplicable) => !self.given.same_guard,
            (State::Nothing, _) | (_, State::Nothing) => {
                !self.pairing.same_choice || self.may_fire_alone() || self.may_rule_out_otherwise()
            }
            (State::Outcome(from), State::Outcome(to)) => {
                let (Some(there), Some(here)) = (position(forth, from), position(back, to)) else { return true };
                // What loses in one version and wins in the other may have been ruled out in the first.
                if self.may_be_out(0, here, to) || self.may_be_out(1, there, from) {
                    return true;
                }
                self.paid([(from, here), (to, there)]) >= i64::from(here < from) + i64::from(there < to)
            }
            (State::In(from), State::Out(to)) => self.may_leave(0, from, to),
            (State::Out(from), State::In(to)) => self.may_leave(1, to, from),
            _ => true,
        }
    }

    /// Choose many: whether an option may reach the threshold in one version and not in the other.
    fn may_leave(&self, within: usize, option: usize, there: usize) -> bool {
        let order = |[one, other]: [usize; 2]| if within == 0 { [one, other] } else { [other, one] };
        let [here, away] = order([0, 1]);
        let threshold = |side: usize| match self.models.get(side).map(|model| model.choose) {
            Some(Choose::Many { threshold }) => Some(threshold),
            _ => None,
        };
        let (Some(threshold), Some(other)) = (threshold(here), threshold(away)) else { return true };
        // Where nothing fires no option is in the outcome; with a threshold above nothing its points say so as well.
        if self.may_be_out(away, there, option) || (other <= 0 && self.may_fire_alone()) {
            return true;
        }
        // An option that neither version has, and that has no points.
        let [none, nothing] = [usize::MAX; 2];
        let pairs = if within == 0 { [(option, none), (nothing, there)] } else { [(nothing, there), (option, none)] };
        self.paid(pairs) > threshold - other
    }

    /// The most that the leads of one option over another, in both versions, can come to together.
    fn paid(&self, [first, second]: [(usize, usize); 2]) -> i64 {
        let gain = |side: usize, rule: Option<usize>, (ahead, behind): (usize, usize)| {
            let rule = self.models.get(side).zip(rule).and_then(|(model, rule)| model.rules.get(rule));
            rule.map_or(0, |rule| pick(&rule.points, ahead) - pick(&rule.points, behind))
        };
        let pays = |(link, together): (&Link, bool)| {
            let ([was, is], [before, after]) = (self.truths(link), link.rules);
            let (lead, turn) = (gain(0, before, first), gain(1, after, second));
            if together { counted(was, lead + turn) } else { counted(was, lead) + counted(is, turn) }
        };
        self.links().map(pays).sum()
    }

    /// Whether an option may be ruled out in this version and, under its place there, not in the other.
    pub(in crate::analysis) fn may_be_out(&self, side: usize, option: usize, there: usize) -> bool {
        let rules_out = |link: &Link, side: usize, option: usize| {
            let rule = link.rules.get(side).copied().flatten();
            let rule = self.models.get(side).zip(rule).and_then(|(model, rule)| model.rules.get(rule));
            rule.is_some_and(|rule| rule.rules_out.contains(option))
        };
        let other = 1 - side.min(1);
        self.links().any(|(link, together)| {
            let may_fire = self.truths(link).get(side).is_some_and(|truths| truths.may_be(Truths::TRUE));
            may_fire && rules_out(link, side, option) && !(together && rules_out(link, other, there))
        })
    }

    /// Whether some rule may fire in one version and not in the other.
    fn may_fire_alone(&self) -> bool {
        let alone = |(link, together): (&Link, bool)| {
            let [was, is] = self.truths(link);
            let may = |one: Truths, other: Truths| one.may_be(Truths::TRUE) && !other.must_be(Truths::TRUE);
            !together && (may(was, is) || may(is, was))
        };
        self.links().any(alone)
    }

    /// Whether some rule may rule out in one version what it does not rule out in the other.
    fn may_rule_out_otherwise(&self) -> bool {
        self.links().any(|link| link.0.rules_out && self.is_active(link))
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

fn likeness(joint: &Joint<'_>, one: &Condition, other: &Condition) -> Likeness {
    let mut readings = Vec::new();
    let alike = joint.alike.conditions_if(one, other, &mut |one: Decided<'_>, other: Decided<'_>| {
        let options = [*one.options, *other.options];
        readings.push(Reading { decisions: [one.decision.position(), other.decision.position()], options });
        true
    });
    alike.then_some(readings)
}

impl Reading {
    /// Whether it reads the same wherever both versions come to the same.
    pub(in crate::analysis) fn agrees_where_alike(&self, pairing: &Pairing) -> bool {
        let ([one, other], [forth, back]) = (self.options, &pairing.options);
        translated(&one, forth) == translated(&translated(&other, back), forth)
    }
}
