//! What is asked of the searches: one file for each question.
//!
//! - In: a result with its budget, or a rulebook; the searches and bounds above.
//! - Out: what the public types of the analysis say, in the words of the rulebook.
//! - Always: what is stated is proved; what is not says that it is unproven. A new question is a new file here.

pub(super) mod settled;
pub(super) mod decisive;
pub(super) mod smallest_changes;
pub(super) mod levels;
pub(super) mod flips;
pub(super) mod ways;
pub(super) mod stability;
pub(super) mod robustness;
pub(super) mod matter;
pub(super) mod stakes;
pub(super) mod influence;
pub(super) mod sources;
pub(super) mod reach;
pub(super) mod survey;
pub(super) mod difference;
pub(super) mod noticing;
pub(super) mod properties;
