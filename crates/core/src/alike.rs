//! What two versions of a rulebook have in common: questions, facts, decisions and rules that mean the same in both.
//!
//! Things are matched by their ids. *Alike* is what cannot come out differently for the same answers, whatever they are; it
//! is found by comparing what is written, so that two ways of saying the same may count as different. Words for people
//! (labels, rationale) play no part.

use std::collections::HashMap;

use crate::rulebook::{Book, Choose, Condition, Decision, Fact, Question, QuestionKind, Rule, Step};
use crate::set::Set;
use crate::table::{Ix, Table};

/// For each part of the first version, what in the second is alike.
pub(crate) struct Alike {
    pub(crate) questions: Table<Question, Option<Ix<Question>>>,
    facts: Table<Fact, Option<Ix<Fact>>>,
    pub(crate) decisions: Table<Decision, Option<Ix<Decision>>>,
}

/// A test on the outcome of a decision: that it has one of these options.
#[derive(Clone, Copy)]
pub(crate) struct Decided<'c> {
    pub(crate) decision: Ix<Decision>,
    pub(crate) options: &'c Set,
}

impl Alike {
    pub(crate) fn of(old: &Book, new: &Book) -> Self {
        let mut alike = Alike {
            questions: old.questions.column(|_| None),
            facts: old.facts.column(|_| None),
            decisions: old.decisions.column(|_| None),
        };
        let questions = by_id(&new.questions, |question| &question.id);
        let facts = by_id(&new.facts, |fact| &fact.id);
        for step in &old.order {
            match *step {
                Step::Question(ix) => {
                    let one = &old.questions[ix];
                    let found = questions.get(one.id.as_str()).copied();
                    alike.questions[ix] = found.filter(|found| {
                        let other = &new.questions[*found];
                        same_answers(&one.kind, &other.kind)
                            && alike.optional(one.ask_if.as_ref(), other.ask_if.as_ref())
                    });
                }
                Step::Fact(ix) => {
                    let one = &old.facts[ix];
                    let found = facts.get(one.id.as_str()).copied();
                    alike.facts[ix] =
                        found.filter(|found| alike.conditions(&one.condition, &new.facts[*found].condition));
                }
            }
        }
        for (ix, one) in old.decisions.iter() {
            let found = new.decisions.find(|other| other.id == one.id);
            alike.decisions[ix] = found.filter(|found| alike.are_decisions(one, &new.decisions[*found]));
        }
        alike
    }

    fn are_decisions(&self, one: &Decision, other: &Decision) -> bool {
        let twins = by_id(&other.rules, |rule| &rule.id);
        let has_twin = |rule: &Rule| {
            let twin = twins.get(rule.id.as_str());
            twin.is_some_and(|twin| self.rules(rule, &other.rules[*twin]))
        };
        same_choice(one.choose, other.choose)
            && one.option_ids().eq(other.option_ids())
            && self.applies_if(one, other)
            && one.rules.len() == other.rules.len()
            && one.rules().iter().all(has_twin)
    }

    /// Whether both versions of a decision apply to the same answers.
    pub(crate) fn applies_if(&self, one: &Decision, other: &Decision) -> bool {
        self.optional(one.applies_if.as_ref(), other.applies_if.as_ref())
    }

    /// Whether both versions of a rule fire for the same answers and do the same then. Their decisions have the same options.
    fn rules(&self, one: &Rule, other: &Rule) -> bool {
        same_effect(one, other) && self.conditions(&one.condition, &other.condition)
    }

    fn optional(&self, one: Option<&Condition>, other: Option<&Condition>) -> bool {
        match (one, other) {
            (None, None) => true,
            (Some(one), Some(other)) => self.conditions(one, other),
            _ => false,
        }
    }

    /// Whether two conditions come to the same truth for the same answers.
    pub(crate) fn conditions(&self, one: &Condition, other: &Condition) -> bool {
        self.conditions_if(one, other, &mut |one, other| {
            self.decisions[one.decision] == Some(other.decision) && one.options == other.options
        })
    }

    /// The same if two tests on decisions count as alike where `decided` says so.
    pub(crate) fn conditions_if(
        &self,
        one: &Condition,
        other: &Condition,
        decided: &mut dyn FnMut(Decided<'_>, Decided<'_>) -> bool,
    ) -> bool {
        let mut lists = |one: &[Condition], other: &[Condition]| {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| self.conditions_if(one, other, decided))
        };
        match (one, other) {
            (Condition::All(one), Condition::All(other)) | (Condition::Any(one), Condition::Any(other)) => {
                lists(one, other)
            }
            (Condition::Not(one), Condition::Not(other)) => self.conditions_if(one, other, decided),
            (Condition::Test(one, test), Condition::Test(other, same)) => {
                self.questions[*one] == Some(*other) && test == same
            }
            (Condition::Fact(one, holds), Condition::Fact(other, same)) => {
                self.facts[*one] == Some(*other) && holds == same
            }
            (Condition::Decided(one, options), Condition::Decided(other, others)) => {
                decided(Decided { decision: *one, options }, Decided { decision: *other, options: others })
            }
            _ => false,
        }
    }
}

/// The places of the rows by their ids.
fn by_id<T>(rows: &Table<T>, id: impl Fn(&T) -> &String) -> HashMap<&str, Ix<T>> {
    rows.iter().map(|(ix, row)| (id(row).as_str(), ix)).collect()
}

/// Whether both versions of a rule give the same points and rule out the same. Their decisions have the same options.
pub(crate) fn same_effect(one: &Rule, other: &Rule) -> bool {
    let sorted = |rule: &Rule| {
        let mut points: Vec<(usize, i64)> = rule.points.iter().map(|(ix, points)| (ix.position(), *points)).collect();
        points.sort_unstable();
        points
    };
    one.rules_out == other.rules_out && sorted(one) == sorted(other)
}

/// Whether the same points give the same outcome. What counts as a close call changes the verdict alone.
pub(crate) fn same_choice(one: Choose, other: Choose) -> bool {
    match (one, other) {
        (Choose::One { .. }, Choose::One { .. }) => true,
        (Choose::Many { threshold: one }, Choose::Many { threshold: other }) => one == other,
        _ => false,
    }
}

/// Whether two questions take the same answers, in the same order.
fn same_answers(one: &QuestionKind, other: &QuestionKind) -> bool {
    match (one, other) {
        (QuestionKind::Choice { answers: one, .. }, QuestionKind::Choice { answers: other, .. }) => {
            one.iter().map(|answer| &answer.id).eq(other.iter().map(|answer| &answer.id))
        }
        (QuestionKind::Many { at_most, answers: one }, QuestionKind::Many { at_most: other_most, answers: other }) => {
            at_most == other_most && one.iter().map(|answer| &answer.id).eq(other.iter().map(|answer| &answer.id))
        }
        (QuestionKind::Number { min, max, .. }, QuestionKind::Number { min: other_min, max: other_max, .. }) => {
            (min, max) == (other_min, other_max)
        }
        (QuestionKind::YesNo, QuestionKind::YesNo) => true,
        _ => false,
    }
}

/// A set of answers or options of one version in the positions of another; what has no position there is left out.
pub(crate) fn translated(set: &Set, positions: &[Option<usize>]) -> Set {
    set.iter().filter_map(|position| positions.get(position).copied().flatten()).collect()
}
