//! The fewest changes that make an option the outcome, put together from the contests that bring it about.
//!
//! A decision that rests on another may come to an option by way of several outcomes of that one. Where the outcome above is all
//! that it takes, the smallest changes are those of the decision above, and are looked for once.

use std::rc::Rc;

use super::Analyst;
use super::completion::Completion;
use super::contest::{Contest, Requirements};
use super::counterfactual::Counterfactual;
use super::differing::scenarios;
use super::fill::Changed;
use super::prospect::{Assumed, Slot};
use super::search::OutOfBudget;
use crate::rulebook::{Decision, DecisionOption};
use crate::table::Ix;

/// The smallest sets of questions, each with the ways to answer it; none if nothing makes the option win.
pub(super) type Smallest = Result<Rc<Vec<Vec<Changed>>>, OutOfBudget>;

/// One way in which an option may become the outcome.
enum Way<'m> {
    /// By this outcome of a decision above and by nothing else.
    Above(usize, usize),
    /// By this contest, which takes at least so many changes.
    Contest(Contest<'m>, usize),
}

impl<'e> Analyst<'e> {
    /// The smallest changes for an option, looked for once. Nothing where that cannot be said by contests.
    pub(super) fn smallest_changes(&self, decision: usize, option: usize) -> Option<Smallest> {
        if let Some(known) = self.changes.borrow().get(&(decision, option)) {
            return known.clone();
        }
        let found = self.ways_to(decision, option).map(|ways| self.smallest_of(ways).map(Rc::new));
        self.changes.borrow_mut().insert((decision, option), found.clone());
        found
    }

    /// The ways in which an option may become the outcome.
    fn ways_to(&self, decision: usize, option: usize) -> Option<Vec<Way<'e>>> {
        let own = self.model.decisions.get(decision)?;
        let above: Vec<usize> = own.closure.iter().copied().filter(|at| *at != decision).collect();
        let mut ways = Vec::new();
        for scenario in scenarios(self.model, &above)? {
            let mut demand = Requirements::bare(self.model, &scenario);
            demand.outcome(decision, option, (0..own.options).collect())?;
            if !demand.seems_possible() {
                continue;
            }
            let mut least = 1;
            if let [(pivot, Assumed::Outcome(outcome))] = scenario.as_slice() {
                let is_plain = self.model.decisions.get(*pivot).is_some_and(|pivot| pivot.closure.len() == 1);
                let is_now = self.now_is(*pivot, *outcome);
                if is_plain && !is_now {
                    if demand.clone().contest().is_void() {
                        ways.push(Way::Above(*pivot, *outcome));
                        continue;
                    }
                    // No fewer than it takes for the one above.
                    if let Some(Ok(sets)) = self.smallest_changes(*pivot, *outcome) {
                        let Some(first) = sets.first() else { continue };
                        least = first.first().map_or(1, Vec::len);
                    }
                }
            }
            ways.push(Way::Contest(demand.with_scenario()?.contest(), least));
        }
        Some(ways)
    }

    fn now_is(&self, decision: usize, option: usize) -> bool {
        let ix = self.evaluation.book().decisions.indices().nth(decision);
        ix.is_some_and(|ix| self.state(ix).1.contains(option))
    }

    fn smallest_of(&self, ways: Vec<Way<'e>>) -> Result<Vec<Vec<Changed>>, OutOfBudget> {
        /// Whether anything at all brings it about is asked where so few changes do not.
        const FEW: usize = 2;
        let mut known: Vec<Rc<Vec<Vec<Changed>>>> = Vec::new();
        let mut contests: Vec<(Contest<'e>, usize)> = Vec::new();
        for way in ways {
            match way {
                Way::Above(pivot, outcome) => {
                    known.push(self.smallest_changes(pivot, outcome).unwrap_or(Err(OutOfBudget))?);
                }
                Way::Contest(contest, least) => contests.push((contest, least)),
            }
        }
        let variants: Vec<Vec<usize>> = (0..self.cases.len()).map(|at| self.nearest_first(at)).collect();
        let mut hunts: Vec<(Counterfactual<'_, 'e>, &Contest<'e>, usize)> = (contests.iter())
            .map(|(contest, least)| {
                let hunt = Counterfactual::new(self.model, contest, &self.cases, &variants, self.allowance());
                (hunt, contest, *least)
            })
            .collect();
        let mut found = Ok(Vec::new());
        for size in 1..=self.cases.len() {
            if size == FEW + 1 {
                let mut reachable = Vec::new();
                for (hunt, contest, least) in hunts {
                    match self.can_be_met(contest) {
                        Ok(false) => {}
                        // Where that is not known, larger sets may still be found.
                        Ok(true) | Err(OutOfBudget) => reachable.push((hunt, contest, least)),
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
    fn can_be_met(&self, contest: &Contest<'e>) -> Result<bool, OutOfBudget> {
        let mut completion = Completion::new(contest, self.model.node_cost(), self.allowance());
        let exists = completion.exists(&self.anything());
        self.spend(completion.nodes);
        exists
    }

    /// The sets of one size: what is hunted for, and what is known.
    fn of_size(
        &self,
        hunts: &mut [(Counterfactual<'_, 'e>, &Contest<'e>, usize)],
        known: &[Rc<Vec<Vec<Changed>>>],
        size: usize,
    ) -> Result<Vec<Vec<Changed>>, OutOfBudget> {
        let mut sets: Vec<Vec<Changed>> = Vec::new();
        for (hunt, _, _) in hunts.iter_mut().filter(|(_, _, least)| *least <= size) {
            let before = hunt.nodes;
            let found = hunt.sets_of(size);
            self.spend(hunt.nodes - before);
            sets.extend(found?);
        }
        let is_of_size = |ways: &Vec<Changed>| ways.first().is_some_and(|way| way.len() == size);
        sets.extend(known.iter().flat_map(|sets| sets.iter()).filter(|ways| is_of_size(ways)).cloned());
        Ok(joined(sets))
    }

    /// Whatever may be answered.
    pub(super) fn anything(&self) -> Vec<Slot> {
        self.cases.iter().map(|case| if *case == 0 { Slot::Open } else { Slot::Changeable }).collect()
    }

    /// The sets of changes of one size, at least, for an option, given what each answer may change to.
    pub(super) fn changes_of(
        &self,
        decision: Ix<Decision>,
        option: Ix<DecisionOption>,
        variants: &[Vec<usize>],
        sizes: std::ops::RangeInclusive<usize>,
    ) -> Option<Result<Vec<Vec<Changed>>, OutOfBudget>> {
        let mut contests = Vec::new();
        for way in self.ways_to(decision.position(), option.position())? {
            contests.push(match way {
                Way::Contest(contest, _) => contest,
                Way::Above(pivot, outcome) => {
                    Requirements::bare(self.model, &[(pivot, Assumed::Outcome(outcome))]).with_scenario()?.contest()
                }
            });
        }
        let hunt = |contest| Counterfactual::new(self.model, contest, &self.cases, variants, self.allowance());
        let mut hunts: Vec<Counterfactual<'_, 'e>> = contests.iter().map(hunt).collect();
        let mut found = Ok(Vec::new());
        for size in sizes {
            let of_size: Result<Vec<_>, OutOfBudget> = hunts.iter_mut().map(|hunt| hunt.sets_of(size)).collect();
            found = of_size.map(|sets| joined(sets.into_iter().flatten().collect()));
            if !matches!(&found, Ok(sets) if sets.is_empty()) {
                break;
            }
        }
        self.spend(hunts.iter().map(|hunt| hunt.nodes).sum());
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
