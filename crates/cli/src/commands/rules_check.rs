//! `advisor rules check`: every mistake of a rulebook, at its place.

use std::path::Path;

use leadership_advisor::{Lints, LoadError, Severity};
use leadership_advisor_report::{clean, contents, findings_json, findings_sarif, lints};

use crate::args::{Check, CheckFormat};
use crate::exit::{Exit, Failure};
use crate::{input, output, watch};

pub(crate) fn run(rules: Option<&Path>, args: &Check) -> Result<Exit, Failure> {
    let path = args.path.as_deref().or(rules);
    if args.watch { watch::run(path, || once(path, args)) } else { once(path, args) }
}

fn once(path: Option<&Path>, args: &Check) -> Result<Exit, Failure> {
    let (found, summary) = match input::rulebook(path) {
        Ok(rulebook) => {
            let summary = format!("{} {}: {}", rulebook.id(), rulebook.version(), contents(&rulebook));
            (rulebook.lint(), Some(summary))
        }
        // A rulebook with errors is what this command is about; anything else that goes wrong is a failure of its own.
        Err(Failure::Load(LoadError::Invalid(problems))) => (Lints::from(problems), None),
        Err(failure) => return Err(failure),
    };
    match args.format {
        CheckFormat::Json => output::result(&findings_json(&found))?,
        CheckFormat::Sarif => output::result(&findings_sarif(&found))?,
        CheckFormat::Text => {
            output::result(&lints(&found, output::width()))?;
            if let Some(summary) = summary {
                output::result(&format!("{}\n", clean(&summary)))?;
            }
        }
    }
    Ok(exit(&found, args.deny_warnings))
}

/// Notes never count: they tell an author something about a rulebook that may well be meant so.
fn exit(found: &Lints, deny_warnings: bool) -> Exit {
    let count = |severity| found.findings.count(severity);
    let bad = count(Severity::Error) > 0 || (deny_warnings && count(Severity::Warning) > 0);
    if bad { Exit::No } else { Exit::Done }
}
