//! From paths and `--set` to rulebooks and answers.

use std::io::Read;
use std::path::{Path, PathBuf};

use leadership_advisor::{AnswerError, Answers, LoadError, Rulebook};
use leadership_advisor_report::Brand;

use crate::exit::Failure;

/// More than this is not read from standard input; the library refuses less than this.
const MOST_BYTES: u64 = 4 << 20;

/// The rulebooks at some paths, each laid over those before it, or the one that comes with the program.
pub(crate) fn rulebook(paths: &[PathBuf]) -> Result<Rulebook, Failure> {
    match paths {
        [] => Ok(Rulebook::builtin()),
        paths => Ok(Rulebook::load_layers(paths)?),
    }
}

/// The paths that a command was given itself, or else those of `--rules`.
pub(crate) fn own_or<'p>(own: &'p [PathBuf], rules: &'p [PathBuf]) -> &'p [PathBuf] {
    if own.is_empty() { rules } else { own }
}

/// The answers in a file, or on standard input for `-`.
pub(crate) fn answers(rulebook: &Rulebook, path: &Path) -> Result<Answers, Failure> {
    if path != Path::new("-") {
        return Ok(rulebook.load_answers(path)?);
    }
    Ok(rulebook.parse_answers(STANDARD, standard_input()?)?)
}

/// A brand with the files that it was read from.
#[derive(Default)]
pub(crate) struct Branding {
    pub(crate) brand: Brand,
    /// The text of its file. Empty without one.
    pub(crate) text: Vec<u8>,
    /// The file of its logo, and its bytes.
    pub(crate) logo: Option<(PathBuf, Vec<u8>)>,
}

/// The brand in a file, with the logo that it names; a relative path begins at the folder of the file. Nobody's without one.
pub(crate) fn brand(path: Option<&Path>, rulebook: &Rulebook) -> Result<Branding, Failure> {
    let Some(path) = path else { return Ok(Branding::default()) };
    let text = some_of(path).map_err(|error| LoadError::Unreadable { path: path.to_owned(), error })?;
    let mut logo = None;
    let read = |name: &str| {
        let file = path.parent().unwrap_or(Path::new("")).join(name);
        let bytes = some_of(&file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
        logo = Some((file, bytes.clone()));
        Ok(bytes)
    };
    let brand = Brand::parse(&path.to_string_lossy(), &text, rulebook, read)?;
    Ok(Branding { brand, text, logo })
}

/// A file, as far as anything but a table may be long: what is longer is refused for that by whoever takes it.
pub(crate) fn some_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What messages call standard input.
pub(crate) const STANDARD: &str = "standard input";

/// All of standard input, as far as the library would read it.
pub(crate) fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("cannot read standard input: {error}"), None))?;
    Ok(bytes)
}

/// Applies each `--set ID=VALUE`. All that are wrong are reported together.
pub(crate) fn apply_sets(answers: &mut Answers, sets: &[String]) -> Result<(), Failure> {
    let mut problems = Vec::new();
    for set in sets {
        match set.split_once('=') {
            None => problems.push(format!("--set {set}: write it as ID=VALUE")),
            Some((id, value)) => {
                if let Err(error) = answers.set_text(id.trim(), value) {
                    problems.push(format!("--set {set}: {}", with_help(&error)));
                }
            }
        }
    }
    match problems.as_slice() {
        [] => Ok(()),
        _ => Err(Failure::new(problems.join("; "), None)),
    }
}

/// An error and its remedy in one sentence.
pub(crate) fn with_help(error: &AnswerError) -> String {
    match error.help() {
        Some(help) => format!("{error} ({help})"),
        None => error.to_string(),
    }
}
