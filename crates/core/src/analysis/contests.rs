//! Questions about a decision, put as contests.
//!
//! - In: a decision of the compiled rulebook, and the state or the option that is asked about.
//! - Out: contests of which one is met exactly where that comes about; nothing where contests cannot say it.
//! - Always: contests do not depend on answers, so they are put together once for a rulebook.

pub(super) mod differing;
pub(super) mod attaining;
