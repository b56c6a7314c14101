//! What has to come about so that an option leads, as a weighted constraint problem: formulas that must hold, and differences of
//! points that must come to something.
//!
//! A contest is between one option and some of its rivals, and for a decision that rests on others also between what each of
//! those is taken to come to and its rivals. Rules that make no difference to any of these leads are not in it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::prospect::{Assumed, Slot};
use crate::rulebook::{Cases, Choose, Firing, Formula, Model, pick};
use crate::set::Set;

/// What the decisions above one are taken to come to.
pub(super) type Scenario = Vec<(usize, Assumed)>;

pub(super) struct Contest<'m> {
    /// What must be true.
    pub(super) hard: Vec<Formula>,
    pub(super) leads: Vec<Lead>,
    /// The rules that look at several questions, those with most points first.
    pub(super) rows: Vec<Row<'m>>,
    /// For each question and lead what the rules that look at nothing else add in each case.
    pub(super) alone: Vec<Vec<Vec<i64>>>,
    /// The cases of each question.
    pub(super) all: Vec<Cases>,
    /// Of the cases of each question those that no other one replaces, of all and of those that are answers.
    open: OnceCell<Vec<Cases>>,
    answered: OnceCell<Vec<Cases>>,
}

/// A lead that is needed: so many points at least, or that the rival is ruled out.
#[derive(Clone)]
pub(super) struct Lead {
    pub(super) least: i64,
    /// What rules that always fire add.
    pub(super) certain: i64,
    pub(super) escapes: Vec<Formula>,
}

/// A rule, and what it adds to each lead where it fires.
pub(super) struct Row<'m> {
    pub(super) firing: Cow<'m, Firing>,
    pub(super) gains: Vec<i64>,
}

/// What is gathered for a contest.
#[derive(Clone)]
pub(super) struct Requirements<'m> {
    model: &'m Model,
    scenario: Scenario,
    hard: Vec<Formula>,
    leads: Vec<Lead>,
    rows: Vec<(Cow<'m, Firing>, BTreeMap<usize, i64>)>,
}

impl<'m> Requirements<'m> {
    /// No demands so far. Conditions are read as they are where the decisions of the scenario come to that; whether they do is not
    /// demanded.
    pub(super) fn bare(model: &'m Model, scenario: &[(usize, Assumed)]) -> Self {
        Requirements { model, scenario: scenario.to_vec(), hard: Vec::new(), leads: Vec::new(), rows: Vec::new() }
    }

    /// With the demand that each decision of the scenario comes to what it is taken for. Nothing where a condition cannot be
    /// written as a formula, or rests on a decision that the scenario does not know.
    pub(super) fn with_scenario(mut self) -> Option<Self> {
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
    pub(super) fn outcome(&mut self, decision: usize, option: usize, rivals: Set) -> Option<()> {
        let own = self.model.decisions.get(decision)?;
        if !matches!(own.choose, Choose::One { .. }) {
            return None;
        }
        let (applies, firings) = self.firings(decision)?;
        self.hard.push(applies.fires.clone());
        let first = self.leads.len();
        let rivals: Vec<usize> = rivals.iter().filter(|rival| *rival != option).collect();
        for rival in &rivals {
            self.leads.push(Lead { least: i64::from(*rival < option), certain: 0, escapes: Vec::new() });
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
    pub(super) fn inapplicable(&mut self, decision: usize) -> Option<()> {
        let (applies, _) = self.firings(decision)?;
        self.hard.push(applies.silent.clone());
        Some(())
    }

    /// That it applies.
    pub(super) fn applicable(&mut self, decision: usize) -> Option<()> {
        let (applies, _) = self.firings(decision)?;
        self.hard.push(applies.fires.clone());
        Some(())
    }

    /// That some rule rules out the option.
    pub(super) fn ruled_out(&mut self, decision: usize, option: usize) -> Option<()> {
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
    pub(super) fn silent(&mut self, decision: usize) -> Option<()> {
        let (_, firings) = self.firings(decision)?;
        self.hard.push(Formula::all(firings.iter().map(|firing| firing.silent.clone())));
        Some(())
    }

    /// That it has an outcome, whichever.
    pub(super) fn some_outcome(&mut self, decision: usize) -> Option<()> {
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
    pub(super) fn without(&mut self, decision: usize) -> Option<()> {
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

    pub(super) fn contest(self) -> Contest<'m> {
        let Requirements { model, hard, mut leads, rows, .. } = self;
        let count = |question: usize| model.questions.get(question).map_or(0, |question| question.cases.len());
        let questions = model.questions.len();
        let mut alone: Vec<Vec<Vec<i64>>> = (0..questions).map(|at| vec![vec![0; count(at)]; leads.len()]).collect();
        let mut together: Vec<Row<'m>> = Vec::new();
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
                    together.push(Row { gains: (0..leads.len()).map(gain).collect(), firing });
                }
            }
        }
        let most = |row: &Row<'_>| row.gains.iter().map(|gain| gain.abs()).max();
        together.sort_by_key(|row| std::cmp::Reverse(most(row)));
        let all: Vec<Cases> = (0..questions).map(|at| Cases::of(count(at), 0..count(at))).collect();
        Contest { hard, leads, rows: together, alone, all, open: OnceCell::new(), answered: OnceCell::new() }
    }
}

impl Contest<'_> {
    /// Whether it is met in any case.
    pub(super) fn is_void(&self) -> bool {
        let alone = self.alone.iter().flatten().flatten();
        self.hard.iter().all(|formula| *formula == Formula::TRUE)
            && self.rows.is_empty()
            && self.leads.iter().all(|lead| lead.certain >= lead.least)
            && alone.into_iter().all(|points| *points == 0)
    }

    /// Calls `visit` with every formula but those of rules that look at one question.
    pub(super) fn formulas<'c>(&'c self, visit: &mut impl FnMut(&'c Formula)) {
        self.hard.iter().for_each(&mut *visit);
        self.leads.iter().flat_map(|lead| &lead.escapes).for_each(&mut *visit);
        self.rows.iter().for_each(|row| visit(&row.firing.fires));
    }

    /// Of these cases of each question those that no other one replaces, by doing as well in every formula and adding as much to
    /// every lead.
    pub(super) fn undominated(&self, among: &[Cases]) -> Vec<Cases> {
        let mut tests: Vec<Vec<&Cases>> = vec![Vec::new(); self.all.len()];
        self.formulas(&mut |formula| {
            formula.literals(&mut |question, cases| {
                tests.get_mut(question).into_iter().for_each(|own| {
                    if !own.contains(&cases) {
                        own.push(cases);
                    }
                });
            });
        });
        let rows = among.iter().zip(&self.all).zip(tests.iter().zip(&self.alone));
        rows.map(|((among, all), (tests, alone))| {
            let alone: Vec<&Vec<i64>> = alone.iter().filter(|row| row.iter().any(|points| *points != 0)).collect();
            let mut kept: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
            for case in among.iter() {
                let passed = tests
                    .chunks(64)
                    .map(|tests| tests.iter().fold(0_u64, |bits, cases| (bits << 1) | u64::from(cases.contains(case))));
                let same = kept.entry(passed.collect()).or_default();
                let is_matched = |case: usize, by: usize| alone.iter().all(|row| pick(row, case) <= pick(row, by));
                if same.iter().any(|known| is_matched(case, *known)) {
                    continue;
                }
                same.retain(|known| !is_matched(*known, case));
                same.push(case);
            }
            Cases::of(all.len(), kept.into_values().flatten())
        })
        .collect()
    }

    /// The cases that are left of each question, of those that no other one replaces.
    pub(super) fn domains(&self, slots: &[Slot]) -> Vec<Cases> {
        let answers = |all: &Cases| Cases::of(all.len(), all.iter().skip(1));
        let open = || self.open.get_or_init(|| self.undominated(&self.all));
        let answered =
            || self.answered.get_or_init(|| self.undominated(&self.all.iter().map(answers).collect::<Vec<Cases>>()));
        let rows = self.all.iter().zip(slots).enumerate();
        rows.map(|(at, (all, slot))| match slot {
            Slot::Fixed(case) => Cases::of(all.len(), [*case]),
            Slot::Open => open().get(at).unwrap_or(all).clone(),
            Slot::Changeable => answered().get(at).unwrap_or(all).clone(),
        })
        .collect()
    }
}
