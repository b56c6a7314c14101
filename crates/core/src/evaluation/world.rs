//! Which questions are asked, which facts hold, what has been decided so far.

use crate::rulebook::{Book, Condition, Decision, Fact, Given, Question, Step};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::truth::Truth;

/// Everything that a condition can look at.
#[derive(Clone, Debug)]
pub(crate) struct World {
    asked: Table<Question, Truth>,
    slots: Table<Question, Slot>,
    facts: Table<Fact, Truth>,
    decided: Table<Decision, Set>,
}

/// What is known of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    /// The question does not apply: every test on it is false.
    NotAsked,
    /// It has no answer, or it is not known whether it applies: every test on it is unknown.
    Unknown,
    Known(Given),
}

impl World {
    /// Before any decision.
    pub(crate) fn of(book: &Book, given: &Table<Question, Option<Given>>) -> Self {
        let mut world = World {
            asked: book.questions.column(|_| Truth::Unknown),
            slots: book.questions.column(|_| Slot::Unknown),
            facts: book.facts.column(|_| Truth::Unknown),
            decided: book.decisions.column(|_| Set::default()),
        };
        for step in &book.order {
            match *step {
                Step::Fact(ix) => world.facts[ix] = world.truth(&book.facts[ix].condition),
                Step::Question(ix) => {
                    let asked = book.questions[ix].ask_if.as_ref().map_or(Truth::True, |ask_if| world.truth(ask_if));
                    world.asked[ix] = asked;
                    world.slots[ix] = match (asked, given[ix]) {
                        (Truth::False, _) => Slot::NotAsked,
                        (Truth::True, Some(given)) => Slot::Known(given),
                        (Truth::True, None) | (Truth::Unknown, _) => Slot::Unknown,
                    };
                }
            }
        }
        world
    }

    /// Says what came of a decision. One without outcome has decided for nothing.
    pub(crate) fn decide(&mut self, decision: Ix<Decision>, outcome: Set) {
        self.decided[decision] = outcome;
    }

    pub(crate) fn truth(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(parts) => Truth::all(parts.iter().map(|part| self.truth(part))),
            Condition::Any(parts) => Truth::any(parts.iter().map(|part| self.truth(part))),
            Condition::Not(part) => !self.truth(part),
            Condition::Test(question, test) => match self.slots[*question] {
                Slot::NotAsked => Truth::False,
                Slot::Unknown => Truth::Unknown,
                Slot::Known(given) => Truth::known(test.accepts(given)),
            },
            Condition::Fact(fact, true) => self.facts[*fact],
            Condition::Fact(fact, false) => !self.facts[*fact],
            Condition::Decided(decision, options) => Truth::known(self.decided[*decision].intersects(options)),
        }
    }

    pub(crate) fn into_asked(self) -> Table<Question, Truth> {
        self.asked
    }
}
