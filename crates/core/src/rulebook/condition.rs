//! Compiled conditions.

use super::{Decision, Fact, Question};
use crate::set::Set;
use crate::table::Ix;

/// A condition over positions: no string is looked at to evaluate it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    All(Box<[Condition]>),
    Any(Box<[Condition]>),
    Not(Box<Condition>),
    Test(Ix<Question>, Test),
    /// The fact is as the flag says.
    Fact(Ix<Fact>, bool),
    /// The outcome of the decision has one of these options.
    Decided(Ix<Decision>, Set),
}

/// What is asked of one answer. False, and not the opposite of something true, where the question is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// A choice among these; `{not: x}` is the set without `x`.
    In(Set),
    /// A number between the two, both included.
    Between(i64, i64),
    /// A *many* answer with one of `any` (where there is one), all of `all`, none of `none`.
    Members { any: Option<Set>, all: Set, none: Set },
}

/// One step of working out which questions are asked and which facts hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Question(Ix<Question>),
    Fact(Ix<Fact>),
}

impl Condition {
    /// Calls `visit` on each test, fact and decision in it.
    pub(crate) fn leaves(&self, visit: &mut impl FnMut(&Condition)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.leaves(visit)),
            Condition::Not(part) => part.leaves(visit),
            Condition::Test(..) | Condition::Fact(..) | Condition::Decided(..) => visit(self),
        }
    }
}
