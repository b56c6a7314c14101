//! What testing a rulebook gave: as a page, as JSON, and as JUnit XML for continuous integration.

mod cases;
mod properties;
mod coverage;
mod json;
mod junit;

pub use json::test_json;
pub use junit::test_junit;

use leadership_advisor::{CaseResult, Coverage, PropertyResult, Rulebook, Ruling};

use crate::page::Page;

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
    /// The percentage that they must touch, if one was set.
    pub fail_under: Option<u64>,
}

impl TestRun<'_> {
    /// Whether everything that was tested is as it should be.
    pub fn passed(&self) -> bool {
        let holds = |result: &PropertyResult<'_>| matches!(result.ruling, Ruling::Holds);
        self.cases.iter().all(CaseResult::passed) && self.properties.iter().all(holds) && self.covers_enough()
    }

    fn covers_enough(&self) -> bool {
        match (&self.coverage, self.fail_under) {
            (Some(coverage), Some(percent)) => coverage.reaches(percent),
            _ => true,
        }
    }
}

/// The run for its author: what fails and why, then what was asked for besides.
pub fn test_text(run: &TestRun<'_>, width: usize) -> String {
    let mut page = Page::new(width);
    cases::put(&mut page, &run.cases);
    properties::put(&mut page, &run.properties);
    if let Some(coverage) = &run.coverage {
        coverage::put(&mut page, coverage, run.fail_under);
    }
    page.finish()
}
