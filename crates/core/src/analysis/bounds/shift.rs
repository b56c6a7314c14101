//! What a change of one rule does to its decision: whether it can turn the outcome, or silence the rule.
//!
//! Both versions of the decision are bounded from one look. All other rules are the same in both, so that the points differ
//! by what the changed rule gives, and by nothing else: an option overtakes another only from within that distance, and
//! crosses the threshold only from within it.

use super::outlook::{Prospect, counted};
use crate::rulebook::{Choose, DecisionModel, Model, RuleModel, pick};
use crate::set::Set;
use crate::truths::Truths;

/// A rule of a decision, before and after the change.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Shift {
    pub(in crate::analysis) decision: usize,
    /// Which of its rules is changed. None for a change of the threshold, which is one of the points of every option.
    pub(in crate::analysis) rule: Option<usize>,
    /// When it fires after the change.
    pub(in crate::analysis) fires: Fires,
    /// What it gives to each option, before and after.
    pub(in crate::analysis) points: [Vec<i64>; 2],
    /// What it rules out, before and after.
    pub(in crate::analysis) rules_out: [Set; 2],
    /// What the rules of the decision rule out, before.
    pub(in crate::analysis) excluding: Vec<Set>,
    pub(in crate::analysis) choose: Choose,
    pub(in crate::analysis) sign: Sign,
    /// What the rule counts for in the bounds, before the change.
    share: Share,
}

/// What a rule counts for in the bounds of its decision.
#[derive(Clone, Debug)]
enum Share {
    Nothing,
    /// It is counted by itself.
    Alone,
    /// It is counted in this bucket. Holds by the pairs of the model what the bucket gives at most where the rule fires.
    Bucket(usize, Vec<i64>),
}

/// When a changed rule fires.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) enum Fires {
    /// When it did.
    AsBefore,
    Never,
    /// When this rule of this decision does, which was put there for that.
    With(usize, usize),
}

/// What is to be noticed.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) enum Sign {
    /// The outcome has other options.
    Outcome,
    /// The rule fires before the change and not after it.
    Silence,
}

/// One way in which the rule may fire, before and after.
type Firing = [bool; 2];

impl Shift {
    /// A decision as it is, for `sign` and the changes to be put in.
    pub(in crate::analysis) fn of(model: &Model, decision: usize, rule: Option<usize>) -> Option<Shift> {
        let own = model.decisions.get(decision)?;
        let changed = rule.and_then(|rule| own.rules.get(rule));
        let points = changed.map_or_else(|| vec![0; own.options], |rule| rule.points.clone());
        let rules_out = changed.map(|rule| rule.rules_out).unwrap_or_default();
        Some(Shift {
            decision,
            rule,
            fires: Fires::AsBefore,
            points: [points.clone(), points],
            rules_out: [rules_out; 2],
            excluding: own.rules.iter().map(|rule| rule.rules_out).collect(),
            choose: own.choose,
            sign: Sign::Outcome,
            share: changed.map_or(Share::Nothing, |rule| Share::of(model, own, rule)),
        })
    }

    /// The decision that has to be looked at, with all that it depends on.
    pub(in crate::analysis) fn seat(&self) -> usize {
        if let Fires::With(decision, _) = self.fires { decision } else { self.decision }
    }

    /// Whether a question has a say in when the rule fires, before or after.
    pub(in crate::analysis) fn is_about(&self, model: &Model, question: usize) -> bool {
        let depends = |decision: usize, rule: usize| {
            let rule = model.decisions.get(decision).and_then(|decision| decision.rules.get(rule));
            rule.is_some_and(|rule| rule.support.get(question) == Some(&true))
        };
        let after = if let Fires::With(decision, rule) = self.fires { depends(decision, rule) } else { false };
        after || self.rule.is_some_and(|rule| depends(self.decision, rule))
    }

    /// Whether a question has a say in it, by way of the rules of the decision that has to be looked at.
    pub(in crate::analysis) fn concerns(&self, seat: &DecisionModel, question: usize) -> bool {
        let mut depending = seat.rules.iter().enumerate().filter(|(_, rule)| rule.support.get(question) == Some(&true));
        match (self.fires, self.choose) {
            // Of several options each stands for itself: what gives nothing to those that are changed has no say.
            (Fires::AsBefore, Choose::Many { .. }) => depending.any(|(at, rule)| {
                let touches = |option: usize| pick(&rule.points, option) != 0 || rule.rules_out.contains(option);
                self.rule == Some(at) || self.changed().any(touches)
            }),
            _ => depending.next().is_some(),
        }
    }

    /// The options that get other points after the change, or are ruled out by it no more.
    fn changed(&self) -> impl Iterator<Item = usize> {
        let ([before, after], [out, still_out]) = (&self.points, self.rules_out);
        let other = move |option: &usize| {
            pick(before, *option) != pick(after, *option) || out.contains(*option) != still_out.contains(*option)
        };
        (0..self.options()).filter(other)
    }

    /// Whether it may still be noticed. Exact where everything is settled.
    pub(in crate::analysis) fn is_possible(&self, prospects: &[Prospect]) -> bool {
        let Some(own) = prospects.get(self.decision) else { return false };
        let firings = self.firings(own, prospects);
        if !own.applies.may_be(Truths::TRUE) {
            return false;
        }
        match self.sign {
            Sign::Silence => firings.contains(&[true, false]),
            // Where the rule fires neither before nor after, nothing differs.
            Sign::Outcome => {
                firings.iter().filter(|firing| **firing != [false; 2]).any(|firing| self.turns(own, *firing))
            }
        }
    }

    /// The ways in which the rule may fire before and after.
    fn firings(&self, own: &Prospect, prospects: &[Prospect]) -> Vec<Firing> {
        let may = |truths: Truths| {
            let (yes, no) = (truths.may_be(Truths::TRUE), !truths.must_be(Truths::TRUE));
            [true, false].into_iter().filter(move |fires| if *fires { yes } else { no })
        };
        let before = self.rule.map_or(Truths::TRUE, |rule| truth(own, rule));
        match self.fires {
            Fires::AsBefore => may(before).map(|fires| [fires; 2]).collect(),
            Fires::Never => may(before).map(|fires| [fires, false]).collect(),
            Fires::With(decision, rule) => {
                let after = prospects.get(decision).map_or(Truths::FALSE, |prospect| truth(prospect, rule));
                may(before).flat_map(|was| may(after).map(move |is| [was, is])).collect()
            }
        }
    }

    /// Whether the outcome may be another if the rule fires in this way.
    fn turns(&self, own: &Prospect, firing: Firing) -> bool {
        let [was, is] = [0, 1].map(|side| self.side(own, firing, side));
        let empties = is.may_be_empty && was.may_lead.iter().next().is_some();
        let fills = was.may_be_empty && is.may_lead.iter().next().is_some();
        let may_be_emptied = firing == [true, false] || firing == [false, true] || self.rules_out_differ();
        if may_be_emptied && (empties || fills) {
            return true;
        }
        match self.choose {
            Choose::One { .. } => was.may_lead.iter().any(|from| {
                is.may_lead.iter().filter(|to| *to != from).any(|to| {
                    // Who led by nothing leads by one after the change, if the two are compared on points at all.
                    let by_points = !was.may_go.contains(to) && !is.may_go.contains(from);
                    !by_points || self.gain(to, firing) > self.gain(from, firing)
                })
            }),
            Choose::Many { threshold } => (0..self.options()).any(|option| {
                let gain = self.gain(option, firing);
                let (least, most) = (self.least(own, option, firing), self.most(own, option, None, firing));
                // Before: below the threshold by less than what is gained, or above it by less than what is lost.
                let (from, to) =
                    if gain > 0 { (threshold - gain, threshold - 1) } else { (threshold, threshold - gain - 1) };
                let crosses = gain != 0 && from <= most && least <= to;
                let is_free = !was.must_go.contains(option) || !is.must_go.contains(option);
                let reaches = is.may_lead.contains(option) || was.may_lead.contains(option);
                let may_be_out = was.may_go.contains(option) != is.may_go.contains(option)
                    || (self.rules_out_differ() && (was.may_go.contains(option) || is.may_go.contains(option)));
                is_free && reaches && (crosses || may_be_out)
            }),
        }
    }

    /// What may come before the change, or after it.
    fn side(&self, own: &Prospect, firing: Firing, side: usize) -> Side {
        let fires = firing.get(side) == Some(&true);
        let excluded = |which: &dyn Fn(Truths) -> bool| -> Set {
            let others = self.excluding.iter().zip(&own.rules).enumerate();
            let others = others.filter(|(at, (_, truths))| Some(*at) != self.rule && which(**truths));
            let others = others.flat_map(|(_, (out, _))| out.iter());
            let rules_out = self.rules_out.get(side).filter(|_| fires).copied().unwrap_or_default();
            others.chain(rules_out.iter()).collect()
        };
        let may_go = excluded(&|truths| truths.may_be(Truths::TRUE));
        let must_go = excluded(&|truths| truths.must_be(Truths::TRUE));
        let fires = fires && self.rule.is_some();
        let others = || own.rules.iter().enumerate().filter(|(at, _)| Some(*at) != self.rule).map(|(_, truths)| truths);
        let may_fire = fires || others().any(|truths| truths.may_be(Truths::TRUE));
        let must_fire = fires || others().any(|truths| truths.must_be(Truths::TRUE));
        let gain = |option: usize| if side == 0 { 0 } else { self.gain(option, firing) };
        let count = self.options();
        let leads = |option: &usize| match self.choose {
            Choose::One { .. } => (0..count).filter(|rival| rival != option && !may_go.contains(*rival)).all(|rival| {
                let lead = self.most(own, *option, Some(rival), firing) + gain(*option) - gain(rival);
                lead >= i64::from(rival < *option)
            }),
            Choose::Many { threshold } => self.most(own, *option, None, firing) + gain(*option) >= threshold,
        };
        let may_lead = (0..count).filter(|option| may_fire && !must_go.contains(*option)).filter(leads).collect();
        let all_may_go = (0..count).all(|option| may_go.contains(option));
        let is_below = |option: usize| match self.choose {
            Choose::One { .. } => false,
            Choose::Many { threshold } => {
                may_go.contains(option) || self.least(own, option, firing) + gain(option) < threshold
            }
        };
        let may_be_empty = !must_fire || all_may_go || (0..count).all(is_below);
        Side { may_lead, may_go, must_go, may_be_empty }
    }

    /// The most by which the first option of a pair is ahead of the second before the change, if the rule fires in this way.
    fn bound(&self, own: &Prospect, pair: usize, gain: i64, [fires, _]: Firing) -> i64 {
        let bound = pick(&own.bounds, pair);
        let truths = self.rule.map_or(Truths::TRUE, |rule| truth(own, rule));
        match &self.share {
            Share::Nothing => bound,
            Share::Alone => bound - counted(truths, gain) + if fires { gain } else { 0 },
            Share::Bucket(bucket, where_it_fires) if fires => {
                let share = pick(&own.shares, bucket * own.bounds.len() + pair);
                bound - share + share.min(pick(where_it_fires, pair))
            }
            Share::Bucket(..) => bound,
        }
    }

    /// Choose one: the lead of an option over a rival. Of several: its most points, without a rival.
    fn most(&self, own: &Prospect, option: usize, rival: Option<usize>, firing: Firing) -> i64 {
        let [before, _] = &self.points;
        let gain = pick(before, option) - rival.map_or(0, |rival| pick(before, rival));
        let pair = rival.map_or(2 * option, |rival| option * self.options() + rival);
        self.bound(own, pair, gain, firing)
    }

    /// Of several: the least points of an option.
    fn least(&self, own: &Prospect, option: usize, firing: Firing) -> i64 {
        let [before, _] = &self.points;
        -self.bound(own, 2 * option + 1, -pick(before, option), firing)
    }

    /// How many points an option has more after the change.
    fn gain(&self, option: usize, [was, is]: Firing) -> i64 {
        let [before, after] = &self.points;
        let given = |fires: bool, points: &[i64]| if fires { pick(points, option) } else { 0 };
        given(is, after) - given(was, before)
    }

    fn rules_out_differ(&self) -> bool {
        let [before, after] = self.rules_out;
        before != after || !(before.is_empty() || matches!(self.fires, Fires::AsBefore))
    }

    fn options(&self) -> usize {
        self.points.iter().map(Vec::len).max().unwrap_or(0)
    }
}

impl Share {
    fn of(model: &Model, own: &DecisionModel, rule: &RuleModel) -> Share {
        let only = model.only_question(&rule.condition).filter(|_| rule.in_bucket);
        let Some(question) = only else { return Share::Alone };
        let Some(at) = own.buckets.iter().position(|bucket| bucket.question == question) else { return Share::Nothing };
        let rows = own.buckets.get(at).map(|bucket| bucket.points.as_slice()).unwrap_or_default();
        let cases = std::iter::once(None).chain((0..).map(Some));
        let firing =
            rows.iter().zip(cases).filter(|(_, case)| model.alone(&rule.condition, *case).must_be(Truths::TRUE));
        let firing: Vec<&Vec<i64>> = firing.map(|(row, _)| row).collect();
        let most = |(a, b): &(usize, usize)| firing.iter().map(|row| pick(row, *a) - pick(row, *b)).max();
        Share::Bucket(at, own.pairs.iter().map(|pair| most(pair).unwrap_or(i64::MAX)).collect())
    }
}

/// What may come of one version.
struct Side {
    /// Choose one: the options that may be the outcome; of several, those that may be in it.
    may_lead: Set,
    may_go: Set,
    must_go: Set,
    may_be_empty: bool,
}

fn truth(prospect: &Prospect, rule: usize) -> Truths {
    prospect.rules.get(rule).copied().unwrap_or(Truths::FALSE)
}
