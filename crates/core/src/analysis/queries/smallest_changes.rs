//! The fewest changes that make an option the outcome, put together from the contests that bring it about.
//!
//! A decision that rests on another may come to an option by way of several outcomes of that one. Where the outcome above is all
//! that it takes, the smallest changes are those of the decision above, and are looked for once.

use std::rc::Rc;
use std::sync::Arc;

use crate::analysis::Analyst;
use crate::analysis::bounds::outlook::Slot;
use crate::analysis::contests::attaining::attaining;
use crate::analysis::one_world::completion::Completion;
use crate::analysis::one_world::counterfactual::Counterfactual;
use crate::analysis::one_world::fill::Changed;
use crate::analysis::one_world::search::OutOfBudget;
use crate::rulebook::{Contest, Decision, DecisionOption, Way};
use crate::table::Ix;

/// The smallest sets of questions, each with the ways to answer it; none if nothing makes the option win.
pub(in crate::analysis) type Smallest = Result<Rc<Vec<Vec<Changed>>>, OutOfBudget>;

/// What has to be looked for: changes that meet a contest, so many at least.
type Hunted<'c> = (&'c Contest, usize);

impl<'e> Analyst<'e> {
    /// The smallest changes for an option, looked for once. Nothing where that cannot be said by contests.
    pub(in crate::analysis) fn smallest_changes(&self, decision: usize, option: usize) -> Option<Smallest> {
        if let Some(known) = self.changes.borrow().get(&(decision, option)) {
            return known.clone();
        }
        let found = self.ways_to(decision, option).map(|ways| self.smallest_of(&ways).map(Rc::new));
        self.changes.borrow_mut().insert((decision, option), found.clone());
        found
    }

    /// The ways in which an option may become the outcome.
    pub(super) fn ways_to(&self, decision: usize, option: usize) -> Option<Arc<Vec<Way>>> {
        let made = || attaining(self.model, decision, option).map(Arc::new);
        match self.model.decisions.get(decision)?.contests.ways.get(option) {
            Some(place) if self.model.holds_contests() => place.get_or_init(made).clone(),
            _ => made(),
        }
    }

    fn now_is(&self, decision: usize, option: usize) -> bool {
        let ix = self.evaluation.book().decisions.indices().nth(decision);
        ix.is_some_and(|ix| self.state(ix).1.contains(option))
    }

    fn smallest_of(&self, ways: &[Way]) -> Result<Vec<Vec<Changed>>, OutOfBudget> {
        /// Whether anything at all brings it about is asked where so few changes do not.
        const FEW: usize = 2;
        let mut known: Vec<Rc<Vec<Vec<Changed>>>> = Vec::new();
        let mut hunted: Vec<Hunted<'_>> = Vec::new();
        for way in ways {
            let mut least = 1;
            if let Some((pivot, outcome)) = way.by.filter(|(pivot, outcome)| !self.now_is(*pivot, *outcome)) {
                let above = self.smallest_changes(pivot, outcome);
                if way.by_that_alone {
                    known.push(above.unwrap_or(Err(OutOfBudget))?);
                    continue;
                }
                // No fewer than it takes for the one above.
                if let Some(Ok(sets)) = above {
                    let Some(first) = sets.first() else { continue };
                    least = first.first().map_or(1, Vec::len);
                }
            }
            hunted.push((&way.contest, least));
        }
        let variants = self.variants();
        let hunt =
            |contest| Counterfactual::new(self.model, contest, &self.cases, variants, self.allowance_in(contest));
        let mut hunts: Vec<(Counterfactual<'_>, Hunted<'_>)> =
            hunted.into_iter().map(|hunted| (hunt(hunted.0), hunted)).collect();
        let mut found = Ok(Vec::new());
        for size in 1..=self.cases.len() {
            if size == FEW + 1 {
                let mut reachable = Vec::new();
                for (hunt, hunted) in hunts {
                    match self.is_within_reach(hunted.0) {
                        Ok(false) => {}
                        // Where that is not known, larger sets may still be found.
                        Ok(true) | Err(OutOfBudget) => reachable.push((hunt, hunted)),
                    }
                }
                hunts = reachable;
                if hunts.is_empty() && known.iter().all(|sets| sets.is_empty()) {
                    break;
                }
            }
            found = self.of_size(&mut hunts, &known, size);
            if !matches!(&found, Ok(sets) if sets.is_empty()) {
                break;
            }
        }
        found
    }

    /// Whether any answers meet a contest.
    fn is_within_reach(&self, contest: &Contest) -> Result<bool, OutOfBudget> {
        let mut completion = Completion::new(contest, self.model.node_cost());
        let exists = completion.exists(&self.anything(), self.allowance_in(contest));
        self.spend_in(contest, completion.nodes);
        exists
    }

    /// The sets of one size: what is hunted for, and what is known.
    fn of_size(
        &self,
        hunts: &mut [(Counterfactual<'_>, Hunted<'_>)],
        known: &[Rc<Vec<Vec<Changed>>>],
        size: usize,
    ) -> Result<Vec<Vec<Changed>>, OutOfBudget> {
        let mut sets: Vec<Vec<Changed>> = Vec::new();
        for (hunt, (contest, _)) in hunts.iter_mut().filter(|(_, (_, least))| *least <= size) {
            let before = hunt.nodes;
            let found = hunt.sets_of(size);
            self.spend_in(contest, hunt.nodes - before);
            sets.extend(found?);
        }
        let is_of_size = |ways: &Vec<Changed>| ways.first().is_some_and(|way| way.len() == size);
        sets.extend(known.iter().flat_map(|sets| sets.iter()).filter(|ways| is_of_size(ways)).cloned());
        Ok(joined(sets))
    }

    /// Whatever may be answered.
    pub(in crate::analysis) fn anything(&self) -> Vec<Slot> {
        self.cases.iter().map(|case| if *case == 0 { Slot::Open } else { Slot::Changeable }).collect()
    }

    /// The sets of changes of one size, at least, for an option, given what each answer may change to.
    pub(in crate::analysis) fn changes_of(
        &self,
        decision: Ix<Decision>,
        option: Ix<DecisionOption>,
        variants: &[Vec<usize>],
        sizes: std::ops::RangeInclusive<usize>,
    ) -> Option<Result<Vec<Vec<Changed>>, OutOfBudget>> {
        let ways = self.ways_to(decision.position(), option.position())?;
        let hunt =
            |contest| Counterfactual::new(self.model, contest, &self.cases, variants, self.allowance_in(contest));
        let mut hunts: Vec<Counterfactual<'_>> = ways.iter().map(|way| hunt(&way.contest)).collect();
        let mut found = Ok(Vec::new());
        for size in sizes {
            let of_size: Result<Vec<_>, OutOfBudget> = hunts.iter_mut().map(|hunt| hunt.sets_of(size)).collect();
            found = of_size.map(|sets| joined(sets.into_iter().flatten().collect()));
            if !matches!(&found, Ok(sets) if sets.is_empty()) {
                break;
            }
        }
        ways.iter().zip(&hunts).for_each(|(way, hunt)| self.spend_in(&way.contest, hunt.nodes));
        Some(found)
    }
}

/// In the order of their questions, those of the same questions together.
fn joined(mut sets: Vec<Vec<Changed>>) -> Vec<Vec<Changed>> {
    let questions = |ways: &Vec<Changed>| -> Vec<usize> {
        ways.first().into_iter().flatten().map(|(question, _)| *question).collect()
    };
    sets.sort_by_cached_key(questions);
    let mut joined: Vec<Vec<Changed>> = Vec::new();
    for ways in sets {
        match joined.last_mut().filter(|last| questions(last) == questions(&ways)) {
            Some(last) => ways.into_iter().for_each(|way| {
                if !last.contains(&way) {
                    last.push(way);
                }
            }),
            None => joined.push(ways),
        }
    }
    joined
}
