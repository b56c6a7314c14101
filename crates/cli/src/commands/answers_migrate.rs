//! `advisor answers migrate`: answers to an older version of a rulebook, as answers to this one.

use std::path::{Path, PathBuf};

use leadership_advisor_report::migration_text;

use crate::args::Migrate;
use crate::exit::{Exit, Failure};
use crate::{input, output};

pub(crate) fn run(rules: &[PathBuf], args: &Migrate) -> Result<Exit, Failure> {
    let rulebook = input::rulebook(rules)?;
    if let Some(output) = &args.output
        && is_same(&args.file, output)
    {
        let help = "write to another file, and replace the old one when you have looked at it";
        return Err(Failure::new(format!("`{}` would be overwritten", args.file.display()), Some(help)));
    }
    let migration = match args.file.as_path() {
        file if file == Path::new("-") => rulebook.parse_former_answers(input::STANDARD, input::standard_input()?)?,
        file => rulebook.load_former_answers(file)?,
    };
    output::result_or_file(args.output.as_deref(), &migration.answers.to_yaml())?;
    output::message(&migration_text(&migration, &migration.answers.evaluate()));
    Ok(Exit::Done)
}

/// Whether both paths lead to one file, by whatever name.
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}
