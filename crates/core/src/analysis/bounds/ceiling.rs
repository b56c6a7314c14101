//! The most that a lead may still come to, by the cases that are left of each question.
//!
//! What a question adds is a table over its cases, and a bound is the sum of the best entries. A rule that looks at several questions
//! and adds something cannot fire unless each of its literals holds, so it is put into the table of the one where it costs
//! least: where the question has better to do, the rule counts for nothing. A rule that takes something away is put where
//! one question alone still decides about it. This is a mini-bucket (R. Dechter and I. Rish, *Journal of the ACM* 50, 2003) made anew
//! at every node, in the manner of soft arc consistency (M. C. Cooper and others, *Artificial Intelligence* 174, 2010).

use crate::rulebook::{Cases, Contest, Formula, pick};

/// What a formula may still come to, as far as is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Standing {
    True,
    Open,
    False,
}

impl Standing {
    /// As [`may`] and [`must`] say.
    pub(in crate::analysis) fn of(formula: &Formula, domains: &[Cases]) -> Standing {
        match formula {
            Formula::In(question, cases) => match domains.get(*question) {
                Some(domain) if !domain.intersects(cases) => Standing::False,
                Some(domain) if domain.is_within(cases) => Standing::True,
                Some(_) => Standing::Open,
                None => Standing::False,
            },
            Formula::Decided(..) => Standing::Open,
            Formula::All(parts) => Standing::joined(parts, domains, Standing::False, Standing::True),
            Formula::Any(parts) => Standing::joined(parts, domains, Standing::True, Standing::False),
        }
    }

    /// One of the parts that stands so ends it; all that stand the other way come to that.
    fn joined(parts: &[Formula], domains: &[Cases], ends: Standing, mut all: Standing) -> Standing {
        for part in parts {
            let own = Standing::of(part, domains);
            if own == ends {
                return ends;
            }
            if own == Standing::Open {
                all = Standing::Open;
            }
        }
        all
    }
}

/// Whether it may be true with these cases. Exact where no question has more than one; never too narrow.
pub(in crate::analysis) fn may(formula: &Formula, domains: &[Cases]) -> bool {
    match formula {
        Formula::In(question, cases) => domains.get(*question).is_some_and(|domain| domain.intersects(cases)),
        Formula::Decided(..) => true,
        Formula::All(parts) => parts.iter().all(|part| may(part, domains)),
        Formula::Any(parts) => parts.iter().any(|part| may(part, domains)),
    }
}

/// Whether it is true whatever comes of these cases, as far as is seen.
pub(in crate::analysis) fn must(formula: &Formula, domains: &[Cases]) -> bool {
    match formula {
        Formula::In(question, cases) => domains.get(*question).is_some_and(|domain| domain.is_within(cases)),
        Formula::Decided(..) => false,
        Formula::All(parts) => parts.iter().all(|part| must(part, domains)),
        Formula::Any(parts) => parts.iter().any(|part| must(part, domains)),
    }
}

/// The bound of one lead. It is used over and over.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct Ceiling {
    /// What is sure.
    sure: i64,
    /// What the classes of each question add.
    pub(in crate::analysis) table: Vec<i64>,
    /// The most of each question.
    most: Vec<i64>,
}

impl Ceiling {
    /// The bound of a lead. How rules stand is looked at once, and found in `standings` by those who come later.
    pub(in crate::analysis) fn renew(
        &mut self,
        contest: &Contest,
        lead: usize,
        domains: &[Cases],
        standings: &mut [Option<Standing>],
    ) {
        let Some(own) = contest.leads.get(lead) else { return };
        self.sure = own.certain;
        self.table.clone_from(&own.alone);
        self.most.clear();
        for (question, domain) in domains.iter().enumerate() {
            self.most.push(domain.most(contest.part(&self.table, question), None).unwrap_or(0));
        }
        for (row, standing) in contest.rows.iter().zip(&mut *standings) {
            let gain = pick(&row.gains, lead);
            if gain == 0 {
                continue;
            }
            match standing.get_or_insert_with(|| Standing::of(&row.fires, domains)) {
                Standing::True => self.sure += gain,
                Standing::Open if gain < 0 => {
                    if let Some((question, cases)) = sole(&row.fires, domains) {
                        self.add(contest, question, cases, gain, domains);
                    }
                }
                Standing::Open | Standing::False => {}
            }
        }
        let mut literals = Vec::new();
        for (row, standing) in contest.rows.iter().zip(standings) {
            let gain = pick(&row.gains, lead);
            if gain <= 0 || *standing != Some(Standing::Open) {
                continue;
            }
            literals.clear();
            if self.cover(contest, &row.fires, gain, domains, &mut literals) < gain {
                literals.iter().for_each(|(question, cases)| self.add(contest, *question, cases, gain, domains));
            } else {
                self.sure += gain;
            }
        }
    }

    pub(in crate::analysis) fn total(&self) -> i64 {
        self.sure + self.best()
    }

    /// What the best entries of the table come to.
    pub(in crate::analysis) fn best(&self) -> i64 {
        self.most.iter().sum()
    }

    fn add(&mut self, contest: &Contest, question: usize, cases: &Cases, gain: i64, domains: &[Cases]) {
        let Some(domain) = domains.get(question) else { return };
        let start = contest.start(question);
        cases.iter().for_each(|class| {
            self.table.get_mut(start + class).into_iter().for_each(|points| *points += gain);
        });
        let best = domain.most(contest.part(&self.table, question), None).unwrap_or(0);
        self.most.get_mut(question).into_iter().for_each(|most| *most = best);
    }

    /// Literals of which one at least holds where the formula is true, chosen so that the bound rises least, and by how much it
    /// rises.
    fn cover<'f>(
        &self,
        contest: &Contest,
        formula: &'f Formula,
        gain: i64,
        domains: &[Cases],
        literals: &mut Vec<(usize, &'f Cases)>,
    ) -> i64 {
        match formula {
            Formula::In(question, cases) => {
                literals.push((*question, cases));
                let Some(domain) = domains.get(*question) else { return gain };
                let table = contest.part(&self.table, *question);
                domain.most(table, Some((cases, gain))).unwrap_or(0) - pick(&self.most, *question)
            }
            Formula::Decided(..) => gain,
            Formula::All(parts) => {
                let (start, mut least) = (literals.len(), None::<i64>);
                for part in parts.iter().filter(|part| !must(part, domains)) {
                    let before = literals.len();
                    let rise = self.cover(contest, part, gain, domains, literals);
                    if least.is_none_or(|least| rise < least) {
                        literals.drain(start..before);
                        least = Some(rise);
                    } else {
                        literals.truncate(before);
                    }
                    if least == Some(0) {
                        break;
                    }
                }
                least.unwrap_or(gain)
            }
            Formula::Any(parts) => parts
                .iter()
                .filter(|part| may(part, domains))
                .map(|part| self.cover(contest, part, gain, domains, literals))
                .sum(),
        }
    }
}

/// The one literal that still decides whether a formula is true, if there is only one.
fn sole<'f>(formula: &'f Formula, domains: &[Cases]) -> Option<(usize, &'f Cases)> {
    match formula {
        Formula::In(question, cases) => Some((*question, cases)),
        Formula::Decided(..) => None,
        Formula::All(parts) => {
            let mut open = parts.iter().filter(|part| !must(part, domains));
            let only = open.next()?;
            if open.next().is_some() { None } else { sole(only, domains) }
        }
        Formula::Any(parts) => {
            let mut open = parts.iter().filter(|part| may(part, domains));
            let only = open.next()?;
            if open.next().is_some() { None } else { sole(only, domains) }
        }
    }
}
