//! What the decisions above one may come to in two versions of a rulebook, as few cases that exclude each other.
//!
//! A decision below can part only where it was edited itself, or where one above parts. To say which of them parts, and in
//! which way, makes every condition that reads it a constant, and every bound below tight.

use super::pairing::{Pairing, Reading};
use super::state::{Move, State};
use crate::rulebook::Assumed;
use crate::set::Set;

/// More scenarios than this are not told apart.
const MOST: usize = 400;

/// What is taken of one decision above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Above {
    /// Nothing.
    Any,
    /// It comes to the same in both versions.
    Agrees,
    /// It does not.
    Differs,
    /// It comes to this in the first version and to that in the second.
    Parts(Move),
}

impl Above {
    /// What a version is to take it for.
    pub(in crate::analysis) fn assumed(self, side: usize) -> Option<Assumed> {
        let Above::Parts(way) = self else { return None };
        Some(match way.get(side) {
            Some(State::Outcome(option)) => Assumed::Outcome(*option),
            _ => Assumed::Nothing,
        })
    }

    /// Whether a condition reads the same in both versions. `alike` says whether the decision cannot part at all.
    pub(in crate::analysis) fn agrees(self, reading: &Reading, pairing: &Pairing, alike: bool) -> bool {
        match self {
            Above::Agrees => reading.agrees_where_alike(pairing),
            Above::Any | Above::Differs => alike && reading.agrees_where_alike(pairing),
            Above::Parts([from, to]) => {
                let [one, other] = reading.options;
                let is_in = |state, options: Set| matches!(state, State::Outcome(at) if options.contains(at));
                is_in(from, one) == is_in(to, other)
            }
        }
    }
}

/// What may be taken of a decision above, given the ways in which it may part if they are known.
pub(in crate::analysis) fn choices(pairing: &Pairing, ways: &Option<Vec<Move>>, both_one: bool) -> Vec<Above> {
    let Some(ways) = ways else { return vec![Above::Agrees, Above::Differs] };
    let parts = ways.iter().copied().map(Above::Parts);
    if !both_one {
        return std::iter::once(Above::Agrees).chain(parts).collect();
    }
    let [forth, _] = &pairing.options;
    let same = forth.iter().enumerate().filter_map(|(at, there)| Some([State::Outcome(at), State::Outcome((*there)?)]));
    let same = same.chain([[State::Nothing; 2], [State::NotApplicable; 2]]);
    same.map(Above::Parts).chain(parts).collect()
}

/// Every combination of what decisions above may come to.
pub(in crate::analysis) fn scenarios(mut choices: Vec<Vec<Above>>) -> Vec<Vec<Above>> {
    let count = |choices: &[Vec<Above>]| choices.iter().fold(1_usize, |count, row| count.saturating_mul(row.len()));
    // From above downwards what is told apart gets coarser until there are few enough.
    for at in 0..choices.len() {
        if count(&choices) > MOST && choices.get(at).is_some_and(|row| row.len() > 2) {
            choices.get_mut(at).into_iter().for_each(|row| *row = vec![Above::Agrees, Above::Differs]);
        }
    }
    if count(&choices) > MOST {
        choices.iter_mut().for_each(|row| *row = vec![Above::Any]);
    }
    choices.iter().fold(vec![Vec::new()], |rows, choice| {
        let with = |row: &Vec<Above>, one: &Above| row.iter().chain([one]).copied().collect::<Vec<Above>>();
        rows.iter().flat_map(|row| choice.iter().map(move |one| with(row, one))).collect()
    })
}
