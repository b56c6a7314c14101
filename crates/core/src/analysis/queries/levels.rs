//! Whether an option that becomes the outcome is level with another one then, and only comes first by the order of the list.
//!
//! The contest that the changes meet says it: a lead of nothing over a rival that is in the running. Where a decision is not put as
//! contests, it is looked at with the answers changed.

use crate::analysis::Analyst;
use crate::analysis::bounds::outlook::{Outlook, Slot};
use crate::analysis::one_world::candidate::Candidate;
use crate::analysis::one_world::fill::Changed;
use crate::rulebook::{Contest, Way, pick};

pub(super) struct Levels<'a, 'e> {
    analyst: &'a Analyst<'e>,
    decision: usize,
    option: usize,
    /// The contests of which one is met, each with the answers as given once it was looked at.
    contests: Vec<(&'a Contest, Option<Candidate<'a>>)>,
    /// The decision with the answers as given, once it was looked at.
    look: Option<(Vec<Slot>, Outlook<'e>)>,
}

impl<'a, 'e> Levels<'a, 'e> {
    pub(super) fn new(analyst: &'a Analyst<'e>, decision: usize, option: usize, ways: &'a [Way]) -> Self {
        let contests = ways.iter().map(|way| (&way.contest, None)).collect();
        Levels { analyst, decision, option, contests, look: None }
    }

    /// Whether the option that becomes the outcome by these changes has no more points than another one that is in the running.
    pub(super) fn ties(&mut self, changed: &Changed) -> bool {
        let cases = &self.analyst.cases;
        // The leads over its rivals are the first of such a contest.
        let rivals = self.analyst.model.decisions.get(self.decision).map_or(0, |own| own.options.saturating_sub(1));
        let met = self.contests.iter_mut().find_map(|(contest, candidate)| {
            let candidate = candidate.get_or_insert_with(|| {
                Candidate::new(contest, cases.iter().enumerate().map(|(at, case)| contest.class(at, *case)).collect())
            });
            changed.iter().for_each(|(at, case)| candidate.change(*at, contest.class(*at, *case)));
            let level = (candidate.missing() == 0).then(|| candidate.is_level(rivals));
            for (at, _) in changed {
                candidate.change(*at, contest.class(*at, cases.get(*at).copied().unwrap_or(0)));
            }
            level
        });
        met.unwrap_or_else(|| self.is_level_there(changed))
    }

    fn is_level_there(&mut self, changed: &Changed) -> bool {
        let Levels { analyst, decision, option, look, .. } = self;
        let Some(own) = analyst.model.decisions.get(*decision) else { return false };
        let (slots, outlook) = look.get_or_insert_with(|| {
            let slots: Vec<Slot> = analyst.cases.iter().map(|case| Slot::Fixed(*case)).collect();
            (slots, Outlook::new(analyst.model))
        });
        for (question, case) in changed {
            slots.get_mut(*question).into_iter().for_each(|slot| *slot = Slot::Fixed(*case));
        }
        outlook.look(slots, &own.closure);
        for (question, _) in changed {
            let before = analyst.cases.get(*question).copied().unwrap_or(0);
            slots.get_mut(*question).into_iter().for_each(|slot| *slot = Slot::Fixed(before));
        }
        // Every question is fixed, so that bounds are what the points come to.
        outlook.decisions.get(*decision).is_some_and(|prospect| {
            let gone = prospect.ruled_out(own);
            let level = |rival: usize| pick(&prospect.bounds, *option * own.options + rival) == 0;
            (0..own.options).any(|rival| rival != *option && !gone.contains(rival) && level(rival))
        })
    }
}
