//! What is asked of points: sums that must reach a number, and ways to satisfy a demand by several of them.

use std::collections::BTreeMap;

use super::variable::{Bounds, Points, Variable};
use crate::table::Ix;

/// A sum of points that must be at least a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Inequality {
    /// Each variable once, in their order, never zero times.
    pub(super) terms: Vec<(Ix<Variable>, i64)>,
    pub(super) at_least: i64,
}

/// Inequalities that together make an outcome come.
pub(super) type Way = Vec<Inequality>;

/// Something that is wanted of the points: all inequalities of one of the ways.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    pub(super) ways: Vec<Way>,
    /// Whether these are all ways there are. Otherwise nothing is proved by there being no other.
    pub(super) complete: bool,
}

/// A sum of points and a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    terms: BTreeMap<Ix<Variable>, i64>,
    constant: i64,
}

impl Sum {
    pub(super) fn add(&mut self, variable: Ix<Variable>, times: i64) {
        *self.terms.entry(variable).or_default() += times;
    }

    pub(super) fn add_constant(&mut self, points: i64) {
        self.constant += points;
    }

    pub(super) fn less(&self, other: &Sum) -> Sum {
        let mut sum = self.clone();
        sum.constant -= other.constant;
        for (variable, times) in &other.terms {
            sum.add(*variable, -times);
        }
        sum
    }

    pub(super) fn is_constant(&self) -> bool {
        self.terms.values().all(|times| *times == 0)
    }

    pub(super) fn at_least(&self, number: i64) -> Inequality {
        let terms = self.terms.iter().filter(|(_, times)| **times != 0).map(|(variable, times)| (*variable, *times));
        Inequality { terms: terms.collect(), at_least: number - self.constant }
    }

    pub(super) fn at_most(&self, number: i64) -> Inequality {
        Sum::default().less(self).at_least(-number)
    }
}

impl Inequality {
    fn sum(&self, values: &Points) -> i64 {
        self.terms.iter().map(|(variable, times)| values[*variable] * times).sum()
    }

    /// What is missing for these values, all of which are counted in the same unit; none if it holds.
    pub(super) fn lacks(&self, values: &Points, unit: i64) -> i64 {
        (self.at_least * unit - self.sum(values)).max(0)
    }

    /// By how much the sum is more than it must be. Below zero it fails.
    pub(super) fn spare(&self, points: &Points) -> i64 {
        self.sum(points) - self.at_least
    }

    pub(super) fn holds(&self, points: &Points) -> bool {
        self.spare(points) >= 0
    }

    /// The most that the sum can come to.
    pub(super) fn highest(&self, bounds: &Bounds) -> i64 {
        let end = |(variable, times): &(Ix<Variable>, i64)| {
            let (least, most) = bounds[*variable];
            times * if *times > 0 { most } else { least }
        };
        self.terms.iter().map(end).sum()
    }

    fn lowest(&self, bounds: &Bounds) -> i64 {
        let end = |(variable, times): &(Ix<Variable>, i64)| {
            let (least, most) = bounds[*variable];
            times * if *times > 0 { least } else { most }
        };
        self.terms.iter().map(end).sum()
    }

    pub(super) fn is_possible(&self, bounds: &Bounds) -> bool {
        self.highest(bounds) >= self.at_least
    }

    pub(super) fn is_certain(&self, bounds: &Bounds) -> bool {
        self.lowest(bounds) >= self.at_least
    }
}

/// How many looks a way takes: one for each term, and one for each inequality.
pub(super) fn size(way: &Way) -> usize {
    way.iter().map(|inequality| 1 + inequality.terms.len()).sum()
}

impl Demand {
    /// How many looks it takes at most to see whether it holds.
    pub(super) fn size(&self) -> usize {
        1 + self.ways.iter().map(size).sum::<usize>()
    }

    pub(super) fn holds(&self, points: &Points) -> bool {
        self.ways.iter().any(|way| way.iter().all(|inequality| inequality.holds(points)))
    }

    /// Whether it holds whatever the points.
    pub(super) fn is_certain(&self) -> bool {
        self.ways.iter().any(Vec::is_empty)
    }

    pub(super) fn variables(&self) -> impl Iterator<Item = Ix<Variable>> {
        self.ways.iter().flatten().flat_map(|inequality| &inequality.terms).map(|(variable, _)| *variable)
    }
}
