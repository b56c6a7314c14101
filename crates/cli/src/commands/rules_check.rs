//! `advisor rules check`: every mistake of a rulebook, at its place.

use std::path::PathBuf;

use leadership_advisor::{Lints, LoadError, Rulebook, Severity};
use leadership_advisor_report::{clean, contents, findings_json, findings_sarif, lints, rulebook_and_layers};

use crate::args::{Check, CheckFormat};
use crate::exit::{Exit, Failure};
use crate::{input, output, watch};

pub(crate) fn run(rules: &[PathBuf], args: &Check) -> Result<Exit, Failure> {
    let paths = input::own_or(&args.paths, rules);
    if args.watch { watch::run(paths, || once(paths, args)) } else { once(paths, args) }
}

fn once(paths: &[PathBuf], args: &Check) -> Result<Exit, Failure> {
    let (found, summary) = match input::rulebook(paths) {
        Ok(rulebook) => {
            let summary = format!("{}: {}", rulebook_and_layers(&rulebook), contents(&rulebook));
            (rulebook.lint(), Some(summary))
        }
        // A rulebook with errors is what this command is about; anything else that goes wrong is a failure of its own.
        Err(Failure::Load(LoadError::Invalid(problems))) => (Lints::from(problems), None),
        Err(failure) => return Err(failure),
    };
    for path in paths.iter().flat_map(Rulebook::passed_over) {
        let name = path.display().to_string();
        let why = match path.is_dir() {
            true => "it is a folder in the folder of the rulebook",
            false => "its name does not end in .yaml or .yml",
        };
        output::message(&format!("`{}` is not read: {why}\n", clean(&name)));
    }
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
