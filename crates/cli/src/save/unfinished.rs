//! A file on its way: written aside, then moved to its place, or written over what is there where a move would lose what that
//! is. What a run that was killed left behind is found by its name and removed.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::place::{Target, folder, has_ties};

/// What stands behind the name of the file, before the number of the process that writes it.
const MARK: &str = ".advisor-";

/// A longer text to fall back on is kept in a file.
const MOST_IN_MEMORY: usize = 16 << 20;

pub(super) struct Unfinished {
    target: Target,
    file: NamedTempFile,
    /// Whether it is written over what is there.
    over: bool,
}

impl Unfinished {
    /// A temporary file in the folder of a file, with the permissions of that file if it exists, else with those that any new
    /// file gets: what is written is meant to be passed on.
    pub(super) fn of(target: Target) -> io::Result<Self> {
        let folder = folder(&target.path);
        let name: String = target.path.file_name().unwrap_or_default().to_string_lossy().chars().take(40).collect();
        let family = format!(".{name}{MARK}");
        sweep(folder, &family);
        let prefix = format!("{family}{}-", std::process::id());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        #[cfg(unix)]
        if target.old.is_none() {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        let (file, mut over) = match builder.tempfile_in(folder) {
            Ok(file) => (file, false),
            // The file can be written to where its folder takes no other.
            Err(_) if target.old.is_some() => (builder.tempfile()?, true),
            Err(error) => return Err(error),
        };
        if let Some(old) = &target.old {
            over |= has_ties(old, &file.as_file().metadata()?);
            if !over {
                file.as_file().set_permissions(old.permissions())?;
            }
        }
        Ok(Unfinished { target, file, over })
    }

    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    pub(super) fn permit(&self, permissions: Permissions) -> io::Result<()> {
        self.file.as_file().set_permissions(permissions)
    }

    pub(super) fn put_in_place(mut self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        if self.over {
            return write_over(&self.target.path, self.file.as_file_mut());
        }
        self.file.persist(&self.target.path).map(drop).map_err(|error| error.error)
    }
}

impl Write for Unfinished {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.file.write(text)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a text over that of a file, which stays the file that it was. Where that fails, the old text is put back.
fn write_over(path: &Path, new: &mut File) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut old = tempfile::spooled_tempfile(MOST_IN_MEMORY);
    io::copy(&mut File::open(path)?, &mut old)?;
    // Not emptied before: on a disk that is full the place that it has stays its own.
    new.rewind()?;
    let written = io::copy(new, &mut file).and_then(|length| file.set_len(length)).and_then(|()| file.sync_all());
    if let Err(error) = written {
        old.rewind()?;
        file.rewind()?;
        let length = io::copy(&mut old, &mut file)?;
        file.set_len(length)?;
        return Err(error);
    }
    Ok(())
}

/// Removes what runs that have been killed left behind. Those that still run keep theirs.
fn sweep(folder: &Path, family: &str) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(family)).filter(|rest| rest.ends_with(".tmp"));
        let process = rest.and_then(|rest| rest.split_once('-')).and_then(|(process, _)| process.parse::<u32>().ok());
        if process.is_some_and(|process| !runs(process)) {
            // Somebody else may have been quicker.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a process runs. Where the system does not say, it is taken to.
fn runs(process: u32) -> bool {
    let processes = Path::new("/proc");
    let own = processes.join(std::process::id().to_string());
    if !matches!(own.try_exists(), Ok(true)) {
        return true;
    }
    !matches!(processes.join(process.to_string()).symlink_metadata(), Err(error) if error.kind() == ErrorKind::NotFound)
}
