//! Branch and bound over answers to two worlds that differ in one thing: an answer, a rule, or the version of the rulebook.
//!
//! - In: the difference, a decision, and a budget in nodes.
//! - Out: whether the difference can show in the decision, and the smallest answers for which it does.
//! - Always: both worlds have the same answers but for the difference, and what is alike in both is bounded together.

pub(super) mod pair;
pub(super) mod lowered;
pub(super) mod state;
pub(super) mod joint;
pub(super) mod pairing;
pub(super) mod scenario;
pub(super) mod parting;
