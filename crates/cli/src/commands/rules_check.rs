//! `advisor rules check`: every mistake of a rulebook, at its place.

use std::path::Path;

use leadership_advisor::{Diagnostics, LoadError, Severity};
use leadership_advisor_report::{clean, contents, findings_json};

use crate::args::{Check, CheckFormat};
use crate::exit::{Exit, Failure};
use crate::{input, output, watch};

pub(crate) fn run(rules: Option<&Path>, args: &Check) -> Result<Exit, Failure> {
    let path = args.path.as_deref().or(rules);
    if args.watch { watch::run(path, || once(path, args)) } else { once(path, args) }
}

fn once(path: Option<&Path>, args: &Check) -> Result<Exit, Failure> {
    let (findings, summary) = match input::rulebook(path) {
        Ok(rulebook) => {
            let summary = format!("{} {}: {}", rulebook.id(), rulebook.version(), contents(&rulebook));
            (rulebook.lint(), Some(summary))
        }
        // A rulebook with errors is what this command is about; anything else that goes wrong is a failure of its own.
        Err(Failure::Load(LoadError::Invalid(problems))) => (problems, None),
        Err(failure) => return Err(failure),
    };
    match args.format {
        CheckFormat::Json => output::result(&findings_json(&findings))?,
        CheckFormat::Text => {
            output::findings(&findings)?;
            if let Some(summary) = summary {
                output::result(&format!("{}\n", clean(&summary)))?;
            }
        }
    }
    Ok(exit(&findings, args.deny_warnings))
}

fn exit(findings: &Diagnostics, deny_warnings: bool) -> Exit {
    let bad = findings.count(Severity::Error) > 0 || (deny_warnings && findings.count(Severity::Warning) > 0);
    if bad { Exit::No } else { Exit::Done }
}
