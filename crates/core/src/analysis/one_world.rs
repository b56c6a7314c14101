//! Branch and bound over answers to one rulebook.
//!
//! - In: a goal or a contest, what is fixed of each question, and a budget in nodes.
//! - Out: whether it is met by some completion, the fewest answers that meet it, or the fewest changes that do.
//! - Always: a sub-problem is given up only where a bound excludes it, so what is found is exact; out of budget nothing is claimed.

pub(super) mod search;
pub(super) mod smallest;
pub(super) mod breach;
pub(super) mod candidate;
pub(super) mod completion;
pub(super) mod fill;
pub(super) mod hunt;
pub(super) mod counterfactual;
