//! Compiled conditions.

use super::{Book, DecisionIx, FactIx, QuestionIx};
use crate::set::Set;

/// A condition over positions: no string is looked at to evaluate it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Condition {
    All(Box<[Condition]>),
    Any(Box<[Condition]>),
    Not(Box<Condition>),
    Test(QuestionIx, Test),
    /// The fact is as the flag says.
    Fact(FactIx, bool),
    /// The outcome of the decision has one of these options.
    Decided(DecisionIx, Set),
}

/// What is asked of one answer. False, and not the opposite of something true, where the question is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    Question(QuestionIx),
    Fact(FactIx),
}

/// A given answer, compiled: positions instead of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Given {
    /// A choice; for a yes-or-no question [`NO`] or [`YES`].
    Choice(usize),
    Many(Set),
    Number(i64),
}

pub(crate) const NO: usize = 0;
pub(crate) const YES: usize = 1;

impl Condition {
    /// Calls `visit` on each test, fact and decision in it.
    pub(crate) fn leaves<'c>(&'c self, visit: &mut impl FnMut(&'c Condition)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.leaves(visit)),
            Condition::Not(part) => part.leaves(visit),
            Condition::Test(..) | Condition::Fact(..) | Condition::Decided(..) => visit(self),
        }
    }

    /// How many parts it has, itself among them: what looking at all of it takes.
    pub(crate) fn parts(&self) -> u64 {
        match self {
            Condition::All(parts) | Condition::Any(parts) => 1 + parts.iter().map(Condition::parts).sum::<u64>(),
            Condition::Not(part) => 1 + part.parts(),
            Condition::Test(..) | Condition::Fact(..) | Condition::Decided(..) => 1,
        }
    }
}

impl Test {
    pub(crate) fn accepts(&self, given: Given) -> bool {
        match (self, given) {
            (Test::In(set), Given::Choice(position)) => set.contains(position),
            (Test::Between(least, most), Given::Number(number)) => (*least..=*most).contains(&number),
            (Test::Members { any, all, none }, Given::Many(members)) => {
                any.is_none_or(|any| members.intersects(&any)) && members.contains_all(all) && !members.intersects(none)
            }
            // The checks give every test to a question of its own type.
            _ => false,
        }
    }
}

impl Book {
    /// Calls `visit` with the question of each test in a condition, as they are written, and of those in the facts that it
    /// names. Each fact is looked into once, however many others name it.
    pub(crate) fn tested(&self, condition: &Condition, visit: &mut impl FnMut(QuestionIx)) {
        let mut seen = self.facts.column(|_| false);
        let leaves = |condition| {
            let mut leaves = Vec::new();
            Condition::leaves(condition, &mut |leaf| leaves.push(leaf));
            leaves.into_iter().rev()
        };
        let mut open: Vec<&Condition> = leaves(condition).collect();
        while let Some(leaf) = open.pop() {
            match leaf {
                Condition::Test(question, _) => visit(*question),
                Condition::Fact(fact, _) if !std::mem::replace(&mut seen[*fact], true) => {
                    open.extend(leaves(&self.facts[*fact].condition));
                }
                _ => {}
            }
        }
    }
}
