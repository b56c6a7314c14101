//! `--watch`: runs a command again whenever somebody saves the rulebook.
//!
//! The files are read a few times a second and compared. That needs no library, works on every file system (also where
//! nothing is notified of changes: network folders, containers), sees a save that keeps size and time, and does not start
//! for one that changes nothing. There is little to read: the loader takes 8 MiB at the most.

use std::path::PathBuf;
use std::time::Duration;

use leadership_advisor::Rulebook;
use leadership_advisor_report::{clean, list_of};

use crate::exit::{Exit, Failure};
use crate::output;

/// How often the files are read.
const PAUSE: Duration = Duration::from_millis(200);

/// Runs `command` now, and again after every save, until an interrupt ends the program.
pub(crate) fn run(paths: &[PathBuf], command: impl Fn() -> Result<Exit, Failure>) -> Result<Exit, Failure> {
    if paths.is_empty() {
        let help = "name a file or a folder: `advisor rules check my-rules.yaml --watch`";
        return Err(Failure::new(
            "there is nothing to watch: the rulebook that comes with the program does not change",
            Some(help),
        ));
    }
    let interrupted = || {
        output::message("\n");
        std::process::exit(Exit::Interrupted.code().into());
    };
    ctrlc::set_handler(interrupted)
        .map_err(|error| Failure::new(format!("cannot listen for interrupts: {error}"), None))?;
    let mut changes = Changes::since(look(paths));
    command()?;
    if output::nobody_reads() {
        return Ok(Exit::Done);
    }
    waiting(paths);
    loop {
        std::thread::sleep(PAUSE);
        match changes.seen(look(paths)) {
            None => continue,
            Some(Ok(_)) => match command() {
                Ok(_) if output::nobody_reads() => return Ok(Exit::Done),
                Ok(_) => {}
                // It may be gone by now. Whoever watches wants to be told, and goes on.
                Err(failure) => drop(output::failure(&failure)),
            },
            Some(Err(gone)) => output::message(&format!("error: {gone}\n")),
        }
        waiting(paths);
    }
}

fn waiting(paths: &[PathBuf]) {
    let names: Vec<String> = paths.iter().map(|path| format!("`{}`", clean(&path.to_string_lossy()))).collect();
    output::message(&format!("\nwatching {}; Ctrl-C ends\n\n", list_of(&names, "and")));
}

/// The files with their bytes, or in words why there are none.
type Look = Result<Vec<(String, Vec<u8>)>, String>;

fn look(paths: &[PathBuf]) -> Look {
    let mut files = Vec::new();
    for path in paths {
        files.extend(Rulebook::read_files(path).map_err(|error| clean(&error.to_string()).into_owned())?);
    }
    Ok(files)
}

/// Tells saves from looks at the same, and finished ones from those under way.
struct Changes {
    /// What the command was last run on.
    known: Look,
    /// What was seen last.
    last: Look,
}

impl Changes {
    fn since(known: Look) -> Self {
        Changes { last: known.clone(), known }
    }

    /// What changed, once it has stayed the same for two looks: an editor may empty a file before it writes it anew.
    fn seen(&mut self, now: Look) -> Option<&Look> {
        let settled = now == self.last;
        self.last = now;
        if !settled || self.last == self.known {
            return None;
        }
        self.known.clone_from(&self.last);
        Some(&self.known)
    }
}

#[cfg(test)]
mod tests {
    use super::{Changes, Look};

    fn file(text: &str) -> Look {
        Ok(vec![("a.yaml".to_owned(), text.as_bytes().to_vec())])
    }

    #[test]
    fn a_save_is_seen_once_and_only_when_it_is_finished() {
        let mut changes = Changes::since(file("old"));
        let steps = [
            (file("old"), None),
            (file(""), None),                 // the editor has emptied it
            (file("new"), None),              // and written it anew
            (file("new"), Some(file("new"))), // nothing more comes
            (file("new"), None),
            (file("half"), None),
            (file("new"), None), // back again before it settled: nothing to run
            (file("new"), None),
        ];
        for (nth, (now, expected)) in steps.into_iter().enumerate() {
            assert_eq!(changes.seen(now).cloned(), expected, "step {nth}");
        }
    }

    #[test]
    fn a_file_that_vanishes_and_comes_back_is_told_of_each_time() {
        let gone: Look = Err("cannot read `a.yaml`".to_owned());
        let mut changes = Changes::since(file("old"));
        let steps = [
            (gone.clone(), None),
            (gone.clone(), Some(gone.clone())),
            (gone.clone(), None),
            (file("old"), None),
            (file("old"), Some(file("old"))),
        ];
        for (nth, (now, expected)) in steps.into_iter().enumerate() {
            assert_eq!(changes.seen(now).cloned(), expected, "step {nth}");
        }
    }

    #[test]
    fn another_file_of_a_folder_is_a_change() {
        let two: Look = Ok(vec![("a.yaml".to_owned(), b"x".to_vec()), ("b.yaml".to_owned(), Vec::new())]);
        let mut changes = Changes::since(file("x"));
        assert!(changes.seen(two.clone()).is_none());
        assert_eq!(changes.seen(two.clone()).cloned(), Some(two));
    }
}
