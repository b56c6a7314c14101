//! `advisor rules test`: the cases of a rulebook, what was expected and what came.

use std::path::PathBuf;

use leadership_advisor::LoadError;
use leadership_advisor_report::case_results;

use crate::args::Test;
use crate::exit::{Exit, Failure};
use crate::{input, output, watch};

pub(crate) fn run(rules: &[PathBuf], args: &Test) -> Result<Exit, Failure> {
    let paths = input::own_or(&args.paths, rules);
    if args.watch { watch::run(paths, || once(paths)) } else { once(paths) }
}

fn once(paths: &[PathBuf]) -> Result<Exit, Failure> {
    let rulebook = match input::rulebook(paths) {
        Ok(rulebook) => rulebook,
        Err(Failure::Load(LoadError::Invalid(problems))) => {
            output::findings(&problems)?;
            return Ok(Exit::No);
        }
        Err(failure) => return Err(failure),
    };
    let (text, failed) = case_results(rulebook.run_cases(), output::width());
    output::result(&text)?;
    Ok(if failed == 0 { Exit::Done } else { Exit::No })
}
