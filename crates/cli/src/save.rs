//! Keeping answers safe: a file is replaced in one step or stays as it was.

use std::io::Write;
use std::path::{Path, PathBuf};

use leadership_advisor::Answers;
use tempfile::NamedTempFile;

use crate::exit::Failure;

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

/// A file on its way to its place. Until it is put there, nothing has changed; dropped, it is gone.
pub(crate) struct Replacement<'p> {
    path: &'p Path,
    file: NamedTempFile,
}

impl<'p> Replacement<'p> {
    pub(crate) fn new(path: &'p Path) -> Result<Self, Failure> {
        check(path)?;
        // The error of a temporary file names that file, which nobody has heard of.
        let file = beside(path).map_err(|error| Failure::io("write", path, &error.kind().into()))?;
        Ok(Replacement { path, file })
    }

    /// Where it is until then, for whoever ends the program without dropping anything.
    pub(crate) fn unfinished(&self) -> PathBuf {
        self.file.path().to_owned()
    }

    pub(crate) fn put_in_place(self) -> Result<(), Failure> {
        let failed = |error: &std::io::Error| Failure::io("write", self.path, error);
        self.file.as_file().sync_all().map_err(|error| failed(&error))?;
        self.file.persist(self.path).map_err(|error| failed(&error.error))?;
        Ok(())
    }
}

impl Write for Replacement<'_> {
    fn write(&mut self, text: &[u8]) -> std::io::Result<usize> {
        self.file.write(text)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// A temporary file in the folder of a file, with the permissions of that file if it exists, else with those that any new
/// file gets: what is written is meant to be passed on.
fn beside(path: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder(path))?;
    if let Ok(old) = path.metadata() {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

/// Whether a file is there and is not empty, so that writing it would lose something.
pub(crate) fn holds_something(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.len() > 0 || !file.is_file())
}

/// Whether there is a folder to write to, before anybody has answered anything.
pub(crate) fn check(path: &Path) -> Result<(), Failure> {
    match folder(path).metadata() {
        Ok(folder) if folder.is_dir() => Ok(()),
        Ok(_) => Err(Failure::io("write", path, &std::io::ErrorKind::NotADirectory.into())),
        Err(error) => Err(Failure::io("write", path, &error)),
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Saves answers as an answers file.
pub(crate) fn answers(path: &Path, answers: &Answers) -> Result<(), Failure> {
    write(path, &answers.to_yaml())
}

/// Puts a copy of a file beside it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(from).map_err(|error| Failure::io("read", from, &error))?;
    write(to, &text)
}

/// A name for the earlier text of a file, beside it, that no file has yet: `acme.yaml.old`.
pub(crate) fn free_name_beside(path: &Path) -> PathBuf {
    let name = |nth: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(if nth == 1 { ".old".to_owned() } else { format!(".old-{nth}") });
        PathBuf::from(name)
    };
    (1..1000).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(std::process::id()))
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
    names.find(|name| !name.exists()).unwrap_or_else(|| numbered(path, std::process::id()))
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
