//! `advisor rules new`: a small rulebook that works, with comments that teach, to be changed into one's own.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use leadership_advisor::Schema;
use leadership_advisor_report::{clean, schema_json};

use crate::args::New;
use crate::exit::{Exit, Failure};
use crate::{output, save};

const RULEBOOK: (&str, &str) = ("rulebook.yaml", include_str!("../../template/rulebook.yaml"));
const SCHEMA: &str = "rulebook.schema.json";

pub(crate) fn run(args: &New) -> Result<Exit, Failure> {
    let folder = &args.folder;
    let made = empty_folder(folder)?;
    if let Err(failure) = fill(folder) {
        // Nothing half written stays behind. What cannot be removed either is no worse than what went wrong already.
        for name in [RULEBOOK.0, SCHEMA] {
            let _ = fs::remove_file(folder.join(name));
        }
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        return Err(failure);
    }
    output::result(&format!("{}\n", clean(&folder.join(RULEBOOK.0).to_string_lossy())))?;
    let name = folder.to_string_lossy();
    let quote = if name.contains(char::is_whitespace) { "'" } else { "" };
    output::message("A rulebook that works. Open it in an editor and change it; meanwhile, in a terminal:\n");
    output::message(&format!("  advisor rules check {quote}{}{quote} --watch\n", clean(&name)));
    Ok(Exit::Done)
}

fn fill(folder: &Path) -> Result<(), Failure> {
    save::write(&folder.join(SCHEMA), &schema_json(&Schema::parse_files([RULEBOOK])?))?;
    save::write(&folder.join(RULEBOOK.0), RULEBOOK.1)
}

/// Makes a folder and those it lies in, unless it is there and empty. Gives those that were made.
fn empty_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    match folder.read_dir() {
        Ok(mut entries) => match entries.next() {
            None => Ok(Vec::new()),
            Some(_) => {
                let message = format!("the folder `{}` is not empty", folder.display());
                Err(Failure::new(message, Some("name a folder that is not there yet, or is empty")))
            }
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let missing = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
            let mut made: Vec<PathBuf> = missing.map(Path::to_owned).collect();
            made.reverse();
            fs::create_dir_all(folder).map_err(|error| Failure::io("make the folder", folder, &error))?;
            Ok(made)
        }
        Err(error) => Err(Failure::io("make a rulebook in", folder, &error)),
    }
}
