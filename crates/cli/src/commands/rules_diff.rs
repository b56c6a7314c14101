//! `advisor rules diff`: what an edit of a rulebook means.

use std::path::Path;
use std::slice;

use leadership_advisor::{Answers, LoadError, Rulebook};
use leadership_advisor_report::{Form, difference_json, difference_shown};

use crate::args::{Diff, DiffFormat};
use crate::exit::{Exit, Failure};
use crate::{input, output};

pub(crate) fn run(args: &Diff) -> Result<Exit, Failure> {
    let (old, new) = match (input::rulebook(slice::from_ref(&args.old)), input::rulebook(slice::from_ref(&args.new))) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => return refused([old, new]),
    };
    let difference = old.difference(&new);
    let mut files = Vec::new();
    for file in &args.answers {
        files.push(difference.retell(&file.to_string_lossy(), &answers(&old, &new, file)?));
    }
    let text = match args.format {
        DiffFormat::Text => difference_shown(&difference, &files, Form::Text(output::width())),
        DiffFormat::Markdown => difference_shown(&difference, &files, Form::Markdown),
        DiffFormat::Json => difference_json(&difference, &files),
    };
    output::result_or_file(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}

/// The findings of both versions; anything else that goes wrong comes before them.
fn refused(versions: [Result<Rulebook, Failure>; 2]) -> Result<Exit, Failure> {
    let mut findings = Vec::new();
    for failure in versions.into_iter().filter_map(Result::err) {
        match failure {
            Failure::Load(LoadError::Invalid(problems)) => findings.push(problems),
            other => return Err(other),
        }
    }
    findings.iter().try_for_each(output::findings)?;
    Ok(Exit::No)
}

/// Answers to either version: those that were saved with the old one may name what the new one has no more.
fn answers(old: &Rulebook, new: &Rulebook, file: &Path) -> Result<Answers, Failure> {
    match input::answers(new, file) {
        Ok(answers) => Ok(answers),
        Err(failure) => input::answers(old, file).map_err(|_| failure),
    }
}
