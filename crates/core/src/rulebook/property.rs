//! Properties: what must hold whatever is answered.

use super::condition::Condition;
use super::decision::{Decision, DecisionOption};
use super::question::Question;
use crate::place::Span;
use crate::table::Ix;

/// Something that must hold whatever is answered. [`crate::Rulebook::prove`] proves or refutes it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Property {
    /// The id that results use.
    pub id: String,
    /// What it means, in the author's words. May be empty.
    pub says: String,
    pub(crate) when: Option<Condition>,
    pub(crate) claim: PropertyClaim,
    pub(crate) span: Span,
}

impl Property {
    /// The conditions in it.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let claimed = match &self.claim {
            PropertyClaim::Never(condition) | PropertyClaim::Always(condition) => Some(condition),
            PropertyClaim::Raising { .. } => None,
        };
        self.when.iter().chain(claimed)
    }
}

/// What a property claims of all answers for which its `when` is true.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PropertyClaim {
    /// The condition is never true.
    Never(Condition),
    /// The condition is never false.
    Always(Condition),
    /// A higher answer to the question never lowers the lead of the option over the rival.
    Raising { question: Ix<Question>, decision: Ix<Decision>, option: Ix<DecisionOption>, against: Ix<DecisionOption> },
}
