//! `advisor brand new`: a file to begin with, for reports in one's own name.

use std::path::PathBuf;

use leadership_advisor_report::brand_file;

use crate::args::BrandNew;
use crate::exit::{Exit, Failure};
use crate::{input, output, save};

pub(crate) fn run(rules: &[PathBuf], args: &BrandNew) -> Result<Exit, Failure> {
    save::spares(args.output.as_deref(), rules.iter().map(PathBuf::as_path))?;
    let rulebook = input::rulebook(rules)?;
    output::result_or_file(args.output.as_deref(), &brand_file(&args.language, &rulebook))?;
    Ok(Exit::Done)
}
