//! Points, ranking and verdict of one decision.

use std::cmp::Reverse;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::World;
use crate::rulebook::{Choose, Decision, DecisionOption, Rule};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::truth::Truth;

/// How sure an outcome is. The first that fits, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The decision does not apply to these answers.
    NotApplicable,
    /// No rule fired, or every option is ruled out: there is no outcome.
    NotEnoughKnown,
    /// Two options have the most points; the one listed first is the outcome.
    Tie,
    /// The margin is no greater than what the author calls close.
    CloseCall,
    /// None of the above.
    Clear,
}

/// The points of one decision and what follows from them.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    pub(crate) points: Table<DecisionOption, i64>,
    pub(crate) fired: Vec<Ix<Rule>>,
    /// Most points first, then as listed; ruled-out options last. Empty if the decision does not apply.
    pub(crate) ranking: Vec<Ix<DecisionOption>>,
    /// How many of the ranking are not ruled out.
    in_running: usize,
    /// How many of the ranking are the outcome.
    chosen: usize,
    pub(crate) margin: Option<i64>,
    pub(crate) verdict: Verdict,
}

impl Tally {
    /// Counts the points of those rules that count. `counts` is how to leave some of them out.
    pub(crate) fn of(decision: &Decision, world: &World, counts: impl Fn(&Rule) -> bool) -> Self {
        let mut tally = Tally {
            points: decision.options.column(|_| 0),
            fired: Vec::new(),
            ranking: Vec::new(),
            in_running: 0,
            chosen: 0,
            margin: None,
            verdict: Verdict::NotApplicable,
        };
        if decision.applies_if.as_ref().is_some_and(|applies_if| world.truth(applies_if) != Truth::True) {
            return tally;
        }
        let mut ruled_out = Set::default();
        for (ix, rule) in decision.rules.iter() {
            if !counts(rule) || world.truth(&rule.condition) != Truth::True {
                continue;
            }
            tally.fired.push(ix);
            for (option, points) in &rule.points {
                // Checked when the rulebook was built: no sum of points can overflow.
                tally.points[*option] += points;
            }
            for position in rule.rules_out.iter() {
                ruled_out.insert(position);
            }
        }
        tally.ranking = decision.options.indices().collect();
        let is_out = |option: &Ix<DecisionOption>| ruled_out.contains(option.position());
        tally.ranking.sort_by_key(|option| (is_out(option), Reverse(tally.points[*option]), *option));
        tally.in_running = tally.ranking.iter().take_while(|option| !is_out(option)).count();
        tally.conclude(decision.choose);
        tally
    }

    /// Outcome, margin and verdict.
    fn conclude(&mut self, choose: Choose) {
        let running: Vec<i64> = self.running().iter().map(|option| self.points[*option]).collect();
        let mut running = running.into_iter();
        match choose {
            _ if self.fired.is_empty() => self.verdict = Verdict::NotEnoughKnown,
            Choose::Many { threshold } => {
                self.chosen = running.filter(|points| *points >= threshold).count();
                self.verdict = Verdict::Clear;
            }
            Choose::One { close_call } => {
                let Some(most) = running.next() else {
                    self.verdict = Verdict::NotEnoughKnown;
                    return;
                };
                self.chosen = 1;
                self.margin = running.next().map(|next| most - next);
                self.verdict = match self.margin {
                    Some(0) => Verdict::Tie,
                    Some(margin) if margin <= close_call => Verdict::CloseCall,
                    _ => Verdict::Clear,
                };
            }
        }
    }

    /// The options that would be the outcome if one of them had so many points more.
    pub(crate) fn outcome_with(&self, choose: Choose, option: Ix<DecisionOption>, more: i64) -> Set {
        let points = |at: &Ix<DecisionOption>| self.points[*at] + if *at == option { more } else { 0 };
        let running = self.running().iter().filter(|_| !self.fired.is_empty());
        match choose {
            Choose::One { .. } => {
                running.max_by_key(|at| (points(at), Reverse(**at))).map(|at| at.position()).into_iter().collect()
            }
            Choose::Many { threshold } => {
                running.filter(|at| points(at) >= threshold).map(|at| at.position()).collect()
            }
        }
    }

    pub(crate) fn applies(&self) -> bool {
        self.verdict != Verdict::NotApplicable
    }

    /// The options that are not ruled out, in the order of the ranking.
    pub(crate) fn running(&self) -> &[Ix<DecisionOption>] {
        self.ranking.get(..self.in_running).unwrap_or_default()
    }

    pub(crate) fn outcome(&self) -> &[Ix<DecisionOption>] {
        self.ranking.get(..self.chosen).unwrap_or_default()
    }

    pub(crate) fn outcome_set(&self) -> Set {
        self.outcome().iter().map(|option| option.position()).collect()
    }
}

impl Verdict {
    /// The word that stands in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::NotApplicable => "not_applicable",
            Verdict::NotEnoughKnown => "not_enough_known",
            Verdict::Tie => "tie",
            Verdict::CloseCall => "close_call",
            Verdict::Clear => "clear",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
