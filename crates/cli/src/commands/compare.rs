//! `advisor compare`: two sets of answers side by side.

use std::path::{Path, PathBuf};

use leadership_advisor_report::{comparison_json, comparison_text};

use crate::args::{Compare, CompareFormat};
use crate::exit::{Exit, Failure};
use crate::{input, output};

pub(crate) fn run(rules: &[PathBuf], args: &Compare) -> Result<Exit, Failure> {
    if args.second.is_none() && args.set.is_empty() {
        let help = "give a second file, or `--set ID=VALUE` for what differs from the first";
        return Err(Failure::new("there is nothing to compare with", Some(help)));
    }
    if args.second.as_deref() == Some(Path::new("-")) && args.first == Path::new("-") {
        return Err(Failure::new("standard input cannot be read twice", Some("name a file for one of the two")));
    }
    let rulebook = input::rulebook(rules)?;
    let first = input::answers(&rulebook, &args.first)?;
    let mut second = match &args.second {
        Some(path) => input::answers(&rulebook, path)?,
        None => first.clone(),
    };
    input::apply_sets(&mut second, &args.set)?;
    let called = |path: &Path, company: Option<&str>| match company {
        Some(company) => format!("{company} ({})", path.display()),
        None => path.display().to_string(),
    };
    let names =
        (called(&args.first, first.company()), called(args.second.as_deref().unwrap_or(&args.first), second.company()));
    let with = if args.set.is_empty() { String::new() } else { format!(" with {}", args.set.join(", ")) };
    let (first, second) = (first.evaluate(), second.evaluate());
    let comparison = first.compare(&second).map_err(|error| Failure::new(error.to_string(), None))?;
    output::result(&match args.format {
        CompareFormat::Text => comparison_text(&comparison, &names.0, &format!("{}{with}", names.1), output::width()),
        CompareFormat::Json => comparison_json(&comparison),
    })?;
    Ok(Exit::Done)
}
