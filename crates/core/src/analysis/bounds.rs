//! What may still come about while some questions are open. The searches cut by it.
//!
//! - In: the compiled rulebook or a contest, and what is fixed, open or changeable of each question.
//! - Out: truths that rules may still have, and the most that leads may still come to.
//! - Always: a bound is never too low and a set of truths never too small. Where every question has one case it is evaluation.

pub(super) mod outlook;
pub(super) mod shift;
pub(super) mod reserve;
pub(super) mod covering;
pub(super) mod ceiling;
pub(super) mod surrogate;
pub(super) mod changes;
