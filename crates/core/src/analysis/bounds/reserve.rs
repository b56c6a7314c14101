//! What so many more answers can add to a difference of points.
//!
//! A decision as it stands, with what is open left unanswered, against the bounds with all of it free: each bucket, and each
//! rule with no bucket, may add the difference. It is credited to every question that may hold it
//! back. So many answers add at most what so many questions with the largest credits hold.

use std::collections::BTreeMap;

use super::outlook::{Prospect, Slot, counted};
use crate::rulebook::{DecisionModel, Model, pick};
use crate::truths::Truths;

/// Which questions hold back the rules of one decision that have no bucket, or rule something out.
pub(in crate::analysis) struct Holders {
    rules: Vec<Vec<usize>>,
}

/// For each rule of a decision that has no bucket, or rules something out: the questions that it names, and what it may come to
/// with each of their cases.
pub(in crate::analysis) struct ByCase {
    rules: Vec<BTreeMap<usize, Vec<Truths>>>,
}

/// A decision of one version, as it stands and as it may come out.
#[derive(Clone, Copy)]
pub(in crate::analysis) struct Reserve<'p> {
    pub(in crate::analysis) model: &'p Model,
    pub(in crate::analysis) own: &'p DecisionModel,
    pub(in crate::analysis) holders: &'p Holders,
    pub(in crate::analysis) now: &'p Prospect,
    pub(in crate::analysis) then: &'p Prospect,
    pub(in crate::analysis) slots: &'p [Slot],
}

/// A difference of points that must come to something.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct Need {
    /// Which of the pairs of the decision's model.
    pub(in crate::analysis) pair: usize,
    pub(in crate::analysis) least: i64,
    /// Or that this option is ruled out.
    pub(in crate::analysis) or_out: Option<usize>,
}

/// What is missing for a need, and what each question may add.
pub(in crate::analysis) struct Gap {
    pub(in crate::analysis) missing: i64,
    pub(in crate::analysis) credits: Vec<i64>,
    /// The rules that may add something, how much, and whether they do so where they fire.
    rules: Vec<(usize, i64, bool)>,
}

/// What the bucket of a question may have for a pair of options.
struct BucketYield<'p> {
    points: &'p [Vec<i64>],
    pair: (usize, usize),
    most: i64,
    least: i64,
}

/// What the cases of one question may add to what is missing for a need.
pub(in crate::analysis) struct Yield<'p> {
    credit: i64,
    bucket: Option<BucketYield<'p>>,
    rules: Vec<(&'p [Truths], i64, bool)>,
}

impl Holders {
    /// `assumed` says which decisions are taken for something, so that no question has a say through them.
    pub(in crate::analysis) fn of(model: &Model, own: &DecisionModel, assumed: impl Fn(usize) -> bool) -> Holders {
        let rules = own.rules.iter().map(|rule| {
            let mut support = vec![false; model.questions.len()];
            if !rule.in_bucket || !rule.rules_out.is_empty() {
                model.support_but(&rule.condition, &mut support, &assumed);
            }
            (0..support.len()).filter(|at| support.get(*at) == Some(&true)).collect()
        });
        Holders { rules: rules.collect() }
    }
}

impl ByCase {
    pub(in crate::analysis) fn of(model: &Model, own: &DecisionModel) -> ByCase {
        let named: Vec<Vec<bool>> = (own.rules.iter())
            .map(|rule| {
                let mut support = vec![false; model.questions.len()];
                if !rule.in_bucket || !rule.rules_out.is_empty() {
                    model.support_but(&rule.condition, &mut support, &|_| true);
                }
                support
            })
            .collect();
        let mut rules: Vec<BTreeMap<usize, Vec<Truths>>> = vec![BTreeMap::new(); named.len()];
        let others = model.facts_with_nothing();
        for (at, question) in model.questions.iter().enumerate() {
            let holds = |support: &[bool]| support.get(at) == Some(&true);
            if !named.iter().any(|support| holds(support)) {
                continue;
            }
            for case in 0..question.cases.len() {
                let facts = model.facts_with(at, case, &others);
                let rows = own.rules.iter().zip(&named).zip(&mut rules);
                for ((rule, _), truths) in rows.filter(|((_, support), _)| holds(support)) {
                    truths.entry(at).or_default().push(model.truths_with(&rule.condition, Some((at, case)), &facts));
                }
            }
        }
        ByCase { rules }
    }
}

impl<'p> Reserve<'p> {
    fn is_open(&self, question: usize) -> bool {
        !matches!(self.slots.get(question), Some(Slot::Fixed(_)))
    }

    /// What is missing for a need as things stand; nothing if it is met.
    pub(in crate::analysis) fn gap(&self, need: Need) -> Option<Gap> {
        let missing = need.least - pick(&self.now.bounds, need.pair);
        let is_out = |at: &usize| self.now.rules.get(*at).is_some_and(|truths| truths.may_be(Truths::TRUE));
        if missing <= 0 || self.excluding(need).any(|at| is_out(&at)) {
            return None;
        }
        let (ahead, behind) = self.own.pairs.get(need.pair).copied().unwrap_or_default();
        let mut credits = vec![0; self.model.questions.len()];
        let mut credit = |question: usize, more: i64| {
            credits.get_mut(question).into_iter().for_each(|credit| *credit += more);
        };
        let mut rules = Vec::new();
        let width = self.own.pairs.len();
        for (at, bucket) in self.own.buckets.iter().enumerate() {
            let place = at * width + need.pair;
            let more = pick(&self.then.shares, place) - pick(&self.now.shares, place);
            if more <= 0 {
                continue;
            }
            let value = |row: usize| bucket.points.get(row).map_or(0, |row| pick(row, ahead) - pick(row, behind));
            if self.is_open(bucket.question) {
                credit(bucket.question, more);
            }
            // Without an answer it counts for the same whether it is asked or not, so that only an answer adds something.
            if !self.is_open(bucket.question) || value(0) != value(1) {
                let asked_by = self.model.questions.get(bucket.question).map(|question| question.asked_by.as_slice());
                let asking = asked_by
                    .unwrap_or_default()
                    .iter()
                    .enumerate()
                    .filter(|(at, asks)| **asks && *at != bucket.question && self.is_open(*at));
                asking.for_each(|(at, _)| credit(at, more));
            }
        }
        for (at, (rule, held)) in self.own.rules.iter().zip(&self.holders.rules).enumerate() {
            let gain = pick(&rule.points, ahead) - pick(&rule.points, behind);
            if rule.in_bucket || gain == 0 {
                continue;
            }
            let (Some(then), Some(now)) = (self.then.rules.get(at), self.now.rules.get(at)) else { continue };
            let more = counted(*then, gain) - counted(*now, gain);
            if more > 0 {
                rules.push((at, more, gain > 0));
                held.iter().filter(|at| self.is_open(**at)).for_each(|at| credit(*at, more));
            }
        }
        for at in self.excluding(need) {
            // Ruling it out is all that is missing.
            let may_fire = self.then.rules.get(at).is_some_and(|truths| truths.may_be(Truths::TRUE));
            if may_fire {
                rules.push((at, missing, true));
            }
            let held = self.holders.rules.get(at).filter(|_| may_fire).into_iter().flatten();
            held.filter(|at| self.is_open(**at)).for_each(|at| credit(*at, missing));
        }
        Some(Gap { missing, credits, rules })
    }

    /// What the cases of a question may add to a gap.
    pub(in crate::analysis) fn of_question(
        &self,
        need: Need,
        gap: &Gap,
        by_case: &'p ByCase,
        question: usize,
    ) -> Yield<'p> {
        let pair = self.own.pairs.get(need.pair).copied().unwrap_or_default();
        let bucket = self.own.buckets.iter().enumerate().find(|(_, bucket)| bucket.question == question);
        let bucket = bucket.map(|(at, bucket)| {
            let place = at * self.own.pairs.len() + need.pair;
            let unasked = bucket.points.first().map_or(0, |row| pick(row, pair.0) - pick(row, pair.1));
            let least = pick(&self.now.shares, place).max(unasked);
            BucketYield { points: &bucket.points, pair, most: pick(&self.then.shares, place), least }
        });
        let rules = gap.rules.iter().filter_map(|(rule, more, fires)| {
            let truths = by_case.rules.get(*rule)?.get(&question)?;
            Some((truths.as_slice(), *more, *fires))
        });
        Yield { credit: pick(&gap.credits, question), bucket, rules: rules.collect() }
    }

    /// The rules that rule out the option that may be ruled out instead.
    fn excluding(&self, need: Need) -> impl Iterator<Item = usize> + '_ {
        let rules_out = move |at: &usize| {
            self.own.rules.get(*at).zip(need.or_out).is_some_and(|(rule, option)| rule.rules_out.contains(option))
        };
        self.own.excluding.iter().copied().filter(rules_out)
    }
}

impl Yield<'_> {
    /// The most that a case adds: what the question may add, less what this case leaves of that.
    pub(in crate::analysis) fn of(&self, case: usize) -> i64 {
        let lost = self.bucket.as_ref().map_or(0, |BucketYield { points, pair: (ahead, behind), most, least }| {
            let value = points.get(case + 1).map_or(0, |row| pick(row, *ahead) - pick(row, *behind));
            (most - value.max(*least)).max(0)
        });
        let fails = |truths: &[Truths], fires: bool| match truths.get(case) {
            Some(truths) if fires => !truths.may_be(Truths::TRUE),
            Some(truths) => truths.must_be(Truths::TRUE),
            None => false,
        };
        let idle: i64 =
            self.rules.iter().filter(|(truths, _, fires)| fails(truths, *fires)).map(|(_, more, _)| more).sum();
        (self.credit - lost - idle).max(0)
    }
}
