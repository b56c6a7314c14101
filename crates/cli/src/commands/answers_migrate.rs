//! `advisor answers migrate`: answers to an older version of a rulebook, as answers to this one.

use std::path::{Path, PathBuf};

use leadership_advisor_report::migration_text;

use crate::args::Migrate;
use crate::exit::{Exit, Failure};
use crate::{input, output, save};

pub(crate) fn run(rules: &[PathBuf], args: &Migrate) -> Result<Exit, Failure> {
    save::spares(args.output.as_deref(), rules.iter().chain([&args.file]).map(PathBuf::as_path))?;
    let rulebook = input::rulebook(rules)?;
    let migration = match args.file.as_path() {
        file if file == Path::new("-") => rulebook.parse_former_answers(input::STANDARD, input::standard_input()?)?,
        file => rulebook.load_former_answers(file)?,
    };
    output::result_or_file(args.output.as_deref(), &migration.answers.to_yaml())?;
    output::message(&migration_text(&migration, &migration.answers.evaluate()));
    Ok(Exit::Done)
}
