//! Answers that somebody began in this folder and did not finish: they are offered before new ones are begun.
//!
//! They are offered to a person at a terminal and to nobody else, and only if the questions are not yet at their end.

use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

use leadership_advisor::{Interview, Rulebook};
use leadership_advisor_report::{DIM, Page, clean, count};

use crate::exit::Failure;
use crate::{input, output, save};

/// The file to go on with, if there is one and the person wants it.
pub(crate) fn offered(rulebook: &Rulebook) -> Result<Option<PathBuf>, Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(None);
    }
    let Some(path) = save::last_name() else { return Ok(None) };
    // Answers to another rulebook, or no answers at all, are nothing to go on with.
    let Ok(answers) = input::answers(rulebook, &path) else { return Ok(None) };
    let given = answers.len();
    if given == 0 || Interview::new(answers).question().is_none() {
        return Ok(None);
    }
    let name = path.display().to_string();
    let mut page = Page::new(output::width());
    page.paragraph(0, &format!("{} has {} and isn't finished. Continue?", clean(&name), count(given, "answer")));
    page.styled(0, DIM, "Enter = continue · n = start over");
    output::say(&format!("{}> ", page.finish()))?;
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line).unwrap_or(0);
    let wanted = read > 0 && matches!(line.trim().to_lowercase().as_str(), "" | "y" | "yes");
    Ok(wanted.then_some(path))
}
