//! Whether some completion meets a contest: branch and bound over the cases of questions.
//!
//! A node is given up where a formula that must hold cannot, or a lead cannot be reached. Else the completions that look best for
//! all leads and for the one in most danger are tried, at the first node also those around them, and then the question on which
//! most open rules rest takes each of its cases.

use super::ceiling::{Ceiling, may, must};
use super::contest::Contest;
use super::prospect::Slot;
use super::search::OutOfBudget;
use crate::rulebook::{Cases, Formula, pick};

pub(super) struct Completion<'c, 'm> {
    contest: &'c Contest<'m>,
    cost: u64,
    budget: u64,
    /// How many nodes have been looked at.
    pub(super) nodes: u64,
}

impl<'c, 'm> Completion<'c, 'm> {
    pub(super) fn new(contest: &'c Contest<'m>, cost: u64, budget: u64) -> Self {
        Completion { contest, cost, budget, nodes: 0 }
    }

    /// Whether some completion of these slots meets the contest.
    pub(super) fn exists(&mut self, slots: &[Slot]) -> Result<bool, OutOfBudget> {
        let mut domains = self.contest.domains(slots);
        self.descend(&mut domains)
    }

    fn descend(&mut self, domains: &mut Vec<Cases>) -> Result<bool, OutOfBudget> {
        self.nodes += self.cost;
        if self.nodes > self.budget {
            return Err(OutOfBudget);
        }
        let contest = self.contest;
        if !contest.hard.iter().all(|formula| may(formula, domains)) {
            return Ok(false);
        }
        // What each case adds to all leads together, and to the one with least to spare.
        let mut all: Vec<Vec<i64>> = Vec::new();
        let mut tightest: Option<(i64, Vec<Vec<i64>>)> = None;
        for (at, lead) in contest.leads.iter().enumerate() {
            if lead.escapes.iter().any(|escape| must(escape, domains)) {
                continue;
            }
            let ceiling = Ceiling::of(contest, at, domains);
            let spare = ceiling.total() - lead.least;
            if spare < 0 && !lead.escapes.iter().any(|escape| may(escape, domains)) {
                return Ok(false);
            }
            if all.is_empty() {
                all.clone_from(&ceiling.tables);
            } else {
                let rows = all.iter_mut().zip(&ceiling.tables);
                rows.for_each(|(row, more)| row.iter_mut().zip(more).for_each(|(sum, points)| *sum += points));
            }
            if tightest.as_ref().is_none_or(|(least, _)| spare < *least) {
                tightest = Some((spare, ceiling.tables));
            }
        }
        let tightest = tightest.map(|(_, tables)| tables).unwrap_or_default();
        let towards = |tables: &[Vec<i64>]| -> Vec<Cases> {
            domains.iter().enumerate().map(|(at, domain)| self.best(at, domain, tables)).collect()
        };
        let (for_all, for_one) = (towards(&all), towards(&tightest));
        if self.is_met(&for_all) || self.is_met(&for_one) {
            return Ok(true);
        }
        // Looking around where the first dive ended finds most of what there is to find.
        if self.nodes == self.cost && self.climbs(domains, &for_all) {
            return Ok(true);
        }
        let Some(question) = self.next(domains) else { return Ok(false) };
        let Some(domain) = domains.get(question).cloned() else { return Ok(false) };
        let table = all.get(question);
        let mut cases: Vec<usize> = domain.iter().collect();
        cases.sort_by_key(|case| std::cmp::Reverse(table.map_or(0, |table| pick(table, *case))));
        let count = contest.all.get(question).map_or(0, Cases::len);
        for case in cases {
            domains.get_mut(question).into_iter().for_each(|place| *place = Cases::of(count, [case]));
            if self.descend(domains)? {
                return Ok(true);
            }
        }
        domains.get_mut(question).into_iter().for_each(|place| *place = domain.clone());
        Ok(false)
    }

    /// The case of a question that looks best.
    fn best(&self, at: usize, domain: &Cases, tables: &[Vec<i64>]) -> Cases {
        let points = |case: &usize| tables.get(at).map_or(0, |table| pick(table, *case));
        let best = domain.iter().max_by_key(|case| (points(case), std::cmp::Reverse(*case)));
        Cases::of(self.contest.all.get(at).map_or(0, Cases::len), best)
    }

    /// Goes from one completion to better ones, question by question, as long as what is missing gets less; whether that ends
    /// where nothing is missing.
    fn climbs(&self, domains: &[Cases], start: &[Cases]) -> bool {
        /// So often each question is gone through.
        const ROUNDS: usize = 4;
        let mut at = start.to_vec();
        let mut missing = self.missing(&at);
        for _ in 0..ROUNDS {
            let before = missing;
            for (question, domain) in domains.iter().enumerate().filter(|(_, domain)| domain.len() > 1) {
                let count = self.contest.all.get(question).map_or(0, Cases::len);
                let Some(mut best) = at.get(question).cloned() else { continue };
                for case in domain.iter() {
                    at.get_mut(question).into_iter().for_each(|place| *place = Cases::of(count, [case]));
                    let now = self.missing(&at);
                    if now < missing {
                        missing = now;
                        best = Cases::of(count, [case]);
                    }
                }
                at.get_mut(question).into_iter().for_each(|place| place.clone_from(&best));
            }
            if missing == 0 {
                return true;
            }
            if missing == before {
                break;
            }
        }
        false
    }

    /// By how many points a completion misses the contest, a condition counted for many.
    fn missing(&self, domains: &[Cases]) -> i64 {
        /// What a condition that does not hold counts for.
        const CONDITION: i64 = 5;
        let contest = self.contest;
        let mut points: Vec<i64> = contest.leads.iter().map(|lead| lead.certain - lead.least).collect();
        for (rows, domain) in contest.alone.iter().zip(domains) {
            let Some(case) = domain.iter().next() else { continue };
            points.iter_mut().zip(rows).for_each(|(points, row)| *points += pick(row, case));
        }
        for row in contest.rows.iter().filter(|row| must(&row.firing.fires, domains)) {
            points.iter_mut().zip(&row.gains).for_each(|(points, gain)| *points += gain);
        }
        let escapes = |lead: &super::contest::Lead| lead.escapes.iter().any(|escape| must(escape, domains));
        let short = contest.leads.iter().zip(&points).filter(|(lead, points)| **points < 0 && !escapes(lead));
        let broken = contest.hard.iter().filter(|formula| !must(formula, domains));
        broken.map(|_| CONDITION).sum::<i64>() - short.map(|(_, points)| points).sum::<i64>()
    }

    /// Whether everything is as it has to be where each question has one case.
    fn is_met(&self, domains: &[Cases]) -> bool {
        self.missing(domains) == 0
    }

    /// The question with several cases on which most points rest. None if nothing rests on any.
    fn next(&self, domains: &[Cases]) -> Option<usize> {
        let contest = self.contest;
        let mut weights = vec![0_i64; domains.len()];
        let mut weigh = |formula: &Formula, weight: i64| {
            if may(formula, domains) && !must(formula, domains) {
                formula.literals(&mut |question, cases| {
                    let open = domains
                        .get(question)
                        .is_some_and(|domain| domain.intersects(cases) && !domain.is_within(cases));
                    weights.get_mut(question).into_iter().filter(|_| open).for_each(|own| *own += weight);
                });
            }
        };
        contest.hard.iter().for_each(|formula| weigh(formula, 4));
        contest.leads.iter().flat_map(|lead| &lead.escapes).for_each(|escape| weigh(escape, 4));
        for row in &contest.rows {
            weigh(&row.firing.fires, row.gains.iter().map(|gain| gain.abs()).sum::<i64>() * 4);
        }
        let is_open = |at: &usize| domains.get(*at).is_some_and(|domain| domain.len() > 1);
        let candidates = || (0..domains.len()).filter(is_open);
        let by_rules = candidates().filter(|at| pick(&weights, *at) > 0);
        by_rules.max_by_key(|at| (pick(&weights, *at), std::cmp::Reverse(*at))).or_else(|| {
            // Nothing but questions alone, and several leads that pull at them.
            candidates().find(|at| {
                contest.leads.len() > 1
                    && contest
                        .alone
                        .get(*at)
                        .is_some_and(|rows| rows.iter().any(|row| row.iter().any(|points| *points != 0)))
            })
        })
    }
}
