//! An interview with the file that it is saved to: every answer is on disk before the next question is put.

use std::path::{Path, PathBuf};

use leadership_advisor::{Answers, Interview, Rulebook};
use leadership_advisor_report::{clean, count};

use crate::args::Ask;
use crate::exit::Failure;
use crate::{input, save};

/// So many questions take about a minute.
const A_MINUTE: usize = 4;

/// On a lower screen the result needs all the room.
const FEW_LINES: usize = 24;

/// An interview, its file, and what to type to come back to it.
pub(crate) struct Session {
    pub(crate) interview: Interview,
    path: PathBuf,
    rules: Vec<PathBuf>,
    /// How many answers there were at the beginning.
    resumed: usize,
    /// Where the file goes that somebody wrote by hand, before it is replaced.
    keep: Option<PathBuf>,
    /// The file as it was last seen or written here: by it is noticed what others write meanwhile.
    seen: Seen,
    /// What there is to say about that.
    news: Vec<String>,
}

/// A file as it was at some time, and the answers in it.
struct Seen {
    /// Nothing if there was no file.
    bytes: Option<Vec<u8>>,
    answers: Answers,
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
        save::spares(Some(&path), rules.iter().map(PathBuf::as_path))?;
        let bytes = bytes_of(&path);
        let by_hand = bytes.as_ref().is_some_and(|bytes| is_by_hand(bytes, &answers));
        let keep = by_hand.then(|| save::free_name_beside(&path));
        let seen = Seen { bytes, answers: answers.clone() };
        let resumed = answers.len();
        let interview = if args.all { Interview::asking_all(answers) } else { Interview::new(answers) };
        Ok(Session { interview, path, rules: rules.to_owned(), resumed, keep, seen, news: Vec::new() })
    }

    /// Saves the answers as they are. Nothing is written as long as there is nothing to write.
    pub(crate) fn save(&mut self) -> Result<(), Failure> {
        let answers = self.interview.answers();
        if answers.is_empty() && answers.company().is_none() && !self.path.exists() {
            return Ok(());
        }
        let _turn = save::turn(&self.path);
        let now = bytes_of(&self.path);
        if now != self.seen.bytes {
            self.take_in(now)?;
        } else if let (Some(keep), Some(bytes)) = (self.keep.take(), now) {
            save::keep(&bytes, &self.path, &keep)?;
        }
        let answers = self.interview.answers();
        save::answers(&self.path, answers)?;
        self.seen = Seen { bytes: bytes_of(&self.path), answers: answers.clone() };
        Ok(())
    }

    /// Takes in what somebody else has written to the file since it was last seen: its answers, as far as they are no others
    /// than those given here, and a copy of all that would be lost.
    fn take_in(&mut self, now: Option<Vec<u8>>) -> Result<(), Failure> {
        let name = self.path.display().to_string();
        let Some(bytes) = now.filter(|bytes| !bytes.is_empty()) else {
            self.news.push(format!("{name} was gone, so it was written again."));
            return Ok(());
        };
        let theirs = self.interview.rulebook().parse_answers(&name, &bytes).ok();
        let merged = theirs.as_ref().and_then(|theirs| merged(&self.seen.answers, self.interview.answers(), theirs));
        let mut said = format!("Someone else changed {name}.");
        // What is in the file and not in its answers, such as comments, would be lost with it.
        if merged.is_none() || theirs.is_none_or(|theirs| is_by_hand(&bytes, &theirs)) {
            let keep = self.keep.take().unwrap_or_else(|| save::free_name_beside(&self.path));
            save::keep(&bytes, &self.path, &keep)?;
            said += &format!(" That version was kept as {}.", keep.display());
        }
        said += match merged {
            Some(_) => " Its answers were taken over.",
            None => " Your answers here were kept.",
        };
        if let Some(merged) = merged {
            self.interview.take_over(merged);
        }
        self.news.push(said);
        Ok(())
    }

    /// What has happened to the file since this was last asked.
    pub(crate) fn news(&mut self) -> Option<String> {
        (!self.news.is_empty()).then(|| std::mem::take(&mut self.news).join(" "))
    }

    /// Where the answers go, for the beginning.
    pub(crate) fn where_it_saves(&self) -> String {
        let resumed = match self.resumed {
            0 => String::new(),
            some => format!("Picking up after {}. ", count(some, "answer")),
        };
        let most = self.interview.progress().of;
        let length = match self.resumed {
            0 => format!("Up to {}, about {}. ", count(most, "question"), count(most.div_ceil(A_MINUTE), "minute")),
            _ => String::new(),
        };
        let path = self.path.display();
        let keep = match &self.keep {
            Some(keep) => {
                format!(" Before the first change, the current file, with its comments, is kept as {}.", keep.display())
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
fn is_by_hand(bytes: &[u8], answers: &Answers) -> bool {
    !bytes.is_empty() && bytes != answers.to_yaml().into_bytes()
}

/// What a file holds. Nothing for a device or a pipe, which hold nothing of their own.
fn bytes_of(path: &Path) -> Option<Vec<u8>> {
    path.metadata().ok().filter(std::fs::Metadata::is_file).and_then(|_| std::fs::read(path).ok())
}

/// What was answered here and elsewhere since the answers were the same. `None` where a question has two new answers.
fn merged(before: &Answers, ours: &Answers, theirs: &Answers) -> Option<Answers> {
    let mut merged = ours.clone();
    for question in ours.rulebook().questions() {
        let id = question.id.as_str();
        let (old, own, other) = (before.get(id), ours.get(id), theirs.get(id));
        if other == old || other == own {
            continue;
        }
        if own != old {
            return None;
        }
        // The rulebook took the answer in their file, so it takes it here.
        match other {
            Some(answer) => merged.set(id, answer).ok()?,
            None => merged.clear(id).ok()?,
        }
    }
    let (old, own, other) = (before.company(), ours.company(), theirs.company());
    if other != old && other != own {
        if own != old {
            return None;
        }
        merged.set_company(other.map(str::to_owned));
    }
    Some(merged)
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
            format!(
                "Your answers are saved. To continue: advisor ask{} --answers {}",
                self.rules(),
                shown(&self.answers)
            )
        } else {
            "No answers yet.".to_owned()
        }
    }

    /// What to type for all of the result, and for a page where there is room for that; no word of it is broken at this width.
    pub(crate) fn to_see_all(&self, width: usize, height: Option<usize>) -> String {
        let command = format!("advisor recommend{} {}", self.rules(), shown(&self.answers));
        let all = led("See everything:", &command, width);
        if height.is_some_and(|height| height < FEW_LINES) {
            return all;
        }
        let board = format!("{command} --format board --output board.html");
        format!("{all}\n{}", led("For a board:", &board, width))
    }

    /// A name for the page of the result, beside the answers, that no file has yet.
    pub(crate) fn page(&self) -> PathBuf {
        save::free_name_like(&self.answers.with_extension("html"))
    }

    fn rules(&self) -> String {
        self.rules.iter().map(|rules| format!(" --rules {}", shown(rules))).collect()
    }
}

/// A command behind what it is for, or below that where there is no room beside it.
fn led(lead: &str, command: &str, width: usize) -> String {
    let beside = format!("{lead} {command}");
    if beside.chars().count() < width { beside } else { format!("{lead}\n{}", folded(command, width)) }
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
