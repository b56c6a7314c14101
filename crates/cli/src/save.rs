//! Keeping what people have: a file is replaced in one step or stays as it was, and stays whose and what it was.
//!
//! [`place`] says what is at a path and how it may be written, [`unfinished`] holds what is on its way there, [`turn`] keeps
//! several runs apart. A link is followed. A device or a pipe is written to. A file that has an owner of its own, more than one
//! name, or a folder that takes no other files is written over, with a copy to fall back on, since a rename would lose what it
//! is.

mod place;
mod turn;
mod unfinished;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use leadership_advisor::Answers;

use crate::exit::Failure;
use place::Place;
use turn::Turn;
use unfinished::Unfinished;

/// The name under which answers are saved when no other was given.
const DEFAULT_NAME: &str = "advisor-answers.yaml";

/// Writes a file beside its place and then moves it there, so that whoever looks sees the old text or the new one.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    write_bytes(path, text.as_bytes())
}

/// The same for what is no text.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = Replacement::new(path)?;
    file.write_all(bytes).map_err(|error| Failure::io("write", path, &error))?;
    file.put_in_place()
}

/// A file on its way to its place. Until it is put there, nothing has changed; dropped, it is gone. What goes to a device or a
/// pipe goes there at once.
pub(crate) struct Replacement<'p> {
    path: &'p Path,
    way: Way,
}

enum Way {
    Aside(Box<Unfinished>),
    Straight(std::fs::File),
}

impl<'p> Replacement<'p> {
    pub(crate) fn new(path: &'p Path) -> Result<Self, Failure> {
        let way = match place::of(path).map_err(|error| Failure::io("write", path, &error))? {
            Place::Stream(stream) => Way::Straight(stream),
            Place::File(target) => {
                let unfinished = Unfinished::of(target);
                // The error of a temporary file names that file, which nobody has heard of.
                Way::Aside(Box::new(unfinished.map_err(|error| Failure::io("write", path, &error.kind().into()))?))
            }
        };
        Ok(Replacement { path, way })
    }

    /// Where it is until then, for whoever ends the program without dropping anything.
    pub(crate) fn unfinished(&self) -> Option<PathBuf> {
        match &self.way {
            Way::Aside(file) => Some(file.path().to_owned()),
            Way::Straight(_) => None,
        }
    }

    pub(crate) fn put_in_place(self) -> Result<(), Failure> {
        match self.way {
            Way::Aside(file) => file.put_in_place().map_err(|error| Failure::io("write", self.path, &error)),
            Way::Straight(_) => Ok(()),
        }
    }
}

impl Write for Replacement<'_> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        match &mut self.way {
            Way::Aside(file) => file.write(text),
            Way::Straight(stream) => stream.write(text),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.way {
            Way::Aside(file) => file.flush(),
            Way::Straight(stream) => stream.flush(),
        }
    }
}

/// Whether a file is there and is not empty, so that writing it would lose something.
pub(crate) fn holds_something(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.is_file() && file.len() > 0)
}

/// Whether something can be written there, before anybody has answered anything. A folder that takes no files is found out by
/// making one.
pub(crate) fn check(path: &Path) -> Result<(), Failure> {
    Replacement::new(path).map(drop)
}

/// Refuses a result that would be written over what it is made from. The input `-` is the standard input, which may be a file.
pub(crate) fn spares<'p>(output: Option<&Path>, inputs: impl IntoIterator<Item = &'p Path>) -> Result<(), Failure> {
    let Some(output) = output else { return Ok(()) };
    for input in inputs {
        let is_input = || match input == Path::new("-") {
            true => place::is_standard_input(output),
            false => place::is_same_file(input, output),
        };
        let within = input.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
        let is_yaml = |file: &PathBuf| {
            file.extension().is_some_and(|ending| ["yaml", "yml"].iter().any(|one| ending.eq_ignore_ascii_case(one)))
        };
        if is_input() || within.filter(is_yaml).any(|file| place::is_same_file(&file, output)) {
            let message = format!("`{}` is read here, so the result cannot be written to it", output.display());
            return Err(Failure::new(message, Some("write it to another file")));
        }
    }
    Ok(())
}

/// Waits until no other run of the program is about to write this file. As long as the turn is held, none is.
pub(crate) fn turn(path: &Path) -> Turn {
    let real = place::followed(path).unwrap_or_else(|_| path.to_owned());
    turn::take(place::folder(&real))
}

/// Saves answers as an answers file.
pub(crate) fn answers(path: &Path, answers: &Answers) -> Result<(), Failure> {
    write(path, &answers.to_yaml())
}

/// Puts these bytes, which a file held, beside it or elsewhere, where as few people may read them as the file itself.
pub(crate) fn keep(bytes: &[u8], of: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::io("write", to, &error);
    let mut file = Replacement::new(to)?;
    if let (Way::Aside(file), Ok(of)) = (&file.way, of.metadata()) {
        file.permit(of.permissions()).map_err(failed)?;
    }
    file.write_all(bytes).map_err(failed)?;
    file.put_in_place()
}

/// A name for the earlier text of a file that no file has yet: `acme.yaml.old` beside it, or among the temporary files where
/// its folder takes none.
pub(crate) fn free_name_beside(path: &Path) -> PathBuf {
    let folder = place::folder(path);
    let is_open = tempfile::tempfile_in(folder).is_ok();
    let base = match path.file_name() {
        Some(name) if !is_open => std::env::temp_dir().join(name),
        _ => path.to_owned(),
    };
    let name = |nth: u32| {
        let mut name = base.as_os_str().to_owned();
        name.push(if nth == 1 { ".old".to_owned() } else { format!(".old-{nth}") });
        PathBuf::from(name)
    };
    (1..1000).map(name).find(|path| !is_there(path)).unwrap_or_else(|| name(std::process::id()))
}

/// A name in this folder that no file has yet, so that nobody's earlier answers are overwritten.
pub(crate) fn free_name() -> PathBuf {
    free_name_like(Path::new(DEFAULT_NAME))
}

/// The last of the names in this folder that answers were saved under without another name, if there is any.
pub(crate) fn last_name() -> Option<PathBuf> {
    let free = free_name();
    let before = |path: &PathBuf| *path != free && path.exists();
    let names = (1..1000).map(|nth| numbered(Path::new(DEFAULT_NAME), nth)).take_while(before);
    names.last()
}

/// This name, or one with a number before its ending: the first that no file has yet.
pub(crate) fn free_name_like(path: &Path) -> PathBuf {
    let mut names = (1..1000).map(|nth| numbered(path, nth));
    names.find(|name| !is_there(name)).unwrap_or_else(|| numbered(path, std::process::id()))
}

/// A name with a number before its ending; the first has none.
fn numbered(path: &Path, nth: u32) -> PathBuf {
    if nth == 1 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{nth}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// Whether anything has this name, a link that leads nowhere too.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
