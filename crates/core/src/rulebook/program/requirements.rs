//! What has to come about so that an option leads, gathered before it is compiled: formulas that must hold, leads, and what each rule
//! adds to them.
//!
//! The demands are between one option and some of its rivals, and for a decision that rests on others also between what each of
//! those is taken to come to and its rivals. Rules that make no difference to any of these leads are not in it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::contest::{Contest, Lead, Row};
use super::decision::Assumed;
use super::formula::{Firing, Formula, pick};
use super::model::Model;
use crate::rulebook::Choose;
use crate::set::Set;

/// What the decisions above one are taken to come to.
pub(crate) type Scenario = Vec<(usize, Assumed)>;

/// What is gathered for a contest.
#[derive(Clone)]
pub(crate) struct Requirements<'m> {
    model: &'m Model,
    scenario: Scenario,
    hard: Vec<Formula>,
    leads: Vec<Lead>,
    rows: Vec<(Cow<'m, Firing>, BTreeMap<usize, i64>)>,
}

impl<'m> Requirements<'m> {
    /// No demands so far. Conditions are read as they are where the decisions of the scenario come to that; whether they do is not
    /// demanded.
    pub(crate) fn bare(model: &'m Model, scenario: &[(usize, Assumed)]) -> Self {
        Requirements { model, scenario: scenario.to_vec(), hard: Vec::new(), leads: Vec::new(), rows: Vec::new() }
    }

    /// With the demand that each decision of the scenario comes to what it is taken for. Nothing where a condition cannot be
    /// written as a formula, or rests on a decision that the scenario does not know.
    pub(crate) fn with_scenario(mut self) -> Option<Self> {
        for (decision, assumed) in self.scenario.clone() {
            let options = self.model.decisions.get(decision)?.options;
            match assumed {
                Assumed::Outcome(option) => self.outcome(decision, option, (0..options).collect())?,
                Assumed::Nothing => self.without_outcome(decision)?,
            }
        }
        Some(self)
    }

    fn known(&self, firing: &'m Firing, free: bool) -> Option<Cow<'m, Firing>> {
        if free {
            return Some(Cow::Borrowed(firing));
        }
        let outcome = |decision: usize| {
            let known = self.scenario.iter().find(|(known, _)| *known == decision);
            known.map(|(_, assumed)| if let Assumed::Outcome(option) = assumed { Some(*option) } else { None })
        };
        let given = |formula: &Formula| formula.given(&outcome);
        Some(Cow::Owned(Firing { fires: given(&firing.fires)?, silent: given(&firing.silent)? }))
    }

    /// When the decision applies, and when its rules fire.
    fn firings(&self, decision: usize) -> Option<(Cow<'m, Firing>, Vec<Cow<'m, Firing>>)> {
        let formulas = self.model.formulas(decision)?;
        let free = self.model.decisions.get(decision)?.closure.len() == 1;
        let rules = formulas.rules.iter().map(|rule| self.known(rule, free)).collect::<Option<Vec<_>>>()?;
        Some((self.known(&formulas.applies, free)?, rules))
    }

    /// That the decision applies and its outcome is this option, or one at least as good that is none of these rivals.
    pub(crate) fn outcome(&mut self, decision: usize, option: usize, rivals: Set) -> Option<()> {
        let own = self.model.decisions.get(decision)?;
        if !matches!(own.choose, Choose::One { .. }) {
            return None;
        }
        let (applies, firings) = self.firings(decision)?;
        self.hard.push(applies.fires.clone());
        let first = self.leads.len();
        let rivals: Vec<usize> = rivals.iter().filter(|rival| *rival != option).collect();
        for rival in &rivals {
            self.leads.push(Lead { least: i64::from(*rival < option), ..Lead::default() });
        }
        for (rule, firing) in own.rules.iter().zip(&firings) {
            if rule.rules_out.contains(option) {
                self.hard.push(firing.silent.clone());
            }
            let mut gains = BTreeMap::new();
            for (nth, rival) in rivals.iter().enumerate() {
                let gain = pick(&rule.points, option) - pick(&rule.points, *rival);
                if gain != 0 {
                    gains.insert(first + nth, gain);
                }
                if rule.rules_out.contains(*rival) {
                    let lead = self.leads.get_mut(first + nth);
                    lead.into_iter().for_each(|lead| lead.escapes.push(firing.fires.clone()));
                }
            }
            if !gains.is_empty() {
                self.rows.push((firing.clone(), gains));
            }
        }
        let leads = self.leads.get(first..).unwrap_or_default();
        // Who has a point more than somebody owes it to a rule.
        if !leads.iter().any(|lead| lead.least > 0 && lead.escapes.is_empty()) {
            self.hard.push(Formula::any(firings.iter().map(|firing| firing.fires.clone())));
        }
        Some(())
    }

    /// That the decision does not apply.
    pub(crate) fn inapplicable(&mut self, decision: usize) -> Option<()> {
        let (applies, _) = self.firings(decision)?;
        self.hard.push(applies.silent.clone());
        Some(())
    }

    /// That it applies.
    pub(crate) fn applicable(&mut self, decision: usize) -> Option<()> {
        let (applies, _) = self.firings(decision)?;
        self.hard.push(applies.fires.clone());
        Some(())
    }

    /// That some rule rules out the option.
    pub(crate) fn ruled_out(&mut self, decision: usize, option: usize) -> Option<()> {
        let formula = self.exclusion(decision, option)?;
        self.hard.push(formula);
        Some(())
    }

    fn exclusion(&self, decision: usize, option: usize) -> Option<Formula> {
        let own = self.model.decisions.get(decision)?;
        let (_, firings) = self.firings(decision)?;
        let rules = own.rules.iter().zip(&firings).filter(|(rule, _)| rule.rules_out.contains(option));
        Some(Formula::any(rules.map(|(_, firing)| firing.fires.clone())))
    }

    /// That none of its rules fires.
    pub(crate) fn silent(&mut self, decision: usize) -> Option<()> {
        let (_, firings) = self.firings(decision)?;
        self.hard.push(Formula::all(firings.iter().map(|firing| firing.silent.clone())));
        Some(())
    }

    /// That it has an outcome, whichever.
    pub(crate) fn some_outcome(&mut self, decision: usize) -> Option<()> {
        let own = self.model.decisions.get(decision)?;
        let (applies, firings) = self.firings(decision)?;
        self.hard.push(applies.fires.clone());
        self.hard.push(Formula::any(firings.iter().map(|firing| firing.fires.clone())));
        let stays = |option: usize| {
            let rules = own.rules.iter().zip(&firings).filter(move |(rule, _)| rule.rules_out.contains(option));
            Formula::all(rules.map(|(_, firing)| firing.silent.clone()))
        };
        self.hard.push(Formula::any((0..own.options).map(stays)));
        Some(())
    }

    /// That it applies and has no outcome.
    pub(crate) fn without(&mut self, decision: usize) -> Option<()> {
        self.applicable(decision)?;
        self.without_outcome(decision)
    }

    /// That it has no outcome, whether it applies or not.
    fn without_outcome(&mut self, decision: usize) -> Option<()> {
        let own = self.model.decisions.get(decision)?;
        if !matches!(own.choose, Choose::One { .. }) {
            return None;
        }
        let (applies, firings) = self.firings(decision)?;
        let silent = Formula::all(firings.iter().map(|firing| firing.silent.clone()));
        let emptied = (0..own.options).map(|option| self.exclusion(decision, option)).collect::<Option<Vec<_>>>()?;
        self.hard.push(Formula::any([applies.silent.clone(), silent, Formula::all(emptied)]));
        Some(())
    }

    /// Whether it is plain without any bounds that no answers can bring it about: a condition that is never true, or a lead that all
    /// rules for it together do not reach.
    pub(crate) fn is_impossible(&self) -> bool {
        let most = |lead: usize| -> i64 {
            let gains = self.rows.iter().map(|(firing, gains)| (&firing.fires, gains.get(&lead).copied().unwrap_or(0)));
            let counted =
                gains.filter(|(fires, gain)| **fires == Formula::TRUE || (*gain > 0 && **fires != Formula::FALSE));
            counted.map(|(_, gain)| gain).sum()
        };
        let is_never = |escape: &Formula| *escape == Formula::FALSE;
        let falls_short = |(at, lead): (usize, &Lead)| lead.escapes.iter().all(is_never) && most(at) < lead.least;
        self.hard.contains(&Formula::FALSE) || self.leads.iter().enumerate().any(falls_short)
    }

    /// The contest in which all of this has to come about.
    pub(crate) fn contest(self) -> Contest {
        let Requirements { model, hard, mut leads, rows, .. } = self;
        let counts: Vec<usize> = model.questions.iter().map(|question| question.cases.len()).collect();
        let mut alone: Vec<Vec<Vec<i64>>> = counts.iter().map(|count| vec![vec![0; *count]; leads.len()]).collect();
        let mut together: Vec<Row> = Vec::new();
        for (firing, gains) in rows {
            match &firing.fires {
                Formula::In(question, cases) => {
                    for (lead, gain) in gains {
                        let row = alone.get_mut(*question).and_then(|rows| rows.get_mut(lead));
                        let row = row.into_iter().flatten().enumerate().filter(|(case, _)| cases.contains(*case));
                        row.for_each(|(_, points)| *points += gain);
                    }
                }
                fires if *fires == Formula::TRUE => {
                    for (lead, gain) in gains {
                        leads.get_mut(lead).into_iter().for_each(|lead| lead.certain += gain);
                    }
                }
                fires if *fires == Formula::FALSE => {}
                _ => {
                    let gain = |lead: usize| gains.get(&lead).copied().unwrap_or(0);
                    let Firing { fires, silent } = firing.into_owned();
                    together.push(Row { gains: (0..leads.len()).map(gain).collect(), fires, silent });
                }
            }
        }
        let most = |row: &Row| row.gains.iter().map(|gain| gain.abs()).max();
        together.sort_by_key(|row| std::cmp::Reverse(most(row)));
        Contest::new(hard, leads, together, &alone, &counts)
    }
}
