//! Decisions that choose several options: which were found, and which came though a case excludes them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::proportion::Proportion;
use crate::rulebook::{Decision, Expected};
use crate::set::Set;

/// How well cases agree with a decision that chooses several options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SelectionAgreement {
    /// The decision's id.
    pub decision: String,
    /// Whether people come for this decision.
    pub main: bool,
    /// Of the cases that expect something of it, those in which everything came as they expect.
    pub agree: Proportion,
    /// Every option that a case includes or excludes, in the order of the options.
    pub options: Vec<OptionAgreement>,
}

/// How well one option is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OptionAgreement {
    /// The option's id.
    pub option: String,
    /// Of the cases that include it, those in which it came.
    pub found: Proportion,
    /// Of the cases that exclude it, those in which it came.
    pub false_alarms: Proportion,
}

#[derive(Debug, Default)]
pub(super) struct SelectionCount {
    agree: Proportion,
    /// By the position of the option: found, and false alarms.
    options: BTreeMap<usize, (Proportion, Proportion)>,
}

impl SelectionCount {
    pub(super) fn add(&mut self, outcome: &Set, expected: &Expected) {
        let Expected::Members { includes, excludes } = expected else { return };
        self.agree.count(expected.accepts(outcome));
        for position in includes.iter() {
            self.options.entry(position).or_default().0.count(outcome.contains(position));
        }
        for position in excludes.iter() {
            self.options.entry(position).or_default().1.count(outcome.contains(position));
        }
    }

    pub(super) fn finish(&self, decision: &Decision) -> Option<SelectionAgreement> {
        let option = |(position, (found, false_alarms)): (&usize, &(Proportion, Proportion))| {
            let option = decision.options().get(*position)?;
            Some(OptionAgreement { option: option.id.clone(), found: *found, false_alarms: *false_alarms })
        };
        (self.agree.of > 0).then(|| SelectionAgreement {
            decision: decision.id.clone(),
            main: decision.main,
            agree: self.agree,
            options: self.options.iter().filter_map(option).collect(),
        })
    }
}
