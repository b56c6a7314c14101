//! The most that a lead may come to if only so many more answers are changed.
//!
//! Questions stand as answered, or are opened to the answers that they may change to. What is true as things stand counts; a rule
//! that helps and does not fire is put into the table of a question that holds it back, one that harms and fires is made up for in
//! the table of each question that may stop it. What the best few questions add to the rest is the bound.

use super::ceiling::must;
use super::contest::Contest;
use crate::rulebook::{Cases, Formula, pick};

/// What is changed so far, and what may be.
pub(super) struct Changes {
    now: Vec<usize>,
    counts: Vec<usize>,
    /// What each may change to, of cases that do alike only one.
    variants: Vec<Cases>,
    /// The cases of each question: as answered, or where it is opened those that it may change to.
    domains: Vec<Cases>,
    /// Whether it may still be opened.
    may_open: Vec<bool>,
}

/// Whether a formula is true as things stand, may become so, or cannot.
#[derive(Clone, Copy)]
enum Standing {
    True,
    Open,
    False,
}

/// What may become of one lead.
pub(super) struct LeadBound {
    least: i64,
    sure: i64,
    tables: Vec<Vec<i64>>,
    /// What each question has in the bound as it stands.
    held: Vec<i64>,
    /// What changing it adds to that at most.
    gains: Vec<i64>,
}

impl LeadBound {
    /// What is missing, or by how much it is exceeded.
    pub(super) fn missing(&self) -> i64 {
        self.least - self.sure - self.held.iter().sum::<i64>()
    }

    /// What changing this question adds at most.
    pub(super) fn gain(&self, question: usize) -> i64 {
        pick(&self.gains, question)
    }

    /// Whether an opened question may take this case.
    pub(super) fn allows(&self, question: usize, case: usize) -> bool {
        let points = self.tables.get(question).map_or(0, |table| pick(table, case));
        points - pick(&self.held, question) >= self.missing()
    }
}

impl Changes {
    pub(super) fn new(contest: &Contest<'_>, now: &[usize], variants: &[Vec<usize>]) -> Changes {
        let counts: Vec<usize> = contest.all.iter().map(Cases::len).collect();
        let rows = counts.iter().zip(now);
        let variants = counts.iter().zip(variants).map(|(count, cases)| Cases::of(*count, cases.iter().copied()));
        let variants: Vec<Cases> = variants.collect();
        Changes {
            domains: rows.map(|(count, case)| Cases::of(*count, [*case])).collect(),
            variants: contest.undominated(&variants),
            may_open: vec![false; counts.len()],
            now: now.to_vec(),
            counts,
        }
    }

    /// Says whether a question may still be opened.
    pub(super) fn allow(&mut self, question: usize, may_open: bool) {
        self.may_open.get_mut(question).into_iter().for_each(|place| *place = may_open);
    }

    /// Opens a question to what it may change to.
    pub(super) fn open(&mut self, question: usize) {
        let Some(variants) = self.variants.get(question) else { return };
        self.domains.get_mut(question).into_iter().for_each(|place| place.clone_from(variants));
    }

    /// Leaves it as it was answered.
    pub(super) fn close(&mut self, question: usize) {
        let case = self.now.get(question).copied().unwrap_or(0);
        self.fix(question, case);
    }

    pub(super) fn fix(&mut self, question: usize, case: usize) {
        let count = self.counts.get(question).copied().unwrap_or(0);
        self.domains.get_mut(question).into_iter().for_each(|place| *place = Cases::of(count, [case]));
    }

    /// What may become of each lead if so many more questions are opened, without those from which a rival may yet be ruled out.
    /// Nothing if the contest cannot be met.
    pub(super) fn bounds(&self, contest: &Contest<'_>, left: usize) -> Option<Vec<LeadBound>> {
        if !contest.hard.iter().all(|formula| self.takes(formula) <= left) {
            return None;
        }
        let rows: Vec<[Standing; 2]> = contest
            .rows
            .iter()
            .map(|row| [&row.firing.fires, &row.firing.silent].map(|formula| self.standing(formula, left)))
            .collect();
        let mut bounds = Vec::with_capacity(contest.leads.len());
        for (at, lead) in contest.leads.iter().enumerate() {
            if lead.escapes.iter().any(|escape| self.takes(escape) <= left) {
                continue;
            }
            let bound = self.bound(contest, at, left, &rows);
            let mut gains: Vec<i64> = bound.gains.iter().copied().filter(|gain| *gain > 0).collect();
            gains.sort_unstable_by_key(|gain| std::cmp::Reverse(*gain));
            if gains.iter().take(left).sum::<i64>() < bound.missing() {
                return None;
            }
            bounds.push(bound);
        }
        Some(bounds)
    }

    fn standing(&self, formula: &Formula, left: usize) -> Standing {
        match () {
            () if must(formula, &self.domains) => Standing::True,
            () if self.takes(formula) <= left => Standing::Open,
            () => Standing::False,
        }
    }

    fn is_open(&self, question: usize) -> bool {
        self.may_open.get(question) == Some(&true)
    }

    /// How many more questions have to be opened, at least, before a formula may be true.
    fn takes(&self, formula: &Formula) -> usize {
        const NEVER: usize = usize::MAX / 4;
        match formula {
            Formula::In(question, cases) => {
                let may_be = |all: &[Cases]| all.get(*question).is_some_and(|all| all.intersects(cases));
                match () {
                    () if may_be(&self.domains) => 0,
                    () if self.is_open(*question) && may_be(&self.variants) => 1,
                    () => NEVER,
                }
            }
            Formula::Decided(..) => 0,
            Formula::All(parts) => {
                // Literals are on different questions each; other parts may share theirs.
                let (mut sum, mut most) = (0, 0);
                for part in parts {
                    let own = self.takes(part);
                    if matches!(part, Formula::In(..)) { sum += own } else { most = most.max(own) }
                }
                sum.max(most).min(NEVER)
            }
            Formula::Any(parts) => parts.iter().map(|part| self.takes(part)).min().unwrap_or(NEVER),
        }
    }

    fn bound(&self, contest: &Contest<'_>, lead: usize, left: usize, standings: &[[Standing; 2]]) -> LeadBound {
        let (least, certain) = contest.leads.get(lead).map_or((0, 0), |lead| (lead.least, lead.certain));
        let mut own = LeadBound {
            least,
            sure: certain,
            tables: contest.alone.iter().map(|rows| rows.get(lead).cloned().unwrap_or_default()).collect(),
            held: vec![0; contest.all.len()],
            gains: vec![0; contest.all.len()],
        };
        (0..contest.all.len()).for_each(|question| self.renew(&mut own, question));
        let mut literals = Vec::new();
        for (row, [helps, hinders]) in contest.rows.iter().zip(standings) {
            let gain = pick(&row.gains, lead);
            let (formula, standing, more) = match gain {
                0 => continue,
                1.. => (&row.firing.fires, *helps, gain),
                // What takes something away counts, unless it is made up for.
                _ => (&row.firing.silent, *hinders, -gain),
            };
            own.sure += gain.min(0);
            match standing {
                Standing::True => own.sure += more,
                Standing::False => {}
                Standing::Open => {
                    literals.clear();
                    self.cover(&own, formula, more, left, &mut literals);
                    for (question, cases) in &literals {
                        let table = own.tables.get_mut(*question).into_iter().flatten().enumerate();
                        table.filter(|(case, _)| cases.contains(*case)).for_each(|(_, points)| *points += more);
                        self.renew(&mut own, *question);
                    }
                }
            }
        }
        own
    }

    /// Brings up to date what a question has in the bound and may add to it.
    fn renew(&self, bound: &mut LeadBound, question: usize) {
        let (Some(table), Some(domain)) = (bound.tables.get(question), self.domains.get(question)) else { return };
        let best = |cases: &Cases| cases.iter().map(|case| pick(table, case)).max();
        let held = best(domain).unwrap_or(0);
        let most = self.variants.get(question).filter(|_| self.is_open(question)).and_then(best).unwrap_or(held);
        bound.held.get_mut(question).into_iter().for_each(|place| *place = held);
        bound.gains.get_mut(question).into_iter().for_each(|place| *place = (most - held).max(0));
    }

    /// Literals of which one at least holds where the formula is true and is not true as things stand, chosen so that the bound
    /// rises least; and by how much.
    fn cover<'f>(
        &self,
        bound: &LeadBound,
        formula: &'f Formula,
        more: i64,
        left: usize,
        literals: &mut Vec<(usize, &'f Cases)>,
    ) -> i64 {
        match formula {
            Formula::In(question, cases) => {
                literals.push((*question, cases));
                let Some(table) = bound.tables.get(*question) else { return more };
                let with = |case: usize| pick(table, case) + if cases.contains(case) { more } else { 0 };
                let best = |all: &[Cases]| all.get(*question).and_then(|all| all.iter().map(with).max());
                let held = best(&self.domains).unwrap_or(0);
                let most = if self.is_open(*question) { best(&self.variants).unwrap_or(held) } else { held };
                let before = pick(&bound.held, *question) + pick(&bound.gains, *question);
                // What it has as it stands counts in any case, what it may add only among the best few.
                2 * (held - pick(&bound.held, *question)) + (most.max(held) - before)
            }
            Formula::Decided(..) => more,
            Formula::All(parts) => {
                let (start, mut least) = (literals.len(), None::<i64>);
                for part in parts.iter().filter(|part| !must(part, &self.domains)) {
                    let before = literals.len();
                    let rise = self.cover(bound, part, more, left, literals);
                    if least.is_none_or(|least| rise < least) {
                        literals.drain(start..before);
                        least = Some(rise);
                    } else {
                        literals.truncate(before);
                    }
                }
                least.unwrap_or(more)
            }
            Formula::Any(parts) => {
                let possible = parts.iter().filter(|part| self.takes(part) <= left);
                possible.map(|part| self.cover(bound, part, more, left, literals)).sum()
            }
        }
    }
}
