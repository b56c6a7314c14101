//! What the cases of a rulebook touch, and what none of them does.
//!
//! A rule is touched where it fires in a case, an option where it is in an outcome, a question where a case answers it and
//! the answer counts. Touched is not tested: a case may pass for other reasons. What cases would notice if it changed is
//! the matter of [`mutation`](crate::Rulebook::mutation_test).

use super::CaseResult;
use crate::place::Place;
use crate::rulebook::{Decision, DecisionOption, Expected, Question, Rule, RuleRef, Rulebook};
use crate::table::Table;
use crate::truth::Truth;

/// What the cases of a rulebook touch. Made by [`Rulebook::coverage`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Coverage<'r> {
    /// Every rule of every decision, in order.
    pub rules: Vec<RuleCoverage<'r>>,
    /// Every option of every decision, in order.
    pub options: Vec<OptionCoverage<'r>>,
    /// Every question, in order.
    pub questions: Vec<QuestionCoverage<'r>>,
}

/// In how many cases a rule fires.
#[derive(Debug)]
#[non_exhaustive]
pub struct RuleCoverage<'r> {
    /// The decision.
    pub decision: &'r Decision,
    /// The rule.
    pub rule: &'r Rule,
    /// Where it stands.
    pub place: Place,
    /// The number of cases in which it fires.
    pub cases: usize,
}

/// In how many cases an option comes out.
#[derive(Debug)]
#[non_exhaustive]
pub struct OptionCoverage<'r> {
    /// The decision.
    pub decision: &'r Decision,
    /// The option.
    pub option: &'r DecisionOption,
    /// The number of cases with it in the outcome.
    pub cases: usize,
    /// The number of cases that expect it.
    pub expected: usize,
}

/// In how many cases a question is answered.
#[derive(Debug)]
#[non_exhaustive]
pub struct QuestionCoverage<'r> {
    /// The question.
    pub question: &'r Question,
    /// The number of cases with an answer to it that counts.
    pub cases: usize,
}

impl Rulebook {
    /// What the cases of the rulebook touch.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let rulebook = Rulebook::builtin();
    /// let coverage = rulebook.coverage();
    /// assert!(coverage.reaches(90), "nine of ten rules, options and questions are touched by a case");
    /// ```
    pub fn coverage(&self) -> Coverage<'_> {
        let results: Vec<CaseResult<'_>> = self.run_cases().collect();
        let book = self.book();
        let count = |touches: &dyn Fn(&CaseResult<'_>) -> bool| results.iter().filter(|result| touches(result)).count();
        let mut coverage = Coverage { rules: Vec::new(), options: Vec::new(), questions: Vec::new() };
        let mut expected: Table<Decision, Table<DecisionOption, usize>> =
            book.decisions.column(|ix| book.decisions[ix].options.column(|_| 0));
        for (ix, wanted) in book.cases.iter().flat_map(|case| &case.expect) {
            let (Expected::OneOf { options, .. } | Expected::Members { includes: options, .. }) = wanted;
            for option in book.decisions[*ix].options.indices().filter(|option| options.contains(option.position())) {
                expected[*ix][option] += 1;
            }
        }
        for (ix, decision) in book.decisions.iter() {
            for (rule_ix, rule) in decision.rules.iter() {
                let cases = count(&|result| result.evaluation.has_fired(RuleRef { decision: ix, rule: rule_ix }));
                coverage.rules.push(RuleCoverage { decision, rule, place: book.files.place(rule.span), cases });
            }
            for (option_ix, option) in decision.options.iter() {
                let cases = count(&|result| result.evaluation.tally(ix).outcome().contains(&option_ix));
                let expected = expected[ix][option_ix];
                coverage.options.push(OptionCoverage { decision, option, cases, expected });
            }
        }
        for (ix, question) in book.questions.iter() {
            let counts = |result: &CaseResult<'_>| {
                let given = result.evaluation.answers().given()[ix].is_some();
                given && result.evaluation.asked_of(ix) == Truth::True
            };
            coverage.questions.push(QuestionCoverage { question, cases: count(&counts) });
        }
        coverage
    }
}

impl Coverage<'_> {
    /// How many rules, options and questions there are.
    pub fn total(&self) -> usize {
        self.rules.len() + self.options.len() + self.questions.len()
    }

    /// How many of them some case touches.
    pub fn touched(&self) -> usize {
        let rules = self.rules.iter().filter(|row| row.cases > 0).count();
        let options = self.options.iter().filter(|row| row.cases > 0).count();
        rules + options + self.questions.iter().filter(|row| row.cases > 0).count()
    }

    /// Whether at least so many of a hundred are touched. Nothing is rounded.
    pub fn reaches(&self, percent: u64) -> bool {
        self.touched() as u128 * 100 >= u128::from(percent) * self.total() as u128
    }
}
