//! The most that a lead may still come to, by the cases that are left of each question.
//!
//! What a question adds is a table over its cases, and a bound is the sum of the best entries. A rule that looks at several questions
//! and adds something cannot fire unless each of its literals holds, so it is put into the table of the one where it costs
//! least: where the question has better to do, the rule counts for nothing. A rule that takes something away is put where
//! one question alone still decides about it. This is a mini-bucket (R. Dechter and I. Rish, *Journal of the ACM* 50, 2003) made anew
//! at every node, in the manner of soft arc consistency (M. C. Cooper and others, *Artificial Intelligence* 174, 2010).

use super::contest::Contest;
use crate::rulebook::{Cases, Formula, pick};

/// Whether it may be true with these cases. Exact where no question has more than one; never too narrow.
pub(super) fn may(formula: &Formula, domains: &[Cases]) -> bool {
    match formula {
        Formula::In(question, cases) => domains.get(*question).is_some_and(|domain| domain.intersects(cases)),
        Formula::Decided(..) => true,
        Formula::All(parts) => parts.iter().all(|part| may(part, domains)),
        Formula::Any(parts) => parts.iter().any(|part| may(part, domains)),
    }
}

/// Whether it is true whatever comes of these cases, as far as is seen.
pub(super) fn must(formula: &Formula, domains: &[Cases]) -> bool {
    match formula {
        Formula::In(question, cases) => domains.get(*question).is_some_and(|domain| domain.is_within(cases)),
        Formula::Decided(..) => false,
        Formula::All(parts) => parts.iter().all(|part| must(part, domains)),
        Formula::Any(parts) => parts.iter().any(|part| must(part, domains)),
    }
}

/// The tables of one lead.
pub(super) struct Ceiling {
    /// What is sure.
    pub(super) sure: i64,
    /// For each question what its cases add.
    pub(super) tables: Vec<Vec<i64>>,
    /// The most of each table.
    pub(super) most: Vec<i64>,
}

impl Ceiling {
    /// The bounds of a lead.
    pub(super) fn of(contest: &Contest<'_>, lead: usize, domains: &[Cases]) -> Ceiling {
        let mut own = Ceiling {
            sure: contest.leads.get(lead).map_or(0, |lead| lead.certain),
            tables: contest.alone.iter().map(|rows| rows.get(lead).cloned().unwrap_or_default()).collect(),
            most: Vec::new(),
        };
        own.most = own.tables.iter().zip(domains).map(|(table, domain)| most(table, domain)).collect();
        let mut helping: Vec<(&Formula, i64)> = Vec::new();
        for row in &contest.rows {
            let gain = pick(&row.gains, lead);
            if gain == 0 || !may(&row.firing.fires, domains) {
                continue;
            }
            if must(&row.firing.fires, domains) {
                own.sure += gain;
            } else if gain > 0 {
                helping.push((&row.firing.fires, gain));
            } else if let Some((question, cases)) = sole(&row.firing.fires, domains) {
                own.add(question, cases, gain, domains);
            }
        }
        let mut literals = Vec::new();
        for (formula, gain) in helping {
            literals.clear();
            if own.cover(formula, gain, domains, &mut literals) < gain {
                literals.iter().for_each(|(question, cases)| own.add(*question, cases, gain, domains));
            } else {
                own.sure += gain;
            }
        }
        own
    }

    pub(super) fn total(&self) -> i64 {
        self.sure + self.most.iter().sum::<i64>()
    }

    fn add(&mut self, question: usize, cases: &Cases, gain: i64, domains: &[Cases]) {
        let (Some(table), Some(domain)) = (self.tables.get_mut(question), domains.get(question)) else { return };
        let rows = table.iter_mut().enumerate().filter(|(case, _)| cases.contains(*case));
        rows.for_each(|(_, points)| *points += gain);
        let best = most(table, domain);
        self.most.get_mut(question).into_iter().for_each(|most| *most = best);
    }

    /// Literals of which one at least holds where the formula is true, chosen so that the bound rises least, and by how much it
    /// rises.
    fn cover<'f>(
        &self,
        formula: &'f Formula,
        gain: i64,
        domains: &[Cases],
        literals: &mut Vec<(usize, &'f Cases)>,
    ) -> i64 {
        match formula {
            Formula::In(question, cases) => {
                literals.push((*question, cases));
                let (Some(table), Some(domain)) = (self.tables.get(*question), domains.get(*question)) else {
                    return gain;
                };
                let with = |case: usize| pick(table, case) + if cases.contains(case) { gain } else { 0 };
                domain.iter().map(with).max().unwrap_or(0) - pick(&self.most, *question)
            }
            Formula::Decided(..) => gain,
            Formula::All(parts) => {
                let (start, mut least) = (literals.len(), None::<i64>);
                for part in parts.iter().filter(|part| !must(part, domains)) {
                    let before = literals.len();
                    let rise = self.cover(part, gain, domains, literals);
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
                .map(|part| self.cover(part, gain, domains, literals))
                .sum(),
        }
    }
}

fn most(table: &[i64], domain: &Cases) -> i64 {
    domain.iter().map(|case| pick(table, case)).max().unwrap_or(0)
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
