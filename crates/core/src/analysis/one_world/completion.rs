//! Whether some completion meets a contest: branch and bound over the cases of questions.
//!
//! A node is given up where a formula that must hold cannot, or a lead cannot be reached. Else the completions that look best for
//! all leads and for the one in most danger are tried, at the first node also those around them, and then the question on which
//! most open rules rest takes each of its cases.

use super::candidate::Candidate;
use super::search::OutOfBudget;
use crate::analysis::bounds::ceiling::{Ceiling, Standing, may, must};
use crate::analysis::bounds::outlook::Slot;
use crate::analysis::bounds::surrogate::{Relaxed, Surrogate};
use crate::rulebook::{Cases, Contest, Formula, Lead, pick};

pub(in crate::analysis) struct Completion<'c> {
    pub(in crate::analysis) contest: &'c Contest,
    cost: u64,
    budget: u64,
    /// How many nodes have been looked at.
    pub(in crate::analysis) nodes: u64,
    /// Why the last look found at once that nothing meets the contest. Nothing where it took more than a look.
    pub(in crate::analysis) refutation: Option<Refutation>,
    /// The leads in the order in which they are looked at: those that failed last come first.
    leads: Vec<usize>,
    /// How each rule stands at a node, as far as it was asked.
    standings: Vec<Option<Standing>>,
    ceiling: Ceiling,
    /// What each class adds to all leads together, and to the one with least to spare.
    all: Vec<i64>,
    tightest: Vec<i64>,
    /// The leads from whose rivals nothing escapes at a node: each with what it has beyond what it needs, and its table.
    needed: Vec<Needed>,
    surrogate: Surrogate,
}

/// A lead that is needed at a node.
#[derive(Debug, Default)]
struct Needed {
    lead: usize,
    /// What it has beyond what it needs by what is sure, and by all that its table may add.
    sure: i64,
    spare: i64,
    table: Vec<i64>,
}

/// Why nothing meets a contest.
#[derive(Clone, Debug)]
pub(in crate::analysis) enum Refutation {
    /// Some condition cannot be true.
    Condition,
    /// These leads, from whose rivals nothing escapes, each taken so many times, are so many points short of what they need.
    Leads(Vec<(usize, i64)>, i64),
}

impl<'c> Completion<'c> {
    pub(in crate::analysis) fn new(contest: &'c Contest, cost: u64) -> Self {
        Completion {
            contest,
            cost,
            budget: 0,
            nodes: 0,
            refutation: None,
            leads: (0..contest.leads.len()).collect(),
            standings: Vec::with_capacity(contest.rows.len()),
            ceiling: Ceiling::default(),
            all: Vec::new(),
            tightest: Vec::new(),
            needed: Vec::new(),
            surrogate: Surrogate::default(),
        }
    }

    /// Whether some completion of these slots meets the contest.
    pub(in crate::analysis) fn exists(&mut self, slots: &[Slot], budget: u64) -> Result<bool, OutOfBudget> {
        (self.nodes, self.budget, self.refutation) = (0, budget, None);
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
        let is_first = self.nodes == self.cost;
        if !contest.hard.iter().all(|formula| may(formula, domains)) {
            self.refutation = is_first.then_some(Refutation::Condition);
            return Ok(false);
        }
        self.standings.clear();
        self.standings.resize(contest.rows.len(), None);
        self.all.clear();
        self.tightest.clear();
        let mut least: Option<i64> = None;
        let mut needed = 0;
        for position in 0..self.leads.len() {
            let Some(at) = self.leads.get(position).copied() else { break };
            let Some(lead) = contest.leads.get(at) else { break };
            if lead.escapes.iter().any(|escape| must(escape, domains)) {
                continue;
            }
            self.ceiling.renew(contest, at, domains, &mut self.standings);
            let spare = self.ceiling.total() - lead.least;
            let is_needed = !lead.escapes.iter().any(|escape| may(escape, domains));
            if spare < 0 && is_needed {
                self.refutation = is_first.then(|| Refutation::Leads(vec![(at, 1)], -spare));
                self.leads.get_mut(..=position).into_iter().for_each(|leads| leads.rotate_right(1));
                return Ok(false);
            }
            if is_needed {
                self.need(needed, at, spare);
                needed += 1;
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
        if let Some(missing) = self.missing_together(needed, domains) {
            let weights = self.needed.iter().zip(&self.surrogate.weights).filter(|(_, weight)| **weight > 0);
            self.refutation = is_first
                .then(|| Refutation::Leads(weights.map(|(own, weight)| (own.lead, *weight)).collect(), missing));
            return Ok(false);
        }
        let mut candidate = Candidate::new(contest, self.best(domains, &self.all));
        if candidate.missing() == 0 || Candidate::new(contest, self.best(domains, &self.tightest)).missing() == 0 {
            return Ok(true);
        }
        // Looking around where the first dive ended finds most of what there is to find.
        if is_first && candidate.climbs(domains) {
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

    /// Keeps a lead that is needed, as the bound has it.
    fn need(&mut self, nth: usize, lead: usize, spare: i64) {
        if nth == self.needed.len() {
            self.needed.push(Needed::default());
        }
        let Some(own) = self.needed.get_mut(nth) else { return };
        (own.lead, own.spare, own.sure) = (lead, spare, spare - self.ceiling.best());
        own.table.clone_from(&self.ceiling.table);
    }

    /// By how much the first so many leads that are needed miss that together, if that is seen.
    fn missing_together(&mut self, needed: usize, domains: &[Cases]) -> Option<i64> {
        let contest = self.contest;
        let leads = self.needed.get(..needed).filter(|leads| leads.len() > 1)?;
        let relaxed: Vec<Relaxed<'_>> = leads.iter().map(|own| (own.sure, own.table.as_slice())).collect();
        let (tightest, _) = leads.iter().enumerate().min_by_key(|(_, own)| own.spare)?;
        self.surrogate.missing(&relaxed, tightest, |table, places| {
            let mut sum = 0;
            for (question, domain) in domains.iter().enumerate() {
                let Some((points, class)) = domain.best(contest.part(table, question)) else { continue };
                sum += points;
                places.push(contest.start(question) + class);
            }
            sum
        })
    }

    /// For each question the class that looks best by a table.
    fn best(&self, domains: &[Cases], table: &[i64]) -> Vec<usize> {
        let best = |(question, domain): (usize, &Cases)| {
            let table = self.contest.part(table, question);
            domain.iter().max_by_key(|class| (pick(table, *class), std::cmp::Reverse(*class))).unwrap_or(0)
        };
        domains.iter().enumerate().map(best).collect()
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
