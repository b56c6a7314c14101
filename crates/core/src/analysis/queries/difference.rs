//! How many of all answers come out differently in two versions of a decision, and the smallest answers for each way of
//! coming out differently.
//!
//! The answers that are counted are those to every question that has a say in either version; answers that no condition
//! tells apart are one. They are counted exactly by the search where that ends in time, and otherwise drawn, always the
//! same ones. Which of the two it was is said.

use std::collections::BTreeMap;

use crate::analysis::bounds::outlook::Slot;
use crate::analysis::one_world::search::OutOfBudget;
use crate::analysis::one_world::smallest::{Phenomenon, smallest};
use crate::analysis::two_worlds::joint::Joint;
use crate::analysis::two_worlds::parting::Parting;
use crate::analysis::two_worlds::state::{Move, State};
use crate::answers::Answers;
use crate::rulebook::Choose;

/// How many profiles are drawn.
const DRAWN: u64 = 10_000;
/// How many nodes counting may take.
const COUNTED: u64 = 5_000;
/// A single search may take a tenth of the nodes that are left for all, so that a few hard ones do not leave the others
/// without, and so many at the least.
const LEAST: u64 = 500;

/// How many answers there are of a kind, among how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Counted: so many of so many ways to answer.
    Exact {
        /// Of the kind.
        part: u128,
        /// In all.
        of: u128,
    },
    /// Drawn at random, with a fixed seed: so many of the ways that were drawn.
    Sampled {
        /// Of the kind.
        part: u64,
        /// Drawn.
        of: u64,
    },
}

/// One way of coming out differently.
pub(crate) struct Moved {
    pub(crate) way: Move,
    /// Answers that show it, to the first version and to the second.
    pub(crate) witness: [Answers; 2],
    /// Whether no fewer answers show it.
    pub(crate) smallest: bool,
}

/// All that there is to say about one decision.
pub(crate) struct MovedDecision {
    pub(crate) share: Share,
    pub(crate) moves: Vec<Moved>,
    /// The ways of coming out differently that were neither found nor excluded.
    pub(crate) open: Vec<Move>,
}

impl Joint<'_> {
    /// How a decision of the first version moved that is another in the second. What this proves of decisions above others is
    /// made use of when those are looked at.
    pub(crate) fn moved(&mut self, decisions: [usize; 2]) -> MovedDecision {
        let (mut fund, mut looks) = (self.fund, self.looks);
        let moved = self.moved_within(decisions, &mut fund, &mut looks);
        (self.fund, self.looks) = (fund, looks);
        let both_one = self.choose_one(decisions);
        let ways =
            both_one.then(|| moved.moves.iter().map(|found| found.way).chain(moved.open.iter().copied()).collect());
        self.known.insert(decisions, ways);
        moved
    }

    fn moved_within(&self, decisions: [usize; 2], fund: &mut u64, looks: &mut u64) -> MovedDecision {
        // A quarter of what is left for all, so that the last decisions have something as well.
        let cost = self.look_costs(decisions);
        let affordable = *looks / 4 / cost;
        let mut parting = Parting::new(self, decisions, &self.known);
        let mut seen: BTreeMap<Move, Vec<usize>> = BTreeMap::new();
        let support = parting.support();
        if self.are_alike(decisions) {
            let share = count(self, &mut parting, &support, affordable).0.unwrap_or(Share::Exact { part: 0, of: 1 });
            return MovedDecision { share, moves: Vec::new(), open: Vec::new() };
        }
        let (drawn, of) = draw(self, &mut parting, &support, &mut seen, affordable);
        let (counted, nodes) = count(self, &mut parting, &support, affordable);
        *looks = looks.saturating_sub((of + nodes).saturating_mul(cost));
        let share = counted.unwrap_or(Share::Sampled { part: drawn, of });
        // Where a question has more answers than are told apart, nothing is proved of those that are left out.
        let is_cut = support.iter().any(|at| self.questions.get(*at).is_none_or(|question| question.cut));
        let (mut moves, mut open) = (Vec::new(), Vec::new());
        for way in self.ways(decisions) {
            if !parting.want(way) && !is_cut {
                continue;
            }
            let hint = seen.get(&way).cloned();
            let budget = (*fund / 10).max(LEAST.min(*fund));
            let found = smallest(&mut parting, hint, budget);
            *fund = fund.saturating_sub(parting.spent());
            match found {
                Ok(Some(witness)) => {
                    let answers = self.answers(&witness.cases);
                    moves.push(Moved { way, witness: answers, smallest: witness.smallest && !is_cut });
                }
                Ok(None) if !is_cut => {}
                Ok(None) | Err(OutOfBudget) => open.push(way),
            }
        }
        MovedDecision { share, moves, open }
    }

    fn choose_one(&self, [old, new]: [usize; 2]) -> bool {
        let decisions = [self.old.decisions().get(old), self.new.decisions().get(new)];
        decisions.iter().flatten().all(|decision| matches!(decision.choose, Choose::One { .. }))
    }

    /// Every way in which a decision can come out differently.
    fn ways(&self, decisions: [usize; 2]) -> Vec<Move> {
        let [old, new] = [(self.old, 0), (self.new, 1)].map(|(rulebook, side)| {
            let at = decisions.get(side).copied().unwrap_or_default();
            rulebook.decisions().get(at)
        });
        let (Some(old), Some(new)) = (old, new) else { return Vec::new() };
        let there = |id: &str| new.option_ids().position(|known| known == id);
        let here = |id: &str| old.option_ids().position(|known| known == id);
        let both_one = matches!((old.choose, new.choose), (Choose::One { .. }, Choose::One { .. }));
        let mut ways = Vec::new();
        if both_one {
            let states = |count: usize| {
                (0..count).map(State::Outcome).chain([State::Nothing, State::NotApplicable]).collect::<Vec<_>>()
            };
            for from in states(old.options().len()) {
                for to in states(new.options().len()) {
                    let same = match (from, to) {
                        (State::Outcome(from), State::Outcome(to)) => {
                            old.options().get(from).is_some_and(|option| there(&option.id) == Some(to))
                        }
                        (from, to) => from == to,
                    };
                    if !same {
                        ways.push([from, to]);
                    }
                }
            }
            return ways;
        }
        for (at, option) in old.options().iter().enumerate() {
            ways.push([State::In(at), there(&option.id).map_or(State::Missing, State::Out)]);
        }
        for (at, option) in new.options().iter().enumerate() {
            ways.push([here(&option.id).map_or(State::Missing, State::Out), State::In(at)]);
        }
        ways.push([State::Applies, State::NotApplicable]);
        ways.push([State::NotApplicable, State::Applies]);
        ways
    }
}

/// Draws profiles, and notes the first that shows each way of coming out differently. How many do, of how many.
fn draw(
    joint: &Joint<'_>,
    parting: &mut Parting<'_, '_>,
    support: &[usize],
    seen: &mut BTreeMap<Move, Vec<usize>>,
    affordable: u64,
) -> (u64, u64) {
    let cases = joint.cases();
    // Marsaglia's xorshift: small, and the same everywhere.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // The high half has the better bits, and its bias is below one in a million.
        usize::try_from(((state >> 32) * below as u64) >> 32).unwrap_or(0)
    };
    let mut part = 0;
    // In a large rulebook a look takes longer, and the whole must end all the same.
    let of = (DRAWN / parting.cost().min(DRAWN / 100)).min(affordable.max(10));
    let mut profile = vec![0; cases.len()];
    let mut slots = vec![Slot::Fixed(0); cases.len()];
    for _ in 0..of {
        for at in support {
            let count = cases.get(*at).copied().unwrap_or(0);
            let case = if count > 1 { 1 + next(count - 1) } else { 0 };
            profile.get_mut(*at).into_iter().for_each(|place| *place = case);
            slots.get_mut(*at).into_iter().for_each(|place| *place = Slot::Fixed(case));
        }
        parting.look_at(&slots);
        let moves = parting.moves();
        part += u64::from(!moves.is_empty());
        for way in moves {
            seen.entry(way).or_insert_with(|| profile.clone());
        }
    }
    (part, of)
}

/// Counts the profiles that come out differently; nothing if that takes too long, or there are too many to count. With how
/// many nodes it took.
fn count(joint: &Joint<'_>, parting: &mut Parting<'_, '_>, support: &[usize], affordable: u64) -> (Option<Share>, u64) {
    let most = COUNTED.min(affordable);
    let mut nodes = most;
    let share = count_within(joint, parting, support, &mut nodes);
    (share, most - nodes)
}

fn count_within(joint: &Joint<'_>, parting: &mut Parting<'_, '_>, support: &[usize], nodes: &mut u64) -> Option<Share> {
    if support.iter().any(|at| joint.questions.get(*at).is_none_or(|question| question.cut)) {
        return None;
    }
    let cases = joint.cases();
    let mut slots = vec![Slot::Fixed(0); cases.len()];
    let mut of: u128 = 1;
    for at in support {
        let count = cases.get(*at).copied().unwrap_or(0).saturating_sub(1);
        if count > 0 {
            of = of.checked_mul(count as u128)?;
            slots.get_mut(*at).into_iter().for_each(|slot| *slot = Slot::Changeable);
        }
    }
    let part = count_below(parting, &cases, &mut slots, of, nodes)?;
    Some(Share::Exact { part, of })
}

/// Of so many profiles under these slots, those that come out differently.
fn count_below(
    parting: &mut Parting<'_, '_>,
    cases: &[usize],
    slots: &mut Vec<Slot>,
    of: u128,
    nodes: &mut u64,
) -> Option<u128> {
    *nodes = nodes.checked_sub(parting.cost())?;
    parting.look_at(slots);
    if !parting.may_show() {
        return Some(0);
    }
    // What may differ and is settled, differs.
    if parting.is_settled() {
        return Some(of);
    }
    let Some(question) = parting.next(slots) else { return Some(of) };
    let count = cases.get(question).copied().unwrap_or(0).saturating_sub(1);
    let mut part = 0;
    for case in 1..=count {
        slots.get_mut(question).into_iter().for_each(|slot| *slot = Slot::Fixed(case));
        part += count_below(parting, cases, slots, of / count as u128, nodes)?;
    }
    slots.get_mut(question).into_iter().for_each(|slot| *slot = Slot::Changeable);
    Some(part)
}
