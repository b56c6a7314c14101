//! One completion, and by how much it misses a contest; changed question by question, and improved.

use crate::rulebook::{Cases, Contest, pick};

/// A completion by the class of each question, and what follows from it.
pub(in crate::analysis) struct Candidate<'c> {
    contest: &'c Contest,
    at: Vec<usize>,
    /// Which of the rows fire.
    fires: Vec<bool>,
    /// What each lead has beyond what it needs.
    spare: Vec<i64>,
    /// How many of the conditions do not hold.
    broken: i64,
    /// Which of the leads are not needed, since the rival is ruled out.
    escaped: Vec<bool>,
}

impl<'c> Candidate<'c> {
    pub(in crate::analysis) fn new(contest: &'c Contest, at: Vec<usize>) -> Self {
        let fires: Vec<bool> = contest.rows.iter().map(|row| row.fires.is_true(&at)).collect();
        let spare = contest.leads.iter().enumerate().map(|(nth, lead)| {
            let of = |(question, class): (usize, &usize)| pick(contest.part(&lead.alone, question), *class);
            let alone: i64 = at.iter().enumerate().map(of).sum();
            let fired = contest.rows.iter().zip(&fires).filter(|(_, fires)| **fires);
            lead.certain + alone + fired.map(|(row, _)| pick(&row.gains, nth)).sum::<i64>() - lead.least
        });
        let mut own = Candidate { spare: spare.collect(), contest, at, fires, broken: 0, escaped: Vec::new() };
        own.look_at_conditions();
        own
    }

    fn look_at_conditions(&mut self) {
        let at = &self.at;
        self.broken = self.contest.hard.iter().filter(|formula| !formula.is_true(at)).map(|_| 1).sum();
        self.escaped.clear();
        let escapes = self.contest.leads.iter().map(|lead| lead.escapes.iter().any(|escape| escape.is_true(at)));
        self.escaped.extend(escapes);
    }

    /// By how many points it misses the contest. A condition that does not hold counts for many.
    pub(in crate::analysis) fn missing(&self) -> i64 {
        /// What a condition that does not hold counts for.
        const CONDITION: i64 = 5;
        let short = self.spare.iter().zip(&self.escaped).filter(|(spare, escaped)| **spare < 0 && !**escaped);
        self.broken * CONDITION - short.map(|(spare, _)| spare).sum::<i64>()
    }

    /// Whether one of the first so many leads comes to nothing, over a rival that is in the running.
    pub(in crate::analysis) fn is_level(&self, leads: usize) -> bool {
        let own = self.spare.iter().zip(&self.escaped).zip(&self.contest.leads).take(leads);
        own.into_iter().any(|((spare, escaped), lead)| spare + lead.least == 0 && !escaped)
    }

    /// Puts a question into another class.
    pub(in crate::analysis) fn change(&mut self, question: usize, class: usize) {
        let Some(place) = self.at.get_mut(question) else { return };
        let before = std::mem::replace(place, class);
        if before == class {
            return;
        }
        for (spare, lead) in self.spare.iter_mut().zip(&self.contest.leads) {
            let table = self.contest.part(&lead.alone, question);
            *spare += pick(table, class) - pick(table, before);
        }
        for row in self.contest.rows_on(question) {
            let (Some(own), Some(fires)) = (self.contest.rows.get(*row), self.fires.get_mut(*row)) else { continue };
            let fired = std::mem::replace(fires, own.fires.is_true(&self.at));
            let sign = i64::from(*fires) - i64::from(fired);
            if sign != 0 {
                self.spare.iter_mut().zip(&own.gains).for_each(|(spare, gain)| *spare += sign * gain);
            }
        }
        if self.contest.is_in_conditions(question) {
            self.look_at_conditions();
        }
    }

    /// Goes to better completions, question by question, as long as what is missing gets less; whether that ends where nothing is
    /// missing.
    pub(in crate::analysis) fn climbs(&mut self, domains: &[Cases]) -> bool {
        /// So often each question is gone through.
        const ROUNDS: usize = 4;
        let mut missing = self.missing();
        for _ in 0..ROUNDS {
            let before = missing;
            for (question, domain) in domains.iter().enumerate().filter(|(_, domain)| domain.len() > 1) {
                let Some(mut best) = self.at.get(question).copied() else { continue };
                for class in domain.iter() {
                    self.change(question, class);
                    let now = self.missing();
                    if now < missing {
                        missing = now;
                        best = class;
                    }
                }
                self.change(question, best);
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
}
