//! A decision as the search sees it: its rules, those that look at one question only gathered in buckets, and what has to be
//! looked at again when one question changes. The model of the rulebook builds it.

use std::sync::{Arc, OnceLock};

use super::contest::{Contest, Way};
use super::expr::Expr;
use super::formula::DecisionFormulas;
use crate::rulebook::Choose;
use crate::set::Set;

#[derive(Debug)]
pub(crate) struct RuleModel {
    pub(crate) condition: Expr,
    pub(crate) points: Vec<i64>,
    pub(crate) rules_out: Set,
    /// Whether its points are counted in the bucket of its one question.
    pub(crate) in_bucket: bool,
    /// The questions that it depends on, directly, through facts, through `ask_if` or through decisions.
    pub(crate) support: Vec<bool>,
}

/// The rules of a decision that look at one question only, added up for each state of that question.
#[derive(Debug)]
pub(crate) struct Bucket {
    pub(crate) question: usize,
    /// Points by option: for "not asked", then for each case.
    pub(crate) points: Vec<Vec<i64>>,
    /// The most that the first option of each pair can gain on the second, over all cases, and over all but no answer.
    pub(crate) gain: Vec<i64>,
    pub(crate) gain_answered: Vec<i64>,
}

/// What of a decision has to be looked at again when something has changed: places of rules and of buckets.
#[derive(Debug, Default)]
pub(crate) struct Dependents {
    pub(crate) rules: Vec<usize>,
    pub(crate) buckets: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct DecisionModel {
    pub(crate) choose: Choose,
    pub(crate) options: usize,
    /// The pairs of options whose difference decides: see [`pairs`].
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) applies_if: Option<Expr>,
    /// The questions that decide whether it applies.
    pub(crate) guard: Vec<bool>,
    pub(crate) rules: Vec<RuleModel>,
    pub(crate) buckets: Vec<Bucket>,
    /// The decisions that this one depends on, and itself, in order.
    pub(crate) closure: Vec<usize>,
    /// The questions that it depends on in any way.
    pub(crate) support: Vec<bool>,
    /// How much each question may weigh in it, for choosing what to branch on.
    pub(crate) weight: Vec<i64>,
    /// The rules that rule something out.
    pub(crate) excluding: Vec<usize>,
    /// All rules and buckets, and those that depend on each question.
    pub(super) everything: Dependents,
    pub(super) dependents: Vec<Dependents>,
    /// Made when they are first asked for.
    pub(super) formulas: OnceLock<Option<DecisionFormulas>>,
    pub(crate) contests: Contests,
}

/// What a decision is assumed to come to while those below it are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assumed {
    /// This option.
    Outcome(usize),
    /// No outcome.
    Nothing,
}

/// The contests of a decision, put together when they are first asked for, and held for all answers. There are none where what is
/// asked cannot be said by contests.
#[derive(Debug, Default)]
pub(crate) struct Contests {
    /// To come out differently: for each state that the decision may be in.
    pub(crate) differing: Vec<OnceLock<Option<Arc<Vec<Contest>>>>>,
    /// To come to each option.
    pub(crate) ways: Vec<OnceLock<Option<Arc<Vec<Way>>>>>,
}

impl RuleModel {
    /// Whether it rules out the rival and not the option.
    pub(crate) fn spares(&self, option: usize, rival: usize) -> bool {
        self.rules_out.contains(rival) && !self.rules_out.contains(option)
    }
}

impl Contests {
    pub(super) fn of(options: usize) -> Contests {
        // Not applicable, without an outcome, and each option.
        let differing = (0..options + 2).map(|_| OnceLock::new()).collect();
        Contests { differing, ways: (0..options).map(|_| OnceLock::new()).collect() }
    }
}

impl DecisionModel {
    /// What depends on a question, or everything.
    pub(crate) fn dependents(&self, question: Option<usize>) -> &Dependents {
        question.and_then(|question| self.dependents.get(question)).unwrap_or(&self.everything)
    }
}
