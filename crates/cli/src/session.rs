//! An interview with the file that it is saved to: every answer is on disk before the next question is put.

use std::path::{Path, PathBuf};

use leadership_advisor::{Answers, Interview, Rulebook};
use leadership_advisor_report::{clean, count};

use crate::args::Ask;
use crate::exit::Failure;
use crate::{input, save};

/// So many questions take about a minute.
const A_MINUTE: usize = 4;

/// An interview, its file, and what to type to come back to it.
pub(crate) struct Session {
    pub(crate) interview: Interview,
    path: PathBuf,
    rules: Vec<PathBuf>,
    /// How many answers there were at the beginning.
    resumed: usize,
    /// Where the file goes that somebody wrote by hand, before it is replaced.
    keep: Option<PathBuf>,
}

/// Why the questions ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// No question is left, or none that the person wants.
    NothingToAsk,
    /// The person wants to stop here.
    Quit,
    /// The input ended.
    EndOfInput,
    /// The person pressed Ctrl-C.
    Interrupted,
}

impl Session {
    pub(crate) fn begin(rulebook: &Rulebook, rules: &[PathBuf], args: Ask) -> Result<Self, Failure> {
        let answers = match &args.answers {
            Some(path) => input::answers(rulebook, path)?,
            None => rulebook.answers(),
        };
        let path = match (args.save, args.answers) {
            (Some(save), answers) if save::holds_something(&save) && answers.as_ref() != Some(&save) => {
                let message = format!("`{}` exists already", save.display());
                return Err(Failure::new(message, Some("go on with it by `--answers`, or save to another name")));
            }
            (Some(save), _) => save,
            (None, Some(answers)) if answers != Path::new("-") => answers,
            (None, _) => save::free_name(),
        };
        save::check(&path)?;
        let keep = is_by_hand(&path, &answers).then(|| save::free_name_beside(&path));
        let resumed = answers.len();
        let interview = if args.all { Interview::asking_all(answers) } else { Interview::new(answers) };
        Ok(Session { interview, path, rules: rules.to_owned(), resumed, keep })
    }

    /// Saves the answers as they are. Nothing is written as long as there is nothing to write.
    pub(crate) fn save(&mut self) -> Result<(), Failure> {
        let answers = self.interview.answers();
        if answers.is_empty() && answers.company().is_none() && !self.path.exists() {
            return Ok(());
        }
        if let Some(keep) = &self.keep {
            save::copy(&self.path, keep)?;
            self.keep = None;
        }
        save::answers(&self.path, answers)
    }

    /// Where the answers go, for the beginning.
    pub(crate) fn where_it_saves(&self) -> String {
        let resumed = match self.resumed {
            0 => String::new(),
            some => format!("Going on after {}. ", count(some, "answer")),
        };
        let most = self.interview.progress().of;
        let length = match self.resumed {
            0 => format!("Up to {}, about {}. ", count(most, "question"), count(most.div_ceil(A_MINUTE), "minute")),
            _ => String::new(),
        };
        let path = self.path.display();
        let keep = match &self.keep {
            Some(keep) => {
                format!(" The file as it is now, with its comments, is kept as {} at the first change.", keep.display())
            }
            None => String::new(),
        };
        format!("{length}{resumed}Every answer is saved to {path}, so you can stop at any time.{keep}")
    }

    pub(crate) fn hints(&self) -> Hints {
        Hints { rules: self.rules.clone(), answers: self.path.clone() }
    }
}

/// Whether a file holds more than the answers themselves, such as comments, so that writing them anew would lose it.
fn is_by_hand(path: &Path, answers: &Answers) -> bool {
    std::fs::read(path).is_ok_and(|bytes| !bytes.is_empty() && bytes != answers.to_yaml().into_bytes())
}

/// What to type next, with the paths that this run was given.
#[derive(Clone)]
pub(crate) struct Hints {
    rules: Vec<PathBuf>,
    answers: PathBuf,
}

impl Hints {
    pub(crate) fn to_go_on(&self) -> String {
        if self.answers.exists() {
            format!("Your answers are saved. To go on: advisor ask{} --answers {}", self.rules(), shown(&self.answers))
        } else {
            "Nothing was answered yet.".to_owned()
        }
    }

    /// What to type for all of the result, and for a page; no word of it is broken at this width.
    pub(crate) fn to_see_all(&self, width: usize) -> String {
        let command = format!("advisor recommend{} {}", self.rules(), shown(&self.answers));
        let board = format!("{command} --format board --output board.html");
        format!("See everything:\n{}\nA page for a board:\n{}", folded(&command, width), folded(&board, width))
    }

    /// A name for the page of the result, beside the answers, that no file has yet.
    pub(crate) fn page(&self) -> PathBuf {
        save::free_name_like(&self.answers.with_extension("html"))
    }

    fn rules(&self) -> String {
        self.rules.iter().map(|rules| format!(" --rules {}", shown(rules))).collect()
    }
}

/// A command in as many lines as it needs, each of which a shell takes as going on in the next.
fn folded(command: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in command.split(' ') {
        match lines.last_mut() {
            // Two cells for the indent, two for the sign that it goes on.
            Some(line) if line.chars().count() + word.chars().count() + 5 <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{}{word}", if lines.is_empty() { "  " } else { "    " })),
        }
    }
    lines.join(" \\\n")
}

/// A path as a shell takes it. A file's name may hold anything, also what a terminal would obey.
fn shown(path: &Path) -> String {
    let name = path.to_string_lossy();
    let name = clean(&name);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+');
    if name.chars().all(plain) { name.into_owned() } else { format!("'{}'", name.replace('\'', "'\\''")) }
}
