//! What testing a rulebook gave: as a page, as JSON, and as JUnit XML for continuous integration.

mod cases;
mod properties;
mod coverage;
mod mutation;
mod json;
mod junit;

pub use json::test_json;
pub use junit::{errors_junit, failure_junit, test_junit};

use leadership_advisor::{CaseResult, Coverage, MutationTest, PropertyResult, Rulebook, Ruling};

use crate::page::Page;
use crate::style::BAD;

/// Everything that one run of the tests of a rulebook gave.
#[derive(Debug)]
pub struct TestRun<'r> {
    /// The rulebook.
    pub rulebook: &'r Rulebook,
    /// What came of its cases.
    pub cases: Vec<CaseResult<'r>>,
    /// What was found about its properties.
    pub properties: Vec<PropertyResult<'r>>,
    /// What they touch, if that was asked for.
    pub coverage: Option<Coverage<'r>>,
    /// What they would notice if it were changed, if that was asked for.
    pub mutation: Mutation<'r>,
    /// The percentage that they must touch, or notice, if one was set.
    pub fail_under: Option<u64>,
}

/// Whether changes of the rulebook were tried.
#[derive(Debug)]
#[non_exhaustive]
pub enum Mutation<'r> {
    /// Nobody asked for it.
    NotAsked,
    /// Cases that fail as it is would notice nothing.
    CasesFail,
    /// They were.
    Tried {
        /// What became of them.
        test: MutationTest<'r>,
        /// Whether a person wants to see all of them.
        in_full: bool,
    },
}

/// Why changes are not tried while cases fail.
const CASES_FAIL: &str =
    "no change was tried: mend the cases that fail first, since only one that passes can notice anything";

impl TestRun<'_> {
    /// Whether everything that was tested is as it should be.
    pub fn passed(&self) -> bool {
        let holds = |result: &PropertyResult<'_>| matches!(result.ruling, Ruling::Holds);
        self.cases.iter().all(CaseResult::passed)
            && self.properties.iter().all(holds)
            && self.covers_enough()
            && self.notices_enough()
    }

    fn covers_enough(&self) -> bool {
        match (&self.coverage, self.least_covered()) {
            (Some(coverage), Some(percent)) => coverage.reaches(percent),
            _ => true,
        }
    }

    fn notices_enough(&self) -> bool {
        match (&self.mutation, self.least_noticed()) {
            (Mutation::Tried { test, .. }, Some(percent)) => test.reaches(percent),
            _ => true,
        }
    }

    /// The percentage, if it is about what the cases touch.
    fn least_covered(&self) -> Option<u64> {
        self.fail_under.filter(|_| matches!(self.mutation, Mutation::NotAsked))
    }

    /// The percentage, if it is about what they notice.
    fn least_noticed(&self) -> Option<u64> {
        self.fail_under.filter(|_| !matches!(self.mutation, Mutation::NotAsked))
    }
}

/// The run for its author: what fails and why, then what was asked for besides.
pub fn test_text(run: &TestRun<'_>, width: usize) -> String {
    let mut page = Page::new(width);
    cases::put(&mut page, &run.cases);
    properties::put(&mut page, &run.properties);
    if let Some(coverage) = &run.coverage {
        coverage::put(&mut page, coverage, run.least_covered());
    }
    match &run.mutation {
        Mutation::NotAsked => {}
        Mutation::CasesFail => {
            page.gap();
            page.styled(0, BAD, CASES_FAIL);
        }
        Mutation::Tried { test, in_full } => mutation::put(&mut page, test, *in_full, run.least_noticed()),
    }
    page.finish()
}
