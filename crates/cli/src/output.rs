//! Where results and messages go: results to standard output or a file, everything else to standard error.

use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use leadership_advisor::{Budget, Diagnostics};
use leadership_advisor_report::{clean, findings as drawn, load_error};
use terminal_size::{Height, Width, terminal_size_of};

use crate::exit::{Exit, Failure};
use crate::save;

/// How far each search of the analysis may go for somebody who waits for one result.
pub(crate) const PATIENCE: Budget = Budget::PATIENT;

/// The width of a page where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 80;

/// The width of the terminal: `COLUMNS` if it says one, else the terminal's own, else 80.
pub(crate) fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|width| *width > 0);
    let asked = || terminal_size_of(std::io::stdout()).or_else(|| terminal_size_of(std::io::stderr()));
    said.or_else(|| asked().map(|(Width(width), _)| usize::from(width))).unwrap_or(DEFAULT_WIDTH)
}

/// The height of the terminal that results go to, if they go to one.
pub(crate) fn height() -> Option<usize> {
    terminal_size_of(std::io::stdout()).map(|(_, Height(height))| usize::from(height))
}

/// The ending of a file's name, in small letters.
pub(crate) fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase)
}

/// Whether standard output is to have colors.
pub(crate) fn takes_colors() -> bool {
    anstream::stdout().current_choice() != anstream::ColorChoice::Never
}

/// Whether whoever read our results has gone.
static READER_GONE: AtomicBool = AtomicBool::new(false);
/// Whether something that a person had to hear could not be written.
static UNHEARD: AtomicBool = AtomicBool::new(false);

/// Puts out a result. Styles are stripped where they are not wanted. A reader who has gone is no error, and does not end the
/// command: its exit code is the verdict, which somebody else reads.
pub(crate) fn result(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) => match lost(&error) {
            Failure::NobodyReads => Ok(()),
            failure => Err(failure),
        },
    }
}

/// Whether whoever read our results has gone: for commands that would go on for ever.
pub(crate) fn nobody_reads() -> bool {
    READER_GONE.load(Ordering::Relaxed)
}

/// Whether all that a person had to hear could be written.
pub(crate) fn all_heard() -> bool {
    !UNHEARD.load(Ordering::Relaxed)
}

/// A result that standard output did not take.
pub(crate) fn lost(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => {
            READER_GONE.store(true, Ordering::Relaxed);
            Failure::NobodyReads
        }
        _ => Failure::new(format!("cannot write the result: {error}"), None),
    }
}

/// Puts a result into a file, whole or not at all, without styles.
pub(crate) fn result_to(path: &Path, text: &str) -> Result<(), Failure> {
    save::write(path, &anstream::adapter::strip_str(text).to_string())
}

/// Puts a result into a file if there is one, else to standard output.
pub(crate) fn result_or_file(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    path.map_or_else(|| result(text), |path| result_to(path, text))
}

/// Puts out findings, as a result.
pub(crate) fn findings(problems: &Diagnostics) -> Result<(), Failure> {
    result(&drawn(problems, width()))
}

/// Says why a command could not do what it was asked to, and how the program ends for it.
pub(crate) fn failure(failure: &Failure) -> Exit {
    let text = match failure {
        Failure::NobodyReads => return Exit::Done,
        Failure::Load(error) => load_error(error, width()),
        Failure::Other { message, help } => {
            let help = help.as_ref().map(|help| format!("help: {}\n", clean(help))).unwrap_or_default();
            format!("error: {}\n{help}", clean(message))
        }
    };
    message(&text);
    Exit::Invalid
}

/// Says something that the person must hear before anything else happens. Where there is no room for it, a full disk behind
/// standard error for instance, the command goes on, so that no answer is lost, and ends as one that failed.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stderr().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::NobodyReads),
        Err(_) => {
            UNHEARD.store(true, Ordering::Relaxed);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Says something to the person. A message that nobody can read is lost, and that is all.
pub(crate) fn message(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}
