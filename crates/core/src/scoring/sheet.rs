//! What one decision comes to for several profiles side by side, a lane for each: points, the best two, and who wins.
//!
//! The plain path ranks options by sorting; here every option is held against the best two so far, which is the same and has
//! no branch. Verdict and margin follow from the best two when somebody asks.

use super::plan::DecisionPlan;
use crate::evaluation::Verdict;
use crate::rulebook::Choose;

/// How many lanes one word of a mask has.
pub(super) const WORD: usize = 64;

/// The results of one decision.
#[derive(Clone, Debug, Default)]
pub(super) struct Results {
    /// Masks of lanes: where the decision applies, where any rule fired.
    pub(super) applies: Vec<u64>,
    pub(super) fired: Vec<u64>,
    /// For each option the lanes where it is ruled out.
    pub(super) out: Vec<u64>,
    pub(super) points: Points,
}

/// Points of all options, as narrow as their sums allow: narrow lanes are counted several at a time.
#[derive(Clone, Debug)]
pub(super) enum Points {
    Narrow(Lanes<i32>),
    Wide(Lanes<i64>),
}

impl Default for Points {
    fn default() -> Self {
        Points::Wide(Lanes::default())
    }
}

/// Points option by option, and what follows from them for each lane.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes<P> {
    /// For each option the points of each lane.
    pub(super) points: Vec<P>,
    best: Vec<P>,
    second: Vec<P>,
    winner: Vec<P>,
    masked: Vec<P>,
}

/// An integer that points are counted in.
pub(super) trait Count: Copy + Default + PartialOrd + Into<i64> {
    /// Less than any sum of points.
    const NONE: Self;
    /// What is known to fit.
    fn fit(number: i64) -> Self;
    /// With eight more of its binary digits, from this one on.
    fn plus(self, byte: u8, digit: u32) -> Self;
}

impl Count for i32 {
    const NONE: i32 = i32::MIN;
    fn fit(number: i64) -> i32 {
        i32::try_from(number).unwrap_or(i32::MIN)
    }
    fn plus(self, byte: u8, digit: u32) -> i32 {
        self + (i32::from(byte) << digit)
    }
}

impl Count for i64 {
    const NONE: i64 = i64::MIN;
    fn fit(number: i64) -> i64 {
        number
    }
    fn plus(self, byte: u8, digit: u32) -> i64 {
        self + (i64::from(byte) << digit)
    }
}

impl<P: Count> Lanes<P> {
    /// Room for so many lanes, with no points.
    pub(super) fn open(&mut self, options: usize, lanes: usize) {
        self.points.clear();
        self.points.resize(options * lanes, P::default());
    }

    /// Finds the best two options of each lane; among equals the one listed first.
    pub(super) fn rank(&mut self, out: &[u64], lanes: usize) {
        for column in [&mut self.best, &mut self.second, &mut self.winner] {
            column.clear();
            column.resize(lanes, P::NONE);
        }
        for (option, points) in self.points.chunks_exact(lanes).enumerate() {
            let words = lanes.div_ceil(WORD);
            let out = out.get(option * words..(option + 1) * words).unwrap_or_default();
            let points = if out.iter().all(|word| *word == 0) {
                points
            } else {
                self.masked.clear();
                let is_out = |lane: usize| out.get(lane / WORD).is_some_and(|word| word >> (lane % WORD) & 1 == 1);
                self.masked.extend(points.iter().enumerate().map(|(at, p)| if is_out(at) { P::NONE } else { *p }));
                &self.masked
            };
            let option = P::fit(i64::try_from(option).unwrap_or(i64::MAX));
            let columns = self.best.iter_mut().zip(&mut self.second).zip(&mut self.winner);
            for (((best, second), winner), points) in columns.zip(points) {
                let (points, leader) = (*points, *best);
                let leads = points > leader;
                let follower = if points > *second { points } else { *second };
                *second = if leads { leader } else { follower };
                *winner = if leads { option } else { *winner };
                *best = if leads { points } else { leader };
            }
        }
    }

    fn at(column: &[P], at: usize) -> Option<i64> {
        let known = |points: &P| if *points == P::NONE { None } else { Some((*points).into()) };
        column.get(at).and_then(known)
    }
}

impl Points {
    pub(super) fn of(&self, option: usize, lane: usize, lanes: usize) -> i64 {
        let at = option * lanes + lane;
        match self {
            Points::Narrow(narrow) => narrow.points.get(at).map_or(0, |points| i64::from(*points)),
            Points::Wide(wide) => wide.points.get(at).copied().unwrap_or(0),
        }
    }

    /// The most points and the next most of any option in the running, and the option that has the most.
    fn best(&self, lane: usize) -> Option<(i64, Option<i64>, usize)> {
        let (best, second, winner) = match self {
            Points::Narrow(n) => (Lanes::at(&n.best, lane), Lanes::at(&n.second, lane), Lanes::at(&n.winner, lane)),
            Points::Wide(w) => (Lanes::at(&w.best, lane), Lanes::at(&w.second, lane), Lanes::at(&w.winner, lane)),
        };
        Some((best?, second, usize::try_from(winner?).ok()?))
    }
}

/// Verdict, and for choose one margin and outcome.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conclusion {
    pub(super) verdict: Verdict,
    pub(super) margin: Option<i64>,
    pub(super) winner: Option<usize>,
}

fn is_set(mask: &[u64], lane: usize) -> bool {
    mask.get(lane / WORD).is_some_and(|word| word >> (lane % WORD) & 1 == 1)
}

impl Results {
    /// What a lane comes to, in one look.
    pub(super) fn conclusion(&self, plan: &DecisionPlan, lane: usize) -> Conclusion {
        let without = |verdict| Conclusion { verdict, margin: None, winner: None };
        if !is_set(&self.applies, lane) {
            return without(Verdict::NotApplicable);
        }
        if !is_set(&self.fired, lane) {
            return without(Verdict::NotEnoughKnown);
        }
        let Choose::One { close_call } = plan.choose else { return without(Verdict::Clear) };
        let Some((best, second, winner)) = self.points.best(lane) else { return without(Verdict::NotEnoughKnown) };
        let margin = second.map(|second| best - second);
        let verdict = match margin {
            Some(0) => Verdict::Tie,
            Some(margin) if margin <= close_call => Verdict::CloseCall,
            _ => Verdict::Clear,
        };
        Conclusion { verdict, margin, winner: Some(winner) }
    }

    pub(super) fn is_chosen(&self, plan: &DecisionPlan, option: usize, lane: usize, lanes: usize) -> bool {
        match plan.choose {
            Choose::One { .. } => self.conclusion(plan, lane).winner == Some(option),
            Choose::Many { threshold } => {
                let words = lanes.div_ceil(WORD);
                let out = self.out.get(option * words..).unwrap_or_default();
                is_set(&self.applies, lane)
                    && is_set(&self.fired, lane)
                    && !is_set(out, lane)
                    && self.points.of(option, lane, lanes) >= threshold
            }
        }
    }

    /// Choose many: the chosen option that follows this one in the outcome, or the first.
    pub(super) fn next_chosen(
        &self,
        plan: &DecisionPlan,
        after: Option<usize>,
        lane: usize,
        lanes: usize,
    ) -> Option<usize> {
        // Most points first, then as listed.
        let rank = |option: usize| (std::cmp::Reverse(self.points.of(option, lane, lanes)), option);
        let follows = |option: &usize| after.is_none_or(|after| rank(*option) > rank(after));
        let chosen = (0..plan.options).filter(|option| self.is_chosen(plan, *option, lane, lanes));
        chosen.filter(follows).min_by_key(|option| rank(*option))
    }
}
