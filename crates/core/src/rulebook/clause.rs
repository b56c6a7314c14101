//! Conditions for people to read: what is compiled to positions, with the questions, answers and options that they stand
//! for.

mod words;

use super::chart::{Chart, ChartBox};
use super::condition::{Condition, Test, YES};
use super::contradiction::Contradiction;
use super::decision::{Decision, DecisionOption, Rule};
use super::headline::Headline;
use super::property::{Property, PropertyClaim};
use super::question::{PossibleAnswer, Question, QuestionKind};
use super::{Fact, Rulebook};
use crate::set::Set;

/// A condition, as a tree of tests. Two ways of writing the same test, such as `{at_least: x}` and the list of `x` and
/// what follows it, give the same clause.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Clause<'r> {
    /// Each of these holds. Without any: always.
    All(Vec<Clause<'r>>),
    /// At least one of these holds. Without any: never.
    Any(Vec<Clause<'r>>),
    /// This does not hold.
    Not(Box<Clause<'r>>),
    /// A choice is one of these answers, in the author's order.
    Choice {
        /// The question, of type *choice*.
        question: &'r Question,
        /// The answers that are accepted.
        among: Vec<&'r PossibleAnswer>,
    },
    /// A yes-or-no question is answered one way.
    YesNo {
        /// The question.
        question: &'r Question,
        /// The answer that is wanted.
        yes: bool,
    },
    /// A number lies in a range, both ends included.
    Number {
        /// The question, of type *number*.
        question: &'r Question,
        /// The least number that is accepted, if there is one.
        least: Option<i64>,
        /// The greatest number that is accepted, if there is one.
        most: Option<i64>,
    },
    /// A *many* answer has some members and lacks others.
    Members {
        /// The question, of type *many*.
        question: &'r Question,
        /// At least one of these, unless it is empty.
        any: Vec<&'r PossibleAnswer>,
        /// All of these.
        all: Vec<&'r PossibleAnswer>,
        /// None of these.
        none: Vec<&'r PossibleAnswer>,
    },
    /// A fact holds, or does not.
    Fact {
        /// The fact.
        fact: &'r Fact,
        /// Whether it is to hold.
        holds: bool,
    },
    /// The outcome of a decision has one of these options.
    Outcome {
        /// The decision.
        decision: &'r Decision,
        /// The options that are accepted.
        among: Vec<&'r DecisionOption>,
    },
}

impl Rulebook {
    /// When a question is asked. `None` if it always is. The question must be one of this rulebook's.
    ///
    /// # Panics
    /// May panic for a question of another rulebook.
    pub fn asked_if(&self, question: &Question) -> Option<Clause<'_>> {
        question.ask_if.as_ref().map(|condition| clause(self, condition))
    }

    /// When a fact holds. The fact must be one of this rulebook's.
    ///
    /// # Panics
    /// May panic for a fact of another rulebook.
    ///
    /// ```
    /// use leadership_advisor::{Clause, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin();
    /// let fact = rulebook.facts().first().expect("the shipped rulebook has facts");
    /// assert!(!matches!(rulebook.holds_if(fact), Clause::Fact { .. }));
    /// ```
    pub fn holds_if(&self, fact: &Fact) -> Clause<'_> {
        clause(self, &fact.condition)
    }

    /// When a decision applies. `None` if it always does. The decision must be one of this rulebook's.
    ///
    /// # Panics
    /// May panic for a decision of another rulebook.
    pub fn applies_if(&self, decision: &Decision) -> Option<Clause<'_>> {
        decision.applies_if.as_ref().map(|condition| clause(self, condition))
    }

    /// When a rule fires. The rule must be one of this rulebook's.
    ///
    /// # Panics
    /// May panic for a rule of another rulebook.
    pub fn fires_if(&self, rule: &Rule) -> Clause<'_> {
        clause(self, &rule.condition)
    }

    /// Any condition over the questions, facts and decisions of this rulebook.
    pub(crate) fn clause(&self, condition: &Condition) -> Clause<'_> {
        clause(self, condition)
    }

    /// When answers do not fit together. The contradiction must be one of this rulebook's.
    pub fn contradicts_if(&self, contradiction: &Contradiction) -> Clause<'_> {
        clause(self, &contradiction.condition)
    }

    /// When a headline is said, unless one before it is. `None` if it always is. It must be one of this rulebook's.
    pub fn said_if(&self, headline: &Headline) -> Option<Clause<'_>> {
        headline.condition.as_ref().map(|condition| clause(self, condition))
    }

    /// When a chart is drawn. `None` if it always is. The chart must be one of this rulebook's.
    pub fn drawn_if(&self, chart: &Chart) -> Option<Clause<'_>> {
        chart.condition.as_ref().map(|condition| clause(self, condition))
    }

    /// When a box is drawn, given that the chart is and the box above it. `None` if it always is. The box must be one of
    /// this rulebook's.
    pub fn box_drawn_if(&self, part: &ChartBox) -> Option<Clause<'_>> {
        part.condition.as_ref().map(|condition| clause(self, condition))
    }

    /// The `when` of a property: where it need hold. `None` if that is everywhere. The property must be one of this
    /// rulebook's.
    pub fn holds_when(&self, property: &Property) -> Option<Clause<'_>> {
        property.when.as_ref().map(|condition| clause(self, condition))
    }

    /// What a property claims. The property must be one of this rulebook's.
    pub fn claimed(&self, property: &Property) -> Claimed<'_> {
        match &property.claim {
            PropertyClaim::Never(condition) => Claimed::Never(clause(self, condition)),
            PropertyClaim::Always(condition) => Claimed::Always(clause(self, condition)),
            PropertyClaim::Raising { question, decision, option, against } => {
                let decision = &self.book().decisions[*decision];
                Claimed::Raising {
                    question: &self.book().questions[*question],
                    decision,
                    option: &decision.options[*option],
                    against: &decision.options[*against],
                }
            }
        }
    }
}

/// What a property claims. Made by [`Rulebook::claimed`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Claimed<'r> {
    /// No answers make this true.
    Never(Clause<'r>),
    /// No answers make this false.
    Always(Clause<'r>),
    /// A higher answer to a question never lowers the lead of an option over another.
    Raising {
        /// The question that is raised.
        question: &'r Question,
        /// The decision.
        decision: &'r Decision,
        /// The option that leads.
        option: &'r DecisionOption,
        /// The option over which it leads.
        against: &'r DecisionOption,
    },
}

impl<'r> Clause<'r> {
    /// Calls `visit` on each test in it.
    pub fn tests(&self, visit: &mut impl FnMut(&Clause<'r>)) {
        match self {
            Clause::All(parts) | Clause::Any(parts) => parts.iter().for_each(|part| part.tests(visit)),
            Clause::Not(part) => part.tests(visit),
            test => visit(test),
        }
    }
}

fn clause<'r>(rulebook: &'r Rulebook, condition: &Condition) -> Clause<'r> {
    let clauses = |parts: &[Condition]| parts.iter().map(|part| clause(rulebook, part)).collect();
    let book = rulebook.book();
    match condition {
        Condition::All(parts) => Clause::All(clauses(parts)),
        Condition::Any(parts) => Clause::Any(clauses(parts)),
        Condition::Not(part) => Clause::Not(Box::new(clause(rulebook, part))),
        Condition::Fact(fact, holds) => Clause::Fact { fact: &book.facts[*fact], holds: *holds },
        Condition::Decided(decision, options) => {
            let decision = &book.decisions[*decision];
            Clause::Outcome { decision, among: picked(decision.options(), options) }
        }
        Condition::Test(question, test) => {
            let question = &book.questions[*question];
            let answers = |set: &Set| picked(question.answers(), set);
            match test {
                Test::In(set) if question.kind == QuestionKind::YesNo => {
                    Clause::YesNo { question, yes: set.contains(YES) }
                }
                Test::In(set) => Clause::Choice { question, among: answers(set) },
                Test::Between(least, most) => Clause::Number {
                    question,
                    least: Some(*least).filter(|least| *least != i64::MIN),
                    most: Some(*most).filter(|most| *most != i64::MAX),
                },
                Test::Members { any, all, none } => Clause::Members {
                    question,
                    any: any.as_ref().map(answers).unwrap_or_default(),
                    all: answers(all),
                    none: answers(none),
                },
            }
        }
    }
}

fn picked<'r, T>(all: &'r [T], set: &Set) -> Vec<&'r T> {
    set.iter().filter_map(|position| all.get(position)).collect()
}
