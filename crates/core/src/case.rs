//! Running the cases of a rulebook: what was expected, and what came.

mod contrast;
mod coverage;

pub use contrast::{Contrast, Silence};
pub use coverage::{Coverage, OptionCoverage, QuestionCoverage, RuleCoverage};

use crate::answers::Answers;
use crate::evaluation::{DecisionResult, Evaluation};
use crate::place::Place;
use crate::rulebook::{Case, Decision, DecisionOption, Expected, Rule, Rulebook};
use crate::set::Set;
use crate::unknown::{ItemKind, UnknownItem};

/// What came of one case. Made by [`Rulebook::run_cases`].
#[derive(Debug)]
#[non_exhaustive]
pub struct CaseResult<'r> {
    /// The case.
    pub case: &'r Case,
    /// Where it stands.
    pub place: Place,
    /// What follows from its answers.
    pub evaluation: Evaluation,
    /// In what it does not come out as expected. Empty if the case passes.
    pub failures: Vec<CaseFailure<'r>>,
}

/// One thing in which a case does not come out as expected.
#[derive(Debug)]
#[non_exhaustive]
pub enum CaseFailure<'r> {
    /// A decision with another outcome than one of those that were expected.
    Outcome {
        /// The decision.
        decision: &'r Decision,
        /// The outcomes that would have passed.
        expected: Vec<&'r DecisionOption>,
        /// Whether no outcome would have passed, too.
        or_none: bool,
    },
    /// A decision with options missing or too many: one that chooses several, or one whose outcome a case rules out.
    Members {
        /// The decision.
        decision: &'r Decision,
        /// Expected, and not in the outcome.
        missing: Vec<&'r DecisionOption>,
        /// In the outcome, and expected not to be.
        unwanted: Vec<&'r DecisionOption>,
    },
    /// A rule that should have fired.
    NotFired {
        /// The rule.
        rule: &'r Rule,
        /// The decision that it belongs to.
        decision: &'r Decision,
    },
}

/// What a case expects of one decision.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Expectation<'r> {
    /// One of these outcomes.
    OneOf {
        /// The decision.
        decision: &'r Decision,
        /// The outcomes that pass.
        options: Vec<&'r DecisionOption>,
        /// Whether no outcome passes, too.
        or_none: bool,
    },
    /// An outcome of several options, with some of them and without others; or one that is none of some options.
    Members {
        /// The decision.
        decision: &'r Decision,
        /// Options that must be in the outcome.
        includes: Vec<&'r DecisionOption>,
        /// Options that must not be in it.
        excludes: Vec<&'r DecisionOption>,
    },
}

impl Rulebook {
    /// The answers of a case of this rulebook.
    ///
    /// # Errors
    /// If the case belongs to another rulebook.
    pub fn case_answers(&self, case: &Case) -> Result<Answers, UnknownItem> {
        self.owns(&case.layer, ItemKind::Case, &case.name)?;
        Ok(self.case_given(case))
    }

    /// The answers of a case that is known to be one of this rulebook's.
    pub(crate) fn case_given(&self, case: &Case) -> Answers {
        Answers::with_given(self, case.given(self.book()))
    }

    /// What a case of this rulebook expects, in its author's order.
    ///
    /// # Errors
    /// If the case belongs to another rulebook.
    pub fn expectations(&self, case: &Case) -> Result<impl Iterator<Item = Expectation<'_>>, UnknownItem> {
        self.owns(&case.layer, ItemKind::Case, &case.name)?;
        Ok(case.expect.iter().map(|(ix, expected)| {
            let decision = &self.book().decisions[*ix];
            match expected {
                Expected::OneOf { options, none, .. } => {
                    Expectation::OneOf { decision, options: picked(decision, options), or_none: *none }
                }
                Expected::Members { includes, excludes } => Expectation::Members {
                    decision,
                    includes: picked(decision, includes),
                    excludes: picked(decision, excludes),
                },
            }
        }))
    }

    /// Evaluates every case of the rulebook and compares it with what it expects, in the order of the cases.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let failed = Rulebook::builtin().run_cases().filter(|result| !result.passed()).count();
    /// assert_eq!(failed, 0);
    /// ```
    pub fn run_cases(&self) -> impl Iterator<Item = CaseResult<'_>> {
        self.cases().iter().map(|case| run(self, case))
    }
}

impl CaseResult<'_> {
    /// Whether everything came out as expected.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }

    /// What came of the decision that a failure is about.
    pub fn result(&self, failure: &CaseFailure<'_>) -> Option<DecisionResult<'_>> {
        let (CaseFailure::Outcome { decision, .. }
        | CaseFailure::Members { decision, .. }
        | CaseFailure::NotFired { decision, .. }) = failure;
        self.evaluation.decision(&decision.id)
    }
}

fn run<'r>(rulebook: &'r Rulebook, case: &'r Case) -> CaseResult<'r> {
    let evaluation = rulebook.case_given(case).evaluate();
    let decisions = &rulebook.book().decisions;
    let mut failures = Vec::new();
    for (ix, expected) in &case.expect {
        failures.extend(compare(&decisions[*ix], expected, evaluation.tally(*ix).outcome_set()));
    }
    for reason in &case.reasons {
        if !evaluation.has_fired(*reason) {
            let decision = &decisions[reason.decision];
            failures.push(CaseFailure::NotFired { rule: &decision.rules[reason.rule], decision });
        }
    }
    CaseResult { case, place: rulebook.files().place(case.span), evaluation, failures }
}

impl Expected {
    /// Whether this outcome is as expected. Decisions that do not apply have an empty one.
    pub(crate) fn accepts(&self, outcome: &Set) -> bool {
        match self {
            Expected::OneOf { options, none, .. } => outcome.intersects(options) || (*none && outcome.is_empty()),
            Expected::Members { includes, excludes } => outcome.contains_all(includes) && !outcome.intersects(excludes),
        }
    }
}

fn picked<'r>(decision: &'r Decision, set: &Set) -> Vec<&'r DecisionOption> {
    set.iter().filter_map(|position| decision.options().get(position)).collect()
}

fn compare<'r>(decision: &'r Decision, expected: &Expected, outcome: Set) -> Option<CaseFailure<'r>> {
    if expected.accepts(&outcome) {
        return None;
    }
    let list = |keep: &dyn Fn(usize) -> bool| -> Vec<&'r DecisionOption> {
        picked(decision, &(0..decision.options.len()).filter(|position| keep(*position)).collect())
    };
    Some(match expected {
        Expected::OneOf { options, none, .. } => {
            CaseFailure::Outcome { decision, expected: list(&|position| options.contains(position)), or_none: *none }
        }
        Expected::Members { includes, excludes } => CaseFailure::Members {
            decision,
            missing: list(&|position| includes.contains(position) && !outcome.contains(position)),
            unwanted: list(&|position| excludes.contains(position) && outcome.contains(position)),
        },
    })
}
