//! `advisor rules test`: the cases of a rulebook, what was expected and what came.

use std::path::Path;

use leadership_advisor::LoadError;
use leadership_advisor_report::case_results;

use crate::args::Test;
use crate::exit::{Exit, Failure};
use crate::{input, output, watch};

pub(crate) fn run(rules: Option<&Path>, args: &Test) -> Result<Exit, Failure> {
    let path = args.path.as_deref().or(rules);
    if args.watch { watch::run(path, || once(path)) } else { once(path) }
}

fn once(path: Option<&Path>) -> Result<Exit, Failure> {
    let rulebook = match input::rulebook(path) {
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
