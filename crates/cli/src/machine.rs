//! The format that a machine asked for, kept where a command fails: its reader finds the error in it, and a person on standard
//! error.

use leadership_advisor::{Lints, LoadError};
use leadership_advisor_report::{
    errors_junit, failure_json, failure_junit, failure_sarif, findings_json, findings_sarif,
};

use crate::args::{
    Args, CheckFormat, Command, CompareFormat, FitFormat, OutlineFormat, RecommendFormat, RulesCommand, TestFormat,
};
use crate::exit::Failure;
use crate::output;

/// A format for machines.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Machine {
    Json,
    Junit,
    Sarif,
}

/// The format in which a command was asked to put its result to standard output, if it is one for machines.
pub(crate) fn wanted(args: &Args) -> Option<Machine> {
    let is_json = match args.command.as_ref()? {
        Command::Recommend(recommend) => {
            recommend.output.is_none() && matches!(recommend.format, Some(RecommendFormat::Json))
        }
        Command::Compare(compare) => compare.output.is_none() && matches!(compare.format, Some(CompareFormat::Json)),
        Command::Rules { command: RulesCommand::Check(check) } => match check.format {
            CheckFormat::Sarif => return Some(Machine::Sarif),
            format => matches!(format, CheckFormat::Json),
        },
        Command::Rules { command: RulesCommand::Test(test) } => match test.format {
            TestFormat::Junit => return Some(Machine::Junit),
            format => matches!(format, TestFormat::Json),
        },
        Command::Rules { command: RulesCommand::Diff(diff) } => {
            diff.output.is_none() && matches!(diff.format, Some(OutlineFormat::Json))
        }
        Command::Rules { command: RulesCommand::Show(show) } => {
            show.output.is_none() && matches!(show.format, Some(OutlineFormat::Json))
        }
        Command::Rules { command: RulesCommand::Fit(fit) } => matches!(fit.format, FitFormat::Json),
        _ => false,
    };
    is_json.then_some(Machine::Json)
}

/// Puts out a failure in this format.
pub(crate) fn failed(machine: Machine, failure: &Failure) -> Result<(), Failure> {
    let document = match failure {
        Failure::NobodyReads => return Ok(()),
        Failure::Load(LoadError::Invalid(problems)) => match machine {
            Machine::Json => findings_json(&Lints::from(problems.clone())),
            Machine::Sarif => findings_sarif(&Lints::from(problems.clone())),
            Machine::Junit => errors_junit(problems),
        },
        other => {
            let message = other.to_string();
            let help = if let Failure::Other { help, .. } = other { help.as_deref() } else { None };
            match machine {
                Machine::Json => failure_json(&message, help),
                Machine::Sarif => failure_sarif(&message),
                Machine::Junit => failure_junit(&message, help),
            }
        }
    };
    output::result(&document)
}
