//! Given which questions to answer differently: all ways of doing so that make an option the outcome, nearest first.
//!
//! First each decision above is assumed to come to one thing after the other, so that what it has to be and what the
//! decision itself has to be can both refuse a case by its points alone, before anything is looked at. Then question after
//! question is given its cases, those with few of them first.

use super::search::{Goal, OutOfBudget, Search};
use crate::analysis::bounds::outlook::Slot;
use crate::rulebook::{Assumed, Bucket, Choose, Model, pick};
use crate::truths::Truths;

/// How many ways are listed, for one set of questions and for all of them.
pub(in crate::analysis) const MOST_SETS: usize = 12;

/// Changed questions with the cases that they change to.
pub(in crate::analysis) type Changed = Vec<(usize, usize)>;

/// One set of questions, open in the search; everything else is fixed there.
pub(in crate::analysis) struct Filling<'f, 'm> {
    model: &'m Model,
    search: &'f mut Search<'m>,
    goal: &'f Goal,
    /// For each question the cases that its answer may change to, in the order in which they are tried.
    variants: &'f [Vec<usize>],
    /// The questions, in the order in which they are given cases.
    chosen: Vec<usize>,
    /// What decisions above are assumed to come to.
    assumed: Vec<(usize, Assumed)>,
    changed: Changed,
    sets: Vec<Changed>,
}

/// What a case must give in points to be worth a look: its option's least lead over a rival, in one of the buckets.
struct Demand<'m> {
    bucket: &'m Bucket,
    option: usize,
    rival: usize,
    least: i64,
}

impl<'f, 'm> Filling<'f, 'm> {
    pub(in crate::analysis) fn new(
        model: &'m Model,
        search: &'f mut Search<'m>,
        goal: &'f Goal,
        variants: &'f [Vec<usize>],
        mut chosen: Vec<usize>,
    ) -> Self {
        chosen.sort_by_key(|at| variants.get(*at).map_or(0, Vec::len));
        Filling { model, search, goal, variants, chosen, assumed: Vec::new(), changed: Vec::new(), sets: Vec::new() }
    }

    /// The ways, as far as the limit. The search is left as it was found.
    pub(in crate::analysis) fn sets(mut self) -> Result<Vec<Changed>, OutOfBudget> {
        let closure = self.model.decisions.get(self.goal.decision()).map(|decision| decision.closure.as_slice());
        let chooses_one =
            |at: &usize| self.model.decisions.get(*at).is_some_and(|above| matches!(above.choose, Choose::One { .. }));
        let above = closure.unwrap_or_default().iter().copied().filter(|at| *at != self.goal.decision());
        let above: Vec<usize> = above.filter(chooses_one).collect();
        self.assume(&above)?;
        Ok(self.sets)
    }

    /// Assumes in turn what each of these decisions comes to, then fills the questions.
    fn assume(&mut self, above: &[usize]) -> Result<(), OutOfBudget> {
        let Some((at, others)) = above.split_first() else { return self.fill(0) };
        let options = self.model.decisions.get(*at).map_or(0, |decision| decision.options);
        let Some(prospect) = self.search.prospects().get(*at) else { return Ok(()) };
        let anything = (0..options).map(Assumed::Outcome).chain([Assumed::Nothing]);
        let possible: Vec<Assumed> = anything.filter(|assumed| prospect.may_be(*assumed)).collect();
        for assumed in possible {
            self.search.spend()?;
            self.search.assume(*at, Some(assumed), self.goal.decision());
            self.assumed.push((*at, assumed));
            if self.is_possible() {
                self.assume(others)?;
            }
            self.assumed.pop();
        }
        self.search.assume(*at, None, self.goal.decision());
        Ok(())
    }

    /// Gives the questions their cases, from this one on.
    fn fill(&mut self, nth: usize) -> Result<(), OutOfBudget> {
        let Some(at) = self.chosen.get(nth).copied() else {
            let mut set = self.changed.clone();
            set.sort_unstable();
            self.sets.push(set);
            return Ok(());
        };
        let demands = self.demands(at);
        for case in self.variants.get(at).into_iter().flatten() {
            if self.sets.len() >= MOST_SETS {
                break;
            }
            if !demands.iter().all(|demand| demand.is_met(*case)) {
                continue;
            }
            self.search.spend()?;
            self.search.fix(at, Slot::Fixed(*case));
            self.search.look_again(self.goal.decision(), Some(at));
            if self.is_possible() {
                self.changed.push((at, *case));
                self.fill(nth + 1)?;
                self.changed.pop();
            }
        }
        self.search.fix(at, Slot::Changeable);
        self.search.look_again(self.goal.decision(), Some(at));
        Ok(())
    }

    /// Whether the goal may still come about, and all that is assumed with it.
    fn is_possible(&self) -> bool {
        let prospects = self.search.prospects();
        let may_be = |(at, assumed): &(usize, Assumed)| prospects.get(*at).is_some_and(|own| own.may_be(*assumed));
        self.goal.is_possible(prospects) && self.assumed.iter().all(may_be)
    }

    /// What the goal and the assumptions demand of a case of this question.
    fn demands(&self, at: usize) -> Vec<Demand<'m>> {
        let mut demands = Vec::new();
        if !self.search.asked().get(at).is_some_and(|asked| asked.must_be(Truths::TRUE)) {
            return demands;
        }
        let assumed = self.assumed.iter().filter_map(|(decision, assumed)| match assumed {
            Assumed::Outcome(option) => Some((*decision, *option)),
            Assumed::Nothing => None,
        });
        let goal = match self.goal {
            Goal::Outcome { decision, option } => Some((*decision, *option)),
            _ => None,
        };
        for (decision, option) in assumed.chain(goal) {
            let prospect = self.search.prospects().get(decision);
            let (Some(decision), Some(prospect)) = (self.model.decisions.get(decision), prospect) else { continue };
            let Some(bucket) = decision.buckets.iter().find(|bucket| bucket.question == at) else { continue };
            // A rival that may be ruled out need not be beaten.
            let may_go = |rival: &usize| {
                let mut rules = decision.rules.iter().zip(&prospect.rules);
                rules.any(|(rule, truths)| rule.spares(option, *rival) && truths.may_be(Truths::TRUE))
            };
            for rival in (0..decision.options).filter(|rival| *rival != option && !may_go(rival)) {
                let pair = option * decision.options + rival;
                let spare = pick(&prospect.bounds, pair) - i64::from(rival < option);
                // The bound counts the best case of the question; this is how far below it a case may be.
                demands.push(Demand { bucket, option, rival, least: pick(&bucket.gain_answered, pair) - spare });
            }
        }
        demands
    }
}

impl Demand<'_> {
    fn is_met(&self, case: usize) -> bool {
        let row = self.bucket.points.get(case + 1).map(Vec::as_slice).unwrap_or_default();
        pick(row, self.option) - pick(row, self.rival) >= self.least
    }
}
