//! Whether some completion meets a contest: branch and bound over the cases of questions.
//!
//! A node is given up where a formula that must hold cannot, or a lead cannot be reached. Else the completions that look best for
//! all leads and for the one in most danger are tried, at the first node also those around them, and then the question on which
//! most open rules rest takes each of its cases.

use super::ceiling::{Ceiling, Standing, may, must};
use super::prospect::Slot;
use super::search::OutOfBudget;
use crate::rulebook::{Cases, Contest, Formula, Lead, pick};

pub(super) struct Completion<'c> {
    contest: &'c Contest,
    cost: u64,
    budget: u64,
    /// How many nodes have been looked at.
    pub(super) nodes: u64,
    /// How each rule stands at a node.
    standings: Vec<Standing>,
    ceiling: Ceiling,
    /// What each class adds to all leads together, and to the one with least to spare.
    all: Vec<i64>,
    tightest: Vec<i64>,
}

impl<'c> Completion<'c> {
    pub(super) fn new(contest: &'c Contest, cost: u64, budget: u64) -> Self {
        Completion {
            contest,
            cost,
            budget,
            nodes: 0,
            standings: Vec::with_capacity(contest.rows.len()),
            ceiling: Ceiling::default(),
            all: Vec::new(),
            tightest: Vec::new(),
        }
    }

    /// Whether some completion of these slots meets the contest.
    pub(super) fn exists(&mut self, slots: &[Slot]) -> Result<bool, OutOfBudget> {
        let contest = self.contest;
        let sets = contest.all.iter().zip(&contest.open).zip(&contest.answered);
        let rows = slots.iter().zip(sets).enumerate();
        let mut domains: Vec<Cases> = rows
            .map(|(at, (slot, ((all, open), answered)))| match slot {
                Slot::Fixed(case) => Cases::of(all.len(), [contest.class(at, *case)]),
                Slot::Open => open.clone(),
                Slot::Changeable => answered.clone(),
            })
            .collect();
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
        self.standings.clear();
        self.standings.extend(contest.rows.iter().map(|row| Standing::of(&row.fires, domains)));
        self.all.clear();
        self.tightest.clear();
        let mut least: Option<i64> = None;
        for (at, lead) in contest.leads.iter().enumerate() {
            if lead.escapes.iter().any(|escape| must(escape, domains)) {
                continue;
            }
            self.ceiling.renew(contest, at, domains, &self.standings);
            let spare = self.ceiling.total() - lead.least;
            if spare < 0 && !lead.escapes.iter().any(|escape| may(escape, domains)) {
                return Ok(false);
            }
            if self.all.is_empty() {
                self.all.clone_from(&self.ceiling.table);
            } else {
                self.all.iter_mut().zip(&self.ceiling.table).for_each(|(sum, points)| *sum += points);
            }
            if least.is_none_or(|least| spare < least) {
                least = Some(spare);
                std::mem::swap(&mut self.tightest, &mut self.ceiling.table);
            }
        }
        let for_all = self.best(domains, &self.all);
        if contest.missing(&for_all) == 0 || contest.missing(&self.best(domains, &self.tightest)) == 0 {
            return Ok(true);
        }
        // Looking around where the first dive ended finds most of what there is to find.
        if self.nodes == self.cost && self.climbs(domains, for_all) {
            return Ok(true);
        }
        let Some(question) = self.next(domains) else { return Ok(false) };
        let Some(domain) = domains.get(question).cloned() else { return Ok(false) };
        let table = contest.part(&self.all, question);
        let mut classes: Vec<usize> = domain.iter().collect();
        classes.sort_by_key(|class| std::cmp::Reverse(pick(table, *class)));
        for class in classes {
            domains.get_mut(question).into_iter().for_each(|place| place.become_only(class));
            if self.descend(domains)? {
                return Ok(true);
            }
        }
        domains.get_mut(question).into_iter().for_each(|place| place.clone_from(&domain));
        Ok(false)
    }

    /// For each question the class that looks best by a table.
    fn best(&self, domains: &[Cases], table: &[i64]) -> Vec<usize> {
        let best = |(question, domain): (usize, &Cases)| {
            let table = self.contest.part(table, question);
            domain.iter().max_by_key(|class| (pick(table, *class), std::cmp::Reverse(*class))).unwrap_or(0)
        };
        domains.iter().enumerate().map(best).collect()
    }

    /// Goes from one completion to better ones, question by question, as long as what is missing gets less; whether that ends
    /// where nothing is missing.
    fn climbs(&self, domains: &[Cases], mut at: Vec<usize>) -> bool {
        /// So often each question is gone through.
        const ROUNDS: usize = 4;
        let mut missing = self.contest.missing(&at);
        for _ in 0..ROUNDS {
            let before = missing;
            for (question, domain) in domains.iter().enumerate().filter(|(_, domain)| domain.len() > 1) {
                let Some(mut best) = at.get(question).copied() else { continue };
                for class in domain.iter() {
                    at.get_mut(question).into_iter().for_each(|place| *place = class);
                    let now = self.contest.missing(&at);
                    if now < missing {
                        missing = now;
                        best = class;
                    }
                }
                at.get_mut(question).into_iter().for_each(|place| *place = best);
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
            weigh(&row.fires, row.gains.iter().map(|gain| gain.abs()).sum::<i64>() * 4);
        }
        let is_open = |at: &usize| domains.get(*at).is_some_and(|domain| domain.len() > 1);
        let candidates = || (0..domains.len()).filter(is_open);
        let by_rules = candidates().filter(|at| pick(&weights, *at) > 0);
        by_rules.max_by_key(|at| (pick(&weights, *at), std::cmp::Reverse(*at))).or_else(|| {
            // Nothing but questions alone, and several leads that pull at them.
            let pulls = |lead: &Lead, at: usize| contest.part(&lead.alone, at).iter().any(|points| *points != 0);
            candidates().find(|at| contest.leads.len() > 1 && contest.leads.iter().any(|lead| pulls(lead, *at)))
        })
    }
}
