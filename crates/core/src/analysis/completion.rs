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
        if self.is_met(&for_all) || self.is_met(&self.best(domains, &self.tightest)) {
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
        let mut missing = self.missing(&at);
        for _ in 0..ROUNDS {
            let before = missing;
            for (question, domain) in domains.iter().enumerate().filter(|(_, domain)| domain.len() > 1) {
                let Some(mut best) = at.get(question).copied() else { continue };
                for class in domain.iter() {
                    at.get_mut(question).into_iter().for_each(|place| *place = class);
                    let now = self.missing(&at);
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

    /// By how many points a completion, by the class of each question, misses the contest; a condition is counted for many.
    fn missing(&self, at: &[usize]) -> i64 {
        /// What a condition that does not hold counts for.
        const CONDITION: i64 = 5;
        let contest = self.contest;
        let broken = contest.hard.iter().filter(|formula| !holds(formula, at)).map(|_| CONDITION).sum::<i64>();
        let fires: Vec<bool> = contest.rows.iter().map(|row| holds(&row.fires, at)).collect();
        let short = contest.leads.iter().enumerate().map(|(nth, lead)| {
            let of = |(question, class): (usize, &usize)| pick(&lead.alone, contest.start(question) + class);
            let alone: i64 = at.iter().enumerate().map(of).sum();
            let fired = contest.rows.iter().zip(&fires).filter(|(_, fires)| **fires);
            let points = lead.certain + alone + fired.map(|(row, _)| pick(&row.gains, nth)).sum::<i64>() - lead.least;
            if points < 0 && !lead.escapes.iter().any(|escape| holds(escape, at)) { -points } else { 0 }
        });
        broken + short.sum::<i64>()
    }

    /// Whether everything is as it has to be.
    fn is_met(&self, at: &[usize]) -> bool {
        self.missing(at) == 0
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

/// Whether a formula is true where each question is in this class.
fn holds(formula: &Formula, at: &[usize]) -> bool {
    match formula {
        Formula::In(question, cases) => at.get(*question).is_some_and(|class| cases.contains(*class)),
        Formula::Decided(..) => false,
        Formula::All(parts) => parts.iter().all(|part| holds(part, at)),
        Formula::Any(parts) => parts.iter().any(|part| holds(part, at)),
    }
}
