//! `advisor rules schema`: what editors need to complete and check a rulebook while it is written.
//!
//! A rulebook with errors has a schema, since its author is in the middle of an edit. Where one of several files is no YAML
//! at all, its names are missing; the schema is then lenient, and a message says so.

use std::path::PathBuf;

use leadership_advisor::{Rulebook, Schema};
use leadership_advisor_report::{findings, schema_json};

use crate::args;
use crate::exit::{Exit, Failure};
use crate::{input, output, save};

pub(crate) fn run(rules: &[PathBuf], args: &args::Schema) -> Result<Exit, Failure> {
    let paths = input::own_or(&args.paths, rules);
    save::spares(args.output.as_deref(), paths.iter().map(PathBuf::as_path))?;
    let schema = match paths {
        paths @ [_, ..] => Schema::load_layers(paths)?,
        [] => Schema::parse_files(Rulebook::builtin().files().iter().map(|file| (&file.name, &file.text)))?,
    };
    if !schema.problems().is_empty() {
        output::message(&findings(schema.problems(), output::width()));
        output::message("What is named there is not known, so the schema calls no name wrong until that is mended.\n");
    }
    output::result_or_file(args.output.as_deref(), &schema_json(&schema))?;
    Ok(Exit::Done)
}
